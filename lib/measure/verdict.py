"""The verdict of many clauses at once, as array arithmetic. Source: method.md, "Verdicts"."""

import numpy as np
import pandas as pd

from lib.measure import constants as c
from lib.measure.by_kind import catch_up_growth, code, completion, flagged, required_growth
from lib.measure.kinds import HOLD, NAMES

EPSILON = 1e-9
GAPS = ("", "no_base", "no_actual", "no_base_no_actual", "scope", "basis", "chain", "no_record", "not_positive")


def holds(operator, value, target, direction, about: float = c.ABOUT) -> np.ndarray:
    """Whether `value` fulfils `operator target` (arrays; operator as text). NaN fulfils nothing.

    `~=` (左右) is met within the share `about` (±5 %); on the side that the indicator's `direction` calls good it stays
    open, so that a better value never brings a worse verdict.

    >>> holds([">=", "<"], np.array([10.8, 0.45]), np.array([9.5, 0.45]), np.array([1, -1])).tolist()
    [True, False]
    >>> holds(["~=", "~="], np.array([39.0, 39.0]), np.array([37.0, 37.0]), np.array([0, 1])).tolist()
    [False, True]
    """
    operator = code(operator, c.OPERATORS)
    slack = np.abs(target) * about + EPSILON
    near = ((value >= target - slack) | (direction < 0)) & ((value <= target + slack) | (direction > 0))
    tests = (
        value >= target - EPSILON,
        value > target + EPSILON,
        value <= target + EPSILON,
        value < target - EPSILON,
        np.abs(value - target) <= EPSILON,
        near,
    )
    return np.select([operator == i for i in range(len(tests))], tests, False) & np.isfinite(value)


def judge(clauses: pd.DataFrame, year: int, limits: c.Thresholds = c.IN_FORCE) -> pd.DataFrame:
    """Measure every clause for the evaluation `year` (2016–2020) with the thresholds `limits`.

    `clauses` has one row a clause and the columns `kind`, `operator`, `direction` (-1, 0, 1), `target` (clause unit;
    per cent for rates), `due` (year), `rounding` (half the last published digit, clause unit; 0 for what is counted one
    by one), `base`, `actual` (clause unit; the compound average or the cumulative change in per cent for rates; 1 or 0
    for milestones), `actual_year`, `best` (best own value before the actual year), `met_years` of `seen_years` (kept
    targets), `gap` (what the evidence lacks, one of GAPS).

    Returns the same index with `kept` (a target to be kept: a hold, or one that the base meets already), `completion`
    (of the evaluation year only: that of an earlier one does not stand beside its time elapsed), `time_elapsed`, `pace`
    (ratios), `required_growth`, `catch_up_growth` (per cent, points or units a year), `verdict` (ordered categorical,
    worst first) and `gap`.
    """
    kind, operator = code(clauses["kind"]), clauses["operator"]
    direction, target, due, rounding, base, actual, actual_year, best, met, seen = (
        clauses[name].to_numpy(float)
        for name in (
            "direction",
            "target",
            "due",
            "rounding",
            "base",
            "actual",
            "actual_year",
            "best",
            "met_years",
            "seen_years",
        )
    )
    valued, hold, rate = (flagged(kind, trait) for trait in (lambda k: k.valued, lambda k: k.kept, lambda k: k.chained))
    already = valued & holds(operator, base, target, direction, limits.about)
    kept = already | hold
    way = np.where(kept, NAMES.index(HOLD.name), kind)
    elapsed = np.full(len(clauses), min(1.0, (year - c.BASE_YEAR) / c.SPAN))
    step = np.sign(np.where(valued, target - base, target)) * rounding
    years = actual_year - c.BASE_YEAR
    done = completion(way, base, actual, target, years, met)
    generous = np.fmax(done, completion(way, base, actual + step, target, years, met))
    current = actual_year == year
    share = np.where(kept, np.maximum(seen, 1) / c.SPAN, elapsed)
    pace = np.where(current & flagged(kind, lambda k: k.numeric), done / share, np.nan)
    fulfilled = current & holds(operator, np.where(rate, actual + step, actual), target, direction, limits.about)
    peak = np.where(direction < 0, np.fmin(base, best), np.fmax(base, best))
    eroding = (valued | kept) & (direction * (actual - peak) < -rounding - EPSILON)
    decided = fulfilled | (due <= year)  # at its end a clause is met or not, whatever the way there
    unseen = (
        hold & (due <= year) & fulfilled & (met == seen) & (seen < c.SPAN)
    )  # kept where known, but not known of every year
    gap = _gap(
        clauses["gap"], valued & ~decided & ~np.isfinite(base), current & np.isfinite(actual), done, decided, unseen
    )
    verdict = _verdict(
        kind,
        year,
        due,
        actual,
        current,
        gap,
        fulfilled,
        eroding,
        broken=kept & (met < seen),
        promise_broken=hold & (met < seen),
        away=(generous < -EPSILON) | ((direction == 0) & valued & (done > 1)),
        pace=generous / share,
        limits=limits,
    )
    return pd.DataFrame(
        {
            "kept": kept,
            "completion": np.where(current | ~flagged(kind, lambda k: k.numeric), done, np.nan),
            "time_elapsed": elapsed,
            "pace": pace,
            "required_growth": required_growth(kind, base, target),
            "catch_up_growth": catch_up_growth(kind, actual, actual_year, target, due),
            "verdict": verdict,
            "gap": np.where(verdict == c.UNKNOWN, np.array(GAPS, dtype=object)[gap], ""),
        },
        index=clauses.index,
    )


def _gap(given, no_base, has_actual, done, decided, unseen) -> np.ndarray:
    """Position in GAPS of what keeps a clause from being judged; 0 where nothing does."""
    given = code(given, GAPS)
    lacking = no_base | ~has_actual
    return np.select(
        [
            lacking & (given >= GAPS.index("scope")),
            no_base & ~has_actual,
            no_base,
            ~has_actual,
            unseen,
            ~np.isfinite(done) & ~decided,
        ],
        [given, *map(GAPS.index, ("no_base_no_actual", "no_base", "no_actual", "chain", "not_positive"))],
        0,
    )


def _verdict(
    kind, year, due, actual, current, gap, fulfilled, eroding, *, broken, promise_broken, away, pace, limits
) -> pd.Categorical:
    """The word of each clause from its parts; the first condition that applies decides."""
    milestone, final = flagged(kind, lambda k: not k.numeric), due <= year
    finished, unfinished = milestone & (actual == 1), milestone & (actual == 0) & current & final
    interim = fulfilled & ~flagged(kind, lambda k: k.yearly) & ~broken
    cases = (
        (finished, c.DONE if year >= c.END_YEAR else c.MET),
        (milestone & ~final, c.NOT_DUE),
        (unfinished, c.FAILED if year >= c.END_YEAR else c.OVERDUE),
        (milestone | (gap > 0), c.UNKNOWN),
        (final & fulfilled & ~promise_broken, c.DONE),
        (final, c.FAILED),
        (interim & eroding, c.ERODING),
        (interim, c.MET),
        (away, c.AWAY),
        (pace >= limits.on_track - EPSILON, c.ON_PACE),
        (pace >= limits.slightly_behind - EPSILON, c.SLIGHT),
    )
    codes = np.select(
        [when for when, _ in cases], [c.VERDICTS.index(word) for _, word in cases], c.VERDICTS.index(c.BEHIND)
    )
    return pd.Categorical.from_codes(codes, categories=c.VERDICTS, ordered=True)
