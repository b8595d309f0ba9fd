"""Growth arithmetic on plain numbers and arrays. Rates are in per cent (9.5 means 9.5 %)."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


def floats(*given: ArrayLike) -> tuple[Floats, ...]:
    """Numbers and arrays as arrays of floats."""
    return tuple(np.asarray(one, dtype=np.float64) for one in given)


def compound_growth(first: ArrayLike, last: ArrayLike, years: ArrayLike) -> Floats:
    """Average yearly growth in per cent that leads from `first` to `last` in `years` years.

    Source: method.md, "required growth". NaN where either value is not positive or `years` is not
    positive (a growth rate across zero has no meaning).

    >>> round(float(compound_growth(268.4, 420, 5)), 2)
    9.37
    >>> round(float(compound_growth(100, 100, 3)), 6)
    0.0
    """
    a, b, n = floats(first, last, years)
    usable = (a > 0) & (b > 0) & (n > 0)
    ratio = np.where(usable, b, 1.0) / np.where(usable, a, 1.0)
    return np.where(usable, (ratio ** (1 / np.where(usable, n, 1.0)) - 1) * 100, np.nan)


def grow(value: ArrayLike, rate: ArrayLike, years: ArrayLike) -> Floats:
    """`value` after `years` years of growth at `rate` per cent a year (same unit as `value`).

    >>> round(float(grow(665, 9.5, 5)), 1)
    1046.9
    """
    start, each, n = floats(value, rate, years)
    base = 1 + each / 100
    return np.where(base > 0, start * np.where(base > 0, base, 1.0) ** n, np.nan)


def chain(rates: Iterable[float]) -> float:
    """Cumulative change in per cent over consecutive yearly `rates` in per cent.

    >>> round(chain([10.8, 9.0]), 3)
    20.772
    >>> chain([])
    0.0
    """
    return float((np.prod([1 + rate / 100 for rate in rates]) - 1) * 100)


def average(rates: Iterable[float]) -> float:
    """Compound average in per cent of consecutive yearly `rates`; NaN when there are none.

    >>> round(average([10.8, 9.0]), 3)
    9.896
    """
    rates = list(rates)
    return float(compound_growth(100, 100 + chain(rates), len(rates))) if rates else float("nan")


def at_current_prices(rate: ArrayLike, price_change: ArrayLike) -> Floats:
    """Nominal growth in per cent from real growth and an assumed yearly price change, both in per cent.

    >>> round(float(at_current_prices(9.5, 2.0)), 2)
    11.69
    """
    real, prices = floats(rate, price_change)
    return ((1 + real / 100) * (1 + prices / 100) - 1) * 100


def deflator(multiple: ArrayLike, rate: ArrayLike, years: ArrayLike) -> Floats:
    """Yearly price change in per cent that reconciles a nominal multiple with a real growth rate.

    `multiple` is the ratio of the last to the first value, `rate` the average growth in per cent a
    year, over `years` years. Source: method.md, "Price basis".

    >>> round(float(deflator(2.18, 12.2, 5)), 2)
    4.16
    """
    nominal, real = floats(compound_growth(1.0, multiple, years), rate)
    return ((1 + nominal / 100) / (1 + real / 100) - 1) * 100
