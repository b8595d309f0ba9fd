"""Rules of the audit about rates: growth and level of one sentence, multiples and average growth."""

from itertools import combinations

import pandas as pd

from lib.audit.finding import HARD, HINT, SCOPE, SLACK, Finding, gap, grouped, lines, observed, plain
from lib.measure.clause import Target
from lib.measure.constants import ABOUT, BASE_YEAR, SPAN
from lib.measure.growth import compound_growth, deflator
from lib.measure.interval import Interval, compounded, printed
from lib.measure.observation import Observation

PLAUSIBLE_DEFLATOR = (-2.0, 8.0)
"""Yearly price changes in per cent that may explain why a multiple and a real growth rate differ."""
SAME_DEFLATOR = 1.0
"""Points a year by which the deflators of two areas in one city may differ before it is worth a question."""


def growth_and_level(frames: dict[str, pd.DataFrame]) -> list[Finding]:
    """A growth floor and a level floor of one sentence: does the base grown at the rate give the level?"""
    bases = observed(frames["series"], "level")
    scope = frames["scope"][frames["scope"]["base"] == "yes"]
    found = []
    for (_, area, indicator), rows in grouped(
        Target.of(frames["clause"]), lambda row: (row.line, row.area, row.indicator)
    ).items():
        levels = [r for r in rows if r.traits.valued and r.traits.compounding]
        rates = [r for r in rows if r.traits.chained]
        if not (levels and rates):
            continue
        own = bases.get((area, indicator))
        near = scope.loc[(scope["indicator"] == indicator) & (scope["area"] == area), "other"]
        others = [bases[area, other] for other in near if (area, other) in bases and other != indicator]
        base = own or next(iter(others), None)
        finding = _grown(levels[0], rates[0], base, own is not None) if base else _implied(levels[0], rates[0])
        found += [finding] if finding else []
    return found


def _grown(level: Target, rate: Target, base: Observation, own: bool) -> Finding | None:
    """The level that base and rate give against the level that is stated; None where rounding explains the
    difference."""
    target, unit = level.target / level.scale, base.unit or ""
    years = rate.traits.times(SPAN)
    reached = compounded(printed(base.value).scaled(base.amount / base.value), printed(rate.target), years)
    stated = printed(level.target, most=SLACK * level.target).scaled(1 / level.scale)
    if rate.operator == "~=" or level.operator == "~=":
        stated = Interval(stated.value, stated.low * (1 - ABOUT), stated.high * (1 + ABOUT))
    if reached.meets(stated):
        return None
    ratio = reached.value / target - 1
    needed = float(compound_growth(base.amount, target, SPAN))
    power = f"(1+{plain(rate.target)}%)" + ("⁵" if years == SPAN else "")
    computation = f"{plain(base.amount)}×{power} = {plain(reached.value)}{unit}，目标{plain(target)}{unit}；由{plain(base.amount)}到{plain(target)}年均只需{needed:.2f}%"
    if ratio < 0:
        computation = computation.replace("年均只需", "年均需")
    reason = "增速与水平宜由同一基期、同一口径推算"
    if rate.price_basis == "comparable":
        reason = (
            "增速按可比价、水平按现价：物价上涨会使差距更大，不能解释它"
            if ratio > 0
            else "增速按可比价、水平按现价：价格上涨可以解释一部分"
        )
    if not own:
        reason = "基期是另一口径，只能说明两个条件不出于同一推算"
    severity = SCOPE if not own else HINT if abs(ratio) <= SLACK else HARD
    return Finding(
        severity,
        lines(level.line, base.line),
        f"{level.name}：按增速推算与水平目标不一致",
        computation,
        gap(reached.value, target, unit),
        reason,
        reached.value,
        target,
        unit,
        ((level.area, level.indicator),),
    )


def _implied(level: Target, rate: Target) -> Finding:
    """Without a base the two conditions cannot be checked; together they imply one."""
    target, years = level.target, rate.traits.times(SPAN)
    base = target / (1 + rate.target / 100) ** years
    return Finding(
        HINT,
        lines(level.line),
        f"{level.name}：同时给出水平与{'增速' if years == SPAN else '累计降幅'}，未给基期",
        f"{plain(target)}÷(1{rate.target:+g}%){'⁵' if years == SPAN else ''} = {plain(base)}{level.unit}（两条件隐含的2015年值）",
        "—",
        "宜公布2015年基期值，两个条件才能互相印证",
        indicators=((level.area, level.indicator),),
    )


def multiple_and_growth(frames: dict[str, pd.DataFrame]) -> list[Finding]:
    """A multiple of an earlier year and an average growth rate that do not agree, with the deflator that would
    reconcile them."""
    multiples, rates = observed(frames["series"], "multiple"), observed(frames["series"], "average_growth")
    found: list[Finding] = []
    deflators: dict[str, list[tuple[tuple[str, str], float, Observation, Observation]]] = {}
    for key, multiple in multiples.items():
        rate = rates.get(key)
        if rate is None or multiple.operator == "~":
            continue
        years = multiple.year - (multiple.since or BASE_YEAR)
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
