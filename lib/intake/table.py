"""Sheets of cells → rows: one an indicator's figure, with the cells around it, what stands beside it and where each
stands.

Tolerant of what people do to a table: titles above the head, columns in another order, heads of several rows, years as
columns, merged cells, blank rows, sums. What is left unread is said. Runs in the child process.
"""

from typing import NamedTuple

from lib.intake import unseen
from lib.intake.address import letters
from lib.intake.beside import Place
from lib.intake.cell import At, Display, Given, Line
from lib.intake.columns import LAYOUT, Columns, Figure, columns, of_columns, units, unread
from lib.intake.facts import NO_DATE
from lib.intake.grid import NUMBER, Head, Sheet, beneath, filled, heads, lines, numbered, titles, unheaded
from lib.intake.number import WORDS, squeeze
from lib.intake.problem import QUESTION, VALUELESS, Problem, found_words
from lib.intake.refusal import RefusedError
from lib.intake.text import whole

MOST = 3_000
"""Figures that one file may hold."""
MOST_SAID = 1_000
"""Problems about what was not read that are kept."""
NOTES = ("说明", "填表说明", "填报说明")
"""Titles of sheets that explain how to fill in the others."""
ENDINGS = {squeeze(word) for word in WORDS["growth"]["endings"]}
SUMS = {squeeze(word) for word in WORDS["sum_row"]["names"]}
BARE = "每一列有表头", "这一列有数，没有读；没有加引号的千分位逗号会把一个数分成几格，请核对"
MISPLACED = "数在数值列", "单位一列写的是数，数值是空的，没有读；请核对是不是少了一格"
MARKS = ("unvalued", "external")
Marks = dict[At, set[str]]
"""Marks of cells."""


class Row(NamedTuple):
    """A row's figure: `cells` and Excel `letters` by role; the headings over the value (nearest first) and what stands
    farther off, group by group (a line between the rows, titles and remarks, names of sheet and file); all years of the
    table's columns and whether one of them holds growth; of this column the year and part of the year that its headings
    say, and whether it holds growth; how the value's number format shows it (per cent, scale, text); marks of the value
    cell (unvalued, external, merged), its error value, and the nearest name above that is not only 增速."""

    sheet: str
    row: int
    cells: Given
    letters: dict[str, str]
    heads: tuple[Place, ...] = ()
    beyond: tuple[tuple[Place, ...], ...] = ()
    years: tuple[int, ...] = ()
    grown: bool = False
    year: int | None = None
    part: tuple[int, int] | None = None
    growth: bool = False
    shown: Display = (False, 1.0, "")
    marks: frozenset[str] = frozenset()
    fault: str = ""
    above: str = ""


class _Table:
    """One table of a sheet while its rows are read."""

    def __init__(
        self,
        sheet: Sheet,
        rows: list[Line],
        head: Head,
        end: int,
        around: tuple[tuple[Place, ...], ...],
        years: tuple[int, ...],
    ):
        self.sheet, self.rows, self.head, self.end = sheet, rows, head, end
        self.columns: Columns = units(columns(head, years), rows[head.last + 1 : end])
        self.letters = {role: letters(column) for role, column in self.columns.roles.items()}
        self.named = self.letters.get("indicator", self.letters.get("key", ""))
        self.comments = {(row, column): text for row, column, text in sheet.facts.comments}
        self.notes = unseen.noted(head, sheet.facts.comments)
        figures = {letters(one.column) for one in self.columns.figures}
        self.around = (tuple(at for at in self.notes if at.column not in figures) + around[0], around[1])
        self.used = {column for row in rows[head.last + 1 : end] for column, cell in enumerate(row) if cell is not None}

    def noted(self, place: At, cells: Given) -> Given:
        """The note of a row with what is noted at its figure's cell and at those that say what it is; nothing where
        nothing is."""
        places = (place, *((place[0], column) for column in self.columns.roles.values()))
        told = "；".join(self.comments[at] for at in places if at in self.comments)
        own = cells.get("note")
        return {"note": f"{own}；批注：{told}" if own else f"批注：{told}"} if told else {}


def rows_of(sheets: list[Sheet], file: str, years: tuple[int, ...] = ()) -> tuple[list[Row], list[Problem]]:
    """All rows of a file of this name and what was not read; RefusedError where there is no table at all. Columns of
    other years than `years` are not read (none: all are)."""
    found: list[Row] = []
    problems: list[Problem] = []
    tables: list[_Table] = []
    for sheet in sheets:
        if not any(cell is not None for row in sheet.rows for cell in row):
            continue
        if not sheet.visible:
            problems.append(
                Problem(
                    QUESTION,
                    sheet.title,
                    None,
                    "",
                    "隐藏的工作表",
                    "要读的工作表不隐藏",
                    "没有读这张表；其中若有填报的数，请取消隐藏后再上传",
                )
            )
            continue
        own = _sheet(sheet, file, years, found, problems)
        tables += own
        if not own and sheet.title not in NOTES:
            problems.append(
                Problem(
                    QUESTION,
                    sheet.title,
                    None,
                    "",
                    "没有表头",
                    "一行里有“指标”和“数值”",
                    "没有读这张表；其中若有填报的数，请补上表头",
                )
            )
        if len(found) > MOST:
            raise RefusedError("too_many_rows", count=f"{len(found):,}", limit=f"{MOST:,}")
    if not found:
        planned = any(
            why in ("planned", "outside") and column in table.used
            for table in tables
            for column, why in table.columns.left
        )
        raise RefusedError("only_planned" if planned else "no_rows" if tables else "no_header")
    return found, problems[:MOST_SAID]


def _accepted(head: Head) -> bool:
    """Whether a head has a column of figures, were it one that is not read."""
    found = columns(head)
    return bool(found.figures) or any(why in ("planned", "outside") for _, why in found.left)


def _sheet(sheet: Sheet, file: str, years: tuple[int, ...], found: list[Row], problems: list[Problem]) -> list[_Table]:
    """Read the tables of a sheet, one beneath the other."""
    rows, merged = filled(sheet)
    all_heads = list(heads(rows, merged, LAYOUT, _accepted))
    marks: Marks = {place: {"merged"} for place in merged}
    for mark in MARKS:
        for place in getattr(sheet.facts, mark):
            marks.setdefault(tuple(place), set()).add(mark)
    shown = {(r, c): (percent, scale, text) for r, c, percent, scale, text in sheet.facts.shown}
    errors, tables = {(r, c): text for r, c, text in sheet.facts.errors}, []
    names = unseen.margins(sheet), (Place("工作表名", None, "", sheet.title),), (Place("文件名", None, "", file),)
    for number, head in enumerate(all_heads):
        end = all_heads[number + 1].first if number + 1 < len(all_heads) else len(rows)
        start = all_heads[number - 1].last + 1 if number else 0
        around = titles(rows, start, head), (titles(rows, 0, all_heads[0]) if number else ())
        table = _Table(sheet, rows, head, end, around, years)
        tables.append(table)
        problems += unread(sheet.title, head, table.columns, table.used)
        bare = unheaded(head, rows[head.last + 1 : end], table.columns.roles.values())
        problems += [Problem(QUESTION, sheet.title, *place[1:], *BARE) for place in bare]
        if table.used and not table.columns.figures:
            mend = "没有读下面的表；其中若有填报的数，请补上数值列的表头"
            problems.append(Problem(QUESTION, sheet.title, head.last + 1, "", "没有数值列", "表头里有“数值”", mend))
        before = len(found)
        _read(table, marks, shown, errors, names, found, problems)
        problems += unseen.of_cells(sheet, ((row.row, row.letters.values()) for row in found[before:]))
        problems += unseen.of_rows(sheet, ((row.row, table.named) for row in found[before:]))
        problems += unseen.of_columns(sheet, head.last + 1, (letters(one.column) for one in table.columns.figures))
        problems += unseen.unread(sheet, (*names[0], *table.notes))
    return tables


def _read(
    table: _Table,
    marks: Marks,
    shown: dict[At, Display],
    errors: dict[At, str],
    names: tuple[tuple[Place, ...], ...],
    found: list[Row],
    problems: list[Problem],
) -> None:
    """The rows under a head, and what is odd about them."""
    sheet, rows, head, roles = table.sheet, table.rows, table.head, table.columns.roles
    problems += of_columns(sheet.title, table.columns)
    between = lines(rows, range(head.last + 1, table.end))
    remarks = tuple(at for at in between.values() if at.what == "表注")[:10]
    around = (*table.around[0], *remarks), table.around[1]
    section: tuple[Place, ...] = ()
    above = ""
    grown = any(one.growth for one in table.columns.figures)
    years = tuple(dict.fromkeys(one.year for one in table.columns.figures if one.year is not None))
    for position in range(head.last + 1, table.end):
        if numbered(row := rows[position]):
            continue
        at = between.get(position)
        cells = {role: row[column] if column < len(row) else None for role, column in roles.items()}
        name = squeeze(cells.get("indicator") or "")
        values = _figures(table, position, cells, marks, shown, errors)
        if at and not values:
            section = beneath(at, section) if at.what == "小标题" else section
            continue
        beyond = tuple(group for group in (section, *around, *names) if group)
        values = [one._replace(beyond=beyond, years=years, grown=grown, above=above) for one in values]
        above = above if not name or name in ENDINGS else str(cells["indicator"])
        if name in SUMS:
            if values:
                problems.append(_said(table, position, name, "指标的行", "合计行没有读入；各指标请各填一行"))
            continue
        if not values and (cells.get("note") or cells.get("source")) and (name or cells.get("key")):
            role = "note" if cells.get("note") else "source"
            problems.append(
                Problem(QUESTION, sheet.title, position + 1, table.letters[role], found_words(cells[role]), *VALUELESS)
            )
        if not values and name and NUMBER.match(whole(cells.get("unit"))):
            problems.append(_said(table, position, found_words(cells["unit"]), *MISPLACED))
        found += values
        if len(found) > 4 * MOST:
            raise RefusedError("too_many_rows", count=f"{4 * MOST:,}多", limit=f"{MOST:,}")


def _figures(
    table: _Table, position: int, cells: Given, marks: Marks, shown: dict[At, Display], errors: dict[At, str]
) -> list[Row]:
    """The figures of one row of a sheet; a line of words merged across the table is none."""
    values, row = [], table.rows[position]
    for one in table.columns.figures:
        place = (position, one.column)
        cell = row[one.column] if one.column < len(row) else None
        marked, fault = frozenset(marks.get(place, ())), errors.get(place, "")
        if (cell is None and not fault and "unvalued" not in marked) or (
            isinstance(cell, str) and cell == cells.get("indicator")
        ):
            continue
        values.append(
            _row(
                table,
                one,
                position,
                {**cells, **table.noted(place, cells), "value": None if fault == NO_DATE else cell},
                marked,
                fault,
                shown.get(place),
            )
        )
    return values


def _row(
    table: _Table, one: Figure, position: int, cells: Given, marked: frozenset[str], fault: str, shown: Display | None
) -> Row:
    places, how = table.letters | {"value": letters(one.column)}, shown or (False, 1.0, "")
    return Row(
        table.sheet.title,
        position + 1,
        cells,
        places,
        one.stack + tuple(at for at in table.notes if at.column == places["value"]),
        (),
        (),
        False,
        one.year,
        one.part,
        one.growth,
        how,
        marked,
        fault,
    )


def _said(table: _Table, position: int, what: str, expected: str, mend: str) -> Problem:
    return Problem(QUESTION, table.sheet.title, position + 1, table.named, what, expected, mend)
