"""Rules of the audit about targets: one thing with two of them, and those that are already reached."""

from dataclasses import dataclass
from itertools import combinations

import pandas as pd

from lib.about import About
from lib.audit.finding import (
    HARD,
    HINT,
    NONE,
    SCOPE,
    Finding,
    Pairs,
    first_with_count,
    gap,
    grouped,
    lines,
    observed,
    plain,
    quoted,
)
from lib.measure.clause import Target
from lib.measure.observation import Observation
from lib.measure.row import Row, text, whole
from lib.measure.verdict import holds

CEILINGS = ("<=", "<")


@dataclass(frozen=True, slots=True)
class Achieved(Row):
    """What the plan's first chapter says is already achieved in full."""

    indicator: str = text("slug of the indicator")
    line: int = whole("line of the plan")
    words: str = text("the plan's words")


@dataclass(frozen=True, slots=True)
class Bearing(Row):
    """What the plan says elsewhere that bears on whether a target is reached."""

    indicator: str = text("slug of the indicator")
    line: int = whole("line of the plan")
    words: str = text("the plan's words")
    effect: str = text("explains or disputes")


def two_targets(frames: dict[str, pd.DataFrame], about: About) -> list[Finding]:
    """One indicator with two different targets, or one event with two dates, in two places."""
    found = []
    for rows in grouped(Target.of(frames["clause"]), lambda row: (row.area, row.indicator)).values():
        for first, second in combinations(rows, 2):
            if first.line == second.line:
                continue
            concerned = ((first.area, first.indicator),)
            if not (first.traits.numeric or second.traits.numeric):
                if first.due != second.due:
                    alike = first.name == second.name
                    found.append(
                        Finding(
                            HARD if alike else SCOPE,
                            lines(first.line, second.line),
                            f"{_both(first.name, second.name)}：同一事项两个时限",
                            f"第{first.line}行{first.due}年，第{second.line}行{second.due}年",
                            f"{abs(first.due - second.due)}年",
                            ("" if alike else "两处所说的程度不同；") + "宜写明哪一个是考核时限",
                            float(first.due),
                            float(second.due),
                            "年",
                            concerned,
                        )
                    )
            elif (first.traits.direct and second.traits.direct) or first.kind == second.kind:
                found += _double(first, second, concerned)
    return found


def _both(first: str, second: str) -> str:
    return first if first == second else f"{first}、{second}"


def _double(first: Target, second: Target, concerned: Pairs) -> list[Finding]:
    """Two values of one indicator: different ones contradict, equal ones under different names are worth a note."""
    a, b, unit = first.target / first.scale, second.target / second.scale, first.unit or ""
    if abs(a - b) > 1e-9 * max(abs(a), abs(b)):
        return [
            Finding(
                HARD,
                lines(first.line, second.line),
                f"{first.name}：两处目标不同",
                f"第{first.line}行“{first.name}”{plain(first.target)}{first.unit}，第{second.line}行“{second.name}”{plain(second.target)}{second.unit}",
                gap(b, a, unit),
                "以哪一处为准宜予明确；若统计范围不同，宜写明范围",
                a,
                b,
                unit,
                concerned,
            )
        ]
    if first.name != second.name:
        return [
            Finding(
                HINT,
                lines(first.line, second.line),
                f"{first.name}：两处目标相同而名称不同",
                f"第{first.line}行“{first.name}”，第{second.line}行“{second.name}”",
                "—",
                "宜统一名称",
                indicators=concerned,
            )
        ]
    return []


def already_reached(frames: dict[str, pd.DataFrame], about: About) -> list[Finding]:
    """A target at, or easier than, what the plan says is already reached; what is at its natural ceiling can only be
    kept."""
    base_year = about.period.base
    levels, sums = observed(frames["series"], "level", base_year), observed(frames["series"], "sum", base_year)
    beside = Bearing.by(frames["bearing"], "indicator")
    found: list[Finding] = []
    told: set[tuple[str, str]] = set()
    for row in Target.of(frames["clause"].sort_values("line")):
        key = (row.area, row.indicator)
        base, before = levels.get(key), sums.get(key)
        if row.traits.direct and base is not None and key not in told and _fulfils(row, base.amount * row.scale):
            told.add(key)
            if not row.target == row.ceiling == base.amount * row.scale:
                found.append(_below(row, base, beside.get(row.indicator), base_year))
        if row.traits.summed and before is not None and row.target / row.scale < before.amount:
            target = row.target / row.scale
            found.append(
                Finding(
                    HINT,
                    lines(row.line, before.line),
                    f"{row.name}：目标少于上一个五年",
                    f"“{about.name.before}”{plain(before.value)}{before.unit}，目标{plain(row.target)}{row.unit}",
                    gap(target, before.amount, before.unit or ""),
                    "可能因统计范围变化或工作重点转移；宜说明",
                    target,
                    before.amount,
                    before.unit or "",
                    (key,),
                )
            )
    return found


def _fulfils(row: Target, value: float) -> bool:
    return bool(holds([row.operator], [value], row.target, row.direction)[0])


def _below(row: Target, base: Observation, beside: Bearing | None, base_year: int) -> Finding:
    """A target that the base meets: a floor below it, a ceiling above it, or just at it. `beside`: what the plan says
    of it elsewhere."""
    now, target, unit = base.amount * row.scale, row.target, row.unit or ""
    easier = abs(now - target) > 1e-9
    explained = beside if beside is not None and beside.effect == "explains" else None
    word = "上限比已经达到的水平放宽" if row.operator in CEILINGS else "目标低于已经达到的水平"
    reason = "若意在守住底线，宜写成“保持”；若口径不同，宜注明" if easier else "宜写成“保持”，按逐年是否守住评估"
    if easier and explained:
        reason = f"第{explained.line}行{quoted(explained.words)}，可以解释；宜注明"
    bound = {"<=": "以内", ">=": "以上", ">": "以上"}
    return Finding(
        SCOPE if easier and not explained else HINT,
        lines(row.line, base.line, explained.line if explained else None),
        f"{row.name}：{word if easier else '目标等于已经达到的水平'}",
        f"{base_year}年{plain(now)}{unit}{bound.get(base.operator, '')}，目标{plain(target)}{unit}{'以内' if row.operator in CEILINGS else ''}",
        gap(target, now, unit),
        reason,
        target,
        now,
        unit,
        ((row.area, row.indicator),),
    )


def claimed(frames: dict[str, pd.DataFrame], about: About) -> list[Finding]:
    """Targets for what the plan's first chapter says is already achieved in full; those for one such statement are one
    finding."""
    bearing = frames["bearing"]
    beside = Bearing.by(bearing[bearing["effect"] == "disputes"], "indicator")
    clauses = grouped(Target.of(frames["clause"].sort_values("line")), lambda row: row.indicator)
    found: list[Finding] = []
    for (line, words), claims in grouped(Achieved.of(frames["achieved"]), lambda row: (row.line, row.words)).items():
        rows = sorted((row for claim in claims for row in clauses.get(claim.indicator, [])), key=lambda row: row.line)
        if not rows:
            continue
        disputed = [beside[row.indicator] for row in rows if row.indicator in beside]
        shares = [row for row in rows if row.unit == "%"]
        said = [
            f"第{at}行{quoted(text)}"
            for at, text in [(line, words), *((other.line, other.words) for other in disputed)]
        ]
        asked = [
            f"第{row.line}行" + (f"目标{plain(row.target)}{row.unit}" if row in shares else "再列为目标")
            for row in rows
        ]
        found.append(
            Finding(
                SCOPE if shares or disputed else HINT,
                lines(line, *(other.line for other in disputed), *(row.line for row in rows)),
                f"{first_with_count([row.name for row in rows])}：第一章称已实现，又列为目标",
                "，".join(said + asked),
                "；".join(dict.fromkeys(gap(row.target, 100, "%") for row in shares)) or NONE,
                "第一章的两处说法不符；宜核对，并写明口径"
                if disputed
                else "两处的统计范围或含义可能不同；宜注明，已实现的可写成“保持”",
                indicators=tuple((row.area, row.indicator) for row in rows),
            )
        )
    return found
