"""月度调度: how the year's figures stand in a month against the annual plan, from what was reported month by month.

Yearly figures are not touched: what December's sheet says of a year is preliminary until the year's own figure is known.
"""

from dataclasses import replace
from math import nan
from typing import NamedTuple

import pandas as pd

from lib.cycle.annual_plan import Planned
from lib.cycle.dispatch import ratio
from lib.cycle.month_row import (
    AHEAD,
    AT_END,
    BEHIND,
    DRAFT,
    GOOD,
    ISSUED,
    LEVEL,
    NO_PLAN,
    ON_TIME,
    PATH,
    RATE,
    SHORT,
    SILENT,
    SUM,
    Monthly,
)
from lib.cycle.months import EVENLY, QUARTERS, YEAR, Shape, chained, end_of, growth_of_rest, growth_to, rest, shape
from lib.cycle.warning import NOBODY
from lib.ledger.permission import led
from lib.ledger.rules import FLASH
from lib.ledger.state import Row as Fields
from lib.ledger.state import State
from lib.measure.evidence import Facts


class Reported(NamedTuple):
    """What was reported of an indicator in a year: its records by the month in which their period ends, amounts of the
    periods and totals with what follows from them, and the ends of its periods."""

    records: dict[int, Fields]
    own: dict[int, float]
    total: dict[int, float]
    ends: tuple[int, ...]


def reported(rows: list[Fields], adds: bool, until: int = 12) -> Reported:
    """The reports of one indicator in one year, up to a month. A month stands before the quarter that ends with it;
    what does not add up has only what was stated."""
    told = [row for row in sorted(rows, key=lambda row: "Q" not in row["span"]) if end_of(row["span"]) <= until]
    records = {end_of(row["span"]): row for row in told}
    monthly = any("Q" not in row["span"] for row in told)
    own = {
        end_of(row["span"]): float(row["own"])
        for row in told
        if row.get("own") is not None and not (monthly and "Q" in row["span"])
    }
    total = {end_of(row["span"]): float(row["total"]) for row in told if row.get("total") is not None}
    ends = tuple(YEAR) if monthly or not told else QUARTERS
    own, total = chained(own, total, ends) if adds else (own, {**own, **total})
    return Reported(records, own, total, ends)


def by_year(state: State) -> dict[tuple[str, str, int], list[Fields]]:
    """The reports of the ledger by area, indicator and year."""
    found: dict[tuple[str, str, int], list[Fields]] = {}
    for row in state.rows("month"):
        found.setdefault((row["area"], row["indicator"], int(row["span"][:4])), []).append(row)
    return found


def last_month(state: State, year: int) -> int:
    """The last month of a year of which anything was reported; 0 for none."""
    return max((end_of(row["span"]) for row in state.rows("month") if row["span"][:4] == str(year)), default=0)


def monthly(
    planned: pd.DataFrame,
    listed: pd.DataFrame,
    indicators: pd.DataFrame,
    state: State,
    facts: Facts,
    year: int,
    month: int,
) -> pd.DataFrame:
    """Where the year stands at the end of a month: a frame of Monthly, one row an indicator of an area: those that are
    `listed` (indicator, every, adds) as told within the year and have a target there, and those that were reported.

    `planned` are the year's clauses as `Planned`, `indicators` hold `slug, name, unit, decimals, domain_name`.
    """
    clauses: dict[tuple[str, str], list[Planned]] = {}
    for clause in Planned.of(planned):
        if clause.traits.numeric:
            clauses.setdefault((clause.area, clause.indicator), []).append(clause)
    adds = dict(zip(listed["indicator"], listed["adds"] == "yes", strict=True))
    every = dict(zip(listed["indicator"], listed["every"], strict=True))
    told = by_year(state)
    about = indicators.set_index("slug").to_dict("index")
    keys = [key for key in clauses if key[1] in adds]
    keys += [(area, slug) for area, slug, of in told if of == year and (area, slug) not in keys]
    rows = [
        _one(key, about[key[1]], clauses.get(key, []), adds.get(key[1], False), told, state, facts, (year, month))
        for key in dict.fromkeys(keys)
    ]
    return Monthly.frame([replace(row, every=every.get(row.indicator, "")) for row in rows])


def _one(
    key: tuple[str, str],
    about: Fields,
    clauses: list[Planned],
    adds: bool,
    told: dict[tuple[str, str, int], list[Fields]],
    state: State,
    facts: Facts,
    at: tuple[int, int],
) -> Monthly:
    (area, slug), (year, month) = key, at
    own, last = reported(told.get((*key, year), []), adds, month), reported(told.get((*key, year - 1), []), adds)
    end = max(own.records, default=0)
    record = own.records.get(end, {})
    total, growth = own.total.get(end, nan), _number(record.get("total_growth"))
    duty = state.get("duty", f"{area}.{slug}") or {}
    levels, rates = facts.levels(area, slug).get(year), facts.rates(area, slug, None).get(year)
    row = Monthly(
        key=f"{area}.{slug}",
        area=area,
        indicator=slug,
        name=about["name"],
        domain=about["domain_name"],
        unit=about["unit"] or "",
        decimals=int(about["decimals"]),
        lead=led(duty) or NOBODY,
        month=end,
        period=record.get("span", ""),
        flash=record.get("release") == FLASH,
        own=own.own.get(end, nan),
        total=total,
        own_growth=_number(record.get("own_growth")),
        total_growth=growth,
        year_value=levels.amount if levels else nan,
        year_growth=rates.amount if rates else nan,
        place=record.get("place"),
    )
    return _against(row, clauses, adds, last)


def plan_of(clauses: list[Planned], by: str, adds: bool) -> tuple[Planned, float, str] | None:
    """The plan of the year for an indicator that is held `by` RATE, or by its amount: the clause, its value (amounts in
    the indicator's unit), and where it comes from. What was set goes before the five-year path; None for none."""
    for clause in clauses:
        rated = clause.traits.chained
        if rated != (by == RATE) or (clause.traits.summed and not adds):
            continue
        value, set_ = (clause.planned, True) if clause.planned == clause.planned else (clause.proposal, False)
        if value == value:
            source = ISSUED if set_ and clause.issued else DRAFT if set_ else PATH
            return clause, value if rated else value / (clause.scale or 1.0), source
    return None


def _against(row: Monthly, clauses: list[Planned], adds: bool, last: Reported) -> Monthly:
    """A row with what its plan asks of it: an amount before a growth, unless only growth was reported. What was reported
    otherwise than its plan is stated has none."""
    found = {by: plan_of(clauses, by, adds) for by in (SUM, RATE)}
    grown = row.total_growth == row.total_growth
    by = SUM if found[SUM] and (row.total == row.total or not (found[RATE] and grown)) else RATE
    if (plan := found[by]) is None:
        return replace(row, standing=NO_PLAN if row.month else SILENT)
    clause, value, source = plan
    form = shape(last.total) if adds else EVENLY
    by = by if adds or by == RATE else LEVEL
    row = replace(row, way=by, plan=value, source=source, clause=clause.id)
    if by == SUM:
        row = replace(row, how=form.how)
    if not row.month:
        return row
    if by == RATE:
        return _growth(row, value, form, clause.direction)
    return _amount(row, value, form, last, clause.direction) if by == SUM else _level(row, value)


def _amount(row: Monthly, plan: float, form: Shape, last: Reported, direction: int) -> Monthly:
    if row.total != row.total:
        return replace(row, standing=NO_PLAN)
    share = form.by(row.month)
    left, each = rest(plan, row.total, row.month)
    gap = row.total - plan * share
    before = last.total.get(12, nan) - last.total.get(row.month, nan)
    needed = growth_to(left, before) if row.month < 12 else nan
    still = abs(gap) < 0.5 * 10.0**-row.decimals
    ahead = gap * (direction or 1) > 0
    standing = ON_TIME if still else AHEAD if ahead else BEHIND
    return replace(
        row,
        share=share,
        due=plan * share,
        rate=ratio(row.total, plan),
        gap=gap,
        left=left,
        each=each,
        needed=needed,
        standing=standing,
    )


def _growth(row: Monthly, plan: float, form: Shape, direction: int) -> Monthly:
    if row.total_growth != row.total_growth:
        return replace(row, standing=NO_PLAN)
    gap = round(row.total_growth - plan, 10)
    needed = growth_of_rest(plan, row.total_growth, form.by(row.month))
    good = gap * (direction or 1) >= 0
    return replace(row, due=plan, gap=gap, needed=needed, how=form.how, standing=GOOD if good else SHORT)


def _level(row: Monthly, plan: float) -> Monthly:
    """What does not add up is held against the value at the year's end; whether that is late nobody can say."""
    return replace(row, gap=row.total - plan, standing=AT_END if row.total == row.total else NO_PLAN)


def _number(value: float | None) -> float:
    return nan if value is None else float(value)


def _growths(told: Reported) -> dict[int, float]:
    return {month: _number(row.get("total_growth")) for month, row in told.records.items()}


class Course(NamedTuple):
    """The twelve months of a row: what there was (totals since January, or their growth), what the plan asks by each, and
    what there was the year before; NaN where nothing is known."""

    actual: tuple[float, ...]
    due: tuple[float, ...]
    before: tuple[float, ...]


def course(row: Monthly, told: dict[tuple[str, str, int], list[Fields]], year: int) -> Course:
    """The months of a row of a year; `told` as `by_year` gives it."""
    adds = row.way != LEVEL
    own = reported(told.get((row.area, row.indicator, year), []), adds, row.month or 12)
    last = reported(told.get((row.area, row.indicator, year - 1), []), adds)
    form = shape(last.total) if adds else EVENLY
    due = [row.plan * form.by(month) if row.way == SUM else row.plan for month in YEAR]
    if row.way == RATE:
        actual, before = _growths(own), _growths(last)
    else:
        actual, before = own.total, last.total
    now, then = (tuple(found.get(month, nan) for month in YEAR) for found in (actual, before))
    return Course(now, tuple(due), then)
