"""A deck as a PowerPoint file: 16:9, everything editable, the notes with arithmetic and sources. No picture
anywhere."""

import io
from collections.abc import Callable
from typing import Any

from pptx.slide import Slide as Drawn
from pptx.util import Pt

from lib.maps.sheet import Map
from lib.report.deck.slide import Bars, Figures, Lines, Slide, Table, Text, as_shown, clean
from lib.report.deck.typeset import FOOT, MARK, Box, arranged, title_size
from lib.report.powerpoint import blocks, charts, maps
from lib.report.powerpoint.master import empty, place, set_text
from lib.text import exports
from lib.typography import ems

MEDIA = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
DRAWERS: dict[type, Callable[[Drawn, Any, Box], None]] = {
    Figures: blocks.figures,
    Bars: charts.bars,
    Lines: charts.line_chart,
    Table: blocks.table,
    Text: blocks.paragraphs,
    Map: maps.draw,
}


def write(slides: list[Slide], title: str, author: str, mark: str = "") -> bytes:
    """The slides as the bytes of a .pptx file made by `author`; `mark` (演示数据) stands on every slide and in
    its notes. ValueError for an empty deck."""
    if not slides:
        raise ValueError("没有选中任何一页，不能生成幻灯片")
    deck, cover, content = empty(exports.titled(title, mark), author)
    for slide in slides:
        _slide(deck.slides.add_slide(cover if slide.cover else content), slide, mark)
    file = io.BytesIO()
    deck.save(file)
    return file.getvalue()


def _slide(drawn: Drawn, slide: Slide, mark: str) -> None:
    """Title, blocks, source line and notes of one slide."""
    title, size = drawn.shapes.title.text_frame, title_size(slide)
    title.text = clean(slide.title)
    for run in title.paragraphs[0].runs if size else ():
        run.font.size = Pt(size)
    for block, box in arranged(slide):
        DRAWERS[type(block)](drawn, block, box)
    slide = as_shown(slide)
    foot = f"来源：{slide.sources}" if slide.sources else ""
    for name, words, box, points, tone in (
        ("来源", foot, FOOT, 11 if ems(foot) <= 75 else 9.5, "muted"),
        ("标识", mark, MARK, 14, "bad"),
    ):
        if words:
            shape = drawn.shapes.add_textbox(*place(box))
            shape.name = name
            shape.text_frame.word_wrap, shape.text_frame.margin_left = True, 0
            set_text(shape.text_frame, [words], points, tone, bold=name == "标识")
    drawn.name = clean(slide.key)
    notes = [*slide.notes, *([mark] if mark else [])]
    drawn.notes_slide.notes_text_frame.text = clean("\n".join(notes))
