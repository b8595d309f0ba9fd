"""One clause in words: why it has its verdict, the arithmetic, its notes."""

import pandas as pd

from lib.ledger.changes import ADDED, CANCELLED
from lib.measure import constants as c
from lib.measure.clause import Clause, Measured
from lib.measure.evidence import worst
from lib.measure.period import Period
from lib.measure.verdict import EPSILON
from lib.text import words as w
from lib.theme import badge

GOOD = (c.DONE, c.MET, c.ERODING, c.ON_PACE)
LATE = (c.AWAY, c.OVERDUE, c.FAILED, c.BEHIND, c.SLIGHT)
ORDER = {verdict: i for i, verdict in enumerate((*LATE, *reversed(GOOD), c.UNKNOWN, c.NOT_DUE))}
BOUNDS = (">", ">=", "<", "<=", "~")


def original(row: Clause) -> str:
    """The condition as the plan has it, where the target was adjusted; else ""."""
    if row.change in ("", ADDED):
        return ""
    dated = f"，{int(row.original_due)}年" if row.original_due != row.due else ""
    changed = row.change == CANCELLED or (row.original_target, row.original_operator) != (row.target, row.operator)
    return (
        w.condition(row.original_operator, row.original_target, row.unit) + dated
        if changed and not w.missing(row.original_target)
        else dated[1:]
    )


def condition(row: Clause) -> str:
    """The condition in force, with the class of its adjustment and the original beside it.

    >>> plain = {"operator": ">=", "target": 400.0, "due": 2020, "unit": "亿元"}
    >>> was = {"change": "下调", "original_operator": ">=", "original_target": 420.0, "original_due": 2020}
    >>> condition(Clause(**plain)), condition(Clause(**plain, **was))
    ('≥ 400亿元', '≥ 400亿元（下调，原≥ 420亿元）')
    """
    now, before = w.condition(row.operator, row.target, row.unit), original(row)
    if row.change == "":
        return now
    return (
        f"已取消（原{before or now}）"
        if row.change == CANCELLED
        else f"{now}（{row.change}{f'，原{before}' if before else ''}）"
    )


def adjustment(row: Clause, original_verdict: str = "") -> str:
    """What was adjusted, on what basis, and the verdict against the original; "" where nothing was."""
    if not row.change:
        return ""
    renamed = f"原名“{row.original_name}”。" if row.change != ADDED and row.original_name != row.name else ""
    beside = f"按原目标：{badge(original_verdict)}。" if original_verdict else ""
    return f"目标按程序{row.change}：{condition(row)}。{renamed}依据：{row.change_note}。{beside}"


def line(row: Clause) -> str:
    """Condition, kind, force, date, domain and chapter of a clause in one line."""
    dated = "" if row.dated == "yes" else "（原文未写年份，按期末）"
    words = [condition(row), w.word("kind", row.kind)] if row.traits.numeric else [condition(row)]
    return " · ".join([*words, w.word("force", row.force), f"{row.due}年{dated}", row.domain_name, w.chapter(row)])


def reason(row: Measured, period: Period) -> str:
    """Why a clause has its verdict: the figures used, or what is missing."""
    if row.verdict == c.NOT_DUE:
        return f"{row.due}年到期" + ("" if row.dated == "yes" else "（规划未写年份，按期末）")
    if row.verdict == c.UNKNOWN:
        return _gap(row, period)
    if not row.traits.numeric:
        return f"{int(row.actual_year)}年记录：{'已完成' if row.actual == 1 else '未完成'}"
    value = w.quantity(row.actual, row.unit, None, row.actual_operator or "=")
    if row.traits.chained:
        value = w.quantity(row.actual, "%", 2)
    parts = [f"{int(row.actual_year)}年{value}"]
    if row.kept or pd.isna(row.completion):
        parts += [f"有数据的{row.seen_years}年中{row.met_years}年符合"] if row.seen_years else []
    else:
        parts.append(
            f"完成{w.percent(row.completion)}，时间进度{w.percent(row.time_elapsed, 0)}，序时进度比{w.pace(row.pace)}"
        )
    return "；".join(parts + caveats(row))


def caveats(row: Measured) -> list[str]:
    """What a reader must know about the figures behind a verdict."""
    found = []
    if row.actual_operator in BOUNDS:
        found.append(_bound(row))
    if told := leeway(row):
        found.append(told)
    if row.base_operator in BOUNDS:
        found.append("基期值是界限值")
    if row.missing_years and row.kept:
        found.append(f"{row.missing_years.replace(';', '、')}年无数据")
    return found


def _bound(row: Measured) -> str:
    """What a bound as actual value leaves open: on the good side, on the bad one, or on both."""
    if row.actual_operator == "~":
        return "实际值是约数"
    lower, helps = row.actual_operator in (">", ">="), row.direction >= 0
    bound = "下限" if lower else "上限"
    return f"实际值是{bound}，进度不低于此" if lower == helps else f"实际值是{bound}，实际可能更差，结论未必成立"


def leeway(row: Measured) -> str:
    """Why a verdict is better than the pace as printed: the published figure is rounded, or what is counted one by one
    is due in whole ones; "" where it is not."""
    least = {c.ON_PACE: c.ON_TRACK, c.SLIGHT: c.SLIGHTLY_BEHIND, c.BEHIND: 0.0}.get(row.verdict)
    if least is None or row.pace >= least - EPSILON:
        return ""
    return "序时进度比在舍入范围内" if row.rounding else "逐个计数，按路径值以下的整数评"


def _gap(row: Measured, period: Period) -> str:
    """What keeps a clause from being judged, with the years and the latest figure there is."""
    text = w.gap(row.gap, period).replace("评估年", f"{row.evaluation_year}年")
    if row.gap == "chain":
        text += f"：{row.missing_years.replace(';', '、')}年"
    if row.gap == "scope" and pd.isna(row.actual):
        text += f"；缺{row.evaluation_year}年实际值"
    if pd.notna(row.actual_year) and row.traits.numeric:
        value = (
            w.quantity(row.actual, "%", 2)
            if row.traits.chained
            else w.quantity(row.actual, row.unit, None, row.actual_operator)
        )
        text += f"（最近{int(row.actual_year)}年{value}）"
    return text


def arithmetic(row: Measured, period: Period) -> list[tuple[str, str]]:
    """The steps of a verdict as (name, formula with the numbers). Empty steps are left out."""
    kind, measured, unit, steps = row.traits, row.way, row.unit or "", []
    figures = _figures(row, period)
    if pd.notna(row.required_growth) and not (countable(row) and row.required_growth % 1):
        needed = w.WORDS["required_worked"][kind.name].format(**figures)
        steps.append(("所需年均", f"{needed} = {w.growth(row.kind, row.required_growth, unit)}"))
    if pd.notna(row.completion) and kind.numeric:
        done = w.WORDS["completion_worked"][measured.name].format(**figures)
        why = "（基期已达到或逐年保持的目标）" if measured.kept else ""
        step = "完成程度" if row.actual_year == row.evaluation_year else f"{row.actual_year:.0f}年的完成程度"
        steps.append((step, f"{done} = {w.percent(row.completion)}{why}"))
    if kind.numeric:
        steps.append(
            ("时间进度", f"({row.evaluation_year} − {period.base}) ÷ {period.span} = {w.percent(row.time_elapsed, 0)}")
        )
    if pd.notna(row.pace):
        elapsed = f"{row.seen_years}/{period.span}" if row.kept else w.percent(row.time_elapsed, 0)
        steps.append(("序时进度比", f"{w.percent(row.completion)} ÷ {elapsed} = {w.pace(row.pace)}"))
    if pd.notna(row.pace) and countable(row) and not row.kept:
        steps.append(("取整", "逐个计数，当年应完成的是路径值以下的整数；不足一个的不算落后"))
    if ahead := catch_up(row):
        steps.append(("追赶增速", f"自{int(row.actual_year)}年起{int(row.due - row.actual_year)}年 = {ahead}"))
    return steps


def _figures(row: Measured, period: Period) -> dict[str, str | int]:
    """The figures of a verdict as its formulas write them."""
    actual, target = w.number(row.actual, 2 if row.traits.chained else None), w.number(row.target)
    done, whole = (f"1−{text[1:]}%" if text.startswith("-") else f"1+{text}%" for text in (actual, target))
    return {
        "base": w.number(row.base),
        "actual": actual,
        "target": target,
        "done": done,
        "whole": whole,
        "years": int(row.actual_year) - period.base if pd.notna(row.actual_year) else 0,
        "met": row.met_years,
        "span": period.span,
    }


def still(row: Measured) -> bool:
    """Whether anything is left to catch up: a latest value, years to go, and a condition that does not hold yet.

    >>> still(Measured(catch_up_growth=-0.65, kind="share", operator=">=", actual=53.3, target=52.0))
    False
    """
    if pd.isna(row.catch_up_growth):
        return False
    side, short = {">=": 1, ">": 1, "<=": -1, "<": -1}.get(row.operator or "", row.direction), row.target - row.actual
    return row.traits.yearly or (side * short if side else abs(short)) > 1e-9


def catch_up(row: Measured) -> str:
    """What the years left would have to bring, in words: things counted one by one come whole; empty where nothing is
    left to do."""
    return (
        w.growth(row.kind, row.catch_up_growth, row.unit, int(row.due - row.actual_year) if countable(row) else None)
        if still(row)
        else ""
    )


def countable(row: Measured) -> bool:
    """Whether a clause is about things counted one by one: nobody builds half a bridge."""
    return row.traits.countable and row.rounding == 0


def notes(row: Measured, same: pd.DataFrame, scope: pd.DataFrame) -> list[str]:
    """Definition, notes of the clauses, neighbouring scopes and which clause sets the indicator's verdict
    (Markdown)."""
    found = [f"口径：{row.definition}"] if row.definition else []
    every = Measured.of(same)
    found += [f"{_told(r) + '：' if len(every) > 1 else ''}{w.literal(r.note)}" for r in every if r.note]
    near = scope[(scope["indicator"] == row.indicator) & (scope["area"] == row.area)]
    found += [f"口径提示：{note}" for note in near["note"]]
    if len(every) > 1:
        setter = next(r for r in every if r.id == worst(same)["id"].iloc[0])
        told = "；".join(dict.fromkeys(map(_told, every)))
        found.append(
            f"本指标有{len(every)}项条款（{told}），以较差者为指标的结论：{setter.verdict}，由“{_told(setter)}”决定。"
        )
    return found


def _told(row: Measured) -> str:
    """A clause among those of its indicator."""
    return w.literal(f"{row.name} {condition(row)}")


def base_text(row: Measured) -> str:
    """The base of a clause with its unit: levels in the unit of the clause, bases of rates in that of the indicator."""
    if row.traits.chained:
        return w.quantity(row.base, row.indicator_unit, None, row.base_operator)
    return w.quantity(row.base, row.unit, None, row.base_operator)


def actual_text(row: Measured) -> str:
    """The latest actual of a clause with its unit and year: an average or a change in per cent for rates."""
    if pd.isna(row.actual):
        return w.MISSING
    if not row.traits.numeric:
        return f"{'已完成' if row.actual == 1 else '未完成'}（{int(row.actual_year)}）"
    value = (
        w.quantity(row.actual, "%", 1)
        if row.traits.chained
        else w.quantity(row.actual, row.unit, None, row.actual_operator)
    )
    return f"{value}（{int(row.actual_year)}）"
