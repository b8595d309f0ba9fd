"""Completion, required growth and catch-up growth of many clauses, each by its kind.

Kinds and operators travel as small integers (`code`): comparing a million strings costs more than all the arithmetic.
"""

import numpy as np
import pandas as pd

from lib.measure import constants as c
from lib.measure.growth import compound_growth
from lib.measure.path import completion_change, completion_geometric, completion_growth, completion_linear


def code(values, names: tuple[str, ...]) -> np.ndarray:
    """Position of each value in `names` as int8; -1 for anything else.

    >>> code(["share", "hold", None], c.KINDS).tolist()
    [1, 6, -1]
    """
    return np.asarray(pd.Categorical(values, categories=names).codes)


def dispatch(kind: np.ndarray, rules: dict, *columns: np.ndarray) -> np.ndarray:
    """Apply `rules[kind name]` to the rows of that kind only; NaN for kinds without a rule.

    >>> dispatch(code(["level", "hold"], c.KINDS), {"level": lambda x: x * 2}, np.array([1.0, 1.0])).tolist()
    [2.0, nan]
    """
    result = np.full(len(kind), np.nan)
    for name, rule in rules.items():
        rows = np.flatnonzero(kind == c.KINDS.index(name))
        if len(rows):
            result[rows] = rule(*(column[rows] for column in columns))
    return result


def completion(kind, base, value, target, years, met_years) -> np.ndarray:
    """How much of the way from base to target is done (ratio); NaN where an ingredient is missing.

    `value` is the actual value, the compound average (annual_growth), the change so far (cumulative_change), the sum so
    far (cumulative_sum) or 1/0 (milestone); `years` the years since the base; `met_years` how often a hold was kept.
    """
    rules = {
        "level": lambda b, v, t, n, m: completion_geometric(b, v, t),
        "share": lambda b, v, t, n, m: completion_linear(b, v, t),
        "count": lambda b, v, t, n, m: completion_linear(b, v, t),
        "annual_growth": lambda b, v, t, n, m: completion_growth(v, n, t),
        "cumulative_change": lambda b, v, t, n, m: completion_change(v, t),
        "cumulative_sum": lambda b, v, t, n, m: completion_linear(0.0, v, t),
        "hold": lambda b, v, t, n, m: np.where(np.isfinite(v), m / c.SPAN, np.nan),
        "milestone": lambda b, v, t, n, m: v,
    }
    return dispatch(kind, rules, base, value, target, years, met_years)


def required_growth(kind, base, target) -> np.ndarray:
    """Growth needed each year from base to target over five years: per cent a year, or points or units a year by kind.

    >>> required_growth(code(["level", "share"], c.KINDS), np.array([268.4, 47]), np.array([420.0, 52])).round(2).tolist()
    [9.37, 1.0]
    """
    rules = {
        "level": lambda b, t: compound_growth(b, t, c.SPAN),
        "share": lambda b, t: (t - b) / c.SPAN,
        "count": lambda b, t: (t - b) / c.SPAN,
        "annual_growth": lambda b, t: t,
        "cumulative_change": lambda b, t: compound_growth(100.0, 100.0 + t, c.SPAN),
        "cumulative_sum": lambda b, t: t / c.SPAN,
    }
    return dispatch(kind, rules, base, target)


def catch_up_growth(kind, value, value_year, target, due) -> np.ndarray:
    """Growth needed each year from the latest value to the target over the years left; units as `required_growth`.

    NaN when no year is left. After 8 % in 2016, 9.5 % on average needs 9.88 % a year to 2020:

    >>> kind = code(["annual_growth"], c.KINDS)
    >>> catch_up_growth(kind, np.array([8.0]), np.array([2016.0]), np.array([9.5]), np.array([2020.0])).round(2).tolist()
    [9.88]
    """
    left = np.where(due > value_year, due - value_year, np.nan)
    rules = {
        "level": lambda v, y, t, n: compound_growth(v, t, n),
        "share": lambda v, y, t, n: (t - v) / n,
        "count": lambda v, y, t, n: (t - v) / n,
        "annual_growth": lambda v, y, t, n: compound_growth(
            (1 + v / 100) ** (y - c.BASE_YEAR), (1 + t / 100) ** c.SPAN, n
        ),
        "cumulative_change": lambda v, y, t, n: compound_growth(100.0 + v, 100.0 + t, n),
        "cumulative_sum": lambda v, y, t, n: (t - v) / n,
    }
    return dispatch(kind, rules, value, value_year, target, left)
