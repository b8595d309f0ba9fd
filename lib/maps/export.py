"""The units that a map shows as GeoJSON and KML: shapes in degrees (WGS-84), with what is known of each."""

import json
from collections.abc import Iterable
from typing import Any
from xml.etree import ElementTree

import shapely

from lib.maps.drawing import Drawn

MARKS = {"surveyed": "测绘：公布的界线", "point": "点位：公开地标", "schematic": "示意：按规划文字绘制，不作划界依据"}
DECIMALS = 1e-6
"""Of a degree: a tenth of a metre, finer than anything drawn here."""


def _facts(unit: Drawn) -> dict[str, Any]:
    """What goes along with a shape: id, name, layer, precision and, for an area, square kilometres."""
    said = {"id": unit.id, "name": unit.name, "layer": unit.layer, "precision": unit.precision}
    area = {"area_km2": round(unit.area_km2, 4)} if unit.area_km2 else {}
    return said | {"note": MARKS.get(unit.precision, unit.precision)} | area


def geojson(units: Iterable[Drawn]) -> str:
    """The units as a GeoJSON collection."""
    features = [
        {
            "type": "Feature",
            "id": unit.id,
            "geometry": shapely.set_precision(unit.geometry, DECIMALS, mode="pointwise").__geo_interface__,
            "properties": _facts(unit),
        }
        for unit in units
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)


def kml(units: Iterable[Drawn], title: str) -> str:
    """The units as a KML document with a folder a layer."""
    root = ElementTree.Element("kml", xmlns="http://www.opengis.net/kml/2.2")
    document = ElementTree.SubElement(root, "Document")
    ElementTree.SubElement(document, "name").text = title
    folders: dict[str, ElementTree.Element] = {}
    for unit in units:
        if unit.layer not in folders:
            folders[unit.layer] = ElementTree.SubElement(document, "Folder")
            ElementTree.SubElement(folders[unit.layer], "name").text = unit.layer
        mark = ElementTree.SubElement(folders[unit.layer], "Placemark", id=unit.id)
        ElementTree.SubElement(mark, "name").text = unit.name
        facts = ElementTree.SubElement(mark, "ExtendedData")
        for key, value in _facts(unit).items():
            ElementTree.SubElement(ElementTree.SubElement(facts, "Data", name=key), "value").text = str(value)
        _shape(unit.geometry, mark)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode")


def _shape(shape: shapely.Geometry, into: ElementTree.Element) -> None:
    """A geometry as KML elements."""
    parts = shapely.get_parts(shape)
    if len(parts) > 1:
        into = ElementTree.SubElement(into, "MultiGeometry")
    for part in parts:
        if part.geom_type != "Polygon":
            _course(part, ElementTree.SubElement(into, part.geom_type))
            continue
        area = ElementTree.SubElement(into, "Polygon")
        for name, ring in (("outerBoundaryIs", part.exterior), *(("innerBoundaryIs", hole) for hole in part.interiors)):
            _course(ring, ElementTree.SubElement(ElementTree.SubElement(area, name), "LinearRing"))


def _course(line: shapely.Geometry, into: ElementTree.Element) -> None:
    """The coordinates of a point, a line or a ring."""
    ElementTree.SubElement(into, "coordinates").text = " ".join(f"{x:.6f},{y:.6f}" for x, y in line.coords)
