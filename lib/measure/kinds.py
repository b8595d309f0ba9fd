"""The kinds of clause: one row each with all that distinguishes them — path, completion, growth, the year's value, the
Excel form. Adding a kind is a row here, its words in `text/words.toml` and its name in the CHECK of `schema.sql`; tests
go over the rows.
"""

from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from lib.measure import excel
from lib.measure.excel import Excel
from lib.measure.growth import Floats, compound_growth, floats
from lib.measure.path import done_geometric, done_linear, geometric, linear, rounded


class Shape(NamedTuple):
    """The way from a base to a target.

    `at(base, target, elapsed)` is the value that is due when the share `elapsed` of the period has gone by,
    `done(base, value, target, kept)` the share of the way that is covered (`kept`: the share of all years in which the
    condition held), `step(first, last, years)` the growth that leads from one value to another.
    """

    at: Callable[[ArrayLike, ArrayLike, ArrayLike], Floats]
    done: Callable[[ArrayLike, ArrayLike, ArrayLike, ArrayLike], Floats]
    step: Callable[[ArrayLike, ArrayLike, ArrayLike], Floats]


def _unknown(*given: ArrayLike) -> Floats:
    """NaN in the shape of what is given."""
    return np.full(np.broadcast_shapes(*(np.shape(one) for one in given)), np.nan, dtype=np.float64)


def _flat(base: ArrayLike, target: ArrayLike, elapsed: ArrayLike) -> Floats:
    same, way = floats(target, elapsed)
    return same + 0.0 * way


def _steps(first: ArrayLike, last: ArrayLike, years: ArrayLike) -> Floats:
    a, b, n = floats(first, last, years)
    return (b - a) / n


GEOMETRIC = Shape(geometric, lambda base, value, target, kept: done_geometric(base, value, target), compound_growth)
LINEAR = Shape(linear, lambda base, value, target, kept: done_linear(base, value, target), _steps)
FLAT = Shape(
    _flat,
    lambda base, value, target, kept: np.where(np.isfinite(value), np.asarray(kept, dtype=float), np.nan),
    _unknown,
)
RECORD = Shape(_unknown, lambda base, value, target, kept: np.asarray(value, dtype=float), _unknown)
"""Done or not: no way between."""


@dataclass(frozen=True)
class Kind:
    """One kind of clause.

    `figure` is the kind of observation that answers it: levels, yearly growth, or sums since the base year. `base` is
    where its path begins: None for the indicator's own value in the base year, 1 for an index, 0 for a sum. `yearly`:
    the target is itself a rate a year. `countable`: what it counts may come one by one. `excel` is the same arithmetic
    as formulas.
    """

    name: str
    figure: Literal["level", "growth", "sum"]
    shape: Shape
    base: float | None
    excel: Excel
    yearly: bool = False
    countable: bool = False

    @property
    def numeric(self) -> bool:
        """Whether it asks for a figure; else it is done or not by its date."""
        return self.shape is not RECORD

    @property
    def kept(self) -> bool:
        """Whether it asks for every year."""
        return self.shape is FLAT

    @property
    def valued(self) -> bool:
        """Whether it asks for a value of the indicator, reached along a path from the base."""
        return self.figure == "level" and self.numeric and not self.kept

    @property
    def direct(self) -> bool:
        """Whether its target is a value of the indicator itself: valued, or to be kept."""
        return self.valued or self.kept

    @property
    def chained(self) -> bool:
        """Whether it asks for a rate, measured by the chain of yearly growth: its path is an index with 1 at the
        base, its figures are per cent."""
        return self.figure == "growth"

    @property
    def summed(self) -> bool:
        """Whether it asks for a sum over the years."""
        return self.figure == "sum"

    @property
    def compounding(self) -> bool:
        """Whether its growth is per cent a year; else it is points or units a year."""
        return self.shape is GEOMETRIC

    @property
    def projected(self) -> bool:
        """Whether its indicator can be projected to the target."""
        return self.valued or self.yearly

    @property
    def uncertain(self) -> bool:
        """Whether the spread of its yearly growth says how sure a projection is."""
        return self.projected and self.compounding

    @property
    def compared(self) -> bool:
        """Whether it has two end points that the published methods can read."""
        return self.valued or self.chained

    @property
    def cumulative(self) -> bool:
        """Whether it asks for a change over the whole period."""
        return self.chained and not self.yearly

    def times(self, span: int) -> int:
        """How many times its rate compounds in a period of `span` years; 0 for what is no rate.

        >>> KINDS["annual_growth"].times(5), KINDS["cumulative_change"].times(5), KINDS["level"].times(5)
        (5, 1, 0)
        """
        return 0 if not self.chained else span if self.yearly else 1

    def index(self, value: ArrayLike, years: ArrayLike) -> Floats:
        """A value as a position on the path, `years` years after the base: rates as an index, others as they are.

        >>> float(KINDS["cumulative_change"].index(-15, 3)), round(float(KINDS["annual_growth"].index(9.5, 2)), 6)
        (0.85, 1.199025)
        """
        given, n = floats(value, years)
        if not self.chained:
            return given
        usable = given > -100
        base = np.where(usable, 1 + given / 100, 1.0)
        return np.where(usable, base**n if self.yearly else base, np.nan)

    def path(self, base: ArrayLike, target: ArrayLike, elapsed: ArrayLike, span: int) -> Floats:
        """Value that is due at the share `elapsed` of a period of `span` years; an index for rates, NaN for what has
        no path."""
        start = self._start(base)
        return self.shape.at(start, self.index(target, span), elapsed)

    def planned(self, base: ArrayLike, target: ArrayLike, elapsed: ArrayLike, span: int) -> Floats:
        """The same as its actual values are written: rates in per cent, the average one or the change so far."""
        if self.yearly:
            return np.asarray(target, dtype=float)
        due = self.path(base, target, elapsed, span)
        return 100 * (due - 1) if self.chained else due

    def completion(
        self, base: ArrayLike, value: ArrayLike, target: ArrayLike, years: ArrayLike, met_years: ArrayLike, span: int
    ) -> Floats:
        """How much of the way from base to target is done (ratio): see the function of the module."""
        kept = np.asarray(met_years, dtype=float) / span
        return self.shape.done(self._start(base), self.index(value, years), self.index(target, span), kept)

    def required_growth(self, base: ArrayLike, target: ArrayLike, span: int) -> Floats:
        """Growth needed each year from base to target: see the function of the module."""
        if self.yearly:
            return np.asarray(target, dtype=float)
        return self.shape.step(self._start(base), self.index(target, span), span)

    def catch_up_growth(
        self, value: ArrayLike, years: ArrayLike, target: ArrayLike, left: ArrayLike, span: int
    ) -> Floats:
        """Growth needed in each of the `left` years: see the function of the module."""
        return self.shape.step(self.index(value, years), self.index(target, span), left)

    def of_year(self, base: ArrayLike, target: ArrayLike, rounding: ArrayLike, n: int, span: int) -> Floats:
        """What the path asks of the `n`-th of `span` years by itself, to the last published digit: the value at its end
        (levels, kept targets), the year's own rate, the year's own amount (sums: rounded path less that of the year
        before, so that the years add up; whole things in whole ones); 1 for what is to be done.

        >>> float(KINDS["level"].of_year(268.4, 420, 0.05, 1, 5)), float(KINDS["cumulative_sum"].of_year(0, 8, 0, 2, 5))
        (293.5, 2.0)
        """
        if not self.numeric:
            return np.ones(np.shape(target))
        if self.yearly or self.kept:
            return np.asarray(target, dtype=float)
        if self.chained:
            return rounded(self.required_growth(base, target, span), rounding)
        now = rounded(self.path(base, target, n / span, span), rounding)
        if self.summed:
            return rounded(now - rounded(self.path(base, target, (n - 1) / span, span), rounding), rounding)
        return np.asarray(target, dtype=float) if n == span else now

    def _start(self, base: ArrayLike) -> ArrayLike:
        return base if self.base is None else self.base


KINDS = MappingProxyType(
    {
        kind.name: kind
        for kind in (
            Kind("level", "level", GEOMETRIC, None, excel.LEVEL),
            Kind("share", "level", LINEAR, None, excel.SHARE),
            Kind("count", "level", LINEAR, None, excel.SHARE, countable=True),
            Kind("annual_growth", "growth", GEOMETRIC, 1.0, excel.ANNUAL_GROWTH, yearly=True),
            Kind("cumulative_change", "growth", GEOMETRIC, 1.0, excel.CUMULATIVE_CHANGE),
            Kind("cumulative_sum", "sum", LINEAR, 0.0, excel.CUMULATIVE_SUM, countable=True),
            Kind("hold", "level", FLAT, None, excel.HOLD),
            Kind("milestone", "level", RECORD, None, excel.MILESTONE),
        )
    }
)
HOLD = KINDS["hold"]
"""How a target is measured that the base meets already."""
NAMES = tuple(KINDS)


def way(kind: str, kept: bool) -> Kind:
    """The kind by which a clause is measured: one that the base meets already is a target to be kept."""
    return HOLD if kept else KINDS[kind]


def having(kinds: pd.Series, trait: Callable[[Kind], bool]) -> pd.Series:
    """Which of a column of names are of a kind with a trait, as a mask of its rows.

    >>> having(pd.Series(["share", "hold"]), lambda kind: kind.kept).tolist()
    [False, True]
    """
    return kinds.isin([name for name, row in KINDS.items() if trait(row)])


def path_value(kind: str, base: ArrayLike, target: ArrayLike, elapsed: ArrayLike, span: int) -> Floats:
    """Value that a clause of `kind` implies at the share `elapsed` of `span` years, `target` in the clause's own unit.

    Rates have an index path with 1 at the base. NaN for milestones. Source: method.md, "Kinds".

    >>> round(float(path_value("annual_growth", None, 9.5, 0.2, 5)), 3), round(float(path_value("level", 268.4, 420, 0.2, 5)), 1)
    (1.095, 293.5)
    >>> round(float(path_value("cumulative_change", None, -15, 1, 5)), 3), float(path_value("share", 47, 52, 0.2, 5))
    (0.85, 48.0)
    >>> float(path_value("cumulative_sum", None, 2.5, 0.4, 5)), float(path_value("hold", None, 2.5, 0.4, 5))
    (1.0, 2.5)
    """
    return KINDS[kind].path(base, target, elapsed, span)
