"""What lies in what, what lies next to what: squares of known size, and the real drawing."""

import geopandas
import pytest
import shapely

from lib.maps import anchors, relations
from lib.plan.opened import open_plan
from tests.homes import ABOUT, HOME


def units(**shapes):
    layers = [name.split("_")[0] for name in shapes]
    return geopandas.GeoDataFrame(
        {"name": list(shapes), "layer": layers},
        geometry=list(shapes.values()),
        index=list(shapes),
        crs=ABOUT.map.metres,
    )


def square(x, y, side=1000):
    return shapely.box(x, y, x + side, y + side)


def test_a_part_is_held_by_the_area_that_has_nearly_all_of_it():
    found = relations.contained(
        units(
            belts_big=square(0, 0, 10_000),
            parks_in=square(100, 100),
            parks_most=square(-40, 5000),
            parks_half=square(-500, 8000),
            towns_in=shapely.Point(5000, 5000),
            towns_out=shapely.Point(-1, -1),
            roads_in=shapely.LineString([(0, 0), (3000, 3000)]),
            roads_half=shapely.LineString([(-3000, 9000), (3000, 9000)]),
            corridors_all=square(-5000, -5000, 30_000),
        ),
        ["corridors"],
    )
    assert set(found.itertuples(index=False, name=None)) == {
        ("parks_in", "belts_big"),
        ("parks_most", "belts_big"),
        ("towns_in", "belts_big"),
        ("roads_in", "belts_big"),
    }


def test_neighbours_are_named_with_distance_and_direction():
    near = relations.nearest(
        units(
            parks_a=square(0, 0),
            parks_inside=square(100, 100, 100),
            parks_holder=square(-500, -500, 2000),
            parks_east=square(1050, 0),
            parks_north=square(0, 3500),
            parks_far=square(-9000, -9000),
        ),
        "parks_a",
        count=2,
    )
    assert near["km"].tolist() == pytest.approx([0.0, 2.5])
    assert near["direction"].tolist() == ["东", "北"]


@pytest.mark.parametrize(
    "shape, room",
    [
        (shapely.box(113, 27, 113.1, 27.4), 0.1),
        (shapely.Polygon([(113, 27), (113.2, 27), (113.2, 27.2), (113.19, 27.01), (113, 27.01)]), None),
        (shapely.LineString([(113, 27), (113.1, 27.1)]), 0),
        (shapely.MultiPolygon([shapely.box(113, 27, 113.01, 27.01), shapely.box(113.5, 27, 114, 27.5)]), 0.5),
    ],
)
def test_a_name_stands_on_its_unit(shape, room):
    found = anchors.anchors(shape)
    assert len(found) >= 7
    for x, y, width in found:
        assert shape.distance(shapely.Point(x, y)) < 2e-5
        assert room is None or width == pytest.approx(room, abs=1e-4)


def test_the_real_units_know_their_projects():
    plan = open_plan(HOME)
    pairs = plan.source.projects_in_places
    inside = pairs.groupby("place")["project"].agg(set)
    assert inside["auto-expo-park"] < inside["xinma-park"] < inside["hexi-park"] < inside["hitech-zone"]
    assert inside["xinma-park"] <= inside["belt-west"] and inside["shennong-city"] <= inside["belt-east"]
    assert len(inside["corridor-2"]) == 1, "a station inside a schematic corridor is no project of the corridor"
