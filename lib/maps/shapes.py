"""The units of a map as layers of a deck: areas, lines and points in their colours, outlines above them."""

from typing import Any

import pydeck as pdk

from lib.maps.cartography import PIXELS, Look
from lib.maps.drawing import Drawn, of_role
from lib.maps.style import BOUNDARY
from lib.theme import mix, palette, rgb

SOLID, DASHED, DASHED_LINE = [0, 0], [6, 3], [3, 1.4]  # in widths of the line
_STYLE = {"@@type": "PathStyleExtension", "dash": True, "highPrecisionDash": True}


def shade(value: float, top: float, mode: str) -> str:
    """The colour of a number on the scale from 0 to `top`: the bars beside the map use it too."""
    p = palette(mode)
    return mix(p["land"], p["plan"], 0.12 + 0.5 * min(value / max(top, 1e-9), 1))


def _colours(unit: Drawn, look: Look) -> tuple[list[int], list[int]]:
    """Fill and outline of a unit: `fill` is the opacity of an area's fill and of a line; a point that is schematic is a
    hollow ring."""
    style, p, is_line = unit.style, palette(look.mode), unit.kind == "line"
    colour, fill, line = p[style.tone_of(unit.id)], int(style.fill), int(style.fill) if is_line else 255
    if look.values is not None:
        top = max([*look.values.values(), 0])
        value = look.values.get(unit.id)
        colour = p["neutral"] if value is None or value != value else shade(value, top, look.mode)
        fill = (0 if style.fill == 0 else 20) if colour == p["neutral"] else 235
        if not is_line and not style.radius:
            return rgb(colour, fill), rgb(p["muted"], 150)  # the outline still tells how sure it is
        line = 110 if colour == p["neutral"] else 255
    elif unit.id in look.faded:
        fill, line = fill // 5, 70
    if style.radius and unit.precision == "schematic":
        return rgb(p["surface"]), rgb(colour, line)
    return rgb(colour, fill), rgb(p["surface"]) if style.radius else rgb(colour, line)


def shapes(slug: str, layer: list[Drawn], look: Look, pickable: bool) -> pdk.Layer:
    """One layer as polygons, lines or points; what is 示意 has a dashed outline, or is a hollow ring."""
    style, features = layer[0].style, []
    for row in layer:
        is_line = row.kind == "line"
        fill, line = _colours(row, look)
        dash = SOLID if style.radius or row.precision != "schematic" else DASHED_LINE if is_line else DASHED
        ring = bool(style.radius) and row.precision == "schematic"
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
                    "width": (2.5 if ring else 0 if row.id in style.bare else style.line) * look.scale,
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
        get_point_radius=(style.radius or 5) * look.scale,
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
    border = [{"type": "Feature", "geometry": row.shape, "properties": {}} for row in of_role(units, BOUNDARY)]

    def line(name: str, features: list[dict[str, Any]], colour: str, width: float) -> pdk.Layer:
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
