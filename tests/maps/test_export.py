"""Layers to take away: other programs read the same shapes and facts."""

import json
from xml.etree import ElementTree

import geopandas
import pytest
import shapely

from lib.maps import export
from lib.plan.opened import open_plan
from tests.homes import HOME

KML = "{http://www.opengis.net/kml/2.2}"


@pytest.fixture(scope="module")
def units():
    return [unit for layer in open_plan(HOME).source.drawing.values() for unit in layer]


def test_geojson_is_read_back_with_its_shapes_and_facts(units, tmp_path):
    (tmp_path / "layers.geojson").write_text(export.geojson(units), encoding="utf-8")
    found = geopandas.read_file(tmp_path / "layers.geojson")
    assert found.crs.to_epsg() == 4326
    assert found[["id", "name", "layer", "precision"]].to_numpy().tolist() == [
        [unit.id, unit.name, unit.layer, unit.precision] for unit in units
    ]
    for shape, unit in zip(found.geometry, units, strict=True):
        assert shapely.hausdorff_distance(shape, unit.geometry) < 2e-6


def test_kml_holds_every_unit_in_its_layer_with_all_its_points(units):
    root = ElementTree.fromstring(export.kml(units, "甲<乙&丙"))
    assert root.findtext(f"{KML}Document/{KML}name") == "甲<乙&丙"
    marks = {
        (folder.findtext(f"{KML}name"), mark.get("id")): mark
        for folder in root.iter(f"{KML}Folder")
        for mark in folder.iter(f"{KML}Placemark")
    }
    assert set(marks) == {(unit.layer, unit.id) for unit in units}
    for unit in units:
        mark = marks[unit.layer, unit.id]
        points = sum(len(text.text.split()) for text in mark.iter(f"{KML}coordinates"))
        assert points == shapely.get_num_coordinates(unit.geometry)
        assert mark.findtext(f"{KML}name") == unit.name


def test_what_is_schematic_says_so(units):
    for one in json.loads(export.geojson(units))["features"]:
        known = one["properties"]
        assert ("不作划界依据" in known["note"]) == (known["precision"] == "schematic")
