"""路径 of the workbook: the path of each clause by year, its actual values on the same scale, and the distance."""

import pandas as pd

from lib.measure.clause import Measured
from lib.measure.kinds import path_value
from lib.measure.period import Period
from lib.report import changes
from lib.report.selection import Selection
from lib.report.workbook import formulas as f
from lib.report.workbook.calculated import PLACES, base_format, exact, lookup, value_format
from lib.report.workbook.spreadsheet import HEAD, Cell, Column, Formula, letter, unit_format
from lib.text import words as w

YEAR = 10
"""Width of the column of a year on 路径; the unit stands in its own column."""


def actuals(s: Selection, column: str = "actual") -> pd.DataFrame:
    """The actual value of every clause (by id) in each year: level, compound average, change or sum as its kind has it;
    or its operator."""
    found = {
        year: rows.set_index("id")[column].where(rows.set_index("id")["actual_year"] == year)
        for year, rows in s.history.items()
    }
    return pd.DataFrame(found).reindex(columns=s.about.period.years)


def path(s: Selection) -> list[Column]:
    """One row a clause with a path: the path and the actual values of every year, and the distance in the evaluation
    year."""
    rows = [r for r in Measured.of(s.clauses) if r.traits.numeric]
    count, known, bounds = len(s.clauses), actuals(s), actuals(s, "actual_operator")
    years = s.about.period.with_base
    numbered = list(enumerate(rows, HEAD + 2))
    formats = [unit_format(None, 4) if r.traits.chained else unit_format(None, max(2, int(r.decimals))) for r in rows]
    base = [r.base for r in rows]
    columns = [
        Column("条款", [r.id for r in rows], 7),
        Column("目标", [r.name for r in rows], 24),
        Column("地域", [s.about.areas.short(r.area) for r in rows], 8),
        Column("类型", [w.word("kind", r.kind) for r in rows], 9),
        Column("单位", [f"指数，{s.about.period.base}年=1" if r.traits.chained else r.unit for r in rows], 10),
        Column(
            f"{s.about.period.base}年基期值",
            [Formula(lookup(PLACES["b"], count, n), r.base) for n, r in numbered],
            13,
            [base_format(r) for r in rows],
        ),
        Column(
            "目标值",
            [Formula(lookup(PLACES["T"], count, n), r.target) for n, r in numbered],
            13,
            [value_format(r.target, r.unit) for r in rows],
        ),
    ]
    for year in years:
        elapsed = (year - s.about.period.base) / s.about.period.span
        planned = [
            Formula(
                f.written(r.traits.excel.path or "", {"b": f"$F{n}", "T": f"$G{n}", "t": str(year)}),
                float(path_value(r.kind, r.base, r.target, elapsed, s.about.period.span)),
            )
            for n, r in numbered
        ]
        columns.append(Column(f"{year}年路径", planned, YEAR, formats))
    for year in years:
        values = base if year == s.about.period.base else [known.at[r.id, year] for r in rows]
        cells = [
            _actual(r, n, year, value, count, s.about.period) for (n, r), value in zip(numbered, values, strict=True)
        ]
        signs = [_sign(r, bounds, year, s.about.period) for r in rows]
        shown = [_bounded(form, sign) for form, sign in zip(formats, signs, strict=True)]
        columns.append(Column(f"{year}年实际", cells, YEAR, shown))
    columns.append(Column("评估年实际与路径之差", [_distance(s, r, n, known) for n, r in numbered], 12, formats))
    columns.append(
        Column(
            "原目标值",
            [r.original_target if changes.mark(r) else None for r in rows],
            13,
            [value_format(r.original_target, r.unit) for r in rows],
        )
    )
    return columns


def _sign(row: Measured, bounds: pd.DataFrame, year: int, period: Period) -> str | None:
    """The operator of the figure of a year; that of a base counts where it is a value."""
    if year == period.base:
        return row.base_operator if row.traits.valued else ""
    bound = bounds.at[row.id, year]
    return None if w.missing(bound) else str(bound)


def _bounded(form: str, operator: str | None) -> str:
    """A number format with the word of a bound before it."""
    word = w.word("bound", operator) if operator else ""
    return f'"{word}"{form}' if word else form


def _actual(row: Measured, number: int, year: int, value: float, count: int, period: Period) -> Cell:
    """One actual value on the scale of the path, rates as an index; the latest one is that of 指标, so that a change
    there shows here."""
    if year == period.base:
        own = Formula(f'=IF($F{number}="","",$F{number})', value)
        return own if row.traits.base is None else row.traits.base
    if w.missing(value):
        return value
    value = exact(value)
    latest = year == row.actual_year
    at = lookup(PLACES["v"], count, number).removeprefix("=") if latest else repr(value)
    kind = row.traits
    if kind.excel.position is None:
        return Formula(f"={at}", value) if latest else value
    found = kind.excel.position.format(v=at, t=year)
    position = float(kind.index(value, year - period.base))
    return Formula(f'=IF({at}="","",{found})' if latest else f"={found}", position)


def _distance(s: Selection, row: Measured, number: int, known: pd.DataFrame) -> Formula:
    """Actual less path in the evaluation year."""
    path_from, actual_from = 7, 7 + len(s.about.period.years) + 1
    at = [
        f"INDEX(${letter(i)}{number}:${letter(i + len(s.about.period.years))}{number},评估年-基年+1)"
        for i in (actual_from, path_from)
    ]
    value = known.at[row.id, s.year]
    if not w.missing(value):
        kind, period = row.traits, s.about.period
        value = kind.index(value, s.year - period.base) - kind.path(row.base, row.target, row.time_elapsed, period.span)
    return Formula(f'=IF(COUNT({at[0]},{at[1]})=2,{at[0]}-{at[1]},"")', float(value))
