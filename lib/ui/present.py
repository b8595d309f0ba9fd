"""The presenter on a page: slides drawn by a component of our own (lib/ui/presenter), the choice of slides kept in link
and session."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import pandas as pd
import streamlit as st

from lib import ui
from lib.ledger.frozen import Evaluation
from lib.measure.constants import VERDICTS
from lib.plan.frozen import FrozenPlan, as_frozen
from lib.plan.kept import kept
from lib.plan.opened import Plan
from lib.report.deck import choice as c
from lib.report.deck import own
from lib.report.deck.contents import deck
from lib.report.deck.material import material
from lib.report.deck.slide import DARK, Slide, as_shown, for_json
from lib.report.deck.typeset import TITLE_SIZES, parted, title_size
from lib.report.letter import filled
from lib.report.powerpoint import file as pptx
from lib.report.powerpoint import master
from lib.report.selection import Selection, choices, chosen, frozen_for, kinds, standing, unmade
from lib.text import exports
from lib.text import words as w
from lib.theme import badge, palette, tone
from lib.ui import address, minutes, uploads
from lib.ui.drawn import parts

_PARTS = parts(
    "presenter/presenter",
    "elements.js",
    *(f"presenter/{part}.js" for part in ("blocks", "presenter", "sorter", "hall", "minute", "show", "mount")),
)
BASES = ["冻结的评估", "现时数据"]
SAVED = 10_000_000
"""Bytes that a saved choice of slides may have, with its pictures."""


def reports() -> dict[str, str]:
    """The kinds of report by their name."""
    plan = ui.plan()
    return {w.report(kind, plan.about): kind for kind in kinds(plan.frames(("area", "domain", "project")))}


def report() -> dict[str, Any]:
    """What the briefing is about, chosen at the head of the page: `kind, area, year, of`, as `select` takes it."""
    address.carry(st.session_state, "report")
    offered, about = reports(), ui.plan().about
    kind = offered[ui.bound("汇报", list(offered), next(iter(offered)), "report", label_visibility="collapsed")]
    if problem := unmade(kind, ui.year(), about):
        st.info(f"{problem}。", icon=":material/event_busy:")
        st.stop()
    names = choices(ui.plan().frames(("area", "domain")), kind)
    of = ui.pick(w.report(kind, about), pd.Series(names, index=names), f"of_{kind}") if names else None
    return {"kind": kind, "area": ui.chosen_area(), "year": ui.year(), "of": of}


def plan_of(asked: dict[str, Any]) -> Plan:
    """The plan that a report is made of: as it was frozen where an evaluation of that kind, area and year was, unless
    today's data are wanted."""
    plan = ui.plan()
    try:
        master.opened("", "", plan.source.own(pptx.OWN))
    except master.WrongMaster as error:
        st.error(w.literal(str(error)), title="母版不能用")
        st.stop()
    found = frozen_for(plan.evaluations, asked["kind"], asked["area"], asked["year"])
    if found and ui.bound("依据", BASES, BASES[0], "basis") == BASES[0]:
        frozen = _frozen(plan, found)
        if count := _differing(frozen):
            st.warning(w.word("report_data", "differing").format(count=count), icon=":material/rule:")
        plan = frozen
    st.caption(w.literal(f"{standing(plan.evaluation)}。"))
    return plan


def _frozen(plan: Plan, found: Evaluation) -> FrozenPlan:
    """Kept with the plan by hand: what it reads of the ledger's records lies before the plan's own state."""
    made: FrozenPlan = plan.shelf.get(("frozen", found["name"]), lambda: as_frozen(plan, ui.book(), found))
    return made


@kept
def _differing(plan: FrozenPlan) -> int:
    return plan.differing


def slides(plan: Plan, asked: dict[str, Any]) -> list[Slide]:
    """All slides of the deck."""
    with st.spinner("正在由数据生成各页…"):
        return _deck(plan, **asked)


@kept
def _deck(plan: Plan, *, kind: str, area: str | None, year: int, of: str | None) -> list[Slide]:
    return deck(material(plan, kind=kind, area=area, year=year, of=of))


def of_year(plan: Plan, year: int) -> None:
    """Make what the page of a year shows first, unless it is of a frozen evaluation."""
    about = plan.about
    kind = kinds(plan.frames(("area", "domain", "project")))[0]
    if not unmade(kind, year, about) and not frozen_for(plan.evaluations, kind, None, year):
        for slide in _deck(plan, kind=kind, area=None, year=year, of=None):
            _drawn(slide)


@kept
def selected(plan: Plan, *, kind: str, area: str | None, year: int, of: str | None, demo: bool) -> Selection:
    """The rows of a report, as `report` asks for it."""
    return chosen(plan, kind=kind, area=area, year=year, of=of, demo=demo)


def choice(asked: dict[str, Any]) -> c.Choice:
    """Which slides are shown: as the link says where it has changed, else as chosen in this session; another report
    starts anew."""
    state, about = st.session_state, (asked["kind"], asked["of"])
    query = st.query_params
    link = (query.get("slides"), tuple(query.get_all("text")), query.get("cover"))
    if link not in ((None, (), None), state.get("briefing@url")):
        held = state.get("briefing", c.Choice()).pictures
        state["briefing"] = c.from_query(link[0], list(link[1]), link[2])._replace(pictures=held)
    elif state.get("briefing@of", about) != about:
        state["briefing"] = state.get("briefing", c.Choice())._replace(keys=None)
    state["briefing@of"] = about
    found: c.Choice = state.setdefault("briefing", c.Choice())
    return found._replace(letter=filled(found.letter, ui.plan().about))


def keep(chosen: c.Choice) -> None:
    """Remember the choice in the session and write it to the link."""
    st.session_state["briefing"] = chosen
    query = c.to_query(chosen)
    for name in ("slides", "text", "cover"):
        if name in query:
            st.query_params[name] = query[name]
        else:
            st.query_params.pop(name, None)
    st.session_state["briefing@url"] = (query.get("slides"), tuple(query.get("text", ())), query.get("cover"))


def field() -> None:
    """The field that takes a saved choice of slides; everybody has it."""
    uploads.allow(SAVED)
    st.file_uploader("由“保存选页”下载的文件", type="json", key="briefing-file", on_change=load)


def load() -> None:
    """Take over a saved choice that has been uploaded (callback of the uploader); a wrong file leaves all as it is."""
    state = st.session_state
    if (file := state["briefing-file"]) is None:
        return
    areas = [None, *ui.plan().areas("plan")]
    try:
        chosen, asked = c.from_file(
            file.getvalue(),
            {"kind": list(reports().values()), "area": areas, "year": list(ui.plan().about.period.years)},
        )
    except own.WrongFile as error:
        state["briefing@wrong"] = str(error)
        return
    state["report"], state["area"], state["year"] = (
        w.report(asked["kind"], ui.plan().about),
        asked["area"] or ui.ALL,
        asked["year"],
    )
    if asked.get("of"):
        state[f"of_{asked['kind']}"] = asked["of"]
    state["briefing"], state["briefing@of"], state["briefing@wrong"] = chosen, (asked["kind"], asked.get("of")), ""


def powerpoint(shown: list[Slide], title: str) -> Callable[[], bytes]:
    """What makes the slides shown a PowerPoint file; of the training set every slide says so. It is called when no page
    is running."""
    product, mark, office = ui.plan().about.name.product, exports.mark(ui.demo()), ui.plan().source.own(pptx.OWN)
    return lambda: pptx.write(shown, title, product, mark, office)


def reset() -> None:
    """All slides again, in the order of the deck; slides of one's own stay (callback)."""
    keep(st.session_state["briefing"]._replace(keys=None))


def block(slides: list[Slide], head: str, name: str) -> None:
    """A button that leaves out the slides whose keys begin with `head`, or takes them in again."""
    if not any(slide.key.startswith(head) for slide in slides):
        return
    chosen = st.session_state["briefing"]
    there = any(key.startswith(head) for key in c.shown(chosen, slides))
    st.button(
        f"{'略去' if there else '放入'}{name}",
        key=f"briefing-{head}",
        icon=":material/map:",
        on_click=lambda: keep(c.without(st.session_state["briefing"], slides, head)),
    )


def show(everything: list[Slide], keys: tuple[str, ...], taking: minutes.Taking) -> None:
    """The slides to choose and order, and to present full screen; what is chosen there comes back as a new choice, what
    is noted there goes to the minutes of the meeting."""

    def order() -> None:
        keep(st.session_state["briefing"]._replace(keys=tuple(st.session_state["presenter"]["order"])))

    def removed() -> None:
        keep(c.without_text(st.session_state["briefing"], st.session_state["presenter"]["removed"]))

    def noted() -> None:
        minutes.take(taking, st.session_state["presenter"]["noted"])

    component = st.components.v2.component("presenter", **_PARTS)
    data = {
        "slides": [_drawn(slide) for slide in everything],
        "chosen": list(keys),
        "palette": palette(ui.mode()),
        "tones": {badge(v): tone(v) for v in VERDICTS},
        "mark": f"{mark}　" if (mark := exports.mark(ui.demo())) else "",
        "meeting": minutes.shown(taking),
    }
    component(
        data=data,
        key="presenter",
        height="content",
        on_order_change=order,
        on_removed_change=removed,
        on_noted_change=noted,
    )


@lru_cache(maxsize=600)
def _drawn(slide: Slide) -> dict[str, Any]:
    """A slide for the component, with the lines and the type (in points) of its title; a dark one brings its own colours.
    Made once and shared: never change it in place."""
    data: dict[str, Any] = for_json(as_shown(slide))
    data["headed"] = parted(slide)
    data["size"] = title_size(slide) or TITLE_SIZES[slide.layout][0]
    dark = palette("dark") | {"surface": palette("light")["text"]}
    return data | ({"palette": dark} if slide.layout in DARK else {})
