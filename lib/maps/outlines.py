"""An office's own outlines in the place of those of a layer: what would change, what is doubtful, what cannot be."""

import json
from typing import Any, NamedTuple

import geopandas
import numpy as np
import pandas as pd
import shapely

from lib.maps import datum
from lib.maps.faults import fault
from lib.maps.matching import Match
from lib.maps.places import PROPERTIES

SURE, FAR, FITS = ("surveyed", "point"), 150.0, 0.5
"""Of the test for GCJ-02: precisions to trust; metres that the outlines must be off, and the share of that which may be
left when the shift is taken back."""
TIMES, SMALLEST = 3.0, 0.0005
"""Of the test for areas: times that an area may differ from the plan's, square kilometres of the smallest."""
AWAY = 0.5
"""Degrees from the middle of all units to one that is of another place."""
DECIMALS = 1e-6


class Change(NamedTuple):
    """What becomes of a unit: sizes in km² (areas) or km (lines), how far its middle moves in metres (NaN where it is
    new), and how much of the old and the new together they share (areas)."""

    match: Match
    before: float
    after: float
    moved: float
    shared: float


def changes(
    frame: geopandas.GeoDataFrame, matches: list[Match], present: geopandas.GeoDataFrame, metres: int
) -> list[Change]:
    """The units that get an outline of `frame`, each beside its `present` one (both WGS-84); measured in the projection
    `metres`."""
    new, old = frame.geometry.to_crs(metres), dict(zip(present["id"], present.geometry.to_crs(metres), strict=True))
    return [_change(one, new.iloc[one.number - 1], old.get(one.unit)) for one in matches if one.unit]


def _change(match: Match, new: shapely.Geometry | None, old: shapely.Geometry | None) -> Change:
    if new is None or fault(new, _kind(new)):
        return Change(match, np.nan, np.nan, np.nan, np.nan)
    moved = new.centroid.distance(old.centroid) if old is not None else np.nan
    both = new.union(old).area if old is not None and new.area and old.area else 0
    shared = new.intersection(old).area / both if both and old is not None else np.nan
    return Change(match, _size(old) if old is not None else np.nan, _size(new), moved, shared)


def _kind(shape: shapely.Geometry) -> str:
    return {0: "point", 1: "line", 2: "polygon"}[shapely.get_dimensions(shape)]


def _size(shape: shapely.Geometry) -> float:
    return float(shape.area / 1e6 or shape.length / 1e3)


def table(found: list[Change], matches: list[Match], present: geopandas.GeoDataFrame) -> pd.DataFrame:
    """What matched, what did not, what is not in the file: a row each."""
    rows: list[tuple[Any, ...]] = [
        (c.match.number, c.match.called, c.match.name, c.match.by, c.before, c.after, c.moved, c.shared * 100, _said(c))
        for c in found
    ]
    rows += [(m.number, m.called, "", "", *[np.nan] * 4, m.problem) for m in matches if not m.unit]
    given = {m.unit for m in matches}
    rows += [
        (pd.NA, "", name, "", *[np.nan] * 4, "文件里没有，保持原样")
        for key, name in zip(present["id"], present["name"], strict=True)
        if key not in given
    ]
    heads = [
        "要素",
        "文件里的名称",
        "单元",
        "依据",
        "现在（平方公里或公里）",
        "改后",
        "移动（米）",
        "重合（%）",
        "说明",
    ]
    sizes = {heads[4]: 2, heads[5]: 2, heads[6]: 0, heads[7]: 0}
    return pd.DataFrame(rows, columns=heads).astype({"要素": "Int64"}).round(sizes)


def _said(change: Change) -> str:
    return "换成新的图形" if change.before == change.before else "新画上"


def wrong(frame: geopandas.GeoDataFrame, matches: list[Match], kind: str) -> list[str]:
    """Why outlines that have a unit cannot be drawn: a sentence each."""
    said = [(one, fault(frame.geometry.iloc[one.number - 1], kind)) for one in matches if one.unit]
    return [
        f"第{one.number}个要素（{one.called}）：{reason}。请在制图软件里修正后重新导出。"
        for one, reason in said
        if reason
    ]


def doubts(found: list[Change], planned: dict[str, float]) -> list[str]:
    """Areas that can hardly be meant, beside those that the plan states (km², by id) or that are drawn."""
    said = []
    for one in found:
        named = one.match.unit in planned
        beside = planned.get(one.match.unit, one.before)
        off = beside == beside and not 1 / TIMES <= one.after / max(beside, 1e-9) <= TIMES
        if one.shared == one.shared and (off or one.after < SMALLEST):
            against = f"{'规划写明的' if named else '现在图上的'}{beside:.4g}平方公里"
            said.append(
                f"第{one.match.number}个要素（{one.match.called}）：面积{one.after:.4g}平方公里，与{against}相差太多。"
            )
    return said


def astray(frames: dict[str, geopandas.GeoDataFrame], rows: pd.DataFrame, planned: dict[str, float]) -> list[str]:
    """What lies in `geo/` and can hardly be meant: units of the plan far from all others, areas that are not those that
    the plan states. `frames` have `area_km2`, `rows` are those of layer.csv."""
    own = [row for row in rows.itertuples() if row.system != "context"]
    middles = [shape.centroid for row in own for shape in frames[row.slug].geometry]
    if not middles:
        return []
    x, y = np.median([point.x for point in middles]), np.median([point.y for point in middles])
    said = []
    for row in own:
        for number, one in enumerate(frames[row.slug].itertuples(), start=1):
            where, area = f"geo/{row.file} 第{number}个要素（{one.name}）", planned.get(one.id, np.nan)
            if one.geometry.centroid.distance(shapely.Point(x, y)) > AWAY:
                said.append(f"{where}：离其余图形太远，像是别处的，或坐标系不对。请核对坐标。")
            elif one.area_km2 and area == area and not 1 / TIMES <= one.area_km2 / area <= TIMES:
                said.append(
                    f"{where}：图上{one.area_km2:.4g}平方公里，规划写明{area:.4g}平方公里，相差太多。请核对图形和 data/place.csv 的 area_km2。"
                )
    return said


def misfit(
    frame: geopandas.GeoDataFrame, matches: list[Match], present: geopandas.GeoDataFrame, metres: int
) -> tuple[float, float]:
    """How far the outlines lie from those of the same units now (the middle of all their corners, in metres): as they
    are, and with the shift of GCJ-02 taken back. Where some units are surveyed or known points, only by these."""
    old = dict(zip(present["id"], zip(present["precision"], present.geometry, strict=True), strict=True))
    pairs = [(*old[one.unit], frame.geometry.iloc[one.number - 1]) for one in matches if one.unit in old]
    sure = [pair for pair in pairs if pair[0] in SURE] or pairs
    if not sure:
        return 0.0, 0.0
    now = geopandas.GeoSeries([_edge(shape) for _, shape, _ in sure], crs=frame.crs).to_crs(metres)

    def off(shapes: list[shapely.Geometry]) -> float:
        there = geopandas.GeoSeries(shapes, crs=frame.crs).to_crs(metres)
        every = [
            shapely.distance(shapely.points(shapely.get_coordinates(new)), edge)
            for new, edge in zip(there, now, strict=True)
        ]
        return float(np.median(np.concatenate(every)))

    return off([new for _, _, new in sure]), off([datum.restored(new) for _, _, new in sure])


def _edge(shape: shapely.Geometry) -> shapely.Geometry:
    return shape.boundary if shapely.get_dimensions(shape) == 2 else shape


def shifted(off: tuple[float, float]) -> bool:
    """Whether it looks like GCJ-02: far off as it is, and much nearer with the shift taken back.

    >>> shifted((420.0, 15.0)), shifted((420.0, 400.0)), shifted((20.0, 430.0))
    (True, False, False)
    """
    return off[0] > FAR and off[1] < FITS * off[0]


def collection(
    frame: geopandas.GeoDataFrame, matches: list[Match], present: geopandas.GeoDataFrame, said: dict[str, str]
) -> str:
    """The layer's file with the new outlines, one feature a line; `said` is their precision, source and note."""
    units: dict[str, dict[str, Any]] = {row["id"]: row for row in present.to_dict("records")}
    for one in matches:
        if one.unit:
            shape = frame.geometry.iloc[one.number - 1]
            units[one.unit] = {"id": one.unit, "name": one.name, "geometry": shape, **said}
    lines = [json.dumps(_feature(row), ensure_ascii=False, separators=(",", ":")) for row in units.values()]
    return '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"


def _feature(row: dict[str, Any]) -> dict[str, Any]:
    shape = shapely.set_precision(row["geometry"], DECIMALS, mode="pointwise").__geo_interface__
    return {"type": "Feature", "properties": {key: row[key] for key in PROPERTIES}, "geometry": shape}
