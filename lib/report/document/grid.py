"""A table of a document: fixed columns, its head repeated on every page, no row broken."""

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from docx.oxml.xmlchemy import BaseOxmlElement as Element

from lib.report.document.wml import element, paragraph, run
from lib.text.words import missing

NUMBERS = re.compile(r"(?<=\d)、(?=\d)")
"""Between the numbers of a list; without a space there a narrow cell is broken within a number."""
MARGINS = {"top": 40, "left": 60, "bottom": 40, "right": 60}
"""Between the text of a cell and its rules, in twips."""
WHOLE = 12
"""Rows up to which a table stays on one page."""
SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


class Field(NamedTuple):
    """One column of a table: head, width in millimetres, alignment (left, center, right)."""

    title: str
    width: float
    align: str = "left"


class Part(NamedTuple):
    """A row across the whole table: the name of the rows beneath it."""

    title: str


Rows = Sequence[Sequence[Any] | Part]


def table(fields: list[Field], rows: Rows, width: int, noted: bool) -> Element:
    """The table as wide as the text, `width` in twips; `noted`: the last row stays with the note beneath."""
    scale = width / sum(field.width for field in fields)
    widths = [int(field.width * scale) for field in fields]
    made = element(
        "tbl",
        None,
        element(
            "tblPr",
            None,
            element("tblW", {"w": sum(widths), "type": "dxa"}),
            element("jc", {"val": "center"}),
            element(
                "tblBorders",
                None,
                *(element(side, {"val": "single", "sz": 4, "space": 0, "color": "000000"}) for side in SIDES),
            ),
            element("tblLayout", {"type": "fixed"}),
            element("tblCellMar", None, *(element(side, {"w": n, "type": "dxa"}) for side, n in MARGINS.items())),
        ),
        element("tblGrid", None, *(element("gridCol", {"w": width}) for width in widths)),
    )
    made.append(_row([(field.title, "center") for field in fields], widths, head=True, kept=True))
    last = len(rows) if noted else len(rows) - 1
    whole = len(rows) <= WHOLE
    for i, cells in enumerate(rows):
        if isinstance(cells, Part):
            made.append(_band(cells.title, widths))
        else:
            aligned = list(zip(cells, (field.align for field in fields), strict=True))
            made.append(_row(aligned, widths, kept=i < last if whole else noted and i == last - 1))
    return made


def _row(cells: list[tuple[Any, str]], widths: list[int], head: bool = False, kept: bool = False) -> Element:
    """A row; one that is `kept` stays on the page of the note below it."""
    made = element("tr", None, element("trPr", None, element("cantSplit"), *([element("tblHeader")] if head else [])))
    for (cell, align), width in zip(cells, widths, strict=True):
        texts = ("" if missing(cell) else NUMBERS.sub("、 ", str(cell))).split("\n")
        made.append(_cell(texts, width, align, "CellHead" if head else "Cell", kept))
    return made


def _band(title: str, widths: list[int]) -> Element:
    """A row of one cell across all columns, on the page of the row that follows."""
    return element(
        "tr",
        None,
        element("trPr", None, element("cantSplit")),
        _cell([title], sum(widths), "left", "CellHead", True, len(widths)),
    )


def _cell(texts: list[str], width: int, align: str, style: str, kept: bool, span: int = 1) -> Element:
    spans = [element("gridSpan", {"val": span})] if span > 1 else []
    made = element(
        "tc",
        None,
        element(
            "tcPr", None, element("tcW", {"w": width, "type": "dxa"}), *spans, element("vAlign", {"val": "center"})
        ),
    )
    for line in texts:
        properties = [*([element("keepNext")] if kept else []), element("jc", {"val": align})]
        made.append(paragraph(style, [run(line)] if line else [], *properties))
    return made
