"""A document in the making: numbered headings, text, tables with captions, references that Word understands."""

import io
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from lib.text import exports
from lib.text.words import missing

MASTER = Path(__file__).with_name("master.docx")
"""The form of an official document, GB/T 9704—2012, without content: page, fonts and their stand-ins, styles, numbering
of headings, page numbers at the outer edge."""
TWIP = 635
"""Units of python-docx in a twip (1/20 pt)."""
HANDS = "一二三四五六七八九十"
NUMBERS = re.compile(r"(?<=\d)、(?=\d)")
"""Between the numbers of a list; without a space there a narrow cell is broken within a number."""
MINUS = re.compile(r"(?<![A-Za-z0-9_.）)\]”—–-])-(?=\d)")
"""A hyphen that is a minus: as a hyphen it would be torn from its number at the end of a line."""
MARGINS = {"top": 40, "left": 60, "bottom": 40, "right": 60}
"""Between the text of a cell and its rules, in twips."""


class Ref(NamedTuple):
    """A reference to a table by its key, e.g. 表1, within text."""

    key: str


class Field(NamedTuple):
    """One column of a table: head, width in millimetres, alignment (left, center, right)."""

    title: str
    width: float
    align: str = "left"


def element(tag: str, attributes: Mapping[str, object] | None = None, *children: Element) -> Element:
    """An element of the namespace w with its attributes and children."""
    made = OxmlElement(f"w:{tag}")
    for name, value in (attributes or {}).items():
        made.set(qn(f"w:{name}"), str(value))
    made.extend(children)
    return made


def clean(text: object) -> str:
    """Text without the control characters that XML forbids.

    >>> clean("a\\x0bb\\n")
    'ab\\n'
    """
    return exports.clean(text)


def chinese(n: int) -> str:
    """1–99 as a Chinese numeral.

    >>> chinese(3), chinese(10), chinese(12), chinese(20), chinese(21)
    ('三', '十', '十二', '二十', '二十一')
    """
    tens, ones = divmod(n, 10)
    unit = HANDS[ones - 1] if ones else ""
    return unit if not tens else ("" if tens == 1 else HANDS[tens - 1]) + "十" + unit


def _run(text: str) -> Element:
    made = element("t")
    made.text = MINUS.sub("−", clean(text))
    made.set(qn("xml:space"), "preserve")
    return element("r", None, made)


def _field(instruction: str, shown: list[Element], **begin: str) -> list[Element]:
    """A complex field: its instruction and the runs it shows until Word calculates it anew."""
    code = element("instrText")
    code.text = instruction
    code.set(qn("xml:space"), "preserve")
    return [
        element("r", None, element("fldChar", {"fldCharType": "begin"} | begin)),
        element("r", None, code),
        element("r", None, element("fldChar", {"fldCharType": "separate"})),
        *shown,
        element("r", None, element("fldChar", {"fldCharType": "end"})),
    ]


def _lines(texts: tuple[str, ...]) -> list[Element]:
    """Runs with a break between two lines."""
    runs = [_run(texts[0])]
    for text in texts[1:]:
        runs += [element("r", None, element("br")), _run(text)]
    return runs


class Paper:
    """A document in official form; `bytes()` ends it."""

    def __init__(self, title: tuple[str, ...], subtitle: tuple[str, ...], author: str, mark: str = ""):
        """Title and subtitle by lines; `author` made it. `mark` (e.g. 演示数据) is printed under the title, at the head of
        every page, and in the properties."""
        self.document = docx.Document(str(MASTER))
        exports.sign(self.document.core_properties, exports.titled("".join(title), mark), author)
        page = self.document.sections[0]
        self._width = round((page.page_width - page.left_margin - page.right_margin) / TWIP)
        self._end = self.document.element.body.find(qn("w:sectPr"))
        self._marks, self._levels = 0, [0, 0, 0, 0]
        self._headings: list[tuple[int, str, str]] = []
        self._tables: list[str] = []
        self._refs: list[tuple[Element, str]] = []
        if mark:
            self._mark(mark)
        self._put("Title", _lines(title))
        self._put("Subtitle", _lines(subtitle))
        if mark:
            self._put("Mark", [_run(mark)])
        self._front = self._end.getprevious()

    def heading(self, level: int, text: str) -> None:
        """A heading of level 1–4, numbered 一、（一）1.（1）by its style."""
        self._levels[level - 1] += 1
        self._levels[level:] = [0] * (4 - level)
        n = self._levels[level - 1]
        number = (f"{chinese(n)}、", f"（{chinese(n)}）", f"{n}.", f"（{n}）")[level - 1]
        self._heading(f"Heading{level}", level, number, text)

    def annex(self, text: str) -> None:
        """The title of an annex, on a new page."""
        self._heading("Annex", 1, "", text)

    def _heading(self, style: str, level: int, number: str, text: str) -> None:
        name = f"_Toc{100000 + len(self._headings)}"
        self._put(style, self._marked(name, [_run(text)]))
        self._headings.append((level, number + text, name))

    def text(self, *parts: str | Ref) -> None:
        """A paragraph of text and references; empty parts are left out."""
        runs = []
        for part in parts:
            if isinstance(part, Ref):
                shown = _run("表")
                self._refs.append((shown.find(qn("w:t")), part.key))
                runs += _field(f" REF {self._name(part.key)} \\h ", [shown])
            elif part:
                runs.append(_run(part))
        if runs:
            self._put(None, runs)

    def table(self, key: str, caption: str, fields: list[Field], rows: list[list[Any]], note: str = "") -> None:
        """A table with its caption above and a note below; its head is repeated on every page and no row is broken."""
        self._tables.append(key)
        number = str(len(self._tables))
        label = self._marked(self._name(key), [_run("表"), *_field(" SEQ 表 \\* ARABIC ", [_run(number)])])
        self._put("Caption", [*label, _run(f"　{caption}")])
        scale = self._width / sum(field.width for field in fields)
        widths = [int(field.width * scale) for field in fields]
        borders = element(
            "tblBorders",
            None,
            *(
                element(side, {"val": "single", "sz": 4, "space": 0, "color": "000000"})
                for side in ("top", "left", "bottom", "right", "insideH", "insideV")
            ),
        )
        margins = element(
            "tblCellMar", None, *(element(side, {"w": size, "type": "dxa"}) for side, size in MARGINS.items())
        )
        table = element(
            "tbl",
            None,
            element(
                "tblPr",
                None,
                element("tblW", {"w": sum(widths), "type": "dxa"}),
                element("jc", {"val": "center"}),
                borders,
                element("tblLayout", {"type": "fixed"}),
                margins,
            ),
        )
        table.append(element("tblGrid", None, *(element("gridCol", {"w": width}) for width in widths)))
        table.append(self._row([(field.title, "center") for field in fields], widths, head=True))
        last = len(rows) - 1 if note else -1
        table.extend(
            self._row(list(zip(cells, (f.align for f in fields), strict=True)), widths, kept=i == last)
            for i, cells in enumerate(rows)
        )
        self._end.addprevious(table)
        self._put("Note" if note else "Gap", [_run(note)])

    def closing(self, text: str) -> None:
        """The line at the right under the text, before the annexes."""
        self._put("Closing", [_run(text)])

    def _row(self, cells: list[tuple[Any, str]], widths: list[int], head: bool = False, kept: bool = False) -> Element:
        """A row; one that is `kept` stays on the page of the note below it."""
        properties = element("trPr", None, element("cantSplit"), *([element("tblHeader")] if head else []))
        row = element("tr", None, properties)
        for (cell, align), width in zip(cells, widths, strict=True):
            made = element(
                "tc",
                None,
                element(
                    "tcPr", None, element("tcW", {"w": width, "type": "dxa"}), element("vAlign", {"val": "center"})
                ),
            )
            for line in ("" if missing(cell) else NUMBERS.sub("、 ", str(cell))).split("\n"):
                style = element(
                    "pPr",
                    None,
                    element("pStyle", {"val": "CellHead" if head else "Cell"}),
                    *([element("keepNext")] if kept else []),
                    element("jc", {"val": align}),
                )
                made.append(element("p", None, style, *([_run(line)] if line else [])))
            row.append(made)
        return row

    def _name(self, key: str) -> str:
        return f"_Ref_{key}"

    def _marked(self, name: str, runs: list[Element]) -> list[Element]:
        """Runs within a bookmark."""
        self._marks += 1
        return [
            element("bookmarkStart", {"id": self._marks, "name": name}),
            *runs,
            element("bookmarkEnd", {"id": self._marks}),
        ]

    def _put(self, style: str | None, runs: list[Element]) -> None:
        self._end.addprevious(self._paragraph(style, runs))

    def _paragraph(self, style: str | None, runs: list[Element]) -> Element:
        properties = [element("pPr", None, element("pStyle", {"val": style}))] if style else []
        return element("p", None, *properties, *runs)

    def _mark(self, text: str) -> None:
        section = self.document.sections[0]
        for header in (section.header, section.even_page_header):
            header.is_linked_to_previous = False
            header.paragraphs[0].style = self.document.styles["标识"]
            header.paragraphs[0].text = text

    def _contents(self) -> None:
        """The table of contents under the title: what Word shows until it has counted the pages itself."""
        at = self._front
        at.addnext(self._paragraph("TOCHeading", [_run("目　　录")]))
        at = at.getnext()
        entries = [(text, name) for level, text, name in self._headings if level == 1]
        whole = _field(' TOC \\o "1-1" \\h \\z \\u ', [], dirty="true")  # Word counts the pages when it opens the file
        for position, (text, name) in enumerate(entries):
            page = _field(f" PAGEREF {name} \\h ", [_run(" ")], dirty="true")
            link = element(
                "hyperlink", {"anchor": name, "history": 1}, _run(text), element("r", None, element("tab")), *page
            )
            runs = [*(whole[:3] if position == 0 else []), link, *(whole[3:] if position == len(entries) - 1 else [])]
            at.addnext(self._paragraph("TOC1", runs))
            at = at.getnext()
        at.addnext(element("p", None, element("r", None, element("br", {"type": "page"}))))

    def bytes(self) -> bytes:
        """The file. KeyError if a reference points to no table."""
        self._contents()
        for text, key in self._refs:
            text.text = f"表{self._tables.index(key) + 1}"
        buffer = io.BytesIO()
        self.document.save(buffer)
        return buffer.getvalue()
