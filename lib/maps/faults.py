"""What is wrong with a shape, in words for whoever drew it."""

import re

import shapely

KINDS = {"polygon": ("Polygon", "面"), "line": ("LineString", "线"), "point": ("Point", "点")}
WORDS = {"Polygon": "面", "LineString": "线", "Point": "点", "GeometryCollection": "几种图形混在一起"}
REASONS = {
    "Self-intersection": "边线自己交叉",
    "Ring Self-intersection": "边线碰到自己",
    "Too few points in geometry component": "顶点太少",
    "Hole lies outside shell": "洞在外边线之外",
    "Holes are nested": "洞里有洞",
    "Interior is disconnected": "面被洞切断",
    "Nested shells": "面套在面里",
    "Duplicate Rings": "边线重复",
    "Invalid Coordinate": "坐标不是数",
}


def fault(shape: shapely.Geometry | None, kind: str) -> str:
    """Why a shape cannot stand in a layer of a kind (polygon, line, point); "" if it can.

    >>> fault(shapely.Polygon([(113.1, 27.8), (113.2, 27.9), (113.2, 27.8), (113.1, 27.9)]), "polygon")
    '边线自己交叉，在东经113.15000、北纬27.85000附近'
    >>> fault(shapely.Point(113, 27), "polygon"), fault(None, "line"), fault(shapely.Point(113, 27), "point")
    ('是点，这一层要面', '没有图形', '')
    """
    if shape is None or shape.is_empty:
        return "没有图形"
    base, wanted = KINDS[kind]
    if shape.geom_type.removeprefix("Multi") != base:
        return f"是{WORDS.get(shape.geom_type.removeprefix('Multi'), shape.geom_type)}，这一层要{wanted}"
    said = shapely.is_valid_reason(shape)
    if said == "Valid Geometry":
        return ""
    words, _, at = said.partition("[")
    spot = re.match(r"([\d.]+) ([\d.]+)", at)
    where = f"，在东经{float(spot[1]):.5f}、北纬{float(spot[2]):.5f}附近" if spot else ""
    return f"{REASONS.get(words, words)}{where}"
