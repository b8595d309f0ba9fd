"""A workbook looked over before anything reads it: is it one, can it be unpacked safely, and what does a value reader
not tell.

No library beyond the standard one: this runs in the child process, before the library that reads the values. Addresses
are (row, column) from 0. What is refused is refused by a code of `words.toml` with its particulars.
"""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Callable
from xml.parsers import expat

from lib.intake.address import address
from lib.intake.facts import Budget, Cells, Facts
from lib.intake.formats import BUILT_IN
from lib.intake.refusal import RefusedError

MAX_UNPACKED = 120_000_000
MAX_RATIO = 300
RATIO_FROM = 20_000_000
MAX_SHEETS = 60
MAX_COMMENTS = 3_000
"""Notes at the cells of a sheet that are kept."""
DATES = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
"""Numbers of Excel's own formats that show a date or a time."""
CHUNK = 1 << 16
Attributes = dict[str, str]


def survey(data: bytes) -> dict[str, Facts]:
    """The sheets of an xlsx with what the value reader does not tell; RefusedError if it is none or is not safe to
    read.

    A part is a worksheet by what it holds, whatever its name, and the limits hold for all of them together.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = _parts(archive)
            names, budget = _sheets(archive, parts), Budget()
            styles = _styles(archive, parts["xl/styles.xml"]) if "xl/styles.xml" in parts else []
            found = {}
            for title, part in names.items():
                if part not in parts or list(names.values()).count(part) > 1:
                    raise RefusedError("unlisted", sheet=title)
                found[title] = _sheet(archive, parts[part], title, styles, budget)
                found[title].comments.extend(_comments(archive, parts, part))
            for part in set(parts) - set(names.values()):
                if _is_xml(archive, parts[part]) and _root(archive, parts[part]) == "worksheet":
                    _sheet(archive, parts[part], part, styles, budget)
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
    except zlib.error as error:
        raise RefusedError("damaged", detail="压缩数据") from error


def _plain_name(name: str) -> str:
    """The name of a part as readers compare it: they take backslashes and capitals for the same."""
    return posixpath.normpath(name.replace("\\", "/").lower()).lstrip("/")


def _parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """The parts: as they are compared → as they are named; refuses what is no xlsx, too many parts, two of one name,
    and what would unpack to far too much."""
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    names = {_plain_name(entry.filename): entry.filename for entry in entries}
    if "mimetype" in names and archive.read(names["mimetype"])[:80].startswith(
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
    if len(names) < len(entries):
        raise RefusedError("damaged", detail="同名的部分")
    if any(entry.flag_bits & 1 for entry in entries):
        raise RefusedError("password")
    return names


def _is_xml(archive: zipfile.ZipFile, part: str) -> bool:
    """Whether a part begins as XML does, in UTF-8 or UTF-16."""
    with archive.open(part) as stream:
        head = stream.read(64).lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0")
    return head.startswith(b"<") or part.lower().endswith((".xml", ".rels"))


def _root(archive: zipfile.ZipFile, part: str) -> str:
    """The local name of a part's first element; the part is read to its end, for a document type is refused wherever it
    stands."""
    names: list[str] = []
    _parse(archive, part, lambda name, _: names.extend([] if names else [name.rpartition(" ")[2]]))
    return names[0] if names else ""


def _parse(
    archive: zipfile.ZipFile,
    part: str,
    start: Callable[[str, Attributes], None] | None = None,
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Stream a part through expat; a document type is refused, hence no entities."""

    def doctype(*_: object) -> None:
        raise RefusedError("doctype", part=part)

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = doctype
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
    with archive.open(part) as stream:
        while chunk := stream.read(CHUNK):
            parser.Parse(chunk, False)
        parser.Parse(b"", True)


def _elements(archive: zipfile.ZipFile, part: str) -> list[tuple[str, Attributes]]:
    """Local names and attributes of all elements of a small part, in order."""
    found = []
    _parse(archive, part, lambda name, attributes: found.append((name.rpartition(" ")[2], attributes)))
    return found


def _sheets(archive: zipfile.ZipFile, parts: dict[str, str]) -> dict[str, str]:
    """Part of each sheet by title, as parts are compared."""
    links = _elements(archive, parts["xl/_rels/workbook.xml.rels"])
    targets = {a["Id"]: a["Target"] for n, a in links if n == "Relationship" and "Id" in a and "Target" in a}
    sheets = {}
    for name, attributes in _elements(archive, parts["xl/workbook.xml"]):
        if name == "sheet":
            link = next((value for key, value in attributes.items() if key.rpartition(" ")[2] == "id"), "")
            sheets[attributes.get("name", "")] = _plain_name(
                posixpath.join("/xl", targets.get(link, "").replace("\\", "/"))
            )
    if len(sheets) > MAX_SHEETS:
        raise RefusedError("too_many_sheets", count=len(sheets), limit=MAX_SHEETS)
    return sheets


def _styles(archive: zipfile.ZipFile, part: str) -> list[str]:
    """The number format of each cell style: its code, "yyyy" for Excel's own formats of dates, "" for one that only
    shows the number."""
    own, styles, inside = dict(BUILT_IN), [], False
    for name, attributes in _elements(archive, part):
        if name == "numFmt":
            own[int(attributes["numFmtId"])] = attributes.get("formatCode", "")
        elif name in ("cellXfs", "cellStyles"):
            inside = name == "cellXfs"
        elif name == "xf" and inside:
            number = int(attributes.get("numFmtId", "0"))
            styles.append(own.get(number, "yyyy" if number in DATES else ""))
    return styles


def _sheet(archive: zipfile.ZipFile, part: str, title: str, styles: list[str], budget: Budget) -> Facts:
    cells = Cells(title, styles, budget)
    _parse(archive, part, cells.start, cells.end, cells.characters)
    return cells.facts


def _comments(archive: zipfile.ZipFile, parts: dict[str, str], sheet: str) -> list[tuple[int, int, str]]:
    """What is noted at the cells of a sheet: row, column, text in one line."""
    folder, name = posixpath.split(sheet)
    links = parts.get(f"{folder}/_rels/{name}.rels")
    found: list[tuple[str, list[str]]] = []
    inside: list[str] = []

    def start(name: str, attributes: Attributes) -> None:
        inside[:] = [name.rpartition(" ")[2]]
        if inside == ["comment"]:
            found.append((attributes.get("ref", ""), []))

    def text(piece: str) -> None:
        if found and inside == ["t"]:
            found[-1][1].append(piece)

    for _, link in _elements(archive, links) if links else []:
        part = parts.get(_plain_name(posixpath.join("/", folder, link.get("Target", "").replace("\\", "/"))), "")
        if link.get("Type", "").endswith("/comments") and part:
            _parse(archive, part, start, lambda _: inside.clear(), text)
    told = [(*address(ref), " ".join("".join(words).split())) for ref, words in found[:MAX_COMMENTS]]
    return [one for one in told if one[0] >= 0 and one[2]]


def undated(data: bytes) -> bytes:
    """A workbook without its cell styles, so that the reader of values takes dates for the numbers they are."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as target:
        for entry in source.infolist():
            if _plain_name(entry.filename) != "xl/styles.xml":
                target.writestr(entry.filename, source.read(entry))
    return buffer.getvalue()
