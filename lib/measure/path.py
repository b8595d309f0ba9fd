"""The path a clause implies between base and target, and how far along it a value stands."""

import numpy as np

from lib.measure.constants import SPAN


def _log_ratio(top, bottom):
    """ln(top / bottom), NaN where either is not positive."""
    usable = (top > 0) & (bottom > 0)
    return np.where(usable, np.log(np.where(usable, top, 1.0) / np.where(usable, bottom, 1.0)), np.nan)


def _divide(top, bottom):
    """top / bottom, NaN where bottom is zero."""
    return np.where(bottom != 0, top / np.where(bottom != 0, bottom, 1.0), np.nan)


def geometric(base, target, elapsed):
    """Value at the share `elapsed` (0..1) of the way on an even-growth path; unit of `base`.

    >>> round(float(geometric(268.4, 420, 0.2)), 1)
    293.5
    """
    base, target, elapsed = (np.asarray(x, dtype=float) for x in (base, target, elapsed))
    return np.where((base > 0) & (target > 0), base * np.exp(_log_ratio(target, base) * elapsed), np.nan)


def linear(base, target, elapsed):
    """Value at the share `elapsed` (0..1) of the way on an even-step path; unit of `base`.

    >>> float(linear(47, 52, 0.2))
    48.0
    """
    base, target, elapsed = (np.asarray(x, dtype=float) for x in (base, target, elapsed))
    return base + (target - base) * elapsed


def path_value(kind: str, base, target, elapsed):
    """Value that a clause of `kind` implies at the share `elapsed` of the five years.

    `target` in the clause's own unit (per cent for rates). An annual_growth or cumulative_change
    clause has an index path with 1 at the base. NaN for milestones. Source: method.md, "Kinds".

    >>> round(float(path_value("annual_growth", None, 9.5, 0.2)), 3)
    1.095
    >>> round(float(path_value("cumulative_change", None, -15, 1)), 3)
    0.85
    >>> float(path_value("cumulative_sum", None, 2.5, 0.4))
    1.0
    >>> float(path_value("hold", None, 2.5, 0.4))
    2.5
    """
    target = np.asarray(target, dtype=float)
    if kind == "level":
        return geometric(base, target, elapsed)
    if kind in ("share", "count"):
        return linear(base, target, elapsed)
    if kind == "annual_growth":
        return geometric(1.0, (1 + target / 100) ** SPAN, elapsed)
    if kind == "cumulative_change":
        return geometric(1.0, 1 + target / 100, elapsed)
    if kind == "cumulative_sum":
        return linear(0.0, target, elapsed)
    if kind == "hold":
        return target + 0.0 * np.asarray(elapsed, dtype=float)
    return np.nan * target


def completion_geometric(base, value, target):
    """Share of the way from `base` to `target` that `value` has covered, in logarithms.

    >>> round(float(completion_geometric(268.4, 300, 420)), 4)
    0.2486
    """
    base, value, target = (np.asarray(x, dtype=float) for x in (base, value, target))
    return _divide(_log_ratio(value, base), _log_ratio(target, base))


def completion_linear(base, value, target):
    """Share of the way from `base` to `target` that `value` has covered, in points.

    >>> round(float(completion_linear(47, 47.92, 52)), 3)
    0.184
    """
    base, value, target = (np.asarray(x, dtype=float) for x in (base, value, target))
    return _divide(value - base, target - base)


def completion_growth(average, years, target):
    """Share done of five years at `target` per cent, after `years` years at `average` per cent.

    >>> round(float(completion_growth(10.8, 1, 9.5)), 4)
    0.226
    """
    average, years, target = (np.asarray(x, dtype=float) for x in (average, years, target))
    return _divide(
        _log_ratio(1 + average / 100, np.ones_like(average)) * years,
        _log_ratio(1 + target / 100, np.ones_like(target)) * SPAN,
    )


def completion_change(change, target):
    """Share done of a cumulative change `target` (per cent, a fall negative): logarithms, not the linear ratio.

    >>> round(float(completion_change(-8, -15)), 4)
    0.5131
    """
    change, target = (np.asarray(x, dtype=float) for x in (change, target))
    return _divide(
        _log_ratio(1 + change / 100, np.ones_like(change)), _log_ratio(1 + target / 100, np.ones_like(target))
    )
