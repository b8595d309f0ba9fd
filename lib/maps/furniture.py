"""What a printed drawing has around its map: frame, title, legend, north, scale, source.

It is part of the sheet: it lies on the ground at the first view, and moves and grows with the map.
"""

import math
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import Any, NamedTuple

import pandas as pd
import pydeck as pdk
import shapely

from lib.maps import labels
from lib.maps.cartography import SMALL, Look, ground_metres, lettering
from lib.maps.drawing import Drawn
from lib.maps.layers import Feature, drawn, feature, written
from lib.maps.shapes import features_of
from lib.maps.signs import SIGNS
from lib.maps.style import BOUNDARY, COURSE, NEIGHBOURS, WATER
from lib.theme import palette, rgb
from lib.typography import BROWSER, ems

PAD, ROW, KEY, MOST = 10.0, 19.0, 30.0, 15
"""Of the legend: margin, height of a row, width of the key, all in pixels; rows in a column."""
KILOMETRES = 5
NOTES = 0.34
"""The share of the width that the notes at the foot may fill."""


class Entry(NamedTuple):
    """A row of the legend: a unit that stands for its like, and their name."""

    unit: Drawn
    name: str


class Pen:
    """Draws in pixels of the first view, measured from the upper left of the sheet."""

    def __init__(self, look: Look, start: pdk.ViewState) -> None:
        self.look, self.scale = look, look.scale
        self.middle = start.longitude, start.latitude
        self.degree = 512 * 2**start.zoom / 360
        self.narrow = math.cos(math.radians(start.latitude))
        self.origin = labels.position(start.longitude, start.latitude, start.zoom)
        self.features: list[Feature] = []
        self.rows: list[dict[str, Any]] = []
        self.boxes: list[labels.Box] = []

    def at(self, x: float, y: float) -> list[float]:
        """Longitude and latitude of a point of the sheet."""
        east, south = x - self.look.width / 2, y - self.look.height / 2
        return [
            round(self.middle[0] + east / self.degree, 6),
            round(self.middle[1] - south / self.degree * self.narrow, 6),
        ]

    def box(self, left: float, top: float, width: float, height: float) -> labels.Box:
        """A box of the sheet in Web Mercator pixels."""
        x, y = self.origin[0] - self.look.width / 2 + left, self.origin[1] - self.look.height / 2 + top
        return x, y, x + width, y + height

    def ring(self, left: float, top: float, width: float, height: float) -> list[list[float]]:
        """The corners of a box, closed."""
        right, bottom = left + width, top + height
        return [self.at(*xy) for xy in ((left, top), (right, top), (right, bottom), (left, bottom), (left, top))]

    def area(self, ring: list[list[float]], **how: Any) -> None:
        """A polygon."""
        self.features.append(feature({"type": "Polygon", "coordinates": [ring]}, **how))

    def text(self, words: str, x: float, y: float, size: float, colour: list[int], side: str = "start") -> None:
        """A line of writing whose middle, start or end is at a point."""
        self.rows.append(
            {
                "text": words,
                "at": self.at(x, y),
                "size": size * self.scale,
                "side": side,
                "offset": [0, 0],
                "colour": colour,
            }
        )


def furniture(
    units: dict[str, list[Drawn]], layers: pd.DataFrame, visible: list[str], look: Look, start: pdk.ViewState
) -> tuple[list[pdk.Layer], list[labels.Box]]:
    """The layers of what stands around the map, and the boxes in Web Mercator pixels that it covers. A look without a
    title has only north and scale."""
    pen = Pen(look, start)
    _north(pen)
    _scale(pen)
    if look.title:
        _heading(pen)
        foot = _source(pen)
        if look.width >= SMALL:
            _legend(pen, units, list(islice(entries(units, layers, visible), 2 * MOST)), foot)
    size = {"size_units": pdk.types.String("meters"), "size_scale": ground_metres(start)}
    plain = lettering(look) | size
    return [*drawn("sheet", pen.features, level=True), *written("sheet-text", pen.rows, **plain)], pen.boxes


def _heading(pen: Pen) -> None:
    """Frame, title and what the map shows."""
    p, look, k = palette(pen.look.mode), pen.look, pen.scale
    for inset, width in ((3, 2.0), (8, 0.8)):
        pen.area(
            pen.ring(inset, inset, look.width - 2 * inset, look.height - 2 * inset), line=rgb(p["text"]), width=width
        )
    wide = max(ems(look.title, BROWSER) * 21, ems(look.subtitle, BROWSER) * 13) * k
    pen.area(pen.ring(11, 11, wide + 24, 50 * k), fill=rgb(p["outside"], 150))
    pen.text(look.title, 22, 22 + 12 * k, 21, rgb(p["text"]))
    pen.text(look.subtitle, 22, 22 + 37 * k, 13, rgb(p["muted"]))
    pen.boxes.append(pen.box(10, 10, wide + 24, 22 + 50 * k))


def _north(pen: Pen) -> None:
    """A north arrow at the upper right."""
    p, k = palette(pen.look.mode), pen.scale
    x, y, half, tall = pen.look.width - 34 * k, 46 * k, 8 * k, 30 * k
    tip, foot = pen.at(x, y - tall / 2), pen.at(x, y + tall / 4)
    for side, fill in ((-half, p["text"]), (half, p["surface"])):
        pen.area([tip, pen.at(x + side, y + tall / 2), foot, tip], fill=rgb(fill), line=rgb(p["text"]), width=1)
    pen.text("北", x, y - tall / 2 - 10 * k, 14, rgb(p["text"]), "middle")
    pen.boxes.append(pen.box(x - 16 * k, y - tall / 2 - 20 * k, 32 * k, tall + 26 * k))


def _scale(pen: Pen) -> None:
    """A bar of a true length at the lower right, half of it filled."""
    p, k, look = palette(pen.look.mode), pen.scale, pen.look
    step = KILOMETRES / 2 / (111.32 * pen.narrow) * pen.degree
    right, y = look.width - 30 * k, look.height - 30 * k
    for number, fill in enumerate((p["text"], p["surface"])):
        left = right - (2 - number) * step
        pen.area(pen.ring(left, y, step, 5 * k), fill=rgb(fill), line=rgb(p["text"]), width=1)
    for number, words in enumerate(("0", f"{KILOMETRES / 2:g}", f"{KILOMETRES}公里")):
        pen.text(words, right - (2 - number) * step, y - 9 * k, 12, rgb(p["text"]), "middle")
    pen.boxes.append(pen.box(right - 2 * step - 8 * k, y - 20 * k, 2 * step + 30 * k, 30 * k))


def _source(pen: Pen) -> float:
    """What the drawing is and is not, at the lower left; how high it stands above the lower edge, in pixels."""
    p, k, look = palette(pen.look.mode), pen.scale, pen.look
    room = (look.width - 44) * (1 if look.width < SMALL else NOTES)
    lines = [
        line for words in look.notes[: 1 if look.width < SMALL else None] for line in folded(words, room / (12 * k))
    ]
    wide = max((ems(line, BROWSER) for line in lines), default=0) * 12 * k
    high = 30 + len(lines) * 15 * k
    pen.area(pen.ring(11, look.height - high + 6, wide + 20, high - 17), fill=rgb(p["outside"], 150))
    for number, line in enumerate(reversed(lines)):
        pen.text(line, 22, look.height - 24 - number * 15 * k, 12, rgb(p["muted"]))
    pen.boxes.append(pen.box(10, look.height - high + 4, wide + 20, high))
    return high


def folded(words: str, wide: float) -> list[str]:
    """A text in lines of at most so many ems, broken after a mark where there is one.

    >>> folded("甲乙丙，丁戊己庚", 5), folded("甲乙", 5)
    (['甲乙丙，', '丁戊己庚'], ['甲乙'])
    """
    if ems(words, BROWSER) <= wide:
        return [words]
    most = next(at for at in range(len(words), 0, -1) if at == 1 or ems(words[:at], BROWSER) <= wide)
    stop = max((at for at in range(max(most // 2, 1), most + 1) if words[at - 1] in "，；。、"), default=most)
    return [words[:stop], *folded(words[stop:], wide)]


def entries(units: dict[str, list[Drawn]], layers: pd.DataFrame, visible: list[str]) -> Iterator[Entry]:
    """What the legend has to name: a unit for every way in which a layer is drawn, the systems before the ground."""
    rows = layers[layers["slug"].isin(visible)]
    for row in [*rows[rows["system"] != "context"].itertuples(), *rows[rows["system"] == "context"].itertuples()]:
        layer = units[row.slug]
        unseen = not row.style.fill and not row.style.line
        if not layer or unseen or row.style.role in (NEIGHBOURS, COURSE):
            continue
        groups: dict[tuple[str, bool, bool], list[Drawn]] = {}
        for unit in layer:
            style = unit.style
            kind = (style.tone_of(unit.id), unit.id == style.chief, unit.id in style.unknown)
            groups.setdefault(kind, []).append(unit)
        given = row.key.split(";") if row.key else []
        for number, group in enumerate(groups.values()):
            own = group[0].name if len(groups) > 1 and len(group) == 1 else row.name
            yield Entry(group[0], given[number] if number < len(given) else own)
        for axis in (one for rest in units.values() for one in rest if one.id == row.style.axis):
            tones = layer[0].style.tones
            style = axis.style._replace(tone=tones.get(row.style.chief, row.style.tone), line=6.0, fill=255.0)
            yield Entry(axis._replace(style=style), f"主轴：{axis.name}")


def _legend(pen: Pen, units: dict[str, list[Drawn]], found: list[Entry], foot: float) -> None:
    """The legend in that corner of the sheet where least lies beneath."""
    p, k, look = palette(pen.look.mode), pen.scale, pen.look._replace(values=None, faded=frozenset(), details={})
    columns = [found[at : at + MOST] for at in range(0, len(found), MOST)]
    widths = [
        KEY * k + max(ems(entry.name, BROWSER) for entry in column) * 12.5 * k + 2 * PAD * k for column in columns
    ]
    wide, high = sum(widths), (max(map(len, columns)) * ROW + 26 + PAD) * k
    shown = [entry.unit.layer for entry in found]
    land = _together(
        tuple(unit.geometry for slug, layer in units.items() for unit in layer if _lies(slug, unit, shown))
    )

    def beneath(corner: tuple[float, float]) -> float:
        left, top = corner
        return float(land.intersection(shapely.Polygon(pen.ring(left, top, wide, high))).area)

    low, left, right = look.height - foot - high - 8, 20.0, look.width - wide - 20
    corners = [(left, low), (left, 22 + 58 * k), (right, 80 * k), (right, look.height - high - 62 * k)]
    left, top = min(corners, key=beneath)
    pen.area(pen.ring(left, top, wide, high), fill=rgb(p["surface"], 236), line=rgb(p["shore"]), width=1)
    pen.text("图例", left + PAD * k, top + 15 * k, 13.5, rgb(p["text"]))
    for column, width in zip(columns, widths, strict=True):
        for number, entry in enumerate(column):
            y = top + (26 + (number + 0.5) * ROW) * k
            pen.features += features_of(_key(pen, entry.unit, left + PAD * k, y), units, look)
            pen.text(entry.name, left + (PAD + KEY) * k, y, 12.5, rgb(p["text"]))
        left += width
    pen.boxes.append(pen.box(left - wide, top, wide, high))


@lru_cache(maxsize=32)
def _together(shapes: tuple[shapely.Geometry, ...]) -> shapely.Geometry:
    found = shapely.union_all(shapes)
    shapely.prepare(found)
    return found


def _lies(slug: str, unit: Drawn, shown: list[str]) -> bool:
    return unit.style.role in (BOUNDARY, WATER) or (slug in shown and unit.kind == "polygon")


def _key(pen: Pen, unit: Drawn, x: float, y: float) -> Drawn:
    """A unit moved into the legend, as small as a key."""
    k, wide = pen.scale, (KEY - 8) * pen.scale
    spans = bool(SIGNS[unit.style.sign].span)
    if (unit.kind == "point" and not spans) or (unit.style.radius and unit.style.sign == "node"):
        shape = shapely.Point(pen.at(x + wide / 2, y))
        style = unit.style._replace(radius=min(unit.style.radius, 3.4 if unit.style.sign else 4))
        unit = unit._replace(kind="point", precision="point", style=style)
    elif unit.kind == "line" or spans or unit.style.role == BOUNDARY:
        style = unit.style._replace(fill=0 if spans else unit.style.fill or 210)
        unit = unit._replace(kind="line", style=style)
        shape = shapely.LineString([pen.at(x, y), pen.at(x + wide, y)])
    else:
        shape = shapely.Polygon(pen.ring(x, y - 5.5 * k, wide, 11 * k))
    middle = shape.centroid.coords[0]
    return unit._replace(geometry=shape, shape=shape.__geo_interface__, anchors=[(*middle, 0.0)], bounds=shape.bounds)
