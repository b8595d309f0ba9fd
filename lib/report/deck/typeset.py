"""Where the blocks of a slide lie, how large the type is in which text fits, and how many rows a room can read. EMU and
points."""

import unicodedata
from collections.abc import Callable
from itertools import pairwise

from pptx.util import Inches, Pt

from lib.report.deck.slide import Map, Slide, Table

WIDTH, HEIGHT, MARGIN = Inches(13.333), Inches(7.5), Inches(0.6)
BODY = (MARGIN, Inches(1.78), WIDTH - 2 * MARGIN, Inches(4.95))
COVER = (MARGIN, Inches(2.2), WIDTH - 2 * MARGIN, Inches(1.7))
UPPER, GAP = Inches(1.35), Inches(0.25)
LOWER = (MARGIN, BODY[1] + UPPER + GAP // 2, BODY[2], BODY[3] - UPPER - GAP // 2)
"""Boxes (left, top, width, height): the body of a slide, the title of a cover, what is beneath a row of figures."""
WIDEST, STRIP = 0.6, Pt(24)
"""Share of the width that a map may take, and the height of its scale."""
ROWS, READABLE = 7, 18
"""Rows of a table that a room takes in, and the smallest type (points) that it reads from fifteen metres."""
TABLE_SIZES = (20, 19, 18, 17, 16, 15, 14, 13, 12)
LEADING, CELL = 1.46, Inches(0.11)
"""Height of a line (that of Noto Sans CJK, the tallest of the fonts that may stand in), and margin of a cell."""
SHORT, NARROWEST = 10, 2
"""Ems of words that are not broken while others can be, and of the narrowest column."""
RAGGED = 1.0
"""Ems that the end of a broken line leaves empty."""
SPACE, SPACED = 0.25, "·“”"
"""Ems that an office puts between a Chinese character and a Latin one, and characters that it takes for Latin but sets
in full width."""


def arranged(slide: Slide) -> list[tuple]:
    """Each block with its box (left, top, width, height in EMU): one fills the body; figures stand above, a map beside
    the rest."""
    if slide.cover:
        return [(block, (MARGIN, COVER[1] + COVER[3] + GAP, WIDTH - 2 * MARGIN, Inches(2.2))) for block in slide.blocks]
    left, top, width, height = BODY
    if len(slide.blocks) == 1:
        return [(slide.blocks[0], BODY)]
    first, second = slide.blocks[:2]
    if isinstance(first, Map):
        taken = min((height - STRIP) * first.width / first.height, WIDEST * width) + GAP
        return [(first, (left, top, taken - GAP, height)), (second, (left + taken, top, width - taken, height))]
    return [(first, (left, top, width, UPPER)), (second, LOWER)]


def ems(words: str) -> float:
    """Width of a line of text in ems: a Chinese character is one, a Latin letter or digit about half; where one follows
    the other, and around a middle dot and quotation marks, offices put a quarter of space.

    >>> ems("规划2016"), ems("甲·乙"), ems("规划"), ems("“甲”")
    (4.89, 3.5, 2.0, 3.5)
    """
    wide = [unicodedata.east_asian_width(ch) in "WFA" and ch not in SPACED for ch in words]
    size = sum(1.0 if full or ch in SPACED else 0.66 for ch, full in zip(words, wide, strict=True))
    return round(size + SPACE * sum(one != other for one, other in pairwise(wide)), 3)


def lines(words: str, width: float, size: float) -> int:
    """How many lines `words` need in a column of `width` EMU at `size` points: numbers and brackets leave the end of a
    line empty.

    >>> [lines("规划纲要的目标条款", Pt(20 * room), 20) for room in (9, 8, 3)]
    [1, 2, 5]
    """
    room = max(width / Pt(size), 1)
    needs = (ems(part) for part in str(words).split("\n"))
    return sum(_lines(need, room) for need in needs)


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
    margin = 2 * CELL / Pt(READABLE)
    needs = [[ems(words) for words in column] for column in zip(head, *rows, strict=True)]
    widths = [float(-(-max(column) // 1)) for column in needs]
    room = BODY[2] / Pt(READABLE) - margin * len(head)
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
    """The largest type (points) at which the rows fit into a box, and the height of every row (EMU); the smallest where
    none does.

    Type larger than a room needs is not worth breaking a short word.
    """
    needs = [[ems(words) for words in row] for row in (block.head, *block.rows)]
    rooms = [width * share / sum(block.widths) - 2 * CELL for share in block.widths]
    for size in TABLE_SIZES:
        counts = [[_lines(need, room / Pt(size)) for need, room in zip(row, rooms, strict=True)] for row in needs]
        heights = [max(row) * Pt(size) * LEADING + Inches(0.14) for row in counts]
        torn = size > READABLE and any(
            n > 1 and need <= SHORT
            for row, count in zip(needs, counts, strict=True)
            for need, n in zip(row, count, strict=True)
        )
        if sum(heights) <= height and not torn:
            break
    spare = max(0.0, min((height - sum(heights)) / len(heights), Inches(0.16)))
    return size, [value + spare for value in heights]


def room(rows, table: Callable[..., Table], box=BODY, most: int = ROWS):
    """The first rows (of a frame or a list) whose `table` a room can read in `box`: at most `most`, at least one."""
    return next(
        (rows[:count] for count in range(min(most, len(rows)), 1, -1) if readable(table(rows[:count]), box)), rows[:1]
    )


def pages(rows, table: Callable[..., Table], box=BODY) -> list:
    """All rows (of a frame or a list) in parts, as few as a room can read each; even ones where these can be read
    too."""
    parts, at = [], 0
    while at < len(rows):
        parts.append(room(rows[at:], table, box))
        at += len(parts[-1])
    size = -(-len(rows) // max(len(parts), 1))
    even = [rows[at : at + size] for at in range(0, len(rows), size)] if parts else []
    return even if all(readable(table(part), box) for part in even) else parts


def readable(block: Table, box) -> bool:
    """Whether a table fits into a box in type that a room can read."""
    size, heights = fit(block, box[2], box[3])
    return size >= READABLE and sum(heights) <= box[3]
