"""Completion, required growth and catch-up growth of many clauses, each by its kind.

Kinds and operators travel as small integers (`code`): comparing a million strings costs more than all the arithmetic.
"""

from collections.abc import Callable, Iterable

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from lib.measure.growth import Floats
from lib.measure.kinds import KINDS, NAMES, Kind
from lib.measure.period import Period

Codes = NDArray[np.int8]
Bools = NDArray[np.bool_]


def code(values: Iterable[object], names: tuple[str, ...] = NAMES) -> Codes:
    """Position of each value in `names` as int8; -1 for anything else.

    >>> code(["share", "hold", None]).tolist()
    [1, 6, -1]
    """
    return np.asarray(pd.Categorical(values, categories=names).codes)


def flagged(kind: Codes, trait: Callable[[Kind], bool]) -> Bools:
    """Which of many kinds (`code`) have a trait.

    >>> flagged(code(["share", "hold", None]), lambda kind: kind.valued).tolist()
    [True, False, False]
    """
    return np.array([*(trait(row) for row in KINDS.values()), False])[kind]


def completion(
    kind: Codes, base: Floats, value: Floats, target: Floats, years: Floats, met_years: Floats, span: int
) -> Floats:
    """How much of the way from base to target is done (ratio), clause by clause; NaN where an ingredient is missing.

    `value` is the actual value, the compound average (annual_growth), the change so far (cumulative_change), the sum so
    far (cumulative_sum) or 1/0 (milestone); `years` the years since the base; `met_years` how often a hold was kept in a period of `span`.
    """
    return _by_kind(kind, lambda row, *given: row.completion(*given, span), base, value, target, years, met_years)


def required_growth(kind: Codes, base: Floats, target: Floats, span: int) -> Floats:
    """Growth needed each year from base to target over a period of `span` years: per cent a year, or points or units a year by kind.

    >>> required_growth(code(["level", "share"]), np.array([268.4, 47]), np.array([420.0, 52]), 5).round(2).tolist()
    [9.37, 1.0]
    """
    return _by_kind(kind, lambda row, *given: row.required_growth(*given, span), base, target)


def catch_up_growth(
    kind: Codes, value: Floats, value_year: Floats, target: Floats, due: Floats, period: Period
) -> Floats:
    """Growth needed each year from the latest value to the target over the years left; units as `required_growth`.

    NaN when no year is left. After 8 % in 2016, 9.5 % on average needs 9.88 % a year to 2020:

    >>> kind, period = code(["annual_growth"]), Period(2015, 2020, 2018, 2010)
    >>> catch_up_growth(kind, np.array([8.0]), np.array([2016.0]), np.array([9.5]), np.array([2020.0]), period).round(2).tolist()
    [9.88]
    """
    left = np.where(due > value_year, due - value_year, np.nan)
    return _by_kind(
        kind,
        lambda row, *given: row.catch_up_growth(*given, period.span),
        value,
        value_year - period.base,
        target,
        left,
    )


def _by_kind(kind: Codes, rule: Callable[..., Floats], *columns: Floats) -> Floats:
    """Apply a `rule(row, *columns)` to the clauses of each kind; NaN for what is of no kind."""
    result = np.full(len(kind), np.nan)
    for position, row in enumerate(KINDS.values()):
        rows = np.flatnonzero(kind == position)
        if len(rows):
            result[rows] = rule(row, *(column[rows] for column in columns))
    return result
