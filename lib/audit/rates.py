"""Rules of the audit about rates: growth and level of one sentence, multiples and average growth."""

from dataclasses import replace
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
    first_with_count,
    gap,
    grouped,
    lines,
    merged,
    observed,
    plain,
)
from lib.measure.clause import Target
from lib.measure.constants import ABOUT
from lib.measure.growth import compound_growth, deflator
from lib.measure.interval import Interval, compounded, printed
from lib.measure.observation import Observation
from lib.measure.period import Period

FLOORS = (">=", ">")
PLAUSIBLE_DEFLATOR = (-2.0, 8.0)
"""Yearly price changes in per cent that may explain why a multiple and a real growth rate differ."""
SAME_DEFLATOR = 1.0
"""Points a year by which the deflators of two areas in one city may differ before it is worth a question."""


def growth_and_level(frames: dict[str, pd.DataFrame], about: About) -> list[Finding]:
    """A growth floor and a level floor of one sentence: does the base grown at the rate give the level?"""
    bases = observed(frames["series"], "level", about.period.base)
    scope = frames["scope"][frames["scope"]["base"] == "yes"]
    found: list[Finding] = []
    implied: dict[tuple[str, str], list[tuple[Target, Target]]] = {}
    for (_, area, indicator), rows in grouped(
        Target.of(frames["clause"]), lambda row: (row.line, row.area, row.indicator)
    ).items():
        levels = [r for r in rows if r.traits.valued and r.traits.compounding]
        rates = [r for r in rows if r.traits.chained]
        if not (levels and rates):
            continue
        own = bases.get((area, indicator))
        near = scope.loc[(scope["indicator"] == indicator) & (scope["area"] == area), "other"]
        base = own or next(
            (bases[area, other] for other in near if (area, other) in bases and other != indicator), None
        )
        if base is None:
            implied.setdefault((area, rates[0].kind), []).append((levels[0], rates[0]))
        elif finding := _grown(levels[0], rates[0], base, own is not None, about.period):
            found.append(finding)
    return found + [_implied(pairs, about.period) for pairs in implied.values()]


def _grown(level: Target, rate: Target, base: Observation, own: bool, period: Period) -> Finding | None:
    """The level that base and rate give against the level that is stated; None where rounding explains the
    difference."""
    target, unit = level.target / level.scale, base.unit or ""
    years = rate.traits.times(period.span)
    reached = compounded(printed(base.value).scaled(base.amount / base.value), printed(rate.target), years)
    stated = printed(level.target, most=SLACK * level.target).scaled(1 / level.scale)
    if rate.operator == "~=" or level.operator == "~=":
        stated = Interval(stated.value, stated.low * (1 - ABOUT), stated.high * (1 + ABOUT))
    if reached.meets(stated):
        return None
    ratio = reached.value / target - 1
    needed = float(compound_growth(base.amount, target, period.span))
    power = f"(1+{plain(rate.target)}%)" + ("⁵" if years == period.span else "")
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


def _why_not_grown(level: Target, rate: Target, own: bool, ratio: float) -> str:
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


def _implied(pairs: list[tuple[Target, Target]], period: Period) -> Finding:
    """Without a base a level and a rate cannot be checked; together they imply one. All `pairs` of one area and kind of
    rate."""
    years = pairs[0][1].traits.times(period.span)
    found = [
        Finding(
            HINT,
            lines(level.line),
            level.name,
            f"{level.name}{plain(level.target)}÷(1{rate.target:+g}%){'⁵' if years == period.span else ''} = "
            f"{plain(level.target / (1 + rate.target / 100) ** years)}{level.unit}",
            NONE,
            indicators=((level.area, level.indicator),),
        )
        for level, rate in pairs
    ]
    one = merged(
        f"{first_with_count([f.what for f in found])}：同时给出水平与{'增速' if years == period.span else '累计降幅'}，未给基期",
        found,
    )
    return replace(
        one,
        computation=f"{one.computation}（两条件隐含的{period.base}年值）",
        reason=f"宜公布{period.base}年基期值，两个条件才能互相印证",
    )


def multiple_and_growth(frames: dict[str, pd.DataFrame], about: About) -> list[Finding]:
    """A multiple of an earlier year and an average growth rate that do not agree, with the deflator that would
    reconcile them."""
    series, base_year = frames["series"], about.period.base
    multiples, rates = observed(series, "multiple", base_year), observed(series, "average_growth", base_year)
    found: list[Finding] = []
    deflators: dict[str, list[tuple[tuple[str, str], float, Observation, Observation]]] = {}
    for key, multiple in multiples.items():
        rate = rates.get(key)
        if rate is None or multiple.operator == "~":
            continue
        years = multiple.year - (multiple.since or base_year)
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
