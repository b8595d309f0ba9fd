"""All clauses of a year in one line, a few figures, a matrix and the tables of the overview."""

import math

import pandas as pd

from lib.about import About
from lib.measure import constants as c
from lib.measure.clause import Measured
from lib.measure.evidence import worst
from lib.measure.period import Period
from lib.once import once
from lib.text import clauses
from lib.text import words as w
from lib.theme import badge

TIED = 3
"""How many names may share the first place; more, and none stands out."""


def behind_word(year: int, period: Period) -> str:
    """What is called behind: while the plan runs, and when it is over."""
    return c.FAILED if year >= period.end else "滞后"


def good_word(year: int, period: Period) -> str:
    """What is called good: while the plan runs, and when it is over."""
    return c.DONE if year >= period.end else "达标或达到进度"


def most(counts: pd.Series, unit: str = "项") -> str:
    """Who has most, all who tie for it; empty where none stands out. `counts` by name.

    >>> most(pd.Series({"甲": 9, "乙": 8, "丙": 8})), most(pd.Series({"甲": 7, "乙": 7, "丙": 2}))
    ('甲（9项）', '甲、乙（各7项）')
    >>> most(pd.Series({"甲": 1, "乙": 1, "丙": 1, "丁": 1})), most(pd.Series(dtype=int))
    ('', '')
    """
    first = counts[counts == counts.max()]
    if not 0 < len(first) <= TIED:
        return ""
    return "、".join(first.index) + f"（{'各' if len(first) > 1 else ''}{first.iloc[0]}{unit}）"


@once
def title(assessed: pd.DataFrame, year: int, period: Period) -> str:
    """The state of all clauses in one line, for the title of the overview.

    `assessed` needs `verdict` and `domain_name`.
    """
    total = len(assessed)
    if not total:
        return f"{year}年：没有符合条件的目标条款"
    assessed = assessed[["verdict", "domain_name"]]
    late = assessed[assessed["verdict"].isin(clauses.LATE)]
    good = int(assessed["verdict"].isin(clauses.GOOD).sum())
    unknown = int((assessed["verdict"] == c.UNKNOWN).sum())
    judged = good + len(late)
    if not judged:
        return f"{year}年：{total}项目标条款{f'中{unknown}项' if unknown < total else '都'}无法评估，缺数据是首要问题"
    counts, behind = late["domain_name"].value_counts(), behind_word(year, period)
    where = f"，最多的是{most(counts)}" if most(counts) else f"，分散在{len(counts)}个领域"
    where = f"（{counts.index[0]}）" if len(counts) == 1 else where
    tail = f"{len(late)}项{behind}{where}" if len(late) else f"没有{behind}"
    gap = f"；另有{unknown}项无法评估" if unknown else ""
    return f"{year}年可评{judged}项：{good}项{good_word(year, period)}，{tail}{gap}"


def figures(assessed: pd.DataFrame, year: int, period: Period) -> list[tuple[str, str, str]]:
    """The key figures of a year as (label, value, explanation)."""
    total = len(assessed)
    counts = assessed["verdict"].value_counts()
    good, late = (int(counts[list(names)].sum()) for names in (clauses.GOOD, clauses.LATE))
    unknown, waiting = int(counts[c.UNKNOWN]), int(counts[c.NOT_DUE])
    observed = int(assessed["actual"].notna().sum())
    elapsed = min(1.0, (year - period.base) / period.span)
    judged, nothing = good + late, "没有可评的条款"
    good_words, late_words = (
        ("", "") if year >= period.end else ("、".join(reversed(names)) for names in (clauses.GOOD, clauses.LATE))
    )
    return [
        ("时间进度", w.percent(elapsed, 0), f"({year} − {period.base}) ÷ {period.span}"),
        ("目标条款", f"{total}项", "规划中一句话的一个条件算一项；一句话可有水平与增速两项"),
        (good_word(year, period), f"{good}项" if judged else w.MISSING, good_words if judged else nothing),
        (behind_word(year, period), f"{late}项" if judged else w.MISSING, late_words if judged else nothing),
        ("无法评估", f"{unknown}项", f"另有{waiting}项里程碑未到期"),
        (
            "数据完备度",
            w.percent(observed / total if total else float("nan")),
            f"{total}项中{observed}项有{period.first}年以来可用于评估的数",
        ),
    ]


def behind_by(row: Measured, period: Period) -> str:
    """How far a late clause is from where its path says it should be, in its own unit; the years a target was not kept."""
    kind = row.traits
    if not kind.numeric:
        return w.MISSING
    if row.kept:
        return f"{row.seen_years - row.met_years}年不符合"
    planned = float(kind.planned(row.base, row.target, row.time_elapsed, period.span))
    points = kind.chained or row.unit == "%"
    decimals = 2 if points else max(0, row.decimals + round(math.log10(1 / row.scale)))
    return w.difference(row.actual - planned, row.unit, decimals)


def nothing_late(assessed: pd.DataFrame, year: int, period: Period) -> str:
    """What an empty list of late clauses means: nothing late, or nothing known."""
    judged = (~assessed["verdict"].isin((c.UNKNOWN, c.NOT_DUE))).sum()
    if judged:
        return f"{year}年可评的{judged}项都{good_word(year, period)}。"
    return f"{year}年没有可评的条款，无从判断是否滞后。补充观测值后这里会列出滞后的目标、差距和追赶增速。"


def gaps(assessed: pd.DataFrame, period: Period) -> pd.DataFrame:
    """Clauses that cannot be judged, by reason: `label, value`, most frequent first."""
    counts = assessed.loc[assessed["verdict"] == c.UNKNOWN, "gap"].value_counts()
    return pd.DataFrame({"label": [w.gap(g, period) for g in counts.index], "value": counts.to_numpy()})


def headlines(assessed: pd.DataFrame, about: About) -> pd.DataFrame:
    """The headline indicators, one row an indicator and area: base, latest, target and growth, and the worse
    verdict."""
    rows = assessed[assessed["headline"].notna()].sort_values(["headline", "area", "id"])
    verdicts = worst(rows).set_index(["area", "indicator"])["verdict"]
    groups: dict[tuple[str, str], list[Measured]] = {}
    for row in Measured.of(rows):
        groups.setdefault((row.area, row.indicator), []).append(row)
    return pd.DataFrame([_headline(group, verdicts[key], about) for key, group in groups.items()])


def _headline(group: list[Measured], verdict: str, about: About) -> dict[str, str]:
    """One row of the headline table from the clauses of one area's indicator."""
    rated = [r for r in group if r.traits.chained]
    main = next((r for r in group if not r.traits.chained), group[0])
    needed = next((r for r in group if pd.notna(r.required_growth) and not r.traits.chained), main)
    return {
        "指标": main.indicator_name,
        "地域": about.areas.short(main.area),
        f"{about.period.base}年": clauses.base_text(main),
        "最近": clauses.actual_text(main),
        "目标水平": w.MISSING if main.traits.chained else clauses.condition(main),
        "目标增速": "；".join(clauses.condition(r) for r in rated) or w.MISSING,
        "所需": w.growth(needed.kind, needed.required_growth, needed.unit),
        "追赶": clauses.catch_up(needed) or w.MISSING,
        "结论": badge(verdict),
    }
