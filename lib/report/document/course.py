"""What a report says of the years: the growth of the evaluation year, and for a midterm each year against the path and
the outlook to 2020."""

import pandas as pd

from lib.about import About
from lib.measure import constants as c
from lib.measure.clause import Measured
from lib.measure.kinds import having
from lib.measure.period import Period
from lib.report import changes, requirement
from lib.report.basis import AHEAD, Projected, by_trend, growths, observed, projected
from lib.report.document import prose
from lib.report.document.paper import Field, Paper, Ref
from lib.report.selection import Selection
from lib.text import clauses, provenance
from lib.text import words as w

GROWTH = [Field("指标", 40), Field("规划要求", 30), Field("当年增速", 24, "right"), Field("出处", 62)]


def used(s: Selection) -> set[str]:
    """The ids of the observations that the report rests on: of the verdicts, of the growth of the year, and of the
    course of a midterm."""
    frames = [s.clauses, *(rows[rows["headline"].notna()] for rows in s.history.values() if s.kind == "midterm")]
    return set.union(*map(observed, frames)) | {rate.id for _, rate in growths(s)}


def of_year(paper: Paper, s: Selection) -> None:
    """当年增速: what was published for the year beside the yearly growth that the plan asks for; no verdict."""
    found = growths(s)
    if not found:
        return
    below = sum(rate.value < row.target for row, rate in found)
    every = "都" if len(found) > 1 else ""
    told = f"{every}低于" if below == len(found) else f"其中{below}个低于" if below else f"{every}不低于"
    paper.heading(2, "当年增速")
    paper.text(
        f"公布的{s.year}年增速有{len(found)}个，{told}规划要求的年均增速，见",
        Ref("growth"),
        f"。一年的增速不作结论，结论按{s.about.period.first}年以来的年均增速。",
    )
    body = [
        [
            f"{row.indicator_name}{prose.apart(row.area, s.area, s.about)}",
            requirement.required(row),
            w.quantity(rate.value, "%", None, rate.operator),
            provenance.source(rate),
        ]
        for row, rate in found
    ]
    paper.table("growth", f"{s.year}年公布的增速", GROWTH, body)


def chapter(paper: Paper, s: Selection) -> None:
    """The course of a midterm: the verdicts of each year, the main indicators against their paths, and where they
    lead."""
    if s.kind != "midterm" or s.clauses.empty:
        return
    paper.heading(
        1, f"{s.about.period.first}—{s.year}年的进展" if s.year > s.about.period.first else f"{s.year}年的进展"
    )
    _verdicts(paper, s)
    _years(paper, s)
    _outlook(paper, s)


def _verdicts(paper: Paper, s: Selection) -> None:
    groups = {"达标或达到进度": clauses.GOOD, "滞后": clauses.LATE, c.NOT_DUE: (c.NOT_DUE,), c.UNKNOWN: (c.UNKNOWN,)}
    body = [
        [f"{year}年", *(int(rows["verdict"].isin(names).sum()) for names in groups.values())]
        for year, rows in s.history.items()
    ]
    paper.heading(2, "逐年的结论")
    paper.text("各年年末的结论见", Ref("verdicts"), "；以前年份按当年的实际值和现在的目标评定。")
    paper.table(
        "verdicts",
        "逐年的结论（项）",
        [Field("年份", 28, "center"), *(Field(name, 32, "right") for name in groups)],
        body,
    )


def _years(paper: Paper, s: Selection) -> None:
    """The main indicators: published figure and path, a column a year."""
    main = s.clauses[s.clauses["headline"].notna() & having(s.clauses["kind"], lambda kind: kind.numeric)].sort_values(
        ["headline", "area", "id"]
    )
    seen = {year: rows[rows["actual_year"] == year].set_index("id") for year, rows in s.history.items()}
    main = main[main["id"].isin({key for rows in seen.values() for key in rows.index})]
    paper.heading(2, "主要指标逐年的实际值和目标路径")
    if main.empty:
        paper.text(f"主要指标没有{s.about.period.first}年以来的实际值，不能与目标路径对照。")
        return
    paper.text(
        f"有实际值的主要指标{len(main)}项，逐年的实际值和目标路径见",
        Ref("years"),
        "。目标路径是由基期到目标、规划隐含的各年的值。",
    )
    body = [
        [
            f"{r.name}{prose.apart(r.area, s.area, s.about)}{changes.mark(r)}",
            *(_year(seen[year], r, year, s.about.period) for year in seen),
        ]
        for r in Measured.of(main)
    ]
    paper.table(
        "years",
        "主要指标逐年的实际值和目标路径",
        [Field("目标条款", 45), *(Field(f"{year}年", 37, "right") for year in seen)],
        body,
        "注：每格上为实际值（增速为当年为止的年均），下为目标路径；“—”表示缺数据。",
    )


def _year(seen: pd.DataFrame, row: Measured, year: int, period: Period) -> str:
    """Actual and path of a clause in a year, a line each."""
    rate, kind = row.traits.chained, row.way
    unit = "%" if rate else row.unit
    actual, bound = (seen.at[row.id, name] if row.id in seen.index else None for name in ("actual", "actual_operator"))
    planned = float(kind.planned(row.base, row.target, (year - period.base) / period.span, period.span))
    decimals = 2 if rate else max(1, int(row.decimals))
    return f"{w.quantity(actual, unit, 2 if rate else None, bound or '=')}\n路径{w.quantity(planned, unit, decimals)}"


def _outlook(paper: Paper, s: Selection) -> None:
    """The main indicators in 2020: required and catch-up growth, and where each scenario leads."""
    paper.heading(2, f"到{s.about.period.end}年的展望")
    found = projected(s)
    if not found:
        paper.text(f"主要指标没有{s.about.period.base}年以来的实际值，不能推算到{s.about.period.end}年。")
        return
    met, known = by_trend(found)
    reached = (
        f"知道“{s.about.name.before}”增速的{known}个中，{f'{met}个' if met else '没有一个'}按该增速可以达到目标。"
        if known
        else ""
    )
    paper.text(
        f"能推算到{s.about.period.end}年的主要指标{len(found)}个，见",
        Ref("outlook"),
        f"。{reached}推算是按所列增速外推，不是预测。",
    )
    mixed = any(not one.ends["comparable"].all() for one in found)
    note = "注：所需为由基期到目标、追赶为由最近的实际值到目标的年均增速，比重和数量为每年的变化。" + (
        "*的增速为可比价，目标为现价，只作参考。" if mixed else ""
    )
    fields = [
        Field("指标", 32),
        Field("最近", 22),
        Field(f"{s.about.period.end}年目标", 25),
        Field("所需", 20, "right"),
        Field("追赶", 20, "right"),
        *(Field(w.scenario(name, s.about), 24, "right") for name in AHEAD),
    ]
    paper.table(
        "outlook",
        f"主要指标推算到{s.about.period.end}年",
        fields,
        [_ahead(one, s.area, s.about) for one in found],
        note,
    )


def _ahead(one: Projected, own: str | None, about: About) -> list[str]:
    """One indicator: latest value, target, growth needed, and its value in 2020 by scenario, all in the unit of the
    clause."""
    row, start, operator, ends = one

    def amount(value: float) -> str:
        return w.quantity(value * row.scale, row.unit, max(1, int(row.decimals)))

    ways = [
        (
            f"{amount(ends.at[name, 'value'])}{'' if ends.at[name, 'comparable'] else '*'}"
            if name in ends.index
            else w.MISSING
        )
        for name in AHEAD
    ]
    needed = (w.growth(row.kind, row.required_growth, row.unit), clauses.catch_up(row) or w.MISSING)
    latest = w.quantity(start.value * row.scale, row.unit, None, operator)
    return [
        f"{row.indicator_name}{prose.apart(row.area, own, about)}{changes.mark(row)}",
        f"{start.year}年\n{latest}",
        requirement.in_force(row),
        *(text.removeprefix("年均").removeprefix("每年") for text in needed),
        *ways,
    ]
