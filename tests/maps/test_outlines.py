"""An office's own outlines: files as people have them, made here, come into a layer, or are refused in words."""

import json
import shutil
import zipfile
from pathlib import Path

import geopandas
import numpy as np
import pyproj
import pytest
import shapely
from shapely.affinity import scale, translate

from lib.__main__ import main
from lib.home import Home
from lib.maps import datum, places
from lib.plan.source import open_source
from tests.homes import HOME, copied
from tests.test_pages import app

MADE = ["--source", "某规划院", "--date", "2017-03-05"]


@pytest.fixture(scope="module")
def frames():
    return places.load(HOME.geo)


@pytest.fixture
def home(tmp_path) -> Home:
    """A copy of the plan whose map may be changed."""
    found = copied(tmp_path / "plan", built=True)
    found.geo.unlink()
    shutil.copytree(HOME.geo, found.geo)
    return found


@pytest.fixture
def belts(frames):
    """The three belts as an office might have drawn them: the middle one moved a little, names, no ids."""
    own = frames["belts"][["name", "geometry"]].rename(columns={"name": "名称"})
    own.loc[1, "geometry"] = translate(own.loc[1, "geometry"], 0.0005, 0.0003)
    return own


@pytest.fixture
def run(home, capsys):
    """Run the command on that plan: exit status, table, what was said."""

    def call(file: Path, layer: str, *more: str):
        status = main(["--plan", str(home.folder), "geo", "import", str(file), layer, *more])
        out, said = capsys.readouterr()
        return status, out, said

    return call


def zipped(frame, folder: Path, encoding="utf-8", without=(), name="三带") -> Path:
    """A Shapefile in an archive, as Windows packs it."""
    inner = folder / "shp"
    inner.mkdir()
    frame.to_file(inner / "x.shp", encoding=encoding)
    path = folder / "outlines.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for one in inner.iterdir():
            if one.suffix not in without:
                archive.write(one, f"{name}{one.suffix}")
    return path


def as_json(frame, folder: Path, crs=None) -> Path:
    path = folder / "outlines.geojson"
    path.write_text(frame.to_json(to_wgs84=False, drop_id=True), encoding="utf-8")
    if crs:
        said = json.loads(path.read_text(encoding="utf-8"))
        said["crs"] = {"type": "name", "properties": {"name": f"urn:ogc:def:crs:EPSG::{crs}"}}
        path.write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
    return path


def stored(home):
    return {one["properties"]["id"]: one for one in json.loads((home.geo / "belts.geojson").read_text())["features"]}


def apart(one, other) -> float:
    """Metres between two shapes at most."""
    pair = geopandas.GeoSeries([shapely.geometry.shape(one), shapely.geometry.shape(other)], crs=4326).to_crs(4547)
    return pair.iloc[0].hausdorff_distance(pair.iloc[1])


@pytest.mark.parametrize("crs", [4326, 4490, 4547, 4526, 4508, 4497])
@pytest.mark.parametrize("kind", ["geojson", "gpkg", "zip"])
def test_outlines_come_in_whatever_the_file_and_the_system(home, run, belts, tmp_path, kind, crs):
    moved = belts.to_crs(crs)
    if kind == "gpkg":
        file = tmp_path / "outlines.gpkg"
        moved.to_file(file)
    else:
        file = zipped(moved, tmp_path) if kind == "zip" else as_json(moved, tmp_path, crs)
    assert run(file, "belts", *MADE)[0] == 0
    found = stored(home)
    assert [*found] == ["belt-east", "belt-middle", "belt-west"]
    for key, shape in zip(found, belts.geometry, strict=True):
        assert apart(found[key]["geometry"], shape) < 1
    properties = found["belt-middle"]["properties"]
    assert properties["precision"] == "surveyed" and properties["source"] == "某规划院（2017-03-05）"
    assert file.name in properties["note"]
    assert (home.geo / "belts.geojson.bak").read_bytes() == (HOME.geo / "belts.geojson").read_bytes()
    assert len(places.load(home.geo)["belts"]) == 3


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
@pytest.mark.parametrize("lies", [True, False], ids=["with a wrong .cpg", "without a .cpg"])
def test_names_in_a_shapefile_are_read_in_either_coding(run, belts, tmp_path, encoding, lies):
    file = zipped(belts, tmp_path, encoding, without=(".cpg",))
    if lies:
        with zipfile.ZipFile(file, "a") as archive:
            archive.writestr("三带.cpg", "UTF-8" if encoding == "gbk" else "GBK")
    status, out, _ = run(file, "三带", "--dry-run")
    assert status == 0 and out.count("换成新的图形") == 3 and "中部生态功能带,名称" in out


def test_a_preview_writes_nothing_and_says_what_matched_and_what_did_not(home, run, belts, tmp_path):
    belts["名称"] = ["belt-east", "中部生态带", "某地"]
    status, out, said = run(as_json(belts, tmp_path), "belts", "--dry-run")
    rows = {line.split(",")[1] or line.split(",")[2]: line.split(",") for line in out.splitlines()[1:]}
    assert status == 0 and "没有写入" in said
    assert rows["belt-east"][2:4] == ["滨江生活功能带", "编号"] and rows["中部生态带"][2:4] == [
        "中部生态功能带",
        "别名",
    ]
    assert float(rows["中部生态带"][6]) == pytest.approx(59, abs=5) and float(rows["belt-east"][7]) == 100
    assert rows["某地"][-1] == "这一层里没有这个单元" and rows["西部生产功能带"][-1] == "文件里没有，保持原样"
    assert stored(home) == stored(HOME)


def test_what_is_not_in_the_file_stays(home, run, belts, tmp_path):
    assert run(as_json(belts.iloc[[1]], tmp_path), "belts", *MADE)[0] == 0
    found, before = stored(home), stored(HOME)
    assert found["belt-east"] == before["belt-east"] and found["belt-middle"] != before["belt-middle"]


def test_without_source_and_day_nothing_is_written(home, run, belts, tmp_path):
    status, _, said = run(as_json(belts, tmp_path), "belts")
    assert status == 2 and "--source" in said and stored(home) == stored(HOME)


@pytest.mark.parametrize("crs", [4547, 4526, 4490])
def test_a_missing_prj_is_asked_about_by_name(home, run, belts, tmp_path, crs):
    file = zipped(belts.to_crs(crs), tmp_path, without=(".prj",))
    status, _, said = run(file, "belts", *MADE)
    assert status == 2 and "没有 .prj" in said and f"--crs {crs}（" in said
    assert run(file, "belts", "--crs", str(crs), *MADE)[0] == 0
    assert apart(stored(home)["belt-west"]["geometry"], belts.geometry.iloc[2]) < 1


def test_a_false_easting_that_is_not_what_the_file_says_is_seen(run, belts, tmp_path):
    wrong = belts.to_crs(4526).set_crs(4547, allow_override=True)
    status, _, said = run(zipped(wrong, tmp_path), "belts", *MADE)
    assert status == 2 and "别处" in said and "--crs 4526（CGCS2000三度带中央经线114度，东坐标带带号38" in said


def test_northing_before_easting_is_seen(run, belts, tmp_path):
    turned = belts.to_crs(4547)
    turned["geometry"] = shapely.transform(turned.geometry.array, lambda xy: xy[:, ::-1])
    status, _, said = run(zipped(turned, tmp_path, without=(".prj",)), "belts", *MADE)
    assert status == 2 and "颠倒" in said


def test_an_older_datum_is_refused(run, belts, tmp_path):
    old = belts.set_crs(4610, allow_override=True)
    status, _, said = run(zipped(old, tmp_path), "belts", *MADE)
    assert status == 2 and "Xian 1980" in said and "测绘部门" in said


@pytest.mark.parametrize("layer", ["belts", "stations", "roads-along", "zone-parks"])
def test_gcj02_is_refused_and_comes_in_when_said(home, run, frames, tmp_path, layer):
    own = frames[layer][["id", "geometry"]].copy()
    own["geometry"] = shapely.transform(own.geometry.array, datum.to_gcj02)
    file = as_json(own, tmp_path)
    status, out, said = run(file, layer, *MADE)
    assert status == 2 and not out and "像是 GCJ-02" in said and "--from gcj02" in said
    assert (home.geo / f"{layer}.geojson").read_bytes() == (HOME.geo / f"{layer}.geojson").read_bytes()
    assert run(file, layer, "--from", "gcj02", *MADE)[0] == 0
    now = places.load(home.geo)[layer]
    off = now.to_crs(4547).distance(frames[layer].to_crs(4547))
    assert off.max() < 1 and all("GCJ-02" in note for note in now["note"])


def test_outlines_that_differ_are_no_gcj02(run, belts, tmp_path):
    assert run(as_json(belts, tmp_path), "belts", "--dry-run")[0] == 0
    status, _, said = run(as_json(belts, tmp_path), "belts", "--from", "gcj02", "--dry-run")
    assert status == 2 and "不像 GCJ-02" in said


@pytest.mark.parametrize("lon, lat", [(113.1, 27.8), (116.4, 39.9), (75.99, 39.47), (87.6, 43.8)])
def test_gcj02_and_back_is_where_it_was(lon, lat):
    there = datum.to_gcj02(np.array([[lon, lat]]))
    metres = pyproj.Geod(ellps="WGS84").inv(lon, lat, *there[0])[2]
    back = datum.from_gcj02(there)[0]
    assert 100 < metres < 1000 and pyproj.Geod(ellps="WGS84").inv(lon, lat, *back)[2] < 0.001


def test_the_published_example_of_gcj02():
    """A point of Shanghai as several open converters have it."""
    assert datum.to_gcj02(np.array([[121.5272106, 31.1774276]]))[0] == pytest.approx(
        [121.53154186, 31.17530398], abs=1e-7
    )


BOWTIE = shapely.Polygon([(113.0, 27.7), (113.1, 27.8), (113.1, 27.7), (113.0, 27.8)])


@pytest.mark.parametrize(
    "spoil, words",
    [
        (
            lambda f: f.assign(geometry=[BOWTIE, *f.geometry[1:]]),
            "第1个要素（滨江生活功能带）：边线自己交叉，在东经113.05000、北纬27.75000",
        ),
        (lambda f: f.assign(geometry=[None, *f.geometry[1:]]), "第1个要素（滨江生活功能带）：没有图形"),
        (lambda f: f.assign(geometry=f.boundary), "是线，这一层要面"),
        (lambda f: f.assign(geometry=f.translate(3, 2)), "不在本规划的地图上，像是别处的"),
        (lambda f: f.assign(名称=""), "没有编号或名称"),
        (lambda f: f.assign(名称=["甲", "乙", "丙"]), "没有一个图形对得上“三带”的单元"),
        (lambda f: f.assign(名称="滨江生活功能带"), "滨江生活功能带在文件里有3个图形，请合并"),
        (lambda f: f.assign(geometry=f.scale(0.3, 0.3)), "存疑：outlines.geojson 第1个要素（滨江生活功能带）：面积"),
        (lambda f: f.iloc[:0], "没有图形"),
    ],
)
def test_what_is_wrong_names_the_file_the_outline_and_the_mend(home, run, belts, tmp_path, spoil, words):
    status, _, said = run(as_json(spoil(belts), tmp_path), "belts", *MADE)
    assert status == 2 and "outlines.geojson" in said and words in said
    assert any(word in said for word in ("请", "--checked")) and "Traceback" not in said
    assert stored(home) == stored(HOME)


def test_a_name_of_several_units_is_not_guessed(run, frames, tmp_path):
    own = frames["corridors"].iloc[[0]][["geometry"]].assign(name="生态廊道")
    status, _, said = run(as_json(own, tmp_path), "corridors", "--dry-run")
    assert status == 2 and "可能是" in said and "请写编号" in said


def test_doubts_that_were_checked_are_written(home, run, belts, tmp_path):
    small = as_json(belts.assign(geometry=belts.scale(0.3, 0.3)), tmp_path)
    assert run(small, "belts", "--checked", *MADE)[0] == 0 and stored(home) != stored(HOME)


def test_several_tables_are_asked_about(run, belts, tmp_path):
    file = tmp_path / "outlines.gpkg"
    belts.to_file(file, layer="三带")
    belts.to_file(file, layer="草稿")
    status, _, said = run(file, "belts", "--dry-run")
    assert status == 2 and "三带、草稿" in said and "--table" in said
    assert run(file, "belts", "--dry-run", "--table", "三带")[0] == 0


@pytest.mark.parametrize(
    "name, data", [("a.dwg", b"x"), ("a.geojson", b"{"), ("a.zip", b"PK"), ("a.gpkg", b"x"), ("b.geojson", None)]
)
def test_a_file_that_cannot_be_read_is_a_sentence(run, tmp_path, name, data):
    if data is not None:
        (tmp_path / name).write_bytes(data)
    status, _, said = run(tmp_path / name, "belts", "--dry-run")
    assert status == 2 and said.startswith(name)


def test_a_byte_order_mark_and_gbk_are_read(run, belts, tmp_path):
    file = as_json(belts, tmp_path)
    text = json.dumps(json.loads(file.read_text(encoding="utf-8")), ensure_ascii=False)
    for data in (b"\xef\xbb\xbf" + text.encode(), text.encode("gbk")):
        file.write_bytes(data)
        status, out, _ = run(file, "belts", "--dry-run")
        assert status == 0 and out.count("换成新的图形") == 3


def test_an_unknown_layer_lists_those_there_are(run, belts, tmp_path):
    status, _, said = run(as_json(belts, tmp_path), "边界", "--dry-run")
    assert status == 2 and "belts（三带）" in said


def spoilt(home, change):
    path = home.geo / "zone-parks.geojson"
    found = json.loads(path.read_text(encoding="utf-8"))
    feature = next(one for one in found["features"] if one["properties"]["id"] == "jinshan-park")
    shape = change(shapely.geometry.shape(feature["geometry"]))
    feature["geometry"] = shape.__geo_interface__
    path.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")


@pytest.mark.parametrize(
    "change, words",
    [(lambda shape: translate(shape, 3, 2), "离其余图形太远"), (lambda shape: scale(shape, 0.3, 0.3), "相差太多")],
)
def test_what_can_hardly_be_meant_in_geo_is_said_by_build_and_on_the_page(home, monkeypatch, capsys, change, words):
    spoilt(home, change)
    assert main(["--plan", str(home.folder), "build"]) == 0
    said = capsys.readouterr().err
    assert "geo/zone-parks.geojson 第" in said and "（金山高科园）" in said and words in said and "请核对" in said
    monkeypatch.setenv("PLAN_HOME", str(home.folder))
    test = app("pages/space/layout.py")
    assert not test.exception and words in test.warning[0].value


def test_the_map_as_it_is_has_nothing_doubtful():
    assert open_source(HOME).doubts == []


def test_a_bowtie_in_geo_is_a_sentence_in_an_export_and_on_every_page(home, monkeypatch, capsys):
    spoilt(home, lambda shape: BOWTIE)
    assert (
        main(
            [
                "--plan",
                str(home.folder),
                "export",
                "pptx",
                "--kind",
                "annual",
                "--year",
                "2018",
                "-o",
                str(home.folder / "a.pptx"),
            ]
        )
        == 2
    )
    assert "geo/zone-parks.geojson 第" in capsys.readouterr().err
    monkeypatch.setenv("PLAN_HOME", str(home.folder))
    for page in ("space/layout", "space/parks", "monitor/overview", "present/briefing", "present/wall"):
        test = app(f"pages/{page}.py")
        assert not test.exception and any("边线自己交叉" in error.value for error in test.error)
