"""Rules of the audit about figures: growth and level, multiples, double targets, what is already reached."""

from itertools import combinations

import pandas as pd

from lib.about import About
from lib.audit.finding import (
    HARD,
    HINT,
    NONE,
    SCOPE,
    SLACK,
    Finding,
    counted,
    gap,
    lines,
    merged,
    plain,
    quoted,
    rows_by,
)
from lib.measure.constants import ABOUT
from lib.measure.growth import compound_growth, deflator
from lib.measure.interval import Interval, compounded, printed
from lib.measure.kinds import KINDS
from lib.measure.period import Period
from lib.measure.verdict import holds

FLOORS, CEILINGS = (">=", ">"), ("<=", "<")
PLAUSIBLE_DEFLATOR = (-2.0, 8.0)
"""Yearly price changes in per cent that may explain why a multiple and a real growth rate differ."""
SAME_DEFLATOR = 1.0
"""Points a year by which the deflators of two areas in one city may differ before it is worth a question."""


def _observed(series: pd.DataFrame, measure: str, year: int) -> dict:
    """The plan's own observation of a measure and year, by (area, indicator)."""
    rows = series[(series["measure"] == measure) & (series["year"] == year) & series["line"].notna()]
    rows = rows.sort_values("rank", kind="stable").drop_duplicates(["area", "indicator"])
    return {(r.area, r.indicator): r for r in rows.itertuples()}


def growth_and_level(frames: dict[str, pd.DataFrame], about: About) -> list[Finding]:
    """A growth floor and a level floor of one sentence: does the base grown at the rate give the level?"""
    bases = _observed(frames["series"], "level", about.period.base)
    scope = frames["scope"][frames["scope"]["base"] == "yes"]
    found, implied = [], {}
    for (_, area, indicator), rows in rows_by(frames["clause"], "line", "area", "indicator").items():
        levels = [r for r in rows if KINDS[r.kind].valued and KINDS[r.kind].compounding]
        rates = [r for r in rows if KINDS[r.kind].chained]
        if not (levels and rates):
            continue
        own = bases.get((area, indicator))
        others = [
            bases.get((area, other))
            for other in scope.loc[(scope["indicator"] == indicator) & (scope["area"] == area), "other"]
        ]
        base = own or next((row for row in others if row is not None and row.indicator != indicator), None)
        if base is None:
            implied.setdefault((area, rates[0].kind), []).append((levels[0], rates[0]))
        elif finding := _grown(levels[0], rates[0], base, own is not None, about.period):
            found.append(finding)
    return found + [_implied(pairs, about.period) for pairs in implied.values()]


def _grown(level, rate, base, own: bool, period: Period) -> Finding | None:
    """The level that base and rate give against the level that is stated; None where rounding explains the
    difference."""
    target, unit = level.value / level.scale, base.unit
    years = KINDS[rate.kind].times(period.span)
    reached = compounded(printed(base.value).scaled(base.amount / base.value), printed(rate.value), years)
    stated = printed(level.value, most=SLACK * level.value).scaled(1 / level.scale)
    if rate.operator == "~=" or level.operator == "~=":
        stated = Interval(stated.value, stated.low * (1 - ABOUT), stated.high * (1 + ABOUT))
    if reached.meets(stated):
        return None
    ratio = reached.value / target - 1
    needed = float(compound_growth(base.amount, target, period.span))
    power = f"(1+{plain(rate.value)}%)" + ("⁵" if years == period.span else "")
    computation = f"{plain(base.amount)}×{power} = {plain(reached.value)}{unit}，目标{plain(target)}{unit}；由{plain(base.amount)}到{plain(target)}年均只需{needed:.2f}%"
    if ratio < 0:
        computation = computation.replace("年均只需", "年均需")
    severity = SCOPE if not own else HINT if abs(ratio) <= SLACK else HARD
    concerned = tuple(dict.fromkeys(((level.area, level.indicator), (base.area, base.indicator))))
    return Finding(
        severity,
        lines(level.line, base.line),
        f"{level.name}：按增速推算与水平目标不一致",
        computation,
        gap(reached.value, target, unit),
        _why_not_grown(level, rate, own, ratio),
        reached.value,
        target,
        unit,
        concerned,
    )


def _why_not_grown(level, rate, own: bool, ratio: float) -> str:
    """What may lie behind a level that its growth rate does not give (`ratio`: by how much the grown value is above
    it)."""
    if not own:
        return "基期是另一口径，只能说明两个条件不出于同一推算"
    floors = level.operator in FLOORS and rate.operator in FLOORS
    reasons = ["两处均为下限，可同时满足，只是不出于同一推算" if floors else "增速与水平宜由同一基期、同一口径推算"]
    if rate.price_basis == "comparable":
        reasons.append(
            "增速按可比价、水平按现价："
            + ("物价上涨会使差距更大，不能解释它" if ratio > 0 else "价格上涨可以解释一部分")
        )
    return "；".join(reasons)


def _implied(pairs: list[tuple], period: Period) -> Finding:
    """Without a base a level and a rate cannot be checked; together they imply one. All `pairs` of one area and kind of
    rate."""
    years = KINDS[pairs[0][1].kind].times(period.span)
    found = [
        Finding(
            HINT,
            lines(level.line),
            level.name,
            f"{level.name}{plain(level.value)}÷(1{rate.value:+g}%){'⁵' if years == period.span else ''} = "
            f"{plain(level.value / (1 + rate.value / 100) ** years)}{level.unit}",
            NONE,
            indicators=((level.area, level.indicator),),
        )
        for level, rate in pairs
    ]
    one = merged(
        f"{counted([f.what for f in found])}：同时给出水平与{'增速' if years == period.span else '累计降幅'}，未给基期",
        found,
    )
    return one._replace(
        computation=f"{one.computation}（两条件隐含的{period.base}年值）",
        reason=f"宜公布{period.base}年基期值，两个条件才能互相印证",
    )


def multiple_and_growth(frames: dict[str, pd.DataFrame], about: About) -> list[Finding]:
    """A multiple of an earlier year and an average growth rate that do not agree, with the deflator that would
    reconcile them."""
    multiples, rates = (
        _observed(frames["series"], "multiple", about.period.base),
        _observed(frames["series"], "average_growth", about.period.base),
    )
    found, deflators = [], {}
    for key, multiple in multiples.items():
        rate = rates.get(key)
        if rate is None or multiple.operator == "~":
            continue
        years = int(multiple.year - multiple.since)
        grown = compounded(Interval(1, 1, 1), printed(rate.value), years)
        printed_multiple = printed(multiple.value, most=0.05)
        if grown.meets(printed_multiple):
            continue
        yearly = float(deflator(multiple.value, rate.value, years))
        low, high = PLAUSIBLE_DEFLATOR
        explained = multiple.price_basis != rate.price_basis and low <= yearly <= high
        name = f"{multiple.area}{multiple.indicator_name}"
        found.append(
            Finding(
                SCOPE if explained else HARD,
                lines(multiple.line, rate.line),
                f"{name}：倍数与年均增速不一致",
                f"(1+{plain(rate.value)}%)^{years} = {plain(grown.value)}倍，规划为{plain(multiple.value)}倍；隐含年均价格变动{yearly:.2f}%",
                gap(grown.value, multiple.value, "倍"),
                "倍数若按现价、增速若按可比价，价格变动可以解释；宜注明口径"
                if explained
                else "同一口径下两个数只能有一个对",
                grown.value,
                multiple.value,
                "倍",
                (key,),
            )
        )
        if explained:
            deflators.setdefault(key[1], []).append((key, yearly, multiple, rate))
    for rows in deflators.values():
        for (key, first, row, _), (other_key, second, other, _) in combinations(rows, 2):
            if abs(first - second) > SAME_DEFLATOR:
                found.append(
                    Finding(
                        SCOPE,
                        lines(row.line, other.line),
                        f"{key[0]}与{other_key[0]}同一指标隐含的价格变动不同",
                        f"{key[0]}年均{first:.2f}%，{other_key[0]}年均{second:.2f}%",
                        gap(first, second, "%"),
                        "同城同期的价格变动应当相近，两处至少有一处口径不同",
                        first,
                        second,
                        "%",
                        (key, other_key),
                    )
                )
    return found


def two_targets(frames: dict[str, pd.DataFrame], about: About) -> list[Finding]:
    """One indicator with two different targets, or one event with two dates, in two places."""
    found = []
    for rows in rows_by(frames["clause"], "area", "indicator").values():
        for first, second in combinations(rows, 2):
            if first.line == second.line:
                continue
            concerned = ((first.area, first.indicator),)
            if not (KINDS[first.kind].numeric or KINDS[second.kind].numeric):
                if first.year != second.year:
                    alike = first.name == second.name
                    found.append(
                        Finding(
                            HARD if alike else SCOPE,
                            lines(first.line, second.line),
                            f"{_both(first.name, second.name)}：同一事项两个时限",
                            f"第{first.line}行{first.year}年，第{second.line}行{second.year}年",
                            f"{abs(first.year - second.year)}年",
                            ("" if alike else "两处所说的程度不同；") + "宜写明哪一个是考核时限",
                            float(first.year),
                            float(second.year),
                            "年",
                            concerned,
                        )
                    )
            elif (KINDS[first.kind].direct and KINDS[second.kind].direct) or first.kind == second.kind:
                found += _double(first, second, concerned)
    return found


def _both(first: str, second: str) -> str:
    return first if first == second else f"{first}、{second}"


def _double(first, second, concerned) -> list[Finding]:
    """Two values of one indicator: different ones contradict, equal ones under different names are worth a note."""
    a, b = first.value / first.scale, second.value / second.scale
    if abs(a - b) > 1e-9 * max(abs(a), abs(b)):
        return [
            Finding(
                HARD,
                lines(first.line, second.line),
                f"{first.name}：两处目标不同",
                f"第{first.line}行“{first.name}”{plain(first.value)}{first.unit}，第{second.line}行“{second.name}”{plain(second.value)}{second.unit}",
                gap(b, a, first.unit),
                "以哪一处为准宜予明确；若统计范围不同，宜写明范围",
                a,
                b,
                first.unit,
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
    levels, sums = (
        _observed(frames["series"], "level", about.period.base),
        _observed(frames["series"], "sum", about.period.base),
    )
    beside = {row.indicator: row for row in frames["bearing"].itertuples()}
    found, told = [], set()
    for row in frames["clause"].sort_values("line").itertuples():
        key = (row.area, row.indicator)
        base, before = levels.get(key), sums.get(key)
        if KINDS[row.kind].direct and base is not None and key not in told and _fulfils(row, base.amount * row.scale):
            told.add(key)
            if not row.value == row.ceiling == base.amount * row.scale:
                found.append(_below(row, base, beside.get(row.indicator), about.period))
        if KINDS[row.kind].summed and before is not None and row.value / row.scale < before.amount:
            target = row.value / row.scale
            found.append(
                Finding(
                    HINT,
                    lines(row.line, before.line),
                    f"{row.name}：目标少于上一个五年",
                    f"“{about.name.before}”{plain(before.value)}{before.unit}，目标{plain(row.value)}{row.unit}",
                    gap(target, before.amount, before.unit),
                    "可能因统计范围变化或工作重点转移；宜说明",
                    target,
                    before.amount,
                    before.unit,
                    (key,),
                )
            )
    return found


def _fulfils(row, value: float) -> bool:
    return bool(holds([row.operator], pd.Series([value]).to_numpy(), row.value, row.direction)[0])


def _below(row, base, beside, period: Period) -> Finding:
    """A target that the base meets: a floor below it, a ceiling above it, or just at it. `beside`: what the plan says
    of it elsewhere."""
    now, target, unit = base.amount * row.scale, row.value, row.unit or ""
    easier, explained = abs(now - target) > 1e-9, beside is not None and beside.effect == "explains"
    word = "上限比已经达到的水平放宽" if row.operator in CEILINGS else "目标低于已经达到的水平"
    reason = "若意在守住底线，宜写成“保持”；若口径不同，宜注明" if easier else "宜写成“保持”，按逐年是否守住评估"
    if easier and explained:
        reason = f"第{beside.line}行{quoted(beside.words)}，可以解释；宜注明"
    bound = {"<=": "以内", ">=": "以上", ">": "以上"}
    return Finding(
        SCOPE if easier and not explained else HINT,
        lines(row.line, base.line, beside.line if explained else None),
        f"{row.name}：{word if easier else '目标等于已经达到的水平'}",
        f"{period.base}年{plain(now)}{unit}{bound.get(base.operator, '')}，目标{plain(target)}{unit}{'以内' if row.operator in CEILINGS else ''}",
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
    beside = {row.indicator: row for row in frames["bearing"].itertuples() if row.effect == "disputes"}
    clauses, found = rows_by(frames["clause"].sort_values("line"), "indicator"), []
    for (line, words), claims in rows_by(frames["achieved"], "line", "words").items():
        rows = sorted(
            (row for claim in claims for row in clauses.get((claim.indicator,), [])), key=lambda row: row.line
        )
        if not rows:
            continue
        disputed = [beside[row.indicator] for row in rows if row.indicator in beside]
        shares = [row for row in rows if row.unit == "%"]
        said = [
            f"第{at}行{quoted(text)}"
            for at, text in [(line, words), *((other.line, other.words) for other in disputed)]
        ]
        asked = [
            f"第{row.line}行" + (f"目标{plain(row.value)}{row.unit}" if row in shares else "再列为目标") for row in rows
        ]
        found.append(
            Finding(
                SCOPE if shares or disputed else HINT,
                lines(line, *(other.line for other in disputed), *(row.line for row in rows)),
                f"{counted([row.name for row in rows])}：第一章称已实现，又列为目标",
                "，".join(said + asked),
                "；".join(dict.fromkeys(gap(row.value, 100, row.unit) for row in shares)) or NONE,
                "第一章的两处说法不符；宜核对，并写明口径"
                if disputed
                else "两处的统计范围或含义可能不同；宜注明，已实现的可写成“保持”",
                indicators=tuple((row.area, row.indicator) for row in rows),
            )
        )
    return found
