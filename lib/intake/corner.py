"""The corner of a head: what it says of all numbers, and a head that has none of the words looked for in it. Runs in the
child process."""

from lib.intake.address import letters
from lib.intake.beside import BRACKET, RATIOS, UNIT, Place, Said, clean, said
from lib.intake.cell import Line
from lib.intake.layout import Layout, words
from lib.intake.number import WORDS, squeeze

BENEATH = 20
"""Rows beneath a head that are looked at."""
NAMES = tuple(WORDS["corner"]["names"])
BEFORE = {squeeze(name) for name in WORDS["corner"]["before"]}
"""Headings of columns that may stand before that of the names."""


def beside(stacks: dict[int, tuple[Place, ...]], anchor: int) -> tuple[Place, ...]:
    """What the headings of the names (column `anchor`) and of the columns before them say of all numbers: a unit; and
    headings that are nothing but one."""
    found = []
    for column, stack in stacks.items():
        heard = [said(place.text) for place in stack]
        alone = all(one.units and one.units[0] not in RATIOS and one == Said(units=one.units) for one in heard)
        for place, one in zip(stack, heard, strict=True):
            stated = UNIT.search(clean(place.text)) or (column == anchor and one.units)
            if alone or (column <= anchor and stated):
                found.append(place._replace(what="标题"))
    return tuple(found)


def named(rows: list[Line], position: int, of: Layout) -> tuple[list[Line], tuple[Place, ...]]:
    """The rows with a heading for the column of the names, were this row a head without one, and what stands in its
    place; nothing where this cannot be."""
    row = rows[position]
    column = next((at for at, cell in enumerate(row) if words(cell) and squeeze(words(cell)) not in BEFORE), None)
    beneath = rows[position + 1 : position + 1 + BENEATH]
    if column is None or not beneath:
        return rows, ()
    first = next((at for at in range(len(row)) if _names(at, beneath) and (row[at] is None or at == column)), None)
    if first is None or first > column or not _corner(text := words(row[first]), of):
        return rows, ()
    others = {words(cell) for cell in row if words(cell) and not UNIT.search(clean(words(cell)))} - {text}
    if not others:
        return rows, ()
    told = [*row[:first], of.name, *row[first + 1 :]]
    return [*rows[:position], told, *rows[position + 1 :]], (Place("标题", position + 1, letters(first), text),)


def _names(column: int, beneath: list[Line]) -> bool:
    """Whether most of what stands in a column is text, and not numbers of rows."""
    here = [words(row[column]) for row in beneath if column < len(row) and row[column] is not None]
    texts = [text for text in here if not said(text).years and any("\u4e00" <= sign <= "\u9fff" for sign in text[1:])]
    return len(texts) * 2 > len(here)


def _corner(text: str, of: Layout) -> bool:
    """Whether a heading may stand over names: none, one that ends like theirs, or one that only says a unit."""
    told, bare = said(text), squeeze(BRACKET.sub("", clean(text)))
    return not text or (not of.role(text) and (bare.endswith(NAMES) or bool(told.units and not told.rest)))
