"""The whole plan at once: the growth every target requires against the growth achieved before and since."""

from dataclasses import dataclass

import pandas as pd

from lib.measure.clause import Target
from lib.measure.evidence import Facts
from lib.measure.growth import average
from lib.measure.kinds import having
from lib.measure.period import Period
from lib.measure.projection import Start, begin, catch_up, rates
from lib.measure.row import Row, maybe, number, text


@dataclass(frozen=True, slots=True)
class Effort(Row):
    """Required against achieved growth of one area's indicator: per cent a year on a geometric path, units or points a
    year on a linear one; NaN where there is none."""

    area: str = text("地域")
    indicator: str = text("slug of the indicator")
    clause: str = text("the clause that requires it")
    path: str = text("geometric or linear")
    required: float = number("the plan's own rate, or the one that leads from the base to the target")
    required_basis: str | None = maybe("its price basis")
    trend: float = number("that of the period before, on the same basis")
    latest: float = number("that since the base year, on the same basis")
    catch_up: float = number("from the latest value to the target")
    ratio: float = number("required ÷ trend; infinite where the trend must be turned round")


def effort(clauses: pd.DataFrame, facts: Facts, period: Period) -> pd.DataFrame:
    """An Effort for every area and indicator with a target that can be projected, the hardest first; `clauses` are
    Targets."""
    growing = clauses[having(clauses["kind"], lambda kind: kind.projected)]
    frame = Effort.frame(_row(group, facts, period) for _, group in growing.groupby(["area", "indicator"], sort=False))
    known = frame["trend"].notna().astype(int) + frame["required"].notna().astype(int)
    order = frame.assign(known=known).sort_values(["known", "ratio"], ascending=False, na_position="last").index
    return frame.loc[order].reset_index(drop=True)


def _row(group: pd.DataFrame, facts: Facts, period: Period) -> Effort:
    """Effort of one area's indicator from its growing clauses."""
    rows, start = Target.of(group), begin(group, facts, period)
    rated = next((row for row in rows if row.traits.yearly), None)
    clause = rated or rows[0]
    if rated:
        required, basis = rated.target, rated.price_basis
    else:
        required, basis = (start.plan_rate, start.plan_basis) if start else (float("nan"), None)
    trend = _trend(clause, basis, start, facts, period)
    ratio = required / trend if trend and trend == trend else float("nan")
    return Effort(
        area=clause.area,
        indicator=clause.indicator,
        clause=clause.id,
        path=clause.path,
        required=required,
        required_basis=basis,
        trend=trend,
        latest=_latest(clause, basis, start, facts, period),
        catch_up=catch_up(start) if start else float("nan"),
        ratio=float("inf") if ratio < 0 else ratio,
    )


def _trend(clause: Target, basis: str | None, start: Start | None, facts: Facts, period: Period) -> float:
    """Average growth of the period before on the basis of the requirement."""
    published = facts.since(clause.area, clause.indicator, "average_growth", period.before).get(period.base)
    if published is not None and published.price_basis == basis:
        return float(published.value)
    named = rates(start, facts) if start else {}
    rate, found = named.get("trend", (float("nan"), None))
    return rate if found == basis or not basis else float("nan")


def _latest(clause: Target, basis: str | None, start: Start | None, facts: Facts, period: Period) -> float:
    """Average growth since the base year on the basis of the requirement: of the unbroken run of yearly rates, else of
    the levels."""
    run: list[float] = []
    yearly = facts.rates(clause.area, clause.indicator, basis)
    while period.first + len(run) in yearly:
        run.append(yearly[period.first + len(run)].value)
    if run:
        return average(run)
    rate, found = (rates(start, facts) if start else {}).get("since_base", (float("nan"), None))
    return rate if found == basis or not basis else float("nan")
