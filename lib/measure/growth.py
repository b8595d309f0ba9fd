"""Growth arithmetic on plain numbers and arrays. Rates are in per cent (9.5 means 9.5 %)."""

import numpy as np


def compound_growth(first, last, years):
    """Average yearly growth in per cent that leads from `first` to `last` in `years` years.

    Source: method.md, "required growth". NaN where either value is not positive or `years` is not
    positive (a growth rate across zero has no meaning).

    >>> round(float(compound_growth(268.4, 420, 5)), 2)
    9.37
    >>> round(float(compound_growth(100, 100, 3)), 6)
    0.0
    """
    first, last, years = (np.asarray(x, dtype=float) for x in (first, last, years))
    usable = (first > 0) & (last > 0) & (years > 0)
    ratio = np.where(usable, last, 1.0) / np.where(usable, first, 1.0)
    return np.where(usable, (ratio ** (1 / np.where(usable, years, 1.0)) - 1) * 100, np.nan)


def grow(value, rate, years):
    """`value` after `years` years of growth at `rate` per cent a year (same unit as `value`).

    >>> round(float(grow(665, 9.5, 5)), 1)
    1046.9
    """
    value, rate, years = (np.asarray(x, dtype=float) for x in (value, rate, years))
    base = 1 + rate / 100
    return np.where(base > 0, value * np.where(base > 0, base, 1.0) ** years, np.nan)


def chain(rates) -> float:
    """Cumulative change in per cent over consecutive yearly `rates` in per cent.

    >>> round(chain([10.8, 9.0]), 3)
    20.772
    >>> chain([])
    0.0
    """
    return float((np.prod([1 + rate / 100 for rate in rates]) - 1) * 100)


def average(rates) -> float:
    """Compound average in per cent of consecutive yearly `rates`; NaN when there are none.

    >>> round(average([10.8, 9.0]), 3)
    9.896
    """
    rates = list(rates)
    return float(compound_growth(100, 100 + chain(rates), len(rates))) if rates else float("nan")


def at_current_prices(rate, price_change):
    """Nominal growth in per cent from real growth and an assumed yearly price change, both in per cent.

    >>> round(float(at_current_prices(9.5, 2.0)), 2)
    11.69
    """
    return ((1 + np.asarray(rate, dtype=float) / 100) * (1 + np.asarray(price_change, dtype=float) / 100) - 1) * 100


def deflator(multiple, rate, years):
    """Yearly price change in per cent that reconciles a nominal multiple with a real growth rate.

    `multiple` is the ratio of the last to the first value, `rate` the average growth in per cent a
    year, over `years` years. Source: method.md, "Price basis".

    >>> round(float(deflator(2.18, 12.2, 5)), 2)
    4.16
    """
    nominal = compound_growth(1.0, multiple, years)
    return ((1 + nominal / 100) / (1 + np.asarray(rate, dtype=float) / 100) - 1) * 100
