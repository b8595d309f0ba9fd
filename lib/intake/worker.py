"""The child process that reads a file: on standard input a line of JSON (what is looked for) and the bytes, on standard
output JSON, within limits of memory and time. All work that grows with the file is done here; what goes back is
bounded.

python-calamine is compiled code and can end the process on a hostile file (measured); here that costs nobody anything.
"""

import datetime
import io
import json
import os
import sys
from dataclasses import astuple
from typing import TYPE_CHECKING

from lib.intake import biff, job, records, table
from lib.intake.address import letters
from lib.intake.answer import Column, Figures, Own, Question, Refused, Tables
from lib.intake.cell import Cell
from lib.intake.content import LONGEST, MAX_TEXT, kind, text
from lib.intake.facts import LAST_DAY, MAX_CELLS, MAX_COLUMN, MAX_ROW, NO_DATE, Facts, no_facts
from lib.intake.grid import Sheet
from lib.intake.refusal import RefusedError
from lib.intake.text import day
from lib.intake.workbook import survey, undated

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook, SheetMetadata

Native = bool | int | float | str | datetime.date | datetime.time | datetime.timedelta
"""A cell as the library gives it."""
MEMORY = 768 * 1024 * 1024
SECONDS = 8
ANSWER = 8_000_000
"""Bytes that go back at most."""
FILEPASS = 0x2F
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def limit() -> None:
    """Bound memory, processor time, files and core dumps of this process, and let the server go first; on Windows
    memory alone (see `job`), and the parent's clock."""
    try:
        import resource
    except ImportError:
        job.limit(MEMORY)
        return
    os.nice(5)
    for name, most in (("RLIMIT_AS", MEMORY), ("RLIMIT_CPU", SECONDS), ("RLIMIT_FSIZE", ANSWER), ("RLIMIT_CORE", 0)):
        resource.setrlimit(getattr(resource, name), (most, most))


def for_json(cell: Native) -> Cell:
    """A cell as JSON can carry it: a date as {"date": ISO text}, an empty one as None, a long text cut just over the
    limit."""
    if cell == "":
        return None
    if isinstance(cell, datetime.date | datetime.time):
        return {"date": cell.isoformat()}
    if isinstance(cell, datetime.timedelta):
        return {"date": str(cell)}
    return cell[: LONGEST + 1] if isinstance(cell, str) else cell


def sheet_of(book: "CalamineWorkbook", meta: "SheetMetadata", facts: Facts, budget: int) -> Sheet:
    """One sheet with the facts of the survey; `budget` is how many cells it may span."""
    sheet = book.get_sheet_by_name(meta.name)
    rows, columns = (sheet.end[0] + 1, sheet.end[1] + 1) if sheet.end else (0, 0)
    if rows > MAX_ROW or columns > MAX_COLUMN:
        limit = f"{MAX_ROW:,}行、{letters(MAX_COLUMN - 1)}列"
        raise RefusedError("far_cell", sheet=meta.name, cell=f"{letters(columns - 1)}{rows}", limit=limit)
    if rows * columns > budget:
        raise RefusedError("too_many_cells", sheet=meta.name, limit=f"{MAX_CELLS:,}")
    cells = [[for_json(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)] if rows else []
    merged = [[*first, *last] for first, last in sheet.merged_cell_ranges or []]
    visible = meta.visible.name == "Visible" if hasattr(meta.visible, "name") else str(meta.visible).endswith("Visible")
    return Sheet(meta.name, visible, cells, merged[:MAX_CELLS], facts)


def protected(data: bytes) -> bool:
    """Whether an xls is encrypted: a FILEPASS record soon after the first BOF record."""
    at = data.find(b"\x09\x08\x10\x00\x00\x06\x05\x00")
    for _ in range(20):
        kind_, size = int.from_bytes(data[at : at + 2], "little"), int.from_bytes(data[at + 2 : at + 4], "little")
        if at < 0 or kind_ == FILEPASS:
            return at >= 0
        at += 4 + size
    return False


def workbook(data: bytes) -> list[Sheet]:
    """All worksheets of an xlsx or xls; RefusedError otherwise."""
    new = data.startswith(b"PK")
    if not new and (ENCRYPTED in data or protected(data)):
        raise RefusedError("password")
    surveyed = survey(data) if new else biff.survey(data)
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum

    bad = new and any(error[2] == NO_DATE for facts in surveyed.values() for error in facts.errors)
    budget, found = 4 * MAX_CELLS, []
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(undated(data) if bad else data))
        for meta in book.sheets_metadata:
            if meta.typ == SheetTypeEnum.WorkSheet:
                found.append(sheet_of(book, meta, surveyed.get(meta.name) or no_facts(), budget))
                budget -= sum(len(row) for row in found[-1].rows)
    except PasswordError as error:
        raise RefusedError("password") from error
    except CalamineError as error:
        raise RefusedError("damaged", detail=type(error).__name__) from error
    if bad:
        _date(found)
    if sum(len(cell) for sheet in found for row in sheet.rows for cell in row if isinstance(cell, str)) > MAX_TEXT:
        raise RefusedError("too_much_text", limit=f"{MAX_TEXT:,}")
    return found


def _date(sheets: list[Sheet]) -> None:
    """Turn the numbers that a workbook without its styles gives for dates into dates again."""
    for sheet in sheets:
        for row, column in sheet.facts.dates:
            value = sheet.rows[row][column] if row < len(sheet.rows) and column < len(sheet.rows[row]) else None
            if isinstance(value, int | float) and 0 <= value <= LAST_DAY:
                sheet.rows[row][column] = {"date": day(value)}


def read(data: bytes, form: str, file: str, years: tuple[int, ...] = ()) -> Figures | Tables:
    """What is found in a file of this name, as JSON can carry it. `form` is what is looked for: figures (of `years`, where
    there are any), duties or events."""
    what = kind(data)
    sheets = text(data) if what == "csv" else workbook(data)
    if not any(cell is not None for sheet in sheets for row in sheet.rows for cell in row):
        raise RefusedError("blank")
    if form != "figures":
        tables = records.tables_of(sheets, form, file)
        return {"kind": what, "tables": [(*one[:-1], [astuple(said) for said in one.said]) for one in tables]}
    rows, said = table.rows_of(sheets, file, years)
    seen: dict[str, int] = {}
    columns: list[Column] = []
    own: list[tuple[int, Own]] = []
    for row in rows:
        column = _column(row)
        at = seen.setdefault(repr(column), len(columns))
        columns += [column] if at == len(columns) else []
        own.append((at, _own(row)))
    return {"kind": what, "said": [astuple(one) for one in said], "rows": own, "columns": columns}


def _column(row: table.Row) -> Column:
    return {
        "sheet": row.sheet,
        "letters": row.letters,
        "heads": row.heads,
        "beyond": row.beyond,
        "years": row.years,
        "grown": row.grown,
        "year": row.year,
        "part": row.part,
        "growth": row.growth,
    }


def _own(row: table.Row) -> Own:
    return {
        "row": row.row,
        "cells": row.cells,
        "shown": row.shown,
        "marks": list(row.marks),
        "fault": row.fault,
        "above": row.above,
    }


def _refused(code: str, particulars: dict[str, object]) -> str:
    answer: Refused = {"refused": code, "particulars": particulars}
    return json.dumps(answer)


def main() -> None:
    """Read standard input and answer on standard output."""
    limit()
    try:
        asked: Question = json.loads(sys.stdin.buffer.readline())
        answer = json.dumps(read(sys.stdin.buffer.read(), asked["form"], asked["file"], tuple(asked["years"])))
        if len(answer) > ANSWER:
            raise RefusedError("too_much_text", limit=f"{MAX_TEXT:,}")
    except RefusedError as refused:
        answer = _refused(refused.code, refused.particulars)
    except MemoryError:
        answer = _refused("exhausted", {})
    sys.stdout.write(answer)


if __name__ == "__main__":
    main()
