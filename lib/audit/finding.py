"""What a rule of the audit reports, and how it writes numbers."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

import pandas as pd

from lib.measure.observation import Observation
from lib.measure.row import Row, anything, flag, number, text

Pairs = tuple[tuple[str, str], ...]
R = TypeVar("R")
K = TypeVar("K", bound=Hashable)

SEVERITIES = HARD, SCOPE, HINT = "硬矛盾", "口径疑点", "提示"
NONE = "—"
"""What stands for a gap where there is none to be computed."""
SLACK = 0.01
"""A gap of at most this share is a matter of rounding in the plan, not a contradiction."""


@dataclass(frozen=True, slots=True)
class Finding(Row):
    """Where the plan's own words or numbers do not agree."""

    severity: str = text("one of SEVERITIES")
    lines: tuple[int, ...] = anything("lines of the plan", ())
    what: str = text("what does not agree")
    computation: str = text("the arithmetic, or the words side by side")
    gap: str = text("how far apart, NONE where that is no number")
    reason: str = text("a likely reason, and what would mend it")
    left: float = number("the one number, in `unit`; NaN where it is about words")
    right: float = number("the other")
    unit: str = text("of both numbers")
    indicators: tuple[tuple[str, str], ...] = anything("the (area, indicator) pairs concerned", ())
    outside: bool = flag("whether something beside the plan's text is used")
    rule: str = text("title of the rule that found it")


def observed(series: pd.DataFrame, measure: str, year: int) -> dict[tuple[str, str], Observation]:
    """The plan's own observation of a measure and year, by (area, indicator)."""
    rows = series[(series["measure"] == measure) & (series["year"] == year) & series["line"].notna()]
    rows = rows.sort_values("rank", kind="stable").drop_duplicates(["area", "indicator"])
    return {(row.area, row.indicator): row for row in Observation.of(rows)}


def merged(what: str, found: list[Finding]) -> Finding:
    """One finding in several places: the hardest severity, all lines, each different text once, the two numbers of the
    widest gap.

    >>> one = merged("甲、乙", [Finding(HINT, (3,), "甲", "1＜2", "-1"), Finding(SCOPE, (2,), "乙", "1＜3", "—")])
    >>> one.severity, one.lines, one.computation, one.gap
    ('口径疑点', (2, 3), '1＜2；1＜3', '-1')
    """
    widest = max(found, key=lambda one: abs(one.left / one.right - 1) if one.right and one.left == one.left else -1.0)
    return replace(
        widest,
        severity=min((one.severity for one in found), key=SEVERITIES.index),
        lines=lines(*(line for one in found for line in one.lines)),
        what=what,
        computation=_each(one.computation for one in found),
        gap=_each(one.gap for one in found if one.gap != NONE) or NONE,
        reason=_each(one.reason for one in found),
        indicators=tuple(dict.fromkeys(pair for one in found for pair in one.indicators)),
        outside=any(one.outside for one in found),
    )


def _each(texts: Iterable[str]) -> str:
    """Each different text once."""
    return "；".join(dict.fromkeys(each for each in texts if each))


def first_with_count(names: list[str], unit: str = "项") -> str:
    """The name of one thing, or of the first with the number of all.

    >>> first_with_count(["甲"]), first_with_count(["甲", "乙"])
    ('甲', '甲等2项')
    """
    return names[0] if len(names) == 1 else f"{names[0]}等{len(names)}{unit}"


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
