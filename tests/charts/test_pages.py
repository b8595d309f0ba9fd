"""The pictures on the pages: there, and drawn from what the page says."""

import json

from lib.ledger.record import entry
from tests.test_cycle_pages import CHIEF, figure, known
from tests.test_cycle_pages import book as book
from tests.test_pages import app


def charts(test):
    """The figures of a page, as the browser gets them."""
    return [json.loads(drawn.proto.spec) for drawn in test.get("plotly_chart")]


def texts(test):
    return " ".join(group.value for group in test.caption)


def test_warnings_are_drawn_by_unit_and_by_domain(book):
    known(book, figure(300.0, price_basis="current"))
    book.write([entry("duty_assigned", {"thing": "天元区.gdp", "lead": "示例局", "person": ""})], CHIEF)
    test = app("pages/cycle/warnings.py", year="2018", area="天元区")
    by_unit, by_domain = charts(test)
    assert by_unit["layout"]["yaxis"]["ticktext"] == ["示例局"]
    assert by_domain["layout"]["yaxis"]["ticktext"] == ["经济发展"]


def test_at_the_end_of_the_plan_the_projection_shows_what_was_reached(book):
    known(book, figure(430.0, year=2020, price_basis="current"))
    test = app("pages/monitor/projection.py", year="2020", area="天元区", indicator="天元区.gdp")
    assert "2020年430.0亿元" in test.header[0].value
    assert any("完成" in one.value and "420亿元" in one.value for one in test.markdown)
    assert any(430.0 in trace.get("y", []) for trace in charts(test)[0]["data"])


def test_without_a_start_the_path_that_the_plan_asks_for_is_drawn():
    test = app("pages/monitor/projection.py", year="2018", area="天元区", indicator="天元区.industry_va")
    assert charts(test)[0]["data"][0]["text"][-1] == "161.1"


def test_events_of_an_indicator_are_told_with_their_source_beneath_its_chart():
    gdp = texts(app("pages/monitor/indicators.py", year="2018", clause="T117b"))
    assert "新冠疫情" in gdp and "疫情信息》" in gdp and "营改增" not in gdp


def test_the_sources_show_how_much_is_known_of_each_domain():
    (chart,) = charts(app("pages/about/sources.py"))
    assert "经济发展" in chart["data"][0]["y"]


def test_all_that_is_assigned_is_in_the_picture_of_the_duties(book):
    book.write([entry("duty_assigned", {"thing": "天元区.gdp", "lead": "示例局", "person": ""})], CHIEF)
    by_domain, by_unit = charts(app("pages/cycle/duties.py"))
    assigned = next(trace for trace in by_domain["data"] if trace["name"] == "● 已分解")
    assert sum(assigned["x"]) == 1
    assert by_unit["layout"]["yaxis"]["ticktext"] == ["示例局"]
