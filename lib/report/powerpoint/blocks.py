"""Figures, tables, text and pictures of a slide as PowerPoint's own objects."""

import base64
import io

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.slide import Slide as Drawn
from pptx.table import _Cell

from lib.measure.constants import VERDICTS
from lib.report.deck.slide import Figures, Photos, Picture, Table, Text
from lib.report.deck.typeset import CELL, INSETS, READABLE, TEXT_LEADING, Box, cells, fit, high, padding
from lib.report.powerpoint.master import described, emu, place, set_text
from lib.theme import badge, tone
from lib.typography import ems

TEXT_SIZES, AFTER = (30, 28, 26, 24, 22, 20, 19, 18), 10
"""Type of paragraphs, and the space after each."""
BOLD = 1.12
"""How much wider bold letters are."""
ABREAST = 6
"""Large numbers that stand in one row."""
_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
_BADGES = {badge(verdict): tone(verdict) for verdict in VERDICTS}


def figures(slide: Drawn, block: Figures, box: Box) -> None:
    """Large numbers in a row, in two rows where there are more than ABREAST."""
    count = len(block.items)
    columns = count if count <= ABREAST else -(-count // 2)
    step, tall = box.width / columns, box.height / -(-count // columns)
    most = 60 if tall > 144 else 44
    size = min(int((step - 18) / (BOLD * ems(item.value))) for item in block.items)
    for i, item in enumerate(block.items):
        at = Box(box.left + step * (i % columns), box.top + tall * (i // columns), step - INSETS, tall)
        shape = slide.shapes.add_textbox(*place(at))
        shape.name = item.label
        frame = shape.text_frame
        frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
        set_text(frame, [item.value], min(most, size), item.tone, bold=True)
        set_text(frame, [item.label], 20)
        if item.note and tall > 108:
            set_text(frame, [item.note], 18, "muted")


def table(slide: Drawn, block: Table, box: Box) -> None:
    """A native table in the largest type that fits; thin rules, the verdicts in their colours."""
    size, heights = fit(block, box.width, box.height)
    shape = slide.shapes.add_table(
        len(block.rows) + 1, len(block.head), *place(Box(box.left, box.top, box.width, sum(heights)))
    )
    shape.name = "表"
    described(shape, f"表：{'、'.join(block.head)}，{len(block.rows)}行")
    drawn = shape.table
    drawn._tbl.tblPr.find(qn("a:tableStyleId")).text = _NO_STYLE
    drawn.horz_banding = False
    for column, share in zip(drawn.columns, block.widths, strict=True):
        column.width = emu(box.width * share / sum(block.widths))
    for i, row in enumerate((block.head, *block.rows)):
        drawn.rows[i].height = emu(heights[i])
        for j, words in enumerate(row):
            cell = drawn.cell(i, j)
            cell.margin_left = cell.margin_right = emu(CELL)
            cell.margin_top = cell.margin_bottom = emu(padding(size) * 2 / 7)
            cell.vertical_anchor = MSO_ANCHOR.MIDDLE
            set_text(
                cell.text_frame,
                [words],
                size if i else min(size, 18),
                "muted" if i == 0 else _BADGES.get(words, "text"),
                bold=i > 0 and (j == 0 or words in _BADGES),
                align=PP_ALIGN.RIGHT if j in block.right else PP_ALIGN.LEFT,
            )
            _rule(cell, "accent1" if i == 0 else "bg2")


def _rule(cell: _Cell, slot: str) -> None:
    """A line under a cell."""
    properties = cell._tc.get_or_add_tcPr()
    properties.insert(
        0, parse_xml(f'<a:lnB {nsdecls("a")} w="9525"><a:solidFill><a:schemeClr val="{slot}"/></a:solidFill></a:lnB>')
    )


def paragraphs(slide: Drawn, block: Text, box: Box) -> None:
    """Short paragraphs in the largest type that fits."""
    fitting = (size for size in TEXT_SIZES if high(block.paragraphs, box.width, size, AFTER) <= box.height)
    size = next(fitting, TEXT_SIZES[-1])
    shape = slide.shapes.add_textbox(*place(box))
    shape.name = "正文"
    shape.text_frame.word_wrap = True
    set_text(shape.text_frame, block.paragraphs, size, gap=AFTER)
    for paragraph in shape.text_frame.paragraphs if block.listed else ():
        properties = paragraph._p.get_or_add_pPr()
        properties.set("marL", str(emu(size)))
        properties.set("indent", str(-emu(size)))
        properties.append(parse_xml(f'<a:buChar {nsdecls("a")} char="•"/>'))


def picture(slide: Drawn, block: Picture, box: Box) -> None:
    """A picture as large as the box allows, in its middle."""
    scale = min(box.width / block.width, box.height / block.height)
    wide, tall = block.width * scale, block.height * scale
    at = Box(box.left + (box.width - wide) / 2, box.top + (box.height - tall) / 2, wide, tall)
    drawn = slide.shapes.add_picture(io.BytesIO(base64.b64decode(block.data)), *place(at))
    drawn.name = "图片"
    described(drawn, block.told)


def photos(slide: Drawn, block: Photos, box: Box) -> None:
    """Photographs side by side, each with its words beneath."""
    words = 2 * READABLE * TEXT_LEADING + 2
    for one, at in zip(block.items, cells(len(block.items), block.columns, box), strict=True):
        picture(slide, one, at._replace(height=at.height - words))
        shape = slide.shapes.add_textbox(*place(at._replace(top=at.top + at.height - words, height=words)))
        shape.name = "照片说明"
        frame = shape.text_frame
        frame.word_wrap, frame.margin_top, frame.margin_bottom = True, 0, 0
        name, told = one.told.split("\n")
        set_text(frame, [name], READABLE, bold=True, align=PP_ALIGN.CENTER)
        set_text(frame, [told], READABLE, "muted", align=PP_ALIGN.CENTER)
