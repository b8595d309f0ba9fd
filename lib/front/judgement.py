"""Two sentences that an official can repeat: what is well, what is not, and what decides it."""

import math

import pandas as pd

from lib.front.track import Track
from lib.measure import constants as c
from lib.measure.clause import Measured
from lib.measure.period import Period
from lib.text import clauses, summary
from lib.text import words as w
from lib.text.ahead import pending
from lib.theme import group

ENOUGH = 0.2
"""Least share of the clauses that must be judged before the year is called by them."""
NAMED, PROMISED = 3, 2
"""Indicators that a sentence names; those whose figures it gives."""


def enough(assessed: pd.DataFrame) -> bool:
    """Whether so much can be judged that the year may be called by it.

    >>> enough(pd.DataFrame({"verdict": [c.UNKNOWN] * 9 + [c.ON_PACE]})), enough(pd.DataFrame({"verdict": [c.ON_PACE]}))
    (False, True)
    """
    judged = ~assessed["verdict"].isin((c.UNKNOWN, c.NOT_DUE))
    return bool(len(assessed)) and float(judged.mean()) >= ENOUGH


def sentences(
    assessed: pd.DataFrame, tracks: list[Track], indicative: int, year: int, period: Period
) -> tuple[str, str]:
    """The two sentences. `indicative` is how many more clauses published facts bear on."""
    if not len(assessed):
        return f"{year}年：没有符合条件的目标条款", ""
    if enough(assessed):
        return _well(assessed, tracks, year, period), _not_well(assessed, tracks, year, period)
    return _demands(assessed, tracks, period), _known(assessed, indicative, year, period)


def _named(tracks: list[Track], groups: tuple[str, ...], most: int = NAMED) -> str:
    names = dict.fromkeys(track.name for track in tracks if group(track.verdict).name in groups)
    return "、".join(list(names)[:most])


def _well(assessed: pd.DataFrame, tracks: list[Track], year: int, period: Period) -> str:
    good = int(assessed["verdict"].isin(clauses.GOOD).sum())
    judged = good + int(assessed["verdict"].isin(clauses.LATE).sum())
    over = year >= period.end
    when = f"{year}年末" if over else f"{year}年末时间过去{w.percent((year - period.base) / period.span, 0)}"
    share, names = w.percent(good / judged, 0), _named(tracks, ("达到",))
    state = summary.good_word(year, period)
    head = f"{when}，可评的{judged}项目标中" + (f"{good}项{state}，占{share}" if good else f"没有一项{state}")
    return head + (f"，其中有{names}。" if names else "。")


def _not_well(assessed: pd.DataFrame, tracks: list[Track], year: int, period: Period) -> str:
    late = assessed[assessed["verdict"].isin(clauses.LATE)]
    unknown = int((assessed["verdict"] == c.UNKNOWN).sum())
    tail = f"；{unknown}项缺数据，尚不能评。" if unknown else "。"
    word = summary.behind_word(year, period)
    if not len(late):
        return f"没有一项{word}{tail}"
    counts = late["domain_name"].value_counts()
    several = assessed["domain_name"].nunique() > 1
    most = summary.most(counts) if several and len(late) > 1 else ""
    first = f"{len(late)}项{word}" + (f"，最多的是{most}" if most else "")
    first += f"（{counts.index[0]}）" if several and len(late) == 1 else ""
    return (
        first + "；" + _deciding(late, tracks, year, period) + tail
        if _deciding(late, tracks, year, period)
        else first + tail
    )


def _deciding(late: pd.DataFrame, tracks: list[Track], year: int, period: Period) -> str:
    """What decides it: the main indicators that are furthest behind, and what the first of them would need."""
    ids = {track.clause: track for track in tracks}
    rows = Measured.of(late[late["id"].isin(ids)].sort_values("pace"))
    if not rows:
        return ""
    first = rows[0]
    names = "、".join(dict.fromkeys(row.indicator_name for row in rows[:NAMED]))
    needed = pending(first) if year < period.end else ""
    left = int(first.due - first.actual_year) if not math.isnan(first.actual_year) else 0
    return f"主要指标中{names}差得最多" + (
        f"，{first.indicator_name}今后{w.years(left)}{needed}" if needed and left else ""
    )


def _demands(assessed: pd.DataFrame, tracks: list[Track], period: Period) -> str:
    """What the plan promises: the main indicators with a known base."""
    rows = {row.id: row for row in Measured.of(assessed[assessed["headline"].notna()])}
    found = []
    for track in tracks:
        row = rows[track.clause]
        if row.traits.valued and not math.isnan(row.required_growth):
            needed = w.growth(row.kind, row.required_growth, row.unit)
            found.append(
                f"{track.of}{track.name}由{clauses.base_text(row)}到{w.quantity(row.target, row.unit)}（{needed}）"
            )
    if not found:
        return f"规划到{period.end}年有{len(assessed)}项定量和限期目标。"
    return f"规划要求到{period.end}年{'，'.join(found[:PROMISED])}。"


def _known(assessed: pd.DataFrame, indicative: int, year: int, period: Period) -> str:
    """How much of it can be said with what is published."""
    good, late, unknown, waiting = (
        int(assessed["verdict"].isin(names).sum()) for names in (clauses.GOOD, clauses.LATE, (c.UNKNOWN,), (c.NOT_DUE,))
    )
    judged = good + late
    each = (good, summary.good_word(year, period)), (late, summary.behind_word(year, period))
    first = (
        f"{year}年已公布的数能评{judged}项（{'，'.join(f'{n}项{word}' for n, word in each if n)}）"
        if judged
        else f"{year}年已公布的数还评不了任何一项"
    )
    more = f"，另有{indicative}项可作参考判断" if indicative else ""
    rest = "，".join(f"{n}项{word}" for n, word in ((unknown, "缺数据"), (waiting, "未到期")) if n)
    return f"{first}{more}" + (f"；{rest}。" if rest else "。")
