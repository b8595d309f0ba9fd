"""A deck as a PowerPoint file: 16:9, everything editable, the notes with arithmetic and sources. No picture but those
that people put there."""

import copy
import io
import uuid
from collections.abc import Callable
from itertools import groupby
from pathlib import Path
from typing import Any

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide as Drawn
from pptx.util import Pt

from lib.maps.sheet import Map
from lib.report.deck.slide import (
    COVER,
    DARK,
    FULL,
    Bars,
    Cards,
    Figures,
    Lines,
    Panels,
    Photos,
    Picture,
    Points,
    Slide,
    Stage,
    Table,
    Text,
    as_shown,
    clean,
)
from lib.report.deck.typeset import FOOT, MARK, PANEL, TITLES, Box, arranged, parted, title_size
from lib.report.powerpoint import blocks, cards, charts, maps
from lib.report.powerpoint.master import LAYOUTS, Master, opened, place, set_text
from lib.text import exports
from lib.typography import ems

OWN = "master.pptx"
"""The name of an office's own master, in the folder of the plan's data."""
MEDIA = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
Drawer = Callable[[Drawn, Any, Box], None]
DRAWERS: dict[type, Drawer] = {
    Figures: blocks.figures,
    Bars: charts.bars,
    Lines: charts.line_chart,
    Table: blocks.table,
    Text: blocks.paragraphs,
    Cards: cards.cards,
    Panels: cards.panels,
    Points: cards.points,
    Stage: maps.stage,
    Map: maps.draw,
    Picture: blocks.picture,
    Photos: blocks.photos,
}
SECTIONS = Path(__file__).with_name("sections.xml")
"""The extension of a presentation that holds its sections: a pattern with one."""


def write(slides: list[Slide], title: str, author: str, mark: str = "", master: Path | None = None) -> bytes:
    """The slides as the bytes of a .pptx file made by `author`, on the office's own `master` where that file exists;
    `mark` (演示数据) stands on every slide and in its notes. ValueError for an empty deck, WrongMaster."""
    if not slides:
        raise ValueError("没有选中任何一页，不能生成幻灯片")
    made = opened(exports.titled(title, mark), author, master)
    for slide in slides:
        _slide(made, slide, mark)
    _sections(made.deck, slides)
    file = io.BytesIO()
    made.deck.save(file)
    return file.getvalue()


def _slide(made: Master, slide: Slide, mark: str) -> None:
    """Title, blocks, source line and notes of one slide."""
    layout = made.layouts[slide.layout]
    drawn = made.deck.slides.add_slide(layout)
    colours = layout._element.find(qn("p:clrMapOvr"))
    if colours is not None:  # the colours of a dark layout hold for what lies on the slide
        own = drawn._element.find(qn("p:clrMapOvr"))
        drawn._element.replace(own, copy.deepcopy(colours))
    title, size = drawn.shapes.title, title_size(slide)
    title.text_frame.text = clean(parted(slide)).replace("\n", "\v")  # a line of the same paragraph
    if layout.name != LAYOUTS[slide.layout]:
        title.left, title.top, title.width, title.height = place(TITLES[slide.layout])
    for run in title.text_frame.paragraphs[0].runs if size else ():
        run.font.size = Pt(size)
    for block, box in arranged(slide):
        draw: Drawer = maps.emblem if slide.layout == COVER and isinstance(block, Map) else DRAWERS[type(block)]
        draw(drawn, block, box)
    if slide.layout == FULL:  # the map lies beneath the title
        drawn.shapes._spTree.append(title._element)
    _foot(drawn, as_shown(slide), mark)
    drawn.name = clean(slide.key)
    notes = [*slide.notes, *([mark] if mark else [])]
    drawn.notes_slide.notes_text_frame.text = clean("\n".join(notes))


def _foot(drawn: Drawn, slide: Slide, mark: str) -> None:
    """The sources at the foot of a slide, and what marks it at its head."""
    foot = f"来源：{slide.sources}" if slide.sources else ""
    beneath = FOOT._replace(width=PANEL.width - FOOT.left - 12) if slide.layout == FULL else FOOT
    for name, words, box, points, tone in (
        ("来源", foot, beneath, 11 if ems(foot) <= 75 else 9.5, "muted"),
        ("标识", mark, MARK, 14, "text" if slide.layout in DARK else "bad"),
    ):
        if words:
            shape = drawn.shapes.add_textbox(*place(box))
            shape.name = name
            shape.text_frame.word_wrap, shape.text_frame.margin_left = True, 0
            set_text(shape.text_frame, [words], points, tone, bold=name == "标识")


def _sections(deck: Deck, slides: list[Slide]) -> None:
    """The parts of the deck as sections of the presentation."""
    extension = parse_xml(SECTIONS.read_bytes())
    listed = extension[0]
    pattern = listed[0]
    listed.remove(pattern)
    ids = [entry.get("id") for entry in deck.slides._sldIdLst]
    for number, (name, rows) in enumerate(groupby(zip(slides, ids, strict=True), lambda pair: pair[0].part), 1):
        one = copy.deepcopy(pattern)
        one.set("name", clean(name) or "自加")
        one.set("id", f"{{{uuid.UUID(int=number)}}}".upper())
        sample = one[0][0]
        one[0].remove(sample)
        for _, key in rows:
            entry = copy.deepcopy(sample)
            entry.set("id", key)
            one[0].append(entry)
        listed.append(one)
    held = deck._element.find(qn("p:extLst"))
    if held is None:
        held = parse_xml(f"<p:extLst {nsdecls('p')}/>")
        deck._element.append(held)
    for old in [one for one in held if one.get("uri") == extension.get("uri")]:
        held.remove(old)
    held.append(extension)
