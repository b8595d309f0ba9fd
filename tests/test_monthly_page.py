"""The page of the months: empty, with a finding, and what its buttons write."""

import pytest

from lib.ledger.permission import ADMIN, Person
from lib.ledger.record import entry
from tests.homes import ledger_at
from tests.test_cycle_pages import app, press
from tests.test_dispatch_pages import edited
from tests.test_pages import words

CHIEF = Person("示例甲", ADMIN)
LINE = {"area": "天元区", "indicator": "fiscal_revenue", "release": "定报"}
SHEET = "天元区2018年1-5月主要经济指标\n指标,单位,本月,同比,累计,同比\n财政总收入,万元,70000,3,{},4\n"


@pytest.fixture
def book():
    """A ledger in which a plan was set and one month was told."""
    own = ledger_at()
    own.write(
        [entry("annual_set", {"clause": "T121b", "year": 2018, "area": "天元区", "value": 84.0}, "按路径")], CHIEF
    )
    own.write([entry("month_reported", LINE | {"span": "2018-04", "total": 20.0, "total_growth": 5.0})], CHIEF)
    return own


def test_before_any_month_the_page_says_what_it_is_for_and_where_to_begin():
    test = app("cycle/monthly", who="")
    assert test.header[0].value == "2018年还没有报月度数" and not test.exception
    assert "不改变年度结论" in words(test) and "录入" in words(test)


def test_the_title_is_the_finding_and_the_table_says_what_the_rest_must_bring(book):
    test = app("cycle/monthly")
    assert test.header[0].value == "2018年1–4月：报了数的1项，可以和计划比的1项，1项慢于计划：天元区财政总收入"
    [cell] = [text for frame in test.dataframe if "余下要求" in frame.value for text in frame.value["余下要求"][:1]]
    assert cell == "还需64.00亿元，每月8.00亿元"


def test_a_filter_that_leaves_nothing_says_so(book):
    test = app("cycle/monthly", domain="社会发展")
    test.segmented_control(key="area").set_value("高新区").run()
    assert test.header[0].value == "没有符合条件的指标" and "放宽" in words(test)


def test_a_month_is_typed_and_recorded_once(book):
    test = app("cycle/monthly", month_way="在页面填写", month_area="天元区", month_entered="5", month_release="定报")
    table = next(frame.value for frame in test.dataframe if "上期累计" in frame.value)
    at = table.index[table["指标"] == "财政总收入"][0]
    assert table.loc[at, "上期累计"] == "20"
    edited(test, "上期累计", int(at), {"当期": "7", "累计": "27"})
    press(test.run(), "确认记录1条")
    [row] = [row for row in book.state().rows("month") if row["span"] == "2018-05"]
    assert (row["own"], row["total"], row["release"]) == (7.0, 27.0, "定报")


def test_a_sheet_is_asked_about_before_it_is_recorded(book):
    test = app("cycle/monthly", month_area="天元区", month_entered="5", month_release="快报")
    test.file_uploader[0].set_value(("月报.csv", SHEET.format(190000).encode(), "text/csv"))
    test.run()
    asked = " ".join(frame.value["怎样改"].str.cat() for frame in test.dataframe if "怎样改" in frame.value)
    assert "累计比上期减少" in asked and "按万元换算成亿元" in asked
    assert next(button for button in test.button if "确认记录" in button.label).disabled
    [box] = test.checkbox
    box.check().run()
    press(test, "确认记录1条")
    assert [row["total"] for row in book.state().rows("month")] == [20.0, 19.0]


def test_a_recorded_figure_is_changed_only_with_a_reason(book):
    sheet = "天元区2018年1-4月\n指标,单位,累计\n财政总收入,亿元,21\n"
    test = app("cycle/monthly", month_area="天元区", month_entered="4", month_release="定报")
    test.file_uploader[0].set_value(("月报.csv", sheet.encode(), "text/csv"))
    test.run()
    test.checkbox[0].check().run()
    assert next(button for button in test.button if "确认记录" in button.label).disabled
    next(field for field in test.text_input if "为什么更改" in field.label).set_value("财政局更正").run()
    press(test, "确认记录1条")
    assert [(row["total"], row["why"]) for row in book.state().rows("month")] == [(21.0, "财政局更正")]


def test_the_attribute_of_a_target_is_set_by_a_document_and_counted_by_itself():
    own = ledger_at()
    test = app("monitor/indicators", clause="T117b")
    assert "规划没有载明" in words(test) and "属性：未载明" in words(test)
    test = app("cycle/adjust")
    for field_ in test.selectbox:
        if field_.label == "目标":
            field_.set_value("T117b")
    save = next(button for button in test.button if button.label == "确定属性")
    assert save.disabled
    own.write(
        [
            entry(
                "binding_set",
                {"clause": "T117b", "binding": "约束性", "number": "示例1号", "date": "2017-03-01", "body": "示例机关"},
            )
        ],
        CHIEF,
    )
    test = app("monitor/indicators", clause="T117b")
    assert "约束性1项" in words(test) and "属性：约束性（示例机关，示例1号，2017" in words(test).replace("\\", "")
    test = app("monitor/indicators", binding="约束性")
    assert len(next(frame.value for frame in test.dataframe if "条件" in frame.value)) == 1


def test_a_target_is_divided_and_the_sum_is_held_against_the_plan(book):
    test = app("cycle/monthly", divided="T121b")
    assert "财政总收入还没有分解" in words(test)
    table = next(frame.value for frame in test.dataframe if "分到谁" in frame.value)
    edited(test, "分到谁", 0, {"年度任务": "80"})
    press(test.run(), "记录1项分解")
    [row] = book.state().rows("part")
    assert (row["part"], row["value"]) == (table["分到谁"].iloc[0], 80.0)
    assert "分给1家，共80亿元，比年度计划84亿元少4亿元" in words(app("cycle/monthly", divided="T121b"))
