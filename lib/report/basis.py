"""The figures behind a report, the same for slides and document: observations used, growth of the year, projections to
2020."""

from typing import NamedTuple

import pandas as pd

from lib.measure.clause import Measured
from lib.measure.evidence import Facts
from lib.measure.kinds import having
from lib.measure.observation import Observation
from lib.measure.projection import Start, begin, rates, scenarios
from lib.report.selection import Selection

AHEAD = ("plan", "trend", "since_base")
"""The scenarios that a report shows."""
LACKS = {
    "缺{base}年的数": ("no_base",),
    "缺{year}年的数": ("no_actual",),
    "两年都缺": ("no_base_no_actual",),
    "其他": ("scope", "basis", "chain", "no_record", "not_positive"),
}
"""Columns of what is lacking, and the gaps that each counts."""


def observed(rows: pd.DataFrame) -> set[str]:
    """The ids of the observations that the verdicts of clauses rest on."""
    return {
        part for column in ("base_id", "actual_id") for cell in rows[column] for part in str(cell).split(";") if part
    }


def growths(s: Selection) -> list[tuple[Measured, Observation]]:
    """The growth published for the evaluation year beside each clause that asks for a yearly growth: (clause,
    observation)."""
    facts = Facts(s.series)
    rows = Measured.of(s.clauses[having(s.clauses["kind"], lambda kind: kind.yearly)])
    found = ((row, facts.rates(row.area, row.indicator, row.price_basis or None).get(s.year)) for row in rows)
    return [(row, rate) for row, rate in found if rate is not None]


class Projected(NamedTuple):
    """A main indicator that can be projected: the clause of its target, the start, how exact that is (`operator`), and
    `ends`: the scenarios by name, values in the indicator's unit."""

    clause: Measured
    start: Start
    operator: str
    ends: pd.DataFrame


def projected(s: Selection) -> list[Projected]:
    """The main indicators with a target value and a level to begin from."""
    facts, found = Facts(s.series[s.series["year"] <= s.year]), []
    main = s.clauses[s.clauses["headline"].notna()].sort_values(["headline", "area", "id"])
    for _, group in main.groupby(["area", "indicator"], sort=False):
        valued = group[having(group["kind"], lambda kind: kind.valued)]
        start = begin(group, facts, s.about.period) if len(valued) else None
        if start is not None:
            operator = facts.levels(start.area, start.indicator, start.target_basis)[start.level_year].operator
            ends = scenarios(start, rates(start, facts)).set_index("scenario")
            found.append(Projected(Measured.first(valued), start, operator or "=", ends))
    return found


def by_trend(found: list[Projected]) -> tuple[int, int]:
    """How many would meet their target by the trend of 2010–2015, and how many have one."""
    trends = [one for one in found if "trend" in one.ends.index]
    return sum(bool(one.ends.at["trend", "gap"] * one.start.direction >= 0) for one in trends), len(trends)
