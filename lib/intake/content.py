"""What a file is by its content, not by its name; and a text file as a sheet. Runs in the child process."""

import csv
import io

from lib.intake.cell import Line
from lib.intake.facts import MAX_CELLS, MAX_COLUMN, MAX_ROW, no_facts
from lib.intake.grid import Sheet
from lib.intake.refusal import RefusedError

MAX_TEXT = 5_000_000
"""Letters that one file may hold."""
LONGEST = 2_000
"""Letters of one cell that are kept, and one more."""
SIGNS = {
    b"%PDF": "PDF",
    b"\x89PNG": "图片",
    b"\xff\xd8\xff": "图片",
    b"GIF8": "图片",
    b"BM": "图片",
    b"MZ": "程序",
    b"\x7fELF": "程序",
    b"Rar!": "压缩",
    b"7z\xbc\xaf": "压缩",
    b"\x1f\x8b": "压缩",
    b"BZh": "压缩",
    b"SQLite": "数据库",
    b"{\\rtf": "文档",
}


def kind(data: bytes) -> str:
    """What the content is: xlsx, xls or csv; RefusedError for what is recognisably something else."""
    if data.startswith(b"PK"):
        return "xlsx"
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") or data[:4] in (
        b"\x09\x08\x10\x00",
        b"\x09\x08\x06\x00",
        b"\x09\x04\x06\x00",
    ):
        return "xls"
    for sign, what in SIGNS.items():
        if (data.startswith(sign) and not data[:200].isascii()) or (
            data.startswith(sign) and sign in (b"%PDF", b"{\\rtf")
        ):
            raise RefusedError("image", kind=what)
    head = data[:2000].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").replace(b"\0", b"").lower()
    if head.startswith((b"<!doctype html", b"<html", b"<table", b"<head", b"<meta", b"mime-version:")):
        raise RefusedError("html")
    if head.startswith(b"<?xml"):
        raise RefusedError(
            "xml" if b"excel.sheet" in head or b"spreadsheet" in head else "html" if b"<html" in head else "image",
            kind="XML",
        )
    return "csv"


def decode(data: bytes) -> str:
    """Text in UTF-8 (with or without BOM), UTF-16 with BOM, or GB18030; RefusedError for any other.

    >>> decode("指标".encode("gb18030")), decode("指标".encode("utf-8-sig"))
    ('指标', '指标')
    """
    encodings = (
        ("utf-16",)
        if data[:2] in (b"\xff\xfe", b"\xfe\xff")
        else ("utf-8-sig",)
        if data[:3] == b"\xef\xbb\xbf"
        else ("utf-8", "gb18030")
    )
    position = 0
    if encodings != ("utf-16",) and b"\0" in data:
        raise RefusedError("binary")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError as error:
            position = max(position, error.start)
            continue
        if "\0" in text or sum(character < " " and character not in "\t\r\n" for character in text[:4000]) > 4:
            raise RefusedError("binary")
        strange = next((i for i, character in enumerate(text) if "\ue000" <= character <= "\uf8ff"), None)
        if strange is None:
            return text
        position = strange  # Big5 decodes "successfully" as GB18030, into characters of private use
    raise RefusedError("encoding", position=position + 1)


def text(data: bytes) -> list[Sheet]:
    """A text file with commas, tabs or semicolons as one sheet."""
    content = decode(data)
    if len(content) > MAX_TEXT:
        raise RefusedError("too_much_text", limit=f"{MAX_TEXT:,}")
    head = content[:5000].splitlines()
    separator = max(
        ",\t;|，", key=lambda mark: (sum(mark in line for line in head), sum(line.count(mark) for line in head))
    )
    rows: list[Line] = []
    cells = 0
    try:
        for row in csv.reader(io.StringIO(content, newline=""), delimiter=separator, strict=True):
            cells += len(row)
            if len(rows) >= MAX_ROW or len(row) > MAX_COLUMN or cells > MAX_CELLS:
                raise RefusedError("too_many_cells", sheet="csv", limit=f"{MAX_CELLS:,}")
            rows.append([cell[: LONGEST + 1] if cell.strip() else None for cell in row])
    except csv.Error as error:
        raise RefusedError("csv", row=len(rows) + 1) from error
    return [Sheet("", True, rows, [], no_facts())]
