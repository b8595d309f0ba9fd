"""The first page: plain data for its component (lib/ui/front), and where its links lead."""

import math
from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from lib import ui
from lib.cycle.warning import NOBODY, RED, YELLOW
from lib.front import domain, judgement, moves, track, works
from lib.front import land as land_of
from lib.front import words as front_words
from lib.measure.constants import VERDICTS
from lib.plan.kept import kept
from lib.plan.opened import Plan
from lib.text import exports, summary
from lib.text.citation import Sections
from lib.text.monthly import unreported
from lib.theme import mark, palette, tone
from lib.ui import figures
from lib.ui.drawn import parts
from lib.ui.monitor import indicative

PARTS = parts("front/front", "elements.js", "front/drawing.js", "picture/picture.js", "front/front.js", "front/wall.js")
"""The component of the first page and of the wall."""
Data = dict[str, Any]


class Way(NamedTuple):
    """Where a link leads: a page, and what its address asks for."""

    page: str
    query: Mapping[str, str | tuple[str, ...]]


class Front(NamedTuple):
    """What the component draws, and its links by number."""

    data: Data
    ways: list[Way]


def _clauses(plan: Plan, year: int, area: str | None) -> pd.DataFrame:
    return plan.within(plan.assessed(year), area)


@kept
def tracks(plan: Plan, year: int, area: str | None) -> list[track.Track]:
    """The courses of all main indicators."""
    return track.tracks(_clauses(plan, year, area), plan.facts(), plan.about, area)


@kept
def headlines(plan: Plan, year: int, area: str | None) -> pd.DataFrame:
    """All main indicators as a table to take away."""
    return summary.headlines(_clauses(plan, year, area), plan.about)


@kept
def sentences(plan: Plan, year: int, area: str | None) -> tuple[str, str]:
    """What an official can repeat."""
    beside = sum(bool(one.verdict) for one in indicative.judgements(plan, year, area))
    return judgement.sentences(_clauses(plan, year, area), tracks(plan, year, area), beside, year, plan.about.period)


@kept
def land(plan: Plan, year: int, area: str | None) -> land_of.Land | None:
    """The map with the state of its units."""
    units = land_of.states(plan.frame("place"), plan.source.projects_in_places, plan.projects(year))
    return land_of.land(*plan.source.geometry, units, area)


@kept
def homes(plan: Plan) -> list[tuple[str, str]]:
    """The towns and villages with projects: where people look for what is promised to them."""
    return land_of.homes(plan.frame("place"), plan.frame("system"), plan.source.projects_in_places)


@kept
def front(plan: Plan, year: int, area: str | None) -> Front:
    """All of the first page below its two sentences."""
    return _Made(plan, year, area).front()


class _Made:
    """The page of one year and area in the making; `ways` grows with every link."""

    def __init__(self, plan: Plan, year: int, area: str | None) -> None:
        self.plan, self.year, self.area = plan, year, area
        self.rows = _clauses(plan, year, area)
        self.ways: list[Way] = []
        self.beside = {one.id: one for one in indicative.judgements(plan, year, area) if one.verdict}

    def go(self, page: str, **query: str | tuple[str, ...]) -> Data:
        """A link: its address, and the number under which a click is answered."""
        shared = {"area": self.area or ui.ALL, "year": str(self.year)}
        self.ways.append(Way(page, query))
        return {
            "href": f"{page.split('/')[-1]}?{urlencode({**shared, **query}, doseq=True)}",
            "number": len(self.ways) - 1,
        }

    def front(self) -> Front:
        every = tracks(self.plan, self.year, self.area)
        domains = dict(zip(self.rows["id"], self.rows["domain_name"], strict=True))
        shown = track.foremost(every, domains, self.beside)
        plan, period = self.plan, self.plan.about.period
        listed = plan.dispatched(self.year, f"{self.year}-12-31")
        cards = works.works(plan.projects(self.year), plan.assessed(self.year), listed, plan.state)
        data = {
            "base": period.base,
            "end": period.end,
            "year": self.year,
            "titles": {
                "domains": front_words.domains(self.rows, self.year, period),
                "tracks": front_words.tracks(shown, len(every), period.end),
                "works": front_words.works(cards, plan.about),
            },
            "key": front_words.key(self.rows),
            "land": self.land(),
            "homes": [{"name": name, "go": self.go("space/layout", place=key)} for key, name in homes(self.plan)],
            "domains": [self.bar(one) for one in domain.domains(self.rows)],
            "tracks": [self.course(one) for one in shown],
            "works": [self.card(one) for one in cards],
            "lists": [block for block in (self.hinted(), self.moved(), self.owing(), self.gaps()) if block],
        }
        return Front(data, self.ways)

    def land(self) -> Data | None:
        """The map with the state of its units."""
        found = land(self.plan, self.year, self.area)
        if found is None:
            return None
        roles = self.plan.source.geometry[0].set_index("slug")["role"]
        layers = [
            one._asdict() | {"role": roles[one.slug], "features": [feature._asdict() for feature in one.features]}
            for one in found.sheet.layers
        ]
        title = front_words.land(found, self.plan.about)
        return {
            "title": title,
            "alt": f"示意图：{title}",
            "key": front_words.land_key(found),
            "note": "示意图，不作划界依据。单元的颜色取自落在其中的项目。",
            "stated": found.stated,
            "named": found.named,
            "sheet": {"width": found.sheet.width, "height": found.sheet.height, "layers": layers},
            "units": {
                key: unit._asdict()
                | {"shape": front_words.UNIT_SHAPES.get(unit.tone, ""), "go": self.go("space/layout", place=key)}
                for key, unit in found.units.items()
            },
        }

    def bar(self, one: domain.Domain) -> Data:
        parts = [
            part._asdict() | {"go": self.go("monitor/indicators", domain=one.name, verdict=part.verdicts)}
            for part in one.parts
        ]
        return {
            "name": one.name,
            "total": one.total,
            "parts": parts,
            "go": self.go("monitor/indicators", domain=one.name),
        }

    def course(self, one: track.Track) -> Data:
        points = {name: [point._asdict() for point in getattr(one, name)] for name in ("points", "way")}
        goal = one.goal._asdict() | ({"value": None} if math.isnan(one.goal.value) else {})
        shown: Data = one._asdict() | points
        beside = [self.beside[key] for key in one.clauses if one.open and key in self.beside]
        found = min(beside, key=lambda judged: VERDICTS.index(judged.verdict), default=None)
        hint = {"badge": found.badge, "tone": tone(found.verdict), "basis": self.told(found.basis)} if found else None
        return shown | {"goal": goal, "hint": hint, "go": self.go("monitor/indicators", clause=one.clause)}

    def told(self, text: str) -> str:
        """A text that may cite lines, with chapters and sections in their place."""
        return Sections(self.plan.frame("section")).told(text)

    def card(self, one: works.Work) -> Data:
        share = None if math.isnan(one.share) else one.share
        return one._asdict() | {
            "doubt": self.told(one.doubt),
            "share": share,
            "go": self.go("projects/register", project=one.id),
        }

    def hinted(self) -> Data | None:
        """What published facts say where no verdict can be given; only where little can be judged."""
        if judgement.enough(self.rows) or not self.beside:
            return None
        rows = [
            {
                "left": self.told(f"{one.name}：{one.basis}"),
                "right": [(one.badge, tone(one.verdict))],
                "go": self.go("monitor/indicators", clause=one.id),
            }
            for one in self.beside.values()
        ]
        note = "参考判断不计入合计，不进入冻结的评估；依据和假定逐条列出。"
        return {"title": f"{len(rows)}项不能正式评估的目标可作参考判断", "rows": rows, "note": note}

    def moved(self) -> Data | None:
        """What turned since the year before."""
        if self.year - 1 not in self.plan.about.period.years:
            return None
        found = moves.moves(_clauses(self.plan, self.year - 1, self.area), self.rows)
        if not found and not judgement.enough(self.rows):
            return None
        elsewhere = self.plan.about.areas.elsewhere
        listed = [
            move
            for turned in dict.fromkeys(m.direction for m in found)
            for move in [m for m in found if m.direction == turned][: moves.LISTED]
        ]
        rows = [
            {
                "left": f"{mark(move.direction)}　{move.name}"
                + (f"（{of}）" if (of := elsewhere(move.area, self.area)) else ""),
                "right": [
                    (f"{move.shapes[0]} {move.before}", move.tones[0]),
                    (" → ", ""),
                    (f"{move.shapes[1]} {move.after}", move.tones[1]),
                ],
                "go": self.go("monitor/indicators", clause=move.clause),
            }
            for move in listed
        ]
        return {"title": moves.moved_title(found, self.year), "rows": rows}

    def owing(self) -> Data | None:
        """Who answers for what is behind."""
        warned = self.plan.warnings(self.year)
        found = moves.owing(warned[warned["clause"].isin(self.rows["id"])])
        if not found:
            return None
        red, yellow = (sum(getattr(one, name) for one in found) for name in ("red", "yellow"))
        rows = [
            {
                "left": one.unit if one.unit != NOBODY else "尚未分解到单位",
                "right": [(f"{mark(RED)}{one.red}项", "bad"), ("　", ""), (f"{mark(YELLOW)}{one.yellow}项", "warn")],
                "go": self.go("cycle/unit", unit=one.unit) if one.unit != NOBODY else self.go("cycle/duties"),
            }
            for one in found[: moves.LISTED + 1]
        ]
        plan = self.plan
        told = unreported(plan.monthly, lambda every: plan.within(every, self.area), plan.state, self.year)
        rows += [{"left": line.partition("：")[0], "right": [], "go": self.go("cycle/monthly")} for line in told]
        more = {"words": "全部预警", "go": self.go("cycle/warnings")}
        return {"title": f"预警{red + yellow}项：红{red}项、黄{yellow}项，各由谁负责", "rows": rows, "more": more}

    def gaps(self) -> Data | None:
        """Why some cannot be judged; the last thing on the page."""
        found = front_words.gaps(self.rows, self.plan.about)
        if not found:
            return None
        rows = [{"left": label, "right": [(f"{count}项", "")], "go": None} for label, count in found]
        more = {"words": "去填报", "go": self.go("cycle/entry")}
        return {"title": f"{sum(count for _, count in found)}项目标缺数据，尚不能评", "rows": rows, "more": more}


def show(found: Front) -> None:
    """Draw the page; a click on something opens what it stands for."""
    component = st.components.v2.component("front", **PARTS)
    about = ui.plan().about
    picture = figures.saved("", [f"{ui.area_name()}，{ui.year()}年末。{about.name.sources}"])
    picture |= {"name": exports.named(f"%-{ui.area_name()}-{ui.year()}", ui.demo())}
    result = component(
        data=found.data | {"palette": palette(ui.mode()), "picture": picture},
        key="front",
        height="content",
        on_go_change=lambda: None,
    )
    if isinstance(number := result.get("go"), int) and 0 <= number < len(found.ways):
        way = found.ways[number]
        ui.go(way.page, **way.query)
