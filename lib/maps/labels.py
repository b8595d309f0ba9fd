"""Names on a map: where each stands so that none covers another at the first view; the browser does the rest on
zooming."""

import math
from collections.abc import Sequence
from typing import NamedTuple

from lib.typography import BROWSER, ems

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels."""
WRAP = 9  # characters: longer names stand in two lines
NEXT = 22
"""Pixels from the middle of an area to the edge of a name that makes room for what stands there."""
BREAKS = ("（", "产业", "科技", "集聚区", "工业", "文化", "生态", "示范", "商业", "互通", "自主", "基地", "专业")


class Label(NamedTuple):
    """A name to place: type size in pixels, rank (the higher goes first), and the anchors of its unit.

    `anchors` are (longitude, latitude, room in degrees); `radius` is that of the mark of a point in pixels, None for
    areas and lines.
    """

    key: str
    text: str
    size: float
    rank: float
    anchors: list[tuple[float, float, float]]
    radius: float | None = None


class Placed(NamedTuple):
    """A name in its place: offset in pixels, `side` (start, middle, end: where the anchor lies in the text), whether it
    is free."""

    label: Label
    text: str
    lon: float
    lat: float
    offset: tuple[float, float] = (0, 0)
    side: str = "middle"
    free: bool = True


def wrapped(text: str) -> str:
    """A name in one line, or in two broken between words as near to the middle as possible.

    >>> wrapped("神农城主城区"), wrapped("河西高新技术产业示范园"), wrapped("天易科技城（核心区） 9个")
    ('神农城主城区', '河西高新技术\\n产业示范园', '天易科技城\\n（核心区） 9个')
    """
    if len(text) <= WRAP:
        return text
    breaks = [at for word in BREAKS for at in range(2, len(text) - 1) if text.startswith(word, at)]
    breaks += [at for at in range(2, len(text) - 1) if text[at] == " "]
    at = min(breaks or [len(text) // 2], key=lambda at: abs(at - len(text) / 2))
    return f"{text[:at]}\n{text[at:].strip()}"


def extent(text: str, size: float) -> tuple[float, float]:
    """Width and height in pixels of a text in type of `size` pixels.

    >>> extent("湘江", 10), extent("湘江\\n3个", 10)
    ((20.0, 12.5), (20.0, 25.0))
    """
    lines = text.split("\n")
    width = max(ems(line, BROWSER) for line in lines)
    return width * size, 1.25 * size * len(lines)


def position(lon: float, lat: float, zoom: float) -> tuple[float, float]:
    """Web Mercator pixels of a point at a zoom level (512-pixel tiles), y downward.

    >>> position(0, 0, 0)
    (256.0, 256.0)
    """
    world = 512 * 2**zoom
    north = math.log(math.tan(math.pi / 4 + math.radians(lat) / 2)) / (2 * math.pi)
    return (lon / 360 + 0.5) * world, (0.5 - north) * world


def place(labels: list[Label], zoom: float, sheet: Box | None = None, covered: Sequence[Box] = ()) -> list[Placed]:
    """All labels with their places, the highest rank first; one that finds no free place keeps its first (`free`
    False).

    `sheet` is the box in Web Mercator pixels (left, top, right, bottom) that the names must not leave, `covered` are
    boxes that they must not touch.
    """
    marks = [(position(*label.anchors[0][:2], zoom), 2 * label.radius) for label in labels if label.radius]
    taken = [*covered, *(box(x, y, size, size) for (x, y), size in marks)]
    found = []
    for label in sorted(labels, key=lambda label: -label.rank):
        choices = _choices(label, zoom)
        choice = next(
            (c for c in choices if within(c[1], sheet) and not any(overlap(c[1], other) for other in taken)), None
        )
        if choice:
            taken.append(choice[1])
        found.append((choice or choices[0])[0]._replace(free=bool(choice)))
    return found


def covered(placed: Placed, zoom: float) -> Box:
    """The box that a placed name covers."""
    (x, y), (width, height) = position(placed.lon, placed.lat, zoom), extent(placed.text, placed.label.size)
    shift = {"start": width / 2, "middle": 0.0, "end": -width / 2}[placed.side]
    return box(x + placed.offset[0] + shift, y + placed.offset[1], width, height)


def _choices(label: Label, zoom: float) -> list[tuple[Placed, Box]]:
    """Every place that a label may take, the best first, with the box it would fill.

    In an area: a line that fits, or from top to bottom where the area is a tall strip; else across its border, else
    beside it, in a roomy one beside what covers its middle.
    """
    line, upright = wrapped(label.text), "\n".join(label.text.replace(" ", ""))
    if label.radius is not None:
        return [way for at in label.anchors for way in _around(label, line, at, label.radius + 4, zoom)]
    degree = 512 * 2**zoom / 360
    width, (narrow, height) = extent(line, label.size)[0], extent(upright, label.size)
    fitting = [anchor for anchor in label.anchors if anchor[2] * degree >= width]
    spots = [position(lon, lat, zoom) for lon, lat, _ in label.anchors]
    wide, tall = (max(axis) - min(axis) for axis in zip(*spots, strict=True))
    rooms = sorted(anchor[2] * degree for anchor in label.anchors)
    strip = tall > max(1.4 * height, 2 * rooms[len(rooms) // 2], 2.5 * wide if not rooms[-1] else 0)
    roomy = [
        anchor
        for anchor in [*label.anchors[1:], label.anchors[0]]
        if not rooms[-1] or anchor[2] * degree >= 1.5 * narrow
    ]
    texts = [(upright, roomy)] if strip and len(fitting) <= len(label.anchors) / 2 else []
    texts += [(line, fitting), (line, label.anchors)]
    within = [_centred(label, text, anchor, zoom) for text, anchors in texts for anchor in anchors]
    room = label.anchors[0][2] * degree
    beside = _around(label, line, label.anchors[0], room / 2 + 5 if room < width else NEXT, zoom)
    return [*within, *beside]


def _centred(label: Label, text: str, anchor: tuple[float, float, float], zoom: float) -> tuple[Placed, Box]:
    lon, lat, _ = anchor
    return Placed(label, text, lon, lat), box(*position(lon, lat, zoom), *extent(text, label.size))


def _around(
    label: Label, text: str, anchor: tuple[float, float, float], gap: float, zoom: float
) -> list[tuple[Placed, Box]]:
    """Right of a mark, above, below, left."""
    lon, lat, _ = anchor
    (x, y), (width, height) = position(lon, lat, zoom), extent(text, label.size)
    sides = [
        ((gap, 0), "start", width / 2),
        ((0, -gap - height / 2), "middle", 0),
        ((0, gap + height / 2), "middle", 0),
        ((-gap, 0), "end", -width / 2),
    ]
    return [
        (Placed(label, text, lon, lat, off, side), box(x + off[0] + shift, y + off[1], width, height))
        for off, side, shift in sides
    ]


def box(x: float, y: float, width: float, height: float) -> Box:
    """The box of a size around a point.

    >>> box(10, 10, 4, 2)
    (8.0, 9.0, 12.0, 11.0)
    """
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2


def within(box: Box, sheet: Box | None) -> bool:
    """Whether a box lies on the sheet."""
    return sheet is None or (sheet[0] <= box[0] and sheet[1] <= box[1] and box[2] <= sheet[2] and box[3] <= sheet[3])


def overlap(one: Box, other: Box, gap: float = 2) -> bool:
    """Whether two boxes come closer than `gap` pixels."""
    return one[0] < other[2] + gap and other[0] < one[2] + gap and one[1] < other[3] + gap and other[1] < one[3] + gap
