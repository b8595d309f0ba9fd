"""The ways between a base and a target: the value on the way, and how far along it a value stands."""

import numpy as np
from numpy.typing import ArrayLike

from lib.measure.growth import Floats, floats


def _log_ratio(top: Floats, bottom: Floats) -> Floats:
    """ln(top / bottom), NaN where either is not positive."""
    usable = (top > 0) & (bottom > 0)
    return np.where(usable, np.log(np.where(usable, top, 1.0) / np.where(usable, bottom, 1.0)), np.nan)


def _divide(top: Floats, bottom: Floats) -> Floats:
    """top / bottom, NaN where bottom is zero."""
    return np.where(bottom != 0, top / np.where(bottom != 0, bottom, 1.0), np.nan)


def geometric(base: ArrayLike, target: ArrayLike, elapsed: ArrayLike) -> Floats:
    """Value at the share `elapsed` (0..1) of the way on an even-growth path; unit of `base`.

    >>> round(float(geometric(268.4, 420, 0.2)), 1)
    293.5
    """
    b, t, way = floats(base, target, elapsed)
    return np.where((b > 0) & (t > 0), b * np.exp(_log_ratio(t, b) * way), np.nan)


def linear(base: ArrayLike, target: ArrayLike, elapsed: ArrayLike) -> Floats:
    """Value at the share `elapsed` (0..1) of the way on an even-step path; unit of `base`.

    >>> float(linear(47, 52, 0.2))
    48.0
    """
    b, t, way = floats(base, target, elapsed)
    return b + (t - b) * way


def done_geometric(base: ArrayLike, value: ArrayLike, target: ArrayLike) -> Floats:
    """Share of the way from `base` to `target` that `value` has covered, in logarithms: never the linear ratio.

    >>> round(float(done_geometric(268.4, 300, 420)), 4), round(float(done_geometric(1, 0.92, 0.85)), 4)
    (0.2486, 0.5131)
    """
    b, v, t = floats(base, value, target)
    return _divide(_log_ratio(v, b), _log_ratio(t, b))


def done_linear(base: ArrayLike, value: ArrayLike, target: ArrayLike) -> Floats:
    """Share of the way from `base` to `target` that `value` has covered, in points.

    >>> round(float(done_linear(47, 47.92, 52)), 3)
    0.184
    """
    b, v, t = floats(base, value, target)
    return _divide(v - b, t - b)


def whole_share(start: ArrayLike, target: ArrayLike, elapsed: ArrayLike) -> Floats:
    """Share of the way from `start` to `target` that is due of things counted one by one: whole ones only, on an
    even-step path.

    >>> whole_share(0, 8, [0.1, 0.2, 0.6]).tolist(), float(whole_share(10, 6, 0.6))
    ([0.0, 0.125, 0.5], 0.5)
    """
    a, t, way = floats(start, target, elapsed)
    return _divide(np.floor(np.abs(t - a) * way + 1e-9), np.abs(t - a))


def rounded(value: ArrayLike, rounding: ArrayLike) -> Floats:
    """A value to the last published digit; `rounding` is half of it, or 0 for what is counted one by one: of that the
    whole number below.

    >>> float(rounded(293.516, 0.05)), float(rounded(0.8, 0))
    (293.5, 0.0)
    """
    step = np.where(np.asarray(rounding) > 0, 2 * np.asarray(rounding, dtype=float), 1.0)
    digits = np.round(-np.log10(step)).astype(int)
    half = np.where(np.asarray(rounding) > 0, 0.5, 0.0)
    steps = np.floor(np.asarray(value, dtype=float) / step + half + 1e-9)
    return np.where(np.isfinite(steps), steps / 10.0**digits, np.nan)
