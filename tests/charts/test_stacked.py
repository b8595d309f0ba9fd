"""Stacked bars against rows made by hand, and the pictures of the pages that use them."""

import pandas as pd
import pytest

from lib.charts import audit, completeness, effort
from lib.charts.dispatch import rates
from lib.charts.stacked import BY_GROUP, OF_KIND, Look, marks, stacked
from lib.measure.completeness import COLUMNS
from lib.text import annual_plan, submitted_figures
from lib.theme import GROUPS
from tests.homes import ABOUT


def bars(figure):
    """The counts by part and label."""
    return {
        (point[1], point[0]): count
        for trace in figure.data
        if trace.type == "bar"
        for point, count in zip(trace.customdata, trace.x, strict=True)
        if count
    }


def test_each_row_is_counted_once_under_its_label_and_part():
    rows = pd.DataFrame({"unit": ["乙局", "甲局", "乙局"], "level": ["红", "黄", "红"]})
    figure = stacked(rows, "unit", "level", marks("红", "黄"), "light")
    assert bars(figure) == {("红", "乙局"): 2, ("黄", "甲局"): 1}
    assert list(figure.layout.yaxis.ticktext) == ["乙局", "甲局"]  # in the order in which they came
    assert [trace.name for trace in figure.data if trace.type == "bar"] == ["◈ 红", "◇ 黄"]
    assert [word.strip() for word in figure.data[-1].text] == ["2", "1"]


def test_on_a_phone_a_part_says_only_what_it_has_room_for():
    rows = pd.DataFrame({"unit": ["甲局"] * 100, "level": ["红"] * 88 + ["黄"] * 10 + ["蓝"] * 2})
    looks = (Look("红", "◈", "bad"), Look("黄", "◇", "warn"), Look("蓝", "○", "plan"))
    told = {
        narrow: [trace.text[0] for trace in stacked(rows, "unit", "level", looks, "light", narrow).data[:3]]
        for narrow in (False, True)
    }
    assert told == {False: ["◈88", "◇10", "2"], True: ["◈88", "10", ""]}


@pytest.mark.parametrize(
    "draw",
    [
        lambda name: stacked(pd.DataFrame({"unit": [name], "kind": ["项目"]}), "unit", "kind", OF_KIND, "light"),
        lambda name: rates(pd.DataFrame({"name": [name], "rate": [0.5]}), 0.4, [""], "light"),
    ],
)
def test_a_name_that_people_typed_is_no_markup(draw):
    figure = draw("甲<a>局")
    bar = next(trace for trace in figure.data if trace.customdata is not None)
    assert figure.layout.yaxis.ticktext == bar.hovertext == ("甲&lt;a&gt;局",)
    assert "customdata" not in bar.hovertemplate
    assert bar.customdata[0][0] == "甲<a>局", "a click finds it by its own name"


def test_a_part_that_nothing_has_is_not_in_the_legend():
    figure = stacked(pd.DataFrame({"a": ["甲"], "b": ["达到"]}), "a", "b", BY_GROUP, "light")
    assert [trace.name for trace in figure.data if trace.type == "bar"] == ["▲ 达到"]


def test_one_thing_does_not_fill_the_picture():
    figure = stacked(pd.DataFrame({"a": ["甲"], "b": ["x"]}), "a", "b", [Look("x", "", "plan")], "light")
    assert figure.layout.xaxis.range[1] >= 10


def test_a_long_name_is_cut_on_a_phone_and_stands_whole_under_the_finger():
    rows = pd.DataFrame({"a": ["基本公共服务均等化"], "b": ["x"]})
    figure = stacked(rows, "a", "b", [Look("x", "", "plan")], "light", narrow=True)
    assert list(figure.layout.yaxis.ticktext) == ["基本公共服务…"]
    assert figure.data[0].customdata[0][0] == "基本公共服务均等化"


def test_every_group_of_verdicts_can_be_drawn():
    assert {look.part for look in BY_GROUP} == {group.name for group in GROUPS}


def test_the_findings_are_all_in_the_picture(store):
    found = store.findings
    drawn = bars(audit.by_rule(found, "light"))
    expected = found.assign(severity=found["severity"].astype(str)).groupby(["severity", "rule"]).size()
    assert drawn == {key: count for key, count in expected.items() if count}


def test_the_completeness_is_written_in_its_cells():
    rows = pd.DataFrame([("经济", 2016, 1, 4), ("经济", 2017, 4, 4)], columns=COLUMNS)
    figure = completeness.known(rows, "light")
    assert list(figure.data[0].text) == ["1/4", "4/4"]
    none, everything = figure.data[0].marker.color
    assert none != everything


EFFORT = pd.DataFrame(
    [("甲", 9.0, 12.0, 8.0, 0.75), ("乙", 10.0, 5.0, float("nan"), 2.0), ("丙", 7.0, float("nan"), float("nan"), float("nan"))],
    columns=["name", "required", "trend", "latest", "ratio"],
)  # fmt: skip


@pytest.mark.parametrize("narrow", [False, True])
def test_the_hardest_target_is_drawn_first_and_in_the_warm_colour(narrow):
    figure = effort.effort(EFFORT, "light", ABOUT, narrow)
    lines = {trace.name: list(trace.x) for trace in figure.data if trace.mode == "lines"}
    assert lines == {"要求比过去快": [5.0, 10.0, None], "要求比过去慢": [12.0, 9.0, None]}
    required = next(trace for trace in figure.data if trace.name == "规划所需年均")
    assert list(zip(required.customdata, required.y, strict=True)) == [("乙", 0), ("甲", 1), ("丙", 2)]
    names = [one.text for one in figure.layout.annotations] if narrow else list(figure.layout.yaxis.ticktext)
    assert names == ["乙", "甲", "丙"]


def test_an_annual_plan_tells_what_was_met_or_before_it_is_issued_what_the_path_gives():
    rows = pd.DataFrame(
        {
            "domain_name": ["乙", "甲", "甲"],
            "domain_position": [2, 1, 1],
            "issued": True,
            "planned": [1.0, 2.0, None],
            "proposal": [1.0, None, None],
            "met": ["", "达到", ""],
        }
    )
    assert annual_plan.by_domain(rows).to_numpy().tolist() == [["甲", "达到"], ["乙", "缺数据"]]
    drafted = annual_plan.by_domain(rows.assign(issued=False))
    assert drafted.to_numpy().tolist() == [["甲", "须另行填写"], ["甲", "须另行填写"], ["乙", "可由路径得出"]]


def test_waiting_figures_are_new_or_change_one_that_counts():
    waiting = pd.DataFrame({"indicator": ["gdp", "beds"], "old": [None, 3.0]})
    indicators = pd.DataFrame({"slug": ["gdp", "beds"], "domain": ["economy", "society"]})
    domains = pd.DataFrame({"slug": ["society", "economy"], "name": ["社会", "经济"], "position": [1, 2]})
    found = submitted_figures.by_domain(waiting, indicators, domains)
    assert found[["domain", "state"]].to_numpy().tolist() == [["社会", "更改"], ["经济", "新增"]]
