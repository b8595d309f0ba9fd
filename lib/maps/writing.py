"""What is written on a map: names along belts and the river, then all others where they stand free."""

import math
from functools import lru_cache
from typing import Any

import pandas as pd
import pydeck as pdk
import shapely

from lib.maps import curved, figures, labels
from lib.maps.anchors import anchors
from lib.maps.cartography import Look, ground_metres, lettering, shrunk
from lib.maps.drawing import Drawn, of_role
from lib.maps.layers import written
from lib.maps.shapes import mark, tone
from lib.maps.signs import SIGNS
from lib.maps.style import COURSE, NEIGHBOURS, WATER
from lib.theme import mix, palette, rgb

Box = tuple[float, float, float, float]
STEPS = (1.9, 1.5, 1.2)
"""From one character of a name along a belt to the next, in sizes of the type."""
SIZES = (1.0, 0.8, 0.65)
"""Of the type that such a name may have."""
MET = 2
"""Things that such a name may touch; else it stands where there is room, as others do."""
RIVER, RIVER_STEP = 17, 2.6
LARGEST = 2.2
"""How much a name may grow on zooming in."""
_COLLIDE = {"@@type": "CollisionFilterExtension"}


def names(
    drawn: dict[str, list[Drawn]],
    units: dict[str, list[Drawn]],
    layers: pd.DataFrame,
    look: Look,
    start: pdk.ViewState,
    taken: list[Box],
    dots: list[Box],
) -> list[pdk.Layer]:
    """The names of all labelled `units` (all that is `drawn` may lend its river and its axes): those that run along theirs, those that stand free at the first view, and
    beneath them all names with the browser's collision test, so that fine ones (layers with a higher `min_zoom`, quiet
    layers) appear as zooming in makes room.
    `taken` are boxes in Web Mercator pixels that are not to be written on, `dots`
    others on which only what runs along a belt may be: between its letters there is room."""
    p, wanted, colours = palette(look.mode), [], {}
    fine = layers.set_index("slug")["min_zoom"] > start.zoom
    sheet = _sheet(look, start)
    for row in (row for layer in units.values() for row in layer if row.style.label):
        colours[row.id] = rgb(p["muted"]) if row.style.quiet or row.id in look.faded else _ink(row, look)
        if (label := _label(row, fine[row.layer], look, start)).anchors:
            wanted.append(label)
    for axis, chief in _axes(units, drawn):
        colours[axis.id] = rgb(tone(chief, look))
        wanted.append(_end_label(axis, look))
    first = labels.place([one for one in wanted if one.radius], start.zoom, sheet, [*taken, *dots])
    marks = [_spot(row, look, start.zoom) for layer in units.values() for row in layer if mark(row, look)]
    held = [*taken, *marks, *(labels.covered(one, start.zoom) for one in first if one.free)]
    runs = _runs(units, drawn, look, start, held, sheet)
    letters = [row for run in runs.values() for row in run]
    held += [_letter_box(row, start.zoom) for row in letters]
    rest = [one for one in wanted if not one.radius and one.key not in runs]
    placed = [*first, *labels.place(rest, start.zoom, sheet, [*held, *dots])]
    placed = [found for found in placed if found.free or not look.small]
    rows = [
        {
            "text": found.text,
            "at": [found.lon, found.lat],
            "size": found.label.size,
            "side": found.side,
            "offset": found.offset,
            "colour": colours[found.label.key],
            "rank": max(500 - order, 1) if found.free else -order,
        }
        for order, found in enumerate(placed)
    ]
    glyphs = [_glyph(row, look) for layer in units.values() for row in layer if SIGNS[row.style.sign].glyph]
    colliding = {
        "get_collision_priority": "rank",
        "collision_enabled": True,
        "collision_test_props": {"sizeScale": 2.4 * ground_metres(start)},
        "extensions": [_COLLIDE],
    }
    common = lettering(look) | growing(start, look)
    free = [dict(row) for row, found in zip(rows, placed, strict=True) if found.free]
    return [
        *written("names-along", letters, **lettering(look) | growing(start, look, 9)),
        *written("names-all", rows, **colliding, **common),
        *written("names", free, **common),
        *written("names-glyphs", glyphs, **lettering(look) | {"outline_width": 0, "font_weight": 700}),
    ]


def _ink(row: Drawn, look: Look) -> list[int]:
    """The colour of a name: that of a belt's is near to its own."""
    text = palette(look.mode)["text"]
    return rgb(mix(tone(row, look), text, 0.55) if SIGNS[row.style.sign].along else text)


def _glyph(row: Drawn, look: Look) -> dict[str, Any]:
    """The character in a mark."""
    colour = rgb(palette(look.mode)["surface"])
    text, size = SIGNS[row.style.sign].glyph, round(mark(row, look) * 1.5, 1)
    return {"text": text, "at": list(row.anchors[0][:2]), "size": size, "colour": colour}


def growing(start: pdk.ViewState, look: Look, least: float = 10) -> dict[str, Any]:
    """Type that grows and shrinks with the map within limits: `size` in pixels of the first view."""
    return {
        "size_units": pdk.types.String("meters"),
        "size_scale": ground_metres(start),
        "size_min_pixels": least * look.scale,
        "size_max_pixels": 15 * LARGEST * look.scale,
    }


def _sheet(look: Look, start: pdk.ViewState) -> Box:
    x, y = labels.position(start.longitude, start.latitude, start.zoom)
    return x - look.width / 2, y - look.height / 2, x + look.width / 2, y + look.height / 2


def _spot(row: Drawn, look: Look, zoom: float) -> Box:
    """The box of a unit's mark."""
    x, y = labels.position(row.anchors[0][0], row.anchors[0][1], zoom)
    return labels.box(x, y, 2 * mark(row, look), 2 * mark(row, look))


def _letter_box(row: dict[str, Any], zoom: float) -> Box:
    return labels.box(*labels.position(row["at"][0], row["at"][1], zoom), row["size"], row["size"])


def _axes(units: dict[str, list[Drawn]], drawn: dict[str, list[Drawn]]) -> list[tuple[Drawn, Drawn]]:
    """The lines that are drawn as the axis of a layer, each with a unit that lends its colour."""
    wanted = {layer[0].style.axis: layer for layer in units.values() if layer and layer[0].style.axis}
    return [
        (row, next((unit for unit in wanted[row.id] if unit.id == unit.style.chief), wanted[row.id][0]))
        for layer in drawn.values()
        for row in layer
        if row.id in wanted
    ]


def _end_label(axis: Drawn, look: Look) -> labels.Label:
    """The name of an axis, beside one of its ends."""
    ends = [(*axis.shape["coordinates"][at], 0.0) for at in (0, -1)]
    return labels.Label(axis.id, axis.name, 13 * look.scale, 1e5, [(x, y, room) for x, y, room in ends], 7 * look.scale)


def _runs(
    units: dict[str, list[Drawn]],
    drawn: dict[str, list[Drawn]],
    look: Look,
    start: pdk.ViewState,
    taken: list[Box],
    sheet: Box,
) -> dict[str, list[dict[str, Any]]]:
    """Names that run along their units, a row a character, by unit; none where no way to set one stays within the
    unit."""
    p, found = palette(look.mode), dict[str, list[dict[str, Any]]]()
    water = of_role(drawn, WATER)
    for row in of_role(drawn, COURSE) if water else []:
        step = RIVER * look.scale * RIVER_STEP * ground_metres(start)
        ways = curved.choices(water[0].name, row.geometry, (step,))
        ink = rgb(mix(p["plan"], p["text"], 0.25))
        found[row.id] = _best(ways, RIVER * look.scale, ink, start.zoom, taken, sheet)
    for row in (row for layer in units.values() for row in layer if SIGNS[row.style.sign].along and row.style.label):
        text = (row.name + look.texts.get(row.id, "")).replace(" ", "")
        size = row.style.label * look.scale * shrunk(look)
        ink = rgb(p["muted"]) if row.id in look.faded else _ink(row, look)
        runs = [
            run
            for share in SIZES
            if (ways := _within(row.geometry, text, round(size * share * ground_metres(start), 1)))
            and (run := _best(ways, size * share, ink, start.zoom, taken, sheet))
        ]
        covers = [(_hidden([_letter_box(one, start.zoom) for one in run], taken), run) for run in runs]
        least, run = min(covers, key=lambda pair: pair[0], default=(0, []))
        if run and least <= MET:
            found[row.id] = run
    return found


@lru_cache(maxsize=256)
def _within(shape: shapely.Geometry, text: str, size: float) -> list[list[curved.Letter]]:
    """The ways to set a name along an area, `size` metres large, that do not leave it."""
    ways = curved.choices(text, figures.spine(shape), tuple(size * step for step in STEPS))
    edge = figures.flat(shape.boundary, shape.centroid.y)

    def room(way: list[curved.Letter]) -> float:
        spots = [figures.flat(shapely.Point(letter.lon, letter.lat), shape.centroid.y) for letter in way]
        return float(min(edge.distance(spot) for spot in spots))

    return [way for way in ways if room(way) > 0.5 * size]


def _best(
    ways: list[list[curved.Letter]], size: float, ink: list[int], zoom: float, taken: list[Box], sheet: Box
) -> list[dict[str, Any]]:
    """The first way that covers nothing and stays on the sheet, as rows of a text layer; else that which covers
    least."""
    tried: list[tuple[float, int, list[dict[str, Any]]]] = []
    for way in ways:
        rows = [
            {"text": one.text, "at": [one.lon, one.lat], "size": size, "angle": one.angle, "colour": ink} for one in way
        ]
        boxes = [_letter_box(row, zoom) for row in rows]
        if all(labels.within(box, sheet) for box in boxes):
            hidden = _hidden(boxes, taken)
            turned = sum(abs(one.angle) for one in way) / 400
            tried.append((hidden + turned + len(tried) / 30, len(tried), rows))
    return min(tried)[2] if tried else []


def _hidden(boxes: list[Box], taken: list[Box]) -> int:
    """How many things the characters of a name (`boxes`) would cover."""
    return sum(labels.overlap(box, other) for box in boxes for other in taken)


def _label(row: Drawn, fine: bool, look: Look, start: pdk.ViewState) -> labels.Label:
    style, chosen = row.style, row.id in look.chosen
    quiet = style.quiet or row.id in look.faded
    rank = 1e6 if chosen else 1e5 if style.chief == row.id else -row.area_km2 - 2e4 * quiet - 1e4 * bool(fine)
    size = (style.label * (1.25 if style.chief == row.id else 1) + chosen) * look.scale * shrunk(look)
    radius = mark(row, look) or None
    spots = (
        _in_view(row.geometry, (start.longitude, start.latitude), start.zoom, (look.width, look.height))
        if style.role == NEIGHBOURS
        else row.anchors
    )
    return labels.Label(row.id, row.name + look.texts.get(row.id, ""), size, rank, spots, radius)


@lru_cache(maxsize=512)
def _in_view(
    shape: shapely.Geometry, middle: tuple[float, float], zoom: float, size: tuple[int, int]
) -> list[tuple[float, float, float]]:
    """Where the name of a neighbour may stand so that it is seen at the first view; nowhere if only a corner of it is
    seen."""
    (lon, lat), degree = middle, 512 * 2**zoom / 360
    east, north = size[0] / degree / 2, size[1] / degree / 2 * math.cos(math.radians(lat))
    seen = shape.intersection(shapely.box(lon - east, lat - north, lon + east, lat + north).buffer(-0.01))
    return anchors(seen) if seen.area > 0.002 else []
