"""Who answers for what, kept with the plan: for the pages of the duties and of one unit."""

from typing import Any

import pandas as pd
import streamlit as st

from lib import ui
from lib.charts.house import Figure
from lib.charts.stacked import ASSIGNED, OF_KIND, stacked
from lib.cycle import duties
from lib.cycle.owed import owed
from lib.intake import submit
from lib.ledger.permission import listed
from lib.measure.asked import Asked
from lib.plan.kept import kept
from lib.plan.opened import Plan
from lib.search import entries
from lib.search.matching import Searched
from lib.text import duties as words


@kept
def assigned(plan: Plan) -> pd.DataFrame:
    """Everything there is to assign, with who has it: see cycle.duties."""
    return duties.assigned(duties.things(plan.in_force, plan.catalogue, plan.source.measures), plan.state)


@kept
def searched(plan: Plan) -> Searched:
    """Everything there is to assign as it is searched, in the order of `assigned`."""
    lines = {key: entries.lines_of(line) for key, line in zip(plan.in_force["id"], plan.in_force["line"], strict=True)}
    projects, measures = plan.catalogue, plan.source.measures
    lines |= {key: entries.lines_of(line) for key, line in zip(projects["id"], projects["lines"], strict=True)}
    lines |= {key: entries.lines_of(line) for key, line in zip(measures["id"], measures["lines"], strict=True)}
    return plan.source.searched(words.things(assigned(plan), lines))


@kept
def coverage(plan: Plan, area: str | None) -> str:
    """How much is assigned, in one line."""
    return words.title(duties.coverage(plan.within(assigned(plan), area)))


def columns(units: list[str]) -> dict[str, Any]:
    """The columns of the table in which duties are edited; `units` are those that can be chosen."""
    return {
        "编号": None,
        "类别": st.column_config.TextColumn(width=60),
        "地域": st.column_config.TextColumn(width=70),
        "事项": st.column_config.TextColumn(width=280, pinned=True),
        "牵头单位": st.column_config.MultiselectColumn(options=units, width=180),
        "分担": st.column_config.TextColumn(width=80, max_chars=40, help="几个单位牵头时各占百分之几，如 60、40"),
        "责任人": st.column_config.TextColumn(width=100, max_chars=40),
        "配合单位": st.column_config.MultiselectColumn(options=units, width=220),
        "备注": st.column_config.TextColumn(max_chars=200),
    }


@kept
def domains(plan: Plan, area: str | None, mode: str, narrow: bool) -> Figure:
    """How much of each domain's indicators is assigned."""
    rows = plan.within(assigned(plan), area)
    rows = rows.assign(had=rows["lead"].ne("").map({True: "已分解", False: "未分解"}))
    return stacked(rows[rows["kind"] == duties.INDICATOR], "domain", "had", ASSIGNED, mode, narrow)


@kept
def leading(plan: Plan, area: str | None, mode: str, narrow: bool) -> Figure | None:
    """What each unit leads; None where nobody leads anything."""
    rows = plan.within(assigned(plan), area)
    led = rows.assign(lead=rows["lead"].map(listed)).explode("lead").dropna(subset=["lead"])
    led = led.sort_values("lead", kind="stable").reset_index(drop=True)
    return stacked(led, "lead", "kind", OF_KIND, mode, narrow) if len(led) else None


def show_pictures(plan: Plan, area: str | None) -> None:
    """How much of each domain's indicators is assigned, and what each unit leads; a click filters the page."""
    left, right = st.columns(2, gap="large")
    with left:
        ui.figure_that_filters(
            domains(plan, area, ui.mode(), ui.narrow()),
            "点一行只看这个领域的，双击空白处看全部。来源：责任分解，一行一个地域的指标。",
            "责任分解：各领域的指标分解了多少",
            "assigned-domain",
            "field",
        )
    with right:
        if led := leading(plan, area, ui.mode(), ui.narrow()):
            ui.figure_that_filters(
                led,
                "点一段只看这个单位的，双击空白处看全部。来源：责任分解。",
                "责任分解：各单位牵头多少项",
                "assigned-unit",
                "lead",
                "matter",
            )


@kept
def owes(plan: Plan, unit: str, year: int, day: str) -> pd.DataFrame:
    """Everything a unit has to do with on a day: see cycle.owed."""
    at = pd.Timestamp(day).date()
    clauses, within = plan.assessed(year), plan.monthly(year, 12)
    return owed(unit, assigned(plan), asked(plan, year), clauses, within, plan.state, year, at)


@kept
def asked(plan: Plan, year: int) -> list[Asked]:
    """The figures that a year asks for, of all areas."""
    return submit.asked(plan, year)
