"""A workbook looked over before anything reads it: is it one, can it be unpacked safely, and what does a value reader
not tell.

No library beyond the standard one: this runs in the child process, before the library that reads the values. Addresses
are (row, column) from 0. What is refused is refused by a code of `words.toml` with its particulars.
"""

import io
import posixpath
import zipfile
import zlib
from xml.parsers import expat

from lib.intake import looks
from lib.intake.facts import Budget, Cells, Facts, Style
from lib.intake.parts import elements, is_xml, parse, plain_name, root
from lib.intake.refusal import RefusedError

MAX_UNPACKED = 120_000_000
MAX_RATIO = 300
RATIO_FROM = 20_000_000
MAX_SHEETS = 60


def survey(data: bytes) -> dict[str, Facts]:
    """The sheets of an xlsx with what the value reader does not tell; RefusedError if it is none or is not safe to
    read.

    A part is a worksheet by what it holds, whatever its name, and the limits hold for all of them together.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = _parts(archive)
            names, budget = _sheets(archive, parts), Budget()
            styles = looks.styles(archive, parts["xl/styles.xml"]) if "xl/styles.xml" in parts else []
            texts = parts.get("xl/sharedstrings.xml")
            looks_ = styles, looks.struck(archive, texts) if texts else {}
            found = {}
            for title, part in names.items():
                if part not in parts or list(names.values()).count(part) > 1:
                    raise RefusedError("unlisted", sheet=title)
                found[title] = _sheet(archive, parts[part], title, looks_, budget)
                found[title].comments.extend(looks.comments(archive, parts, part))
                found[title].margins.extend(looks.boxes(archive, parts, part))
            for part in set(parts) - set(names.values()):
                if is_xml(archive, parts[part]) and root(archive, parts[part]) == "worksheet":
                    _sheet(archive, parts[part], part, looks_, budget)
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


def _parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """The parts: as they are compared → as they are named; refuses what is no xlsx, too many parts, two of one name,
    and what would unpack to far too much."""
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    names = {plain_name(entry.filename): entry.filename for entry in entries}
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


def _sheets(archive: zipfile.ZipFile, parts: dict[str, str]) -> dict[str, str]:
    """Part of each sheet by title, as parts are compared."""
    links = elements(archive, parts["xl/_rels/workbook.xml.rels"])
    targets = {a["Id"]: a["Target"] for n, a in links if n == "Relationship" and "Id" in a and "Target" in a}
    sheets = {}
    for name, attributes in elements(archive, parts["xl/workbook.xml"]):
        if name == "sheet":
            link = next((value for key, value in attributes.items() if key.rpartition(" ")[2] == "id"), "")
            sheets[attributes.get("name", "")] = plain_name(
                posixpath.join("/xl", targets.get(link, "").replace("\\", "/"))
            )
    if len(sheets) > MAX_SHEETS:
        raise RefusedError("too_many_sheets", count=len(sheets), limit=MAX_SHEETS)
    return sheets


def _sheet(
    archive: zipfile.ZipFile, part: str, title: str, looks_: tuple[list[Style], dict[str, str]], budget: Budget
) -> Facts:
    cells = Cells(title, *looks_, budget)
    parse(archive, part, cells.start, cells.end, cells.characters)
    return cells.facts


def undated(data: bytes) -> bytes:
    """A workbook without its cell styles, so that the reader of values takes dates for the numbers they are."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as target:
        for entry in source.infolist():
            if plain_name(entry.filename) != "xl/styles.xml":
                target.writestr(entry.filename, source.read(entry))
    return buffer.getvalue()
