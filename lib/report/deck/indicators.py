"""Slides of the main indicators: what is known of each, the growth of the year, observed values against the path."""

import pandas as pd

from lib.measure.clause import Measured, Target
from lib.measure.evidence import Facts
from lib.measure.kinds import having
from lib.measure.period import Period
from lib.report.basis import growths
from lib.report.changes import mark
from lib.report.deck import parts
from lib.report.deck.material import Material
from lib.report.deck.slide import NAN, Bars, Lines, Series, Slide, Table
from lib.report.deck.typeset import ROWS, grid, room
from lib.text import clauses, summary
from lib.text import words as w

TRACKS = 3
"""How many indicators get a slide of their own."""


def headlines(m: Material) -> list[Slide]:
    """The main indicators: base, latest, target, verdict; what is known first. Growth stands where there is no later
    level."""
    rows = m.chosen.clauses[m.chosen.clauses["headline"].notna()].sort_values(["headline", "area", "id"])
    if rows.empty:
        return []
    facts, pairs = Facts(m.chosen.series), rows.drop_duplicates(["area", "indicator"])
    table = summary.headlines(rows, m.chosen.about).assign(key=[f"{r.area}/{r.indicator}" for r in Target.of(pairs)])
    table["增速"] = [
        _later(group, facts, m.chosen.year, m.chosen.about.period)
        for _, group in rows.groupby(["area", "indicator"], sort=False)
    ]
    known = table[[f"{m.chosen.about.period.base}年", "最近"]].ne(w.MISSING)
    rated = int((~known["最近"] & table["增速"].ne("")).sum())
    table = table.assign(known=known.sum(axis=1) + known["最近"] + table["增速"].ne("") / 2)
    table = table.sort_values("known", ascending=False, kind="stable")
    both, shown = int(known.all(axis=1).sum()), room(table, lambda some: _headlines(some, m))
    title = f"{len(table)}个主要指标中{both}个既有{m.chosen.about.period.base}年值又有此后的数" + (
        f"，{rated}个只有增速" if rated else ""
    )
    title += "，其余还不能看走势" if both + rated < len(table) else ""
    left = table.iloc[len(shown) :]
    told = (f"没有列出的：{'、'.join(left['指标'] + '·' + left['地域'])}。",) if len(left) else ()
    return [
        Slide(
            "headlines",
            "主要指标",
            title,
            (_headlines(shown, m),),
            told + parts.notes(rows[rows["actual"].notna()], m.chosen.about),
            parts.sources(rows, m.chosen.series),
        )
    ]


def _headlines(shown: pd.DataFrame, m: Material) -> Table:
    """The rows of main indicators as a table."""
    names = [
        f"{name}{parts.apart(area, m.chosen.area, m.chosen.about)}"
        for name, area in zip(shown["指标"], shown["地域"], strict=True)
    ]
    target = [t if t != w.MISSING else f"年均{g}" for t, g in zip(shown["目标水平"], shown["目标增速"], strict=True)]
    latest = shown["最近"].str.removesuffix(f"（{m.chosen.year}）")
    latest = [
        "；".join(part for part in pair if part not in ("", w.MISSING)) or w.MISSING
        for pair in zip(latest, shown["增速"], strict=True)
    ]
    body = tuple(zip(names, shown[f"{m.chosen.about.period.base}年"], latest, target, shown["结论"], strict=True))
    return grid(
        ("指标", f"{m.chosen.about.period.base}年", "最近", f"{m.chosen.about.period.end}年目标", "结论"),
        body,
        tuple(shown["key"]),
        (1, 2, 3),
    )


def _later(group: pd.DataFrame, facts: Facts, year: int, period: Period) -> str:
    """Growth published after the last level of an indicator, on the basis of its rate clause where it has one."""
    rated = group[having(group["kind"], lambda kind: kind.yearly)]
    if rated.empty:
        return ""
    valued = group[~having(group["kind"], lambda kind: kind.chained)]
    row = Target.first(rated)
    last = (valued if len(valued) else rated).iloc[0]["actual_year"]
    return parts.later(row, facts, year, last, period)


def growth_of_year(m: Material) -> list[Slide]:
    """Growth of the year beside the yearly growth that the plan asks for: no verdict, but what is known."""
    found = growths(m.chosen)
    if not found:
        return []
    below = sum(rate.value < row.target for row, rate in found)
    shown = sorted(found, key=lambda pair: pair[1].value - pair[0].target)[:ROWS] if len(found) > ROWS else found
    labels = tuple(
        f"{row.indicator_name}{parts.apart(row.area, m.chosen.area, m.chosen.about)}{mark(row)}" for row, _ in shown
    )
    bars = Bars(
        labels,
        (
            Series(f"{m.chosen.year}年", tuple(float(rate.value) for _, rate in shown), "accent"),
            Series("规划年均", tuple(float(row.target) for row, _ in shown), "plan"),
        ),
        "%",
        1,
        keys=tuple(row.id for row, _ in shown),
    )
    told = tuple(
        f"{row.name}（{m.chosen.about.areas.short(row.area)}，{w.citation(row.line)}）：规划{clauses.condition(row)}；{m.chosen.year}年{w.number(rate.value)}%，"
        f"《{rate.source_title}》“{rate.place}”。一年的增速不作结论，结论按{m.chosen.about.period.first}年以来的年均。"
        for row, rate in found
    )
    told = (f"图上为与规划相比差得最多的{len(shown)}个。", *told) if len(shown) < len(found) else told
    titles = dict.fromkeys(f"《{rate.source_title}》" for _, rate in found)
    title = f"{m.chosen.year}年公布的{_below(len(found), below)}"
    return [
        Slide(
            "growth", "当年增速", title, (bars,), told, "；".join([parts.cite(row.line for row, _ in found), *titles])
        )
    ]


def _below(total: int, below: int) -> str:
    """How many growth rates are below what the plan asks.

    >>> _below(3, 3), _below(11, 7), _below(2, 0), _below(1, 1)
    ('3个增速都低于规划要求的年均增速', '11个增速中，7个低于规划要求的年均增速', '2个增速都不低于规划要求', '1个增速低于规划要求的年均增速')
    """
    every = "都" if total > 1 else ""
    if below == total:
        return f"{total}个增速{every}低于规划要求的年均增速"
    return f"{total}个增速中，{below}个低于规划要求的年均增速" if below else f"{total}个增速{every}不低于规划要求"


def tracks(m: Material) -> list[Slide]:
    """The main indicators with a known base: observed values against the path to the target, one slide each."""
    valued = m.chosen.clauses[
        having(m.chosen.clauses["kind"], lambda kind: kind.valued) & m.chosen.clauses["base"].notna()
    ]
    order = valued.assign(
        unknown=valued["actual"].isna(), order=valued["headline"].astype("float64").fillna(99)
    ).sort_values(["unknown", "order", "line"])
    if m.chosen.kind != "domain":
        order = order[order["headline"].notna()]
    facts = Facts(m.chosen.series)
    return [_track(m, row, facts) for row in Measured.of(order.head(TRACKS))]


def _path(row: Measured, target: float, period: Period) -> tuple[float, ...]:
    elapsed = [period.elapsed(year) for year in period.with_base]
    return tuple(row.way.path(row.base, target, elapsed, period.span).tolist())


def _track(m: Material, row: Measured, facts: Facts) -> Slide:
    years = m.chosen.about.period.with_base
    levels = {y: level for y, level in facts.levels(row.area, row.indicator).items() if y <= m.chosen.year}
    path = _path(row, row.target, m.chosen.about.period)
    seen = tuple(float(levels[y].amount * row.scale) if y in levels else NAN for y in years)
    bounds = tuple(w.WORDS["bound"].get(levels[y].operator or "=", "") if y in levels else "" for y in years)
    before = (
        (Series("原目标的路径", _path(row, row.original_target, m.chosen.about.period), "neutral"),)
        if mark(row) and row.original_target != row.target
        else ()
    )
    decimals = parts.digits(*seen, row.target)
    chart = Lines(
        years,
        (Series("实际", seen, "accent", bounds=bounds), Series("目标路径", path, "plan"), *before),
        row.unit or "",
        decimals,
    )
    own = m.chosen.clauses[m.chosen.clauses["id"] == row.id]
    rated = m.chosen.clauses[(m.chosen.clauses["area"] == row.area) & (m.chosen.clauses["indicator"] == row.indicator)]
    grown = next(
        (
            found
            for r in Target.of(rated.sort_values("kind"))
            if (found := parts.later(r, facts, m.chosen.year, row.actual_year, m.chosen.about.period))
        ),
        "",
    )
    title = f"{m.chosen.about.areas.short(row.area)}{row.indicator_name}：" + _finding(
        row, path, m.chosen.year, grown, m.chosen.about.period
    )
    return Slide(
        f"track-{row.id}",
        row.indicator_name,
        title,
        (chart,),
        parts.notes(own, m.chosen.about),
        parts.sources(own, m.chosen.series),
    )


def _finding(row: Measured, path: tuple[float, ...], year: int, grown: str, period: Period) -> str:
    """Where the latest value lies beside the path, and what is known since; `grown` tells of growth without a level."""
    if pd.isna(row.actual):
        return f"{period.base}年{clauses.base_text(row)}，目标{clauses.condition(row)}，此后没有公布的{f'绝对值（{grown}）' if grown else '数'}"
    last = int(row.actual_year)
    found = f"{last}年{w.quantity(row.actual, row.unit, None, row.actual_operator)}，{beside(row, path[last - period.base])}"
    if last == period.end:
        return found.replace("目标路径", "目标")
    if last == year:
        return found
    if grown:
        return f"{found}；此后无绝对值（{grown}）"
    return f"{found}；{f'{last + 1}年起' if last + 1 < year else f'{year}年'}无数据"


def beside(row: Measured, planned: float) -> str:
    """How far an actual is from its path, in the unit of the clause; a bound says at least or at most.

    >>> of = {"actual": 300.0, "rounding": 0.05, "unit": "亿元", "decimals": 1}
    >>> more, just = (Measured(**of, actual_operator=sign) for sign in (">", "="))
    >>> beside(more, 293.54), beside(more, 310.0), beside(just, 293.54)
    ('至少比目标路径高6.5亿元', '至多比目标路径低10亿元', '比目标路径高6.5亿元')
    """
    gap = row.actual - planned
    bound = row.actual_operator
    if abs(gap) <= row.rounding:
        return (
            "不低于目标路径" if bound in (">", ">=") else "不高于目标路径" if bound in ("<", "<=") else "在目标路径上"
        )
    surely = {">": gap > 0, ">=": gap > 0, "<": gap < 0, "<=": gap < 0}
    word = {None: "", True: "至少", False: "至多"}[surely.get(bound)] if bound != "~" else "约"
    decimals = max(parts.digits(row.actual), min(2, int(row.decimals)))
    size = w.number(abs(gap), decimals)
    size = size.rstrip("0").rstrip(".") if "." in size else size
    unit = w.difference(0.0, row.unit, 0).removeprefix("0")
    return f"{word}比目标路径{'高' if gap > 0 else '低'}{size}{unit}"
