"""The annual plan: what each year must bring by the five-year path, what was set and issued, and whether it was met.

A clause's value of a year is what the year itself must show: the value at its end (levels, shares, counts, kept
targets), the year's own rate (growth and cumulative change), the year's own amount (sums), done (milestones that fall
due in it).
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from lib.ledger.rules import issue_of
from lib.ledger.state import State
from lib.measure.clause import Measured
from lib.measure.evidence import Facts
from lib.measure.growth import compound_growth
from lib.measure.kinds import HOLD, KINDS, having
from lib.measure.period import Period
from lib.measure.row import flag, number, text
from lib.measure.verdict import holds

MET, MISSED = "达到", "未达到"


@dataclass(frozen=True, slots=True)
class Planned(Measured):
    """A clause in an evaluation year beside its annual plan; values in the unit of the clause, per cent for rates."""

    proposal: float = number("what the five-year path gives the year")
    planned: float = number("what the office set; NaN where it did not")
    reason: str = text("why it differs from the path")
    set_by: str = text("who set it")
    cleared: bool = flag("whether the office took the value out: then nothing is planned, whatever the path says")
    issued: bool = flag("whether the area's plan of the year is in force")
    issue: str = text("its number and date")
    own: float = number("the year's own figure")
    own_id: str = text("its observations, joined by ;")
    met: str = text("达到 or 未达到; empty while not issued or without a figure")


def proposal(assessed: pd.DataFrame, year: int, period: Period) -> pd.Series:
    """What the five-year path gives each clause for one `year` of the plan, in the clause's unit (per cent for rates).

    `assessed` holds `kind, kept, base, target, due, rounding`. See `Kind.of_year`; NaN without a base, and for
    milestones of other years.
    """
    result = pd.Series(np.nan, index=assessed.index)
    for name, rows in assessed.groupby(assessed["kind"].mask(assessed["kept"], HOLD.name)):
        base, target, rounding = (rows[name].to_numpy(float) for name in ("base", "target", "rounding"))
        result[rows.index] = KINDS[name].of_year(base, target, rounding, year - period.base, period.span)
    return result.where(having(assessed["kind"], lambda kind: kind.numeric) | (assessed["due"] == year))


def of_year(clause: Measured, facts: Facts, year: int, period: Period) -> tuple[float, str]:
    """The year's own figure for a clause, in the clause's unit, and the ids of its observations; NaN
    without one."""
    nothing = float("nan"), ""
    basis, kind = clause.price_basis or None, clause.traits
    levels = facts.levels(clause.area, clause.indicator, basis)
    now, earlier = levels.get(year), levels.get(year - 1)
    if kind.chained:
        rate = facts.rates(clause.area, clause.indicator, basis).get(year)
        if rate is not None:
            return float(rate.amount), rate.id
        if (
            now is None
            or earlier is None
            or (now.price_basis, earlier.price_basis) != (clause.price_basis, clause.price_basis)
        ):
            return nothing
        return float(compound_growth(earlier.amount, now.amount, 1)), f"{earlier.id};{now.id}"
    if kind.summed and now is None:
        sums = facts.since(clause.area, clause.indicator, "sum", period.base)
        last, previous = sums.get(year), sums.get(year - 1)
        if last is None or (previous is None and year > period.first):
            return nothing
        earned = last.amount - (previous.amount if previous is not None else 0.0)
        return float(earned * clause.scale), ";".join(row.id for row in (previous, last) if row is not None)
    if not kind.numeric:
        known = clause.actual_year == year or clause.actual == 1
        return (float(clause.actual), clause.actual_id) if known else nothing
    return (float(now.amount * clause.scale), now.id) if now is not None else nothing


def annual(assessed: pd.DataFrame, facts: Facts, state: State, year: int, period: Period) -> pd.DataFrame:
    """The annual plan of every clause of an assessment of `year`, with its index: `id`, `area`, and what Planned adds to
    Measured."""
    own = [of_year(row, facts, year, period) for row in Measured.of(assessed)]
    value = np.array([figure for figure, _ in own], dtype=float)
    put = [state.get("annual", key, year) for key in assessed["id"]]
    issued = {area: issue_of(state, area, year) for area in assessed["area"].unique()}
    planned = np.array([np.nan if row is None else row["value"] for row in put], dtype=float)
    in_force = assessed["area"].map(lambda area: issued[area] is not None).to_numpy(bool)
    done = having(assessed["kind"], lambda kind: not kind.numeric)
    good = holds(assessed["operator"].mask(done, ">="), value, planned, assessed["direction"].to_numpy(float))
    judged = in_force & np.isfinite(value) & np.isfinite(planned)
    return pd.DataFrame(
        {
            "id": assessed["id"],
            "area": assessed["area"],
            "proposal": proposal(assessed, year, period),
            "planned": planned,
            "reason": [row["why"] if row else "" for row in put],
            "set_by": [row["who"] if row else "" for row in put],
            "cleared": [row is not None and row["value"] is None for row in put],
            "issued": in_force,
            "issue": [
                f"{row['number']}（{row['date']}）" if (row := issued[area]) else "" for area in assessed["area"]
            ],
            "own": value,
            "own_id": [ids for _, ids in own],
            "met": np.where(judged, np.where(good, MET, MISSED), ""),
        },
        index=assessed.index,
    )
