"""The years of a plan: what the arithmetic of its targets needs to know of them."""

from typing import NamedTuple


class Period(NamedTuple):
    """The years of a plan: `base` is the year that its paths start from and `end` its last; `midterm` is the year of
    the midterm evaluation, `before` the base year of the period before.

    >>> period = Period(2015, 2020, 2018, 2010)
    >>> period.years, period.span, period.elapsed(2018)
    ((2016, 2017, 2018, 2019, 2020), 5, 0.6)
    """

    base: int
    end: int
    midterm: int
    before: int

    @property
    def span(self) -> int:
        """How many years the plan lasts."""
        return self.end - self.base

    @property
    def first(self) -> int:
        """The first year of the plan."""
        return self.base + 1

    @property
    def years(self) -> tuple[int, ...]:
        """The years of the plan, each of which can be evaluated."""
        return tuple(range(self.first, self.end + 1))

    @property
    def with_base(self) -> tuple[int, ...]:
        """The base year and the years of the plan: those of a path."""
        return self.base, *self.years

    def elapsed(self, year: int) -> float:
        """The share of the plan's time that has gone by at the end of a year."""
        return (year - self.base) / self.span
