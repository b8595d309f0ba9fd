"""The plan's layout as a pydeck deck: layers in, deck out. No request unless a base map is set; names that do not
collide."""

import json
import math
from collections.abc import Collection, Sequence
from typing import Any

import pandas as pd
import pydeck as pdk
import shapely
from pydeck.bindings.json_tools import default_serialize

from lib.maps import dots
from lib.maps.cartography import HEIGHT, WIDTH, Look, ground, tooltip_style, view, water
from lib.maps.drawing import Drawn, extent, of_role
from lib.maps.furniture import furniture
from lib.maps.shapes import outlines, shapes
from lib.maps.style import ABOVE, BOUNDARY, WATER
from lib.maps.writing import names

__all__ = ["HEIGHT", "WIDTH", "Look", "view"]

Bounds = tuple[float, float, float, float]
"""West, south, east, north in degrees."""

VIEW = "map-view"
MARGIN = 0.008  # of a degree, around what must be seen
ABOVE_WATER = ("line", "point")
_NORTH_UP = {
    "dragRotate": False,
    "touchRotate": False,
    "scrollZoom": {"speed": 0.01, "smooth": False},
    "multiTouchDrag": "pan",
    "maxBoundsPadding": {"left": "50%", "top": "50%", "right": "49%", "bottom": "49%"},
}
"""How people move a map; the padding makes the bounds those of its middle (with half on both sides a pixel too much may
be left over, and there are no bounds)."""


class Deck(pdk.Deck):  # type: ignore[misc]  # pydeck has no types
    """A deck that is written once, without indentation: a third of the size in a tenth of the time."""

    def __init__(self, bounds: Bounds, **parts: Any) -> None:
        """A map whose middle cannot leave `bounds`: some of what it is about is always in sight."""
        west, south, east, north = bounds
        controller = _NORTH_UP | {"maxBounds": [[west, south], [east, north]]}
        super().__init__(views=[pdk.View(type="MapView", id=VIEW, controller=controller)], **parts)
        text = json.dumps(self, default=default_serialize, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        self._text = text

    def to_json(self) -> str:
        """The deck as Streamlit sends it to the browser."""
        return self._text

    @property
    def first(self) -> dict[str, float]:
        """The first view: longitude, latitude and zoom."""
        return {name: getattr(self.initial_view_state, name) for name in ("longitude", "latitude", "zoom")}


def checked(bounds: Sequence[float]) -> Bounds | tuple[()]:
    """A stretch of land that a browser tells; () where it is none.

    >>> checked([113.0, 27.7, 113.1, 27.9]), checked([113.1, 27.7, 113.0, 27.9]), checked([])
    ((113.0, 27.7, 113.1, 27.9), (), ())
    """
    if len(bounds) != 4 or not all(isinstance(degree, float | int) and math.isfinite(degree) for degree in bounds):
        return ()
    west, south, east, north = bounds
    return (west, south, east, north) if -180 <= west < east <= 180 and -85 <= south < north <= 85 else ()


def bounds_of(units: dict[str, list[Drawn]], slugs: list[str], chosen: Collection[str]) -> Bounds:
    """What the first view must show: all units of the layers `slugs` and of the chosen units' layers, but not the lines
    that run out of the district; the district too where there is no area among them."""
    own = {unit.layer for layer in units.values() for unit in layer if unit.id in chosen}
    shown, border = [unit for slug in (*slugs, *own) for unit in units[slug]], of_role(units, BOUNDARY)
    inner = shapely.box(*extent(border)) if border else shapely.box(-180, -90, 180, 90)
    framed = [unit for unit in shown if unit.kind != "line" or inner.covers(shapely.box(*unit.bounds))]
    if not any(unit.kind == "polygon" for unit in framed):
        framed += border
    west, south, east, north = extent(framed or [unit for layer in units.values() for unit in layer])
    return west - MARGIN, south - MARGIN, east + MARGIN, north + MARGIN


def layout(
    units: dict[str, list[Drawn]],
    layers: pd.DataFrame,
    context: list[str],
    shown: list[str],
    look: Look,
    bounds: Bounds | None = None,
    projects: list[dots.Dot] | None = None,
) -> Deck:
    """The map: `context` layers beneath, `shown` layers that can be picked above, names, `projects` and scale on
    top.

    The first view fits `bounds`, by default the district and all that is shown.
    """
    bounds = bounds or bounds_of(units, shown, ())
    start = view(bounds, look.height, look.width)
    kinds = layers.set_index("slug")["geometry"]
    visible = {slug: units[slug] for slug in layers["slug"] if slug in context or slug in shown}
    beyond = {slug: [unit for unit in layer if unit.id in look.chosen] for slug, layer in units.items()}
    drawn = {
        slug: shapes(slug, layer, units, look, slug in shown)
        for slug, layer in visible.items()
        if layer and (layer[0].style.drawn or slug in shown)
    }
    above = [slug for slug in drawn if kinds[slug] in ABOVE_WATER or units[slug][0].style.role in (WATER, ABOVE)]
    around, covered = furniture(units, layers, [*visible], look, start)
    spotted = dots.covered(projects or [], units, look, start.zoom)
    return Deck(
        bounds,
        layers=[
            *ground(units, look),
            *(part for slug, parts in drawn.items() if slug not in above for part in parts),
            *water(units, look),
            *(part for slug in above for part in drawn[slug]),
            *outlines(units, look),
            *names(units, beyond | visible, layers, look, start, covered, spotted),
            *dots.layers(projects or [], units, look, start),
            *around,
        ],
        initial_view_state=start,
        tooltip={"text": "{name}\n{detail}", "style": tooltip_style(look)},
        **({"map_style": look.style} if look.style else {"map_provider": None}),
    )
