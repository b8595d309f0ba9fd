"""The search in the frame and the filters of the lists as pages show them, without a browser."""

import pytest

from lib.ledger import file as ledger
from tests.homes import HOME
from tests.test_pages import app, shown, words

REGISTER, INDICATORS, MEASURES, DUTIES = (
    "pages/projects/register.py",
    "pages/monitor/indicators.py",
    "pages/projects/measures.py",
    "pages/cycle/duties.py",
)


def test_the_window_offers_examples_that_can_be_pressed():
    test = app("pages/monitor/overview.py")
    test.button(key="search-open").click().run()
    assert not test.exception
    assert test.button(key="try-GDP")
    assert test.text_input(key="search-text").value == ""


@pytest.mark.parametrize(
    ("page", "key", "asked", "column", "expected"),
    [
        (INDICATORS, "q", "第１２１行", "目标", {"财政总收入", "财政总收入年均增速"}),
        (INDICATORS, "q", "czzsr", "目标", {"财政总收入", "财政总收入年均增速", "财政总收入（含一区四园）年均增速"}),
        (REGISTER, "find", "ＸＪＱＱ", "项目", {"湘江七桥", "龙洲路湘江七桥至湘潭段"}),
        (MEASURES, "measure_find", "chengshihua", "举措", set()),
        (
            MEASURES,
            "measure_find",
            "城市化",
            "举措",
            {"推进新型城镇化", "按省市部署推进城镇化", "工业化、城镇化与生态协同"},
        ),
    ],
)
def test_every_list_is_filtered_by_the_same_search(page, key, asked, column, expected):
    test = app(page, **{key: asked})
    assert not test.exception
    found = {name for table in test.dataframe[:1] if column in table.value for name in table.value[column]}
    assert found == expected


def test_duties_are_found_by_initials_and_by_the_line_of_their_clauses():
    for text in ("第121行", "caizhengzongshouru"):
        test = app(DUTIES, duty=text)
        assert set(test.dataframe[0].value["事项"]) >= {"财政总收入"}, text
        assert len(test.dataframe[0].value) < 20


def test_a_detail_that_a_new_filter_no_longer_holds_is_put_away():
    test = app(REGISTER, project="xiangjiang-qiqiao")
    assert "湘江七桥" in [shown(head.value) for head in test.subheader]
    test.text_input(key="find").set_value("新马创新城").run()
    assert "湘江七桥" not in [shown(head.value) for head in test.subheader]

    test = app(INDICATORS, area="天元区", year="2016", clause="T129a")
    assert test.selectbox(key="clause").value == "T129a"
    test.multiselect(key="verdict").set_value(["达到进度"]).run()
    assert test.selectbox(key="clause").value == test.dataframe[0].value["条款"].iloc[0]


def test_a_detail_that_a_link_asks_for_beside_the_list_stays():
    test = app(INDICATORS, area="天元区", year="2016", clause="T089b", verdict="达到进度")
    assert test.selectbox(key="clause").value == "T089b"
    test.run()
    assert test.selectbox(key="clause").value == "T089b"


def test_a_link_to_a_thing_puts_away_filters_that_it_does_not_name():
    test = app(REGISTER)
    test.text_input(key="find").set_value("新马").run()
    test.query_params.clear()
    test.query_params["project"] = "xiangjiang-qiqiao"
    test.run()
    assert test.text_input(key="find").value == ""
    assert "湘江七桥" in [shown(head.value) for head in test.subheader]


@pytest.mark.parametrize(("page", "key"), [(INDICATORS, "q"), (DUTIES, "duty")])
def test_a_list_is_searched_where_a_target_was_cancelled(page, key, records):
    ledger.store(HOME.ledger, records)
    test = app(page, year="2018", **{key: "总值"})
    assert not test.exception
    assert "没有符合" not in words(test)
