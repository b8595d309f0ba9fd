"""The plan's layout as a pydeck deck: layers in, deck out. No request unless a base map is set; names that do not
collide."""

import json
import math
from functools import lru_cache

import pandas as pd
import pydeck as pdk
import shapely
from pydeck.bindings.json_tools import default_serialize

from lib.maps import labels
from lib.maps.anchors import anchors
from lib.maps.cartography import HEIGHT, WIDTH, Look, ground, lettering, scale_bar, tooltip_style, view, water
from lib.maps.drawing import Drawn, extent, of_role
from lib.maps.shapes import outlines, shapes
from lib.maps.style import ABOVE, BOUNDARY, NEIGHBOURS, WATER
from lib.theme import palette, rgb

__all__ = ["HEIGHT", "WIDTH", "Look", "view"]

MARGIN = 0.008  # of a degree, around what must be seen
ABOVE_WATER = ("line", "point")
_COLLIDE = {"@@type": "CollisionFilterExtension"}
_NORTH_UP = {"dragRotate": False, "touchRotate": False, "scrollZoom": {"speed": 0.01, "smooth": False}}


class Deck(pdk.Deck):  # type: ignore[misc]  # pydeck has no types
    """A deck that writes itself without indentation: a third of the size in a tenth of the time."""

    def to_json(self) -> str:
        """The deck as Streamlit sends it to the browser."""
        return json.dumps(self, default=default_serialize, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def bounds_of(units: dict[str, list[Drawn]], slugs: list[str], chosen: str | None) -> tuple[float, float, float, float]:
    """What the first view must show: all units of the layers `slugs` and of the chosen unit's layer, but not the lines
    that run out of the district; the district too where there is no area among them."""
    own = {unit.layer for layer in units.values() for unit in layer if unit.id == chosen}
    shown, border = [unit for slug in (*slugs, *own) for unit in units[slug]], of_role(units, BOUNDARY)
    inner = shapely.box(*extent(border)) if border else shapely.box(-180, -90, 180, 90)
    framed = [unit for unit in shown if unit.kind != "line" or inner.covers(shapely.box(*unit.bounds))]
    if not any(unit.kind == "polygon" for unit in framed):
        framed += border
    west, south, east, north = extent(framed or [unit for layer in units.values() for unit in layer])
    return west - MARGIN, south - MARGIN, east + MARGIN, north + MARGIN


def names(units: dict[str, list[Drawn]], layers: pd.DataFrame, look: Look, start: pdk.ViewState) -> list[pdk.Layer]:
    """The names of all labelled units: those that stand free at the first view, and beneath them all names with the
    browser's collision test, so that fine ones (layers with a higher `min_zoom`, quiet layers) appear as zooming in
    makes room."""
    p, wanted, colours = palette(look.mode), [], {}
    fine = layers.set_index("slug")["min_zoom"] > start.zoom
    for row in (row for layer in units.values() for row in layer if row.style.label):
        if (label := _label(row, fine[row.layer], look, start)).anchors:
            wanted.append(label)
        colours[row.id] = rgb(p["muted"] if row.style.quiet or row.id in look.faded else p["text"])
    x, y = labels.position(start.longitude, start.latitude, start.zoom)
    sheet = x - look.width / 2, y - look.height / 2, x + look.width / 2, y + look.height / 2
    placed = labels.place(wanted, start.zoom, sheet)
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
    common = {
        "get_text": "text",
        "get_position": "at",
        "get_size": "size",
        "get_color": "colour",
        "get_pixel_offset": "offset",
        "get_text_anchor": "side",
        **lettering(look),
    }
    colliding = {
        "get_collision_priority": "rank",
        "collision_enabled": True,
        "collision_test_props": {"sizeScale": 2.4},
        "extensions": [_COLLIDE],
    }
    free = [row for row, found in zip(rows, placed, strict=True) if found.free]
    return [
        pdk.Layer("TextLayer", id="names-all", data=rows, **colliding, **common),
        pdk.Layer("TextLayer", id="names", data=free, **common),
    ]


def _label(row: Drawn, fine: bool, look: Look, start: pdk.ViewState) -> labels.Label:
    style, chosen = row.style, row.id == look.chosen
    quiet = style.quiet or row.id in look.faded
    rank = 1e6 if chosen else -row.area_km2 - 2e4 * quiet - 1e4 * bool(fine)
    size = (style.label + chosen) * look.scale
    radius = style.radius * look.scale if style.radius else None
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


def layout(
    units: dict[str, list[Drawn]],
    layers: pd.DataFrame,
    context: list[str],
    shown: list[str],
    look: Look,
    bounds: tuple[float, float, float, float] | None = None,
) -> Deck:
    """The map: `context` layers beneath, `shown` layers that can be picked above, names and scale on top.

    The first view fits `bounds`, by default the district and all that is shown.
    """
    bounds = bounds or bounds_of(units, shown, None)
    start = view(bounds, look.height, look.width)
    kinds = layers.set_index("slug")["geometry"]
    visible = {slug: units[slug] for slug in layers["slug"] if slug in context or slug in shown}
    beyond = [unit for slug, layer in units.items() if slug not in visible for unit in layer if unit.id == look.chosen]
    drawn = {
        slug: shapes(slug, layer, look, slug in shown)
        for slug, layer in visible.items()
        if layer and (layer[0].style.drawn or slug in shown)
    }
    above = [slug for slug in drawn if kinds[slug] in ABOVE_WATER or units[slug][0].style.role in (WATER, ABOVE)]
    return Deck(
        layers=[
            *ground(units, look),
            *(layer for slug, layer in drawn.items() if slug not in above),
            *water(units, look),
            *(drawn[slug] for slug in above),
            *outlines(units, look),
            *names(visible | {unit.layer: [unit] for unit in beyond}, layers, look, start),
            *scale_bar(start, look),
        ],
        views=[pdk.View(type="MapView", controller=_NORTH_UP)],
        initial_view_state=start,
        tooltip={"text": "{name}\n{detail}", "style": tooltip_style(look)},
        **({"map_style": look.style} if look.style else {"map_provider": None}),
    )
