"""The plan's layout as a pydeck deck: layers in, deck out. No base map, no request, labels that do not collide."""

import math

import geopandas
import pandas as pd
import pydeck as pdk

from lib.view.theme import FONT, layer_style, palette, rgb

HEIGHT = 720
DASH = {"surveyed": [0, 0], "point": [0, 0], "schematic": [7, 4]}
_STYLE = {"@@type": "PathStyleExtension", "dash": True}
_COLLIDE = {"@@type": "CollisionFilterExtension"}


def view(bounds: tuple[float, float, float, float], height: int = HEIGHT, width: int = 760) -> pdk.ViewState:
    """A view that shows `bounds` (west, south, east, north in degrees) in a map of `width` × `height` pixels.

    >>> round(view((112.98, 27.52, 113.15, 27.86)).zoom, 1)
    10.2
    """
    west, south, east, north = bounds
    middle = (south + north) / 2
    tall = (north - south) * 1.12 / math.cos(math.radians(middle))
    zoom = min(math.log2(width * 360 / (512 * (east - west) * 1.12)), math.log2(height * 360 / (512 * tall)))
    return pdk.ViewState(longitude=(west + east) / 2, latitude=middle, zoom=zoom, min_zoom=8, max_zoom=15)


def _colour(slug: str, key: str, mode: str) -> str:
    style = layer_style(slug)
    return palette(mode)[style["tones"].get(key, style["tone"])]


def _features(layer: geopandas.GeoDataFrame, slug: str, mode: str, chosen: str | None, details: dict[str, str]) -> list[dict]:
    """GeoJSON features with what the browser needs to draw and describe them."""
    style, p = layer_style(slug), palette(mode)
    features = []
    for row in layer.itertuples():
        colour = _colour(slug, row.id, mode)
        features.append({
            "type": "Feature",
            "geometry": row.geometry.__geo_interface__,
            "properties": {
                "id": row.id, "name": row.name, "detail": details.get(row.id, ""),
                "fill": rgb(p["accent"] if row.id == chosen else colour, max(style["fill"], 130) if row.id == chosen else style["fill"]),
                "line": rgb(p["accent"] if row.id == chosen else colour), "width": style["line"] + (2 if row.id == chosen else 0),
                "dash": DASH[row.precision],
            },
        })  # fmt: skip
    return features


def shapes(slug: str, layer: geopandas.GeoDataFrame, mode: str, chosen: str | None, details: dict[str, str], pickable: bool) -> pdk.Layer:
    """One layer as polygons, lines or points; what is 示意 has a dashed outline."""
    return pdk.Layer(
        "GeoJsonLayer",
        id=slug,
        data={"type": "FeatureCollection", "features": _features(layer, slug, mode, chosen, details)},
        get_fill_color="properties.fill",
        get_line_color="properties.line",
        get_line_width="properties.width",
        line_width_units=pdk.types.String("pixels"),
        get_dash_array="properties.dash",
        dash_justified=True,
        extensions=[_STYLE],
        point_radius_units=pdk.types.String("pixels"),
        get_point_radius=6,
        filled=True,
        stroked=True,
        pickable=pickable,
        auto_highlight=pickable,
    )


def labels(frames: dict[str, geopandas.GeoDataFrame], mode: str, scale: float = 1.0) -> pdk.Layer:
    """Names of all features whose layer is labelled; larger ones win where two would overlap."""
    p, rows = palette(mode), []
    for slug, layer in frames.items():
        size = layer_style(slug)["label"]
        if not size:
            continue
        context = layer_style(slug)["tone"] == "neutral"
        point = layer.geometry.geom_type.eq("Point")
        for row, anchor, is_point in zip(layer.itertuples(), layer.geometry.representative_point(), point, strict=True):
            rows.append({
                "name": row.name, "position": [round(anchor.x, 6), round(anchor.y, 6)], "size": size * scale,
                "colour": rgb(p["muted"] if context else p["text"]), "offset": [0, -14 if is_point else 0], "priority": size,
            })  # fmt: skip
    return pdk.Layer(
        "TextLayer",
        id="labels",
        data=rows,
        get_text="name",
        get_position="position",
        get_size="size",
        get_color="colour",
        get_pixel_offset="offset",
        get_collision_priority="priority",
        collision_test_props={"sizeScale": 1.6},
        collision_enabled=True,
        extensions=[_COLLIDE],
        character_set=pdk.types.String("auto"),
        font_family=pdk.types.String(FONT),
        font_weight=600,
        font_settings={"sdf": True, "radius": 8, "cutoff": 0.2},
        outline_width=3,
        outline_color=rgb(p["surface"]),
        pickable=False,
    )


def scale_bar(bounds: tuple[float, float, float, float], mode: str, kilometres: int = 5) -> list[pdk.Layer]:
    """A bar of a true length and a north arrow at the lower left of `bounds`: part of the map, so right at every zoom."""
    west, south = bounds[0], bounds[1]
    step = kilometres / (111.32 * math.cos(math.radians(south)))
    tick = 0.12 * step
    colour = rgb(palette(mode)["text"])
    bar = [
        [[west, south + tick], [west, south], [west + step, south], [west + step, south + tick]],
        [[west, south + 3 * tick], [west, south + 6 * tick]],
    ]
    texts = [
        {"text": f"{kilometres}公里", "at": [west + step / 2, south + tick]},
        {"text": "▲", "at": [west, south + 6.2 * tick]},
        {"text": "北", "at": [west, south + 8 * tick]},
    ]
    return [
        pdk.Layer("PathLayer", id="scale-bar", data=[{"path": path} for path in bar], get_path="path", get_color=colour, get_width=2,
                  width_units=pdk.types.String("pixels"), pickable=False),
        pdk.Layer("TextLayer", id="scale-text", data=texts, get_text="text", get_position="at", get_color=colour, get_size=13,
                  character_set=pdk.types.String("auto"), font_family=pdk.types.String(FONT), pickable=False),
    ]  # fmt: skip


def extent(frames: dict[str, geopandas.GeoDataFrame], slugs: list[str]) -> tuple[float, float, float, float]:
    """West, south, east, north (degrees) of the named layers together."""
    bounds = pd.DataFrame([frames[slug].total_bounds for slug in slugs])
    return bounds[0].min(), bounds[1].min(), bounds[2].max(), bounds[3].max()


def layout(frames: dict[str, geopandas.GeoDataFrame], context: list[str], shown: list[str], mode: str, chosen: str | None,
           details: dict[str, str], scale: float = 1.0) -> pdk.Deck:  # fmt: skip
    """The map: `context` layers beneath, `shown` layers that can be picked above, labels and scale on top.

    `details` is the tooltip's second line by feature id; `scale` enlarges the labels for a projector.
    """
    bounds = extent(frames, ["boundary", *shown])
    visible = {slug: frames[slug] for slug in frames if slug in context or slug in shown}
    layers = [shapes(slug, layer, mode, chosen, details, slug in shown) for slug, layer in visible.items()]
    return pdk.Deck(
        layers=[*layers, labels(visible, mode, scale), *scale_bar(bounds, mode)],
        initial_view_state=view(bounds),
        map_provider=None,
        tooltip={"text": "{name}\n{detail}"},
        parameters={"clearColor": [0, 0, 0, 0]},
    )
