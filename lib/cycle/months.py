"""The arithmetic of a year's months: what adds up, how a year's plan spreads over its months, what the rest must bring.

Months are 1 … 12; a quarter is its last month. Amounts are in one unit, growth in per cent. What is not known is NaN.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import nan
from typing import NamedTuple

YEAR = range(1, 13)
QUARTERS = (3, 6, 9, 12)
LONGEST_GAP = 3
"""Months that may lie between two known totals of a year whose shape is taken."""
SEASONAL, EVEN = "按上年各月的比重", "按月平均"
Amounts = Mapping[int, float]
"""Amounts by month."""


class Shape(NamedTuple):
    """How a year spreads over its months: the share that is due by the end of each (12 of them, the last 1), and how
    that was found."""

    shares: tuple[float, ...]
    how: str

    def by(self, month: int) -> float:
        """The share that is due by the end of a month; 0 before the first.

        >>> EVENLY.by(3), EVENLY.by(0)
        (0.25, 0.0)
        """
        return self.shares[month - 1] if month else 0.0

    def spread(self, amount: float) -> list[float]:
        """An amount of the year as those of its months, which add up to it.

        >>> EVENLY.spread(120.0)[:2]
        [10.0, 10.0]
        """
        return [amount * (self.by(month) - self.by(month - 1)) for month in YEAR]


EVENLY = Shape(tuple(month / 12 for month in YEAR), EVEN)


def chained(own: Amounts, total: Amounts, ends: Sequence[int] = YEAR) -> tuple[dict[int, float], dict[int, float]]:
    """What each period brought, and the totals since January, with what follows from those that were stated; what was
    stated stays as it was. `ends` are the months in which periods end.

    >>> chained({1: 5.0, 2: 7.0}, {}), chained({}, {3: 10.0, 6: 30.0}, QUARTERS)
    (({1: 5.0, 2: 7.0}, {1: 5.0, 2: 12.0}), ({3: 10.0, 6: 20.0}, {3: 10.0, 6: 30.0}))
    >>> chained({6: 8.0}, {6: 40.0})
    ({6: 8.0}, {6: 40.0, 5: 32.0})
    """
    owns, totals = dict(own), dict(total)
    pairs = list(pairwise((0, *ends)))
    for before, end in reversed(pairs):
        if before and before not in totals and end in totals and end in owns:
            totals[before] = _tidy(totals[end] - owns[end])
    for before, end in pairs:
        known = totals.get(before) if before else 0.0
        if known is not None and end not in totals and end in owns:
            totals[end] = _tidy(known + owns[end])
        elif known is not None and end in totals and end not in owns:
            owns[end] = _tidy(totals[end] - known)
    return owns, totals


def _tidy(value: float) -> float:
    return float(f"{value:.12g}")


def shape(totals: Amounts) -> Shape:
    """The shape of a year from its totals since January: those of all months, but that January may be told with
    February and months with their quarter (between two totals evenly). EVENLY where more is missing or a month took
    away.

    >>> shape({1: 2.0, 2: 4.0, **{m: m * 10.0 for m in range(3, 13)}}).by(2), shape({12: 5.0}).how == EVEN
    (0.03333333333333333, True)
    >>> shape({3: 10.0, 6: 30.0, 9: 60.0, 12: 100.0}).by(6)
    0.3
    """
    known = [(0, 0.0), *sorted(totals.items())]
    steps = list(pairwise(known))
    whole = totals.get(12, 0.0)
    if not whole > 0 or any(b - a > LONGEST_GAP or not y >= x for (a, x), (b, y) in steps):
        return EVENLY
    shares = [
        (y if month == b else x + (y - x) * (month - a) / (b - a)) / whole
        for (a, x), (b, y) in steps
        for month in range(a + 1, b + 1)
    ]
    return Shape((*shares[:-1], 1.0), SEASONAL)


def rest(plan: float, done: float, month: int) -> tuple[float, float]:
    """What is left of a year's plan after a month: in all, and each month that remains. Nothing less than 0; nothing is
    left each month of a year that is over.

    >>> rest(120.0, 50.0, 6), rest(120.0, 130.0, 6), rest(120.0, 100.0, 12)
    ((70.0, 11.666666666666666), (0.0, 0.0), (20.0, nan))
    """
    left = max(plan - done, 0.0)
    return left, left / (12 - month) if month < 12 else nan


def growth_of_rest(plan: float, done: float, share: float) -> float:
    """The growth that the rest of a year needs so that the whole grows by `plan`, after a part that grew by `done` and
    was the `share` of the year before. NaN where nothing is left.

    >>> growth_of_rest(9.0, 8.0, 0.5), growth_of_rest(9.0, 8.0, 1.0)
    (10.0, nan)
    """
    return (plan - share * done) / (1 - share) if share < 1 else nan


def growth_to(left: float, last: float) -> float:
    """By how much the rest of the year must exceed the same months of the year before; NaN where these are not known.

    >>> growth_to(66.0, 60.0), growth_to(66.0, 0.0)
    (10.0, nan)
    """
    return _tidy(100 * (left / last - 1)) if last > 0 else nan


def end_of(period: str) -> int:
    """The month in which a period (YYYY-MM, YYYY-Q1) ends.

    >>> end_of("2018-06"), end_of("2018-Q3")
    (6, 9)
    """
    tail = period[5:]
    return 3 * int(tail[1:]) if tail.startswith("Q") else int(tail)


def named(period: str) -> str:
    """A period in words.

    >>> named("2018-06"), named("2018-Q2")
    ('2018年6月', '2018年二季度')
    """
    tail = period[5:]
    told = f"{'一二三四'[int(tail[1:]) - 1]}季度" if tail.startswith("Q") else f"{int(tail)}月"
    return f"{period[:4]}年{told}"
