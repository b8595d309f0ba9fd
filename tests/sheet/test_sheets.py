"""What stands on a sheet, by hand-made cases and on the plan's own things with and without records."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from lib.cycle import duties as d
from lib.cycle.annual_plan import Planned
from lib.cycle.owed import owed
from lib.front.track import Point, Track
from lib.ledger.fold import EMPTY, fold
from lib.measure import constants as c
from lib.measure.observation import Observation
from lib.measure.period import Period
from lib.plan.opened import Plan
from lib.projects.project import Registered
from lib.sheet import clause, paper, project, unit
from lib.sheet.spot import spot
from lib.ui import sheets
from tests.homes import ABOUT

PERIOD = Period(2015, 2020, 2018, 2010)
GDP = Planned(
    id="T1",
    name="生产总值",
    area="天元区",
    indicator="gdp",
    indicator_name="生产总值",
    indicator_unit="亿元",
    operator=">=",
    target=400.0,
    unit="亿元",
    due=2020,
    base=200.0,
    base_id="O1",
    actual=320.0,
    actual_year=2018.0,
    actual_id="O2",
    completion=0.68,
    time_elapsed=0.6,
    pace=1.13,
    required_growth=14.87,
    catch_up_growth=11.8,
    verdict=c.ON_PACE,
    evaluation_year=2018,
    chapter=3,
    section=3,
    line=117,
)
SERIES = Observation.frame(
    [
        Observation(id="O1", area="天元区", indicator="gdp", year=2015, value=200.0, line=16, source_title="纲要"),
        Observation(id="O2", area="天元区", indicator="gdp", year=2018, value=320.0, source_title="公报"),
        Observation(id="O3", area="高新区", indicator="gdp", year=2018, value=900.0, source_title="别处的公报"),
    ]
)


def sheet_of(row: Planned, state=EMPTY) -> paper.Sheet:
    return clause.clause(row, [(2017, c.BEHIND), (2018, row.verdict)], None, None, None, "", SERIES, state, ABOUT)


def block(sheet: paper.Sheet, title: str) -> paper.Block:
    return next(one for one in sheet.blocks if one.title == title)


def test_a_clause_says_its_state_its_figures_its_steps_and_its_sources():
    sheet = sheet_of(GDP)
    assert sheet.sign == paper.Cell("▲ 达到进度", "good")
    assert dict(sheet.figures)["目标"] == "≥ 400亿元" and dict(sheet.figures)["今后须"] == "年均11.80%"
    assert any(line.startswith("完成程度：ln(320/200)") for line in block(sheet, "怎样得出").lines)
    [cells] = block(sheet, "历年结论").table.rows
    assert [(cell.text, cell.tone) for cell in cells] == [("▼ 滞后", "bad"), ("▲ 达到进度", "good")]
    assert any("纲要" in text or "第16行" in text for text in sheet.sources)
    assert any(text.startswith("《公报》：2018年") for text in sheet.sources)
    assert not any("别处" in text for text in sheet.sources)


def test_what_is_not_known_is_left_out_and_nobody_is_named():
    nan = float("nan")
    bare = Planned(
        id="T2", name="某率", area="天元区", indicator="x", kind="share", operator=">=", target=50.0, unit="%", due=2020,
        verdict=c.UNKNOWN, gap="no_base", evaluation_year=2018, time_elapsed=0.6, base=nan, chapter=3,
    )  # fmt: skip
    sheet = sheet_of(bare)
    assert [label for label, _ in sheet.figures] == ["目标"]
    assert "缺2015年基期值" in sheet.said
    assert block(sheet, "由谁负责").lines == ("责任单位尚未分解。",)


def test_a_persons_words_stay_as_they_are(records):
    state = fold(EMPTY, records)
    given = state.rows("explanation")[0]
    key, year = given["clause"], given["year"]
    row = Planned(id=key, name="甲", area="天元区", evaluation_year=year, verdict=c.BEHIND, chapter=3, kind="milestone", actual=0.0, actual_year=float(year), due=2020)  # fmt: skip
    assert ("原因", given["cause"]) in block(sheet_of(row, state), "解释说明").facts


def test_a_project_shows_its_records_and_the_share_done_by_year():
    row = Registered(
        id="p", name="某路", lines="5;6", stage="在建", verdict=c.BEHIND, share=40.0, due=2019, chapters=(5,)
    )
    events = pd.DataFrame(
        [
            {"date": "2017-03-01", "stage": "在建", "share": 10.0, "investment": 1.0, "note": "开工", "source": "周报"},
            {
                "date": "2018-11-01",
                "stage": "在建",
                "share": 40.0,
                "investment": float("nan"),
                "note": None,
                "source": "",
            },
        ]
    )
    track = project.course(row, events, ABOUT)
    assert [(point.year, point.value) for point in track.points] == [(2017, 10.0), (2018, 40.0)]
    assert (track.goal.year, track.goal.value) == (2019, 100.0)
    assert project.course(row, events.head(0), ABOUT) is None
    assert ("完成比例", "40.0%") in project.figures(row)


def test_a_table_says_what_has_no_room():
    assert paper.table(["甲"], [[str(n)] for n in range(5)], 3).more == "共5行，这里是前3行"
    assert paper.table(["甲"], [["一"]]).more == ""


@pytest.fixture(scope="module")
def plans(store, records) -> dict[str, Plan]:
    return {"empty": Plan(store), "training": Plan(store, fold(EMPTY, records))}


@pytest.mark.parametrize("told", ["empty", "training"])
@pytest.mark.parametrize("kind", ["clause", "project", "park"])
def test_every_clause_project_and_park_has_a_sheet_without_a_bare_nan(plans, told, kind):
    plan = plans[told]
    made = sheets.KINDS[kind]
    for key in made.names(plan, 2018).index:
        sheet = made.made(plan, 2018, key)
        assert sheet.name and sheet.said and sheet.blocks and sheet.sources
        assert json.loads(json.dumps(sheets.plain(sheet), allow_nan=False))
        assert not any(
            re.search(r"\bnan\b", text) for text in texts((sheet.said, sheet.figures, sheet.blocks, sheet.sources))
        )


def texts(value: object) -> Iterator[str]:
    """Every text within tuples."""
    if isinstance(value, tuple):
        for part in value:
            yield from texts(part)
    elif isinstance(value, str):
        yield value


def test_the_map_marks_the_place_and_is_left_out_where_nothing_is_drawn(plans):
    layers, shapes = plans["empty"].source.geometry
    found = spot(layers, shapes, ["auto-expo-park"])
    drawn = {feature.id for layer in found.sheet.layers for feature in layer.features}
    assert found.marked == ("auto-expo-park",) and set(found.marked) <= drawn and "汽车博览园" in found.title
    assert spot(layers, shapes, ["expo-track"]) is None  # 位置未载明
    assert spot(layers, shapes, []) is None


def test_a_unit_sees_what_it_answers_for_the_late_first(plans):
    plan = plans["training"]
    name = d.units(plan.state)[0]
    assigned = d.assigned(d.things(plan.in_force, plan.catalogue, plan.source.measures), plan.state)
    everything = owed(
        name, assigned, [], plan.assessed(2018), plan.monthly(2018, 12), plan.state, 2018, date(2019, 1, 1)
    )
    sheet = unit.unit(name, assigned, everything, plan.assessed(2018), plan.projects(2018), ABOUT, 2018)
    table = block(sheet, "负责的目标，滞后的在前").table
    tones = [row[5].tone for row in table.rows]
    assert tones == sorted(tones, key=["bad", "warn", "good", "neutral"].index)
    led = assigned[(assigned["lead"] == name) & (assigned["kind"] == d.INDICATOR)]
    assert set(led["name"]) & {row[0].text for row in table.rows} or table.more
    nobody = unit.unit(
        "没有事的单位", assigned, everything.head(0), plan.assessed(2018), plan.projects(2018), ABOUT, 2018
    )
    assert nobody.blocks == () and nobody.figures[0] == ("目标条款", "0项")


def test_a_milestone_has_no_course_to_draw():
    point = Point(2015, 1.0, "1")
    course = Track("", (), "", "", "", c.DONE, "", "", "", False, "", "", "", (point,), (), point)
    assert clause.drawable(course, GDP) is not None
    assert clause.drawable(course, replace(GDP, kind="milestone")) is None
