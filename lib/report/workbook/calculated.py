"""The sheets of the workbook with what is calculated of each clause: 指标 (completion, pace, growth), 结论 (verdicts)."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from lib.measure.by_kind import code, completion, flagged
from lib.measure.clause import Measured
from lib.measure.evidence import worst
from lib.measure.interval import decimals
from lib.measure.kinds import KINDS
from lib.measure.path import whole_share
from lib.measure.period import Period
from lib.measure.row import number
from lib.measure.verdict import of_the_year
from lib.report import changes
from lib.report.selection import Selection
from lib.report.workbook import formulas as f
from lib.report.workbook.spreadsheet import HEAD, Column, Formula, unit_format
from lib.text import clauses
from lib.text import words as w
from lib.theme import badge

PLACES = {
    "b": "I",
    "v": "K",
    "y": "L",
    "T": "G",
    "due": "H",
    "met": "N",
    "seen": "O",
    "c": "P",
    "tau": "Q",
    "p": "R",
    "up": "V",
    "r": "X",
    "best": "Y",
}
"""Where the ingredients stand on 指标; `indicators` keeps to this order, a test reads the heads."""


@dataclass(frozen=True, slots=True)
class Calculated(Measured):
    """A clause with what the formulas of 指标 come to beside completion, pace and growth."""

    upper_pace: float = number("the highest pace that the rounding of the published figure allows")
    left: float = number("catch-up growth where anything is left to catch up")


def value_format(value: float | None, unit: str | None, most: int = 4, operator: str | None = "=") -> str:
    """The number format of a figure: its own decimals, at most `most`, its unit, and the word of a bound
    (`operator`)."""
    if value is None or w.missing(value):
        return unit_format(unit)
    bound = "" if w.missing(operator) else w.WORDS["bound"].get(operator or "=", "")
    return unit_format(unit, min(decimals(round(float(value), most)), most), bound)


def growth_format(kind: str, unit: str | None) -> str:
    """The number format of required and catch-up growth: per cent, points or units a year by kind."""
    if KINDS[kind].compounding:
        return unit_format("%", 2)
    return unit_format({"%": "个百分点", "‰": "个千分点"}.get(unit or "", unit), 2)


def _plain(
    rows: list[Calculated], make: Callable[[Calculated], Any], title: str, width: float = 10, form: str | list[str] = ""
) -> Column:
    """A column of what `make` finds in each row."""
    return Column(title, [make(row) for row in rows], width, form)


def _live(
    rows: list[Calculated], template: Callable[[Calculated], str | None], value: Callable[[Calculated], float | str]
) -> list[Formula | None]:
    """Cells of formulas: `template` gives the one of a row, `value` what it is now."""
    cells = []
    for line, row in enumerate(rows, HEAD + 2):
        formula = template(row)
        at = {name: f"${place}{line}" for name, place in PLACES.items()}
        cells.append(Formula(f.written(formula, at), value(row)) if formula else None)
    return cells


def _judged(rows: list[Calculated]) -> list[Formula | str]:
    """The verdicts as formulas; that of a milestone is its record."""
    shown = [replace(row, verdict=badge(row.verdict)) for row in rows]
    cells = _live(shown, lambda r: f.verdict(r.traits, r.kept, r.operator or "", int(r.direction)), lambda r: r.verdict)
    return [row.verdict if cell is None else cell for row, cell in zip(shown, cells, strict=True)]


def exact(value: float) -> float:
    """A figure without what a computer adds in its last digits.

    >>> exact(10.80000000000001), exact(300.0)
    (10.8, 300.0)
    """
    return float(f"{value:.14g}")


def upper_pace(rows: pd.DataFrame, period: Period) -> NDArray[np.float64]:
    """The highest pace (ratio) that the rounding of the published figure allows, which the verdict follows; NaN without
    a pace."""
    kind, kept = code(rows["kind"]), rows["kept"].to_numpy(bool)
    base, actual, target, years, met, done, pace = (
        rows[name].to_numpy(float)
        for name in ("base", "actual", "target", "actual_year", "met_years", "completion", "pace")
    )
    step = np.sign(np.where(flagged(kind, lambda k: k.valued), target - base, target)) * rows["rounding"].to_numpy(
        float
    )
    better = completion(kind, base, actual + step, target, years - period.base, met, period.span)
    valued, elapsed = flagged(kind, lambda k: k.valued), rows["time_elapsed"].to_numpy(float)
    whole = flagged(kind, lambda k: k.countable) & (rows["rounding"].to_numpy(float) == 0) & ~kept
    due = np.where(whole, whole_share(np.where(valued, base, 0.0), target, elapsed), elapsed)
    best = np.fmax(done, better)
    most = np.where(due == 0, np.where(best < 0, -1.0, 1.0), best / np.where(due == 0, 1, due))
    fixed = kept | flagged(kind, lambda k: k.kept or not k.numeric)
    found: NDArray[np.float64] = np.where(fixed, pace, most + 0 * pace)
    return found


def indicators(s: Selection) -> list[Column]:
    """One row a clause: what goes in, and completion, pace and growth as formulas."""
    left = [r.catch_up_growth if clauses.still(r) else float("nan") for r in Measured.of(s.clauses)]
    upper = upper_pace(s.clauses, s.about.period)
    told = s.clauses.assign(completion=of_the_year(s.clauses), upper_pace=upper, left=left)
    rows = Calculated.of(told)
    plain, live = partial(_plain, rows), partial(_live, rows)
    growth = [growth_format(r.kind, r.unit) for r in rows]
    return [
        plain(lambda r: r.id, "条款", 7),
        plain(lambda r: r.name, "目标", 26),
        plain(lambda r: s.about.areas.short(r.area), "地域", 8),
        plain(lambda r: r.domain_name, "领域", 11),
        plain(lambda r: w.word("kind", r.kind), "类型", 9),
        plain(lambda r: w.word("operator", r.operator), "条件", 6),
        plain(lambda r: r.target, "目标值", 12, [value_format(r.target, r.unit) for r in rows]),
        plain(lambda r: r.due, "到期年", 7, "0"),
        plain(lambda r: r.base, f"{s.about.period.base}年基期值", 13, [base_format(r) for r in rows]),
        plain(lambda r: w.word("bound", r.base_operator or "="), "基期界限", 6),
        plain(lambda r: exact(r.actual), "实际值", 13, [_actual_format(r) for r in rows]),
        plain(lambda r: r.actual_year, "实际值年份", 7, "0"),
        plain(lambda r: w.word("bound", r.actual_operator or "="), "实际界限", 6),
        plain(lambda r: r.met_years if r.seen_years else None, "符合年数", 6, '0"年"'),
        plain(lambda r: r.seen_years or None, "有数据年数", 7, '0"年"'),
        Column("完成程度", live(lambda r: f.completion(r.way), lambda r: r.completion), 9, "0.0%"),
        Column("时间进度", live(lambda r: f.ELAPSED, lambda r: r.time_elapsed), 7, "0%"),
        Column("序时进度比", live(lambda r: f.pace(r.way), lambda r: r.pace), 8, "0.000"),
        Column("所需年均", live(lambda r: r.traits.excel.required, lambda r: r.required_growth), 14, growth),
        Column(
            "追赶增速",
            live(lambda r: f.catch_up(r.traits, r.operator or "", int(r.direction)), lambda r: r.left),
            14,
            growth,
        ),
        Column("结论", [badge(r.verdict) for r in rows], 12, verdict=True),
        Column("序时进度比上限", live(lambda r: f.upper(r.way), lambda r: r.upper_pace), 9, "0.000"),
        Column("按公式的结论", _judged(rows), 12, verdict=True),
        plain(lambda r: r.rounding if r.traits.numeric else None, "舍入（末位的一半）", 9, "General"),
        plain(lambda r: exact(r.best), "此前最好的值", 11, [value_format(r.best, r.unit) for r in rows]),
        plain(lambda r: clauses.leeway(r) or None, "舍入", 11),
        plain(lambda r: w.word("price_basis", r.price_basis) if r.price_basis else None, "价格口径", 9),
        plain(lambda r: "是" if r.kept else "否", "保持类", 7),
        plain(lambda r: r.base_id or None, "基期观测值编号", 12),
        plain(lambda r: r.actual_id or None, "实际观测值编号", 16),
        plain(lambda r: r.line, "规划行号", 8, "0"),
        plain(lambda r: r.change or None, "目标调整", 8),
        plain(
            lambda r: r.original_target if changes.mark(r) else None,
            "原目标值",
            12,
            [value_format(r.original_target, r.unit) for r in rows],
        ),
        plain(lambda r: r.original_due if changes.mark(r) else None, "原到期年", 8, "0"),
        plain(lambda r: badge(r.original_verdict) if r.original_verdict else None, "按原目标的结论", 12),
    ]


def base_format(row: Measured) -> str:
    """The number format of the base of a clause."""
    return value_format(row.base, row.indicator_unit if row.traits.chained else row.unit, operator=row.base_operator)


def _actual_format(row: Measured) -> str:
    return (
        unit_format("%", 2, w.word("bound", row.actual_operator or "="))
        if row.traits.chained
        else value_format(row.actual, row.unit, operator=row.actual_operator)
    )


def lookup(column: str, count: int, number: int) -> str:
    """The cell of a clause in a column of 指标, found by its id, whatever way the sheets are sorted; empty stays
    empty."""
    first, last = HEAD + 2, HEAD + 1 + count
    found = f"INDEX(指标!${column}${first}:${column}${last},MATCH($A{number},指标!$A${first}:$A${last},0))"
    return f'=IF({found}="","",{found})'


def verdicts(s: Selection) -> list[Column]:
    """One row a clause: the verdict of every year so far, why, the arithmetic, and what the units explained."""
    rows, count = Measured.of(s.clauses.assign(completion=of_the_year(s.clauses))), len(s.clauses)
    setter = worst(s.clauses).set_index(["area", "indicator"])
    told = s.explanations.groupby("clause").agg(
        lambda texts: "；".join(str(t) for t in texts if not w.missing(t) and t)
    )
    near = s.scope.groupby(["indicator", "area"])["note"].agg(list)
    history = [
        Column(
            f"{year}年",
            [
                w.MISSING if w.missing(v) else badge(v)
                for v in frame.set_index("id")["verdict"].reindex(s.clauses["id"])
            ],
            11,
            verdict=True,
        )
        for year, frame in s.history.items()
    ]
    copies = {
        "完成程度": ("P", [r.completion for r in rows], "0.0%"),
        "序时进度比": ("R", [r.pace for r in rows], "0.000"),
    }
    return [
        Column("条款", [r.id for r in rows], 8),
        Column("目标", [r.name for r in rows], 30),
        Column("地域", [s.about.areas.short(r.area) for r in rows], 8),
        Column("领域", [r.domain_name for r in rows], 12),
        Column("要求", [clauses.condition(r) for r in rows], 16),
        Column("力度", [w.word("force", r.force) for r in rows], 7),
        Column("结论", [badge(r.verdict) for r in rows], 12, verdict=True),
        *(
            Column(title, [Formula(lookup(at, count, n), value) for n, value in enumerate(values, HEAD + 2)], 10, form)
            for title, (at, values, form) in copies.items()
        ),
        Column("理由", [clauses.reason(r, s.about.period) for r in rows], 36),
        Column(
            "算式",
            ["；".join(f"{step}：{text}" for step, text in clauses.arithmetic(r, s.about.period)) for r in rows],
            46,
        ),
        *history,
        Column("指标的结论", [badge(setter.at[(r.area, r.indicator), "verdict"]) for r in rows], 12, verdict=True),
        Column("由哪一条款决定", [setter.at[(r.area, r.indicator), "id"] for r in rows], 9),
        Column("口径与说明", [_remarks(r, near.get((r.indicator, r.area), [])) for r in rows], 50),
        *(
            Column(title, [told[name].get(r.id) for r in rows], 24)
            for title, name in (
                ("偏差原因", "cause"),
                ("措施", "measures"),
                ("责任单位", "unit"),
                ("完成时限", "deadline"),
            )
        ),
        Column("规划行号", [r.line for r in rows], 8, "0"),
    ]


def _remarks(row: Measured, near: list[str]) -> str:
    """Adjustment, definition, note and neighbouring scopes of a clause."""
    changed = [clauses.adjustment(row, row.original_verdict)] if row.change else []
    definition = [f"口径：{row.definition}"] if row.definition else []
    return "；".join(
        text.rstrip("。；")
        for text in [*changed, *definition, *([row.note] if row.note else []), *(f"口径提示：{note}" for note in near)]
    )
