"""The drawn units as plain records: what drawing one takes, worked out once for all pages."""

from typing import NamedTuple

import geopandas
import shapely

from lib.maps.anchors import anchors
from lib.maps.places import area_km2


class Drawn(NamedTuple):
    """One unit: `kind` is polygon, line or point; `shape` GeoJSON with five decimals (one metre); `bounds` west, south,
    east, north in degrees; `anchors` where its name may stand; `area_km2` 0 for lines and points."""

    id: str
    name: str
    precision: str
    layer: str
    kind: str
    area_km2: float
    bounds: tuple[float, float, float, float]
    shape: dict
    anchors: list[tuple[float, float, float]]
    geometry: shapely.Geometry


def drawn(frame: geopandas.GeoDataFrame) -> list[Drawn]:
    """The units of a layer."""
    kinds = {"Polygon": "polygon", "LineString": "line", "Point": "point"}
    rows = zip(
        frame["id"], frame["name"], frame["precision"], frame["layer"], area_km2(frame), frame.geometry, strict=True
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
            shapely.set_precision(shape, 1e-5, mode="pointwise").__geo_interface__,
            anchors(shape),
            shape,
        )
        for key, name, precision, layer, area, shape in rows
    ]


def extent(units: list[Drawn]) -> tuple[float, float, float, float]:
    """West, south, east, north (degrees) of some units together."""
    west, south, east, north = zip(*(unit.bounds for unit in units), strict=True)
    return min(west), min(south), max(east), max(north)
