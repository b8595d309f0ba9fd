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
from lib.maps.cartography import HEIGHT, PIXELS, WIDTH, Look, ground, lettering, scale_bar, tooltip_style, view, water
from lib.maps.drawing import Drawn, extent
from lib.theme import layer_style, mix, palette, rgb

__all__ = ["HEIGHT", "WIDTH", "Look", "view"]

SOLID, DASHED, DASHED_LINE = [0, 0], [6, 3], [3, 1.4]  # in widths of the line
MARGIN = 0.008  # of a degree, around what must be seen
ABOVE_WATER = ("line", "point")
_STYLE = {"@@type": "PathStyleExtension", "dash": True, "highPrecisionDash": True}
_COLLIDE = {"@@type": "CollisionFilterExtension"}
_NORTH_UP = {"dragRotate": False, "touchRotate": False, "scrollZoom": {"speed": 0.01, "smooth": False}}


class Deck(pdk.Deck):
    """A deck that writes itself without indentation: a third of the size in a tenth of the time."""

    def to_json(self) -> str:
        """The deck as Streamlit sends it to the browser."""
        return json.dumps(self, default=default_serialize, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def bounds_of(units: dict[str, list[Drawn]], slugs: list[str], chosen: str | None) -> tuple[float, float, float, float]:
    """What the first view must show: all units of the layers `slugs` and of the chosen unit's layer, but not the lines
    that run out of the district; the district too where there is no area among them."""
    own = {unit.layer for layer in units.values() for unit in layer if unit.id == chosen}
    shown = [unit for slug in (*slugs, *own) for unit in units[slug]]
    west, south, east, north = units["boundary"][0].bounds
    inner = shapely.box(west, south, east, north)
    framed = [unit for unit in shown if unit.kind != "line" or inner.covers(shapely.box(*unit.bounds))]
    if not any(unit.kind == "polygon" for unit in framed):
        framed += units["boundary"]
    west, south, east, north = extent(framed)
    return west - MARGIN, south - MARGIN, east + MARGIN, north + MARGIN


def shade(value: float, top: float, mode: str) -> str:
    """The colour of a number on the scale from 0 to `top`: the bars beside the map use it too."""
    p = palette(mode)
    return mix(p["land"], p["plan"], 0.12 + 0.5 * min(value / max(top, 1e-9), 1))


def tone(slug: str, key: str, mode: str) -> str:
    """The colour of a unit: its own tone where it has one, else its layer's."""
    style = layer_style(slug)
    return palette(mode)[style["tones"].get(key, style["tone"])]


def _colours(slug: str, key: str, precision: str, is_line: bool, look: Look) -> tuple[list[int], list[int]]:
    """Fill and outline of a unit: `fill` is the opacity of an area's fill and of a line; a point that is schematic is a
    hollow ring."""
    style, p = layer_style(slug), palette(look.mode)
    colour, fill, line = tone(slug, key, look.mode), style["fill"], style["fill"] if is_line else 255
    if look.values is not None:
        top = max([*look.values.values(), 0])
        value = look.values.get(key)
        colour = p["neutral"] if value is None or value != value else shade(value, top, look.mode)
        fill = (0 if style["fill"] == 0 else 20) if colour == p["neutral"] else 235
        if not is_line and not style["radius"]:
            return rgb(colour, fill), rgb(p["muted"], 150)  # the outline still tells how sure it is
        line = 110 if colour == p["neutral"] else 255
    elif key in look.faded:
        fill, line = fill // 5, 70
    if style["radius"] and precision == "schematic":
        return rgb(p["surface"]), rgb(colour, line)
    return rgb(colour, fill), rgb(p["surface"]) if style["radius"] else rgb(colour, line)


def shapes(slug: str, layer: list[Drawn], look: Look, pickable: bool) -> pdk.Layer:
    """One layer as polygons, lines or points; what is 示意 has a dashed outline, or is a hollow ring."""
    style, features = layer_style(slug), []
    for row in layer:
        is_line = row.kind == "line"
        fill, line = _colours(slug, row.id, row.precision, is_line, look)
        dash = SOLID if style["radius"] or row.precision != "schematic" else DASHED_LINE if is_line else DASHED
        ring = bool(style["radius"]) and row.precision == "schematic"
        features.append(
            {
                "type": "Feature",
                "geometry": row.shape,
                "properties": {
                    "id": row.id,
                    "name": row.name,
                    "detail": look.details.get(row.id, ""),
                    "fill": fill,
                    "line": line,
                    "width": (2.5 if ring else 0 if row.id in style["bare"] else style["line"]) * look.scale,
                    "dash": dash,
                },
            }
        )
    return pdk.Layer(
        "GeoJsonLayer",
        id=slug,
        data={"type": "FeatureCollection", "features": features},
        get_fill_color="properties.fill",
        get_line_color="properties.line",
        get_line_width="properties.width",
        line_width_units=PIXELS,
        line_joint_rounded=True,
        line_cap_rounded=True,
        get_dash_array="properties.dash",
        dash_gap_pickable=True,
        extensions=[_STYLE],
        point_radius_units=PIXELS,
        get_point_radius=(style["radius"] or 5) * look.scale,
        filled=True,
        stroked=True,
        pickable=pickable,
        auto_highlight=pickable,
        highlight_color=rgb(palette(look.mode)["accent"], 90),
    )


def outlines(units: dict[str, list[Drawn]], look: Look) -> list[pdk.Layer]:
    """The district's border, and the chosen unit's outline on a light casing, above everything but the names."""
    p, scale = palette(look.mode), look.scale
    found = [row for layer in units.values() for row in layer if row.id == look.chosen]
    marked = [{"type": "Feature", "geometry": row.shape, "properties": {}} for row in found]
    border = [{"type": "Feature", "geometry": row.shape, "properties": {}} for row in units["boundary"]]

    def line(name: str, features: list, colour: str, width: float) -> pdk.Layer:
        return pdk.Layer(
            "GeoJsonLayer",
            id=name,
            data={"type": "FeatureCollection", "features": features},
            get_line_color=rgb(colour),
            get_line_width=width * scale,
            line_width_units=PIXELS,
            line_joint_rounded=True,
            filled=False,
            stroked=True,
            point_radius_units=PIXELS,
            get_point_radius=10 * scale,
            pickable=False,
        )

    chosen = (
        [line("chosen-casing", marked, p["surface"], 7), line("chosen", marked, p["accent"], 3.5)] if marked else []
    )
    return [line("border", border, p["muted"], 1.5), *chosen]


def names(units: dict[str, list[Drawn]], layers: pd.DataFrame, look: Look, start: pdk.ViewState) -> list[pdk.Layer]:
    """The names of all labelled units: those that stand free at the first view, and beneath them all names with the
    browser's collision test, so that fine ones (layers with a higher `min_zoom`, quiet layers) appear as zooming in
    makes room."""
    p, wanted, colours = palette(look.mode), [], {}
    fine = layers.set_index("slug")["min_zoom"]
    for slug, layer in units.items():
        style = layer_style(slug)
        for row in layer if style["label"] else ():
            chosen = row.id == look.chosen
            rank = (
                1e6
                if chosen
                else -row.area_km2 - 2e4 * (style["quiet"] or row.id in look.faded) - 1e4 * (fine[slug] > start.zoom)
            )
            radius = style["radius"] * look.scale if style["radius"] else None
            size = (style["label"] + chosen) * look.scale
            spots = (
                _in_view(row.geometry, (start.longitude, start.latitude), start.zoom, (look.width, look.height))
                if slug == "neighbours"
                else row.anchors
            )
            if spots:
                wanted.append(labels.Label(row.id, row.name + look.texts.get(row.id, ""), size, rank, spots, radius))
            colours[row.id] = rgb(p["muted"] if style["quiet"] or row.id in look.faded else p["text"])
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
    free = [row for row in rows if row["rank"] > 0]
    return [
        pdk.Layer(
            "TextLayer",
            id="names-all",
            data=rows,
            get_collision_priority="rank",
            collision_enabled=True,
            collision_test_props={"sizeScale": 2.4},
            extensions=[_COLLIDE],
            **common,
        ),
        pdk.Layer("TextLayer", id="names", data=free, **common),
    ]


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
        if layer_style(slug)["drawn"] or slug in shown
    }
    under = [
        layer for slug, layer in drawn.items() if kinds[slug] not in ABOVE_WATER and slug not in ("river", "lakes")
    ]
    over = [layer for slug, layer in drawn.items() if kinds[slug] in ABOVE_WATER or slug in ("river", "lakes")]
    return Deck(
        layers=[
            *ground(units, look),
            *under,
            *water(units, look),
            *over,
            *outlines(units, look),
            *names(visible | {unit.layer: [unit] for unit in beyond}, layers, look, start),
            *scale_bar(start, look),
        ],
        views=[pdk.View(type="MapView", controller=_NORTH_UP)],
        initial_view_state=start,
        tooltip={"text": "{name}\n{detail}", "style": tooltip_style(look)},
        **({"map_style": look.style} if look.style else {"map_provider": None}),
    )
