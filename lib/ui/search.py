"""The search in the frame of every page: a button (or the slash) opens it, results come while one types, Enter opens the
best."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import streamlit as st

from lib import ui
from lib.plan.kept import kept
from lib.plan.opened import Plan
from lib.search import entries
from lib.search.entries import PAGE, TERM, Entry
from lib.search.found import Group, Index
from lib.search.matching import Thing
from lib.text import hits, terms
from lib.text import words as w
from lib.ui.menu import Pages

OPENER, TEXT, RESULTS = "search-open", "search-text", "search-results"
LONGEST = 60
"""Characters of a query; more are not looked at."""
LOOK = """<style>.st-key-search-results [data-testid="stPageLink"] a { padding-left: 0; padding-right: 0; }</style>"""
_keys = st.components.v2.component("search_keys", js=Path(__file__).with_suffix(".js").read_text(encoding="utf-8"))


def pages(sections: Mapping[str, Sequence[tuple[str, str, str]]], flagship: str) -> Pages:
    """The pages of the menu as they are searched."""
    return tuple(
        (path, title.format(flagship=flagship), text) for rows in sections.values() for path, title, text in rows
    )


def index(plan: Plan, known: Pages) -> Index:
    """Everything that can be found, kept with the plan."""
    found: Index = plan.shelf.get((index, known), lambda: _index(plan, known))
    return found


def _index(plan: Plan, known: Pages) -> Index:
    units = [str(row["name"]) for row in plan.state.rows("unit")]
    shown = [Entry(PAGE, path, Thing((title,), text), "", text, path, ()) for path, title, text in known]
    explained = [
        Entry(TERM, one.term, Thing((one.term, *one.columns)), "", one.meaning, "about/glossary", (("term", one.term),))
        for one in terms.terms(plan.about.period)
    ]
    came = entries.of_newcomers(plan.newcomers)
    every = [*entries.of_plan(plan.frames(entries.FRAMES), units), *came, *explained, *shown]
    return Index(every, plan.source.searched)


@kept
def states(plan: Plan, year: int) -> dict[tuple[str, str], str]:
    """The state of every clause and project at the end of a year: see text.hits."""
    return hits.states(plan.assessed(year), plan.cancelled_by(year), plan.projects(year))


@st.fragment
def box(known: Pages) -> None:
    """The button that opens the search."""
    with st.container(key="search", width="content", gap=None):
        if st.button(
            "搜索" if ui.narrow() else "搜索　:gray[按 /]",
            key="search-open",
            icon=":material/search:",
            help="目标、项目、举措、地点、单位、企业、专名、术语、页面；名称、常用说法、拼音、首字母都可以，也可以是出处（第三章第三节、第129行）",
        ):
            st.session_state[TEXT] = ""
            _window(known)
        _keys(key="search-slash", data={"opener": OPENER}, height=1)


@st.dialog("搜索", width="medium")
def _window(known: Pages) -> None:
    text = st.text_input(
        "搜索",
        key="search-text",
        type="search",
        live="200ms",
        label_visibility="collapsed",
        placeholder="名称、常用说法、拼音、首字母、章节",
        icon=":material/search:",
    )
    st.html(LOOK)
    with st.container(key=RESULTS):
        best = results(index(ui.plan(), known), str(text or "")[:LONGEST])
    keys = {"text": TEXT, "results": RESULTS, "shown": text, "best": best.name if best else ""}
    _keys(key="search-enter", data=keys, height=1)


def query(entry: Entry) -> dict[str, str]:
    """What the page of an entry is asked for: the thing itself, and of area, year and day what the address does not say
    already. A thing of the other area is asked for with its own."""
    own, chosen = ui.plan().areas("plan"), ui.area()
    area = entry.area if {chosen, entry.area} <= {*own} else chosen
    asked = {"area": area, "year": str(ui.year()), "asof": ui.asof() or ""}
    new = {key: value for key, value in asked.items() if value and value != st.query_params.get(key)}
    return new | dict(entry.query)


def results(found: Index, text: str) -> Entry | None:
    """What answers to a text, by kind; a few things to try for an empty one; the nearest where there is nothing. Returns
    the best."""
    plan = ui.plan()
    if not text.strip():
        _offer("试一试", hits.examples(found, list(plan.source.synonyms)))
        return None
    answer = found.find(text, ui.chosen_area())
    if said := hits.told(answer, text.strip()):
        st.markdown(said)
    _offer("", list(answer.nearest))
    for group in answer.groups:
        _group(plan, group, text)
    return answer.best


def _group(plan: Plan, group: Group, text: str) -> None:
    state = states(plan, ui.year())
    with st.container(gap="xxsmall", key=f"search-{group.kind}"):
        st.markdown(hits.heading(group))
        for hit in group.hits:
            told = state.get((hit.kind, hit.id))
            st.page_link(f"pages/{hit.page}.py", label=f":blue[{w.literal(hit.name)}]", query_params=query(hit))
            st.markdown(hits.line(told, hits.where(hit, plan.frame("section"), plan.about)))
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
