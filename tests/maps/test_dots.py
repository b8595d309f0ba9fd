"""Projects as dots: none is lost, what lies close together is one spot, what is inferred is a ring."""

import pandas as pd
import pytest

from lib.maps import dots, scene
from lib.plan.opened import open_plan
from lib.text import dots as words
from lib.text import shades
from tests.homes import HOME


@pytest.fixture(scope="module")
def plan():
    return open_plan(HOME)


@pytest.fixture(scope="module")
def found(plan):
    return words.dots(plan.projects(2016), plan.source.projects_on_map)


@pytest.mark.parametrize("zoom", [9.0, 10.5, 15.0])
def test_every_drawn_project_is_in_one_spot(plan, found, zoom):
    units = plan.source.drawing
    drawn = {unit.id for layer in units.values() for unit in layer}
    spots = dots.spots(found, units, zoom)
    names = [dot.name for spot in spots for dot in spot.dots]
    assert sorted(names) == sorted(dot.name for dot in found if dot.place in drawn)
    for spot in spots:
        for other in spots:
            far = max(abs(a - b) for a, b in zip(spot.pixel, other.pixel, strict=True))
            assert spot is other or far * 2**0.5 >= dots.NEAR


def test_dots_count_their_projects_and_rings_are_inferred(plan, found):
    look = scene.Look("light")
    start = scene.view((112.98, 27.52, 113.15, 27.86))
    layers = dots.layers(found, plan.source.drawing, look, start)
    shown = [one["properties"] for part in layers if "count" not in part.id for one in part.data["features"]]
    total = sum(int(one["name"].split(" ")[1].removesuffix("项")) for one in shown)
    drawn = {unit.id for layer in plan.source.drawing.values() for unit in layer}
    assert total == sum(dot.place in drawn for dot in found)
    alone = [dots.Dot("jinshan-park", "甲", words.LATE, "bad", inferred) for inferred in (True, False)]
    ring, disc = (dots.layers([dot], plan.source.drawing, look, start)[0].data["features"][0] for dot in alone)
    assert "推断" in ring["properties"]["detail"] and "推断" not in disc["properties"]["detail"]
    assert ring["properties"] != disc["properties"]


def test_a_share_of_few_is_not_drawn():
    rows = pd.DataFrame({"id": ["a", "b"], "done": [1, 3], "due": [2, 8], "finished": [0.5, 0.375], "ranked": True})
    values, texts = shades.shading(rows, "finished")
    assert values == {"b": 0.375} and texts == {"b": " 38%（3/8）"}
