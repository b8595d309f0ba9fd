"""参考判断 in words: what it assumes, what it rests on, what would be needed."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from lib.about import About
from lib.measure.indicative import AMOUNT, GROWTH, RATE, Indicative
from lib.measure.observation import Observation
from lib.measure.period import Period
from lib.measure.row import Row, text, whole
from lib.text import clauses, provenance
from lib.text import words as w
from lib.theme import hollow, in_colour


@dataclass(frozen=True, slots=True)
class Told(Row):
    """An indicative judgement in words."""

    id: str = text("the clause")
    name: str = text("its name in the plan")
    area: str = text("地域")
    year: int = whole("评估年")
    verdict: str = text("one of VERDICTS; empty where only a threshold can be said")
    badge: str = text("hollow shape and word of the verdict")
    rule: str = text("one of RULES")
    rule_name: str = text("the rule in words")
    assumed: str = text("the figures and the assumption, in words")
    grounds: str = text("why it may be assumed and what must be known; empty where the figures are the target's own")
    basis: str = text("both")
    threshold: str = text("what would be needed; empty for nothing")
    years: str = text("the years of the figures, joined by 、")
    sources: str = text("where the figures stand, joined by ；")


def told(judged: pd.DataFrame, series: pd.DataFrame, period: Period) -> list[Told]:
    """Indicative judgements (Indicative) in words, in their order; `series` are Observations."""
    observed = Observation.by(series)
    return [_told(row, observed, period) for row in Indicative.of(judged)]


def _told(row: Indicative, observed: Mapping[str, Observation], period: Period) -> Told:
    used = _used(row, observed)
    return Told(
        id=row.id,
        name=row.name,
        area=row.area,
        year=row.evaluation_year,
        verdict=row.verdict,
        badge=hollow(row.verdict),
        rule=row.rule,
        rule_name=w.word("indicative", row.rule),
        assumed=assumed(row, period),
        grounds=grounds(row),
        basis=basis(row, period),
        threshold=threshold(row),
        years="、".join(str(year) for year in sorted({one.year for one in used})),
        sources="；".join(dict.fromkeys(f"{one.year}年：{provenance.source(one)}" for one in used)),
    )


def _used(row: Indicative, observed: Mapping[str, Observation]) -> list[Observation]:
    """The observations behind a judgement; the base only where a path was measured from it."""
    base = row.base_id if math.isfinite(row.completion) and not row.actual_id.startswith(row.base_id) else ""
    keys = [key for ids in ((base if row.rule == "B" else ""), row.actual_id) for key in ids.split(";")]
    return [observed[key] for key in keys if key in observed]


def basis(row: Indicative, period: Period) -> str:
    """The figures of a judgement, its assumption and its caveat, in one sentence."""
    return "；".join(part for part in (assumed(row, period), grounds(row)) if part)


def assumed(row: Indicative, period: Period) -> str:
    """The figures of a judgement, its assumption, and what would be needed."""
    said = [SAID[row.rule](row, period)]
    if row.rule == "B" and math.isfinite(row.pace):
        elapsed = w.percent(row.time_elapsed, 0)
        said.append(f"完成{w.percent(row.completion)}，时间进度{elapsed}，序时进度比{w.pace(row.pace)}")
    return "；".join(said + ([threshold(row)] if row.needs else []))


def grounds(row: Indicative) -> str:
    """Why it may be assumed, and what must be known."""
    return f"依据：{row.basis}；注意：{row.caveat}" if row.basis else ""


def _bracket(row: Indicative, period: Period) -> str:
    """Rule A: the year without a rate, the ends taken for it, the outcome at both."""
    low, high = (w.number(end, 2) for end in (row.missing_low, row.missing_high))
    outcome = "～".join(f"{w.number(end, 2)}%" for end in (row.low, row.high))
    average = "年均" if row.traits.yearly else "累计"
    agree = f"，两端都是“{row.verdict}”" if row.verdict else "，两端结论不同"
    return f"缺{row.missing_year}年增速，假定在已知各年的{low}%～{high}%之间，{average}{outcome}{agree}"


def _neighbour(row: Indicative, period: Period) -> str:
    """Rule B: base and actual of the indicator that stands for the target's."""
    base = w.quantity(row.base, row.indicator_unit if row.traits.chained else row.unit, None, row.base_operator)
    return f"基期和实际值都用{row.other_name}：{period.base}年{base}，{_actual(row)}"


def _elsewhere(row: Indicative, period: Period) -> str:
    """Rule C: the level of another area against the target."""
    return f"用{row.other_area}的{row.other_name or row.indicator_name}：{_actual(row)}，目标{clauses.condition(row)}；只比水平，不比进度"


def _bound(row: Indicative, period: Period) -> str:
    """Rule D: a bound, or a neighbour that is only one."""
    if not row.other_name:
        side = "下限" if row.actual_operator in (">", ">=") else "上限"
        return f"{row.indicator_name}{_actual(row)}，是{side}"
    if row.actual_operator == "=":
        return f"{row.other_name}{_actual(row)}"
    exact = w.quantity(row.actual, row.unit, 2)
    over = f"，目标{clauses.condition(row)}" if row.verdict else ""
    return f"{row.other_name}{row.actual_year:.0f}年{exact}，以此为{row.indicator_name}的下限{over}"


SAID = {"A": _bracket, "B": _neighbour, "C": _elsewhere, "D": _bound}
"""How each rule tells its figures."""


def _actual(row: Indicative) -> str:
    """The actual value with its year."""
    if not row.traits.chained:
        return f"{row.actual_year:.0f}年{w.quantity(row.actual, row.unit, None, row.actual_operator)}"
    return f"至{row.actual_year:.0f}年{'年均' if row.traits.yearly else '累计'}{w.quantity(row.actual, '%', 2)}"


def threshold(row: Indicative) -> str:
    """What would be needed: the rate of the missing year, growth a year, or the amount in all; "" for nothing."""
    if row.needs == RATE:
        sign = "≤" if (row.operator or "").startswith("<") else "≥"
        return f"{row.missing_year}年须{sign}{w.number(row.needed, 1)}%才在目标路径上"
    most = "至多" if row.actual_operator in (">", ">=") and row.needed > 0 else ""
    if row.needs == GROWTH:
        verb, left = ("增长" if row.needed >= 0 else "下降"), row.due - int(row.actual_year)
        return f"{row.actual_year:.0f}年以后{w.years(left)}年均{most}须{verb}{w.number(abs(row.needed), 2)}%"
    if row.needs == AMOUNT:
        amount = w.difference(abs(row.needed), row.unit, 2).removeprefix("+")
        return f"{most}还{'差' if row.needed >= 0 else '须降'}{amount}"
    return ""


def outline(one: Told) -> str:
    """The hollow badge in the colour of its verdict (Markdown)."""
    return in_colour(one.badge)


def table(rows: Iterable[Told], about: About) -> pd.DataFrame:
    """Indicative judgements for people: what, the hollow badge, the assumption, the rule."""
    columns = ["条款", "参考判断", "目标", "地域", "假定与依据", "规则", "出处"]
    cells = [
        [one.id, one.badge, one.name, about.areas.short(one.area), one.basis, one.rule_name, one.sources]
        for one in rows
    ]
    return pd.DataFrame(cells, columns=columns)
