"""空间布局: the plan's spatial systems on a map that answers questions: what lies where, how many projects, how far."""

import streamlit as st

from lib import ui
from lib.charts import series as charts
from lib.maps import scene as maps
from lib.projects import parks
from lib.projects.in_places import unit_numbers
from lib.text import places as layout
from lib.ui import atlas

plan, mode = ui.plan(), ui.mode()
about = plan.about
layers, units = plan.geometry()[0], plan.drawing()
places, pairs, every = plan.frame("place"), plan.projects_in_places(), plan.projects(ui.year())
systems = layout.drawn_systems(plan.frame("system"), layers)
chosen_systems = ui.switches("图层", systems, "system", ["belts", "cores"])
with st.container(horizontal=True, vertical_alignment="bottom"):
    projects = ui.choose("园区", every, "park", "park")
    projects = ui.choose("行业", projects, "sector", "sector")
    shade = ui.pick("着色", layout.SHADES, "shade", show_id=False)
    other = ui.pick("对照", layout.others(systems, chosen_systems), "compare", show_id=False)
    beside = other and ui.one_of("对照方式", layout.WAYS, "how") == layout.BESIDE
filtered = len(projects) < len(every)

title = st.container()
left, right = st.columns(2 if beside else [3, 2], gap="medium")
context, drawn = layout.split(layers, chosen_systems)
beneath, second = layout.split(layers, [other])
with left:
    sheet = st.container()
    hidden = atlas.hidden("图例：点一项，隐藏或显示", layout.legend(layers, units, drawn), "hide")
    st.caption(layout.PRECISION)
    st.caption(layout.note(about))
of_all = plan.once(("numbers", ui.year()), lambda: unit_numbers(places, pairs, every))
numbers = unit_numbers(places, pairs, projects) if filtered else of_all
rows = layout.listing(places, chosen_systems, hidden, units, numbers, filtered)
title.header(layout.finding(rows, pairs, projects, systems[chosen_systems].tolist(), shade, filtered))

panel = st.container() if beside else right
with panel:
    chosen = atlas.pick_or_none(
        "单元", layout.options(rows), "place", layout.names(places), "在地图、列表或这里选一个单元"
    )
    if chosen:
        place = next(places[places["id"] == chosen].itertuples())
        mine = layout.projects_of(chosen, pairs, projects)
        st.subheader(place.name)
        for label, text in layout.place(place, places, *layout.figure_of(units, chosen)):
            st.markdown(f"**{label}**　{text}")
        if chosen in plan.once("parks", lambda: parks.known(plan.frame("area"), places)).index:
            ui.link("space/parks", "园区页：项目、目标与比较", at=chosen)
        st.markdown(f"**项目**　{layout.count(mine, filtered)}")
        if len(mine):
            ui.table(layout.project_table(mine), f"{place.name}的项目", {"项目": 180})
        for clause, name in layout.clauses_of(mine, plan.assessed(ui.year()), about):
            ui.link("monitor/indicators", name, clause=clause)
    ranking = layout.ranking(rows, shade) if shade else None
    listed, lost = st.tabs(layout.tabs(rows, places, chosen_systems))
    with listed:
        if shade and len(ranking):
            figure = charts.bars(layout.coloured(ranking, mode), layout.SHADE_UNITS[shade], mode)
            ui.figure(figure, layout.shade_note(shade, about), f"各单元的{layout.SHADES[shade]}")
        table = layout.table(rows)
        ui.table_with_choice(
            table,
            "place",
            "id",
            "单元一览",
            {
                "已建成": st.column_config.NumberColumn(format="%.0f%%"),
                "滞后": st.column_config.NumberColumn(format="%.0f%%"),
                "规划km²": st.column_config.NumberColumn(format="%.2f"),
                "图上km²": st.column_config.NumberColumn(format="%.2f"),
            },
        )
        ui.download(table.drop(columns="id"), "单元一览", "units")
    with lost:
        missing = layout.unlocated(places, chosen_systems, systems)
        ui.table_with_choice(missing, "place", "id", "位置未载明的单元", {"体系": None}, name="lost")
        ui.download(missing.drop(columns="id"), "位置未载明的单元", "unlocated")

values, texts = layout.shading(rows, shade)
pale = layout.faded(rows, units, drawn) if filtered else frozenset()
look = maps.Look(
    mode,
    chosen,
    layout.details(places, numbers),
    values,
    texts,
    pale,
    ui.scale(),
    *atlas.sheet(beside),
    atlas.base_map(),
)
shown = [slug for slug in drawn if slug not in hidden]
with sheet:
    bounds = maps.bounds_of(units, [*drawn, *second], chosen)
    if other and not beside:
        context, look = [*second, *context], look._replace(faded=look.faded | layout.ids(units, second))
    atlas.deck(
        maps.layout(units, layers, context, shown, look, bounds),
        look.height,
        "place",
        layout.alt(chosen_systems, systems, about),
    )
if beside:
    with right:
        plain = look._replace(values=None, texts={}, faded=frozenset())
        atlas.deck(
            maps.layout(units, layers, beneath, second, plain, bounds),
            look.height,
            "place",
            layout.alt([other], systems, about),
            "second",
        )
        st.caption(f"对照：{systems[other]}")
