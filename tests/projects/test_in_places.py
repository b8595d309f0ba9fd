"""Projects by unit: by the table, by the drawing, once each; shares over those whose state is known."""

import math

import pandas as pd
import pytest

from lib.projects import parks
from lib.projects.in_places import ancestors, projects_in, unit_numbers

PLACES = pd.DataFrame(
    {
        "id": ["park", "part", "sub", "belt", "empty"],
        "parent": [None, "park", "part", None, None],
        "area_km2": [10.0, 4.0, None, None, 7.0],
    }
)
LINKS = pd.DataFrame({"project": ["p1", "p2", "p3", "p3"], "place": ["sub", "part", "park", "belt"]})
HELD = pd.DataFrame({"unit": ["part", "sub"], "holder": ["belt", "belt"]})
PROJECTS = pd.DataFrame(
    {"id": ["p1", "p2", "p3"], "stage": ["竣工投产", "在建", "十二五已建成"], "behind": [True, None, False]}
)


def test_a_project_lies_in_its_unit_in_what_contains_it_and_in_what_holds_it_on_the_drawing():
    pairs = projects_in(PLACES, LINKS, HELD)
    found = pairs.groupby("place")["project"].agg(set).to_dict()
    assert found == {"sub": {"p1"}, "part": {"p1", "p2"}, "park": {"p1", "p2", "p3"}, "belt": {"p1", "p2", "p3"}}
    assert not pairs.duplicated().any()


@pytest.mark.parametrize(
    "unit, projects, finished, behind, area",
    [
        ("park", 3, 0.5, 0.5, 10.0),  # p1 of p1 and p2 finished, p3 stood before; p1 behind, p3 not, p2 unknown
        ("part", 2, 0.5, 1.0, 4.0),
        ("sub", 1, 1.0, 1.0, math.nan),
        ("empty", 0, math.nan, math.nan, 7.0),
    ],
)
def test_numbers_of_a_unit(unit, projects, finished, behind, area):
    row = unit_numbers(PLACES, projects_in(PLACES, LINKS, HELD), PROJECTS).loc[unit]
    assert row[["projects", "finished", "behind", "area_km2"]].tolist() == pytest.approx(
        [projects, finished, behind, area], nan_ok=True
    )


def test_nobody_is_behind_where_nobody_has_reported():
    pairs = projects_in(PLACES, LINKS, HELD)
    assert unit_numbers(PLACES, pairs, PROJECTS.drop(columns="behind"))["behind"].isna().all()
    assert unit_numbers(PLACES, pairs, PROJECTS.assign(behind=None))["behind"].isna().all()


def test_a_selection_counts_only_its_projects():
    numbers = unit_numbers(PLACES, projects_in(PLACES, LINKS, HELD), PROJECTS[PROJECTS["id"] == "p2"])
    assert numbers["projects"].to_dict() == {"park": 1, "part": 1, "sub": 0, "belt": 1, "empty": 0}


def test_a_circle_of_parents_ends():
    assert ancestors(pd.DataFrame({"id": ["a", "b"], "parent": ["b", "a"]})) == {"a": ["a", "b"], "b": ["b", "a"]}


AREAS = pd.DataFrame(
    {
        "name": ["河西示范园", "栗雨", "田心", "高新区"],
        "kind": ["park", "park", "park", "plan"],
        "parent": ["高新区", "河西示范园", "高新区", None],
    }
)
SITES = pd.DataFrame(
    {
        "id": ["hexi", "liyu", "tianxin"],
        "name": ["河西", "栗雨", "田心"],
        "other_names": ["河西示范园", None, None],
        "area_km2": [82.83, None, 31.2],
        "industries": ["汽车", None, None],
    }
)
WORKS = pd.DataFrame(
    {
        "id": ["a", "b", "c"],
        "park": ["栗雨", "未载明", "田心"],
        "stage": ["在建", "竣工投产", "前期"],
        "indicator": ["x", None, None],
        "behind": [True, None, None],
    }
)
CLAUSES = pd.DataFrame({"indicator": ["x", "y", "z"], "area": ["新区", "高新区", "天元区"], "id": ["1", "2", "3"]})
LYING = pd.DataFrame({"place": ["hexi"], "project": ["b"]})


def test_a_park_has_the_projects_of_its_parts_and_those_that_lie_in_it():
    known = parks.known(AREAS, SITES)
    assert known["within"].to_dict() == {"hexi": ["河西示范园", "栗雨"], "liyu": ["栗雨"], "tianxin": ["田心"]}
    assert parks.projects("hexi", known.loc["hexi", "within"], LYING, WORKS)["id"].tolist() == ["a", "b"]
    assert parks.projects("liyu", known.loc["liyu", "within"], LYING, WORKS)["id"].tolist() == ["a"]


def test_the_comparison_of_parks():
    rows = parks.comparison(parks.known(AREAS, SITES), SITES, LYING, WORKS, CLAUSES)
    assert rows["projects"].to_dict() == {"hexi": 2, "liyu": 1, "tianxin": 1}
    assert rows["finished"].to_dict() == {"hexi": 0.5, "liyu": 0.0, "tianxin": 0.0}
    assert rows["targets"].to_dict() == {"hexi": 1, "liyu": 1, "tianxin": 0}
    assert rows.loc["hexi", "behind"] == 1 and math.isnan(rows.loc["tianxin", "behind"])
    assert rows["在建"].to_dict() == {"hexi": 1, "liyu": 1, "tianxin": 0}


def test_targets_of_the_zone_are_not_put_down_to_one_park():
    known = parks.known(AREAS, SITES)
    assert set(known["zone"]) == {"高新区"}
    assert parks.whole(known)["name"].tolist() == ["河西示范园", "田心"]
    own, shared = parks.targets(WORKS[:1], CLAUSES, known.loc["liyu", "zone"])
    assert (own["id"].tolist(), shared["id"].tolist()) == (["1"], ["2"])
