"""The deck: what stands in it, how large it is, what the browser is asked to load."""

import itertools
import json

import pytest

from lib.maps import scene
from lib.plan.opened import open_plan
from lib.text import places as layout
from lib.theme import palette, rgb
from tests.homes import HOME
from tests.maps.test_labels import box, cross

LIMIT = 400_000  # bytes of map data a page


@pytest.fixture(scope="module")
def plan():
    return open_plan(HOME)


@pytest.fixture(scope="module")
def systems(plan):
    return layout.drawn_systems(plan.frame("system"), plan.source.geometry[0])


def deck(plan, chosen, look=scene.Look("light")):  # noqa: B008 - a constant
    layers = plan.source.geometry[0]
    context, shown = layout.split(layers, chosen)
    return json.loads(scene.layout(plan.source.drawing, layers, context, shown, look).to_json())


def layer(found, name):
    return next(part for part in found["layers"] if part["id"] == name)


def features(found, name):
    return {feature["properties"]["id"]: feature["properties"] for feature in layer(found, name)["data"]["features"]}


def test_every_system_has_a_deck_and_all_of_them_together_stay_small(plan, systems):
    details = layout.details(plan.frame("place"))
    sizes = {
        slug: len(json.dumps(deck(plan, [slug], scene.Look("light", details=details)), ensure_ascii=False).encode())
        for slug in systems.index
    }
    assert max(sizes.values()) < LIMIT / 2, sizes  # two decks stand on a page that compares
    everything = deck(plan, list(systems.index), scene.Look("dark", details=details))
    assert len(json.dumps(everything, ensure_ascii=False, separators=(",", ":")).encode()) < LIMIT


def test_every_located_unit_of_a_shown_system_can_be_picked(plan, systems):
    places = plan.frame("place")
    for slug in systems.index:
        found = deck(plan, [slug])
        pickable = [part for part in found["layers"] if part.get("pickable")]
        drawn = {key for part in pickable for key in features(found, part["id"])}
        assert drawn == set(places.loc[(places["system"] == slug) & (places["located"] == "yes"), "id"])
        assert all(part["id"] for part in found["layers"])


def test_precision_shows_in_the_drawing(plan):
    found = features(deck(plan, ["rail", "towns", "cores"]), "towns")
    precision = {unit.id: unit.precision for unit in plan.source.drawing["towns"]}
    for key, drawn in found.items():
        hollow = drawn["fill"] == rgb(palette("light")["surface"])
        assert hollow == (precision[key] == "schematic"), key
    assert all(drawn["dash"] != [0, 0] for drawn in features(deck(plan, ["cores"]), "cores").values())


def test_shading_runs_from_pale_to_full_and_leaves_out_what_has_no_number(plan):
    look = scene.Look("light", values={"core-xinma": 10.0, "core-liyu": 1.0}, texts={"core-xinma": " 10个"})
    found = deck(plan, ["cores"], look)
    fills = {key: drawn["fill"] for key, drawn in features(found, "cores").items()}
    blue = rgb(palette("light")["plan"])

    def far(colour):
        return sum(abs(a - b) for a, b in zip(colour[:3], blue[:3], strict=True))

    assert far(fills["core-xinma"]) < far(fills["core-liyu"])
    assert fills["core-wuguang"][3] < 30 < fills["core-xinma"][3]
    assert any(row["text"].replace("\n", "").endswith("10个") for row in layer(found, "names")["data"])


def test_what_is_faded_is_paler_and_the_chosen_is_outlined(plan):
    plain, faded = (
        features(deck(plan, ["cores"], scene.Look("light", faded=pale)), "cores")["core-liyu"]
        for pale in (frozenset(), {"core-liyu"})
    )
    assert faded["fill"][3] < plain["fill"][3] and faded["line"][3] < plain["line"][3]
    found = deck(plan, ["belts"], scene.Look("light", chosen="tianxin-park"))
    assert len(layer(found, "chosen")["data"]["features"]) == 1, (
        "a unit chosen by a link is shown though its system is off"
    )
    assert any(row["text"] == "田心高科园" for row in layer(found, "names")["data"])


@pytest.mark.parametrize("scale", [1.0, 1.4])
def test_names_of_every_system_stand_free_of_each_other(plan, systems, scale):
    layers = plan.source.geometry[0]
    for slug in systems.index:
        context, shown = layout.split(layers, [slug])
        found = scene.layout(plan.source.drawing, layers, context, shown, scene.Look("light", scale=scale))
        zoom = found.initial_view_state.zoom
        placed = list(layer(json.loads(found.to_json()), "names")["data"])
        assert placed, slug
        boxes = [box(Row(row), zoom) for row in placed]
        assert not any(cross(one, other) for one, other in itertools.combinations(boxes, 2)), slug


class Row:
    """A row of the text layer as a placed name."""

    def __init__(self, row):
        self.lon, self.lat = row["at"]
        self.text, self.offset, self.side = row["text"], row["offset"], row["side"]
        self.label = type("Size", (), {"size": row["size"]})


def test_nothing_is_loaded_without_a_base_map_and_its_style_with_one(plan):
    assert not deck(plan, ["cores"]).get("mapProvider"), "without a provider Streamlit draws no base map"
    found = deck(plan, ["cores"], scene.Look("light", style="/app/static/style.json"))
    assert found["mapStyle"] == "/app/static/style.json"
    assert not any(part["id"] == "ground-paper" for part in found["layers"]), "the base map must not be covered"
