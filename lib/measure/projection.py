"""Projection of an indicator to the plan's end along named scenarios: value, gap, year of meeting the target.

Rates are per cent a year on a geometric path, and units (points for shares) a year on a linear one.
Source: method.md, "Projection".
"""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from lib.measure import constants as c
from lib.measure.clause import Target
from lib.measure.evidence import Facts
from lib.measure.growth import Floats, at_current_prices, average, compound_growth, floats, grow
from lib.measure.observation import Observation
from lib.measure.period import Period
from lib.measure.verdict import holds

HORIZON = 2050
"""Last year searched for the year in which a target would be met."""


class Start(NamedTuple):
    """Where a projection begins, and the target it is held against. Values in the indicator's unit.

    `level_year` is that of the published level from which yearly rates led to the value of `year` (0: none is
    published).
    """

    area: str
    indicator: str
    path: str
    ceiling: float
    direction: int
    value: float
    year: int
    base: float
    target: float
    operator: str
    target_basis: str | None
    plan_rate: float
    plan_basis: str | None
    target_from: str
    period: Period
    level_year: int = 0


def project(value: float, rate: float, years: ArrayLike, path: str, ceiling: float = float("nan")) -> Floats:
    """`value` after each number of `years` at `rate`; a linear path stays between 0 and `ceiling`.

    >>> project(268.4, 9.5, [0, 5], "geometric").round(1).tolist()
    [268.4, 422.5]
    >>> project(98, 1, [1, 5], "linear", 100).tolist()
    [99.0, 100.0]
    """
    (ahead,) = floats(years)
    if path == "geometric":
        return grow(value, rate, ahead)
    return np.clip(value + rate * ahead, 0, ceiling if np.isfinite(ceiling) else None)


def year_met(start: Start, rate: float) -> int | None:
    """First year, from the start's own to HORIZON, in which the target would hold at `rate`; None if never.

    Where the target is a rise and the value falls (or the reverse) it is never met.
    """
    years = np.arange(0, HORIZON - start.year + 1)
    values = project(start.value, rate, years, start.path, start.ceiling)
    fulfilled = holds([start.operator] * len(years), values, np.full(len(years), start.target), start.direction)
    return int(start.year + years[fulfilled.argmax()]) if fulfilled.any() else None


def begin(clauses: pd.DataFrame, facts: Facts, period: Period, assumed: float | None = None) -> Start | None:
    """The start of one area's indicator from its clauses (rows of one area and indicator); None without any level.

    The value is the last level, carried on by the yearly rates that follow it without a gap on the target's price
    basis, where it is on that basis itself or the base of a growth clause. The target is the level clause, else the
    value that the growth clause implies from the base. `assumed` stands in for the base (indicator unit) where no level
    is known.
    """
    rows = Target.of(clauses)
    valued = next((row for row in rows if row.traits.valued), None)
    rated = next((row for row in rows if row.traits.yearly), None)
    clause = valued or rated
    known = _levels(rows[0], facts, valued.price_basis if valued else None, period)
    levels = {year: row.amount for year, row in known.items()}
    if not levels and assumed is not None:
        levels = {period.base: assumed}
    if not levels or clause is None:
        return None
    base, last = levels.get(period.base, float("nan")), max(levels)
    target = valued.target / valued.scale if valued else float(grow(base, clause.target, period.span))
    value, year, basis = levels[last], last, clause.price_basis
    exact = bool(known) and (known[last].price_basis == basis or (valued is None and last == period.base))
    if exact and clause.path == "geometric":
        value, year = _carried(value, last, facts.rates(clause.area, clause.indicator, basis or ""))
    return Start(
        area=clause.area,
        indicator=clause.indicator,
        path=clause.path,
        ceiling=clause.ceiling,
        direction=clause.direction,
        value=value,
        year=year,
        base=base,
        target=target,
        operator=clause.operator or ">=",
        target_basis=clause.price_basis,
        plan_rate=rated.target if rated else _needed(clause.path, base, target, period.span),
        plan_basis=(rated or clause).price_basis,
        target_from=clause.id,
        period=period,
        level_year=last if known else 0,
    )


def _levels(clause: Target, facts: Facts, basis: str | None, period: Period) -> dict[int, Observation]:
    """The levels from the base year on."""
    found = facts.levels(clause.area, clause.indicator, basis)
    return {year: row for year, row in found.items() if year >= period.base}


def _carried(value: float, year: int, yearly: dict[int, Observation]) -> tuple[float, int]:
    """The value and year to which the `yearly` rates lead that follow a level without a gap."""
    while year + 1 in yearly:
        year += 1
        value = float(grow(value, yearly[year].value, 1))
    return value, year


def _needed(path: str, value: float, target: float, years: float) -> float:
    """Rate from `value` to `target` in `years` years on a path; NaN without a year left."""
    if years <= 0:
        return float("nan")
    return float(compound_growth(value, target, years)) if path == "geometric" else (target - value) / years


def catch_up(start: Start, due: int | None = None) -> float:
    """Rate needed from the start's value to the target by the end of `due`, or else of the plan; NaN without a year
    left."""
    return _needed(start.path, start.value, start.target, (due or start.period.end) - start.year)


def rates(start: Start, facts: Facts) -> dict[str, tuple[float, str | None]]:
    """Rate and price basis of each named scenario that the observations allow. Figures of two price bases are never
    chained."""
    period, levels = start.period, facts.levels(start.area, start.indicator)
    found = {"plan": (start.plan_rate, start.plan_basis)}
    base, early = levels.get(period.base), levels.get(period.before)
    growth = facts.since(start.area, start.indicator, "average_growth", period.before).get(period.base)
    if (
        base is not None
        and early is not None
        and early.price_basis == base.price_basis
        and early.operator == base.operator == "="
    ):
        found["trend"] = (_needed(start.path, early.amount, base.amount, period.base - period.before), base.price_basis)
    elif growth is not None and start.path == "geometric":
        found["trend"] = (growth.value, growth.price_basis)
    yearly = _yearly(start, facts)
    if base is not None and start.level_year > period.base and levels[start.level_year].price_basis == base.price_basis:
        found["since_base"] = (
            _needed(start.path, base.amount, start.value, start.year - period.base),
            base.price_basis,
        )
    elif chained := [
        yearly[y] for y in period.years if y in yearly and all(x in yearly for x in range(period.first, y))
    ]:
        found["since_base"] = (average(row.value for row in chained), chained[-1].price_basis)
    before = levels.get(start.year - 1)
    recent = max((y for y in yearly if y > period.base), default=0)
    if start.path == "geometric" and recent >= start.year and all(y in yearly for y in range(start.year + 1, recent)):
        found["last_year"] = (yearly[recent].value, yearly[recent].price_basis)
    elif (
        before is not None
        and before.year >= period.base
        and start.year in levels
        and before.price_basis == levels[start.year].price_basis
    ):
        found["last_year"] = (_needed(start.path, before.amount, start.value, 1), before.price_basis)
    return {name: rate for name, rate in found.items() if np.isfinite(rate[0])}


def _yearly(start: Start, facts: Facts) -> dict[int, Observation]:
    """Yearly rates of one price basis: the plan's, else the target's, else the one that is published."""
    for basis in filter(None, (start.plan_basis, start.target_basis, *c.PRICES)):
        found = facts.rates(start.area, start.indicator, basis)
        if max(found, default=0) > start.period.base:
            return found
    return facts.rates(start.area, start.indicator, "")


def converted(
    named: dict[str, tuple[float, str | None]], start: Start, price_change: float
) -> dict[str, tuple[float, str | None]]:
    """The scenarios with real rates brought to current prices by an assumed yearly `price_change` in per cent.

    Only where the target is at current prices; other rates, and all of them at a price change of 0, stay as they are.
    """
    if not price_change or start.target_basis != "current":
        return named
    return {
        name: (float(at_current_prices(rate, price_change)), "current") if basis == "comparable" else (rate, basis)
        for name, (rate, basis) in named.items()
    }


def slipped(start: Start, years: Iterable[int] = (0, 1, 2, 3)) -> pd.DataFrame:
    """What the target takes if it slips: `due, rate, saved` — the yearly rate to each due year, and how much less than
    for the plan's end."""
    rows = [(due, catch_up(start, due)) for due in (start.period.end + slip for slip in years)]
    frame = pd.DataFrame(rows, columns=["due", "rate"])
    return frame.assign(saved=frame["rate"].iloc[0] - frame["rate"])


def scenarios(start: Start, named: dict[str, tuple[float, str | None]], due: int | None = None) -> pd.DataFrame:
    """One row a scenario: `scenario, rate, price_basis, value, gap, year_met, comparable`.

    `value` is that of the year `due`, or else of the plan's end, `gap` is value − target (indicator unit), `comparable`
    tells whether the rate's price basis is that of the target's level.
    """
    ahead = (due or start.period.end) - start.year
    rows = [
        (
            name,
            rate,
            basis,
            float(project(start.value, rate, [ahead], start.path, start.ceiling)[0]),
            year_met(start, rate),
        )
        for name, (rate, basis) in named.items()
    ]
    frame = pd.DataFrame(rows, columns=["scenario", "rate", "price_basis", "value", "year_met"])
    same = [not basis or not start.target_basis or basis == start.target_basis for _, basis in named.values()]
    return frame.assign(gap=frame["value"] - start.target, comparable=same, year_met=frame["year_met"].astype("Int64"))
