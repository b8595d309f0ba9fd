"""Another plan is another folder: a small one of another period and a quite empty one run everywhere, under their own
name and years, and nothing of the project's own plan shows."""

import io
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from google.protobuf.json_format import MessageToJson
from streamlit.testing.v1 import AppTest

from lib.__main__ import main
from lib.home import DataError, Home
from lib.measure.kinds import KINDS
from lib.plan.opened import Plan, open_plan
from lib.plan.source import open_source
from lib.report import files, selection
from lib.store import build
from tests.homes import SMALL, others

ROOT = Path(__file__).parents[1]
PAGES = sorted(str(path.relative_to(ROOT)) for path in ROOT.glob("pages/*/*.py"))
OF_THIS_PLAN = re.compile(
    "株洲|天元|高新区|河西|湘江|两区|百亿|三带|十二五|十三五|栗雨|新马|田心|金山|董家[塅塅]|天易|武广"
    r"|(?<![0-9A-Za-z.#-])(?:2010|2016|2018|548)(?![0-9A-Za-z])"
)


@pytest.fixture(scope="module")
def homes(tmp_path_factory) -> Iterator[dict[str, Home]]:
    """Both plans in folders of their own, built."""
    yield others(tmp_path_factory.mktemp("plans"))
    st.cache_resource.clear()


@pytest.fixture(params=["small", "empty"])
def home(request, homes, monkeypatch):
    """Each plan in turn, as the one that the process was started for."""
    monkeypatch.setenv("PLAN_HOME", str(homes[request.param].folder))
    monkeypatch.delenv("PLAN_LEDGER")
    return homes[request.param]


def said(test: AppTest) -> str:
    """All that a page sends to the browser, as text."""
    told = "\n".join(MessageToJson(element.proto, ensure_ascii=False) for element in test.main if element.proto)
    told += "\n".join(table.value.to_csv() for table in test.dataframe)
    told = re.sub(r'"(min|max)": "[\d-]+"', "", told)  # the widest choice of a calendar: ten years either way
    return re.sub(r"\\+u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), told)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_runs_in_every_year_and_area_and_tells_of_its_own_plan_only(home, page):
    plan = open_plan(home)
    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).switch_page(page).run()
    years = [control.options for control in test.segmented_control if control.key == "year"]
    assert years in ([], [[str(year) for year in plan.about.period.years]])
    for year in (plan.about.period.first, plan.about.period.end):
        for area in ("全部", *plan.areas("plan")):
            for control in test.segmented_control:
                if control.key in ("area", "year"):
                    control.set_value({"area": area, "year": year}[control.key])
            test.run()
            assert not test.exception, (area, year)
            assert not test.error, (area, year)
            assert test.header, (area, year)
            assert not OF_THIS_PLAN.findall(said(test)), (area, year)


def text_of(data: bytes) -> str:
    """The text in an Office file, of all its parts."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        xml = [parts.read(name).decode("utf-8") for name in parts.namelist() if name.endswith((".xml", ".rels"))]
    return "\n".join(re.sub(r"<[^>]*>", "\n", part) for part in xml)


def reports(plan: Plan) -> list[dict[str, str | None]]:
    """What every report of a plan is asked for with."""
    frames = plan.frames(("area", "domain", "project"))
    return [
        {"kind": kind, "of": of} for kind in selection.kinds(frames) for of in selection.choices(frames, kind) or [None]
    ]


@pytest.mark.parametrize("form", files.KINDS)
def test_every_export_of_every_report_carries_the_plan_s_own_title(home, form):
    plan = open_plan(home)
    assert reports(plan)
    for year in (plan.about.period.first, plan.about.period.midterm):
        for asked in reports(plan):
            if asked["kind"] == "midterm" and year != plan.about.period.midterm:
                continue  # of the midterm's year alone
            text = text_of(files.KINDS[form].make(plan, **asked, area=None, year=year, demo=False))
            assert plan.about.name.plan in text
            assert not OF_THIS_PLAN.findall(text), asked
            assert form != "docx" or plan.about.name.official in text


@pytest.mark.parametrize(
    "command",
    [
        "build",
        "audit",
        "assess --year {first}",
        "assess --year {end}",
        "show clause",
        "show series",
        "export docx --kind midterm --year {midterm} -o {file}",
        "verify --ledger",
        "backup {file}",
        "restore {file}",
    ],
)
def test_every_command_runs(home, command, capsys, tmp_path):
    period, file = open_plan(home).about.period, tmp_path / "kept.duckdb"
    if command.startswith("restore"):
        assert main(["--plan", str(home.folder), "backup", str(file)]) == 0
    words = command.format(first=period.first, midterm=period.midterm, end=period.end, file=file).split()
    assert main(["--plan", str(home.folder), *words]) == 0, capsys.readouterr().err
    assert not OF_THIS_PLAN.findall(capsys.readouterr().out)


def test_a_plan_without_a_story_says_that_it_has_no_training_set(homes, capsys):
    assert main(["--plan", str(homes["small"].folder), "demo"]) == 2
    assert "story.toml" in capsys.readouterr().err


def test_the_cited_lines_of_the_small_plan_say_what_its_tables_say(homes):
    assert main(["--plan", str(homes["small"].folder), "verify", str(SMALL / "plan.txt")]) == 0


def test_the_small_plan_has_a_clause_of_every_kind(homes):
    assert set(open_plan(homes["small"]).frame("clause")["kind"]) == set(KINDS)


def test_the_sheet_of_a_unit_is_of_its_own_plan(homes, tmp_path):
    out = tmp_path / "sheet.xlsx"
    asked = ["template", "--area", "临江县", "--year", "2022", "--output", str(out)]
    assert main(["--plan", str(homes["small"].folder), *asked]) == 0
    assert "研发投入占比" in text_of(out.read_bytes())
    assert not OF_THIS_PLAN.findall(text_of(out.read_bytes()))


def test_a_new_plan_is_not_written_over_another(homes, capsys):
    assert main(["new", str(homes["small"].folder)]) == 2
    assert "已有文件" in capsys.readouterr().err


def test_a_new_plan_says_what_to_fill_in_first(tmp_path):
    home = Home(tmp_path / "new")
    assert main(["new", str(home.folder)]) == 0
    with pytest.raises(DataError, match=r"plan\.toml \[name\] plan：没有填"):
        build.build(home.data, home.store)
    readme = (home.folder / "README.md").read_text(encoding="utf-8")
    for path in [*home.data.glob("*.csv"), home.geo / "layer.csv"]:
        for column in path.read_text(encoding="utf-8").strip().split(","):
            assert f"- `{column}`：" in readme, (path.name, column)


def test_a_map_without_the_layers_beneath_draws_what_is_there(homes, tmp_path, monkeypatch):
    folder = tmp_path / "bare"
    shutil.copytree(homes["small"].folder, folder)
    layers = folder / "geo/layer.csv"
    lines = layers.read_text(encoding="utf-8").split("\n")
    layers.write_text("\n".join(line for line in lines if not line.startswith("boundary")), encoding="utf-8")
    monkeypatch.setenv("PLAN_HOME", str(folder))
    st.cache_resource.clear()
    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    test.switch_page("pages/space/layout.py").run()
    assert not test.exception
    assert "江北江南两片" in test.header[0].value
    assert len(open_source(Home(folder)).geometry[0]) == 1


def test_what_is_wrong_in_the_map_is_told_on_its_pages_and_by_the_commands(homes, tmp_path, monkeypatch, capsys):
    folder = tmp_path / "wrong"
    shutil.copytree(homes["small"].folder, folder)
    path = folder / "geo/halves.geojson"
    path.write_text(path.read_text(encoding="utf-8").replace('"id":"north"', '"id":"south"'), encoding="utf-8")
    monkeypatch.setenv("PLAN_HOME", str(folder))
    st.cache_resource.clear()
    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    for page in ("pages/space/layout.py", "pages/present/briefing.py"):
        test.switch_page(page).run()
        assert not test.exception, page
        for word in ("geo/halves.geojson", "south", "id 重复", "请"):
            assert word in test.error[0].value.replace("\\", ""), page
    for words in (["build"], ["export", "pptx", "--kind", "annual", "--year", "2022", "-o", str(tmp_path / "a.pptx")]):
        assert main(["--plan", str(folder), *words]) == 2
        assert "geo/halves.geojson 要素 south：id 重复" in capsys.readouterr().err
