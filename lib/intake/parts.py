"""The parts of a workbook's archive as streams of XML. No library beyond the standard one: this runs in the child
process, before the library that reads the values."""

import posixpath
import zipfile
from collections.abc import Callable
from xml.parsers import expat

from lib.intake.refusal import RefusedError

CHUNK = 1 << 16
Attributes = dict[str, str]


def plain_name(name: str) -> str:
    """The name of a part as readers compare it: they take backslashes and capitals for the same."""
    return posixpath.normpath(name.replace("\\", "/").lower()).lstrip("/")


def is_xml(archive: zipfile.ZipFile, part: str) -> bool:
    """Whether a part begins as XML does, in UTF-8 or UTF-16."""
    with archive.open(part) as stream:
        head = stream.read(64).lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0")
    return head.startswith(b"<") or part.lower().endswith((".xml", ".rels"))


def root(archive: zipfile.ZipFile, part: str) -> str:
    """The local name of a part's first element; the part is read to its end, for a document type is refused wherever it
    stands."""
    names: list[str] = []
    parse(archive, part, lambda name, _: names.extend([] if names else [name.rpartition(" ")[2]]))
    return names[0] if names else ""


def parse(
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


def elements(archive: zipfile.ZipFile, part: str) -> list[tuple[str, Attributes]]:
    """Local names and attributes of all elements of a small part, in order."""
    found = []
    parse(archive, part, lambda name, attributes: found.append((name.rpartition(" ")[2], attributes)))
    return found


def linked(archive: zipfile.ZipFile, parts: dict[str, str], sheet: str, kind: str) -> list[str]:
    """The parts of a `kind` (comments, drawing) that a sheet refers to, as they are named."""
    folder, name = posixpath.split(sheet)
    links = parts.get(f"{folder}/_rels/{name}.rels")
    found = []
    for _, link in elements(archive, links) if links else []:
        target = plain_name(posixpath.join("/", folder, link.get("Target", "").replace("\\", "/")))
        if link.get("Type", "").endswith(f"/{kind}") and target in parts:
            found.append(parts[target])
    return found
