"""Sheets of cells → rows: one an indicator's figure, with the cells around it and where each stands.

Tolerant of what people do to a table: titles above the head, columns in another order, two-row heads, years as columns,
merged cells, blank rows, sums. What is left unread is said.
"""

import re
from typing import NamedTuple

from lib.intake.number import WORDS, squeeze
from lib.intake.problem import QUESTION, VALUELESS, Finding, found_words
from lib.intake.read import NOTES, Sheet, refusal
from lib.intake.workbook import MAX_CELLS, MAX_COLUMN, letters

SEARCHED = 40
"""Rows in which a head is looked for."""
MOST = 3_000
"""Figures that one file may hold."""
ROLES = {re.sub(r"\s", "", word).upper(): role for role, words in WORDS["heading"].items() for word in words}
YEAR = re.compile(r"^(20\d\d)(?:\.0)?年?(?:度|末)?(?:实际|实绩|完成)?(?:值|数|数值|情况)?$")
ENDINGS = {squeeze(word) for word in WORDS["growth"]["endings"]}
SUMS = {squeeze(word) for word in WORDS["sum_row"]["names"]}
ONCE = ("note", "source", "operator", "price_basis", "unit", "measure", "year", "area")
"""Roles of which a table has one column; what stands in a further one is not read, and that is said."""
MARKS = ("percent", "unvalued", "external")


class Row(NamedTuple):
    """A row's figure: `cells` and Excel `letters` by role; year and unit where the heading gives them; marks of the
    value cell (percent, unvalued, external, merged), its error value, and the nearest name above that is not only
    增速."""

    sheet: str
    row: int
    cells: dict
    letters: dict[str, str]
    year: int | None = None
    unit: str = ""
    marks: frozenset = frozenset()
    fault: str = ""
    above: str = ""


class Head(NamedTuple):
    """A head row: its position from 0, columns by role, columns of figures as (column, year or None, unit in brackets),
    and the columns that mean what another one means and are not read."""

    row: int
    roles: dict[str, int]
    figures: list[tuple[int, int | None, str]]
    spare: tuple[int, ...] = ()


def heading(cell) -> tuple[str, int | None, str]:
    """A heading's role ("" for none), its year, and the text in brackets.

    >>> heading("数值（亿元）"), heading("2018年"), heading(2018.0), heading("上年值（2017年）"), heading("指 标")
    (('value', None, '亿元'), ('value', 2018, ''), ('value', 2018, ''), ('last', None, '2017年'), ('indicator', None, ''))
    """
    if cell is None or isinstance(cell, bool | dict):
        return "", None, ""
    if isinstance(cell, float | int):
        return ("value", int(cell), "") if cell in range(2000, 2100) else ("", None, "")
    text = squeeze(cell)
    inner = re.search(r"\(([^()]*)\)", text)
    bare = re.sub(r"\([^()]*\)", "", text)
    if year := YEAR.match(bare):
        return "value", int(year[1]), inner[1] if inner else ""
    return ROLES.get(bare, ""), None, inner[1] if inner else ""


def _filled(sheet: Sheet) -> tuple[list[list], set]:
    """Rows with every merged range filled from its first cell, and the cells that were filled so."""
    rows, filled, covered = [list(row) for row in sheet.rows], set(), 0
    for top, left, bottom, right in sheet.merged:
        if top >= len(rows) or left >= len(rows[top]) or rows[top][left] is None:
            continue
        covered += (min(bottom + 1, len(rows)) - top) * (right + 1 - left)
        if covered > MAX_CELLS:
            break
        for r in range(top, min(bottom + 1, len(rows))):
            for c in range(left, min(right + 1, len(rows[r]))):
                if (r, c) != (top, left) and rows[r][c] is None:
                    rows[r][c] = rows[top][left]
                    filled.add((r, c))
    return rows, filled


def _head(rows: list[list], position: int) -> Head | None:
    """The head that stands in a row, if one does."""
    roles, figures, twice = {}, [], []
    for column, cell in enumerate(rows[position]):
        role, year, unit = heading(cell)
        if role == "value":
            figures.append((column, year, unit))
        elif role:
            twice += [column] if role in roles and role in ONCE else []
            roles.setdefault(role, column)
    read = [figure for figure in figures if figure[1] is not None] or figures[:1]
    spare = (*twice, *(figure[0] for figure in figures if figure not in read))
    return Head(position, roles, read, spare) if read and ("indicator" in roles or "key" in roles) else None


def _head_at(rows: list[list], position: int) -> Head | None:
    """The head that stands in a row, or the lower row of a head of two that begins there."""
    head = _head(rows, position)
    below = _head(rows, position + 1) if head and position + 1 < len(rows) else None
    return below if below and len(below.figures) >= len(head.figures) else head


def find_head(rows: list[list]) -> Head | None:
    """The head of a sheet: the first row that is one, or the lower row of a head of two."""
    return next((head for position in range(min(SEARCHED, len(rows))) if (head := _head_at(rows, position))), None)


def _looks_like_head(row: list) -> bool:
    """Whether a row names the column of indicators and another one: the head of a further table on the sheet."""
    roles = {ROLES.get(squeeze(cell)) for cell in row if isinstance(cell, str) and len(cell) <= 12} - {None}
    return bool(roles & {"indicator", "key"}) and len(roles) > 1


def tables_of(rows: list[list], head: Head) -> list[tuple[Head, int]]:
    """The tables of a sheet, one beneath the other: each head with the position after its last row. A head without a
    column of figures has none (`figures` empty): what stands beneath it is of another kind."""
    found, position = [head], head.row + 1
    while position < len(rows):
        if _looks_like_head(rows[position]):
            found.append(_head_at(rows, position) or Head(position, {}, []))
            position = found[-1].row
        position += 1
    return list(zip(found, [*(further.row for further in found[1:]), len(rows)], strict=True))


def rows_of(sheets: tuple[Sheet, ...]) -> tuple[list[Row], list[Finding], str]:
    """All rows of a file, findings about what was not read, and the problem where there is no table at all."""
    found, findings, heads = [], [], 0
    for sheet in sheets:
        if not any(cell is not None for row in sheet.rows for cell in row):
            continue
        if not sheet.visible:
            findings.append(
                Finding(
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
        rows, filled = _filled(sheet)
        head = find_head(rows)
        if head is None:
            if sheet.title not in NOTES:
                findings.append(
                    Finding(
                        QUESTION,
                        sheet.title,
                        None,
                        "",
                        "没有表头",
                        "一行里有“指标”和“数值”",
                        "没有读这张表；其中若有填报的数，请补上表头",
                    )
                )
            continue
        heads += 1
        for own, end in tables_of(rows, head):
            _unread(sheet, rows[:end], own, findings)
            _read_table(sheet, rows[:end], filled, own, found, findings)
    if len(found) > MOST:
        return [], findings, refusal("too_many_rows", count=f"{len(found):,}", limit=f"{MOST:,}")
    return found, findings, "" if found else refusal("no_rows" if heads else "no_header")


def _unread(sheet: Sheet, rows: list[list], head: Head, findings: list[Finding]) -> None:
    """Say which columns under a head hold something and are not read."""
    beneath = rows[head.row + 1 :]
    if not head.figures and any(cell is not None for row in beneath for cell in row):
        findings.append(
            Finding(
                QUESTION,
                sheet.title,
                head.row + 1,
                "",
                "没有数值列",
                "表头里有“数值”",
                "没有读下面的表；其中若有填报的数，请补上数值列的表头",
            )
        )
    for column in head.spare:
        if any(column < len(row) and row[column] is not None for row in beneath):
            said, mend = found_words(rows[head.row][column]), "这一列与前面的列意思相同，没有读；请合并成一列，或改表头"
            findings.append(
                Finding(QUESTION, sheet.title, head.row + 1, letters(column), said, "同一内容只有一列", mend)
            )


def _read_table(
    sheet: Sheet, rows: list[list], filled: set, head: Head, found: list[Row], findings: list[Finding]
) -> None:
    """The rows under a head, and what is odd about the sheet."""
    hidden_rows = set(sheet.facts["hidden_rows"])
    hidden = {c for first, last in sheet.facts["hidden_columns"] for c in range(first, min(last, MAX_COLUMN) + 1)}
    names = {role: letters(column) for role, column in head.roles.items()}
    for column, _, _ in head.figures:
        if column in hidden:
            findings.append(
                Finding(
                    QUESTION,
                    sheet.title,
                    head.row + 1,
                    letters(column),
                    "隐藏的列",
                    "要读的列不隐藏",
                    "这一列照常读入；若不应填报，请删去",
                )
            )
    marks: dict[tuple, set] = {place: {"merged"} for place in filled}
    for mark in MARKS:
        for place in sheet.facts[mark]:
            marks.setdefault(tuple(place), set()).add(mark)
    errors, above = {(r, c): text for r, c, text in sheet.facts["errors"]}, ""
    for position in range(head.row + 1, len(rows)):
        row = rows[position]
        cells = {role: row[column] if column < len(row) else None for role, column in head.roles.items()}
        name = squeeze(cells.get("indicator") or "")
        if ROLES.get(name) == "indicator":
            continue
        values = _figures(Row(sheet.title, position + 1, cells, names, above=above), row, head, marks, errors)
        above = above if not name or name in ENDINGS else str(cells["indicator"])
        if name in SUMS:
            if values:
                findings.append(_said(sheet, position, names, name, "指标的行", "合计行没有读入；各指标请各填一行"))
            continue
        if not values and (cells.get("note") or cells.get("source")) and (name or cells.get("key")):
            role = "note" if cells.get("note") else "source"
            findings.append(
                Finding(QUESTION, sheet.title, position + 1, names[role], found_words(cells[role]), *VALUELESS)
            )
        if values and position in hidden_rows:
            findings.append(
                _said(sheet, position, names, "隐藏的行", "要读的行不隐藏", "这一行照常读入；若不应填报，请删去")
            )
        found += values


def _figures(plain: Row, row: list, head: Head, marks: dict[tuple, set], errors: dict[tuple, str]) -> list[Row]:
    """The figures of one row of a sheet, each made from `plain`; a line of words merged across the table is none."""
    values = []
    for column, year, unit in head.figures:
        place = (plain.row - 1, column)
        cell, marked, fault = (
            row[column] if column < len(row) else None,
            frozenset(marks.get(place, ())),
            errors.get(place, ""),
        )
        if (cell is None and not fault and "unvalued" not in marked) or (
            isinstance(cell, str) and cell == plain.cells.get("indicator")
        ):
            continue
        cells, places = plain.cells | {"value": cell}, plain.letters | {"value": letters(column)}
        values.append(plain._replace(cells=cells, letters=places, year=year, unit=unit, marks=marked, fault=fault))
    return values


def _said(sheet: Sheet, position: int, names: dict, what: str, expected: str, mend: str) -> Finding:
    return Finding(
        QUESTION, sheet.title, position + 1, names.get("indicator", names.get("key", "")), what, expected, mend
    )
