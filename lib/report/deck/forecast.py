"""Slides that look ahead: the main indicators projected to 2020, and what to do next."""

import pandas as pd

from lib.about import About
from lib.audit.finding import HARD
from lib.measure import constants as c
from lib.measure.kinds import having
from lib.measure.period import Period
from lib.report.basis import AHEAD, Projected, by_trend, projected
from lib.report.changes import mark
from lib.report.deck import parts
from lib.report.deck.material import Material
from lib.report.deck.slide import Slide, Table, Text
from lib.report.deck.typeset import grid, room
from lib.text import words as w


def to_the_end(m: Material) -> list[Slide]:
    """The main indicators in 2020 along each scenario, held against their targets; nothing once 2020 is known."""
    if m.chosen.year >= m.chosen.about.period.end:
        return []
    found = projected(m.chosen)
    if not found:
        return []

    def table(some: list[Projected]) -> Table:
        keys = tuple(f"{one.start.area}/{one.start.indicator}" for one in some)
        body = tuple(_cells(one, m.chosen.area, m.chosen.about) for one in some)
        return grid(
            ("指标", f"{m.chosen.about.period.end}年目标", *(w.scenario(name, m.chosen.about) for name in AHEAD)),
            body,
            keys,
            (1, 2, 3, 4),
        )

    shown = room(found, table)
    left = [
        f"{one.clause.indicator_name}（{m.chosen.about.areas.short(one.start.area)}）" for one in found[len(shown) :]
    ]
    told = [f"图表未列的：{'、'.join(left)}。"] if left else []
    told += [_told(one, m.chosen.about) for one in found]
    main, series = m.chosen.clauses[m.chosen.clauses["headline"].notna()], m.chosen.series
    sources = parts.sources(main, series) if len(main) < 9 else parts.cite(main["line"])
    return [
        Slide(
            "to-end",
            f"推算到{m.chosen.about.period.end}年",
            _met(found, m.chosen.about),
            (table(shown),),
            tuple(told),
            f"{sources}；{_bases(shown, m.chosen.about)}",
        )
    ]


def _amount(one: Projected, value: float) -> str:
    """A value in the indicator's unit; it is as exact as the start."""
    return w.quantity(value, one.clause.indicator_unit or "", int(one.clause.decimals), one.operator)


def _cells(one: Projected, own: str | None, about: About) -> tuple[str, ...]:
    """The row of an indicator: name, target, and its value in 2020 by scenario."""
    ends = one.ends["value"]
    asked = w.condition(one.start.operator, one.start.target, one.clause.indicator_unit or "") + mark(one.clause)
    name = one.clause.indicator_name + parts.apart(one.start.area, own, about)
    return (name, asked, *(_amount(one, ends[name]) if name in ends.index else w.MISSING for name in AHEAD))


def _met(found: list[Projected], about: About) -> str:
    """How many have a trend of 2010–2015, and how many of these would meet their target by it."""
    met, known = by_trend(found)
    head = f"能推算到{about.period.end}年的{len(found)}个主要指标中"
    if not known:
        return f"{head}，没有一个有“{about.name.before}”趋势"
    every = f"{known}个都" if met == known > 1 else f"{met}个" if met else "没有一个"
    return f"{head}，有“{about.name.before}”趋势的{known}个里{every}按趋势可以达到目标"


def _told(one: Projected, about: About) -> str:
    """Where a projection begins and on which prices its rates are; a start that is a bound makes bounds of all that
    follows."""
    on = [f"{w.scenario(name, about)}为{w.word('price_basis', basis)}" for name, basis in _prices(one)]
    loose = [w.scenario(name, about) for name in AHEAD if name in one.ends.index and not one.ends["comparable"][name]]
    text = f"{one.clause.indicator_name}（{about.areas.short(one.start.area)}）自{one.start.year}年{_amount(one, one.start.value)}起推算"
    text += "（起点是界限值，推算值也是）" if one.operator != "=" else ""
    text += f"；{'、'.join(on)}" if on else ""
    return text + (f"；{'、'.join(loose)}与目标的价格口径不同，只作参考" if loose else "") + "。"


def _prices(one: Projected) -> list[tuple[str, str]]:
    """The price basis of each scenario that has one."""
    return [(name, basis) for name in AHEAD if name in one.ends.index and (basis := one.ends["price_basis"][name])]


def _bases(shown: list[Projected], about: About) -> str:
    """The price basis of each column, for the foot of the slide."""
    bases: dict[str, list[str]] = {}
    for one in shown:
        for name, basis in _prices(one):
            bases.setdefault(name, []).append(w.word("price_basis", basis))
    return (
        "价格口径："
        + "，".join(f"{w.scenario(name, about)}{'、'.join(dict.fromkeys(words))}" for name, words in bases.items())
        if bases
        else "指标没有价格口径"
    )


def steps(m: Material) -> list[Slide]:
    """What to do next, in the order of the deck: catch up, explain, fill in, decide."""
    late = parts.late(m.chosen.clauses)
    asked, silent, over = (
        len(m.chosen.to_explain),
        len(m.chosen.unexplained),
        m.chosen.year >= m.chosen.about.period.end,
    )
    names = parts.listed(parts.named(late, m.chosen.about))
    ahead = (
        f"作交代：{names}未完成，逐项列明差额，提出转入下一期规划的意见"
        if over
        else f"赶进度：{names}，逐项核定今后的进度"
    )
    said = (
        ahead if len(late) else "",
        f"作说明：应作说明的{asked}项{_some(silent, asked)}还没有说明原因、措施和时限" if silent else "",
        _lacking(m.chosen.clauses, m.chosen.year, m.chosen.about.period),
        *_due(m.chosen.clauses, m.chosen.year, m.chosen.about),
        "" if len(m.chosen.clauses) else f"补目标：规划没有为{m.subject}写明可量度的目标",
        _scope(m),
    )
    lines = tuple(line for line in said if line)
    if not lines:
        return []
    heads = "、".join(dict.fromkeys(line.split("：")[0] for line in lines))
    told = parts.notes(_milestones(m.chosen.clauses, m.chosen.year), m.chosen.about)
    return [Slide("steps", "下一步", f"下一步{len(heads.split('、'))}件事：{heads}", (Text(lines),), told, "")]


def _some(some: int, total: int) -> str:
    """A part of a whole.

    >>> _some(31, 56), _some(56, 56), _some(1, 1)
    ('中31项', '都', '')
    """
    return f"中{some}项" if some < total else "都" if total > 1 else ""


def _lacking(rows: pd.DataFrame, year: int, period: Period) -> str:
    """The figures to ask for, by what each clause lacks."""
    gaps = rows.loc[rows["verdict"] == c.UNKNOWN, "gap"].value_counts()
    now, both, base, chain = (int(gaps.get(name, 0)) for name in ("no_actual", "no_base_no_actual", "no_base", "chain"))
    texts = [
        f"{now + both}项缺{year}年的数" + (f"（其中{both}项也缺{period.base}年的数）" if both else "")
        if now + both
        else "",
        f"{base}项只缺{period.base}年的数" if base else "",
        f"{chain}项缺个别年份的数" if chain else "",
    ]
    text = "，".join(part for part in texts if part)
    return f"补数据：{text}，由统计和主管部门提供并注明出处" if text else ""


def _milestones(rows: pd.DataFrame, year: int) -> pd.DataFrame:
    """The milestones that are due by the end of the next year and not known to be done."""
    open_ones = rows["verdict"].isin((c.NOT_DUE, c.UNKNOWN, c.OVERDUE))
    return rows[having(rows["kind"], lambda kind: not kind.numeric) & (rows["due"] <= year + 1) & open_ones]


def _due(rows: pd.DataFrame, year: int, about: About) -> list[str]:
    """What to look after of the milestones: due without a record, overdue by the record, due next year."""
    found, texts = _milestones(rows, year), []
    for verdict, what, then in (
        (c.UNKNOWN, "已到期而无完成记录的里程碑", "补完成记录"),
        (c.OVERDUE, "已逾期的里程碑", "定出完成时间"),
        (c.NOT_DUE, f"{year + 1}年底前到期的里程碑", "提前检查"),
    ):
        those = found[found["verdict"] == verdict]
        if len(those):
            dates = sorted(set(those["due"]))
            when = f"{dates[0]}年" if len(dates) == 1 and verdict != c.NOT_DUE else ""
            texts.append(f"查时限：{when}{what}{len(those)}项（{parts.listed(parts.named(those, about), 2)}），{then}")
    return texts


def _scope(m: Material) -> str:
    """What has to be decided: scope and prices of figures that do not match, and what the plan says against itself."""
    gaps = m.chosen.clauses.loc[m.chosen.clauses["verdict"] == c.UNKNOWN, "gap"].value_counts()
    hard = int((m.chosen.findings["severity"] == HARD).sum())
    apart = [f"{int(gaps[name])}项{w.word('gap', name)}" for name in ("scope", "basis") if gaps.get(name, 0)]
    texts = [
        f"{'、'.join(apart)}，先统一口径再评" if apart else "",
        f"规划自身的{hard}处硬矛盾，按程序说明或调整" if hard else "",
    ]
    return "定口径：" + "；".join(part for part in texts if part) if any(texts) else ""
