"""The sheet on which the plan is drawn: how it looks, what it shows first, land and water, lettering, scale and
north."""

import math
from functools import lru_cache
from typing import Any, NamedTuple

import pydeck as pdk
import shapely

from lib.maps.drawing import Drawn, extent, of_role
from lib.maps.layers import METRES, drawn, feature, plain
from lib.maps.style import BOUNDARY, COURSE, NEIGHBOURS, WATER
from lib.theme import FONT, mix, palette, rgb

HEIGHT, WIDTH = 760, 700
WIDE = 500
"""Metres from bank to bank of a river's course: schematic, as `credit` of the plan says."""
BEYOND = 0.22
"""Degrees around the district in which its neighbours' borders are drawn: more than a sheet shows."""
AROUND = 3
"""Degrees of paper around what is drawn."""


class Fixed(dict[str, Any]):
    """A dictionary that nobody changes, so that what was drawn with it can be asked for again.

    >>> hash(Fixed(a=1, b=2)) == hash(Fixed(b=2, a=1))
    True
    """

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(frozenset(self.items()))


class Look(NamedTuple):
    """How a map is drawn: theme, the chosen units, tooltip lines, and what stands out.

    `values` shades units by their number on one scale in the tone `ramp` (a unit without one is pale) and `texts` adds it to the name;
    `faded` are units drawn pale; `scale` enlarges type for a projector; `width` and `height` are the pixels that the
    first view must fit into; `style` is the address of a base map, or "". A map with a `title` is a sheet: it has a
    frame, a `subtitle`, a legend, and at its foot the `notes`. On a `small` one only names that stand free are written.
    """

    mode: str
    chosen: tuple[str, ...] = ()
    details: dict[str, str] = {}  # noqa: RUF012 - never changed
    values: dict[str, float] | None = None
    texts: dict[str, str] = {}  # noqa: RUF012
    faded: frozenset[str] = frozenset()
    scale: float = 1.0
    width: int = WIDTH
    height: int = HEIGHT
    style: str = ""
    ramp: str = "plan"
    title: str = ""
    subtitle: str = ""
    notes: tuple[str, ...] = ()
    small: bool = False

    def fixed(self) -> "Look":
        """The same as a key to what is kept."""
        values = None if self.values is None else Fixed(self.values)
        return self._replace(details=Fixed(self.details), texts=Fixed(self.texts), values=values)


SMALL = 480
"""Pixels of width under which a sheet is a phone's: smaller marks and names, no legend."""


def shrunk(look: Look) -> float:
    """By how much marks and names are smaller on a phone.

    >>> shrunk(Look("light")), shrunk(Look("light", width=340))
    (1.0, 0.75)
    """
    return 1.0 if look.width >= SMALL else 0.75


def view(bounds: tuple[float, float, float, float], height: int = HEIGHT, width: int = WIDTH) -> pdk.ViewState:
    """A view that shows `bounds` (west, south, east, north in degrees) in a map of `width` × `height` pixels.

    >>> round(view((112.98, 27.52, 113.15, 27.86)).zoom, 1)
    10.4
    """
    west, south, east, north = bounds
    middle = (south + north) / 2
    tall = (north - south) * 1.06 / math.cos(math.radians(middle))
    zoom = min(math.log2(width * 360 / (512 * (east - west) * 1.06)), math.log2(height * 360 / (512 * tall)))
    return pdk.ViewState(
        longitude=(west + east) / 2, latitude=middle, zoom=zoom, min_zoom=min(zoom - 0.5, 9.5), max_zoom=16
    )


def ground_metres(start: pdk.ViewState) -> float:
    """Metres on the ground in a pixel of the first view.

    >>> round(ground_metres(pdk.ViewState(latitude=27.7, longitude=113, zoom=10)))
    68
    """
    return float(40_075_016.7 * math.cos(math.radians(start.latitude)) / (512 * 2**start.zoom))


def ground(units: dict[str, list[Drawn]], look: Look) -> list[pdk.Layer]:
    """The sheet on which the plan is drawn: the district's land and the outlines of its neighbours."""
    p = palette(look.mode)
    west, south, east, north = extent([unit for layer in units.values() for unit in layer])
    paper = shapely.box(west - AROUND, south - AROUND, east + AROUND, north + AROUND).__geo_interface__
    land = rgb(p["land"], 0 if look.style else 255)
    edge = mix(p["shore"], p["text"], 0.25)
    return [
        *([] if look.style else drawn("ground-paper", [feature(paper, fill=rgb(p["outside"]))])),
        *drawn(
            "ground-neighbours",
            [feature(line, line=rgb(edge, 170), width=1.1, dash=[9, 3]) for line in _between(units)],
        ),
        *drawn(
            "ground-boundary",
            [
                feature(unit.shape, fill=land, line=rgb(edge, alpha), width=width * look.scale)
                for unit in of_role(units, BOUNDARY)
                for width, alpha in ((13, 60), (7, 90))
            ],
        ),
    ]


def _between(units: dict[str, list[Drawn]]) -> list[dict[str, Any]]:
    """The borders of the neighbours among each other, around the district as far as a sheet may reach."""
    near, border = of_role(units, NEIGHBOURS), of_role(units, BOUNDARY)
    if not near:
        return []
    west, south, east, north = extent(border or near)
    sheet = shapely.box(west - BEYOND, south - BEYOND, east + BEYOND, north + BEYOND)
    return [_borders(tuple(unit.geometry for unit in near), tuple(unit.geometry for unit in border), sheet)]


@lru_cache(maxsize=8)
def _borders(
    near: tuple[shapely.Geometry, ...], border: tuple[shapely.Geometry, ...], sheet: shapely.Geometry
) -> dict[str, Any]:
    lines = shapely.union_all([shape.boundary for shape in near]).intersection(sheet)
    lines = lines.difference(shapely.union_all([shape.boundary for shape in border]).buffer(0.0012))
    return plain(shapely.line_merge(lines).simplify(0.0004))


def water(units: dict[str, list[Drawn]], look: Look) -> list[pdk.Layer]:
    """A river: its surface along the district between its banks, and its course above and below as wide."""
    p = palette(look.mode)
    bank = rgb(mix(p["water"], p["plan"], 0.55))
    course = [
        feature(unit.shape, line=colour, width=width)
        for colour, width in ((bank, WIDE + 50), (rgb(p["water"]), WIDE))
        for unit in of_role(units, COURSE)
    ]
    surface = [feature(unit.shape, fill=rgb(p["water"]), line=bank, width=look.scale) for unit in of_role(units, WATER)]
    return [*drawn("water-course", course, wide=METRES), *drawn("water-surface", surface)]


def lettering(look: Look) -> dict[str, Any]:
    """Type on the map: Chinese faces, medium weight, a halo in the colour of the ground."""
    return {
        "character_set": pdk.types.String("auto"),
        "font_family": pdk.types.String(FONT),
        "font_weight": 500,
        "font_settings": {"sdf": True, "fontSize": 44, "buffer": 7, "radius": 11, "cutoff": 0.2, "smoothing": 0.12},
        "outline_width": 2.5,
        "outline_color": rgb(palette(look.mode)["land"], 235),
        "line_height": 1.15,
        "pickable": False,
    }


def tooltip_style(look: Look) -> dict[str, str]:
    """The tooltip's look, as CSS."""
    p = palette(look.mode)
    return {
        "backgroundColor": p["surface"],
        "color": p["text"],
        "border": f"1px solid {p['grid']}",
        "borderRadius": "4px",
        "fontFamily": FONT,
        "fontSize": f"{14 * look.scale:g}px",
        "maxWidth": "22em",
        "whiteSpace": "pre-line",
        "padding": "6px 10px",
        "zIndex": "9",
    }
