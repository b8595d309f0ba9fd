"""How the drawn units lie to each other: which holds which, and what lies next to one. Measured in metres.

The drawing is schematic, and so is what follows from it: pages that use it say so.
"""

import math
from collections.abc import Collection

import geopandas
import numpy as np
import pandas as pd
import shapely

from lib.maps.places import STORED

COLUMNS = ("id", "name", "layer")
WHOLE = 0.95  # of a part's area or length must lie inside: drawn borders are schematic
DIRECTIONS = ("北", "东北", "东", "东南", "南", "西南", "西", "西北")


def measured(frames: dict[str, geopandas.GeoDataFrame], slugs: list[str], metres: int) -> geopandas.GeoDataFrame:
    """The units of the layers `slugs` in one frame by id, in the projection `metres` (an EPSG number)."""
    chosen = [frames[slug] for slug in slugs] or [geopandas.GeoDataFrame(columns=[*COLUMNS, "geometry"], crs=STORED)]
    return pd.concat(chosen).set_index("id")[["name", "layer", "geometry"]].to_crs(metres)


def among(units: geopandas.GeoDataFrame, layers: list[str]) -> geopandas.GeoDataFrame:
    """The units of some layers."""
    return units[units["layer"].isin(layers)]


def contained(units: geopandas.GeoDataFrame, narrow: Collection[str]) -> pd.DataFrame:
    """Pairs (unit, holder): at least 95 % of the unit's area or length, or its point, lies in the holder, another unit.

    `units` by id, in metres; the layers `narrow`, in which a schematic drawing cannot say what lies, are left out as
    holders.
    """
    areas = units[units.geometry.geom_type.isin(("Polygon", "MultiPolygon")) & ~units["layer"].isin(narrow)]
    holder, part = shapely.STRtree(units.geometry.array).query(areas.geometry.array, predicate="intersects")
    rows = []
    for a, u in zip(holder, part, strict=True):
        key, one, whole = units.index[u], units.geometry.iloc[u], areas.geometry.iloc[a]
        if key != areas.index[a] and _share(one, whole) >= WHOLE:
            rows.append((key, areas.index[a]))
    return pd.DataFrame(rows, columns=["unit", "holder"])


def _share(part: shapely.Geometry, whole: shapely.Geometry) -> float:
    """The share of a polygon's area, a line's length, or a point (0 or 1) that lies in `whole`."""
    common = part.intersection(whole)
    if part.area:
        return float(common.area / part.area)
    return float(common.length / part.length if part.length else not common.is_empty)


def nearest(units: geopandas.GeoDataFrame, key: str, count: int = 5) -> pd.DataFrame:
    """The `count` units nearest to one: id as index; `name`, `km` between the outlines (0: they touch), `direction` of
    their middles.

    `units` by id, in metres. Units that hold the one or lie in it are not its neighbours.
    """
    own = units.geometry[key]
    others = units.drop(index=key)
    nested = [_share(shape, own) >= WHOLE or _share(own, shape) >= WHOLE for shape in others.geometry]
    others = others[~np.array(nested, dtype=bool)]
    km = others.distance(own) / 1000
    found = others.assign(km=km.where(km > 0.1, 0.0)).sort_values("km", kind="stable").head(count)
    return pd.DataFrame(
        {
            "name": found["name"],
            "km": found["km"],
            "direction": [direction(own.centroid, shape.centroid) for shape in found.geometry],
        }
    )


def direction(start: shapely.Point, end: shapely.Point) -> str:
    """The direction from one point (metres) to another, one of eight.

    >>> direction(shapely.Point(0, 0), shapely.Point(10, 1)), direction(shapely.Point(0, 0), shapely.Point(-5, -5))
    ('东', '西南')
    """
    angle = math.atan2(end.x - start.x, end.y - start.y)
    return DIRECTIONS[round(angle / (math.pi / 4)) % 8]
