"""Where the blocks of a slide lie, how large the type is in which text fits, and how many rows a room can read. All in
points."""

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

import pandas as pd

from lib.maps.sheet import Map
from lib.report.deck.slide import (
    CONTENT,
    COVER,
    FULL,
    SECTION,
    Block,
    Card,
    Figures,
    Picture,
    Points,
    Slide,
    Stage,
    Table,
    Text,
)
from lib.typography import ems


class Box(NamedTuple):
    """A rectangle on a slide, in points from its upper left corner."""

    left: float
    top: float
    width: float
    height: float


WIDTH, HEIGHT, MARGIN = 960.0, 540.0, 43.2
ACROSS = WIDTH - 2 * MARGIN
SIDE = 496.8
"""The width of what stands beside the map of a cover."""
TITLES = {
    CONTENT: Box(MARGIN, 30.24, ACROSS, 82.8),
    COVER: Box(MARGIN, 108.0, SIDE, 194.4),
    SECTION: Box(MARGIN, 72.0, ACROSS, 93.6),
    FULL: Box(MARGIN, 43.2, 288.0, 129.6),
}
"""The title of a slide by its layout, as the master has them."""
FOOT, MARK = Box(MARGIN, 496.8, ACROSS - 64.8, 30.24), Box(MARGIN, 5.76, ACROSS, 25.92)
"""The sources at the foot, and what marks every slide of the training set."""
UPPER, GAP = 97.2, 18.0
BODY = Box(MARGIN, 128.16, ACROSS, 356.4)
LOWER = Box(MARGIN, BODY.top + UPPER + GAP / 2, ACROSS, BODY.height - UPPER - GAP / 2)
STATED, BORNE_OUT = Box(MARGIN, BODY.top, ACROSS, 237.6), Box(MARGIN, BODY.top + 246.0, ACROSS, 108.0)
"""The body of a slide, what is beneath a row of figures, sentences and the figures that bear them out."""
WHOLE = Box(0.0, 0.0, WIDTH, HEIGHT)
PANEL = Box(0.0, 0.0, MARGIN + 288.0 + GAP, HEIGHT)
"""All of a slide, and the part of it beside a map that fills it."""
STORY, STORY_AFTER = Box(MARGIN, 180.0, 288.0, 306.0), 8
"""The words under the title of such a map, and the space after a paragraph."""
UNDER = Box(MARGIN, 180.0, ACROSS, 297.6)
PLACES: dict[str, dict[type, Box]] = {
    COVER: {Text: Box(MARGIN, 324.0, SIDE, 184.0), Map: Box(WIDTH - 388.8, 28.8, 360.0, HEIGHT - 57.6)},
    SECTION: {Text: UNDER, Points: UNDER},
    FULL: {Stage: WHOLE},
}
"""Where the blocks of the other layouts lie."""
WIDEST, STRIP = 0.6, 24.0
"""Share of the width that a map may take, and the height of its scale."""
ROWS, READABLE = 7, 18
"""Rows of a table that a room takes in, and the smallest type that it reads from fifteen metres."""
LISTED, ANNEXED = 10, 15.5
"""The same of the annex, which is read at the desk."""
CARDS, CARD_TITLE, EDGE, INSET, BAR, AFTER = (20, 19, 18), 20, 5.0, 12.0, 8.0, 4
"""Type of the lines of a card and of its title, its coloured edge, what it leaves empty at its sides, the height of the
bar of the share done, and the space after a line."""
TABLE_SIZES = (20, 19, 18, 17, 16, 15, 14, 13, 12)
TITLE_LEADING = 1.25
LEADING, CELL, PADDING, AIRY = 1.46, 7.92, 10.08, 11.52
"""Height of a line in its type (that of Noto Sans CJK, the tallest of the fonts that may stand in), the margin of a cell
at its sides, those above and below it together, and the most that a row is made taller where there is room."""
TITLE_SIZES = {CONTENT: (30, 26), COVER: (40, 30), SECTION: (36, 28), FULL: (26, 20)}
"""The type of a title by layout: that of the master, and the least."""
SAFE = 0.95
"""Share of a line that a title may fill: fonts that stand in for ours are a little wider."""
CARD_LEADING, CARD_GAP = 1.35, 14.0
"""Height of a line of a card in its type, and the gap between cards."""
INSETS, TEXT_LEADING = 14.4, 1.3
"""What a text box leaves empty at its sides together, and the height of its lines in their type."""
SHORT, NARROWEST = 10, 2
"""Ems of words that are not broken while others can be, and of the narrowest column."""
RAGGED = 1.0
"""Ems that the end of a broken line leaves empty."""
Rows = TypeVar("Rows", pd.DataFrame, list[Any], tuple[Any, ...])


def arranged(slide: Slide) -> list[tuple[Block, Box]]:
    """Each block with its box: one fills the body; figures stand above, or under what they bear out; a map or a picture
    beside the rest."""
    if slide.layout in PLACES:
        return [(block, PLACES[slide.layout][type(block)]) for block in slide.blocks]
    if len(slide.blocks) == 1:
        return [(slide.blocks[0], BODY)]
    first, second = slide.blocks[:2]
    left, top, width, height = BODY
    if isinstance(first, Map):
        taken = min((height - STRIP) * first.width / first.height, WIDEST * width)
        return [
            (first, Box(left, top, taken, height)),
            (second, Box(left + taken + GAP, top, width - taken - GAP, height)),
        ]
    if isinstance(second, Picture):
        half = (width - GAP) / 2
        return [(first, Box(left, top, half, height)), (second, Box(left + half + GAP, top, half, height))]
    if isinstance(second, Figures):
        return [(first, STATED), (second, BORNE_OUT)]
    return [(first, Box(left, top, width, UPPER)), (second, LOWER)]


def cells(count: int, columns: int, box: Box, gap: float = GAP) -> list[Box]:
    """The boxes of things side by side in a box, row by row.

    >>> [tuple(one) for one in cells(3, 2, Box(0, 0, 110, 50), 10)]
    [(0.0, 0.0, 50.0, 20.0), (60.0, 0.0, 50.0, 20.0), (0.0, 30.0, 50.0, 20.0)]
    """
    rows = -(-count // columns)
    wide, tall = (box.width - gap * (columns - 1)) / columns, (box.height - gap * (rows - 1)) / rows
    at = [divmod(i, columns) for i in range(count)]
    return [Box(box.left + j * (wide + gap), box.top + i * (tall + gap), wide, tall) for i, j in at]


def parted(slide: Slide) -> str:
    """The title of a slide; that of a cover in two lines, parted where its sense parts: wherever a line happens to be
    full, a word is torn.

    >>> parted(Slide("cover", "封面", "甲区“某”规划2018年度评估", (), layout=COVER))
    '甲区“某”规划\\n2018年度评估'
    >>> parted(Slide("cover", "封面", "某园：“某”规划进展（2018年）", (), layout=COVER))
    '某园：\\n“某”规划进展（2018年）'
    """
    end = "：" if "：" in slide.title else "规划"
    return slide.title.replace(end, f"{end}\n", 1) if slide.layout == COVER else slide.title


def title_size(slide: Slide) -> int | None:
    """The size of a title: a little smaller where that saves it a line of a few characters, or more lines than fit; None
    for that of the master."""
    usual, least = TITLE_SIZES[slide.layout]
    room = TITLES[slide.layout]
    count, fitting = lines(parted(slide), SAFE * room.width, usual), int(room.height / usual / TITLE_LEADING)
    wanted = max(1, min(count - 1, fitting))
    small = (
        size for size in range(usual - 1, least - 1, -1) if lines(parted(slide), SAFE * room.width, size) <= wanted
    )
    return next(small, least if count > fitting else None)


def lines(words: str, width: float, size: float) -> int:
    """How many lines `words` need in a column of a `width` in type of a `size`: numbers and brackets leave the end of a
    line empty.

    >>> [lines("规划纲要的目标条款", 20 * room, 20) for room in (9, 8, 3)]
    [1, 2, 5]
    """
    room = max(width / size, 1)
    return sum(_lines(ems(part), room) for part in words.split("\n"))


def _lines(need: float, room: float) -> int:
    return 1 if need <= room else int(-(-need // max(room - RAGGED, 1)))


def grid(
    head: tuple[str, ...], rows: tuple[tuple[str, ...], ...], keys: tuple[str, ...] = (), right: tuple[int, ...] = ()
) -> Table:
    """A table whose columns are as wide as their words, narrowed where that breaks the fewest lines; a cell is one
    paragraph.

    >>> grid(("名称", "数"), (("甲" * 60, "1亿元"), ("乙", "20亿元")), right=(1,)).widths
    (43, 5)
    """
    rows = tuple(tuple(" ".join(words.split("\n")) for words in row) for row in rows)
    margin = 2 * CELL / READABLE
    needs = [[ems(words) for words in column] for column in zip(head, *rows, strict=True)]
    widths = [float(-(-max(column) // 1)) for column in needs]
    room = BODY.width / READABLE - margin * len(head)
    while sum(widths) > room and max(widths) > NARROWEST:
        wide = [i for i, width in enumerate(widths) if width > NARROWEST]
        narrowed = min(wide, key=lambda i: (_cost(needs, widths, i), -widths[i]))
        widths[narrowed] -= 1
    return Table(head, rows, tuple(round(width + margin) for width in widths), keys, right)


def _cost(needs: list[list[float]], widths: list[float], narrowed: int) -> float:
    """What it costs to make a column narrower by one em: lines of rows, and lines in its cells, many where the words
    are short."""
    rows = zip(
        *([_lines(need, width) for need in column] for column, width in zip(needs, widths, strict=True)), strict=True
    )
    after = [_lines(need, widths[narrowed] - 1) for need in needs[narrowed]]
    cost = 0.0
    for row, now, need in zip(rows, after, needs[narrowed], strict=True):
        cost += max(now - max(row), 0) + (2.0 if need <= SHORT else 0.1) * (now - row[narrowed])
    return cost


def fit(block: Table, width: float, height: float) -> tuple[int, list[float]]:
    """The largest type (points) at which the rows fit into a box, and the height of every row; the smallest where none
    does.

    Type larger than a room needs is not worth breaking a short word.
    """
    needs = [[ems(words) for words in row] for row in (block.head, *block.rows)]
    rooms = [width * share / sum(block.widths) - 2 * CELL for share in block.widths]
    for size in TABLE_SIZES:
        counts = [[_lines(need, room / size) for need, room in zip(row, rooms, strict=True)] for row in needs]
        heights = [max(row) * size * LEADING + padding(size) for row in counts]
        torn = size > READABLE and any(
            n > 1 and need <= SHORT
            for row, count in zip(needs, counts, strict=True)
            for need, n in zip(row, count, strict=True)
        )
        if sum(heights) <= height and not torn:
            break
    spare = max(0.0, min((height - sum(heights)) / len(heights), AIRY))
    return size, [value + spare for value in heights]


def padding(size: int) -> float:
    """The margins of a cell above and below it together: half of them in type for the desk."""
    return PADDING if size >= READABLE else PADDING / 2


def room(
    rows: Rows, table: Callable[[Rows], Table], box: Box = BODY, most: int = ROWS, least: float = READABLE
) -> Rows:
    """The first rows (of a frame or a list) whose `table` can be read in `box` in type of `least`: at most `most`, at
    least one."""
    for count in range(min(most, len(rows)), 1, -1):
        if readable(table(rows[:count]), box, least):
            return rows[:count]
    return rows[:1]


def pages(rows: Rows, table: Callable[[Rows], Table], box: Box = BODY) -> list[Rows]:
    """All rows (of a frame or a list) of a table of the annex in parts, as few as can be read each; even ones where
    these can be read too."""
    parts, at = list[Rows](), 0
    while at < len(rows):
        parts.append(room(rows[at:], table, box, LISTED, ANNEXED))
        at += len(parts[-1])
    size = -(-len(rows) // max(len(parts), 1))
    even = [rows[at : at + size] for at in range(0, len(rows), size)] if parts else []
    return even if all(readable(table(part), box, ANNEXED) for part in even) else parts


def readable(block: Table, box: Box, least: float = READABLE) -> bool:
    """Whether a table fits into a box in type that can be read."""
    size, heights = fit(block, box.width, box.height)
    return size >= least and sum(heights) <= box.height + 0.01


def card_height(card: Card, width: float, size: int) -> float:
    """The height of the words of a card of a width in a type."""
    inside = width - EDGE - 2 * INSET
    head = lines(card.title, inside, CARD_TITLE) * CARD_TITLE * CARD_LEADING + AFTER
    head += 0 if card.share != card.share else BAR + 8
    texts = (card.badge, *card.lines) if card.badge else card.lines
    return head + sum(lines(words, inside, size) * size * CARD_LEADING + AFTER for words in texts)


def card_fits(card: Card, count: int, columns: int) -> bool:
    """Whether a room can read all of a card that is one of `count` side by side."""
    at = cells(count, columns, BODY, CARD_GAP)[0]
    return card_height(card, at.width, READABLE) <= at.height - INSET


def high(paragraphs: tuple[str, ...], width: float, size: int, after: float) -> float:
    """The height of paragraphs in a text box."""
    return sum(lines(words, SAFE * (width - INSETS), size) * size * TEXT_LEADING + after for words in paragraphs)
