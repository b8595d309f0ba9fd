"""An empty 16:9 presentation in the house style: theme colours and fonts, one master, two layouts with a title each."""

import re

from pptx import Presentation
from pptx.enum.dml import MSO_THEME_COLOR as Colour
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.presentation import Presentation as Deck
from pptx.util import Emu, Inches, Pt

from lib.report.deck.slide import clean
from lib.report.deck.typeset import COVER, HEIGHT, MARGIN, WIDTH
from lib.text import exports
from lib.theme import palette

FONT, FALLBACK = "微软雅黑", "Noto Sans CJK SC"
TITLE = (MARGIN, Inches(0.42), WIDTH - 2 * MARGIN, Inches(1.15))
FOOT = (MARGIN, Inches(6.9), WIDTH - 2 * MARGIN - Inches(0.9), Inches(0.42))
MARK = (MARGIN, Inches(0.08), WIDTH - 2 * MARGIN, Inches(0.36))
TITLE_SIZE, COVER_SIZE = 30, 44
SLOTS = {
    "plan": "accent1",
    "accent": "accent2",
    "good": "accent3",
    "warn": "accent4",
    "bad": "accent5",
    "neutral": "accent6",
}
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
_COVER, _CONTENT = "Title Slide", "Title Only"


def empty(title: str, author: str) -> tuple[Deck, object, object]:
    """A presentation without slides, its layout for a cover and the one for a slide with a title."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    exports.sign(deck.core_properties, clean(title), author)
    deck.core_properties.language = "zh-CN"
    rels = deck.part.package._rels
    for key in [key for key, rel in rels.items() if rel.reltype.endswith("/thumbnail")]:
        rels.pop(key)
    master = deck.slide_master
    theme = next(rel.target_part for rel in master.part.rels.values() if rel.reltype.endswith("/theme"))
    theme._blob = _theme(theme.blob.decode("utf-8")).encode("utf-8")
    for layout in [x for x in deck.slide_layouts if x.name not in (_COVER, _CONTENT)]:
        deck.slide_layouts.remove(layout)
    cover, content = deck.slide_layouts.get_by_name(_COVER), deck.slide_layouts.get_by_name(_CONTENT)
    cover.name, content.name = "封面", "结论与内容"
    for holder, box, size in ((master, TITLE, TITLE_SIZE), (content, TITLE, TITLE_SIZE), (cover, COVER, COVER_SIZE)):
        _keep_title(holder, box, size)
    _page_number(master)
    _rule(content)
    return deck, cover, content


def _theme(xml: str) -> str:
    """The default theme with the house's colours and fonts."""
    p = palette("light")
    named = {
        "dk1": p["text"],
        "lt1": p["surface"],
        "dk2": p["muted"],
        "lt2": p["grid"],
        "hlink": p["plan"],
        "folHlink": p["plan"],
    }
    named |= {slot: p[tone] for tone, slot in SLOTS.items()}
    for slot, colour in named.items():
        xml = re.sub(rf"<a:{slot}>.*?</a:{slot}>", f'<a:{slot}><a:srgbClr val="{colour[1:]}"/></a:{slot}>', xml)
    fonts = f'<a:latin typeface="{FONT}"/><a:ea typeface="{FONT}"/><a:cs typeface=""/><a:font script="Hans" typeface="{FALLBACK}"/>'
    return re.sub(r"(<a:m(?:aj|in)orFont>).*?(</a:m(?:aj|in)orFont>)", rf"\1{fonts}\2", xml)


def _keep_title(holder, box, size: int) -> None:
    """Leave of a master or layout only its title, at `box`, left-aligned."""
    for shape in list(holder.placeholders):
        if shape.placeholder_format.idx != 0 or "Title" not in shape.name:
            shape._element.getparent().remove(shape._element)
            continue
        shape.left, shape.top, shape.width, shape.height = (Emu(int(value)) for value in box)
        frame = shape.text_frame
        frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.BOTTOM if size == COVER_SIZE else MSO_ANCHOR.MIDDLE
        frame.margin_left = frame.margin_right = 0
        listed = frame._txBody.find("{http://schemas.openxmlformats.org/drawingml/2006/main}lstStyle")
        listed.clear()
        listed.append(parse_xml(f'<a:lvl1pPr {nsdecls("a")} algn="l"><a:defRPr sz="{size * 100}" b="1"/></a:lvl1pPr>'))


def _page_number(master) -> None:
    """The number of the slide, drawn by the master on every slide."""
    box = master.shapes._spTree
    left, top = WIDTH - MARGIN - Inches(0.8), FOOT[1]
    box.append(
        parse_xml(
            f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="90" name="页码"/><p:cNvSpPr txBox="1"/><p:nvPr userDrawn="1"/></p:nvSpPr>'
            f'<p:spPr><a:xfrm><a:off x="{int(left)}" y="{int(top)}"/><a:ext cx="{int(Inches(0.8))}" cy="{int(FOOT[3])}"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr>'
            '<p:txBody><a:bodyPr rIns="0" anchor="ctr"/><a:lstStyle/><a:p><a:pPr algn="r"/><a:fld id="{5B1C9A3E-8B4F-4C7B-9C0E-1D2F3A4B5C6D}" type="slidenum">'
            '<a:rPr lang="zh-CN" sz="1200"><a:solidFill><a:schemeClr val="tx2"/></a:solidFill></a:rPr><a:t>‹#›</a:t></a:fld></a:p></p:txBody></p:sp>'
        )
    )


def _rule(layout) -> None:
    """A thin line under the title."""
    left, top, width, height = TITLE
    layout.shapes._spTree.append(
        parse_xml(
            f'<p:cxnSp {nsdecls("p", "a")}><p:nvCxnSpPr><p:cNvPr id="91" name="标题线"/><p:cNvCxnSpPr/><p:nvPr userDrawn="1"/></p:nvCxnSpPr>'
            f'<p:spPr><a:xfrm><a:off x="{int(left)}" y="{int(top + height + Inches(0.06))}"/><a:ext cx="{int(width)}" cy="0"/></a:xfrm>'
            '<a:prstGeom prst="line"><a:avLst/></a:prstGeom><a:ln w="12700"><a:solidFill><a:schemeClr val="accent1"/></a:solidFill></a:ln></p:spPr></p:cxnSp>'
        )
    )


def text(
    frame, paragraphs, size: float, tone: str = "text", *, bold: bool = False, align=PP_ALIGN.LEFT, gap: float = 0
) -> None:
    """Write paragraphs into a text frame, all in one size (points) and tone; `gap` is the space after each in
    points."""
    for i, words in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if i == 0 else frame.add_paragraph()
        paragraph.alignment, paragraph.space_after = align, Pt(gap)
        run = paragraph.add_run()
        run.text = clean(words)
        run.font.size, run.font.bold, run.font.color.theme_color = Pt(size), bold, TONES[tone]
