"""The master (`master.pptx`: theme colours and fonts, a master, four layouts with a title each), and what is written on
its slides: places in points, colours of the theme, text."""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple
from zipfile import BadZipFile

from pptx import Presentation
from pptx.enum.dml import MSO_THEME_COLOR as Colour
from pptx.enum.text import PP_ALIGN
from pptx.exc import PythonPptxError
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Deck
from pptx.shapes.autoshape import Shape
from pptx.shapes.base import BaseShape
from pptx.slide import SlideLayout
from pptx.text.text import Font, TextFrame
from pptx.util import Length, Pt

from lib.report.deck.slide import CONTENT, COVER, FULL, SECTION, clean
from lib.report.deck.typeset import HEIGHT, WIDTH, Box
from lib.text import exports

MASTER = Path(__file__).with_name("master.pptx")
LAYOUTS = {COVER: "封面", CONTENT: "结论与内容", SECTION: "章节", FULL: "满幅图"}
"""The layouts of the master by name."""
STANDS_IN = {SECTION: COVER, FULL: CONTENT}
"""What a master of an office may leave out, and what is taken then."""
TONES = {
    "plan": Colour.ACCENT_1,
    "accent": Colour.ACCENT_2,
    "good": Colour.ACCENT_3,
    "warn": Colour.ACCENT_4,
    "bad": Colour.ACCENT_5,
    "neutral": Colour.ACCENT_6,
    "text": Colour.TEXT_1,
    "muted": Colour.TEXT_2,
    "grid": Colour.BACKGROUND_2,
    "surface": Colour.BACKGROUND_1,
}
"""The colours of the house as slots of the theme: whoever changes the theme in PowerPoint changes every slide and
chart."""

SCHEME = {tone: Colour.to_xml(slot) for tone, slot in TONES.items()}
"""The same as they are written."""


class WrongMaster(ValueError):
    """A master that has not what the slides need; the message is for the person who put it there."""


class Master(NamedTuple):
    """A presentation without slides, and the layout of its master for every layout of a slide."""

    deck: Deck
    layouts: dict[str, SlideLayout]


def opened(title: str, author: str, own: Path | None = None) -> Master:
    """An empty presentation from the office's own master (a file), else from ours; WrongMaster where that cannot be."""
    path = own if own and own.exists() else MASTER
    try:
        deck = Presentation(str(path))
    except (KeyError, ValueError, OSError, PythonPptxError, BadZipFile) as error:
        raise WrongMaster(
            f"母版{path.name}打不开：不是PowerPoint文件（.pptx）。请另存为.pptx，或删去它，用自带的母版"
        ) from error
    named = {layout: deck.slide_layouts.get_by_name(name) for layout, name in LAYOUTS.items()}
    if None in (named[COVER], named[CONTENT]) or (deck.slide_width, deck.slide_height) != (emu(WIDTH), emu(HEIGHT)):
        raise WrongMaster(
            f"母版{path.name}应为16:9宽屏（33.867×19.05厘米），并有名为“{LAYOUTS[COVER]}”和“{LAYOUTS[CONTENT]}”的版式，各有一个标题框"
        )
    found = {layout: own_ or named[STANDS_IN[layout]] for layout, own_ in named.items()}
    if any(not any(shape.is_placeholder for shape in layout.shapes) for layout in found.values()):
        raise WrongMaster(f"母版{path.name}的版式缺少标题框：{'、'.join(LAYOUTS.values())}各要有一个")
    for drawn in list(deck.slides._sldIdLst):  # a master kept as an ordinary file may hold slides
        deck.part.drop_rel(drawn.rId)
        deck.slides._sldIdLst.remove(drawn)
    exports.sign(deck.core_properties, clean(title), author)
    deck.core_properties.language = "zh-CN"
    return Master(deck, found)


def described(shape: BaseShape, words: str) -> None:
    """Give a drawn object a text for those who cannot see it."""
    shape._element.xpath(".//p:cNvPr")[0].set("descr", clean(words))


def plain(shape: BaseShape) -> None:
    """Take off a shape what the theme would add: a shadow, an effect."""
    for style in shape._element.findall(qn("p:style")):
        shape._element.remove(style)


def flat(shape: Shape, fill: str | None, line: str | None = None, width: float = 0.75) -> None:
    """A shape in one tone, with or without a line, never with a shadow."""
    plain(shape)
    if fill:
        shape.fill.solid()
        shape.fill.fore_color.theme_color = TONES[fill]
    else:
        shape.fill.background()
    if line:
        shape.line.color.theme_color, shape.line.width = TONES[line], Pt(width)
    else:
        shape.line.fill.background()


def emu(points: float) -> Length:
    """Points in the units of PowerPoint, whole ones.

    >>> emu(960.0), emu(0.5)
    (12192000, 6350)
    """
    return Length(round(points * 12700))


def place(box: Box) -> tuple[Length, Length, Length, Length]:
    """A box in the units of PowerPoint: left, top, width, height."""
    return emu(box.left), emu(box.top), emu(box.width), emu(box.height)


def set_text(
    frame: TextFrame,
    paragraphs: Iterable[str],
    size: float,
    tone: str = "text",
    *,
    bold: bool = False,
    align: PP_ALIGN = PP_ALIGN.LEFT,
    gap: float = 0,
) -> None:
    """Add paragraphs to a text frame, all in one size (points) and tone; `gap` is the space after each in points."""
    for words in paragraphs:
        paragraph = frame.add_paragraph() if frame.text else frame.paragraphs[0]
        paragraph.alignment, paragraph.space_after = align, Pt(gap)
        run = paragraph.add_run()
        run.text = clean(words)
        tint(run.font, size, tone, bold=bold)


def tint(font: Font, size: float, tone: str, *, bold: bool = False) -> None:
    """Set the size (points), the tone and the weight of some words."""
    font.size, font.bold, font.color.theme_color = Pt(size), bold, TONES[tone]
