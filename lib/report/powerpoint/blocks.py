"""Figures, tables and text of a slide as PowerPoint's own objects, editable and without pictures."""

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Emu, Inches, Pt

from lib.measure.constants import VERDICTS
from lib.report.deck.slide import Figures, Table, Text, clean
from lib.report.deck.typeset import CELL, ems, fit, lines
from lib.report.powerpoint.master import TONES, text
from lib.theme import badge, tone

TEXT_SIZES = (30, 28, 26, 24, 22, 20, 18, 16)
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
_BADGES = {badge(verdict): tone(verdict) for verdict in VERDICTS}


def figures(slide, block: Figures, box) -> None:
    """Large numbers in a row, in two rows where there are more than five."""
    left, top, width, height = box
    columns = len(block.items) if len(block.items) <= 5 else -(-len(block.items) // 2)
    rows = -(-len(block.items) // columns)
    step, tall = width / columns, height / rows
    for i, item in enumerate(block.items):
        at = (left + step * (i % columns), top + tall * (i // columns), step - Inches(0.2), tall)
        shape = slide.shapes.add_textbox(*(Emu(int(value)) for value in at))
        shape.name = item.label
        frame = shape.text_frame
        frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
        size = min(60 if tall > Inches(2) else 44, int((step - Inches(0.45)) / Pt(1) / ems(item.value)))
        text(frame, [item.value], size, item.tone, bold=True)
        _more(frame, item.label, 20, "text")
        if item.note and tall > Inches(1.5):
            _more(frame, item.note, 18, "muted")


def _more(frame, words: str, size: float, colour: str) -> None:
    run = frame.add_paragraph().add_run()
    run.text = clean(words)
    run.font.size, run.font.color.theme_color = Pt(size), TONES[colour]


def table(slide, block: Table, box) -> None:
    """A native table in the largest type that fits; thin rules, the verdicts in their colours."""
    left, top, width, height = box
    widths = [width * share / sum(block.widths) for share in block.widths]
    size, heights = fit(block, width, height)
    shape = slide.shapes.add_table(
        len(block.rows) + 1, len(block.head), *(Emu(int(value)) for value in (left, top, width, sum(heights)))
    )
    shape.name = "表"
    shape._element.graphic.graphicData.tbl.tblPr.find(f"{{{DRAWING}}}tableStyleId").text = _NO_STYLE
    drawn = shape.table
    drawn.horz_banding = False
    for i, value in enumerate(widths):
        drawn.columns[i].width = Emu(int(value))
    for i, row in enumerate((block.head, *block.rows)):
        drawn.rows[i].height = Emu(int(heights[i]))
        for j, words in enumerate(row):
            cell = drawn.cell(i, j)
            cell.margin_left = cell.margin_right = CELL
            cell.margin_top = cell.margin_bottom = Inches(0.04)
            cell.vertical_anchor = MSO_ANCHOR.MIDDLE
            colour = "muted" if i == 0 else _BADGES.get(words, "text")
            align = PP_ALIGN.RIGHT if j in block.right else PP_ALIGN.LEFT
            text(
                cell.text_frame,
                [words],
                size if i else min(size, 18),
                colour,
                bold=i > 0 and (j == 0 or words in _BADGES),
                align=align,
            )
            _rule(cell, "accent1" if i == 0 else "bg2")


def _rule(cell, slot: str) -> None:
    """A line under a cell."""
    properties = cell._tc.get_or_add_tcPr()
    properties.insert(
        0, parse_xml(f'<a:lnB {nsdecls("a")} w="9525"><a:solidFill><a:schemeClr val="{slot}"/></a:solidFill></a:lnB>')
    )


def paragraphs(slide, block: Text, box, *, small: bool = False) -> None:
    """Short paragraphs in the largest type that fits."""
    left, top, width, height = box
    for size in TEXT_SIZES[5:] if small else TEXT_SIZES:
        if (
            sum(lines(words, width - Inches(0.2), size) for words in block.paragraphs) * Pt(size) * 1.3
            + len(block.paragraphs) * Pt(10)
            <= height
        ):
            break
    shape = slide.shapes.add_textbox(*(Emu(int(value)) for value in (left, top, width, height)))
    shape.name = "正文"
    shape.text_frame.word_wrap = True
    text(shape.text_frame, block.paragraphs, size, gap=10)
