"""园区: one park in full — where it lies, what it is to build, its targets and neighbours — and the four side by side."""

import streamlit as st

from lib import ui
from lib.charts import series as charts
from lib.maps import relations
from lib.maps import scene as maps
from lib.projects import parks as numbers
from lib.text import parks
from lib.text import places as layout
from lib.ui import atlas

plan, mode = ui.plan(), ui.mode()
about = plan.about
layers, units = plan.geometry()[0], plan.drawing()
places, every, pairs, clauses = (
    plan.frame("place"),
    plan.projects(ui.year()),
    plan.projects_in_places(),
    plan.assessed(ui.year()),
)
known = plan.once("parks", lambda: numbers.known(plan.frame("area"), places))
key = ui.one_of("园区", known["name"], "at", label_visibility="collapsed")
park, place = known.loc[key], next(places[places["id"] == key].itertuples())
rows = numbers.projects(key, park["within"], pairs, every)
counts, (own, shared) = numbers.stages(rows), numbers.targets(rows, clauses, park["zone"])

st.header(parks.finding(park["name"], place, counts, len(own)))
left, right = st.columns([3, 2], gap="medium")
with left:
    mine = parks.parts(key, places)
    look = maps.Look(
        mode, key, layout.details(places), faded=parks.others(units, mine), scale=ui.scale(), style=atlas.base_map()
    )
    look = look._replace(**atlas.small_sheet())
    atlas.deck(
        ui.kept("park map", lambda: parks.map_of(units, layers, look, key), key, look.scale, look.width, look.style),
        look.height,
        "place",
        f"{park['name']}及相邻单元示意图",
        "park",
    )
    st.caption(parks.NOTE)
    ui.link("space/layout", "在空间布局里看它", place=key, system=place.system)
with right:
    for label, text in layout.place(place, places, *layout.figure_of(units, key)):
        st.markdown(f"**{label}**　{text}")
    near = plan.once(("near", key), lambda: relations.nearest(relations.among(plan.units(), parks.AMONG), key))
    st.markdown(f"**相邻**　{parks.neighbours(near)}")

left, right = st.columns([3, 2], gap="medium")
with left:
    st.subheader(f"要建什么：{len(rows)}个项目")
    table = ui.kept("works", lambda: parks.works(rows), key)
    ui.table(table, f"{park['name']}的项目", {"项目": 190, "说明": 220})
    ui.download(table, f"{park['name']}的项目", "works")
with right:
    st.subheader("各阶段的项目")
    figure = ui.kept("stages", lambda: charts.bars(layout.counted(counts), "个", mode, "plan"), key)
    ui.figure(figure, "规划归入本园及其组成部分的、位于其中的项目。来源：项目库。", f"{park['name']}的项目按阶段")
    st.subheader(f"涉及它的目标：{len(own)}项直接相关")
    for clause, name in ui.kept("own targets", lambda: parks.targets(own, about), key):
        ui.link("monitor/indicators", name, clause=clause)
    with st.expander(f"{park['zone']}合计的目标，规划没有分到各园（{len(shared)}项）"):
        for clause, name in ui.kept("shared targets", lambda: parks.targets(shared, about), key):
            ui.link("monitor/indicators", name, clause=clause)

four = plan.once(("four", ui.year()), lambda: numbers.comparison(numbers.whole(known), places, pairs, every, clauses))
st.header(parks.compared(four))
ui.figure(
    ui.kept("four by stage", lambda: parks.stage_bars(four, mode)),
    "各园的项目按阶段。河西示范园含栗雨、新马、天易。来源：项目库。",
    "四园项目按阶段比较",
)
table = ui.kept("comparison", lambda: parks.comparison_table(four))
ui.table(
    table,
    "四园比较",
    {"产业": 320},
    column_config={name: st.column_config.NumberColumn(format="%.0f%%") for name in ("已建成", "滞后")},
)
ui.download(table, "四园比较", "comparison")
