"""Elements of a Word document: runs, fields, numerals."""

import re
from collections.abc import Mapping

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from lib.text.exports import clean

HANDS = "一二三四五六七八九十"
MINUS = re.compile(r"(?<![A-Za-z0-9_.）)\]”—–-])-(?=\d)(?!\d{4}[-》])")
"""A hyphen that is a minus: as a hyphen it would be torn from its number at the end of a line."""


def element(tag: str, attributes: Mapping[str, object] | None = None, *children: Element) -> Element:
    """An element of the namespace w with its attributes and children."""
    made = OxmlElement(f"w:{tag}")
    for name, value in (attributes or {}).items():
        made.set(qn(f"w:{name}"), str(value))
    made.extend(children)
    return made


def chinese(n: int) -> str:
    """1–99 as a Chinese numeral.

    >>> chinese(3), chinese(10), chinese(12), chinese(20), chinese(21)
    ('三', '十', '十二', '二十', '二十一')
    """
    tens, ones = divmod(n, 10)
    unit = HANDS[ones - 1] if ones else ""
    return unit if not tens else ("" if tens == 1 else HANDS[tens - 1]) + "十" + unit


def run(text: str, *properties: Element) -> Element:
    """A run of text."""
    made = element("t")
    made.text = MINUS.sub("−", clean(text))
    made.set(qn("xml:space"), "preserve")
    return element("r", None, *([element("rPr", None, *properties)] if properties else []), made)


def field(instruction: str, shown: list[Element], **begin: str) -> list[Element]:
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


def lines(texts: tuple[str, ...]) -> list[Element]:
    """Runs with a break between two lines."""
    runs = [run(texts[0])]
    for text in texts[1:]:
        runs += [element("r", None, element("br")), run(text)]
    return runs


def paragraph(style: str | None, runs: list[Element], *properties: Element) -> Element:
    """A paragraph of a style by its id; None for the body text. `properties` come after the style in the order of the
    schema."""
    named = [element("pStyle", {"val": style})] if style else []
    head = [element("pPr", None, *named, *properties)] if named or properties else []
    return element("p", None, *head, *runs)
