"""A sheet as a grid: merged ranges filled, heads of one or more rows found, and the texts above and between that speak
of the numbers.

Shared by all importers and run in the child process; no library beyond the standard one. Rows and columns count from 0
here, rows in a Place from 1 as Excel shows them.
"""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import NamedTuple

from lib.intake.address import letters
from lib.intake.beside import BESIDE, UNIT, Place, clean, said
from lib.intake.cell import At, Cell, Line
from lib.intake.corner import beside, named
from lib.intake.facts import MAX_CELLS, Facts
from lib.intake.layout import Layout, words
from lib.intake.refusal import RefusedError

SEARCHED = 100
"""Rows in which a first head is looked for."""
DEEPEST = 4
"""Rows that one head may have."""
LONGEST = 30
"""Letters that a heading may have."""
TITLES = 20
"""Lines above a head that are read."""
NO_HEADING = "没有表头的列"
REMARK = re.compile(
    rf"^(?:(?:{'|'.join(BESIDE['remark'])})\s*[:：\d.、（(]|{'|'.join(BESIDE['remarks'])}|(?:带|标)?[“\"]?[*＊※①-⑩][”\"]?[号的者]?[为是指系表])"
)
NUMBER = re.compile(r"[-+]?\d[\d.,]*\s*[%‰]?$")
COUNTED = re.compile(rf"(?:[{''.join(BESIDE['numbered'])}]|\d{{1,2}})(?:\s*=[\d+\-*/÷×()（）甲乙丙丁\s]+%?)?")
SECTION = re.compile(r"^\(?[一二三四五六七八九十]{1,3}[)、.．]")
FLOW = re.compile(r"(?:当期|当月|本期|本月|本年|年初)?(?:累计)?(?:数|值)?(?<=[期月计数值])")
"""A heading that says only whether numbers are of a month or of the months so far."""
PLACE_NAME = re.compile(r"[\u4e00-\u9fff]{2,7}(?:区|县|市|镇|乡)$")


class Sheet(NamedTuple):
    """A worksheet: title ("" for a text file), rows of cells (None, number, text, bool, {"date": …}) from A1, merged
    ranges (first row, first column, last row, last column; from 0), and what a reader of values does not tell."""

    title: str
    visible: bool
    rows: list[Line]
    merged: list[list[int]]
    facts: Facts


class Head(NamedTuple):
    """A head: its first and last row, the headings of each column, the nearest to the numbers first, and what its
    corner says of all numbers (单位：万元)."""

    first: int
    last: int
    stacks: dict[int, tuple[Place, ...]]
    corner: tuple[Place, ...] = ()


def filled(sheet: Sheet) -> tuple[list[Line], set[At]]:
    """Rows with every merged range filled from its first cell, and the cells that were filled so."""
    rows, cells, covered = [list(row) for row in sheet.rows], set(), 0
    width = max(map(len, rows), default=0)
    for top, left, bottom, right in sheet.merged:
        if top >= len(rows) or left >= len(rows[top]) or rows[top][left] is None:
            continue
        covered += (min(bottom + 1, len(rows)) - top) * (min(right + 1, width) - left)
        if covered > MAX_CELLS:
            raise RefusedError("too_many_cells", sheet=sheet.title, limit=f"{MAX_CELLS:,}")
        for r in range(top, min(bottom + 1, len(rows))):
            for c in range(left, min(right + 1, len(rows[r]))):
                if (r, c) != (top, left) and rows[r][c] is None:
                    rows[r][c] = rows[top][left]
                    cells.add((r, c))
    return rows, cells


def heads(rows: list[Line], merged: set[At], of: Layout, accept: Callable[[Head], bool]) -> Iterator[Head]:
    """The heads of a sheet from top to bottom: the first that is accepted within SEARCHED rows, then every row that
    names an anchor and another column. Where none does, a head whose corner is blank or says something else."""
    found = False
    for head in _heads(rows, merged, of, accept):
        found = True
        yield head
    for row in () if found else range(min(SEARCHED, len(rows))):
        told, corner = named(rows, row, of)
        if corner and accept(head := _head(told, merged, row, of)):
            yield head._replace(corner=(*head.corner, *(place for place in corner if place.text)))
            return


def _heads(rows: list[Line], merged: set[At], of: Layout, accept: Callable[[Head], bool]) -> Iterator[Head]:
    position, found = 0, False
    while position < (len(rows) if found else min(SEARCHED, len(rows))):
        short = [cell for cell in rows[position] if cell is not None and len(words(cell)) <= LONGEST]
        roles = {of.role(cell) for cell in short if isinstance(cell, str)}
        if not roles.isdisjoint(of.anchors) and (
            not found or len(roles - {""}) > 1 or _dated(short, of) or months_in(rows[position]) > 1
        ):
            head = _head(rows, merged, position, of)
            if found or accept(head):
                yield head
                position, found = head.last, True
        position += 1


def _dated(cells: Sequence[Cell], of: Layout) -> bool:
    """Whether what stands beside a heading of names are years."""
    others = [words(cell) for cell in cells if of.role(cell) not in of.anchors]
    return bool(others) and all(said(text).years and not said(text).rest for text in others)


def _head(rows: list[Line], merged: set[At], position: int, of: Layout) -> Head:
    """The head around a row that names an anchor: rows above and below that are headings too."""
    anchor = next(column for column, cell in enumerate(rows[position]) if of.role(cell) in of.anchors)
    first = last = position
    while last + 1 < len(rows) and last - position + 1 < DEEPEST and _continues(rows, merged, last + 1, anchor, of):
        last += 1
    while first > 0 and position - first < 2 and _spans(rows[first - 1], anchor, of):
        first -= 1
    width = max(len(rows[r]) for r in range(first, last + 1))
    stacks = {column: stack for column in range(width) if (stack := _stack(rows, first, last, column, anchor, of))}
    return Head(first, last, stacks, beside(stacks, anchor))


def _cell(rows: list[Line], row: int, column: int) -> Cell:
    return rows[row][column] if column < len(rows[row]) else None


def _continues(rows: list[Line], merged: set[At], row: int, anchor: int, of: Layout) -> bool:
    """Whether a row beneath a head belongs to it: nothing of its own in the columns of the anchors, and elsewhere
    nothing but headings, or texts that divide a heading above."""
    here = [(column, cell) for column, cell in enumerate(rows[row]) if cell is not None]
    covered = {column for column, cell in here if (row, column) in merged and _cell(rows, row - 1, column) == cell}
    own = [(column, words(cell)) for column, cell in here if column not in covered]
    head = _cell(rows, row, anchor)
    if head is not None and of.role(head) in of.anchors and anchor not in covered:
        return len({of.role(cell) for _, cell in here} - {""}) > 1
    anchors = {column for column, cell in enumerate(rows[row - 1]) if of.role(cell) in of.anchors}
    if any(column in anchors and of.role(text) != "unit" for column, text in own):
        return False
    if not own or any(not text or (NUMBER.match(text) and not said(text).years) for _, text in own):
        return not own and anchor in covered
    return any(of.role(text) or _speaks(text) for _, text in own) or all(
        _divides(rows[row - 1], column) for column, _ in own
    )


def _divides(above: Line, column: int) -> bool:
    """Whether what stands beneath a column's heading divides it: the heading stands over the next column too, or is
    blank."""
    cell = above[column] if column < len(above) else None
    beside = (above[i] if 0 <= i < len(above) else None for i in (column - 1, column + 1))
    return cell is None or cell in beside


def _speaks(text: str) -> bool:
    found = said(text)
    spoken = found.years or found.months or found.units or found.measure or found.status or FLOW.fullmatch(clean(text))
    return bool(spoken) and len(text) <= 40


def months_in(cells: Line) -> int:
    """How many cells name a part of a year.

    >>> months_in(["指标", "1月", "1-2月", 5.0, None])
    2
    """
    return sum(any(part[1] for part in said(words(cell)).months) for cell in cells if isinstance(cell, str | dict))


def _spans(row: Line, anchor: int, of: Layout) -> bool:
    """Whether a row above a head holds headings over several columns (years, say) and no title; up to the names it may
    say a unit."""
    told = [(column, words(cell)) for column, cell in enumerate(row) if cell is not None]
    here = [text for column, text in told if not (column <= anchor and UNIT.search(clean(text)))]
    if (
        len(here) < 2
        or any(column == anchor and text in here for column, text in told)
        or any(UNIT.search(clean(text)) for text in here)
    ):
        return False
    return all(_speaks(text) or of.role(text) for text in here)


def _stack(rows: list[Line], first: int, last: int, column: int, anchor: int, of: Layout) -> tuple[Place, ...]:
    """The headings of a column from the lowest up; one that is blank is that to its left, where the rows beneath divide
    it."""
    stack: list[Place] = []
    for row in range(last, first - 1, -1):
        at, cell = column, _cell(rows, row, column)
        while cell is None and stack and at - 1 > anchor:
            at -= 1
            cell = _cell(rows, row, at)
            if cell is not None and (of.role(cell) not in ("", "value") or not _speaks(words(cell))):
                cell, at = None, anchor
        text = words(cell)
        if text and (not stack or stack[-1].text != text):
            stack.append(Place("表头", row + 1, letters(column), text))
    return tuple(stack)


def titles(rows: list[Line], start: int, head: Head) -> tuple[Place, ...]:
    """What the corner of a head says, and the lines of text above it, from the nearest up to `start` or to the last row
    of another table."""
    found: list[Place] = [*head.corner]
    for row in range(head.first - 1, start - 1, -1):
        texts = {words(cell): column for column, cell in reversed(list(enumerate(rows[row]))) if cell is not None}
        counted = any(NUMBER.match(text) and not said(text).years for text in texts)
        if (start and (counted or len(texts) > 2)) or len(found) >= TITLES:
            break
        spoken = {
            text: column for text, column in texts.items() if text and (not NUMBER.match(text) or said(text).years)
        }
        found += [Place("标题", row + 1, letters(column), text[:200]) for text, column in spoken.items()]
    return tuple(found[:TITLES])


def lines(rows: list[Line], beneath: range) -> dict[int, Place]:
    """The lines between the rows of a table by number; what stands beneath all of the rows is a remark."""
    found = {number: at for number in beneath if (at := line(rows[number], number))}
    last = max((n for n in beneath if n not in found and any(cell is not None for cell in rows[n])), default=-1)
    return {number: at._replace(what="表注") if number > last else at for number, at in found.items()}


def line(row: Line, number: int) -> Place | None:
    """A line between the rows of a table that speaks of those beneath (单位：万元, 2017年, 某区, 一、某事), or a remark
    under the table."""
    here = {words(cell): column for column, cell in reversed(list(enumerate(row))) if cell is not None}
    if not 0 < len(here) <= 2:
        return None
    text = min(here, key=lambda one: here[one])
    column = here[text]
    if REMARK.match(clean(text)):
        return Place("表注", number + 1, letters(column), text[:200])
    if len(here) > 1:
        return None
    heard = said(text)
    speaks = not heard.rest and not heard.asides and bool(heard.years or heard.months or heard.units or heard.status)
    stands = speaks or UNIT.search(clean(text)) or PLACE_NAME.match(text) or SECTION.match(clean(text))
    return Place("小标题", number + 1, letters(column), text[:200]) if stands else None


def numbered(row: Line) -> bool:
    """Whether a row only numbers the columns, as forms of statistics do beneath their head (甲, 乙, 1, 2)."""
    here = [words(cell).strip("()（） ") for cell in row if cell is not None]
    return bool(here) and here[0] in BESIDE["numbered"] and all(COUNTED.fullmatch(text) for text in here[1:])


def beneath(at: Place, section: tuple[Place, ...]) -> tuple[Place, ...]:
    """The lines that speak of the rows beneath a further line: that one, and the unit of those before where it names
    none."""
    kept = [place for place in section if said(place.text).units] if not said(at.text).units else []
    return (at, *kept[:1])


def unheaded(head: Head, rows: list[Line], taken: Collection[int]) -> tuple[Place, ...]:
    """The columns beneath a head, behind its first, that hold numbers and have no heading, and are not `taken`."""
    first, width = min(head.stacks), max(map(len, rows), default=0)
    found = []
    for column in range(first + 1, width):
        texts = (words(row[column]) for row in rows if column < len(row) and row[column] is not None)
        if column not in head.stacks and column not in taken and any(NUMBER.match(text) for text in texts):
            found.append(Place("表头", head.last + 1, letters(column), NO_HEADING))
    return tuple(found)
