"""Controls made of several of Streamlit's own: facets with live counts, saved views, a board of cards."""

import json
import urllib.parse
import uuid
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import streamlit as st

from lib import ui
from lib.projects.facets import Facets
from lib.text import findings, matrix
from lib.text import flagship as projects
from lib.text import projects as register
from lib.text import words as w
from lib.theme import badge
from lib.ui import address

BOUND = {"list": "全部项目", "find": "", "show": "表"}
"""What else makes a view of the register, with its value when the address does not say."""
MOST_VIEWS, LONGEST = 50, 2000
FACET_WIDTH = 145
"""Pixels: eight filters stand in one row on a desk, two on a phone."""
_browser = st.components.v2.component(
    "browser_views", js=(Path(__file__).parent / "browser_views.js").read_text(encoding="utf-8")
)


def verdict_matrix(rows: pd.DataFrame, alt: str) -> dict[str, str] | None:
    """How many clauses of a domain and an area have which verdict; what the cell that somebody clicked asks for
    (`matrix.picked`)."""
    counts = ui.kept("counts", lambda: matrix.counted(rows))
    columns = {matrix.DOMAIN: st.column_config.Column(width=int(100 * ui.scale()), pinned=True)}
    for name, (head, means, width) in matrix.heads(counts, ui.narrow()).items():
        columns[name] = st.column_config.NumberColumn(head, help=means, width=int(width * ui.scale()))
    painted = ui.kept("matrix", lambda: matrix.painted(counts, ui.mode(), ui.plan().about))
    event = ui.table(
        painted,
        alt,
        {matrix.AREA: 76},
        height="content",
        placeholder="",
        column_config=columns,
        on_select="rerun",
        selection_mode="single-cell",
        key=f"matrix-{ui.area()}-{ui.year()}",
    )
    st.caption(matrix.caption(counts, ui.narrow()))
    return matrix.picked(counts, event.selection.cells)


def counted(rows: pd.DataFrame, head: str, alt: str) -> None:
    """Counts (`label`, `value`) with a bar each."""
    most = int(rows["value"].max())
    bar = st.column_config.ProgressColumn("项", format="%d", min_value=0, max_value=most, color="gray")
    ui.table(rows[["label", "value"]].rename(columns={"label": head}), alt, {head: 180}, column_config={"value": bar})


def facets(
    index: Facets, labels: dict[str, str], among: np.ndarray, words: Callable, order: Callable
) -> dict[str, list]:
    """Filters by several facets, kept in the address; beside each value the rows it would leave, given all other
    filters.

    `labels` by facet; `words(facet, value)` is how a value reads, `order(facet, value)` where it stands. Returns the
    values chosen by facet.
    """
    for facet in labels:
        address.seed(st.session_state, st.query_params, facet, index.options(facet), many=True)
    chosen = {
        facet: [value for value in st.session_state.get(facet, []) if value in index.options(facet)] for facet in labels
    }
    counts = index.counts(chosen, among)
    for facet, label in labels.items():
        st.session_state[facet] = chosen[facet]
        _facet(facet, label, counts[facet], chosen[facet], words, order)
        address.keep(st.session_state, st.query_params, facet, chosen[facet])
    return chosen


def _facet(facet: str, label: str, counts: dict, chosen: list, words: Callable, order: Callable) -> None:
    options = sorted(
        (value for value, n in counts.items() if n or value in chosen), key=lambda value: order(facet, value)
    )
    st.multiselect(
        label,
        options,
        key=facet,
        persist_state="session",
        placeholder=ui.ALL,
        width=FACET_WIDTH,
        format_func=lambda value: f"{words(facet, value)}（{counts.get(value, 0)}）",
    )


def apply(query: str, index: Facets) -> None:
    """Set all filters of the register as the part of an address behind "?" says; what it does not name is cleared. For
    callbacks."""
    asked = urllib.parse.parse_qs(query)
    for facet in register.FACETS:
        st.session_state[facet] = [value for value in index.options(facet) if str(value) in asked.get(facet, [])]
    allowed = {"list": tuple(register.lists(ui.plan().about)), "show": register.VIEWS}
    for key, default in BOUND.items():
        value = asked.get(key, [default])[0]
        st.session_state[key] = value if value in allowed.get(key, (value,)) else default


def current(chosen: dict[str, list]) -> str:
    """The view on the page as the part of an address behind "?"."""
    pairs = [(facet, value) for facet, values in chosen.items() for value in values]
    pairs += [
        (key, st.session_state[key]) for key, default in BOUND.items() if st.session_state.get(key, default) != default
    ]
    return urllib.parse.urlencode(pairs)


def views(saved: pd.DataFrame, index: Facets, chosen: dict[str, list]) -> None:
    """A menu of views: those of the file, and those this browser keeps; the one on the page can be added."""
    own, blocked = _own_views()
    offered = dict(zip(saved["name"], saved["query"], strict=True)) | {
        f"我的：{name}": query for name, query in own.items()
    }

    def take() -> None:
        if name := st.session_state["view"]:
            apply(offered[name], index)
        st.session_state["view"] = None

    def keep(op: str, name: str) -> None:
        st.session_state["views-turn"] = {
            "turn": uuid.uuid4().hex,
            "op": op,
            "name": name.strip()[:40],
            "query": current(chosen),
        }

    with st.popover("视图", icon=":material/bookmark:"):
        st.selectbox("打开视图", list(offered), index=None, key="view", on_change=take, placeholder="选一个视图")
        if blocked:
            st.caption("这个浏览器不允许网页保存数据；可以收藏网址，网址里就是当前的视图。")
        else:
            name = st.text_input("把当前视图存在这个浏览器里", key="view-name", placeholder="名称", max_chars=40)
            st.button(
                "保存",
                key="view-keep",
                on_click=keep,
                args=("put", name),
                disabled=not name.strip() or len(own) >= MOST_VIEWS,
            )
            if own:
                gone = st.selectbox("我的视图", list(own), key="view-gone")
                st.button("删除", key="view-drop", on_click=keep, args=("drop", gone))
            st.caption("只存在这台电脑的这个浏览器里。要给别人，请复制网址。")
    show = st.session_state.get("show", BOUND["show"])
    bare = urllib.parse.urlencode({"show": show})
    st.button(
        "清除筛选",
        on_click=apply,
        args=(bare, index),
        icon=":material/filter_alt_off:",
        disabled=current(chosen) in ("", bare),
    )
    state = st.session_state.get("own-views")
    known = state.get("views", "") if state else ""
    _browser(
        key="own-views",
        data={"turn": "", "known": known} | st.session_state.get("views-turn", {}),
        on_views_change=lambda: None,
    )


def _own_views() -> tuple[dict[str, str], bool]:
    """The views this browser sent, as far as they are views; and whether it refuses to keep any."""
    state = st.session_state.get("own-views")
    text = (state.get("views") if state else None) or "{}"
    if text == "blocked":
        return {}, True
    try:
        kept = json.loads(text)
    except ValueError:
        return {}, False
    fit = (
        {n: q for n, q in kept.items() if isinstance(q, str) and len(n) <= 40 and len(q) <= LONGEST}
        if isinstance(kept, dict)
        else {}
    )
    return dict(list(fit.items())[:MOST_VIEWS]), False


def chosen_project(ids: set[str]) -> str | None:
    """The project that is open, kept in the address; None when none is."""
    if (
        (asked := st.query_params.get("project"))
        and asked in ids
        and asked != (st.session_state.get("project@url") or [None])[0]
    ):
        st.session_state["project"] = asked
    key = st.session_state.get("project")
    key = key if key in ids else None
    address.keep(st.session_state, st.query_params, "project", [key] if key else [])
    return key


def _open(key: str | None) -> None:
    st.session_state["project"] = key


def project(row, own: pd.DataFrame) -> None:
    """One project in full: what, where, stage and since when, parts, places, targets, what the plan says, history,
    lines.

    `row` is a row of the register, `own` its events.
    """
    plan = ui.plan()
    links, places, claims = plan.frame("project_place"), plan.frame("place"), plan.frame("claim")
    at = places[places["id"].isin(links.loc[links["project"] == row.id, "place"])]
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        st.subheader(row.name, width="content")
        st.button("关闭", key="close-project", on_click=_open, args=(None,), icon=":material/close:", type="tertiary")
    st.markdown(f"**{badge(row.verdict)}**　{register.reason(row, ui.plan().about.period)}")
    for label, text in register.facts(row, at, ui.plan().about):
        st.markdown(f"**{label}**　{text}")
    for title, names, line in projects.parts(row.id, plan.frame("enumeration"), plan.frame("member")):
        st.markdown(f"**包含**　{title}：{names}（{w.citation(line)}）")
    for place in at[at["located"] == "yes"].itertuples():
        ui.link("space/layout", f"在地图上看{place.name}", place=place.id, system=place.system)
    for clause, text in register.clauses_of(row, plan.assessed(ui.year())):
        ui.link("monitor/indicators", text, clause=clause)
    if len(said := claims[claims["project"] == row.id]):
        ui.table(projects.claims(said), f"规划各处对{row.name}的说法")
    if len(own):
        ui.table(register.history(own), f"{row.name}的进展记录")
    else:
        st.info(
            f"到{ui.year()}年末没有进展记录。用 python -m lib import project_event 文件 导入。",
            icon=":material/history:",
        )
    for line in row.lines.split(";"):
        ui.cite(int(line))


def _only(**filters) -> None:
    for facet, values in filters.items():
        st.session_state[facet] = values


def board(rows: pd.DataFrame) -> None:
    """Stages side by side with their counts and first cards; a single stage with all its cards, in pages."""
    stages = register.board(rows)
    if len(stages) == 1:
        [(stage, own)] = stages.items()
        st.markdown(f"**{stage}　{len(own)}项**")
        pages = -(-len(own) // register.PAGE)
        at = st.pagination(pages, key="page") if pages > 1 else 1
        with st.container(horizontal=True):
            _cards(rows.loc[own[(at - 1) * register.PAGE : at * register.PAGE]], 260)
        return
    for column, (stage, own) in zip(st.columns(len(stages)), stages.items(), strict=True):
        with column:
            st.markdown(f"**{stage}　{len(own)}项**")
            _cards(rows.loc[own[: register.CARDS]], "stretch")
            if (rest := len(own) - register.CARDS) > 0:
                st.button(
                    f"还有{rest}项…",
                    key=f"more-{stage}",
                    on_click=_only,
                    kwargs={"stage": [stage]},
                    width="stretch",
                    type="tertiary",
                )


def _cards(rows: pd.DataFrame, width) -> None:
    for row in rows.itertuples():
        st.button(
            register.card(row),
            key=f"card-{row.id}",
            on_click=_open,
            args=(row.id,),
            width=width,
            help=register.card_details(row, ui.plan().about.period),
        )


def heat(chart, caption: str, alt: str) -> None:
    """Sector × park; a click shows those projects in the table."""

    def take() -> None:
        if points := st.session_state["heat"].selection.points:
            sector, park = points[0]["customdata"]
            _only(sector=[sector], park=[park], show="表")

    ui.figure(chart, caption, alt, key="heat", on_select=take, selection_mode="points")


def doubts(found: pd.DataFrame, clause: str) -> None:
    """What the plan's own numbers contradict about a `clause` (its id): the first in full, the others in a table to be
    opened."""
    for finding in found.head(findings.MOST).itertuples():
        st.warning(findings.told(finding), title=f"{finding.severity}：{finding.what}", icon=":material/rule:")
    rest = found.iloc[findings.MOST :]
    if len(rest):
        with st.expander(f"另有{len(rest)}处自洽性问题涉及本指标", icon=":material/rule:"):
            ui.table(ui.kept("other doubts", lambda: findings.briefly(rest), clause), "涉及本指标的其他自洽性问题")
