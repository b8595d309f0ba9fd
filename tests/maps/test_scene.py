"""The deck: what stands in it, how large it is, what the browser is asked to load."""

import itertools
import json
import re

import pytest
import shapely
from shapely.geometry import Point, shape

from lib.maps import places, scene
from lib.plan.opened import open_plan
from lib.text import places as layout
from lib.theme import palette, rgb
from lib.ui import atlas
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
    """What is drawn of a layer, whatever its fills: these make layers of their own."""
    parts = [part for part in found["layers"] if re.fullmatch(rf"{name}(-\d+)?", part["id"])]
    return {one["properties"]["id"]: one["properties"] for part in parts for one in part["data"]["features"]}


def told(part, one, key):
    """How a feature is drawn: as itself says, or as its layer says for all."""
    at = {"line": "getLineColor", "radius": "getPointRadius"}[key]
    return one["properties"].get(key, part[at])


def written(found, name="names"):
    """The rows of a text layer, whatever their colours."""
    return [row for part in found["layers"] if re.fullmatch(rf"{name}(-\d+)?", part["id"]) for row in part["data"]]


def test_every_system_has_a_deck_and_all_of_them_together_stay_small(plan, systems):
    details = layout.details(plan.frame("place"))
    sizes = {
        slug: len(json.dumps(deck(plan, [slug], scene.Look("light", details=details)), ensure_ascii=False).encode())
        for slug in systems.index
    }
    assert max(sizes.values()) < LIMIT / 2, sizes  # two decks stand on a page that compares
    everything = deck(plan, list(systems.index), scene.Look("dark", details=details, title="图", notes=("某",)))
    assert len(json.dumps(everything, ensure_ascii=False, separators=(",", ":")).encode()) < LIMIT


def test_every_located_unit_of_a_shown_system_can_be_picked(plan, systems):
    places = plan.frame("place")
    for slug in systems.index:
        found = deck(plan, [slug])
        pickable = [part for part in found["layers"] if part.get("pickable")]
        drawn = {one["properties"]["id"] for part in pickable for one in part["data"]["features"]}
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
    assert any(row["text"].replace("\n", "").endswith("10个") for row in written(found))


def test_what_is_faded_is_paler_and_the_chosen_is_outlined(plan):
    plain, faded = (
        features(deck(plan, ["cores"], scene.Look("light", faded=pale)), "cores")["core-liyu"]
        for pale in (frozenset(), {"core-liyu"})
    )
    assert faded["fill"][3] < plain["fill"][3] and faded["line"][3] < plain["line"][3]
    found = deck(plan, ["belts"], scene.Look("light", chosen=("tianxin-park",)))
    assert layer(found, "chosen")["data"]["features"], "a unit chosen by a link is shown though its system is off"
    assert any(row["text"] == "田心高科园" for row in written(found))


@pytest.mark.parametrize("scale", [1.0, 1.4])
def test_names_of_every_system_stand_free_of_each_other(plan, systems, scale):
    layers = plan.source.geometry[0]
    for slug in systems.index:
        context, shown = layout.split(layers, [slug])
        found = scene.layout(plan.source.drawing, layers, context, shown, scene.Look("light", scale=scale))
        zoom = found.initial_view_state.zoom
        placed = written(json.loads(found.to_json()))
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


def test_each_system_is_drawn_in_its_own_way(plan, systems):
    layers = plan.source.geometry[0]
    looks = {
        slug: frozenset(
            (style.sign, style.tone, style.fill, style.line, style.radius)
            for style in layers.loc[layers["system"] == slug, "style"]
        )
        for slug in systems.index
    }
    assert len(set(looks.values())) == len(systems), looks
    bold = {slug: {how[0] for how in found} for slug, found in looks.items()}
    assert all(signs - {""} for signs in bold.values()), bold


def test_what_is_chosen_has_an_outline_and_a_halo_and_keeps_its_colour(plan, systems):
    found = deck(plan, list(systems.index), scene.Look("light", chosen=("core-liyu",), title="图"))
    halo = [part for part in found["layers"] if part["id"].startswith("chosen")]
    assert halo and all(part["getFillColor"][3] == 0 for part in halo)
    lines = [told(part, one, "line") for part in halo for one in part["data"]["features"]]
    assert any(line[3] < 255 for line in lines) and any(line[3] == 255 for line in lines), "a halo and an outline"


@pytest.mark.parametrize("width, height", [(700, 760), (340, 560)])
def test_the_main_centre_and_its_five_are_told_apart_and_named(plan, width, height):
    look = scene.Look("light", title="图", width=width, height=height)
    found = deck(plan, ["belts", "cores"], look)
    cores = plan.source.drawing["cores"]
    largest: dict = {}
    for part in (part for part in found["layers"] if part["id"].startswith("cores-above")):
        for disc in part["data"]["features"]:
            spot = tuple(disc["geometry"]["coordinates"])
            largest[spot] = max(largest.get(spot, 0), told(part, disc, "radius"))
    chief = next(core for core in cores if core.id == core.style.chief)
    assert len(largest) == len(cores)
    assert all(
        largest[chief.anchors[0][:2]] > 1.3 * size for spot, size in largest.items() if spot != chief.anchors[0][:2]
    )
    names = {row["text"].replace("\n", "") for row in written(found)}
    assert {core.name for core in cores} <= names
    joints = [
        one for part in found["layers"] if part["id"].startswith("cores-beneath") for one in part["data"]["features"]
    ]
    ends = {
        tuple(end)
        for one in joints
        if one["geometry"]["type"] == "LineString"
        for end in one["geometry"]["coordinates"]
    }
    assert {core.anchors[0][:2] for core in cores} <= ends, "the five are joined to the one"


def test_belts_and_river_bear_their_names_along_themselves(plan):
    found = deck(plan, ["belts"])
    rows = written(found, "names-along")
    for belt in plan.source.drawing["belts"]:
        letters = [row for row in rows if row["text"] in belt.name and belt.geometry.covers(Point(row["at"]))]
        assert {row["text"] for row in letters} >= set(belt.name), belt.name
    river = next(unit for unit in plan.source.drawing["river"])
    on_course = [unit.geometry for unit in plan.source.drawing["river-course"]]
    wet = {row["text"] for row in rows if min(line.distance(Point(row["at"])) for line in on_course) < 1e-4}
    assert wet == set(river.name)
    assert len({row["angle"] for row in rows}) > 3, "the characters turn with the line"


def test_a_sheet_has_what_a_printed_drawing_has(plan):
    notes = ("示意图，不作划界依据", "区界：某处")
    found = deck(plan, ["belts", "cores"], scene.Look("light", title="某区图", subtitle="三带多廊", notes=notes))
    texts = {row["text"] for part in found["layers"] if part["id"].startswith("sheet-text") for row in part["data"]}
    assert {"某区图", "三带多廊", "图例", "北", "5公里", *notes} <= texts
    layers = plan.source.geometry[0]
    named = {unit.name for unit in plan.source.drawing["belts"]} | set(
        layers.loc[layers["slug"] == "corridors", "name"]
    )
    assert named <= texts, "the legend names what is drawn"


def test_what_has_no_known_shape_is_hatched(plan):
    found = deck(plan, ["zone"])
    hatched = [
        one["geometry"]
        for part in found["layers"]
        if part["id"].startswith("zone-parks-above")
        for one in part["data"]["features"]
    ]
    strokes = shapely.union_all([shape(one) for one in hatched])
    for unit in plan.source.drawing["zone-parks"]:
        unknown = "形状未知" in places.load(HOME.geo)["zone-parks"].set_index("id").at[unit.id, "note"]
        assert unknown == (unit.id in unit.style.unknown)
        assert unit.geometry.buffer(-0.005).intersects(strokes) == unknown, unit.id


def test_what_is_asked_for_again_is_not_drawn_again(plan):
    def asked(details):
        layers = plan.source.geometry[0]
        look = scene.Look("light", details=details, values={"belt-east": 1.0})
        return atlas.layout(plan.source, *layout.split(layers, ["belts"]), look, (113.0, 27.6, 113.2, 27.9))

    assert asked({"belt-east": "甲", "belt-west": "乙"}) is asked({"belt-west": "乙", "belt-east": "甲"})
    assert asked({"belt-east": "丙"}).to_json() != asked({"belt-east": "甲"}).to_json()
