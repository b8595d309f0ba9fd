"""The training set: whole, always the same, nobody real in it, and every situation that is to be practised."""

import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from lib.cycle import duties as d
from lib.cycle import minutes, supervision
from lib.ledger import attachments
from lib.ledger import file as ledger
from lib.ledger.changes import CHANGES
from lib.ledger.evidence import MATTERS, PROJECT, attached
from lib.ledger.fold import EMPTY, fold, until
from lib.ledger.frozen import explanations, unexplained
from lib.ledger.permission import listed
from lib.ledger.record import broken
from lib.ledger.spoken import SORTS
from lib.measure import constants as c
from lib.plan.opened import Plan
from tests.homes import PERIOD

TODAY = "2021-06-15"
ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(str(path.relative_to(ROOT)) for path in ROOT.glob("pages/*/*.py"))


@pytest.fixture(scope="module")
def state(records):
    return fold(EMPTY, records)


@pytest.fixture(scope="module")
def plan(store, state):
    return Plan(store, state=state)


def test_the_chain_is_whole_and_the_days_run_forward(records, demo_home):
    assert broken(records) is None
    assert len(ledger.read(demo_home.training).records) == len(records) > 3000
    days = [record.at[:10] for record in records]
    assert days == sorted(days)
    assert days[0] >= "2016-02" and days[-1] <= TODAY


def test_it_is_the_same_in_another_process(records):
    code = "from lib.demo.story import tell; from lib.plan.opened import Plan; from lib.plan.source import open_source; from tests.homes import HOME, STORY; print(tell(Plan(open_source(HOME)), STORY)[-1].hash)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=os.environ | {"PYTHONHASHSEED": "7"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == records[-1].hash


def test_nobody_in_it_could_be_taken_for_real(records, state):
    names = (
        {record.who for record in records}
        | {row["name"] for row in state.rows("unit")}
        | {row["lead"] for row in state.rows("duty")}
    )
    assert all(name.startswith("示例") for name in names)
    numbers = [row["number"] for row in state.rows("adjustment") + state.rows("issue")]
    assert numbers and all(number.startswith("示例〔") for number in numbers)
    assert all(re.search(r"@example\.invalid$", row["person"]) for row in state.rows("role"))


def test_every_verdict_appears(plan):
    seen = {verdict for year in PERIOD.years for verdict in plan.assessed(year)["verdict"]}
    assert seen == set(c.VERDICTS)


def test_what_is_to_be_practised_is_there(plan, state):
    statuses = [row["status"] for row in state.rows("figure")]
    assert {"approved", "returned", "submitted"} == set(statuses)
    final = state.get("evaluation", "两区2020年期末评估")
    assert final["status"] == "frozen" and unexplained(final["rows"], explanations(plan.state, 2020))
    assert [row["status"] for row in state.rows("evaluation")].count("published") == 4
    assert {row["change"] for row in state.rows("adjustment")} == set(CHANGES)
    assert all(row["why"].endswith("（演示）") for row in state.rows("adjustment"))
    assert plan.cancelled_by(PERIOD.end)["id"].tolist() == ["T390b"] and not plan.uncounted
    assert plan.assessed(2020).set_index("id").loc["N001", "verdict"] in (c.DONE, c.FAILED)
    assert set(supervision.items(state, date.fromisoformat(TODAY))["lamp"]) == set(supervision.LAMPS)
    rows = d.assigned(d.things(plan.frame("clause"), plan.catalogue, plan.source.measures), state)
    led, total = d.coverage(rows)["clauses"]
    assert 0.7 < led / total < 1
    assert {"红", "黄"} <= set(plan.warnings(2020)["level"])
    rows = minutes.minutes(state, date.fromisoformat(TODAY))
    assert set(rows["status"]) == {"taken", "corrected"} and set(rows["sort"]) == set(SORTS)
    assert {row["status"] for row in state.rows("comment")} == {"open", "answered", "resolved"}
    assert rows["lamp"].dropna().tolist() == [supervision.CLOSED]
    assert {row["stage"] for row in state.rows("event")} == {"前期", "在建", "竣工投产"}


def test_units_were_reformed_and_some_things_are_led_by_two(records, state):
    told = [record.payload for record in records if record.kind == "unit_succeeded"]
    assert {one["how"] for one in told} == {"更名", "并入"}
    gone = {one["name"] for one in told}
    duties = state.rows("duty")
    assert gone.isdisjoint(name for row in duties for name in listed(row["lead"]))
    assert any(len(listed(row["lead"])) == len(listed(row["shares"])) == 2 for row in duties)
    before = fold(EMPTY, until(records, "2019-01-31"))
    assert gone < {name for row in before.rows("duty") for name in listed(row["lead"])}
    kept = [row for row in state.rows("supervision") if row["status"] == "closed" and row["unit"] in gone]
    assert kept, "what was closed before keeps the old name"


def test_figures_adjustments_and_explanations_have_their_files(records, state, demo_home):
    rows = attached(state)
    assert {row["matter"] for row in rows} == set(MATTERS) - {PROJECT}, "a photograph would be invented"
    assert attachments.faults(demo_home.files, rows) == []
    assert all(
        "演示" in row["name"] and attachments.refused(row["name"], data) == ""
        for row in rows[:3]
        if (data := attachments.held(demo_home.files, row["sha256"]))
    )


def test_dispatch_has_every_situation_to_practise(plan, state):
    rows = plan.dispatched(2018, TODAY)
    assert {True, False} <= set(rows["slow"].dropna()) and rows["asof"].notna().any()
    assert {"续建", "按期开工", "未按计划开工"} <= set(rows["opening"])
    assert (rows["funded"] > 0).any() and (rows["problems"] > 0).any() and (rows["step"] != "").any()
    assert {"open", "solved"} <= {row["status"] for row in state.rows("problem")}
    assert any(row.get("problem") for row in state.rows("supervision")), "a problem was handed to supervision"
    assert set(plan.tasks(2018, TODAY)["standing"]) == {"完成", "推进", "未启动", "没有报告"}


def test_a_past_day_shows_what_was_known_then(store, records):
    early = Plan(store, state=fold(EMPTY, until(records, "2018-01-31")))
    assert {row["year"] for row in early.state.rows("figure")} == {2015, 2016}
    assert not early.state.rows("adjustment")


@pytest.fixture(scope="module")
def trained(demo_home):
    """The app with the training set, as `--demo` opens it, for all pages of this module."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PLAN_HOME", str(demo_home.folder))
        patch.setattr(sys, "argv", ["app.py", "--demo"])
        st.cache_resource.clear()
        yield
    st.cache_resource.clear()


def opened(page: str, **query) -> AppTest:
    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for key, value in query.items():
        test.query_params[key] = value
    return test.switch_page(page).run()


@pytest.mark.parametrize("page", PAGES)
def test_every_page_runs_and_says_that_it_is_training(trained, page):
    test = opened(page, year="2020")
    assert not test.exception
    assert not test.error
    assert any("演示数据" in notice.value for notice in test.markdown)
    assert "nan" not in " ".join(str(h.value) for h in test.header).lower()


def test_a_projection_starts_with_the_evaluation_year_and_ends_with_the_plan(trained):
    page = "pages/monitor/projection.py"
    for year in ("2016", "2018"):
        test = opened(page, year=year, indicator="天元区.gdp")
        assert any(f"自{year}年起推算" in caption.value for caption in test.caption)
    test = opened(page, year="2020", indicator="天元区.gdp")
    assert "2020年" in test.header[0].value and "目标" in test.header[0].value
    assert not any("起推算" in caption.value for caption in test.caption)
    assert test.get("plotly_chart")
