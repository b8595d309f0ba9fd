"""Warnings in words and tables."""

from dataclasses import dataclass

import pandas as pd

from lib.about import About
from lib.cycle.annual_plan import Planned
from lib.cycle.warning import NOBODY, RED, YELLOW
from lib.measure import constants as c
from lib.measure.row import flag, text, whole
from lib.once import once
from lib.text import annual_plan, choices, clauses
from lib.text import words as w
from lib.theme import SEVERAL, badge, mark


@once
def title(rows: pd.DataFrame, year: int) -> str:
    """How many warnings of each level, and how many concern nobody, in one line."""
    if rows.empty:
        return f"{year}年预警：没有"
    red, yellow = (int((rows["level"] == level).sum()) for level in (RED, YELLOW))
    nobody = int((rows["unit"] == NOBODY).sum())
    return f"{year}年预警{len(rows)}项：红{red}项、黄{yellow}项" + (f"，{nobody}项未分解到单位" if nobody else "")


def none_yet(assessed: pd.DataFrame, year: int) -> str:
    """What an empty list means: nothing behind, or nothing known."""
    judged = int((~assessed["verdict"].isin((c.UNKNOWN, c.NOT_DUE))).sum())
    if judged:
        return f"{year}年可评的{judged}项条款都没有落后于五年进度或年度计划。"
    return f"{year}年没有可评的条款，因此没有预警，也不能说没有问题。填报并审核通过观测值之后自动得出。"


@once
def within(found: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """The warnings of the clauses that `rows` (an assessment) holds, with their columns and the domain of each: `field, rank`."""
    known = rows.set_index("id")
    found = found[found["clause"].isin(rows["id"])]
    columns = {"field": "domain_name", "rank": "domain_position"}
    return found.assign(**{name: found["clause"].map(known[column]) for name, column in columns.items()})


@dataclass(frozen=True, slots=True)
class Warned(Planned):
    """A clause with the annual plan and the warning about it."""

    level: str = text("黄 or 红")
    lead: str = text("责任单位")
    person: str = text("责任人")
    behind_pace: bool = flag("behind on the five-year path")
    behind_year: bool = flag("behind the year's plan")
    overdue: bool = flag("past its date")
    since: int = whole("first year of the run of warnings")
    known: str = text("day on which the figure was approved")


def _why(row: Warned) -> str:
    """The five-year verdict where it is behind, and whether the year's plan was missed: badges."""
    parts = [
        badge(row.verdict) if row.overdue or row.behind_pace else "",
        mark("未达年度计划") if row.behind_year else "",
    ]
    return SEVERAL.join(part for part in parts if part)


def _annual(row: Planned) -> str:
    planned = annual_plan.planned(row)
    return f"{planned}，当年{annual_plan.own(row)}" if row.issued and planned != w.MISSING else w.MISSING


@once
def table(found: pd.DataFrame, assessed: pd.DataFrame, about: About) -> pd.DataFrame:
    """The warnings as people read them; `assessed` are the clauses with their annual plan."""
    rows = found.rename(columns={"unit": "lead"}).merge(assessed, left_on="clause", right_on="id")
    items = Warned.of(rows)
    return pd.DataFrame(
        {
            "级别": [mark(r.level) for r in items],
            "目标": [r.name for r in items],
            "地域": [about.areas.short(r.area) for r in items],
            "责任单位": [r.lead for r in items],
            "责任人": [r.person or w.MISSING for r in items],
            "原因": [_why(r) for r in items],
            "起始年份": [f"{r.since}年" for r in items],
            "年度计划": [_annual(r) for r in items],
            "五年目标": [clauses.condition(r) for r in items],
            "最近": [clauses.actual_text(r) for r in items],
            "追赶增速": [clauses.catch_up(r) or w.MISSING for r in items],
            "数据通过日": [r.known for r in items],
            "条款": [r.id for r in items],
        }
    )


@once
def labels(found: pd.DataFrame, assessed: pd.DataFrame, about: About) -> pd.Series:
    """The warned clauses by id, for choosing one."""
    return choices.clauses(assessed, about).loc[found["clause"]]
