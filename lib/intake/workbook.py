"""A workbook looked over before anything reads it: is it one, can it be unpacked safely, and what does a value reader
not tell.

Standard library only: this runs in the child process, before the library that reads the values. Addresses are (row,
column) from 0. What is refused is refused by a code of `words.toml` with its particulars.
"""

import io
import posixpath
import zipfile
from typing import NamedTuple
from xml.parsers import expat

MAX_UNPACKED = 120_000_000
MAX_RATIO = 300
RATIO_FROM = 20_000_000
MAX_ROW, MAX_COLUMN = 20_000, 500
MAX_SHEETS = 60
MAX_CELLS = 400_000
PERCENT_FORMATS = {9, 10}
CHUNK = 1 << 16


class RefusedError(Exception):
    """The file is not read: a code of `words.toml` and its particulars."""

    def __init__(self, code: str, **particulars):
        super().__init__(code)
        self.code, self.particulars = code, particulars


class Facts(NamedTuple):
    """What the value reader leaves out of a sheet; cells as (row, column), rows and columns from 0."""

    hidden_rows: list[int]
    hidden_columns: list[list[int]]
    percent: list[list[int]]
    unvalued: list[list[int]]
    errors: list[list]
    external: list[list[int]]


def letters(column: int) -> str:
    """The name of a column as Excel shows it, from 0.

    >>> letters(0), letters(25), letters(26), letters(16383)
    ('A', 'Z', 'AA', 'XFD')
    """
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def address(reference: str) -> tuple[int, int]:
    """Row and column, from 0, of a reference like "C5"; (-1, -1) for anything else.

    >>> address("A1"), address("XFD1048576"), address("x")
    ((0, 0), (1048575, 16383), (-1, -1))
    """
    name = reference.rstrip("0123456789")
    digits = reference[len(name) :]
    if not digits or not name or len(name) > 3 or len(digits) > 7 or not all("A" <= letter <= "Z" for letter in name):
        return -1, -1
    column = 0
    for letter in name:
        column = column * 26 + ord(letter) - 64
    return int(digits) - 1, column - 1


def survey(data: bytes) -> dict[str, Facts]:
    """The sheets of an xlsx with what the value reader does not tell; RefusedError if it is none or is not safe to
    read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = _parts(archive)
            names = _sheets(archive)
            percent = _percent_styles(archive) if "xl/styles.xml" in parts else set()
            found = {title: _sheet(archive, part, title, percent) for title, part in names.items() if part in parts}
            for part in (
                parts - set(names.values()) - {"xl/styles.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"}
            ):
                if part.endswith((".xml", ".rels")):
                    _parse(archive, part)
            return found
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        EOFError,
        KeyError,
        ValueError,
        NotImplementedError,
        RuntimeError,
        OSError,
        IndexError,
    ) as error:
        raise RefusedError("damaged", detail=type(error).__name__) from error
    except expat.ExpatError as error:
        raise RefusedError("damaged", detail=f"XML 第{error.lineno}行") from error
    except zipfile.zlib.error as error:
        raise RefusedError("damaged", detail="压缩数据") from error


def _parts(archive: zipfile.ZipFile) -> set[str]:
    """Names of the parts; refuses what is no xlsx, too many parts, and what would unpack to far too much."""
    entries = archive.infolist()
    names = {entry.filename for entry in entries}
    if "mimetype" in names and archive.read("mimetype")[:80].startswith(
        b"application/vnd.oasis.opendocument.spreadsheet"
    ):
        raise RefusedError("ods")
    if "xl/workbook.bin" in names:
        raise RefusedError("xlsb")
    if "xl/workbook.xml" not in names or "xl/_rels/workbook.xml.rels" not in names:
        raise RefusedError("not_workbook")
    total, packed = sum(entry.file_size for entry in entries), sum(entry.compress_size for entry in entries)
    if total > MAX_UNPACKED or len(entries) > 5000 or (total > RATIO_FROM and total > MAX_RATIO * max(packed, 1)):
        raise RefusedError("bomb", size=f"{total / 1e6:,.0f} MB")
    if any(entry.flag_bits & 1 for entry in entries):
        raise RefusedError("password")
    return names


def _parse(archive: zipfile.ZipFile, part: str, start=None, end=None, text=None) -> None:
    """Stream a part through expat; a document type is refused, hence no entities."""

    def doctype(*_):
        raise RefusedError("doctype", part=part)

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = doctype
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
    with archive.open(part) as stream:
        while chunk := stream.read(CHUNK):
            parser.Parse(chunk, False)
        parser.Parse(b"", True)


def _elements(archive: zipfile.ZipFile, part: str) -> list[tuple[str, dict]]:
    """Local names and attributes of all elements of a small part, in order."""
    found = []
    _parse(archive, part, lambda name, attributes: found.append((name.rpartition(" ")[2], attributes)))
    return found


def _sheets(archive: zipfile.ZipFile) -> dict[str, str]:
    """Part of each sheet by title."""
    targets = {
        a["Id"]: a["Target"]
        for n, a in _elements(archive, "xl/_rels/workbook.xml.rels")
        if n == "Relationship" and "Id" in a and "Target" in a
    }
    sheets = {}
    for name, attributes in _elements(archive, "xl/workbook.xml"):
        if name == "sheet":
            link = next((value for key, value in attributes.items() if key.rpartition(" ")[2] == "id"), "")
            sheets[attributes.get("name", "")] = posixpath.normpath(
                posixpath.join("/xl", targets.get(link, ""))
            ).lstrip("/")
    if len(sheets) > MAX_SHEETS:
        raise RefusedError("too_many_sheets", count=len(sheets), limit=MAX_SHEETS)
    return sheets


def _percent_styles(archive: zipfile.ZipFile) -> set[str]:
    """Numbers of the cell styles that show a value as per cent."""
    own, styles, inside = set(PERCENT_FORMATS), [], False
    for name, attributes in _elements(archive, "xl/styles.xml"):
        if name == "numFmt" and "%" in attributes.get("formatCode", ""):
            own.add(int(attributes["numFmtId"]))
        elif name in ("cellXfs", "cellStyles"):
            inside = name == "cellXfs"
        elif name == "xf" and inside:
            styles.append(int(attributes.get("numFmtId", "0")))
    return {str(number) for number, style in enumerate(styles) if style in own}


class _Cells:
    """Takes the elements of a sheet and notes its facts."""

    def __init__(self, title: str, percent: set[str]):
        self.title, self.percent, self.facts = title, percent, Facts([], [], [], [], [], [])
        self.row, self.column, self.count, self.cell = -1, -1, 0, (0, 0)
        self.kind, self.style, self.value, self.formula, self.collect, self.text = "", "", False, False, False, []

    def start(self, name: str, attributes: dict) -> None:
        name = name.rpartition(" ")[2]
        if name == "row":
            self.row, self.column = int(attributes.get("r", self.row + 2)) - 1, -1
            if attributes.get("hidden") in ("1", "true"):
                self.facts.hidden_rows.append(self.row)
        elif name == "col" and attributes.get("hidden") in ("1", "true"):
            self.facts.hidden_columns.append([int(attributes["min"]) - 1, int(attributes["max"]) - 1])
        elif name == "c":
            self.cell = address(attributes["r"]) if "r" in attributes else (self.row, self.column + 1)
            self.column = self.cell[1]
            self.kind, self.style, self.value, self.formula, self.text = (
                attributes.get("t", ""),
                attributes.get("s", ""),
                False,
                False,
                [],
            )
        elif name in ("v", "is", "f"):
            self.value, self.formula = self.value or name != "f", self.formula or name == "f"
            self.collect = name != "is"

    def characters(self, text: str) -> None:
        if self.collect and len(self.text) < 8:
            self.text.append(text[:200])

    def end(self, name: str) -> None:
        name = name.rpartition(" ")[2]
        if name in ("v", "f"):
            self.collect = False
            if name == "f":
                if "[" in "".join(self.text):
                    self.facts.external.append(list(self.cell))
                self.text = []
        elif name == "c" and (self.value or self.formula):
            self._close()

    def _close(self) -> None:
        row, column = self.cell
        self.count += 1
        if not (0 <= row < MAX_ROW and 0 <= column < MAX_COLUMN):
            limit = f"{MAX_ROW:,}行、{letters(MAX_COLUMN - 1)}列"
            raise RefusedError("far_cell", sheet=self.title, cell=f"{letters(max(column, 0))}{row + 1}", limit=limit)
        if self.count > MAX_CELLS:
            raise RefusedError("too_many_cells", sheet=self.title, limit=f"{MAX_CELLS:,}")
        if self.formula and not self.text and self.kind != "str":
            self.facts.unvalued.append([row, column])
        elif self.kind == "e":
            self.facts.errors.append([row, column, "".join(self.text)[:20]])
        elif self.style in self.percent and self.kind in ("", "n"):
            self.facts.percent.append([row, column])


def _sheet(archive: zipfile.ZipFile, part: str, title: str, percent: set[str]) -> Facts:
    cells = _Cells(title, percent)
    _parse(archive, part, cells.start, cells.end, cells.characters)
    return cells.facts
