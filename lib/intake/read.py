"""An uploaded file as sheets of cells, or the sentence that says why not and what to do.

What a file is, its content says, not its name. Workbooks are read in a child process (see `worker`), text here.
"""

import csv
import hashlib
import io
import json
import subprocess
import sys
import threading
from pathlib import Path
from typing import NamedTuple

from lib.intake import worker
from lib.intake.number import WORDS
from lib.intake.workbook import MAX_CELLS, MAX_COLUMN, MAX_ROW, RefusedError

ROOT = Path(__file__).resolve().parents[2]
LARGEST = 20_000_000
PATIENCE = worker.SECONDS + 1
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
AT_ONCE = threading.BoundedSemaphore(2)


class Sheet(NamedTuple):
    """A worksheet: title ("" for a text file), rows of cells (None, number, text, bool, {"date": …}) from A1, merged
    ranges (first row, first column, last row, last column; from 0), and the facts of `workbook.Facts` by name."""

    title: str
    visible: bool
    rows: list[list]
    merged: list[list[int]]
    facts: dict[str, list]


class Upload(NamedTuple):
    """A file that somebody handed in: its name, hash, kind (xlsx, xls, csv), sheets; `problem` where it cannot be
    read."""

    name: str
    sha256: str
    kind: str = ""
    sheets: tuple[Sheet, ...] = ()
    problem: str = ""


NOTES = ("说明", "填表说明", "填报说明")
"""Titles of sheets that explain how to fill in the others."""


def filled(sheets: tuple[Sheet, ...]) -> list[Sheet]:
    """The sheets in which something stands, without those that explain; all of them where none is left."""
    found = [
        sheet
        for sheet in sheets
        if sheet.title not in NOTES and any(cell is not None for row in sheet.rows for cell in row)
    ]
    return found or list(sheets)


def refusal(code: str, **particulars) -> str:
    """The sentence for a code of refusal."""
    return WORDS["refused"][code].format(**particulars)


def read(name: str, data: bytes) -> Upload:
    """The sheets of an uploaded file; never raises for what is in the file, never takes more than about ten seconds."""
    upload = Upload(name, hashlib.sha256(data).hexdigest())
    try:
        kind = _kind(data)
        sheets = _text(data) if kind == "csv" else _workbook(data)
        if not any(cell is not None for sheet in sheets for row in sheet.rows for cell in row):
            raise RefusedError("blank")
        return upload._replace(kind=kind, sheets=sheets)
    except RefusedError as refused:
        return upload._replace(problem=refusal(refused.code, **refused.particulars))


def _kind(data: bytes) -> str:
    """What the content is: xlsx, xls or csv; RefusedError for what is recognisably something else."""
    if not data:
        raise RefusedError("empty")
    if len(data) > LARGEST:
        raise RefusedError("too_large", size=f"{len(data) / 1e6:,.0f} MB", limit=f"{LARGEST / 1e6:,.0f} MB")
    if data.startswith(b"PK"):
        return "xlsx"
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") or data[:4] in (
        b"\x09\x08\x10\x00",
        b"\x09\x08\x06\x00",
        b"\x09\x04\x06\x00",
    ):
        return "xls"
    for sign, kind in SIGNS.items():
        if (data.startswith(sign) and not data[:200].isascii()) or (
            data.startswith(sign) and sign in (b"%PDF", b"{\\rtf")
        ):
            raise RefusedError("image", kind=kind)
    head = data[:2000].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").replace(b"\0", b"").lower()
    if head.startswith((b"<!doctype html", b"<html", b"<table", b"<head", b"<meta", b"mime-version:")):
        raise RefusedError("html")
    if head.startswith(b"<?xml"):
        raise RefusedError(
            "xml" if b"excel.sheet" in head or b"spreadsheet" in head else "html" if b"<html" in head else "image",
            kind="XML",
        )
    return "csv"


def _workbook(data: bytes) -> tuple[Sheet, ...]:
    """The sheets as the child process reads them; a child that dies or dawdles is a refusal."""
    with AT_ONCE:
        try:
            child = subprocess.run(
                [sys.executable, "-m", worker.__name__],
                input=data,
                capture_output=True,
                timeout=PATIENCE,
                cwd=ROOT,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise RefusedError("exhausted") from error
    try:
        answer = json.loads(child.stdout)
    except ValueError as error:
        raise RefusedError("exhausted") from error
    if "refused" in answer:
        raise RefusedError(answer["refused"], **answer["particulars"])
    return tuple(Sheet(**sheet) for sheet in answer["sheets"])


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


def _text(data: bytes) -> tuple[Sheet, ...]:
    """A text file with commas, tabs or semicolons as one sheet."""
    text = decode(data)
    if len(text) > worker.MAX_TEXT:
        raise RefusedError("too_much_text", limit=f"{worker.MAX_TEXT:,}")
    head = text[:5000].splitlines()
    separator = max(
        ",\t;|，", key=lambda mark: (sum(mark in line for line in head), sum(line.count(mark) for line in head))
    )
    rows: list[list] = []
    cells = 0
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True):
            cells += len(row)
            if len(rows) >= MAX_ROW or len(row) > MAX_COLUMN or cells > MAX_CELLS:
                raise RefusedError("too_many_cells", sheet="csv", limit=f"{MAX_CELLS:,}")
            rows.append([cell[: worker.LONGEST + 1] if cell.strip() else None for cell in row])
    except csv.Error as error:
        raise RefusedError("csv", row=len(rows) + 1) from error
    return (
        Sheet(
            "",
            True,
            rows,
            [],
            {name: [] for name in ("hidden_rows", "hidden_columns", "percent", "unvalued", "errors", "external")},
        ),
    )
