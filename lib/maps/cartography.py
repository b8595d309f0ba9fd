"""The sheet on which the plan is drawn: how it looks, what it shows first, land and water, lettering, scale and
north."""

import math
from typing import Any, NamedTuple

import pydeck as pdk

from lib.maps.drawing import Drawn, extent, of_role
from lib.maps.style import BOUNDARY, COURSE, NEIGHBOURS, WATER
from lib.theme import FONT, palette, rgb

HEIGHT, WIDTH = 760, 700
AROUND = 3
"""Degrees of paper around what is drawn."""
PIXELS = pdk.types.String("pixels")


class Look(NamedTuple):
    """How a map is drawn: theme, the chosen unit, tooltip lines, and what stands out.

    `values` shades units by their number on one scale (a unit without one is pale) and `texts` adds it to the name;
    `faded` are units drawn pale; `scale` enlarges type for a projector; `width` and `height` are the pixels that the
    first view must fit into; `style` is the address of a base map, or "".
    """

    mode: str
    chosen: str | None = None
    details: dict[str, str] = {}  # noqa: RUF012 - never changed
    values: dict[str, float] | None = None
    texts: dict[str, str] = {}  # noqa: RUF012
    faded: frozenset[str] = frozenset()
    scale: float = 1.0
    width: int = WIDTH
    height: int = HEIGHT
    style: str = ""


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


def ground(units: dict[str, list[Drawn]], look: Look) -> list[pdk.Layer]:
    """The sheet on which the plan is drawn: the district's land and the outlines of its neighbours."""
    p = palette(look.mode)

    west, south, east, north = extent([unit for layer in units.values() for unit in layer])
    west, south, east, north = west - AROUND, south - AROUND, east + AROUND, north + AROUND

    def outline(role: str, fill: list[int], line: list[int], width: float) -> pdk.Layer:
        shapes = [{"type": "Feature", "geometry": unit.shape, "properties": {}} for unit in of_role(units, role)]
        return pdk.Layer(
            "GeoJsonLayer",
            id=f"ground-{role}",
            data={"type": "FeatureCollection", "features": shapes},
            get_fill_color=fill,
            get_line_color=line,
            get_line_width=width,
            line_width_units=PIXELS,
            filled=True,
            stroked=True,
            pickable=False,
        )

    paper = pdk.Layer(
        "SolidPolygonLayer",
        id="ground-paper",
        data=[{"ring": [[west, south], [east, south], [east, north], [west, north]]}],
        get_polygon="ring",
        get_fill_color=rgb(p["outside"]),
        pickable=False,
    )
    land = rgb(p["land"], 0 if look.style else 255)
    return [
        *([] if look.style else [paper]),
        outline(NEIGHBOURS, [0, 0, 0, 0], rgb(p["shore"], 130), 1.2),
        outline(BOUNDARY, land, rgb(p["shore"]), 5 * look.scale),
    ]


def water(units: dict[str, list[Drawn]], look: Look) -> list[pdk.Layer]:
    """A river: its surface along the district, and its course above and below at a width of 500 metres."""
    p = palette(look.mode)
    course = [{"path": unit.shape["coordinates"]} for unit in of_role(units, COURSE)]
    surface = [{"type": "Feature", "geometry": unit.shape, "properties": {}} for unit in of_role(units, WATER)]
    return [
        pdk.Layer(
            "PathLayer",
            id="water-course",
            data=course,
            get_path="path",
            get_color=rgb(p["water"]),
            get_width=500,
            width_min_pixels=2,
            cap_rounded=True,
            joint_rounded=True,
            pickable=False,
        ),
        pdk.Layer(
            "GeoJsonLayer",
            id="water-surface",
            data={"type": "FeatureCollection", "features": surface},
            get_fill_color=rgb(p["water"]),
            filled=True,
            stroked=False,
            pickable=False,
        ),
    ]


def lettering(look: Look) -> dict[str, Any]:
    """Type on the map: Chinese faces, medium weight, a halo in the colour of the ground."""
    return {
        "character_set": pdk.types.String("auto"),
        "font_family": pdk.types.String(FONT),
        "font_weight": 500,
        "font_settings": {"sdf": True, "fontSize": 64, "buffer": 10, "radius": 16, "cutoff": 0.2, "smoothing": 0.12},
        "outline_width": 2.5,
        "outline_color": rgb(palette(look.mode)["land"], 235),
        "line_height": 1.15,
        "pickable": False,
    }


def scale_bar(start: pdk.ViewState, look: Look, kilometres: int = 5) -> list[pdk.Layer]:
    """A bar of a true length and a north arrow at the lower right of the first view: part of the map, so right at every
    zoom."""
    degree, narrow = (
        512 * 2**start.zoom / 360,
        math.cos(math.radians(start.latitude)),
    )  # pixels in a degree of longitude; of latitude: / narrow
    east = start.longitude + (look.width / 2 - 16) / degree
    south = start.latitude - (look.height / 2 - 22) / degree * narrow
    step = kilometres / (111.32 * narrow)
    tick = 5 * look.scale / degree * narrow
    colour = rgb(palette(look.mode)["text"])
    bar = [[[east - step, south + tick], [east - step, south], [east, south], [east, south + tick]]]
    texts = [
        {"text": f"{kilometres}公里", "at": [east - step / 2, south + 2.4 * tick], "size": 13 * look.scale},
        {"text": "北", "at": [east, south + 10 * tick], "size": 13 * look.scale},
        {"text": "▲", "at": [east, south + 6.4 * tick], "size": 15 * look.scale},
    ]
    return [
        pdk.Layer(
            "PathLayer",
            id="scale-bar",
            data=[{"path": path} for path in bar],
            get_path="path",
            get_color=colour,
            get_width=2,
            width_units=PIXELS,
            pickable=False,
        ),
        pdk.Layer(
            "TextLayer",
            id="scale-text",
            data=texts,
            get_text="text",
            get_position="at",
            get_color=colour,
            get_size="size",
            **lettering(look),
        ),
    ]


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
