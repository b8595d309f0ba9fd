"""A deck as a PowerPoint file: 16:9, everything editable, the notes with arithmetic and sources. No picture
anywhere."""

import io

from pptx.util import Emu, Pt

from lib.report.deck.slide import Bars, Figures, Lines, Map, Slide, Table, Text, clean, told
from lib.report.deck.typeset import arranged, ems, lines
from lib.report.powerpoint import blocks
from lib.report.powerpoint import charts as pptx_charts
from lib.report.powerpoint import map as pptx_map
from lib.report.powerpoint.master import COVER_SIZE, FOOT, MARK, TITLE, TITLE_SIZE, empty, text
from lib.text import exports

MEDIA = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
SAFE = 0.95
"""Share of a line that a title may fill: fonts that stand in for ours are a little wider."""
DRAWERS = {
    Figures: blocks.figures,
    Bars: pptx_charts.bars,
    Lines: pptx_charts.line_chart,
    Table: blocks.table,
    Text: blocks.paragraphs,
    Map: pptx_map.draw,
}


def write(slides: list[Slide], title: str, author: str, mark: str = "") -> bytes:
    """The slides as the bytes of a .pptx file made by `author`; `mark` (演示数据) stands on every slide and in its notes. ValueError for an
    empty deck."""
    if not slides:
        raise ValueError("没有选中任何一页，不能生成幻灯片")
    deck, cover, content = empty(exports.titled(title, mark), author)
    for slide in slides:
        _slide(deck.slides.add_slide(cover if slide.cover else content), slide, mark)
    file = io.BytesIO()
    deck.save(file)
    return file.getvalue()


def _slide(drawn, slide: Slide, mark: str) -> None:
    """Title, blocks, source line and notes of one slide."""
    drawn.shapes.title.text_frame.text = clean(slide.title)
    for block, box in arranged(slide):
        DRAWERS[type(block)](drawn, block, box)
    for run in drawn.shapes.title.text_frame.paragraphs[0].runs:
        run.font.size = title_size(slide)
    slide = told(slide)
    foot = f"来源：{slide.sources}" if slide.sources else ""
    for name, words, box, size, tone in (
        ("来源", foot, FOOT, 11 if ems(foot) <= 75 else 9.5, "muted"),
        ("标识", mark, MARK, 14, "bad"),
    ):
        if words:
            shape = drawn.shapes.add_textbox(*(Emu(int(value)) for value in box))
            shape.name = name
            shape.text_frame.word_wrap, shape.text_frame.margin_left = True, 0
            text(shape.text_frame, [words], size, tone, bold=name == "标识")
    drawn.name = clean(slide.key)
    notes = [*slide.notes, *([mark] if mark else [])]
    drawn.notes_slide.notes_text_frame.text = clean("\n".join(notes))


def title_size(slide: Slide):
    """The size of a title: a little smaller where that saves it a second line of a few characters; None for that of the
    master."""
    usual, least = (COVER_SIZE, 36) if slide.cover else (TITLE_SIZE, 26)
    width = TITLE[2] * SAFE
    count = lines(slide.title, width, usual)
    return next((Pt(size) for size in range(usual - 1, least - 1, -1) if lines(slide.title, width, size) < count), None)
