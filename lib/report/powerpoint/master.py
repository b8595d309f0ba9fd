"""The master (`master.pptx`: theme colours and fonts, a master, two layouts with a title each), and what is written on
its slides: places in points, colours of the theme, text."""

from collections.abc import Iterable
from pathlib import Path

from pptx import Presentation
from pptx.enum.dml import MSO_THEME_COLOR as Colour
from pptx.enum.text import PP_ALIGN
from pptx.presentation import Presentation as Deck
from pptx.slide import SlideLayout
from pptx.text.text import TextFrame
from pptx.util import Length, Pt

from lib.report.deck.slide import clean
from lib.report.deck.typeset import HEIGHT, WIDTH, Box
from lib.text import exports

MASTER = Path(__file__).with_name("master.pptx")
COVER, CONTENT = "封面", "结论与内容"
"""The layouts of a cover and of a slide with a finding, by name."""
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


class WrongMaster(ValueError):
    """A master that has not what the slides need; the message is for the person who put it there."""


def empty(title: str, author: str) -> tuple[Deck, SlideLayout, SlideLayout]:
    """A presentation without slides, its layout for a cover and the one for a slide with a finding."""
    deck = Presentation(str(MASTER))
    cover, content = (deck.slide_layouts.get_by_name(name) for name in (COVER, CONTENT))
    if cover is None or content is None or (deck.slide_width, deck.slide_height) != (emu(WIDTH), emu(HEIGHT)):
        raise WrongMaster(f"母版{MASTER.name}应为16:9宽屏（33.867×19.05厘米），并有名为“{COVER}”和“{CONTENT}”的版式")
    exports.sign(deck.core_properties, clean(title), author)
    deck.core_properties.language = "zh-CN"
    return deck, cover, content


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
        run.font.size, run.font.bold, run.font.color.theme_color = Pt(size), bold, TONES[tone]
