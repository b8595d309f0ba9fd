"""Cards, small charts and numbered points of a slide as PowerPoint's own objects."""

from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR
from pptx.slide import Slide as Drawn

from lib.report.deck.slide import Card, Cards, Panels, Points, clean
from lib.report.deck.typeset import (
    AFTER,
    BAR,
    CARD_GAP,
    CARD_TITLE,
    CARDS,
    EDGE,
    INSET,
    READABLE,
    Box,
    card_height,
    cells,
    lines,
)
from lib.report.powerpoint import charts
from lib.report.powerpoint.master import emu, flat, place, set_text, tint

ABREAST, HEAD, SAID, ROW, NAME = 3, 26.0, 50.0, 250.0, 18
"""Small charts in a row, the heights of what stands above and under each, that of a single row, the type of words."""
NUMBER, STEP, LARGEST, WHOLE = 46.0, 96.0, 28, 22
"""Room for the number of a point, the most height of a point, the largest type of its text, and the least in which it is
worth that no line is broken."""


def cards(slide: Drawn, block: Cards, box: Box) -> None:
    """Cards in rows: an edge in the tone of the state, title, state, share done, lines."""
    places = cells(len(block.items), block.columns, box, CARD_GAP)
    size = min(_size(card, at) for card, at in zip(block.items, places, strict=True))
    if len(block.items) <= block.columns:  # a single row is as high as its words
        tall = max(card_height(card, at.width, size) for card, at in zip(block.items, places, strict=True)) + 2 * INSET
        places = [at._replace(height=min(at.height, tall)) for at in places]
    for card, at in zip(block.items, places, strict=True):
        _card(slide, card, at, size)


def _size(card: Card, box: Box) -> int:
    """The largest type in which the lines of a card fit."""
    return next((size for size in CARDS if card_height(card, box.width, size) <= box.height - INSET), CARDS[-1])


def _card(slide: Drawn, card: Card, box: Box, size: int) -> None:
    frame = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *place(box))
    frame.name = card.title
    flat(frame, "surface", "grid")
    edge = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *place(box._replace(width=EDGE)))
    edge.name = f"状态：{card.badge or card.title}"
    flat(edge, card.tone)
    text = frame.text_frame
    text.word_wrap, text.vertical_anchor = True, MSO_ANCHOR.TOP
    text.margin_left, text.margin_right, text.margin_top = emu(EDGE + INSET), emu(INSET), emu(INSET / 2)
    set_text(text, [card.title], CARD_TITLE, bold=True, gap=AFTER)
    if card.badge:
        set_text(text, [card.badge], size, card.tone, bold=True, gap=AFTER)
    set_text(text, card.lines, size, gap=AFTER)
    if card.share == card.share:
        bar = Box(box.left + EDGE + INSET, box.top + box.height - BAR - 8, box.width - EDGE - 2 * INSET, BAR)
        for name, share, tone in (("全部", 1.0, "grid"), (f"完成{card.share:.0f}%", card.share / 100, card.tone)):
            drawn = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *place(bar._replace(width=max(1.0, bar.width * share))))
            drawn.name = name
            flat(drawn, tone)


def panels(slide: Drawn, block: Panels, box: Box) -> None:
    """Small charts in rows: the name above each, the state and what follows from it under it."""
    if len(block.items) <= ABREAST:
        box = box._replace(height=min(box.height, ROW))
    for panel, at in zip(block.items, cells(len(block.items), min(ABREAST, len(block.items)), box), strict=True):
        tall = HEAD * lines(panel.title, at.width, NAME)
        head = slide.shapes.add_textbox(*place(at._replace(height=tall)))
        head.name = panel.title
        head.text_frame.word_wrap = True
        head.text_frame.margin_left = head.text_frame.margin_right = head.text_frame.margin_top = 0
        set_text(head.text_frame, [panel.title], NAME, bold=True)
        charts.small(slide, panel.chart, Box(at.left, at.top + tall, at.width, at.height - tall - SAID))
        foot = slide.shapes.add_textbox(*place(Box(at.left, at.top + at.height - SAID, at.width, SAID)))
        foot.name = f"{panel.title}：说明"
        foot.text_frame.word_wrap = True
        foot.text_frame.margin_left = foot.text_frame.margin_right = foot.text_frame.margin_top = 0
        set_text(foot.text_frame, [f"{panel.badge}　"], NAME, panel.tone, bold=True)
        said = foot.text_frame.paragraphs[0].add_run()
        said.text = clean(panel.said)
        tint(said.font, NAME, "text")


def points(slide: Drawn, block: Points, box: Box) -> None:
    """A numbered list: a large number, a few words, a sentence."""
    step = min(STEP, box.height / len(block.items))
    width = box.width - NUMBER

    def fits(size: int) -> bool:
        heads = (f"{item.head}　{item.text}" for item in block.items)
        return sum(lines(words, width, size) * size * 1.3 + 8 for words in heads) <= box.height and all(
            lines(f"{item.head}　{item.text}", width, size) * size * 1.3 <= step for item in block.items
        )

    def whole(size: int) -> bool:
        return all(lines(f"{item.head}　{item.text}", width, size) == 1 for item in block.items)

    fitting = [size for size in range(LARGEST, READABLE - 1, -1) if fits(size)]
    size = next((size for size in fitting if size >= WHOLE and whole(size)), next(iter(fitting), READABLE))
    for number, item in enumerate(block.items, 1):
        at = Box(box.left, box.top + step * (number - 1), box.width, step)
        sign = slide.shapes.add_textbox(*place(at._replace(width=NUMBER)))
        sign.name = f"第{number}项"
        words = slide.shapes.add_textbox(*place(at._replace(left=at.left + NUMBER, width=width)))
        words.name = item.head
        for shape in (sign, words):
            shape.text_frame.word_wrap, shape.text_frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
            shape.text_frame.margin_left = shape.text_frame.margin_right = 0
            shape.text_frame.margin_top = shape.text_frame.margin_bottom = 0
        set_text(sign.text_frame, [str(number)], 32, "accent", bold=True)
        set_text(words.text_frame, [f"{item.head}　"], size, bold=True)
        sentence = words.text_frame.paragraphs[0].add_run()
        sentence.text = clean(item.text)
        tint(sentence.font, size, "text")
