"""The whole plan at once: the growth every target requires against the growth achieved before and since."""

import pandas as pd

from lib.measure.evidence import Facts
from lib.measure.growth import average
from lib.measure.kinds import having
from lib.measure.period import Period
from lib.measure.projection import begin, catch_up, rates

COLUMNS = ("area", "indicator", "clause", "path", "required", "required_basis", "trend", "latest", "catch_up", "ratio")


def effort(clauses: pd.DataFrame, facts: Facts, period: Period) -> pd.DataFrame:
    """One row an area and indicator with a growing target: `COLUMNS`, the hardest first.

    `required` is the plan's own rate, or the one that leads from the base to the target; `trend` that of the period before and
    `latest` that since the base year, both on the basis of `required` (NaN where there is none); rates in per cent a year on a
    geometric path, in units or points a year on a linear one. `ratio` = required ÷ trend; infinite where the trend must
    be turned round.
    """
    rows = []
    for (area, indicator), group in clauses.groupby(["area", "indicator"], sort=False):
        growing = group[having(group["kind"], lambda kind: kind.projected)]
        if not growing.empty:
            rows.append(_row(area, indicator, growing, facts, period))
    frame = pd.DataFrame(rows, columns=COLUMNS)
    known = frame["trend"].notna().astype(int) + frame["required"].notna().astype(int)
    order = frame.assign(known=known).sort_values(["known", "ratio"], ascending=False, na_position="last").index
    return frame.loc[order].reset_index(drop=True)


def _row(area: str, indicator: str, group: pd.DataFrame, facts: Facts, period: Period) -> tuple:
    first, start = group.iloc[0], begin(group, facts, period)
    rated = group[having(group["kind"], lambda kind: kind.yearly)]
    if not rated.empty:
        clause = rated.iloc[0]
        required, basis = float(clause["value"]), clause["price_basis"]
    else:
        clause = first
        required, basis = (start.plan_rate, start.plan_basis) if start else (float("nan"), None)
    trend = _trend(area, indicator, basis, start, facts, period)
    latest = _latest(area, indicator, basis, start, facts, period)
    ahead = catch_up(start) if start else float("nan")
    ratio = required / trend if trend and trend == trend else float("nan")
    ratio = float("inf") if ratio < 0 else ratio
    return (area, indicator, clause["id"], first["path"], required, basis, trend, latest, ahead, ratio)


def _trend(area: str, indicator: str, basis, start, facts: Facts, period: Period) -> float:
    """Average growth of the period before on the basis of the requirement."""
    published = facts.since(area, indicator, "average_growth", period.before).get(period.base)
    if published is not None and published.price_basis == basis:
        return float(published.value)
    named = rates(start, facts) if start else {}
    rate, found = named.get("trend", (float("nan"), None))
    return rate if found == basis or not basis else float("nan")


def _latest(area: str, indicator: str, basis, start, facts: Facts, period: Period) -> float:
    """Average growth since the base year on the basis of the requirement: of the unbroken run of yearly rates, else of the
    levels."""
    yearly, run = facts.rates(area, indicator, basis), []
    while period.first + len(run) in yearly:
        run.append(yearly[period.first + len(run)].value)
    if run:
        return average(run)
    rate, found = (rates(start, facts) if start else {}).get("since_base", (float("nan"), None))
    return rate if found == basis or not basis else float("nan")
