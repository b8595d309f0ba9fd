"""The verdict of many clauses at once, as array arithmetic. Source: method.md, "Verdicts"."""

from collections.abc import Callable, Iterable
from typing import NamedTuple, Self

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from lib.measure import constants as c
from lib.measure.by_kind import Bools, Codes, catch_up_growth, code, completion, flagged, required_growth
from lib.measure.growth import Floats, floats
from lib.measure.kinds import HOLD, NAMES, Kind, having
from lib.measure.path import whole_share
from lib.measure.period import Period

EPSILON = 1e-9
GAPS = ("", "no_base", "no_actual", "no_base_no_actual", "scope", "basis", "chain", "no_record", "not_positive")


def holds(
    operator: Iterable[str | None], value: ArrayLike, target: ArrayLike, direction: ArrayLike, about: float = c.ABOUT
) -> Bools:
    """Whether `value` fulfils `operator target` (arrays; operator as text). NaN fulfils nothing.

    `~=` (左右) is met within the share `about` (±5 %); on the side that the indicator's `direction` calls good it stays
    open, so that a better value never brings a worse verdict.

    >>> holds([">=", "<"], np.array([10.8, 0.45]), np.array([9.5, 0.45]), np.array([1, -1])).tolist()
    [True, False]
    >>> holds(["~=", "~="], np.array([39.0, 39.0]), np.array([37.0, 37.0]), np.array([0, 1])).tolist()
    [False, True]
    """
    given, wanted, better = floats(value, target, direction)
    return _holds(code(operator, c.OPERATORS), given, wanted, better, about)


def times_held(operator: str | None, values: Floats, target: float, direction: float, about: float = c.ABOUT) -> int:
    """How many of a clause's `values` fulfil `operator target` (see `holds`).

    >>> times_held("<=", np.array([4.1, 3.9, np.nan]), 4.0, -1)
    1
    """
    same = np.full(len(values), c.OPERATORS.index(operator) if operator else -1, np.int8)
    wanted, better = floats(target, direction)
    return int(_holds(same, values, wanted, better, about).sum())


def _holds(operator: Codes, value: Floats, target: Floats, direction: Floats, about: float) -> Bools:
    """`holds` of operators as positions in OPERATORS."""
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
    found: Bools = np.select([operator == i for i in range(len(tests))], tests, False) & np.isfinite(value)
    return found


def judge(clauses: pd.DataFrame, year: int, period: Period, limits: c.Thresholds = c.IN_FORCE) -> pd.DataFrame:
    """Measure every clause for the evaluation `year`, one of the `period`, with the thresholds `limits`.

    `clauses` has one row a clause and the columns `kind`, `operator`, `direction`, `target`, `due`, `rounding`, `base`,
    `actual`, `actual_year`, `best`, `met_years`, `seen_years` of Measured, and `gap` (what the evidence lacks, one of
    GAPS). Returns the same index with its `kept`, `completion`, `time_elapsed`, `pace`, `required_growth`,
    `catch_up_growth`, `verdict` (ordered categorical, worst first) and `gap`. Completion is that of the actual year:
    see `of_the_year`.
    """
    given = _Given.of(clauses)
    standing = _stand(given, year, period, limits)
    gap = _gap(clauses["gap"], given, standing, year, period)
    verdict = _verdict(given, standing, gap, year, period, limits)
    return pd.DataFrame(
        {
            "kept": standing.kept,
            "completion": standing.completion,
            "time_elapsed": standing.elapsed,
            "pace": standing.pace,
            "required_growth": required_growth(given.kind, given.base, given.target, period.span),
            "catch_up_growth": catch_up_growth(
                given.kind, given.actual, given.actual_year, given.target, given.due, period
            ),
            "verdict": verdict,
            "gap": np.where(verdict == c.UNKNOWN, np.array(GAPS, dtype=object)[gap], ""),
        },
        index=clauses.index,
    )


def of_the_year(assessed: pd.DataFrame) -> pd.Series:
    """Completion where it is that of the evaluation year, NaN where it is of an earlier one: that does not stand beside
    the time elapsed.

    >>> rows = pd.DataFrame({"kind": "level", "completion": 0.25, "actual_year": [2016, 2018], "evaluation_year": 2018})
    >>> of_the_year(rows).tolist()
    [nan, 0.25]
    """
    dated = ~having(assessed["kind"], lambda kind: kind.numeric)
    return assessed["completion"].where(assessed["actual_year"].eq(assessed["evaluation_year"]) | dated)


class _Given(NamedTuple):
    """What goes in, column by column."""

    kind: Codes
    operator: Codes
    direction: Floats
    target: Floats
    due: Floats
    rounding: Floats
    base: Floats
    actual: Floats
    actual_year: Floats
    best: Floats
    met_years: Floats
    seen_years: Floats

    @classmethod
    def of(cls, clauses: pd.DataFrame) -> Self:
        numbers = (clauses[name].to_numpy(float) for name in cls._fields[2:])
        return cls(code(clauses["kind"]), code(clauses["operator"], c.OPERATORS), *numbers)

    def has(self, trait: Callable[[Kind], bool]) -> Bools:
        return flagged(self.kind, trait)


class _Standing(NamedTuple):
    """Where every clause stands: `generous` is the completion with the actual value better by its rounding, `share` how
    much of the way it is held against (of the period's years; of things counted one by one the whole number below the
    path), `peak` the best value so far."""

    kept: Bools
    completion: Floats
    generous: Floats
    elapsed: Floats
    share: Floats
    pace: Floats
    current: Bools
    fulfilled: Bools
    eroding: Bools


def _stand(given: _Given, year: int, period: Period, limits: c.Thresholds) -> _Standing:
    kind, target, base, actual = given.kind, given.target, given.base, given.actual
    valued, years = given.has(lambda k: k.valued), given.actual_year - period.base
    already = valued & _holds(given.operator, base, target, given.direction, limits.about)
    kept = already | given.has(lambda k: k.kept)
    way = np.where(kept, np.int8(NAMES.index(HOLD.name)), kind)
    elapsed = np.full(len(kind), min(1.0, period.elapsed(year)))
    better = actual + np.sign(np.where(valued, target - base, target)) * given.rounding
    done = completion(way, base, actual, target, years, given.met_years, period.span)
    generous = np.fmax(done, completion(way, base, better, target, years, given.met_years, period.span))
    current = given.actual_year == year
    start = np.where(valued, base, 0.0)
    whole = given.has(lambda k: k.countable) & (given.rounding == 0) & ~kept
    due = np.where(whole, whole_share(start, target, elapsed), elapsed)
    share = np.where(kept, np.maximum(given.seen_years, 1) / period.span, due)
    span = np.where(kept, share, elapsed)
    pace = np.where(current & given.has(lambda k: k.numeric), done / span, np.nan)
    tested = np.where(given.has(lambda k: k.chained), better, actual)
    fulfilled = current & _holds(given.operator, tested, target, given.direction, limits.about)
    peak = np.where(given.direction < 0, np.fmin(base, given.best), np.fmax(base, given.best))
    eroding = (valued | kept) & (given.direction * (actual - peak) < -given.rounding - EPSILON)
    return _Standing(kept, done, generous, elapsed, share, pace, current, fulfilled, eroding)


def _gap(told: pd.Series, given: _Given, standing: _Standing, year: int, period: Period) -> NDArray[np.intp]:
    """Position in GAPS of what keeps a clause from being judged; 0 where nothing does."""
    final, seen = given.due <= year, given.seen_years
    decided = standing.fulfilled | final  # at its end a clause is met or not, whatever the way there
    no_base = given.has(lambda k: k.valued) & ~decided & ~np.isfinite(given.base)
    no_actual = ~(standing.current & np.isfinite(given.actual))
    promised = given.has(lambda k: k.kept) & final & standing.fulfilled
    # kept where known, but not known of every year
    unseen = promised & (given.met_years == seen) & (seen < period.span)
    known = code(told, GAPS)
    cases = (
        ((no_base | no_actual) & (known >= GAPS.index("scope")), known),
        (no_base & no_actual, GAPS.index("no_base_no_actual")),
        (no_base, GAPS.index("no_base")),
        (no_actual, GAPS.index("no_actual")),
        (unseen, GAPS.index("chain")),
        (~np.isfinite(standing.completion) & ~decided, GAPS.index("not_positive")),
    )
    return np.select([when for when, _ in cases], [gap for _, gap in cases], 0).astype(np.intp)


def _verdict(
    given: _Given, standing: _Standing, gap: NDArray[np.intp], year: int, period: Period, limits: c.Thresholds
) -> pd.Categorical:
    """The word of each clause from its parts; the first condition that applies decides."""
    milestone, final, actual = given.has(lambda k: not k.numeric), given.due <= year, given.actual
    unfinished = milestone & (actual == 0) & standing.current & final
    missed = given.met_years < given.seen_years
    done = standing.fulfilled & ~(given.has(lambda k: k.kept) & missed)
    interim = standing.fulfilled & ~given.has(lambda k: k.yearly) & ~(standing.kept & missed)
    beyond = (given.direction == 0) & given.has(lambda k: k.valued) & (standing.completion > 1)
    due = standing.share != 0  # of what no whole one is due nothing is behind
    pace = np.divide(standing.generous, standing.share, out=np.ones(len(gap)), where=due)
    cases = (
        (milestone & (actual == 1), c.DONE if year >= period.end else c.MET),
        (milestone & ~final, c.NOT_DUE),
        (unfinished, c.FAILED if year >= period.end else c.OVERDUE),
        (milestone | (gap > 0), c.UNKNOWN),
        (final & done, c.DONE),
        (final, c.FAILED),
        (interim & standing.eroding, c.ERODING),
        (interim, c.MET),
        ((standing.generous < -EPSILON) | beyond, c.AWAY),
        (pace >= limits.on_track - EPSILON, c.ON_PACE),
        (pace >= limits.slightly_behind - EPSILON, c.SLIGHT),
    )
    codes = np.select(
        [when for when, _ in cases], [c.VERDICTS.index(word) for _, word in cases], c.VERDICTS.index(c.BEHIND)
    )
    return pd.Categorical.from_codes(codes, categories=c.VERDICTS, ordered=True)
