"""The course of a main indicator: what was observed, the way to its target, and what is still to be done, in words."""

import math
from collections.abc import Collection
from typing import NamedTuple

import numpy as np
import pandas as pd

from lib.about import About
from lib.measure import constants as c
from lib.measure.clause import Measured
from lib.measure.evidence import Facts, worst
from lib.measure.growth import floats
from lib.measure.period import Period
from lib.text import clauses
from lib.text import words as w
from lib.text.ahead import changing, digits, pending
from lib.theme import shape, tone

MOST = 8
"""Courses that have room at the first look."""


class Point(NamedTuple):
    """A figure of a year, as a number and in words; `later`: it became known after the evaluation year."""

    year: int
    value: float
    text: str
    later: bool = False


class Track(NamedTuple):
    """One main indicator of an area.

    `clause` is the one that is drawn, `clauses` are all that ask something of it.
    `points` and `way` are in `unit`, for rates in per cent; `way` is the path from base to target, empty where the base
    is not known; `goal` the target. `latest` and `aim` are the last figure ("" for none) and the target in words,
    `told` what is still to be done. `open`: it cannot be judged yet.
    """

    clause: str
    clauses: tuple[str, ...]
    area: str
    name: str
    of: str
    verdict: str
    shape: str
    tone: str
    unit: str
    open: bool
    latest: str
    aim: str
    told: str
    points: tuple[Point, ...]
    way: tuple[Point, ...]
    goal: Point


def tracks(assessed: pd.DataFrame, facts: Facts, about: About, own: str | None) -> list[Track]:
    """The courses of the main indicators among the clauses, in the plan's order; `own` is the area that need not be
    named."""
    rows = assessed[assessed["headline"].notna()].sort_values(["headline", "area", "id"])
    verdicts = worst(rows).set_index(["area", "indicator"])["verdict"]
    groups: dict[tuple[str, str], list[Measured]] = {}
    for row in Measured.of(rows):
        groups.setdefault((row.area, row.indicator), []).append(row)
    return [course(group, verdicts[key], facts, about, own) for key, group in groups.items()]


def foremost(found: list[Track], domains: dict[str, str], told: Collection[str] = (), most: int = MOST) -> list[Track]:
    """The courses for the first look: one an indicator, none of a domain (by clause) before every other has had two;
    those that can be judged (`told`: clauses on which facts bear otherwise) before those that can only be drawn, and
    these before the rest. In the order in which they came."""
    taken: dict[str, int] = {}
    names: set[str] = set()
    ranked = []
    for place, track in enumerate(found):
        twin, domain = track.name in names, domains[track.clause]
        names.add(track.name)
        taken[domain] = taken.get(domain, 0) + (not twin)
        judged = not track.open or any(clause in told for clause in track.clauses)
        ranked.append((twin, 0 if judged else 1 if track.points or track.way else 2, taken[domain] > 2, place))
    return [found[place] for place in sorted(place for *_, place in sorted(ranked)[:most])]


def course(group: list[Measured], verdict: str, facts: Facts, about: About, own: str | None) -> Track:
    """The course of the first clause of the `group` that is no rate, else of the first, with what all of them demand."""
    main = next((row for row in group if not row.traits.chained), group[0])
    unit = "%" if main.traits.chained else main.unit or ""
    return Track(
        clause=main.id,
        clauses=tuple(row.id for row in group),
        area=main.area,
        name=main.indicator_name,
        of=about.areas.elsewhere(main.area, own),
        verdict=verdict,
        shape=shape(verdict),
        tone=tone(verdict),
        unit=unit,
        open=verdict == c.UNKNOWN,
        latest="" if math.isnan(main.actual) else clauses.actual_text(main),
        aim="；".join(
            dict.fromkeys(clauses.condition(row) for row in sorted(group, key=lambda row: row.traits.chained))
        ),
        told=ahead(main, about.period),
        points=_points(main, facts, about.period),
        way=_way(main, about.period),
        goal=Point(main.due, main.target, w.condition(main.operator, main.target, main.unit)),
    )


def _points(row: Measured, facts: Facts, period: Period) -> tuple[Point, ...]:
    """What is known of the indicator, in the unit of the clause: yearly rates for a rate, else levels, the sum or the
    change so far."""
    if row.traits.cumulative:
        found = _chained(row, facts, period)
    elif row.traits.chained:
        known = facts.rates(row.area, row.indicator, row.price_basis)
        found = [(year, one.value, w.quantity(one.value, "%", 1, one.operator)) for year, one in known.items()]
    elif row.traits.summed:
        reached = not math.isnan(row.actual)
        found = [(int(row.actual_year), row.actual, w.quantity(row.actual, row.unit))] if reached else []
    else:
        known = facts.levels(row.area, row.indicator, row.price_basis)
        values = {year: one.amount * row.scale for year, one in known.items()}
        found = [
            (year, value, w.quantity(value, row.unit, None, known[year].operator)) for year, value in values.items()
        ]
    return tuple(
        Point(year, float(value), text, year > row.evaluation_year)
        for year, value, text in sorted(found)
        if period.base <= year <= period.end
    )


def _chained(row: Measured, facts: Facts, period: Period) -> list[tuple[int, float, str]]:
    """The change since the base year by year, as far as every rate is known."""
    known = facts.rates(row.area, row.indicator, row.price_basis)
    found, index, year = list[tuple[int, float, str]](), 1.0, period.first
    while year in known:
        index *= 1 + known[year].value / 100
        found.append((year, 100 * (index - 1), w.quantity(100 * (index - 1), "%", 1, known[year].operator)))
        year += 1
    return found


def _way(row: Measured, period: Period) -> tuple[Point, ...]:
    """The path year by year; for a rate the rate itself."""
    years = range(period.base, period.end + 1)
    if row.traits.yearly:
        values = np.full(len(years), row.target)
    else:
        elapsed = [(year - period.base) / period.span for year in years]
        values = row.way.planned(row.base, row.target, elapsed, period.span)
    return tuple(
        Point(year, float(value), w.quantity(float(value), "%" if row.traits.chained else row.unit, 1))
        for year, value in zip(years, values, strict=True)
        if not math.isnan(value)
    )


def achieved(row: Measured, period: Period) -> float:
    """Growth a year from the base to the latest figure, as the clause counts it; NaN where either is missing.

    >>> row = Measured(kind="level", base=100.0, actual=121.0, actual_year=2017.0, target=161.0, due=2020)
    >>> round(achieved(row, Period(2015, 2020, 2018, 2010)), 6)
    10.0
    """
    if row.traits.chained:
        return row.actual if row.traits.yearly else float("nan")
    return float(row.traits.shape.step(row.base, row.actual, row.actual_year - period.base))


def carried_on(row: Measured, period: Period) -> float:
    """The value at the due year if it goes on as it has since the base; NaN where that cannot be said.

    >>> row = Measured(kind="level", base=100.0, actual=121.0, actual_year=2017.0, target=161.0, due=2020)
    >>> round(carried_on(row, Period(2015, 2020, 2018, 2010)), 1)
    161.1
    """
    if not row.traits.valued or row.actual_year >= row.due:
        return float("nan")
    rate, left = achieved(row, period), row.due - row.actual_year
    if row.traits.compounding:
        return float(row.actual * (1 + rate / 100) ** left)
    (value,) = floats(row.actual + rate * left)
    return float(np.clip(value, 0, row.ceiling * row.scale if not math.isnan(row.ceiling) else None))


def ahead(row: Measured, period: Period) -> str:
    """What is still to be done, in one sentence: the growth needed beside the growth so far, and where that leads."""
    if not row.traits.numeric:
        return clauses.reason(row, period)
    if math.isnan(row.actual):
        needed = changing(row, row.required_growth, period.span)
        return f"须{needed}" if needed else f"{period.base}年值未公布，所需增速待补"
    left = int(row.due - row.actual_year)
    if left <= 0:
        return ""
    needed = pending(row)
    so_far = changing(row, achieved(row, period), int(row.actual_year - period.base))
    if not needed:
        return "条件已经符合，须保持到期末"
    parts = [f"今后{w.years(left)}{needed}"]
    if so_far:
        parts.append(f"{period.base}年以来{so_far}")
    end = carried_on(row, period)
    if not math.isnan(end):
        parts.append(f"照此到{row.due}年约{w.number(end, digits(row, end))}{row.unit or ''}")
    return "，".join(parts)
