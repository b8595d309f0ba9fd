"""Features as layers of a deck, in the order in which they lie upon each other. Areas of one colour that
follow each other are a layer, which tells it once."""

import json
from itertools import groupby
from typing import Any

import pydeck as pdk
import shapely

Feature = dict[str, Any]
_STYLE = {"@@type": "PathStyleExtension", "dash": True, "highPrecisionDash": True}
_DASHES = {"dash_gap_pickable": True, "extensions": [_STYLE]}
PIXELS, METRES = pdk.types.String("pixels"), pdk.types.String("meters")
NOTHING = [0, 0, 0, 0]
PLAIN = {"fill": NOTHING, "line": NOTHING, "width": 0, "radius": 0}


def feature(shape: dict[str, Any], **properties: Any) -> Feature:
    """A GeoJSON feature with how it is drawn: fill, line, width, dash, radius; and id, name, detail where it can be
    picked."""
    return {"type": "Feature", "geometry": shape, "properties": properties}


def plain(shape: shapely.Geometry) -> dict[str, Any]:
    """A shape as GeoJSON with five decimals: one metre."""
    found: dict[str, Any] = shapely.set_precision(shape, 1e-5, mode="pointwise").__geo_interface__
    return found


def by_fill(one: Feature) -> str:
    """What sorts features so that few layers do."""
    return json.dumps(one["properties"].get("fill", NOTHING))


def drawn(
    name: str,
    features: list[Feature],
    pickable: list[int] | None = None,
    wide: pdk.types.String = PIXELS,
    level: bool = False,
) -> list[pdk.Layer]:
    """Areas, lines and points in their order, a new layer where the fill changes; the first is called `name`.
    `pickable` is the colour of what lies under the pointer, `wide` the unit of the widths of lines. Where no area lies
    on another's line all is `level`, in one layer: a map with half as many changes twice as fast."""
    found = []
    groups = [features] if level else (list(group) for _, group in groupby(features, by_fill))
    for number, members in enumerate(groups):
        dashed = any("dash" in one["properties"] for one in members)
        how = _said(members, keep=pickable is not None, keys=(*PLAIN, "dash") if dashed else tuple(PLAIN))
        found.append(
            pdk.Layer(
                "GeoJsonLayer",
                id=f"{name}-{number}" if number else name,
                data={"type": "FeatureCollection", "features": members},
                get_fill_color=how["fill"],
                get_line_color=how["line"],
                get_line_width=how["width"],
                line_width_units=wide,
                line_width_min_pixels=0 if wide is PIXELS else 2,
                line_joint_rounded=True,
                line_cap_rounded=True,
                point_radius_units=PIXELS,
                get_point_radius=how["radius"],
                filled=True,
                stroked=True,
                pickable=pickable is not None,
                **(_DASHES | {"get_dash_array": how["dash"]} if dashed else {}),
                **({"auto_highlight": True, "highlight_color": pickable} if pickable is not None else {}),
            )
        )
    return found


def _said(members: list[Feature], keep: bool, keys: tuple[str, ...]) -> dict[str, Any]:
    """How each key is to be told to the layer: once where all features agree, else feature by feature. Features keep
    what is told once only if asked to."""
    how, defaults = {}, PLAIN | {"dash": [0, 0]}
    for key in keys:
        values = [one["properties"].get(key, defaults[key]) for one in members]
        same = all(value == values[0] for value in values)
        how[key] = values[0] if same else f"properties.{key}"
        for one, value in zip(members, values, strict=True):
            if keep or not same:
                one["properties"][key] = value
            else:
                one["properties"].pop(key, None)
    return how


def written(name: str, rows: list[dict[str, Any]], **how: Any) -> list[pdk.Layer]:
    """Writing, in one layer: each layer of writing takes all characters to the graphics card anew. Rows with text, at,
    size, side, offset, angle, colour; `size` in pixels of the first view."""
    if not rows:
        return []
    layer = pdk.Layer(
        "TextLayer",
        id=name,
        data=rows,
        get_color="colour",
        get_text="text",
        get_position="at",
        get_size="size",
        **({"get_text_anchor": "side", "get_pixel_offset": "offset"} if "side" in rows[0] else {}),
        **({"get_angle": "angle"} if "angle" in rows[0] else {}),
        **how,
    )
    return [layer]
