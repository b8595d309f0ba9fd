"""Two published methods beside our own, on the end points of a series: Open SDG and Eurostat.

Sources: open-sdg/sdg-build, progress measure; Eurostat, EU SDG indicator set (as described in method.md).
Arrays in, arrays out; growth is a plain ratio (0.01 = 1 % a year). Growth rates themselves must not be fed to either
method: turn them into an index level first.
"""

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from lib.measure.growth import Floats, floats

TINY = 0.001
"""Stands in for a base or a target of 0, of which no growth rate can be taken."""
TOLERANCE = 1e-9
STEEPNESS = 4.44
"""Exponent by which Open SDG lowers its cut-offs near a natural limit."""

COLUMNS = ("direction", "base_year", "base", "year", "value", "target_year", "target", "limit")
OPEN_SDG = (
    "not_available",
    "target_achieved",
    "substantial_progress",
    "moderate_progress",
    "limited_progress",
    "deterioration",
)
EUROSTAT = (
    "not_available",
    "significant_progress",
    "moderate_progress",
    "insufficient_progress",
    "moving_away",
    "no_progress",
    "moderate_movement_away",
    "significant_movement_away",
)


def _yearly(last: Floats, first: Floats, years: Floats) -> Floats:
    """Compound growth a year as a ratio; NaN across a change of sign or without a year between."""
    usable = (years != 0) & (first != 0)
    ratio = np.where(usable, last / np.where(usable, first, 1.0), np.nan)
    known = ratio >= 0
    with np.errstate(divide="ignore"):
        return np.where(known, np.abs(np.where(known, ratio, 1.0)) ** (1 / np.where(usable, years, 1.0)), np.nan) - 1


def _progress(f: pd.DataFrame) -> tuple[Floats, Floats, Floats]:
    """Growth in the wanted direction, its ratio to the growth required, and the target (0 → TINY).

    The ratio is NaN without a target, and infinite where no growth is required.
    """
    direction, base, value = (f[name].to_numpy(float) for name in ("direction", "base", "value"))
    target = f["target"].to_numpy(float)
    target = np.where(target == 0, TINY, target)
    start = np.where(base == 0, TINY, base)
    wanted = np.where(base < 0, -1.0, 1.0) * direction
    years = f["year"].to_numpy(float) - f["base_year"].to_numpy(float)
    growth = np.where(np.isin(direction, (-1, 1)) & (years >= 1), wanted * _yearly(value, start, years), np.nan)
    required = np.abs(_yearly(target, start, f["target_year"].to_numpy(float) - f["base_year"].to_numpy(float)))
    endless = np.where(growth >= 0, np.inf, -np.inf) + 0 * growth
    ratio = np.where(required == 0, endless, growth / np.where(required == 0, 1.0, required))
    return growth, ratio, target


def limit_coefficient(base: ArrayLike, limit: ArrayLike) -> Floats:
    """Open SDG's C: how far the cut-offs are lowered near a natural `limit`; 1 without one.

    >>> limit_coefficient(np.array([50.0, 100.0, 0.0, 150.0, 40.0]), np.array([100.0, 100.0, 100.0, 100.0, np.nan])).round(4).tolist()
    [0.9539, 0.0, 1.0, 0.9539, 1.0]
    """
    start, end = map(np.abs, floats(base, limit))
    size = np.where(end > 0, end, 1.0)
    below, above = 1 - (start / size) ** STEEPNESS, 1 - np.clip((2 * size - start) / size, 0, None) ** STEEPNESS
    return np.where(~np.isfinite(end) | (start >= 2 * end), 1.0, np.where(start <= end, below, above))


def open_sdg(series: pd.DataFrame) -> pd.DataFrame:
    """Open SDG progress of many series: `progress` (ratio with a target, growth a year without), `score` (−5..5),
    `status`.

    `series` has the columns COLUMNS: `direction` 1 or −1, years, values, `target` and `limit` NaN where there is none.
    One on a path that reaches 420 from 268.4 in five years stands at 300 after the first:

    >>> row = {"direction": 1, "base_year": 2015, "base": 268.4, "year": 2016, "value": 300, "target_year": 2020, "target": 420, "limit": None}
    >>> open_sdg(pd.DataFrame([row])).round(4).to_csv(index=False).split()[1]
    '1.2567,4.6906,substantial_progress'
    """
    growth, ratio, target = _progress(series)
    direction, value = series["direction"].to_numpy(float), series["value"].to_numpy(float)
    aimed = np.isfinite(target)
    achieved = aimed & ((direction == 1) & (value >= target) | (direction == -1) & (value <= target))
    shrink = np.where(aimed, 1.0, limit_coefficient(series["base"], series["limit"]))
    progress = np.where(aimed, ratio, growth)
    scaled = np.where(shrink == 0, np.inf, progress / np.where(shrink == 0, 1.0, shrink))
    high, middle = np.where(aimed, 0.95, 0.015), np.where(aimed, 0.60, 0.005)
    status = np.select(
        [achieved, np.isnan(progress), progress < -TOLERANCE, scaled >= high - TOLERANCE, scaled >= middle - TOLERANCE],
        [1, 0, 5, 2, 3],
        4,
    )
    score = np.where(aimed, _score_with_target(progress), _score_without(progress, scaled))
    score = np.where(achieved, 5.0, np.where(np.isnan(progress), np.nan, score))
    return pd.DataFrame(
        {"progress": progress, "score": score, "status": np.array(OPEN_SDG, dtype=object)[status]}, index=series.index
    )


def _score_with_target(progress: Floats) -> Floats:
    rising = np.minimum(7.1429 * progress - 4.2857, 5.0)
    return np.where(progress >= 0.6 - TOLERANCE, rising, np.maximum(4.1667 * progress - 2.5, -5.0))


def _score_without(growth: Floats, scaled: Floats) -> Floats:
    """Scores on growth alone; `scaled` is the growth on the scale of the lowered cut-offs, infinite at the limit
    itself."""
    ahead = np.select(
        [scaled >= 0.015 - TOLERANCE, scaled >= 0.005 - TOLERANCE],
        [np.minimum(500 * scaled - 5, 5.0), 250 * scaled - 1.25],
        500 * scaled - 2.5,
    )
    return np.where(growth < -TOLERANCE, np.maximum(125 * growth - 2.5, -5.0), ahead)


def eurostat(series: pd.DataFrame) -> pd.DataFrame:
    """Eurostat progress of many series: `progress` (ratio with a target, growth a year without), `score` (−5..5),
    `status`.

    Columns as for `open_sdg`; a limit is not used.

    >>> row = {"direction": 1, "base_year": 2015, "base": 100, "year": 2018, "value": 103, "target_year": 2020, "target": None, "limit": None}
    >>> eurostat(pd.DataFrame([row])).round(4).to_csv(index=False).split()[1]
    '0.0099,2.4754,moderate_progress'
    """
    growth, ratio, target = _progress(series)
    aimed = np.isfinite(target)
    progress = np.where(aimed, ratio, growth)
    to_target = np.select([ratio > 0.95 + TOLERANCE, ratio > 0.60 + TOLERANCE, ratio >= -TOLERANCE], [1, 2, 3], 4)
    on_growth = np.select(
        [
            growth > 0.01 + TOLERANCE,
            growth > 0.001 + TOLERANCE,
            growth >= -0.001 - TOLERANCE,
            growth >= -0.01 - TOLERANCE,
        ],
        [1, 2, 5, 6],
        7,
    )
    status = np.where(np.isnan(progress), 0, np.where(aimed, to_target, on_growth))
    with_target = np.where(
        ratio >= 0.6 - TOLERANCE,
        np.minimum(5 / 0.7 * (ratio - 0.6), 5.0),
        np.maximum(5 / 1.2 * (ratio + 0.6) - 5, -5.0),
    )
    score = np.where(aimed, with_target, np.clip(250 * growth, -5.0, 5.0))
    return pd.DataFrame(
        {"progress": progress, "score": score, "status": np.array(EUROSTAT, dtype=object)[status]}, index=series.index
    )


METHODS = {"open_sdg": open_sdg, "eurostat": eurostat}
CAUTIONS = ("direction", "base_zero", "target_zero", "sign", "one_year", "target_year", "limit")
"""What is worth saying of a series beside its result, see `cautions`."""


def cautions(series: pd.DataFrame) -> dict[str, NDArray[np.intp]]:
    """For each of CAUTIONS the positions of the series that it concerns; those without base or value are not looked at.

    direction: neither 1 nor −1 · base_zero, target_zero: taken as TINY · sign: base and value (or target) of different
    sign · one_year: less than a year from base to value · target_year: not after the base year · limit: ignored beside
    a target.

    >>> row = {"direction": 1, "base_year": 2015, "base": 0, "year": 2016, "value": 3, "target_year": 2020, "target": 9, "limit": None}
    >>> {name: rows.tolist() for name, rows in cautions(pd.DataFrame([row])).items() if len(rows)}
    {'base_zero': [0]}
    """
    f = series[list(COLUMNS)].astype(float)
    known, aimed = f["base"].notna() & f["value"].notna(), f["target"].notna()
    base, target = f["base"].replace(0, TINY), f["target"].replace(0, TINY)
    holds = {
        "direction": ~f["direction"].isin((-1, 1)),
        "base_zero": f["base"] == 0,
        "target_zero": f["target"] == 0,
        "sign": (base * f["value"] < 0) | (base * target < 0),
        "one_year": f["year"] - f["base_year"] < 1,
        "target_year": aimed & (f["target_year"] <= f["base_year"]),
        "limit": aimed & f["limit"].notna(),
    }
    return {name: np.flatnonzero(known & holds[name]) for name in CAUTIONS}


def roll_up(scores: ArrayLike, achieved: ArrayLike) -> tuple[float, str]:
    """Several series of one indicator: the mean of their scores (those without one left out) and the status it stands
    for.

    The target is achieved only if every series has achieved its own; one without a score has not.

    >>> roll_up([5.0, 1.0], [True, False]), roll_up([5.0, 5.0], [True, True]), roll_up([float("nan")], [False])
    ((3.0, 'substantial_progress'), (5.0, 'target_achieved'), (nan, 'not_available'))
    >>> roll_up([5.0, float("nan")], [True, False])
    (5.0, 'substantial_progress')
    """
    (given,), met = floats(scores), np.asarray(achieved, dtype=bool)
    known = np.isfinite(given)
    if not known.any():
        return float("nan"), "not_available"
    mean = float(given[known].mean())
    if met.all():
        return mean, "target_achieved"
    cuts = ((2.5, "substantial_progress"), (0.0, "moderate_progress"), (-2.5, "limited_progress"))
    return mean, next((status for cut, status in cuts if mean >= cut - TOLERANCE), "deterioration")
