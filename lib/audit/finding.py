"""What a rule of the audit reports, and how it writes numbers."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import TypeVar

import pandas as pd

from lib.measure.constants import BASE_YEAR
from lib.measure.observation import Observation
from lib.measure.row import Row, anything, number, text

Pairs = tuple[tuple[str, str], ...]
R = TypeVar("R")
K = TypeVar("K", bound=Hashable)

HARD, SCOPE, HINT = "硬矛盾", "口径疑点", "提示"
SLACK = 0.01
"""A gap of at most this share is a matter of rounding in the plan, not a contradiction."""


@dataclass(frozen=True, slots=True)
class Finding(Row):
    """Where the plan's own words or numbers do not agree."""

    severity: str = text("硬矛盾, 口径疑点 or 提示")
    lines: tuple[int, ...] = anything("lines of the plan", ())
    what: str = text("what does not agree")
    computation: str = text("the arithmetic, or the words side by side")
    gap: str = text("how far apart, — where that is no number")
    reason: str = text("a likely reason, and what would mend it")
    left: float = number("the one number, in `unit`; NaN where it is about words")
    right: float = number("the other")
    unit: str = text("of both numbers")
    indicators: tuple[tuple[str, str], ...] = anything("the (area, indicator) pairs concerned", ())
    rule: str = text("title of the rule that found it")


def observed(series: pd.DataFrame, measure: str, year: int = BASE_YEAR) -> dict[tuple[str, str], Observation]:
    """The plan's own observation of a measure and year, by (area, indicator)."""
    rows = series[(series["measure"] == measure) & (series["year"] == year) & series["line"].notna()]
    rows = rows.sort_values("rank", kind="stable").drop_duplicates(["area", "indicator"])
    return {(row.area, row.indicator): row for row in Observation.of(rows)}


def plain(value: float, figures: int = 5) -> str:
    """A number as people write it: thousands separators, at most `figures` significant digits after the point, no
    trailing zeros.

    >>> plain(1046.8688), plain(0.6470588), plain(1000.0), plain(33726.49), plain(518e8 / 1e8)
    ('1,046.9', '0.64706', '1,000', '33,726', '518')
    """
    if value == 0:
        return "0"
    digits = max(0, figures - len(str(int(abs(value)))) + (abs(value) < 1))
    text = f"{value:,.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def gap(left: float, right: float, unit: str) -> str:
    """The difference in the unit and relative to `right`.

    >>> gap(1046.87, 1000, "亿元"), gap(53, 40, "%"), gap(3, 3, "平方米")
    ('+46.87亿元（+4.7%）', '+13个百分点', '相等')
    """
    difference = left - right
    if not difference:
        return "相等"
    if unit == "%":
        return f"{difference:+.4g}个百分点"
    share = f"（{difference / right:+.1%}）" if right else ""
    return f"{'+' if difference > 0 else ''}{plain(difference, 4)}{unit}{share}"


def lines(*cited: float | None) -> tuple[int, ...]:
    """Plan lines in order, each once, what is missing left out.

    >>> lines(117, 16, None, 117)
    (16, 117)
    """
    return tuple(sorted({int(line) for line in cited if line is not None and not pd.isna(line)}))


def quoted(words: str) -> str:
    """Words of the plan in quotation marks, inner ones made single.

    >>> quoted("建成“六大工程”")
    '“建成‘六大工程’”'
    """
    return "“" + words.replace("“", "‘").replace("”", "’") + "”"


def grouped(rows: Iterable[R], key: Callable[[R], K]) -> dict[K, list[R]]:
    """Rows by a key, in order of first appearance.

    >>> grouped(["甲", "乙乙", "丙"], len)
    {1: ['甲', '丙'], 2: ['乙乙']}
    """
    found: dict[K, list[R]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return found
