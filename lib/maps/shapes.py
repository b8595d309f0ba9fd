"""The units of a map as layers of a deck: each by the drawing rule of its layer, beneath, itself, and above."""

from functools import lru_cache

import pydeck as pdk
import shapely

from lib.maps import figures
from lib.maps.cartography import Look, shrunk
from lib.maps.drawing import Drawn, of_role
from lib.maps.layers import Feature, by_fill, drawn, feature, plain
from lib.maps.signs import SIGNS, UNKNOWN, Sign
from lib.maps.style import BOUNDARY, COURSE
from lib.theme import mix, palette, rgb

SOLID, DASHED, DASHED_LINE = [0, 0], [6, 3], [3, 1.4]  # in widths of the line
CHIEF = 1.7
"""How much larger the mark of the chief unit is than those of the others."""


def shade(value: float, top: float, mode: str, tone: str = "plan") -> str:
    """The colour of a number on the scale from 0 to `top`: the bars beside the map use it too."""
    p = palette(mode)
    return mix(p["land"], p[tone], 0.12 + 0.5 * min(value / max(top, 1e-9), 1))


def bare(unit: Drawn, look: Look) -> bool:
    """Whether a unit is drawn without its sign: pale, or coloured by a number."""
    return look.values is not None or unit.id in look.faded


def mark(unit: Drawn, look: Look) -> float:
    """The radius in pixels of a unit's mark, 0 without one."""
    style = unit.style
    if not style.radius or (unit.kind != "point" and not SIGNS[style.sign].discs):
        return 0.0
    return style.radius * look.scale * shrunk(look) * (CHIEF if style.chief == unit.id else 1)


def tone(unit: Drawn, look: Look) -> str:
    """The colour (#RRGGBB) of a unit: the tone of its layer, or the deep shade of it."""
    p = palette(look.mode)
    colour = p[unit.style.tone_of(unit.id)]
    return mix(colour, p["text"], 0.22) if SIGNS[unit.style.sign].deep else colour


def _colours(unit: Drawn, look: Look) -> tuple[list[int], list[int]]:
    """Fill and outline of a unit: `fill` is the opacity of an area's fill and of a line; a point that is schematic is a
    hollow ring."""
    style, p, is_line = unit.style, palette(look.mode), unit.kind == "line"
    colour, fill, line = tone(unit, look), int(style.fill), int(style.fill) if is_line else 255
    is_point = unit.kind == "point"
    if look.values is not None:
        top = max([*look.values.values(), 0])
        value = look.values.get(unit.id)
        colour = p["neutral"] if value is None or value != value else shade(value, top, look.mode, look.ramp)
        fill = (0 if style.fill == 0 else 20) if colour == p["neutral"] else 235
        if not is_line and not is_point:
            return rgb(colour, fill), rgb(p["muted"], 150)  # the outline still tells how sure it is
        line = 110 if colour == p["neutral"] else 255
    elif unit.id in look.faded:
        fill, line = fill // 5, 70
    if unit.id in style.unknown and look.values is None:
        fill = fill // 4
    if is_point and unit.precision == "schematic":
        return rgb(p["surface"]), rgb(colour, line)
    return rgb(colour, fill), rgb(p["surface"]) if is_point else rgb(colour, line)


def shapes(slug: str, layer: list[Drawn], units: dict[str, list[Drawn]], look: Look, pickable: bool) -> list[pdk.Layer]:
    """One layer as polygons, lines or points by its drawing rule; what is 示意 has a dashed outline, or is a hollow
    ring."""
    sign, features = SIGNS[layer[0].style.sign], []
    beneath: list[Feature] = []
    above: list[Feature] = []
    for unit in layer:
        features.append(_itself(unit, sign, look))
        if not bare(unit, look):
            beneath += _beneath(unit, sign, look)
            above += _above(unit, sign, units, look)
    above += _marks([unit for unit in layer if not bare(unit, look)], sign, look)
    if sign.joined and not bare(layer[0], look):
        beneath += _joined(layer, units, look)
    under = rgb(palette(look.mode)["accent"], 60) if pickable else None
    return [
        *drawn(f"{slug}-beneath", beneath),
        *drawn(slug, sorted(features, key=by_fill), under),
        *drawn(f"{slug}-above", above),
    ]


def features_of(unit: Drawn, units: dict[str, list[Drawn]], look: Look) -> list[Feature]:
    """All that one unit is drawn with, in order: for the key of a legend."""
    sign = SIGNS[unit.style.sign]
    around = [*_above(unit, sign, units, look), *_marks([unit], sign, look)]
    return [*_beneath(unit, sign, look), _itself(unit, sign, look), *around]


def _itself(unit: Drawn, sign: Sign, look: Look) -> Feature:
    style, is_line, is_point = unit.style, unit.kind == "line", unit.kind == "point"
    fill, line = _colours(unit, look)
    surveyed = unit.precision != "schematic" or sign.solid or is_point
    ring = is_point and unit.precision == "schematic"
    return feature(
        unit.shape,
        id=unit.id,
        name=unit.name,
        detail=look.details.get(unit.id, ""),
        fill=fill,
        line=line,
        width=(2.5 if ring else 0 if unit.id in style.bare else style.line) * look.scale,
        dash=SOLID if surveyed else DASHED_LINE if is_line else DASHED,
        radius=(style.radius or 5) * look.scale,
    )


def _beneath(unit: Drawn, sign: Sign, look: Look) -> list[Feature]:
    """Glow and casing of a unit."""
    p, width = palette(look.mode), unit.style.line
    edges = [(width + wider, rgb(tone(unit, look), alpha)) for wider, alpha in sign.glow]
    if sign.casing and unit.kind != "point":
        edges.append((width + 2 * sign.casing, rgb(p["land"])))
    return [feature(unit.shape, line=colour, width=pixels * look.scale) for pixels, colour in edges]


def _above(unit: Drawn, sign: Sign, units: dict[str, list[Drawn]], look: Look) -> list[Feature]:
    """Hatching, inlay, arrowheads, span and mark of a unit."""
    p, own, found = palette(look.mode), tone(unit, look), []
    strokes = UNKNOWN if unit.id in unit.style.unknown else sign.hatch
    if strokes:
        lines = shapely.MultiLineString(_hatch(unit.geometry, *strokes))
        found.append(feature(plain(lines), line=rgb(own, 130), width=1.1 * look.scale))
    if sign.inlay:
        colour, share, dash = sign.inlay
        found.append(feature(unit.shape, line=rgb(p[colour]), width=unit.style.line * share * look.scale, dash=[*dash]))
    if sign.tips:
        found += [
            feature(plain(tip), fill=rgb(own), line=rgb(p["land"]), width=0.8 * look.scale)
            for tip in _tips(unit.geometry, sign.tips)
        ]
    courses = tuple(row.geometry for row in of_role(units, COURSE)) if sign.span else ()
    if courses:
        line = unit.shape if unit.kind == "line" else plain(_span(unit.geometry, courses, sign.span))
        found += [
            feature(line, line=rgb(colour), width=pixels * look.scale)
            for colour, pixels in ((p["text"], 4.5), (p["land"], 1.8))
        ]
    return found


def _marks(layer: list[Drawn], sign: Sign, look: Look) -> list[Feature]:
    """The discs of the marks, at the middle of an area: the largest of all units first."""
    p, found = palette(look.mode), []
    for share, key, alpha in sign.discs:
        for unit in layer:
            hollow = unit.kind == "point" and unit.precision == "schematic" and not sign.glyph
            if hollow and share <= 1.0 and not key:
                continue
            spot = {"type": "Point", "coordinates": list(unit.anchors[0][:2])}
            fill = rgb(p[key] if key else tone(unit, look), alpha)
            found.append(feature(spot, fill=fill, radius=round(mark(unit, look) * share, 1)))
    return found


def _joined(layer: list[Drawn], units: dict[str, list[Drawn]], look: Look) -> list[Feature]:
    """The units of a layer joined to their chief, and the axis that is drawn with them."""
    p, style = palette(look.mode), layer[0].style
    found = []
    chief = next((unit for unit in layer if unit.id == style.chief), None)
    for unit in layer:
        if chief and unit is not chief:
            ends = {"type": "LineString", "coordinates": [list(chief.anchors[0][:2]), list(unit.anchors[0][:2])]}
            found += [
                feature(ends, line=rgb(p["land"], 200), width=6 * look.scale),
                feature(ends, line=rgb(tone(unit, look)), width=3.2 * look.scale, dash=[2.2, 1.1]),
            ]
    for axis in (row for rows in units.values() for row in rows if row.id == style.axis):
        own = tone(chief or layer[0], look)
        found += [
            feature(axis.shape, line=rgb(p["land"]), width=10 * look.scale),
            feature(axis.shape, line=rgb(own), width=6 * look.scale),
        ]
        found += [feature(plain(tip), fill=rgb(own), line=rgb(p["land"]), width=1) for tip in _tips(axis.geometry, 700)]
    return found


def outlines(units: dict[str, list[Drawn]], look: Look) -> list[pdk.Layer]:
    """The district's border, and the chosen units' outlines with a halo, above everything but the names."""
    p, scale = palette(look.mode), look.scale
    found = [row for layer in units.values() for row in layer if row.id in look.chosen]
    edge = [
        feature(row.shape, line=rgb(p["text"], 210), width=2 * scale, dash=[7, 2.5]) for row in of_role(units, BOUNDARY)
    ]
    halo = [(rgb(p["accent"], 70), 16), (rgb(p["surface"]), 7), (rgb(p["accent"]), 3.5)]
    chosen = [
        feature(row.shape, line=colour, width=width * scale, radius=(mark(row, look) or 6) + 5 * scale)
        for row in found
        for colour, width in halo
    ]
    return [*drawn("border", edge), *drawn("chosen", chosen)]


@lru_cache(maxsize=256)
def _hatch(shape: shapely.Geometry, angle: float, gap: float) -> list[shapely.LineString]:
    return figures.hatch(shape, angle, gap)


@lru_cache(maxsize=256)
def _span(point: shapely.Point, courses: tuple[shapely.Geometry, ...], reach: float) -> shapely.LineString:
    return figures.span(point, shapely.union_all(courses), reach)


@lru_cache(maxsize=256)
def _tips(shape: shapely.Geometry, length: float) -> list[shapely.Polygon]:
    return figures.tips(figures.spine(shape), length)
