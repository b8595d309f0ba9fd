"""The map of the plan's spatial systems: what is chosen, the map, the unit that was picked, the lists beside it."""

from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

from lib import ui
from lib.charts.bars import bars
from lib.maps import export, scene
from lib.plan.kept import kept
from lib.plan.opened import Plan
from lib.projects.in_places import unit_numbers
from lib.projects.place import Place
from lib.text import dots as dot_words
from lib.text import exports, shades
from lib.text import places as words
from lib.text import unit as words_of
from lib.ui import atlas
from lib.ui.space import parks


class Asked(NamedTuple):
    """What somebody wants to see: systems (slugs; `names` of all by slug), the projects that count, whether those are
    fewer than all, and the numbers of every unit with them (see projects.in_places); whether projects are drawn as dots,
    the measure by which units are shaded ("" for none), another system ("" for none) and whether it stands beside the
    map or beneath, the step of the guided tour."""

    names: pd.Series
    systems: list[str]
    projects: pd.DataFrame
    filtered: bool
    numbers: pd.DataFrame
    dots: bool
    shade: str
    other: str
    beside: bool
    step: str


def asked(plan: Plan, year: int) -> Asked:
    """The steps of the tour at the head of the page; the choices, each behind a word, float on the map (map.css)."""
    every = plan.projects(year)
    names = words.drawn_systems(plan.frame("system"), plan.source.geometry[0])
    step = _step(plan.frame("map_step"))
    with st.container(horizontal=True, key="map-choices"):
        with st.popover("图层", icon=":material/layers:", key="map-systems"):
            systems = ui.switches("图层", names, "system", words.first(plan.frame("system"), names, ui.area()))
        with st.popover("项目与着色", icon=":material/palette:", key="map-shade"):
            dots = st.toggle("项目点", key="dots", bind="query-params", persist_state="session", help=dot_words.HELP)
            projects = ui.choose("园区", every, "park", "park")
            projects = ui.choose("行业", projects, "sector", "sector")
            found = _of_all(plan, year) if len(projects) == len(every) else _numbers(plan, projects)
            shade = ui.pick("着色", shades.offered(found, plan.frame("place"), systems), "shade")
        with st.popover("对照", icon=":material/compare:", key="map-compare"):
            other = ui.pick("对照", words.others(names, systems), "compare")
            beside = bool(other) and ui.one_of("对照方式", words.WAYS, "how") == words.BESIDE
    return Asked(names, systems, projects, len(projects) < len(every), found, dots, shade, other, beside, step)


def _step(steps: pd.DataFrame) -> str:
    """The step of the guided tour ("" for none); at its beginning the map shows what the step says."""
    if steps.empty:
        return ""
    rows = steps.sort_values("position").set_index(steps["position"].astype(str))
    told: str = ui.one_of("讲解", words.steps(rows), "story", label_visibility="collapsed")
    if told and told != st.session_state.get("story@told"):
        row = rows.loc[told]
        st.session_state.update({"system": [row["system"]], "dots": row["dots"] == "yes", "place": [], "compare": ""})
        atlas.hide(row["hide"], "hide")
    st.session_state["story@told"] = told
    return told


@kept
def _of_all(plan: Plan, year: int) -> pd.DataFrame:
    return _numbers(plan, plan.projects(year))


def _numbers(plan: Plan, projects: pd.DataFrame) -> pd.DataFrame:
    return unit_numbers(plan.frame("place"), plan.source.projects_in_places, projects)


def chosen_units(plan: Plan, year: int, chosen: list[str], one: Asked) -> None:
    """What is chosen, on a phone in a sheet at the foot of the screen (map.css): one unit in full, several with what each holds; their projects, the targets that measure these,
    the ways to the other pages."""
    places, pairs = plan.frame("place"), plan.source.projects_in_places
    mine, names = words_of.projects_of(chosen, pairs, one.projects), words_of.names(chosen, places)
    if ui.narrow():
        st.button("关闭", key="unit-close", on_click=_let_go, icon=":material/close:", type="tertiary")
    if len(chosen) == 1:
        _in_full(plan, Place.first(places[places["id"] == chosen[0]]))
    else:
        st.subheader(words_of.several(names))
        for told in words_of.each(chosen, names, one.numbers):
            ui.prose(told)
    st.markdown(f"**项目**　{words_of.count(mine, one.filtered)}")
    if len(mine):
        ui.table(words_of.project_table(mine), f"{'、'.join(names)}的项目", {"项目": 240}, more="located_columns")
        measuring = words_of.clauses_of(mine, plan.assessed(year), plan.about)
        ui.link("projects/register", "在项目库中看", ":material/list_alt:", units=names)
        if measuring:
            ui.link("monitor/indicators", f"在指标中看（{len(measuring)}项）", ":material/monitoring:", units=names)
        for clause, name in measuring:
            ui.link("monitor/indicators", name, clause=clause)


def _let_go() -> None:
    st.session_state["place"] = []


def _in_full(plan: Plan, place: Place) -> None:
    """All that is known of a unit."""
    st.subheader(place.name)
    for label, text in words_of.place(place, plan.frame("place"), *words_of.figure_of(plan.source.drawing, place.id)):
        ui.prose(f"**{label}**　{text}")
    if place.id in parks.known(plan).index:
        ui.link("space/parks", "园区页：项目、目标与比较", at=place.id)


def ranking(plan: Plan, rows: pd.DataFrame, one: Asked) -> None:
    """The units by what colours them, else by their projects, as bars."""
    measure = one.shade or "projects"
    if len(found := shades.ranking(rows, measure)):
        shade = shades.SHADES[measure]
        figure = bars(shades.coloured(found, ui.mode(), shade.tone), shade.unit, ui.mode())
        ui.figure(figure, shades.shade_note(measure, plan.about), f"各单元的{shade.name}")


def lists(plan: Plan, rows: pd.DataFrame, chosen: list[str], one: Asked) -> None:
    """The units as a table, those alone that are chosen where they are several, and those without a location; a click
    picks one."""
    places, rows = plan.frame("place"), rows[rows["id"].isin(chosen)] if len(chosen) > 1 else rows
    listed, lost = st.tabs(words.tabs(rows, places, one.systems))
    with listed:
        table = words.table(rows)
        areas = {name: st.column_config.NumberColumn(format="%.2f") for name in ("投资亿元", "规划km²", "图上km²")}
        ui.table_with_choice(table, "place", "id", "单元一览", areas, several=True, more="unit_columns")
        ui.download(table.drop(columns="id"), "单元一览", "unit_list")
    with lost:
        missing = words.unlocated(places, one.systems, one.names)
        ui.table_with_choice(
            missing,
            "place",
            "id",
            "位置未载明的单元",
            {"体系": None},
            "lost",
            several=True,
            widths={"单元": 220, "功能": 300, "说明": 360},
        )
        ui.download(missing.drop(columns="id"), "位置未载明的单元", "unlocated")


class Sheets(NamedTuple):
    """The map to draw, and the one to set beside it, with how they look and what both must show."""

    look: scene.Look
    context: list[str]
    shown: list[str]
    beneath: list[str]
    second: list[str]
    bounds: tuple[float, float, float, float]


def draw(plan: Plan, sheets: Sheets, one: Asked) -> None:
    """The map with its units; another system faded beneath, if it is not to stand beside; its files to take away."""
    look, context = sheets.look, sheets.context
    if one.other and not one.beside:
        context = [*sheets.second, *context]
        look = look._replace(faded=look.faded | words.ids(plan.source.drawing, sheets.second))
    dots = dot_words.dots(one.projects, plan.frame("project_place")) if one.dots else []
    chart = atlas.layout(plan.source, context, sheets.shown, look, sheets.bounds, dots)
    alt = words.alt(one.systems, one.names, plan.about)
    atlas.deck(chart, look.height, "place", alt, step=one.step, pane=one.beside)
    if one.dots:
        st.markdown(dot_words.caption(dots, len(one.projects)))
    name = exports.named(look.title, ui.demo())
    with st.container(horizontal=True, width="content", vertical_alignment="center", key="layers-files"):
        seen = atlas.asked_for(chart, "place")
        _files(plan, sheets.shown, name)
    if seen is not None:
        chart = atlas.layout(plan.source, context, sheets.shown, atlas.on_paper(look), seen or sheets.bounds, dots)
        _paper(chart, name, alt)


@st.dialog("图片、PDF", width="large", icon=":material/print:")
def _paper(chart: scene.Deck, name: str, alt: str) -> None:
    """The map as a sheet of paper."""
    st.caption(words.PAPER)
    atlas.paper(chart, name, alt)


def draw_beside(plan: Plan, sheets: Sheets, one: Asked) -> None:
    """The other system on a map of its own, the same stretch of land."""
    plain = sheets.look._replace(values=None, texts={}, faded=frozenset(), subtitle=one.names[one.other])
    chart = atlas.layout(plan.source, sheets.beneath, sheets.second, plain, sheets.bounds)
    atlas.deck(chart, plain.height, "place", words.alt([one.other], one.names, plan.about), "second", pane=True)
    st.caption(f"对照：{one.names[one.other]}")


def _files(plan: Plan, shown: list[str], name: str) -> None:
    """The layers shown, as other map programs read them: made when asked for."""
    units = [unit for slug in shown for unit in plan.source.drawing[slug]]
    save: dict[str, Any] = {"on_click": "ignore", "type": "tertiary", "icon": ":material/download:"}
    st.download_button(
        "GeoJSON",
        lambda: export.geojson(units),
        f"{name}.geojson",
        "application/geo+json",
        help="图上的图层，WGS-84，附属性和精度",
        **save,
    )
    st.download_button(
        "KML", lambda: export.kml(units, name), f"{name}.kml", "application/vnd.google-earth.kml+xml", **save
    )
