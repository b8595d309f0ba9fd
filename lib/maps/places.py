"""The geometry of the spatial units: `geo/layer.csv` and its GeoJSON files as GeoDataFrames.

Stored and returned in WGS-84 longitude and latitude (EPSG:4326); areas are measured in CGCS2000 / 3-degree
Gauss-Kruger 114°E (EPSG:4547), in square kilometres. Nothing here knows how a map looks.
"""

import json
from pathlib import Path

import geopandas
import pandas
import shapely

STORED, MEASURED = 4326, 4547
PROPERTIES = ["id", "name", "precision", "source", "note"]
PRECISIONS = {"surveyed", "point", "schematic"}
LAYER_COLUMNS = ["slug", "name", "system", "file", "geometry", "position", "default_on", "min_zoom", "note"]
KINDS = {
    "polygon": {"Polygon", "MultiPolygon"},
    "line": {"LineString", "MultiLineString"},
    "point": {"Point", "MultiPoint"},
}
CHINA = (73.0, 3.0, 136.0, 54.0)  # west, south, east, north in degrees: catches swapped or projected coordinates


def layers(folder: str | Path) -> pandas.DataFrame:
    """`layer.csv` in drawing order: position and min_zoom as numbers, default_on as bool, the rest as text.

    Raises ValueError, with the file and the line or layer in a Chinese message, when a column is missing, a slug
    occurs twice, a geometry kind is unknown or a cell is not of its kind.
    """
    path = Path(folder) / "layer.csv"
    try:
        table = pandas.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8")
    except (OSError, UnicodeDecodeError, ValueError) as error:
        raise ValueError(f"{path.name}：不能读取（{error}）") from error
    if missing := [column for column in LAYER_COLUMNS if column not in table.columns]:
        raise ValueError(f"{path.name}：缺少列{'、'.join(missing)}")
    for number, row in enumerate(table.to_dict("records"), start=2):
        where = f"{path.name} 第{number}行（{row['slug'] or '无键'}）"
        if not row["slug"] or (table["slug"] == row["slug"]).sum() > 1:
            raise ValueError(f"{where}：slug 为空或重复")
        if row["geometry"] not in KINDS:
            raise ValueError(f"{where}：geometry “{row['geometry']}”应为 {'、'.join(KINDS)} 之一")
        if row["default_on"] not in ("yes", "no"):
            raise ValueError(f"{where}：default_on “{row['default_on']}”应为 yes 或 no")
        if not row["position"].isdecimal() or not row["min_zoom"].replace(".", "", 1).isdecimal():
            raise ValueError(f"{where}：position 与 min_zoom 应为数字")
    table = table.assign(position=table["position"].astype(int), min_zoom=table["min_zoom"].astype(float))
    return table.assign(default_on=table["default_on"] == "yes").sort_values("position", ignore_index=True)


def load(folder: str | Path) -> dict[str, geopandas.GeoDataFrame]:
    """Every layer by slug, in drawing order: columns id, name, precision, source, note, geometry, layer (EPSG:4326).

    Raises ValueError, with the file and the feature in a Chinese message, for malformed input; an id may occur only
    once in all layers together.
    """
    frames, seen = {}, {}
    for layer in layers(folder).itertuples():
        frames[layer.slug] = _frame(Path(folder) / layer.file, layer.slug, layer.geometry)
        for key in frames[layer.slug]["id"]:
            if key in seen:
                raise ValueError(f"{layer.file} 要素 {key}：id 重复（已见于 {seen[key]}）")
            seen[key] = layer.file
    return frames


def area_km2(frame: geopandas.GeoDataFrame) -> pandas.Series:
    """Area of each feature in square kilometres, measured in EPSG:4547; lines and points have area 0.

    Raises ValueError when the frame carries no coordinate reference system.
    """
    if frame.crs is None:
        raise ValueError("图形没有坐标系，不能量算面积")
    return (frame.geometry.to_crs(MEASURED).area / 1e6).rename("area_km2")


def _frame(path: Path, slug: str, kind: str) -> geopandas.GeoDataFrame:
    """One GeoJSON file as a frame, every feature checked."""
    try:
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
    except (OSError, UnicodeDecodeError, ValueError, KeyError, TypeError) as error:
        raise ValueError(f"{path.name}：不能读取，或不是要素集（{error}）") from error
    if not isinstance(features, list) or not features:
        raise ValueError(f"{path.name}：没有要素")
    rows = [_row(feature, number, path.name, kind) for number, feature in enumerate(features, start=1)]
    return geopandas.GeoDataFrame(rows, crs=STORED).assign(layer=slug)


def _row(feature: object, number: int, file: str, kind: str) -> dict:
    """The properties and the geometry of one feature, or a ValueError that names it."""
    properties = feature.get("properties") if isinstance(feature, dict) else None
    properties = properties if isinstance(properties, dict) else {}
    where = f"{file} 第{number}个要素（{properties.get('id') or '无id'}）"
    if bad := sorted(set(PROPERTIES) ^ set(properties)):
        raise ValueError(f"{where}：缺少或多出属性 {'、'.join(bad)}")
    if not all(isinstance(properties[key], str) for key in PROPERTIES) or not (properties["id"] and properties["name"]):
        raise ValueError(f"{where}：属性应为文字，id 与 name 不可为空")
    if properties["precision"] not in PRECISIONS:
        raise ValueError(f"{where}：precision “{properties['precision']}”应为 {'、'.join(sorted(PRECISIONS))} 之一")
    try:
        shape = shapely.geometry.shape(feature["geometry"])
        reason = "空图形" if shape.is_empty else shapely.is_valid_reason(shape)
    except (shapely.errors.ShapelyError, KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise ValueError(f"{where}：图形无效（{error}）") from error
    if reason != "Valid Geometry" or shape.geom_type not in KINDS[kind]:
        raise ValueError(f"{where}：图形无效（{reason}，{shape.geom_type}，此层应为 {kind}）")
    if not shapely.box(*CHINA).contains(shape):
        raise ValueError(f"{where}：坐标超出范围，应为 WGS-84 经度、纬度")
    return {key: properties[key] for key in PROPERTIES} | {"geometry": shape}
