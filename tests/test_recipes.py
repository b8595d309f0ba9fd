"""The recipes of the README (要改什么，到哪里改), each followed on a copy."""

import csv
import json
import shutil

import pytest
from streamlit.testing.v1 import AppTest

from lib.audit import rules
from lib.audit.finding import HINT, Finding
from lib.plan.opened import open_plan
from tests.homes import HOME, copied
from tests.test_pages import ROOT


def added(file, /, **values: str) -> None:
    """A row at the end of a CSV file; what it does not say is empty."""
    with file.open(encoding="utf-8-sig") as opened:
        head = next(csv.reader(opened))
    with file.open("a", encoding="utf-8", newline="") as opened:
        csv.DictWriter(opened, head).writerow(dict.fromkeys(head, "") | values)


def test_an_indicator_with_a_target_is_two_rows(tmp_path):
    home = copied(tmp_path)
    before = open_plan(HOME).assessed(2018)
    added(
        home.data / "indicator.csv",
        slug="lamps",
        name="路灯数",
        unit="座",
        domain="economy",
        direction="1",
        path="linear",
        decimals="0",
    )
    added(
        home.data / "target.csv",
        id="T388z",
        line="388",
        area="天元区",
        indicator="lamps",
        name="路灯数",
        kind="count",
        operator=">=",
        target="900",
        unit="座",
        due="2020",
        dated="yes",
        force="firm",
    )
    plan = open_plan(home)
    after = plan.assessed(2018)
    assert set(after["id"]) - set(before["id"]) == {"T388z"}
    row = after.set_index("id").loc["T388z"]
    assert (row["verdict"], row["indicator_name"]) == ("无法评估", "路灯数")


def test_an_audit_rule_is_one_row():
    def tall(frames, about) -> list[Finding]:
        return [
            Finding(HINT, (row.line,), f"{row.id}目标过千")
            for row in frames["clause"].itertuples()
            if row.target > 1000
        ]

    plan = open_plan(HOME)
    own = rules.Rule("9 过千", {"clause": ("id", "line", "target")}, tall)
    found = rules.audit(plan.source.frames(rules.AUDITED), plan.about, (*rules.RULES, own))
    clauses = plan.source.frame("clause")
    expected = set(clauses.loc[clauses["target"] > 1000, "id"] + "目标过千")
    assert set(found.loc[found["rule"] == own.title, "what"]) == expected
    assert expected


def test_a_layer_is_one_row_and_its_file(tmp_path):
    home = copied(tmp_path)
    home.geo.unlink()
    shutil.copytree(HOME.geo, home.geo)
    unit = {
        "type": "Feature",
        "properties": {"id": "trial-spot", "name": "试验", "precision": "schematic", "source": "drawn", "note": "试"},
        "geometry": {"type": "Point", "coordinates": [113.1, 27.8]},
    }
    (home.geo / "trial.geojson").write_text(
        json.dumps({"type": "FeatureCollection", "features": [unit]}), encoding="utf-8"
    )
    added(
        home.geo / "layer.csv",
        slug="trial",
        name="试验层",
        system="belts",
        file="trial.geojson",
        geometry="point",
        position="99",
        default_on="no",
        min_zoom="0",
        holds="no",
        frame="no",
        note="试验",
    )
    layers, shapes = open_plan(home).source.geometry
    assert "trial" in set(layers["slug"])
    assert shapes["trial"]["name"].tolist() == ["试验"]


@pytest.fixture
def program(tmp_path):
    """A copy of the program's pages and list of pages; the rest is the project's own."""
    for name in ("lib", "data", "geo", ".streamlit"):
        (tmp_path / name).symlink_to(ROOT / name)
    shutil.copy(ROOT / "app.py", tmp_path / "app.py")
    shutil.copytree(ROOT / "pages", tmp_path / "pages")
    return tmp_path


def test_a_page_is_a_file_and_a_row(program):
    (program / "pages" / "about" / "trial.py").write_text(
        "import streamlit as st\n\nfrom lib import ui\n\nst.header(f'试验：{ui.year()}年')\n", encoding="utf-8"
    )
    app = program / "app.py"
    listed = app.read_text(encoding="utf-8")
    place = '        ("about/sources",'
    assert place in listed
    app.write_text(listed.replace(place, f'        ("about/trial", "试验", "试验"),\n{place}'), encoding="utf-8")
    test = AppTest.from_file(str(app), default_timeout=60)
    test.query_params["year"] = "2018"
    test.run().switch_page("pages/about/trial.py").run()
    assert not test.exception
    assert test.header[0].value == "试验：2018年"
