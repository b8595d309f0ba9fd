"""What is known about each clause for an evaluation year: base, latest actual, and what is missing.

Input frames are the store's `clause` (targets with their indicator) and `series` (observations in the indicator's
unit). Nothing is estimated here: a figure of another scope, another price basis or another year is named, never used.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

import numpy as np
import pandas as pd

from lib.measure import constants as c
from lib.measure.clause import Target
from lib.measure.growth import average, chain, compound_growth
from lib.measure.kinds import having
from lib.measure.observation import Observation
from lib.measure.period import Period
from lib.measure.verdict import judge, times_held

RATE_ROUNDING = 0.05
"""Half the last digit of a growth rate published with one decimal, in per cent."""


class Evidence(NamedTuple):
    """The figures behind one verdict. Values in the clause's unit, rates in per cent; ids point to observations."""

    base: float = float("nan")
    base_id: str = ""
    base_operator: str = ""
    actual: float = float("nan")
    actual_year: float = float("nan")
    actual_id: str = ""
    actual_operator: str = ""
    best: float = float("nan")
    met_years: int = 0
    seen_years: int = 0
    missing_years: str = ""
    gap: str = ""


class Facts:
    """Observations of one area and indicator, best source first: `facts(area, indicator, measure)[year]`."""

    def __init__(self, series: pd.DataFrame):
        self._by_key: dict[tuple[str, str, str, int | None, str | None], dict[int, Observation]] = {}
        self._yearly: dict[tuple[str, str, str | None], dict[int, Observation]] = {}
        for row in Observation.of(series.sort_values("rank", kind="stable")):
            for basis in (None, row.price_basis or ""):
                key = (row.area, row.indicator, row.measure, row.since, basis)
                self._by_key.setdefault(key, {}).setdefault(row.year, row)
                if row.measure == "growth" and row.since == row.year - 1:
                    self._yearly.setdefault((row.area, row.indicator, basis), {}).setdefault(row.year, row)

    def levels(self, area: str, indicator: str, basis: str | None = None) -> dict[int, Observation]:
        """Level observations by year; with a `basis` none of the other price basis."""
        if basis is None:
            return self.since(area, indicator, "level", None)
        return self.since(area, indicator, "level", None, "") | self.since(area, indicator, "level", None, basis)

    def since(
        self, area: str, indicator: str, measure: str, since: int | None, basis: str | None = None
    ) -> dict[int, Observation]:
        """Observations of a `measure` that counts from the year `since`, by year; with a `basis` only those of that
        price basis."""
        return self._by_key.get((area, indicator, measure, since, basis), {})

    def rates(self, area: str, indicator: str, basis: str | None) -> dict[int, Observation]:
        """Growth on the previous year by year; with a `basis` only of that price basis."""
        found = self._yearly.get((area, indicator, basis), {})
        return {year: found[year] for year in sorted(found)}


def _ids(rows: Iterable[Observation]) -> str:
    return ";".join(row.id for row in rows)


def _bound(rows: Iterable[Observation]) -> str:
    """The operator of a figure made of several: a bound where one is a bound, about (~) where they differ.

    >>> exact, more, less = (Observation(operator=sign) for sign in "=><")
    >>> _bound([exact, more]), _bound([less, more]), _bound([exact])
    ('>', '~', '=')
    """
    found = {row.operator for row in rows} - {"="}
    return "=" if not found else found.pop() if len(found) == 1 else "~"


def _levels(clause: Target, facts: Facts, year: int, slack: float, period: Period) -> Evidence:
    """Evidence of a level, share, count or hold clause."""
    levels = facts.levels(clause.area, clause.indicator, clause.price_basis or None)
    base, own = levels.get(period.base), {y: levels[y] for y in sorted(levels) if period.base < y <= year}
    other = facts.levels(clause.area, clause.indicator).keys() - levels.keys()
    found = Evidence(gap="basis" if other & {period.base, year} else "")
    if base is not None:
        found = found._replace(base=base.amount * clause.scale, base_id=base.id, base_operator=base.operator)
    if not own:
        return found
    values = {y: row.amount * clause.scale for y, row in own.items()}
    last = max(values)
    earlier = [v for y, v in values.items() if y < last]
    met = times_held(clause.operator, np.array([*values.values()]), clause.target, clause.direction, slack)
    return found._replace(
        actual=values[last],
        actual_year=last,
        actual_id=own[last].id,
        actual_operator=own[last].operator,
        best=(min if clause.direction < 0 else max)(earlier, default=float("nan")),
        met_years=met,
        seen_years=len(values),
        missing_years=";".join(str(y) for y in range(period.first, year) if y not in values),
    )


def _rates(clause: Target, facts: Facts, year: int, slack: float, period: Period) -> Evidence:
    """Evidence of an annual-growth or cumulative-change clause: the unbroken chain of yearly rates from the first
    year on."""
    cumulate = average if clause.traits.yearly else chain
    rates = facts.rates(clause.area, clause.indicator, clause.price_basis or None)
    known: list[Observation] = []
    while period.first + len(known) in rates and len(known) < year - period.base:
        known.append(rates[period.first + len(known)])
    missing = [y for y in range(period.first, year + 1) if y not in rates]
    levels = facts.levels(clause.area, clause.indicator) | facts.levels(
        clause.area, clause.indicator, clause.price_basis or None
    )
    base, last = levels.get(period.base), levels.get(year)
    found = Evidence(missing_years=";".join(map(str, missing)))
    if base is not None:
        found = found._replace(base=base.amount, base_id=base.id, base_operator=base.operator)
    if known:
        found = found._replace(
            actual=cumulate(row.amount for row in known),
            actual_year=period.base + len(known),
            actual_id=_ids(known),
            actual_operator=_bound(known),
        )
    if not missing:
        return found
    if base is not None and last is not None:
        if base.price_basis != clause.price_basis or last.price_basis != clause.price_basis:
            return found._replace(gap="basis")
        years = year - period.base
        rate = float(compound_growth(base.amount, last.amount, years))
        actual = rate if clause.traits.yearly else chain([rate] * years)
        return found._replace(
            actual=actual, actual_year=year, actual_id=_ids((base, last)), actual_operator=last.operator
        )
    return found._replace(gap="chain" if len(missing) < year - period.base else "")


def _sums(clause: Target, facts: Facts, year: int, slack: float, period: Period) -> Evidence:
    """Evidence of a cumulative-sum clause: the latest sum published since the base year, and every single year
    after it."""
    sums = {y: row for y, row in facts.since(clause.area, clause.indicator, "sum", period.base).items() if y <= year}
    first = max(sums, default=period.base)
    levels = facts.levels(clause.area, clause.indicator)
    known = [sums[first]] if sums else []
    last = first
    while last < year and last + 1 in levels:
        last += 1
        known.append(levels[last])
    missing = [y for y in range(first + 1, year + 1) if y not in levels]
    gap = "chain" if 0 < len(missing) < year - first else ""
    found = Evidence(missing_years=";".join(map(str, missing)), gap=gap)
    if not known:
        return found
    total = sum(row.amount for row in known) * clause.scale
    return found._replace(actual=total, actual_year=last, actual_id=_ids(known), actual_operator=_bound(known))


def _milestone(clause: Target, facts: Facts, year: int, slack: float, period: Period) -> Evidence:
    """Evidence of a milestone: the latest record of done (1) or not done (0)."""
    levels = {y: row for y, row in facts.levels(clause.area, clause.indicator).items() if period.base < y <= year}
    if not levels:
        return Evidence(gap="no_record")
    last = levels[max(levels)]
    known = max(levels) == year or last.amount == 1
    return Evidence(actual=last.amount, actual_year=max(levels), actual_id=last.id, gap="" if known else "no_record")


READERS: dict[str, Callable[[Target, Facts, int, float, Period], Evidence]] = {
    "level": _levels,
    "growth": _rates,
    "sum": _sums,
}
"""How a clause is read, by the kind of figure that answers it."""


def gather(
    clauses: pd.DataFrame, series: pd.DataFrame, scope: pd.DataFrame, year: int, period: Period, slack: float = c.ABOUT
) -> pd.DataFrame:
    """Evidence of every clause for the evaluation `year`, in the columns that `judge` reads.

    `clauses` holds Targets (things counted one by one have no rounding: whole numbers are exact), `series`
    Observations, `scope` the pairs of indicators whose base is given in another scope. Returns the clauses with the
    fields of Evidence and `rounding`.
    """
    facts = Facts(series)
    other_scope = set(zip(scope["indicator"], scope["area"], strict=True))
    rows = []
    for clause in Target.of(clauses):
        kind = clause.traits
        found = (READERS[kind.figure] if kind.numeric else _milestone)(clause, facts, year, slack, period)
        if not found.gap and not found.base_id and kind.valued and (clause.indicator, clause.area) in other_scope:
            found = found._replace(gap="scope")
        rows.append(found)
    evidence = pd.DataFrame(rows, index=clauses.index, columns=Evidence._fields)
    rates = having(clauses["kind"], lambda kind: kind.chained)
    whole = clauses["counted"].eq("yes") & clauses["decimals"].eq(0) & clauses["scale"].eq(1)
    level_rounding = (0.5 * 10.0 ** -clauses["decimals"] * clauses["scale"]).mask(whole, 0.0)
    return clauses.join(evidence).assign(rounding=level_rounding.mask(rates, RATE_ROUNDING))


def assess(
    clauses: pd.DataFrame,
    series: pd.DataFrame,
    scope: pd.DataFrame,
    year: int,
    period: Period,
    limits: c.Thresholds = c.IN_FORCE,
) -> pd.DataFrame:
    """Evidence and verdict of every clause for the evaluation `year`: `gather` joined with `judge`. Of clauses in force
    it gives the columns of Measured, `original_verdict` still empty."""
    measured = gather(clauses, series, scope, year, period, limits.about)
    judged = measured.drop(columns="gap").join(judge(measured, year, period, limits))
    return judged.assign(evaluation_year=year, original_verdict="")


def worst(assessed: pd.DataFrame) -> pd.DataFrame:
    """One row an area and indicator: the worse verdict of its judged clauses, and the clause that set it.

    A clause that cannot be judged, or is not yet due, decides only where no other can.
    """
    undecided = assessed["verdict"].isin((c.UNKNOWN, c.NOT_DUE))
    ordered = assessed.assign(undecided=undecided).sort_values(["undecided", "verdict", "id"], kind="stable")
    return ordered.drop_duplicates(["area", "indicator"])[["area", "indicator", "verdict", "id"]].reset_index(drop=True)
