"""A map as a flat sheet: layers as plain coordinates in metres, which a browser and PowerPoint can both draw."""

import math
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

import pandas as pd
import shapely

from lib.maps.style import Style

XY = tuple[float, float]
Bounds = tuple[float, float, float, float]
"""West, south, east, north in degrees."""
METRES = 111_320.0
"""Metres in a degree of latitude; in one of longitude times the cosine of the latitude. Enough for a sheet of 40 km."""
SLOTS = {"sun": "warn"}
"""Tones of a map that a slide's theme has no slot for, and which stands for them."""
TOLERANCE = 0.0003
"""Outlines are thinned by about 30 metres: no eye sees it on a sheet of this scale."""


class Feature(NamedTuple):
    """One unit of a layer: rings or paths as ((x, y), …) in metres east and north of the sheet's lower left corner.

    `label` stands at `anchor` and names the unit in the key beside the map; empty for what needs none.
    """

    id: str
    name: str
    paths: tuple[tuple[XY, ...], ...]
    tone: str
    anchor: XY
    label: str


class Layer(NamedTuple):
    """Features of one kind (polygon, line or point); `fill` 0–255, `line` in pixels, `dashed` for what is 示意."""

    slug: str
    title: str
    geometry: str
    fill: float
    line: float
    dashed: bool
    features: tuple[Feature, ...]


class Map(NamedTuple):
    """Layers in drawing order on a sheet of `width` × `height` metres."""

    layers: tuple[Layer, ...]
    width: float
    height: float


def of_report(layers: pd.DataFrame, *reports: str | None) -> list[str]:
    """The layers (slugs) of the first of these reports or areas that has any, as `layer.csv` says."""
    for about in reports:
        found = [row.slug for row in layers.itertuples() if about in row.reports.split(";")]
        if about and found:
            return found
    return []


def layer(frame: Any, row: pd.Series, bounds: Bounds, chosen: Collection[str] = ()) -> Layer:
    """A layer (its shapes `frame`, its `row` of layer.csv) cut to the sheet; the `chosen` units are set off by
    colour."""
    style: Style = row["style"]
    cut = frame.assign(geometry=frame.geometry.intersection(shapely.box(*bounds)).simplify(TOLERANCE))
    cut = cut[~cut.geometry.is_empty]
    features = tuple(
        Feature(
            id,
            name,
            paths(shape, bounds),
            "accent" if id in chosen else SLOTS.get(style.tone_of(id), style.tone_of(id)),
            point(shape.representative_point().coords[0], bounds),
            "",
        )
        for id, name, shape in zip(cut["id"], cut["name"], cut.geometry, strict=True)
    )
    dashed = bool((cut["precision"] == "schematic").all()) if len(cut) else False
    title = str(row["note"]).split("：")[0].split("；")[0] or str(row.name)
    return Layer(str(row.name), title, row["geometry"], style.fill, style.line, dashed, features)


def point(coordinate: Sequence[float], bounds: Bounds) -> XY:
    """A coordinate (degrees) in metres from the lower left corner of the sheet.

    >>> point((113.1, 27.8), (113.0, 27.7, 113.2, 27.9))
    (9856.2, 11132.0)
    """
    west, south, _, _ = bounds
    return (
        round((coordinate[0] - west) * METRES * math.cos(math.radians(south)), 1),
        round((coordinate[1] - south) * METRES, 1),
    )


def paths(geometry: Any, bounds: Bounds) -> tuple[tuple[XY, ...], ...]:
    """All rings, paths or points of a geometry in metres."""
    found = []
    for part in shapely.get_parts(geometry):
        found += (
            [part.exterior.coords, *(ring.coords for ring in part.interiors)]
            if part.geom_type == "Polygon"
            else [part.coords]
        )
    return tuple(tuple(point(xy, bounds) for xy in path) for path in found)
