"""The drawn units as plain records: what drawing one takes, worked out once for all pages."""

from typing import Any, NamedTuple

import geopandas
import shapely

from lib.maps.anchors import anchors
from lib.maps.layers import plain
from lib.maps.style import Style

THIN = 7e-5
"""Degrees, some seven metres: what is drawn may lie so far from what is kept."""


class Drawn(NamedTuple):
    """One unit: `kind` is polygon, line or point; `shape` GeoJSON with five decimals (one metre); `bounds` west, south,
    east, north in degrees; `anchors` where its name may stand, `style` that of its layer; `area_km2` 0 for lines and points."""

    id: str
    name: str
    precision: str
    layer: str
    kind: str
    area_km2: float
    bounds: tuple[float, float, float, float]
    shape: dict[str, Any]
    anchors: list[tuple[float, float, float]]
    style: Style
    geometry: shapely.Geometry


def drawn(frame: geopandas.GeoDataFrame, style: Style) -> list[Drawn]:
    """The units of a layer (`area_km2` among its columns)."""
    kinds = {"Polygon": "polygon", "LineString": "line", "Point": "point"}
    rows = zip(
        frame["id"], frame["name"], frame["precision"], frame["layer"], frame["area_km2"], frame.geometry, strict=True
    )
    return [
        Drawn(
            key,
            name,
            precision,
            layer,
            kinds[shape.geom_type.removeprefix("Multi")],
            float(area),
            shape.bounds,
            plain(shape.simplify(THIN)),
            anchors(shape),
            style,
            shape,
        )
        for key, name, precision, layer, area, shape in rows
    ]


def of_role(units: dict[str, list[Drawn]], role: str) -> list[Drawn]:
    """The units of the layers that have a role: none where the map has no such layer."""
    return [unit for layer in units.values() for unit in layer if unit.style.role == role]


def extent(units: list[Drawn]) -> tuple[float, float, float, float]:
    """West, south, east, north (degrees) of some units together."""
    west, south, east, north = zip(*(unit.bounds for unit in units), strict=True)
    return min(west), min(south), max(east), max(north)
