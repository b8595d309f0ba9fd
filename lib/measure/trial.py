"""Rates tried by hand: which are worth trying for a projection, in what steps, and how much the outcome hangs on them."""

import numpy as np
import pandas as pd

from lib.measure.projection import Start, catch_up, scenarios

COARSE = 4
"""Steps of the slider between two rates of `sensitivity`."""


def span(start: Start, named: dict[str, tuple[float, str | None]]) -> tuple[float, float, float]:
    """Lowest and highest rate worth trying by hand, and the step between two: `(low, high, step)`.

    A step is a hundredth to a tenth of the largest named rate, so that a share moves in tenths of a point.

    >>> from lib.measure.period import Period
    >>> s = Start("a", "i", "geometric", float("nan"), 1, 100.0, 2015, 100.0, 150.0, ">=", None, 8.4, None, "T", Period(2015, 2020, 2018, 2010))
    >>> span(s, {"plan": (8.4, None), "trend": (12.3, None)})
    (-5.0, 25.0, 0.1)
    """
    known = [rate for rate, _ in named.values()] + [catch_up(start)]
    known = [rate for rate in known if np.isfinite(rate)] or [1.0]
    size = max(abs(rate) for rate in known) or 1.0
    step = 10.0 ** (np.floor(np.log10(size)) - (2 if size >= 10 and start.path == "geometric" else 1))
    step = max(step, 0.1) if start.path == "geometric" else step
    reach = 2 * size
    low = -5.0 if start.path == "geometric" and min(known) >= 0 else -reach
    digits = max(0, int(-np.log10(step)) + 1)
    high = np.ceil(reach / (50 * step)) * 50 * step
    return (
        round(float(low if low == -5.0 else -high), digits),
        round(float(high), digits),
        round(float(step), digits + 1),
    )


def near(rate: float, step: float) -> float:
    """`rate` as a whole number of steps, rounded away from zero so that it suffices; 0 for NaN.

    >>> near(8.5015, 0.1), near(-1.21, 0.1), near(float("nan"), 0.1)
    (8.6, -1.3, 0.0)
    """
    return round(float(np.sign(rate) * np.ceil(abs(rate) / step - 1e-9) * step), 6) if np.isfinite(rate) else 0.0


def sensitivity(start: Start, centre: float, step: float, due: int | None = None, count: int = 4) -> pd.DataFrame:
    """The outcome at rates around `centre`: `rate, value, gap, year_met`, `count` rates to each side, COARSE steps (see
    `span`) apart.

    >>> from lib.measure.period import Period
    >>> s = Start("a", "i", "geometric", float("nan"), 1, 100.0, 2015, 100.0, 150.0, ">=", None, 8.4, None, "T", Period(2015, 2020, 2018, 2010))
    >>> sensitivity(s, 8.0, 0.1, count=1)["rate"].round(6).tolist()
    [7.6, 8.0, 8.4]
    """
    named: dict[str, tuple[float, str | None]] = {
        str(i): (centre + COARSE * step * i, None) for i in range(-count, count + 1)
    }
    return scenarios(start, named, due)[["rate", "value", "gap", "year_met"]]
