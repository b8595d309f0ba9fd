"""月度调度 in words and tables: where the year stands in a month against its plan."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pandas as pd

from lib.cycle.month_row import LEVEL, POOR, RATE, SILENT, STANDINGS, SUM, Monthly
from lib.cycle.monthly import last_month
from lib.cycle.months import SEASONAL, named
from lib.cycle.warning import NOBODY
from lib.ledger.monthly import FIGURES
from lib.ledger.permission import each
from lib.ledger.record import Entry
from lib.ledger.state import State
from lib.text import words as w
from lib.theme import mark

BY_FILE, TYPED = WAYS = ("上传月报", "在页面填写")
NAMED = 4
"""Indicators that the title names."""


def months(last: int) -> pd.Series:
    """The months that can be looked at, the last one first.

    >>> months(3).to_dict()
    {3: '1–3月', 2: '1–2月', 1: '1月'}
    """
    found = range(last, 0, -1)
    return pd.Series([f"1–{month}月" if month > 1 else "1月" for month in found], index=list(found), dtype=object)


def next_months(last: int) -> pd.Series:
    """The months in which figures can be entered, the one after the `last` first.

    >>> list(next_months(9))[:4], list(next_months(12))[0]
    (['10月', '11月', '12月', '1月'], '12月')
    """
    first = min(last + 1, 12)
    found = [*range(first, 13), *range(1, first)]
    return pd.Series([f"{month}月" for month in found], index=found, dtype=object)


def title(rows: pd.DataFrame, year: int, month: int) -> str:
    """What the months come to, in one line."""
    told_ = rows[rows["standing"] != SILENT]
    if told_.empty:
        return f"{year}年还没有报月度数"
    poor, judged = rows[rows["standing"].isin(POOR)], rows["way"].isin((SUM, RATE)) & (rows["standing"] != SILENT)
    names = [f"{one.area}{one.name}" for one in Monthly.of(poor)]
    head = f"{year}年1–{month}月：报了数的{len(told_)}项，可以和计划比的{int(judged.sum())}项"
    if not names:
        return f"{head}都跟上了年度计划" if judged.any() else f"{head[: head.index('，')]}，都没有年度计划"
    more = f"等{len(names)}项" if len(names) > NAMED else ""
    return f"{head}，{len(names)}项慢于计划：{'、'.join(names[:NAMED])}{more}"


def ordered(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows as they are read: the slow first, of these the farthest behind, what was not told last."""
    far = (rows["gap"] / rows["plan"].abs()).where(rows["way"] != RATE, rows["gap"] / 100)
    rank = rows["standing"].map({standing: n for n, standing in enumerate(STANDINGS)})
    return (
        rows.assign(rank=rank, far=far)
        .sort_values(["rank", "far"], kind="stable")
        .drop(columns=["rank", "far"])
        .reset_index(drop=True)
    )


def growth(value: float, unit: str = "") -> str:
    """Growth with its sign; of a ratio in points.

    >>> growth(9.8), growth(-2.0), growth(float("nan")), growth(0.5, "%")
    ('+9.8%', '-2.0%', '—', '+0.5个百分点')
    """
    if unit in w.SHARE_UNITS:
        return w.difference(value, unit)
    return w.MISSING if w.missing(value) else f"{'+' if value > 0 else ''}{w.number(value, 1)}%"


def amount(value: float, growth_: float, row: Monthly) -> str:
    """An amount with its growth.

    >>> amount(7.1, 10.6, Monthly(unit="亿元", decimals=1)), amount(float("nan"), 10.6, Monthly(unit="亿元"))
    ('7.1亿元（+10.6%）', '+10.6%')
    """
    told_, grown = w.quantity(value, row.unit, row.decimals), growth(growth_, row.unit)
    if w.missing(value):
        return grown
    return told_ if w.missing(growth_) else f"{told_}（{grown}）"


def plan(row: Monthly) -> str:
    """The year's plan, and how much of it is done against the time.

    >>> plan(Monthly(way=SUM, plan=100.0, unit="亿元", rate=0.81, share=0.805)), plan(Monthly())
    ('100亿元，完成81.0%（序时80.5%）', '—')
    >>> plan(Monthly(way=RATE, plan=9.5)), plan(Monthly(way=RATE, plan=12.0, gap=-7.0))
    ('增长9.5%', '增长12%，差7.0个百分点')
    """
    if row.way == RATE:
        short = f"，差{w.difference(-row.gap, '%').removeprefix('+')}" if row.gap < 0 else ""
        return f"增长{w.number(row.plan)}%{short}"
    if row.way == LEVEL:
        return f"年末{w.quantity(row.plan, row.unit)}"
    done = f"，完成{w.percent(row.rate)}（序时{w.percent(row.share)}）" if row.rate == row.rate else ""
    return f"{w.quantity(row.plan, row.unit)}{done}" if row.way == SUM else w.MISSING


def gap(row: Monthly) -> str:
    """How far the row is from what is due.

    >>> gap(Monthly(way=RATE, gap=-2.4)), gap(Monthly(way=SUM, gap=0.44, unit="亿元", decimals=1)), gap(Monthly())
    ('-2.4个百分点', '+0.4亿元', '—')
    """
    return w.difference(row.gap, "%", 1) if row.way == RATE else w.difference(row.gap, row.unit, row.decimals)


def ahead(row: Monthly) -> str:
    """What the rest of the year must bring.

    >>> ahead(Monthly(way=SUM, month=10, left=16.1, each=8.05, needed=4.0, unit="亿元", decimals=1))
    '还需16.1亿元，每月8.1亿元，同比+4.0%'
    >>> ahead(Monthly(way=RATE, month=9, needed=12.0)), ahead(Monthly(way=SUM, month=9, left=0.0)), ahead(Monthly(way=RATE, month=12))
    ('余下各月须增长12.0%', '全年计划已完成', '—')
    """
    if row.way == RATE:
        return w.MISSING if w.missing(row.needed) else f"余下各月须增长{w.number(row.needed, 1)}%"
    if row.way != SUM or w.missing(row.left):
        return w.MISSING
    if not row.left > 0:
        return "全年计划已完成"
    each = f"，每月{w.quantity(row.each, row.unit, row.decimals)}" if row.month < 12 else ""
    needed = "" if w.missing(row.needed) else f"，同比{growth(row.needed)}"
    return f"还需{w.quantity(row.left, row.unit, row.decimals)}{each}{needed}"


def year_of(row: Monthly) -> str:
    """The year's figure: the year's own, else December's sheet while it is preliminary.

    >>> year_of(Monthly(year_value=361.1, unit="亿元", decimals=1)), year_of(Monthly(month=12, total=99.8, unit="亿元", flash=True, decimals=1))
    ('361.1亿元（年度数）', '99.8亿元（快报，待年度数）')
    >>> year_of(Monthly(month=9, total=70.0))
    '—'
    """
    value, rate = w.quantity(row.year_value, row.unit, row.decimals), growth(row.year_growth)
    if found := [told_ for told_ in (value, rate) if told_ != w.MISSING]:
        return f"{'，'.join(found)}（年度数）"
    told_ = amount(row.total, row.total_growth, row)
    return (
        w.MISSING
        if row.month < 12 or told_ == w.MISSING
        else f"{told_}（{'快报' if row.flash else '12月定报'}，待年度数）"
    )


def table(rows: pd.DataFrame, several: bool) -> pd.DataFrame:
    """The rows as a table; 编号 is for choosing; `several` areas are named."""
    found = Monthly.of(rows)
    cells = {
        "编号": [one.key for one in found],
        "指标": [f"{one.name}（{one.area}）" if several else one.name for one in found],
        "状态": [mark(one.standing) for one in found],
        "本期": [amount(one.own, one.own_growth, one) for one in found],
        "累计": [amount(one.total, one.total_growth, one) for one in found],
        "年度计划": [plan(one) for one in found],
        "余下要求": [ahead(one) for one in found],
        "与应完成的差": [gap(one) for one in found],
        "序时进度": [w.percent(one.share) for one in found],
        "期间": [(named(one.period) + ("，快报" if one.flash else "")) if one.period else None for one in found],
        "计划依据": [one.source or None for one in found],
        "分摊": [one.how or None for one in found],
        "全年": [year_of(one) for one in found],
        "领域": [one.domain for one in found],
        "责任单位": [one.lead for one in found],
        "出处": [one.place for one in found],
    }
    return pd.DataFrame(cells, columns=list(cells))


def caption(rows: pd.DataFrame) -> str:
    """How picture and table are to be read."""
    seasonal = int((rows["how"] == SEASONAL).sum())
    return (
        "实线：累计（只报增速的，为累计同比）；虚线：年度计划按月应完成的；细线：上年。"
        f"年度计划分摊到月：{seasonal}项按上年各月的比重，上年各月不全的按月平均；比率和时点数不分摊。"
        "年度结论只用年度数，12月的累计是快报。来源：月度数、年度计划。"
    )


def preview(entries: Iterable[Entry], names: pd.Series) -> pd.DataFrame:
    """What would be written, a line a record; `names` of the indicators by slug."""
    rows = [
        (names[e.payload["indicator"]], named(e.payload["span"]), e.payload["release"], told(e.payload))
        for e in entries
    ]
    return pd.DataFrame(rows, columns=["指标", "期间", "性质", "内容"])


def told(fields: Mapping[str, Any]) -> str:
    """The figures of a record in words.

    >>> told({"own": 8.5, "total_growth": -2.0})
    '当期数8.5，累计同比-2%'
    """
    return "，".join(
        f"{field.word}{w.number(fields[field.name])}{'%' if field.name.endswith('growth') else ''}"
        for field in FIGURES
        if fields.get(field.name) is not None
    )


def silent(rows: pd.DataFrame, year: int, month: int) -> list[str]:
    """Which units have not told the last month and the last quarter that are over by a month: a line for each where any
    has not. January may be told with February and is not asked for by itself.

    >>> told = [("甲局", "month", 9), ("甲局", "quarter", 6), ("乙局", "quarter", 9), (NOBODY, "quarter", 0)]
    >>> rows = Monthly.frame([Monthly(lead=lead, every=every, month=month) for lead, every, month in told])
    >>> silent(rows, 2018, 10)
    ['1个单位没有报全2018年10月的数：甲局（1项）', '1个单位没有报全2018年三季度的数：甲局（1项）；另有1项没有分解到单位']
    >>> silent(rows, 2018, 1)
    []
    >>> silent(Monthly.frame([Monthly(lead="甲局、乙局", every="quarter", month=6)]), 2018, 10)
    ['2个单位没有报全2018年三季度的数：甲局（1项）、乙局（1项）']
    """
    quarter, monthly = month // 3, rows["every"] == "month"
    asked = [(rows[monthly], month if month > 1 else 0, f"{year}年{month}月")]
    asked += [(rows[~monthly], 3 * quarter, f"{year}年{'一二三四'[quarter - 1]}季度")]
    return [line for own, end, when in asked if (line := _silent(own.loc[own["month"] < end, "lead"], when))]


def _silent(leads: pd.Series, when: str) -> str:
    """Who has not told a period, one of `leads` for each figure that is missing; "" where none is."""
    counts = Counter(unit for lead in leads for unit in each(lead))
    nobody, units = counts[NOBODY], [(name, n) for name, n in counts.most_common() if name != NOBODY]
    named_ = "、".join(f"{name}（{n}项）" for name, n in units)
    if not units:
        return f"没有分解到单位的{nobody}项没有报{when}的数" if nobody else ""
    return f"{len(units)}个单位没有报全{when}的数：{named_}" + (f"；另有{nobody}项没有分解到单位" if nobody else "")


def unreported(
    monthly: Callable[[int, int], pd.DataFrame], among: Callable[[pd.DataFrame], pd.DataFrame], state: State, year: int
) -> list[str]:
    """The same for the last month of a year of which anything was told, `among` some of the rows that `monthly` (year,
    month) gives; nothing where no month was."""
    month = last_month(state, year)
    return silent(among(monthly(year, month)), year, month) if month else []
