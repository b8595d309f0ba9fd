"""Sheets of cells → records: one a row beneath a head whose columns are named in advance (duties, progress of projects,
monthly figures), with what stands beside the numbers. What a sheet lacks is for the importer to say. Runs in the child
process."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from lib.intake import month_columns, unseen
from lib.intake.address import letters
from lib.intake.beside import Place, clean, said
from lib.intake.cell import At, Cell, Display, Given, Line
from lib.intake.facts import NO_DATE
from lib.intake.grid import Head, Sheet, filled, heads, lines, numbered, titles, unheaded
from lib.intake.grid import beneath as under
from lib.intake.layout import Layout, layout
from lib.intake.number import WORDS, squeeze
from lib.intake.problem import Problem
from lib.intake.refusal import RefusedError
from lib.intake.table import NOTES
from lib.intake.text import whole

YEARLY = re.compile(r"^20\d\d年度?(?=.)")
TWICE = "重复的列"
"""What the heading of a second column of the same kind is, among those that are not read."""
MOST = 3_000
"""Rows that one file may hold."""
SIGNED = re.compile(rf"^(?:{'|'.join(WORDS['signed']['words'])})\s*[:：]")
SUMS = {squeeze(word) for word in WORDS["sum_row"]["names"]}
LAYOUTS = {
    "duties": layout(WORDS["duties"], "name", "thing"),
    "events": layout(WORDS["events"], "project"),
    "units": layout(WORDS["units"], "name"),
    "explanations": layout(WORDS["explanations"], "name", "clause"),
    "months": month_columns.LAYOUT,
}
NEEDED = {
    "duties": {"lead"},
    "events": {"date", "stage", "planned", "total"},
    "units": {"into", "kind", "contact", "mail", "note"},
    "explanations": {"cause"},
    "months": set(month_columns.NUMBERS),
}
"""Fields beside an anchor of which one must stand in a head."""


class Table(NamedTuple):
    """A table of a sheet, or a sheet without one: title, whether it is visible, the last row of its head (from 1; 0
    where it has none), Excel's letters and the headings (nearest first) by field, the columns that are not read, the
    rows beneath, and what must be said of what nobody sees there or of what stands outside the cells."""

    sheet: str
    visible: bool
    head: int
    columns: dict[str, str]
    heads: dict[str, tuple[Place, ...]]
    unread: tuple[Place, ...]
    rows: tuple["Record", ...]
    said: tuple[Problem, ...] = ()


class Record(NamedTuple):
    """A row: its number from 1, cells by field, which of them come from a merged range, how a number format shows them
    (per cent, scale, text), error values, and what stands beside (a line between the rows, titles and remarks, names of
    sheet and file)."""

    row: int
    cells: Given
    merged: tuple[str, ...]
    shown: Mapping[str, Display]
    faults: Mapping[str, str]
    beyond: tuple[tuple[Place, ...], ...]


def tables_of(sheets: list[Sheet], form: str, file: str) -> list[Table]:
    """The tables of all sheets in which something stands, without those that explain how to fill in the others."""
    standing = [sheet for sheet in sheets if any(cell is not None for row in sheet.rows for cell in row)]
    found = [
        table
        for sheet in [s for s in standing if s.title not in NOTES] or standing
        for table in _sheet(sheet, form, file)
    ]
    if (count := sum(len(table.rows) for table in found)) > MOST:
        raise RefusedError("too_many_lines", count=f"{count:,}", limit=f"{MOST:,}")
    return found


def _sheet(sheet: Sheet, form: str, file: str) -> list[Table]:
    rows, merged = filled(sheet)
    rows = month_columns.cornered(rows) if form == "months" else rows
    of = LAYOUTS[form]

    def told(head: Head) -> tuple[dict[str, int], list[Place]]:
        return month_columns.columns(head) if form == "months" else _columns(head, of)

    def accept(head: Head) -> bool:
        return not NEEDED[form].isdisjoint(role.partition("@")[0] for role in told(head)[0])

    all_heads, tables = list(heads(rows, merged, of, accept)), []
    for number, head in enumerate(all_heads):
        end = all_heads[number + 1].first if number + 1 < len(all_heads) else len(rows)
        start = all_heads[number - 1].last + 1 if number else 0
        notes, margins = unseen.noted(head, sheet.facts.comments), unseen.margins(sheet)
        around = (*notes, *titles(rows, start, head), *(titles(rows, 0, all_heads[0]) if number else ()), *margins)
        columns, unread = told(head)
        unread += unheaded(head, rows[head.last + 1 : end], columns.values())
        own = tuple(_rows(sheet, rows, merged, range(head.last + 1, end), columns, (around, file)))
        names = {role: letters(column) for role, column in columns.items()}
        read = [(record.row, names.values()) for record in own]
        said = [*unseen.of_cells(sheet, read), *unseen.of_columns(sheet, head.last + 1, names.values())]
        said += [*unseen.of_rows(sheet, ((row, "") for row, _ in read)), *unseen.of_notes(sheet, read)]
        said += unseen.unread(sheet, (*notes, *margins))
        tables.append(
            Table(
                sheet.title,
                sheet.visible,
                head.last + 1,
                names,
                {r: head.stacks[c] for r, c in columns.items()},
                tuple(unread),
                own,
                tuple(said),
            )
        )
    return tables or [Table(sheet.title, sheet.visible, 0, {}, {}, (), ())]


def _columns(head: Head, of: Layout) -> tuple[dict[str, int], list[Place]]:
    """The columns under a head by the role that their headings name, and those that are not read."""
    columns: dict[str, int] = {}
    unread: list[Place] = []
    for column, stack in head.stacks.items():
        role = role_of([place.text for place in stack], of)
        if not role or role in columns:
            unread.append(stack[0]._replace(what=TWICE) if role in columns else stack[0])
        elif role != "unread":
            columns[role] = column
    return columns, unread


def role_of(texts: list[str], of: Layout) -> str:
    """The role that the headings of a column name, the nearest first; one that stands with a year is of the year.

    >>> of = layout(WORDS["events"], "project")
    >>> role_of(["完成投资", "2018年"], of), role_of(["2018年", "完成投资"], of), role_of(["完成投资"], of)
    ('year_investment', 'year_investment', 'investment')
    """
    dated = any((heard := said(text)).years and not (heard.span or heard.since or heard.rest) for text in texts)
    of_year = (of.role(f"年度{text.strip()}") for text in texts) if dated else ()
    each = (of.role(text) or of.role(yearly(text)) for text in texts)
    return next((role for role in (*of_year, *each) if role), "")


def yearly(heading: str) -> str:
    """A heading that names its year as one that only says that it is of a year.

    >>> yearly("2018年计划投资"), yearly("2018年度完成投资"), yearly("责任单位")
    ('年度计划投资', '年度完成投资', '责任单位')
    """
    return YEARLY.sub("年度", heading.strip())


def _rows(
    sheet: Sheet,
    rows: list[Line],
    merged: set[At],
    beneath: range,
    columns: dict[str, int],
    around: tuple[tuple[Place, ...], str],
) -> list[Record]:
    shown = {(r, c): (percent, scale, text) for r, c, percent, scale, text in sheet.facts.shown}
    errors = {(r, c): text for r, c, text in sheet.facts.errors}
    told = lines(rows, beneath)
    titled, file = around
    remarks = tuple(at for at in told.values() if at.what == "表注")[:10]
    far = ((*titled, *remarks), (Place("工作表名", None, "", sheet.title),), (Place("文件名", None, "", file),))
    found: list[Record] = []
    section: tuple[Place, ...] = ()
    for number in beneath:
        row, at = rows[number], told.get(number)
        if numbered(row):
            continue
        here = {column: cell for column, cell in enumerate(row) if cell is not None}
        if at or _divides(here, columns, {column for column in here if (number, column) in merged}):
            divides = at or Place("小标题", number + 1, letters(min(here)), whole(here[min(here)])[:200])
            section = section if divides.what == "表注" else under(divides, section)
            continue
        first = here[min(here)] if here else None
        if isinstance(first, str) and (SIGNED.match(clean(first)) or squeeze(first) in SUMS):
            continue
        cells: dict[str, Cell] = {field: here.get(column) for field, column in columns.items()}
        places = {field: (number, column) for field, column in columns.items()}
        faults = {field: errors[place] for field, place in places.items() if place in errors}
        cells |= {field: None for field, text in faults.items() if text == NO_DATE}
        if any(cell is not None for cell in cells.values()) or faults:
            own = tuple(field for field, place in places.items() if place in merged)
            how = {field: shown[place] for field, place in places.items() if place in shown}
            found.append(
                Record(number + 1, cells, own, how, faults, tuple(group for group in (section, *far) if group))
            )
    return found


def _divides(here: Mapping[int, Cell], columns: dict[str, int], merged: set[int]) -> bool:
    """Whether a row is a line between the others: one text over merged cells, or alone in a column that is not read."""
    if len(here) == 1:
        column, cell = next(iter(here.items()))
        return isinstance(cell, str) and column not in columns.values()
    return len({str(cell) for cell in here.values()}) == 1 and bool(merged)
