"""The drawn plan against its table: what is drawn is valid, where it must be, as large as stated, and named once.

Lengths in metres and areas in square kilometres are measured in EPSG:4547.
"""

import json
import shutil
from pathlib import Path

import geopandas
import pandas
import pytest
from shapely.geometry import LineString
from shapely.ops import unary_union

from lib.home import DataError
from lib.maps import places
from tests.homes import ABOUT

ROOT = Path(__file__).resolve().parents[2]
GEO = ROOT / "geo"
SOURCES = {"boundary-tianditu", "boundary-amap", "landmarks", "drawn", "natural-earth"}
# What lies outside 天元区 on purpose: three of the four parks and what belongs to them, the bridges and the river on
# the boundary itself, an expressway and railways, and everything that is there for orientation only.
OUTSIDE = {
    "hitech-zone",
    "tianxin-park",
    "dongjiaduan-park",
    "dongjiaduan-industrial",
    "wulidun",
    "jinshan-park",
    "jinshan-1",
    "jinshan-2",
    "rail-city",
    "aviation-city",
    "airport",
    "crrc-loco",
    "institute-608",
    "hukun-gaosu",
    "wuguang-hsr",
    "xiang-river",
}
ON_RIVER = {"fengxi-bridge", "bridge-7", "jianning-bridge", "shifeng-bridge"}
HALF = 300  # metres from the middle of the river to a bank: roads end at the bridgehead, bridges stand in the middle
METRE = 1e-5  # one metre in degrees, roughly


@pytest.fixture(scope="module")
def frames():
    return places.load(GEO)


@pytest.fixture(scope="module")
def drawn(frames):
    """All features in one frame, by id, measured in metres."""
    return pandas.concat(frames.values()).set_index("id").to_crs(ABOUT.map.metres)


@pytest.fixture(scope="module")
def shape(drawn):
    return drawn.geometry


@pytest.fixture(scope="module")
def table():
    return pandas.read_csv(ROOT / "data" / "place.csv", dtype=str, keep_default_na=False).set_index("id")


def inside(part, whole, share=0.995):
    return part.intersection(whole).area >= share * part.area


# ---------------------------------------------------------------- one table, one drawing


def test_ids_are_one_to_one(drawn, table):
    assert table.index.is_unique and drawn.index.is_unique
    located = set(table.index[table["located"] == "yes"])
    assert set(drawn.index) - located == set(), "图上有、表上没有（或记为未载明）"
    assert located - set(drawn.index) == set(), "表上有位置、图上没有"
    assert set(table["located"]) == {"yes", "no"}


def test_a_feature_repeats_name_and_system_of_its_place(drawn, table):
    systems = places.layers(GEO).set_index("slug")["system"]
    for key, feature in drawn.iterrows():
        assert feature["name"] == table.at[key, "name"]
        assert systems[feature["layer"]] == table.at[key, "system"], key


def test_systems_are_declared_and_each_is_drawn(table):
    systems = set(pandas.read_csv(ROOT / "data" / "system.csv", dtype=str)["slug"])
    assert set(table["system"]) == systems
    assert set(places.layers(GEO)["system"]) == systems


def test_parents_exist_and_do_not_circle(table):
    for key in table.index:
        chain = [key]
        while parent := table.at[chain[-1], "parent"]:
            assert parent in table.index, f"{chain[-1]} 的上级 {parent} 不存在"
            assert parent not in chain, f"{chain} 成环"
            chain.append(parent)


def test_names_do_not_mislead(table):
    named = table[table["system"] != "context"]
    assert not named["name"].duplicated().any()
    for key, row in table.iterrows():
        names = [row["name"], *filter(None, row["other_names"].split(";"))]
        assert len(names) == len(set(names)), key
        assert row["area_about"] in ("yes", "no") and (row["area_about"] == "no" or row["area_km2"])


def test_plan_units_cite_lines_and_context_does_not(table):
    for key, row in table.iterrows():
        lines = [int(line) for line in row["lines"].split(";") if line]
        assert lines == sorted(set(lines)) and all(1 <= line <= 549 for line in lines), key
        assert bool(lines) != (row["system"] == "context"), key


def test_an_unlocated_unit_has_no_geometry_but_says_why(table):
    missing = table[table["located"] == "no"]
    silent = missing[(missing["note"] == "") & (missing["location"] == "")]
    assert silent.empty, list(silent.index)


# ---------------------------------------------------------------- honesty of the drawing


def test_precision_agrees_with_source(drawn):
    assert set(drawn["source"]) <= SOURCES
    for key, feature in drawn.iterrows():
        if feature["precision"] == "surveyed":
            assert feature["source"] in ("boundary-tianditu", "boundary-amap"), key
        if feature["precision"] == "point":
            assert feature["source"] == "landmarks" and feature.geometry.geom_type == "Point", key
        if feature["source"] == "drawn":
            assert feature["precision"] == "schematic", key
        if feature["precision"] != "surveyed":
            assert feature["note"], f"{key}：示意或点位应说明根据或误差"


def test_files_are_small_and_plain():
    files = sorted(GEO.glob("*.geojson"))
    assert {file.name for file in files} == set(places.layers(GEO)["file"])
    assert sum(file.stat().st_size for file in GEO.iterdir()) < 400_000
    for file in files:
        lines = file.read_text(encoding="utf-8").splitlines()
        features = json.loads("\n".join(lines))["features"]
        assert len(lines) == len(features) + 2, f"{file.name}：一行一个要素"

        def numbers(part):
            return [number for item in part for number in numbers(item)] if isinstance(part, list) else [part]

        for feature in features:
            for number in numbers(feature["geometry"]["coordinates"]):
                assert number == round(number, 6)


# ---------------------------------------------------------------- areas


def test_stated_areas_are_drawn_within_three_per_cent(frames, table):
    area = pandas.concat(places.area_km2(frame.set_index("id"), ABOUT.map.metres) for frame in frames.values())
    stated = table.loc[(table["area_km2"] != "") & (table["located"] == "yes"), "area_km2"].astype(float)
    assert len(stated) >= 12
    for key, value in stated.items():
        assert area[key] == pytest.approx(value, rel=0.03), key


def test_parks_do_not_overlap_and_make_up_the_whole(shape):
    parks = [shape[key] for key in ("liyu-park", "xinma-park", "tianyi-park", "yuetang-newtown")]
    for number, one in enumerate(parks):
        for other in parks[number + 1 :]:
            assert one.intersection(other).area < 1000
    assert unary_union(parks).symmetric_difference(shape["hexi-park"]).area < 50_000
    four = [shape[key] for key in ("hexi-park", "tianxin-park", "dongjiaduan-park", "jinshan-park")]
    assert sum(park.area for park in four) == pytest.approx(unary_union(four).area, rel=1e-6)


@pytest.mark.parametrize(
    "part, whole",
    [
        ("dongjiaduan-industrial", "dongjiaduan-park"),
        ("wulidun", "dongjiaduan-park"),
        ("jinshan-1", "jinshan-park"),
        ("jinshan-2", "jinshan-park"),
        ("auto-expo-park", "xinma-park"),
        ("innovation-park", "xinma-park"),
        ("ebd", "xinma-park"),
        ("xinma-park", "core-xinma"),
        ("tianyi-startup", "tianyi-park"),
        ("tianyi-park", "agri-circle"),
        ("wanfeng-lake", "ebd"),
        ("shennong-lake", "shennong-city"),
        ("shennong-city", "core-shennong"),
        ("cluster-auto", "auto-expo-park"),
    ],
)
def test_parts_lie_in_their_whole(shape, part, whole):
    assert inside(shape[part], shape[whole], 0.98)


def test_agriculture_divides_the_circle(shape):
    parts = [shape[f"agri-{town}"] for town in ("qunfeng", "leidashi", "sanmen")]
    assert unary_union(parts).symmetric_difference(shape["agri-circle"]).area < 1000
    assert sum(part.area for part in parts) == pytest.approx(shape["agri-circle"].area, abs=1000)
    for town, part in zip(("qunfeng", "leidashi", "sanmen"), parts, strict=True):
        assert part.contains(shape[town])


# ---------------------------------------------------------------- belts and corridors


def test_belts_cover_the_district_and_do_not_overlap(shape):
    belts = [shape[key] for key in ("belt-west", "belt-middle", "belt-east")]
    assert all(belt.geom_type == "Polygon" for belt in belts)
    assert unary_union(belts).symmetric_difference(shape["tianyuan"]).area < 1000
    for number, one in enumerate(belts):
        for other in belts[number + 1 :]:
            assert one.intersection(other).area < 1000


def test_the_ecological_belt_lies_between_all_the_way(shape):
    west, south, east, north = shape["tianyuan"].bounds
    for step in range(2, 99):
        y = south + (north - south) * step / 100
        across = LineString([(west, y), (east, y)])
        cuts = [shape[f"belt-{side}"].intersection(across) for side in ("west", "middle", "east")]
        middles = [cut.centroid.x for cut in cuts if not cut.is_empty]
        assert middles == sorted(middles)
    assert not shape["belt-west"].touches(shape["belt-east"])


@pytest.mark.parametrize(
    "belt, members",
    [
        ("belt-east", ["core-shennong", "shennong-city", "core-xiangjiang", "scenic-belt", "cluster-riverfront"]),
        ("belt-west", ["core-xinma", "xinma-park", "auto-expo-park", "innovation-park", "ebd"]),
        ("belt-middle", ["green-heart"]),
    ],
)
def test_known_places_lie_in_their_belt(shape, belt, members):
    for key in members:
        assert inside(shape[key], shape[belt]), key


def test_corridors_cross_three_belts_from_the_edge_to_the_river(shape, drawn):
    corridors = drawn[drawn["layer"] == "corridors"]
    assert len(corridors) >= 3
    for key, corridor in corridors.geometry.items():
        for side in ("west", "middle", "east"):
            assert corridor.intersection(shape[f"belt-{side}"]).area > 0.02 * corridor.area, (key, side)
        assert corridor.geom_type == "Polygon" and corridor.intersects(shape["xiang-river"]), key
        assert corridor.distance(shape["tianyuan"].boundary) < 1, key
        assert not any(corridor.intersects(other) for name, other in corridors.geometry.items() if name != key)


def test_the_green_heart_is_free_of_parks(shape):
    for key in ("liyu-park", "xinma-park", "tianyi-park", "yuetang-newtown"):
        assert not shape["green-heart"].intersects(shape[key])


# ---------------------------------------------------------------- inside, on the river, outside


def test_everything_else_is_inside_the_district(frames, table):
    everything = pandas.concat(frames.values()).set_index("id")
    district = everything.geometry["tianyuan"].buffer(3 * METRE)
    with_river = district.union(everything.geometry["xiang-river"])
    for key, geometry in everything.geometry.items():
        if table.at[key, "system"] == "context" or key in OUTSIDE:
            continue
        assert (with_river if key in ON_RIVER else district).covers(geometry), key


def test_the_list_of_outsiders_is_true(shape):
    for key in OUTSIDE:
        assert not shape["tianyuan"].covers(shape[key]), key


def test_the_three_parks_outside_do_not_reach_in(shape):
    for key in ("tianxin-park", "dongjiaduan-park", "jinshan-park"):
        assert not shape[key].intersects(shape["tianyuan"]), key


def test_neighbours_share_the_border_without_overlap(shape, drawn):
    for key, neighbour in drawn[drawn["layer"] == "neighbours"].geometry.items():
        assert neighbour.intersection(shape["tianyuan"]).area < 1e5, key


# ---------------------------------------------------------------- river, roads, rail


def test_bridges_stand_on_the_river(shape, drawn):
    for key in ON_RIVER | set(drawn.index[drawn["layer"] == "context-bridges"]):
        assert shape[key].distance(shape["river-midline"]) < 300, key


def test_shoreline_is_thirty_kilometres_of_left_bank(shape):
    shore = shape["shoreline-30km"]
    assert shore.length == pytest.approx(30_000, rel=0.02)
    assert shore.hausdorff_distance(shape["xiang-river"].boundary.intersection(shore.buffer(200))) < 400
    assert not shore.intersects(shape["river-midline"])


def test_four_roads_from_north_to_south_three_from_east_to_west(shape):
    across = ["changjiang-xilu", "xizhan-nanlu", "longzhou-lu", "hukun-nanxian"]
    along = ["binjiang-lu", "xiangjiang-dadao", "keji-dadao"]
    assert [shape[road].centroid.y for road in across] == sorted((shape[r].centroid.y for r in across), reverse=True)
    for y in (shape["longzhou-lu"].centroid.y, shape["hub-leidashi"].y + 1000):
        cut = LineString([(shape["tianyuan"].bounds[0], y), (shape["tianyuan"].bounds[2], y)])
        at = [cut.intersection(shape[road]).centroid.x for road in along]
        assert at == sorted(at, reverse=True)
    assert shape["binjiang-lu"].crosses(shape["longzhou-lu"])
    assert shape["binjiang-lu"].distance(shape["xiang-river"]) < 200


def test_planned_bridges_meet_their_roads(shape):
    assert shape["bridge-7"].distance(shape["longzhou-lu"]) < HALF
    for bridge, junction in (("jianning", "jianning"), ("shifeng", "shifeng")):
        assert shape[f"{bridge}-bridge"].distance(shape["xihuanxian"]) < HALF
        assert shape[f"{junction}-interchange"].distance(shape["xihuanxian"]) < HALF
        assert shape[f"{junction}-interchange"].distance(shape["binjiang-lu"]) < 500


def test_station_hub_and_tram_meet(shape):
    assert shape["zhuzhou-west"].distance(shape["wuguang-hsr"]) < 100
    assert shape["hub-wuguangxi"].distance(shape["zhuzhou-west"]) < 500
    assert shape["tram"].distance(shape["hub-wuguangxi"]) < 200 and shape["tram"].distance(shape["hub-shennong"]) < 200
    assert shape["cluster-tiantai"].intersects(shape["tiantai-lu"])


# ---------------------------------------------------------------- the reader


def test_frames_have_the_promised_columns(frames):
    assert list(frames) == list(places.layers(GEO)["slug"])
    for slug, frame in frames.items():
        assert list(frame.columns) == ["id", "name", "precision", "source", "note", "geometry", "layer"]
        assert set(frame["layer"]) == {slug} and frame.crs.to_epsg() == 4326


def test_area_needs_a_reference_system(frames):
    assert places.area_km2(frames["boundary"], ABOUT.map.metres).item() == pytest.approx(324.77, abs=0.01)
    assert places.area_km2(frames["roads"], ABOUT.map.metres).sum() == 0
    with pytest.raises(ValueError, match="坐标系"):
        places.area_km2(geopandas.GeoDataFrame(geometry=list(frames["boundary"].geometry)), ABOUT.map.metres)


def broken(tmp_path, change, file="cores.geojson"):
    """A copy of geo/ in which `change` has been applied to one parsed file."""
    shutil.copytree(GEO, tmp_path / "geo")
    target = tmp_path / "geo" / file
    content = json.loads(target.read_text(encoding="utf-8"))
    change(content["features"])
    target.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return tmp_path / "geo"


BOW_TIE = {"type": "Polygon", "coordinates": [[[113, 27.7], [113.1, 27.8], [113.1, 27.7], [113, 27.8], [113, 27.7]]]}
FAR = {"type": "Polygon", "coordinates": [[[27.7, 113], [27.8, 113.1], [27.7, 113.1], [27.7, 113]]]}
EMPTY = {"type": "Polygon", "coordinates": []}


@pytest.mark.parametrize(
    "change, words",
    [
        (lambda f: f[1]["properties"].pop("source"), "缺少或多出属性 source"),
        (lambda f: f[1]["properties"].update(colour="red"), "缺少或多出属性 colour"),
        (lambda f: f[1]["properties"].update(precision="exact"), "precision “exact”"),
        (lambda f: f[1]["properties"].update(note=None), "属性应为文字"),
        (lambda f: f[1].update(geometry=BOW_TIE), "图形无效"),
        (lambda f: f[1].update(geometry=EMPTY), "图形无效"),
        (lambda f: f[1].update(geometry=None), "图形无效"),
        (lambda f: f[1].update(geometry={"type": "Point", "coordinates": [113.1, 27.8]}), "是点，这一层要面"),
        (lambda f: f[1].update(geometry=FAR), "坐标超出范围"),
    ],
)
def test_a_malformed_feature_is_named_with_its_file(tmp_path, change, words):
    with pytest.raises(DataError, match=words) as error:
        places.load(broken(tmp_path, change))
    assert "cores.geojson" in str(error.value) and "core-liyu" in str(error.value)


def test_an_id_may_occur_only_once_in_all_layers(tmp_path):
    twice = broken(tmp_path, lambda f: f[0]["properties"].update(id="belt-east"))
    with pytest.raises(DataError, match=r"cores\.geojson 要素 belt-east：id 重复（已见于 belts\.geojson）"):
        places.load(twice)


def test_an_id_may_occur_only_once_in_a_layer(tmp_path):
    with pytest.raises(DataError, match=r"cores\.geojson 要素 core-shennong：id 重复"):
        places.load(broken(tmp_path, lambda f: f[1]["properties"].update(id="core-shennong")))


def test_a_missing_or_unreadable_file_is_named(tmp_path):
    folder = broken(tmp_path, lambda f: f.clear())
    with pytest.raises(DataError, match=r"cores\.geojson：没有要素"):
        places.load(folder)
    (folder / "cores.geojson").write_text("{", encoding="utf-8")
    with pytest.raises(DataError, match=r"cores\.geojson：不能读取"):
        places.load(folder)
    (folder / "cores.geojson").unlink()
    with pytest.raises(DataError, match=r"cores\.geojson：不能读取"):
        places.load(folder)


@pytest.mark.parametrize(
    "old, new, words",
    [
        ("cores,一主五副,cores,,cores.geojson,polygon", "cores,一主五副,cores,,cores.geojson,area", "geometry “area”"),
        ("cores,一主五副,cores", "belts,一主五副,cores", "slug 为空或重复"),
        ("slug,name,system,", "slug,name,", "缺少列system"),
        ("polygon,14,yes", "polygon,x,yes", "应为数字"),
        ("polygon,14,yes", "polygon,14,true", "应为 yes 或 no"),
    ],
)
def test_a_broken_layer_table_is_named(tmp_path, old, new, words):
    folder = broken(tmp_path, lambda f: None)
    text = (folder / "layer.csv").read_text(encoding="utf-8")
    assert old in text
    (folder / "layer.csv").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataError, match=words) as error:
        places.load(folder)
    assert "layer.csv" in str(error.value)


CASES = {  # a copy of one file of geo/ each, spoilt in one way
    "bowtie": (lambda f: f[0].update(geometry=BOW_TIE), "第1个要素（scenic-belt）：图形无效"),
    "no id": (lambda f: f[0]["properties"].pop("id"), "第1个要素（无id）：缺少或多出属性 id"),
    "twice": (lambda f: f.append(f[0]), "要素 scenic-belt：id 重复"),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_wrong_says_file_feature_and_mend(tmp_path, case):
    change, words = CASES[case]
    with pytest.raises(DataError) as error:
        places.load(broken(tmp_path, change, "greens.geojson"))
    assert str(error.value).startswith(f"geo/greens.geojson {words}")
    assert any(word in str(error.value) for word in ("请", "应有"))


def test_a_byte_order_mark_is_not_wrong(tmp_path, frames):
    folder = broken(tmp_path, lambda f: None, "greens.geojson")
    for name in ("greens.geojson", "layer.csv"):
        path = folder / name
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert places.load(folder)["greens"].equals(frames["greens"])


def test_a_plan_without_a_map_has_no_layers(tmp_path):
    assert places.layers(tmp_path / "geo").empty and places.load(tmp_path / "geo") == {}


@pytest.mark.parametrize(
    "old, new, words",
    [
        (",accent,20,2,14,8,", ",accented,20,2,14,8,", "“accented”"),
        (",accent,20,2,14,8,", ",accent,x,2,14,8,", "fill “x”"),
    ],
)
def test_a_style_that_cannot_be_is_named(tmp_path, old, new, words):
    folder = broken(tmp_path, lambda f: None)
    text = (folder / "layer.csv").read_text(encoding="utf-8")
    assert old in text
    (folder / "layer.csv").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataError, match=words):
        places.layers(folder)
