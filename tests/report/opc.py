"""What makes an Office file one that opens without repair: its parts, what they say of one another, and their ids."""

import io
import posixpath
import zipfile
from collections import Counter
from collections.abc import Iterator

from lxml import etree

TYPES = "[Content_Types].xml"
CONTENT = "{http://schemas.openxmlformats.org/package/2006/content-types}"
PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
OFFICE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
UNIQUE = {
    "word/document.xml": ("{*}docPr/@id", "{*}bookmarkStart/@{w}id", "{*}bookmarkStart/@{w}name"),
    "ppt/slides/": ("{*}cNvPr/@id",),
}
"""By the beginning of a part's name the ids that may stand in it only once: element/@attribute."""
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def faults(data: bytes) -> list[str]:
    """What is wrong with an Office file, in words; empty for a sound one."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        names, parts = file.namelist(), {name: file.read(name) for name in set(file.namelist())}
    found = [f"{name} twice" for name, n in Counter(names).items() if n > 1]
    trees = {}
    for name, part in parts.items():
        if name.endswith((".xml", ".rels")):
            try:
                trees[name] = etree.fromstring(part)
            except etree.XMLSyntaxError as error:
                found.append(f"{name}: {error}")
    return [*found, *_typed(names, trees), *_related(names, trees), *_identified(trees)]


def _typed(names: list[str], trees: dict) -> Iterator[str]:
    """Parts without a content type, and types of parts that are not there."""
    types = trees[TYPES]
    endings = {one.get("Extension").lower() for one in types.iter(f"{CONTENT}Default")}
    named = [one.get("PartName").lstrip("/") for one in types.iter(f"{CONTENT}Override")]
    yield from (f"{name}: no content type" for name in names if not _covered(name, endings, named))
    yield from (f"type of {name}, which is not there" for name in named if name not in names)
    yield from (f"{name}: typed twice" for name, n in Counter(named).items() if n > 1)


def _covered(name: str, endings: set[str], named: list[str]) -> bool:
    return name in (TYPES, *named) or name.rpartition(".")[2].lower() in endings


def _related(names: list[str], trees: dict) -> Iterator[str]:
    """Relationships that lead nowhere, ids that no relationship has, and parts to which nothing leads."""
    reached = {TYPES}
    for name, tree in trees.items():
        if not name.endswith(".rels"):
            continue
        folder, own = posixpath.dirname(posixpath.dirname(name)), posixpath.basename(name)[: -len(".rels")]
        reached.add(name)
        links = {}
        for one in tree.iter(f"{PACKAGE}Relationship"):
            if one.get("Id") in links:
                yield f"{name}: {one.get('Id')} twice"
            links[one.get("Id")] = one.get("Target")
            if one.get("TargetMode") == "External":
                continue
            target = posixpath.normpath(posixpath.join("/", folder, one.get("Target"))).lstrip("/")
            reached.add(target)
            if target not in names:
                yield f"{name}: {one.get('Target')} is not there"
        part = posixpath.join(folder, own)
        used = [
            value
            for node in trees.get(part, ())
            for one in node.iter()
            for key, value in one.items()
            if key.startswith(OFFICE)
        ]
        yield from (f"{part}: no relationship {key}" for key in used if key and key not in links)
    yield from (f"{name}: nothing leads to it" for name in names if name not in reached)


def _identified(trees: dict) -> Iterator[str]:
    """Ids that stand twice where each must be its own."""
    for name, tree in trees.items():
        for head, rules in UNIQUE.items():
            for rule in rules if name.startswith(head) and name.endswith(".xml") and "_rels" not in name else ():
                tag, attribute = rule.split("/@")
                key = attribute.replace("{w}", W)
                ids = Counter(one.get(key) for one in tree.iter(tag))
                yield from (f"{name}: {tag} {attribute} {one} twice" for one, n in ids.items() if one and n > 1)
        for axis in tree.iter("{*}axId", "{*}crossAx"):
            if not axis.get("val").isdigit():
                yield f"{name}: axis {axis.get('val')}, which is no unsigned number"
