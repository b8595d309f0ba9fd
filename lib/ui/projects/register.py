"""The register: the same selection as table, board, time line, heat table and map; one project in full."""

from datetime import date
from typing import Any, Literal

import pandas as pd
import streamlit as st

from lib import ui
from lib.charts import projects as charts
from lib.maps import project_layers, scene
from lib.maps.dots import Dot
from lib.plan.kept import kept
from lib.plan.opened import Plan
from lib.projects.facets import Facets
from lib.projects.in_places import units_of
from lib.projects.project import Registered
from lib.projects.register import until
from lib.text import dispatch, dots, flagship, places, projects
from lib.text import heat as words_of_heat
from lib.text import words as w
from lib.theme import badge, in_colour
from lib.ui import address, atlas, photos

ABREAST = 5
"""Stages side by side on the board."""
WRAPPED = """<style>[class*="st-key-card-"] button p { white-space: normal; }</style>"""
"""The whole of a card's text, in as many lines as it needs."""


@kept
def index(plan: Plan, year: int, inferred: bool) -> Facets:
    """The register at the end of a year by its facets, with or without inferred locations."""
    rows, found = _register(plan, year, inferred), units_of(plan.source.projects_in_places, plan.frame("place"))
    left_out = set() if inferred else set(plan.projects(year).query("inferred")["id"])
    units = [() if key in left_out else found.get(key, ()) for key in rows["id"]]
    return Facets(rows.assign(units=units), projects.FACETS)


@kept
def everything(plan: Plan, year: int, inferred: bool) -> pd.DataFrame:
    """The table of the whole register, with its index."""
    return projects.table(_register(plan, year, inferred), plan.about)


def _register(plan: Plan, year: int, inferred: bool) -> pd.DataFrame:
    return plan.projects(year) if inferred else plan.stated_projects(year)


def chosen_project(ids: set[str]) -> str | None:
    """The project that is open, kept in the address; None when none is."""
    if (
        (asked := st.query_params.get("project"))
        and asked in ids
        and asked != (address.notes(st.session_state).get("project@url") or [None])[0]
    ):
        st.session_state["project"] = asked
    key = st.session_state.get("project")
    key = key if key in ids else None
    address.keep(st.session_state, st.query_params, "project", [key] if key else [])
    return key


def _open(key: str | None) -> None:
    st.session_state["project"] = key


def project(plan: Plan, year: int, key: str) -> None:
    """One project in full: what, where, stage and since when, parts, places, targets, what the plan says, history,
    lines."""
    every, own, claims = plan.projects(year), until(plan.state.told("event", "project", key), year), plan.frame("claim")
    row = Registered.first(every[every["id"] == key])
    links, units = plan.frame("project_place"), plan.frame("place")
    at = units[units["id"].isin(links.loc[links["project"] == key, "place"])]
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        st.subheader(row.name, width="content")
        st.button("关闭", key="close-project", on_click=_open, args=(None,), icon=":material/close:", type="tertiary")
    ui.prose(f"{in_colour(badge(row.verdict))}　{projects.reason(row, plan.about.period)}")
    for label, text in projects.facts(row, at, plan.about):
        ui.prose(f"**{label}**　{text}")
    for title, names, line in flagship.parts(row.id, plan.frame("enumeration"), plan.frame("member")):
        ui.prose(f"**包含**　{title}：{names}{w.cited(line)}")
    for place in at[at["located"] == "yes"].itertuples():
        ui.link("space/layout", f"在地图上看{place.name}", place=place.id, system=place.system)
    for clause, text in projects.clauses_of(row, plan.assessed(year)):
        ui.link("monitor/indicators", text, clause=clause)
    if len(said := claims[claims["project"] == row.id]):
        ui.table(flagship.claims(said), f"规划各处对{row.name}的说法")
    if len(own):
        ui.table(projects.history(own), f"{row.name}的进展记录")
    else:
        st.info(
            f"到{year}年末没有进展记录。用 python -m lib import project_event 文件 导入。", icon=":material/history:"
        )
    photos.beside(plan, key)
    ui.link("present/sheet", "单页（打印）", ":material/print:", sheet="project", id=key)
    ui.cite(row.lines)


def _only(**filters: Any) -> None:
    for facet, values in filters.items():
        st.session_state[facet] = values


def board(rows: pd.DataFrame) -> None:
    """Stages side by side with their counts and first cards; a single stage with all its cards, in pages."""
    stages = projects.board(rows)
    if len(stages) == 1:
        [(stage, own)] = stages.items()
        st.markdown(f"**{stage}　{len(own)}项**")
        st.html(WRAPPED)
        pages = -(-len(own) // projects.PAGE)
        at = st.pagination(pages, key="page") if pages > 1 else 1
        with st.container(horizontal=True):
            _cards(rows.loc[own[(at - 1) * projects.PAGE : at * projects.PAGE]], 260)
        return
    st.html(WRAPPED)
    columns = [column for _ in range(0, len(stages), ABREAST) for column in st.columns(ABREAST)]
    for column, (stage, own) in zip(columns, stages.items(), strict=False):
        with column:
            st.markdown(f"**{stage}　{len(own)}项**")
            _cards(rows.loc[own[: projects.CARDS]], "stretch")
            if (rest := len(own) - projects.CARDS) > 0:
                st.button(
                    f"还有{rest}项…",
                    key=f"more-{stage}",
                    on_click=_only,
                    kwargs={"stage": [stage]},
                    width="stretch",
                    type="tertiary",
                )


def _cards(rows: pd.DataFrame, width: Literal["stretch"] | int) -> None:
    for row in Registered.of(rows):
        st.button(
            projects.card(row),
            key=f"card-{row.id}",
            on_click=_open,
            args=(row.id,),
            width=width,
            help=projects.card_details(row, ui.plan().about.period),
        )


def table(plan: Plan, year: int, rows: pd.DataFrame, inferred: bool, beside: bool) -> None:
    """The selection as a table, with fewer columns where it stands `beside` a project; a click opens one."""
    ui.table_with_choice(
        everything(plan, year, inferred).loc[rows.index],
        "project",
        "编号",
        "项目一览",
        {"完成比例": st.column_config.NumberColumn(format="%.1f%%", width=int(100 * ui.scale()))},
        widths={"项目": 330, "阶段": 150, "进度": 120, "落点": 190, "行业": 150, "位置": 240},
        first=("项目", "阶段", "进度", "完成比例", "时限", "落点")[: 4 if beside else 6],
        more="project_columns",
        card=ui.Card("项目", "进度", ("阶段", "时限", "落点")),
    )


def time_line(plan: Plan, year: int, rows: pd.DataFrame) -> None:
    """Deadlines and progress records of the selection."""
    marks = projects.time_marks(rows, plan.events(year))
    if marks.empty:
        st.info("这些项目规划都没有写时限，也没有进展记录。", icon=":material/event_busy:")
        return
    ui.figure(
        charts.time_line(marks, year, date.today(), ui.mode(), ui.narrow(), period=plan.about.period),
        projects.time_caption(rows, marks, charts.MOST),
        "项目的时限与记录",
    )


def heat(rows: pd.DataFrame) -> None:
    """Sector × park; a click shows those projects in the table."""

    def take() -> None:
        if points := st.session_state["heat"].selection.points:
            sector, park = points[0]["customdata"]
            _only(sector=[sector], park=[park], show="表")

    ui.figure(
        charts.heat(words_of_heat.counts(rows), ui.mode(), ui.narrow()),
        words_of_heat.caption(rows),
        "行业与园区的项目数",
        key="heat",
        on_select=take,
        selection_mode="points",
    )


def on_map(plan: Plan, year: int, rows: pd.DataFrame, key: str | None) -> None:
    """Where the projects of the selection are, and those that came after the plan; a click opens one of the former."""
    layers, units = plan.source.geometry[0], plan.source.drawing
    shown, details = project_layers.layers(rows, plan.frame("project_place"), units, key)
    width, height = atlas.sheet()
    look = scene.Look(
        ui.mode(), (key,) if key else (), details, scale=ui.scale(), width=width, height=height, style=atlas.base_map()
    )
    came = _came(plan, year)
    at = {dot.place for dot in came}  # what is shown bears the ids of projects
    beneath = {dots.CAME: [unit for layer in units.values() for unit in layer if unit.id in at]}
    context = places.split(layers, [])[0]
    chart = scene.layout(units | shown | beneath, layers, context, list(shown), look, projects=came)
    atlas.deck(chart, look.height, "project", "有位置的项目", single=True)
    st.markdown(project_layers.caption(rows) + dots.told_of_arrived(len(came)))
    st.caption(places.note(plan.about))


def _came(plan: Plan, year: int) -> list[Dot]:
    """The dots of the projects that came after the plan, of the area, parks and sectors that are chosen."""
    rows = ui.in_area(plan.newcomers)
    for name in ("park", "sector"):
        if chosen := st.session_state.get(name):
            rows = rows[rows[name].isin(chosen)]
    return dots.arrived(rows, plan.newcomers_on_map, plan.state, year)


def newcomers(plan: Plan, year: int) -> None:
    """The projects that came after the plan, apart from those that it has."""
    rows = ui.in_area(plan.newcomers)
    if rows.empty:
        return
    names = plan.catalogue.set_index("id")["name"]
    events = plan.state.dated("event", "project", f"{year}-12-31")
    shown = dispatch.newcomers(rows, plan.state.rows("newcomer"), events, names)
    st.subheader(f"规划以外登记的项目{len(rows)}个")
    st.caption(
        "由规划办登记（新增、拆分、合并）；没有规划的出处，不计入上面各数。知道园区或乡镇的，在这里的“地图”和空间布局的“项目点”里空心画在其中部。"
    )
    ui.table(shown.drop(columns="编号"), "规划以外登记的项目", {"项目": 300, "由哪些项目": 260})
    with st.container(horizontal=True):
        ui.link("cycle/progress", "登记、填报这些项目", ":material/edit:")
        if len(plan.newcomers_on_map):
            ui.link("space/layout", "在地图上看", ":material/map:", dots="true")
