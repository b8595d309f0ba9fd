"""The search in the frame of every page: a button (or the slash) opens it, results come while one types, Enter opens the
best."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import streamlit as st

from lib import ui
from lib.plan.kept import kept
from lib.plan.opened import Plan
from lib.search import entries
from lib.search.entries import PAGE, Entry
from lib.search.found import Group, Index
from lib.search.matching import Thing
from lib.text import hits
from lib.text import words as w

OPENER, TEXT = "search-open", "search-text"
LONGEST = 60
"""Characters of a query."""
_keys = st.components.v2.component("search_keys", js=Path(__file__).with_suffix(".js").read_text(encoding="utf-8"))
Pages = tuple[tuple[str, str, str], ...]
"""Path, name and content of each page."""


def pages(sections: Mapping[str, Sequence[tuple[str, str, str]]], flagship: str) -> Pages:
    """The pages of the menu as they are searched."""
    return tuple(
        (path, title.format(flagship=flagship), text) for rows in sections.values() for path, title, text in rows
    )


def index(plan: Plan, known: Pages) -> Index:
    """Everything that can be found, kept with the plan."""
    return plan.shelf.get((index, known), lambda: _index(plan, known))


def _index(plan: Plan, known: Pages) -> Index:
    units = [str(row["name"]) for row in plan.state.rows("unit")]
    shown = [Entry(PAGE, path, Thing((title,), text), "", text, path, ()) for path, title, text in known]
    return Index([*entries.of_plan(plan.frames(entries.FRAMES), units), *shown], plan.source.synonyms)


@kept
def states(plan: Plan, year: int) -> dict[tuple[str, str], str]:
    """The state of every clause and project at the end of a year: see text.hits."""
    return hits.states(plan.assessed(year), plan.cancelled, plan.projects(year))


@st.fragment
def box(known: Pages) -> None:
    """The button that opens the search; on a projector only its sign."""
    wide = ui.scale() == 1
    with st.container(key="search", width="content"):
        if st.button(
            "搜索　:gray[按 /]" if wide else "",
            key=OPENER,
            icon=":material/search:",
            help="目标、项目、举措、地点、单位、企业、专名、页面；名称、拼音、首字母、第几行都可以",
        ):
            st.session_state[TEXT] = ""
            _window(known)
        _keys(key="search-slash", data={"opener": OPENER}, height=1)


@st.dialog("搜索", width="medium")
def _window(known: Pages) -> None:
    text = st.text_input(
        "搜索",
        key=TEXT,
        type="search",
        live="200ms",
        max_chars=LONGEST,
        label_visibility="collapsed",
        placeholder="名称、常用说法、拼音、首字母，或第几行",
        icon=":material/search:",
    )
    entered = _keys(key="search-enter", data={"text": TEXT}, height=1, on_open_change=lambda: None)
    found = index(ui.plan(), known)
    asked = (entered.open or "")[:LONGEST]
    if asked and (best := found.find(asked, ui.chosen_area()).best):
        ui.go(best.page, **query(best))
    results(found, str(text or ""))


def query(entry: Entry) -> dict[str, str]:
    """What the page of an entry is asked for: the area in which it shows, the year on screen, the thing itself."""
    own = ui.plan().areas("plan")
    area = entry.area if ui.area() in own and entry.area in own and entry.area != ui.area() else ui.area()
    return {"area": area, "year": str(ui.year())} | ({"asof": day} if (day := ui.asof()) else {}) | dict(entry.query)


def results(found: Index, text: str) -> None:
    """What answers to a text, by kind; a few things to try for an empty one; the nearest where there is nothing."""
    plan = ui.plan()
    if not text.strip():
        _offer("试一试", hits.examples(found, list(plan.source.synonyms)))
        return
    answer = found.find(text, ui.chosen_area())
    if said := hits.told(answer, text.strip()):
        st.markdown(said)
    _offer("", list(answer.nearest))
    for group in answer.groups:
        _group(plan, group, text)


def _group(plan: Plan, group: Group, text: str) -> None:
    state = states(plan, ui.year())
    with st.container(gap="xxsmall", key=f"search-{group.kind}"):
        st.markdown(hits.heading(group))
        for hit in group.hits:
            told = state.get((hit.kind, hit.id))
            st.page_link(f"pages/{hit.page}.py", label=w.literal(hit.name), query_params=query(hit))
            st.caption("　".join(filter(None, (told, w.literal(hits.where(hit, plan.frame("section"), plan.about))))))
        if (rest := group.total - len(group.hits)) and group.kind in hits.LISTS:
            page, parameter = hits.LISTS[group.kind]
            ui.link(page, f"还有{rest}项，在列表中看", **{parameter: text.strip()})


def _offer(label: str, texts: list[str]) -> None:
    if not texts:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="search-offer"):
        if label:
            st.caption(label, width="content")
        for text in texts:
            st.button(w.literal(text), key=f"try-{text}", on_click=_ask, args=(text,), type="tertiary")


def _ask(text: str) -> None:
    st.session_state[TEXT] = text
