"""The child process that reads a workbook: bytes on standard input, JSON on standard output, within limits of memory
and time.

python-calamine is compiled code and can end the process on a hostile file (measured); here that costs nobody anything.
"""

import datetime
import io
import json
import sys

from lib.intake.workbook import MAX_CELLS, MAX_COLUMN, MAX_ROW, Facts, RefusedError, letters, survey

MEMORY = 768 * 1024 * 1024
SECONDS = 8
MAX_TEXT = 5_000_000
LONGEST = 2_000
FILEPASS = 0x2F
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def limit() -> None:
    """Bound memory, processor time, files and core dumps of this process; Windows has no such limits, there only the
    parent's clock holds."""
    try:
        import resource
    except ImportError:
        return
    for kind, most in (("RLIMIT_AS", MEMORY), ("RLIMIT_CPU", SECONDS), ("RLIMIT_FSIZE", 0), ("RLIMIT_CORE", 0)):
        resource.setrlimit(getattr(resource, kind), (most, most))


def plain(cell):
    """A cell as JSON can carry it: a date as {"date": ISO text}, an empty one as None, a long text cut just over the
    limit."""
    if cell == "":
        return None
    if isinstance(cell, datetime.date | datetime.time):
        return {"date": cell.isoformat()}
    if isinstance(cell, datetime.timedelta):
        return {"date": str(cell)}
    return cell[: LONGEST + 1] if isinstance(cell, str) else cell


def sheet_of(book, meta, facts: Facts) -> dict:
    """One sheet: title, visibility, rows of cells from A1, merged ranges and the facts of the survey."""
    sheet = book.get_sheet_by_name(meta.name)
    rows, columns = (sheet.end[0] + 1, sheet.end[1] + 1) if sheet.end else (0, 0)
    if rows > MAX_ROW or columns > MAX_COLUMN:
        limit = f"{MAX_ROW:,}行、{letters(MAX_COLUMN - 1)}列"
        raise RefusedError("far_cell", sheet=meta.name, cell=f"{letters(columns - 1)}{rows}", limit=limit)
    if rows * columns > 4 * MAX_CELLS:
        raise RefusedError("too_many_cells", sheet=meta.name, limit=f"{MAX_CELLS:,}")
    cells = [[plain(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)] if rows else []
    merged = [[*first, *last] for first, last in sheet.merged_cell_ranges or []]
    visible = meta.visible.name == "Visible" if hasattr(meta.visible, "name") else str(meta.visible).endswith("Visible")
    return {
        "title": meta.name,
        "visible": visible,
        "rows": cells,
        "merged": merged[:MAX_CELLS],
        "facts": facts._asdict(),
    }


def protected(data: bytes) -> bool:
    """Whether an xls is encrypted: a FILEPASS record soon after the first BOF record."""
    at = data.find(b"\x09\x08\x10\x00\x00\x06\x05\x00")
    for _ in range(20):
        kind, size = int.from_bytes(data[at : at + 2], "little"), int.from_bytes(data[at + 2 : at + 4], "little")
        if at < 0 or kind == FILEPASS:
            return at >= 0
        at += 4 + size
    return False


def read(data: bytes) -> list[dict]:
    """All worksheets of an xlsx or xls; RefusedError otherwise."""
    surveyed = survey(data) if data.startswith(b"PK") else None
    if surveyed is None and (ENCRYPTED in data or protected(data)):
        raise RefusedError("password")
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum

    nothing = Facts([], [], [], [], [], [])
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [m for m in book.sheets_metadata if m.typ == SheetTypeEnum.WorkSheet]
        found = [sheet_of(book, meta, (surveyed or {}).get(meta.name, nothing)) for meta in sheets]
    except PasswordError as error:
        raise RefusedError("password") from error
    except CalamineError as error:
        raise RefusedError("damaged", detail=type(error).__name__) from error
    if sum(len(cell) for sheet in found for row in sheet["rows"] for cell in row if isinstance(cell, str)) > MAX_TEXT:
        raise RefusedError("too_much_text", limit=f"{MAX_TEXT:,}")
    return found


def main() -> None:
    """Read standard input and answer on standard output."""
    limit()
    try:
        answer = {"sheets": read(sys.stdin.buffer.read())}
    except RefusedError as refused:
        answer = {"refused": refused.code, "particulars": refused.particulars}
    except MemoryError:
        answer = {"refused": "exhausted", "particulars": {}}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
