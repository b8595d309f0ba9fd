"""The geometry of the spatial units: `geo/layer.csv` and its GeoJSON files as GeoDataFrames.

Stored and returned in WGS-84 longitude and latitude (EPSG:4326); areas are measured in the plan's own projection (an
EPSG number, in metres), in square kilometres. What is wrong in a file is a DataError that names file, feature and mend.
"""

import json
from pathlib import Path
from typing import Any

import geopandas
import pandas
import shapely

from lib.home import DataError, why
from lib.maps.faults import KINDS, fault
from lib.maps.style import style

STORED = 4326
PROPERTIES = ["id", "name", "precision", "source", "note"]
PRECISIONS = {"surveyed", "point", "schematic"}
COLUMNS = {
    "slug": "键",
    "name": "名称",
    "system": "所属空间体系（system.csv 的 slug）；垫在下面、规划没有说的写 context",
    "role": "另有的用处：neighbours 相邻区县 · boundary 区界 · water 水面 · course 河道走向 · above 画在水面之上；没有的留空",
    "file": "本文件夹里的 GeoJSON 文件",
    "geometry": "图形：polygon 面 · line 线 · point 点",
    "position": "画的次序，小的在下",
    "default_on": "打开地图时是否显示（context 的层）：yes 或 no",
    "min_zoom": "放大到第几级名称才优先显示；0 为一直",
    "tone": "色调：plan 蓝 · good 绿 · warn 橙 · sun 黄 · bad 红 · accent 紫 · neutral 灰 · text 字色",
    "fill": "填色的不透明度，0 至 255",
    "line": "线宽（像素）",
    "label": "名称的字号；0 为不写",
    "radius": "点的半径（像素）",
    "tones": "个别要素的色调：编号=色调;编号=色调",
    "bare": "不画边线的要素，编号以分号隔开",
    "quiet": "名称是否让位于别的名称：yes 或 no",
    "drawn": "是否画出（no：只作底图）",
    "sign": "画法：field 面、band 带、node 结点、crops 田、block 园、disc 城、glow 晕、green 绿、ribbon 廊、road 路、rail 铁路、"
    "tram 电车、bridge 桥、knot 互通、hub 枢纽、stop 车站、sight 公共设施、town 镇；没有的留空",
    "chief": "为主的要素的编号：画得大，别的要素与它相连",
    "axis": "与这一层一起画作主轴的线（另一层的要素）的编号",
    "unknown": "形状未知的要素，编号以分号隔开：画斜线",
    "key": "图例里的名称，每种画法一个，以分号隔开；留空用层或要素的名称",
    "holds": "能否说有什么落在其中（no：示意的窄条）",
    "parks": "在园区的地图上：drawn 画出 · near 其中的单元是园区的邻居 · 留空为不画",
    "reports": "哪几种报告（或哪些地域）的地图上有它，以分号隔开",
    "frame": "报告的地图是否按它取景",
    "note": "说明",
}
"""What each column of `layer.csv` means; what is left empty has a default."""
CHINA = (73.0, 3.0, 136.0, 54.0)  # west, south, east, north in degrees: catches swapped or projected coordinates


def layers(folder: str | Path) -> pandas.DataFrame:
    """`layer.csv` in drawing order: position and min_zoom as numbers, default_on as bool, `style` as a Style, the rest as
    text; no rows where there is no folder.

    DataError, with the line and the layer, when a column is missing, a slug occurs twice, a geometry kind is unknown or
    a cell is not of its kind.
    """
    path = Path(folder) / "layer.csv"
    if not path.parent.is_dir():
        return pandas.DataFrame(columns=[*COLUMNS, "style"])
    try:
        table = pandas.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError, ValueError) as error:
        raise DataError(
            f"geo/{path.name}：不能读取（{why(error)}）。请从版本库恢复，或另存为 UTF-8 的 CSV。"
        ) from error
    if missing := [column for column in COLUMNS if column not in table.columns]:
        raise DataError(f"geo/{path.name} 第1行：缺少列{'、'.join(missing)}。请补上这些列，可以留空。")
    styles = []
    for number, row in enumerate(table.to_dict("records"), start=2):
        try:
            _check(row, (table["slug"] == row["slug"]).sum() > 1)
            styles.append(style(row, row["geometry"]))
        except ValueError as error:
            where = f"geo/{path.name} 第{number}行（{row['slug'] or '无键'}）"
            raise DataError(f"{where}：{error}。请改正这一格后重试。") from error
    table = table.assign(position=table["position"].astype(int), min_zoom=table["min_zoom"].astype(float), style=styles)
    return table.assign(default_on=table["default_on"] == "yes").sort_values("position", ignore_index=True)


def _check(row: dict[str, str], twice: bool) -> None:
    """What a row says of its layer, or a ValueError."""
    if not row["slug"] or twice:
        raise ValueError("slug 为空或重复")
    if row["geometry"] not in KINDS:
        raise ValueError(f"geometry “{row['geometry']}”应为 {'、'.join(KINDS)} 之一")
    if row["default_on"] not in ("yes", "no"):
        raise ValueError(f"default_on “{row['default_on']}”应为 yes 或 no")
    if not row["position"].isdecimal() or not row["min_zoom"].replace(".", "", 1).isdecimal():
        raise ValueError("position 与 min_zoom 应为数字")


def load(folder: str | Path) -> dict[str, geopandas.GeoDataFrame]:
    """Every layer by slug, in drawing order: columns id, name, precision, source, note, geometry, layer (EPSG:4326).

    DataError, with the file and the feature, for malformed input; an id may occur only once in all layers together.
    """
    frames: dict[str, geopandas.GeoDataFrame] = {}
    seen: dict[str, str] = {}
    for layer in layers(folder).itertuples():
        frames[layer.slug] = read(Path(folder) / layer.file, layer.slug, layer.geometry)
        for key in frames[layer.slug]["id"]:
            if key in seen:
                raise DataError(
                    f"geo/{layer.file} 要素 {key}：id 重复（已见于 {seen[key]}）。请给其中一个换一个没有用过的 id。"
                )
            seen[key] = layer.file
    return frames


def area_km2(frame: geopandas.GeoDataFrame, metres: int) -> pandas.Series:
    """Area of each feature in square kilometres, measured in the projection `metres` (an EPSG number); lines and points
    have area 0.

    Raises ValueError when the frame carries no coordinate reference system.
    """
    if frame.crs is None:
        raise ValueError("图形没有坐标系，不能量算面积")
    return (frame.geometry.to_crs(metres).area / 1e6).rename("area_km2")


def read(path: Path, slug: str, kind: str, called: str = "") -> geopandas.GeoDataFrame:
    """One GeoJSON file as a frame, every feature checked; `called` is the file's name for messages, where it has another
    yet."""
    name = called or path.name
    try:
        features = json.loads(path.read_text(encoding="utf-8-sig"))["features"]
    except (OSError, UnicodeDecodeError, ValueError, KeyError, TypeError) as error:
        raise DataError(
            f"geo/{name}：不能读取，或不是要素集（{why(error)}）。请另存为 GeoJSON（UTF-8），或从版本库恢复。"
        ) from error
    if not isinstance(features, list) or not features:
        raise DataError(f"geo/{name}：没有要素。请画上，或从 layer.csv 删去这一层。")
    rows = [_row(feature, number, name, kind) for number, feature in enumerate(features, start=1)]
    return geopandas.GeoDataFrame(rows, crs=STORED).assign(layer=slug)


def _row(feature: Any, number: int, file: str, kind: str) -> dict[str, Any]:
    """The properties and the geometry of one feature, or a DataError that names it."""
    feature = feature if isinstance(feature, dict) else {}
    properties = feature.get("properties")
    properties = properties if isinstance(properties, dict) else {}
    where = f"geo/{file} 第{number}个要素（{properties.get('id') or '无id'}）"
    if bad := sorted(set(PROPERTIES) ^ set(properties)):
        raise DataError(f"{where}：缺少或多出属性 {'、'.join(bad)}。每个要素应有的属性：{'、'.join(PROPERTIES)}。")
    if not all(isinstance(properties[key], str) for key in PROPERTIES) or not (properties["id"] and properties["name"]):
        raise DataError(f"{where}：属性应为文字，id 与 name 不可为空。请补上；没有说明的 note 写空文字。")
    if properties["precision"] not in PRECISIONS:
        raise DataError(
            f"{where}：precision “{properties['precision']}”应为 {'、'.join(sorted(PRECISIONS))} 之一。请改正。"
        )
    try:
        shape = shapely.geometry.shape(feature["geometry"])
        reason = fault(shape, kind)
    except (shapely.errors.ShapelyError, KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise DataError(f"{where}：图形无效（{error}）。请重画这个要素。") from error
    if reason:
        raise DataError(f"{where}：图形无效（{reason}）。边线不能自己交叉，类型要与 layer.csv 相同；请重画。")
    if not shapely.box(*CHINA).contains(shape):
        raise DataError(f"{where}：坐标超出范围，应为 WGS-84 经度、纬度。请检查坐标系和先后次序。")
    return {key: properties[key] for key in PROPERTIES} | {"geometry": shape}
