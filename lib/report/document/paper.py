"""A document in the making: numbered headings, text, tables and figures with captions, references that Word understands."""

import io
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

import docx
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element
from docx.shared import Pt

from lib.report.document.chart import Chart, add
from lib.report.document.grid import Field, Part, Rows, table
from lib.report.document.wml import chinese, element, field, lines, paragraph, run
from lib.text import exports

__all__ = ["Blank", "Cover", "Field", "Paper", "Part", "Ref"]
MASTER = Path(__file__).with_name("master.docx")
"""The form of an official document, GB/T 9704—2012, without content: page, fonts and their stand-ins, styles, numbering
of headings, page numbers at the outer edge."""
TWIP = 635
"""Units of python-docx in a twip (1/20 pt)."""
LISTED = 2
"""Levels of headings in the table of contents."""


class Ref(NamedTuple):
    """A reference to a table or a figure by its key, e.g. 表1, within text."""

    key: str


class Blank(NamedTuple):
    """What is left to be filled in by hand, set off by a yellow ground."""

    what: str


class Cover(NamedTuple):
    """The first page: lines under the title, and at its foot who signs and when."""

    under: tuple[str, ...]
    signed: tuple["str | Blank", ...]


Text = str | Ref | Blank


class Paper:
    """A document in official form; `bytes()` ends it."""

    def __init__(self, title: tuple[str, ...], author: str, mark: str = "", cover: Cover | None = None):
        """Title by lines; `author` made it. `mark` (e.g. 演示数据) is printed on the cover, at the head of every page, and
        in the properties. With a `cover` comes a table of contents."""
        self.document = docx.Document(str(MASTER))
        exports.sign(self.document.core_properties, exports.titled("".join(title), mark), author)
        page = self.document.sections[0]
        self._width = round((page.page_width - page.left_margin - page.right_margin) / TWIP)
        self._end = self.document.element.body.find(qn("w:sectPr"))
        self._marks, self._levels = 0, [0, 0, 0, 0]
        self._headings: list[tuple[int, str, str]] = []
        self._labels: dict[str, str] = {}
        self._refs: list[tuple[Element, str]] = []
        self._pages: list[Element] = []
        self._front: Element | None = None
        if mark:
            self._mark(mark, cover is not None)
        if cover:
            self._cover(title, mark, cover)
        self._put("Title", lines(title), *([element("pageBreakBefore")] if cover else []))

    def tighten(self) -> None:
        """Smaller type and less space between lines: for what must not exceed a page."""
        normal = self.document.styles["Normal"]
        closing = self.document.styles["落款"].paragraph_format
        closing.space_before, closing.line_spacing = Pt(10), Pt(22)
        normal.font.size, normal.paragraph_format.line_spacing = Pt(14), Pt(20.5)

    def addressed(self, to: str | Blank) -> None:
        """主送: to whom the document goes."""
        self._put("Addressee", [*self._runs((to,)), run("：")])

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
        self._put(style, self._marked(name, [run(text)]))
        self._headings.append((level, number + text, name))

    def text(self, *parts: Text) -> None:
        """A paragraph of text and references; empty parts are left out."""
        if runs := self._runs(parts):
            self._put(None, runs)

    def note(self, words: str) -> None:
        """A line in small type."""
        self._put("Note", [run(words)])

    def _runs(self, parts: tuple[Text, ...]) -> list[Element]:
        runs = []
        for part in parts:
            if isinstance(part, Ref):
                shown = run("表")
                self._refs.append((shown.find(qn("w:t")), part.key))
                runs += field(f" REF {self._name(part.key)} \\h ", [shown])
            elif isinstance(part, Blank):
                runs.append(run(f"〔{part.what}〕", element("highlight", {"val": "yellow"})))
            elif part:
                runs.append(run(part))
        return runs

    def table(self, key: str, caption: str, fields: list[Field], rows: Rows, note: str = "") -> None:
        """A table with its caption above and a note below; its head is repeated on every page and no row is broken."""
        self._caption("表", key, caption)
        self._end.addprevious(table(fields, rows, self._width, bool(note)))
        self._put("Note" if note else "Gap", [run(note)])

    def figure(self, key: str, caption: str, drawn: Chart | Element | list[Element], note: str = "") -> None:
        """A chart, a drawing (w:drawing), or several, two in a row, with their caption and a note below."""
        drawings = [add(self.document, drawn, self.drawn)] if isinstance(drawn, Chart) else drawn
        drawings = drawings if isinstance(drawings, list) else [drawings]
        for row in zip_longest(drawings[::2], drawings[1::2]):
            runs = [element("r", None, one) for one in row if one is not None]
            self._end.addprevious(paragraph("Figure", [runs[0], *([run("　"), runs[1]] if runs[1:] else [])]))
        self._caption("图", key, caption)
        self._put("Note" if note else "Gap", [run(note)])

    def _caption(self, word: str, key: str, caption: str) -> None:
        """Below a figure the caption is not bound to what follows."""
        number = 1 + sum(label.startswith(word) for label in self._labels.values())
        self._labels[key] = f"{word}{number}"
        label = [run(word), *field(f" SEQ {word} \\* ARABIC ", [run(str(number))])]
        loose = [element("keepNext", {"val": "0"})] if word == "图" else []
        self._put("Caption", [*self._marked(self._name(key), label), run(f"　{caption}")], *loose)

    def closing(self, enclosed: list[str], signed: tuple[str | Blank, ...]) -> None:
        """附件说明, then who signs and when, at the right under the text."""
        for i, name in enumerate(enclosed, 1):
            text = f"附件：{i}. {name}" if i == 1 else f"　　　{i}. {name}"
            self._put(None, [run(text)], element("keepNext"), element("jc", {"val": "left"}))
        for i, one in enumerate(signed):
            near = [element("spacing", {"before": 0})] if i else [element("keepNext")]
            self._put("Closing", self._runs((one,)), *near)

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

    def _put(self, style: str | None, runs: list[Element], *properties: Element) -> None:
        self._end.addprevious(paragraph(style, runs, *properties))

    def _mark(self, text: str, first: bool) -> None:
        section = self.document.sections[0]
        headers = [section.header, section.even_page_header, *([section.first_page_header] if first else [])]
        for header in headers:
            header.is_linked_to_previous = False
            header.paragraphs[0].style = self.document.styles["标识"]
            header.paragraphs[0].text = text

    def _cover(self, title: tuple[str, ...], mark: str, cover: Cover) -> None:
        """The first page has no number."""
        self.document.sections[0].different_first_page_header_footer = True
        self._put("CoverTitle", lines(title))
        self._put("Subtitle", lines(cover.under))
        if mark:
            self._put("Mark", [run(mark)])
        for i, one in enumerate(cover.signed):
            space = [element("spacing", {"before": 3000})] if i == 0 else []
            self._put("Subtitle", self._runs((one,)), *space)
        self._front = self._end.getprevious()

    def _contents(self, at: Element) -> None:
        """The table of contents: what Word shows until it has counted the pages itself."""
        at.addnext(paragraph("TOCHeading", [run("目　　录")], element("pageBreakBefore")))
        at = at.getnext()
        entries = [one for one in self._headings if one[0] <= LISTED]
        whole = field(f' TOC \\o "1-{LISTED}" \\h \\z \\u ', [], dirty="true")  # Word counts the pages on opening
        for position, (level, text, name) in enumerate(entries):
            number = run(" ")
            self._pages.append(number.find(qn("w:t")))
            page = field(f" PAGEREF {name} \\h ", [number], dirty="true")
            link = element(
                "hyperlink", {"anchor": name, "history": 1}, run(text), element("r", None, element("tab")), *page
            )
            runs = [*(whole[:3] if position == 0 else []), link, *(whole[3:] if position == len(entries) - 1 else [])]
            at.addnext(paragraph(f"TOC{level}", runs))
            at = at.getnext()

    def number(self, pages: list[int]) -> None:
        """Put the page of every heading, in their order, into the table of contents; `bytes` was called before."""
        told = (page for (level, _, _), page in zip(self._headings, pages, strict=True) if level <= LISTED)
        for text, page in zip(self._pages, told, strict=True):
            text.text = str(page)

    @property
    def drawn(self) -> int:
        """The number of the next drawing."""
        return len(self._labels) + 1

    @property
    def headed(self) -> int:
        """How many headings there are."""
        return len(self._headings)

    def bytes(self) -> bytes:
        """The file. KeyError if a reference points to nothing."""
        if self._front is not None and not self._pages:
            self._contents(self._front)
        for text, key in self._refs:
            text.text = self._labels[key]
        buffer = io.BytesIO()
        self.document.save(buffer)
        return buffer.getvalue()
