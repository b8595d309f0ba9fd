"""Rules of the audit about targets: one thing with two of them, and those that are already reached."""

from dataclasses import dataclass
from itertools import combinations

import pandas as pd

from lib.audit.finding import HARD, HINT, SCOPE, Finding, Pairs, gap, grouped, lines, observed, plain, quoted
from lib.measure.clause import Target
from lib.measure.observation import Observation
from lib.measure.row import Row, text, whole
from lib.measure.verdict import holds


@dataclass(frozen=True, slots=True)
class Achieved(Row):
    """What the plan's first chapter says is already achieved in full."""

    indicator: str = text("slug of the indicator")
    line: int = whole("line of the plan")
    words: str = text("the plan's words")


def two_targets(frames: dict[str, pd.DataFrame]) -> list[Finding]:
    """One indicator with two different targets, or one event with two dates, in two places."""
    found = []
    for rows in grouped(Target.of(frames["clause"]), lambda row: (row.area, row.indicator)).values():
        for first, second in combinations(rows, 2):
            if first.line == second.line:
                continue
            concerned = ((first.area, first.indicator),)
            if not (first.traits.numeric or second.traits.numeric):
                if first.due != second.due:
                    found.append(
                        Finding(
                            HARD,
                            lines(first.line, second.line),
                            f"{first.name}、{second.name}：同一事项两个时限",
                            f"第{first.line}行{first.due}年，第{second.line}行{second.due}年",
                            f"{abs(first.due - second.due)}年",
                            "宜写明哪一个是考核时限",
                            float(first.due),
                            float(second.due),
                            "年",
                            concerned,
                        )
                    )
            elif (first.traits.direct and second.traits.direct) or first.kind == second.kind:
                found += _double(first, second, concerned)
    return found


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


def already_reached(frames: dict[str, pd.DataFrame]) -> list[Finding]:
    """A target at, or easier than, what the plan says is already reached."""
    levels, sums = observed(frames["series"], "level"), observed(frames["series"], "sum")
    done = Achieved.by(frames["achieved"], "indicator")
    found, told = [], set()
    for row in Target.of(frames["clause"].sort_values("line")):
        key, base = (row.area, row.indicator), levels.get((row.area, row.indicator))
        if row.indicator in done:
            found.append(_claimed(row, done[row.indicator]))
        if row.traits.direct and base is not None and key not in told and _fulfils(row, base.amount * row.scale):
            told.add(key)
            found.append(_below(row, base))
        if row.traits.summed and key in sums and row.target / row.scale < sums[key].amount:
            before = sums[key]
            target = row.target / row.scale
            found.append(
                Finding(
                    HINT,
                    lines(row.line, before.line),
                    f"{row.name}：目标少于上一个五年",
                    f"“十二五”{plain(before.value)}{before.unit}，目标{plain(row.target)}{row.unit}",
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


def _below(row: Target, base: Observation) -> Finding:
    """A target that the base meets: easier than it, or just at it."""
    now, target = base.amount * row.scale, row.target
    easier = abs(now - target) > 1e-9
    bound = {"<=": "以内", ">=": "以上", ">": "以上"}.get(base.operator, "")
    keep = (
        "若意在守住底线，宜写成“保持”；若因政策调整而放宽，或口径不同，宜注明"
        if easier
        else "宜写成“保持”，按逐年是否守住评估"
    )
    unit = row.unit or ""
    return Finding(
        HARD if easier else HINT,
        lines(row.line, base.line),
        f"{row.name}：{'目标低于已经达到的水平' if easier else '目标等于已经达到的水平'}",
        f"2015年{plain(now)}{unit}{bound}，目标{plain(target)}{unit}",
        gap(target, now, unit),
        keep,
        target,
        now,
        unit,
        ((row.area, row.indicator),),
    )


def _claimed(row: Target, claim: Achieved) -> Finding:
    """A target for something that the plan's first chapter says is already achieved in full."""
    again = row.unit != "%"
    return Finding(
        HINT if again else SCOPE,
        lines(claim.line, row.line),
        f"{row.name}：第一章称已实现，又列为目标",
        f"第{claim.line}行{quoted(claim.words)}，第{row.line}行"
        + ("再列为目标" if again else f"目标{plain(row.target)}{row.unit}"),
        "—" if again else gap(row.target, 100, row.unit or ""),
        "两处的统计范围或含义可能不同；宜注明，已实现的可写成“保持”",
        indicators=((row.area, row.indicator),),
    )
