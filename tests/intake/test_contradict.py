"""Tables of projects and of months whose numbers are not what they are read as: another quantity, a plan, a bound, a
draft. Each was once read without a word."""

import pytest

from lib.intake import month_sheet, progress_sheet
from lib.intake.month_cells import At
from lib.intake.read import EVENTS, MONTHS, read
from lib.ledger.fold import EMPTY
from tests.homes import PERIOD
from tests.intake.sheets import book
from tests.intake.test_beside import here
from tests.intake.test_progress_sheet import PROJECTS, TODAY

assert here  # the fixture that reads in this process

HEAD = ["项目", "日期", "阶段", "完成投资", "来源"]
ROW = ["湘江七桥", "2018-06-30", "在建", 2.5, "住建局"]
AROUND = ("A1:A2", "B1:B2", "C1:C2", "E1:E2")
MONTH = [["2018年6月"], ["指标", "单位", "本月", "累计"], ["财政总收入", "亿元", 8.1, 45.2]]


def progress(rows: list, merged: tuple[str, ...] = (), formats: dict[str, str] | None = None) -> tuple[list, str]:
    """The amounts of a table of projects, and what is asked."""
    upload = read("表.xlsx", book(rows, merged, formats), EVENTS)
    events, problems, _ = progress_sheet.check(upload, PROJECTS, TODAY, PERIOD)
    assert not [one for one in problems if one.severity == "错误"]
    return [event.get("investment") for event in events], "".join(one.mend for one in problems)


def monthly(vocabulary, rows: list, formats: dict[str, str] | None = None) -> tuple[list, str]:
    """The totals of a table of a month, and what is said."""
    upload = read("表.xlsx", book(rows, (), formats), MONTHS)
    at = At("天元区", 2018, 6, "快报")
    checked = month_sheet.check(upload, vocabulary, frozenset(), frozenset(), at, EMPTY)
    return [line.get("total") for line in checked.lines], "".join(one.mend for one in checked.problems)


@pytest.mark.parametrize("word", ["占比", "排名", "完成率", "得分", "差额"])
def test_projects_under_another_quantity_are_asked_about(word):
    under = [["项目", "日期", "阶段", word, "来源"], [None, None, None, "完成投资", None], ROW]
    for rows, merged in (
        ([[f"2018年重点项目投资{word}"], HEAD, ROW], ()),
        (under, AROUND),
        ([[*HEAD[:3], f"完成投资（{word}）", "来源"], ROW], ()),
    ):
        assert f"写的是“{word}”" in progress(rows, merged)[1], rows


PROJECT_CELLS = {
    "2.5（预计）": "“预计”没有读",
    "2.5（1-6月）": "“1-6月”没有读",
    "2.5（含前期）": "“含前期”没有读",
    "2.5亿元": "",
    "３．５": "",
    "—": "",
}


@pytest.mark.parametrize(("cell", "says"), PROJECT_CELLS.items())
def test_words_behind_the_number_of_a_project(cell, says):
    asks = progress([HEAD, [*ROW[:3], cell, ROW[4]]])[1]
    assert (says in asks) if says else asks == ""


PROJECT_NOTES = {
    "注：数据为预计数": "预计",
    "*为预计数": "预计",
    "注：1-5月数据": "1—5月",
    "注：2017年数据": "2017年",
    "注：资料来自各单位": "",
}


@pytest.mark.parametrize(("remark", "says"), PROJECT_NOTES.items())
def test_a_remark_under_projects(remark, says):
    asks = progress([HEAD, ROW, [remark]])[1]
    assert (says in asks) if says else asks == ""


@pytest.mark.parametrize(("note", "says"), [("预计数", "预计"), ("2017年", "2017年"), ("主体完工，计划年底投产", "")])
def test_a_note_of_a_project_that_says_only_what_its_number_is(note, says):
    asks = progress([[*HEAD, "备注"], [*ROW, note]])[1]
    assert (says in asks) if says else asks == ""


def test_units_of_projects():
    assert progress([[*HEAD[:3], "完成投资（万）", "来源"], [*ROW[:3], 5000, "局"]])[0] == [0.5]
    rows = [[*HEAD, "单位"], [*ROW[:3], 25000, "局", "万元"], ["新马创新城", *ROW[1:], None]]
    assert progress(rows)[0] == [2.5, 2.5] and "这一行没有写单位" in progress(rows)[1]
    assert "显示为" in progress([HEAD, [*ROW[:3], 2500, "局"]], formats={"D2": "0.0,"})[1]


def test_a_title_of_another_day_than_the_rows_is_asked_about():
    assert "截至2018-05-31" in progress([["截至2018年5月底"], HEAD, ROW])[1]
    assert progress([["截至2018年6月底"], HEAD, ROW])[1] == ""


@pytest.mark.parametrize("word", ["占比", "排名", "完成率", "上年同期", "预计", "计划", "全市"])
def test_months_under_another_quantity_are_asked_about(vocabulary, word):
    for rows in (
        [[f"2018年6月主要指标{word}"], *MONTH[1:]],
        [*MONTH[:2], [f"一、{word}"], MONTH[2]],
        [MONTH[0], [*MONTH[1], "备注"], [*MONTH[2], word]],
    ):
        assert "请核对" in monthly(vocabulary, rows)[1] or "不要提交" in monthly(vocabulary, rows)[1], rows


MONTH_CELLS = {
    "45.2（预计）": "“预计”没有读",
    "约45.2": "约数或界限",
    "45.2以上": "约数或界限",
    "下降3": "写的是升降",
    0: "没有数请留空",
    -45.2: "没有数请留空",
    2018: "数与年份相同",
}


@pytest.mark.parametrize(("cell", "says"), MONTH_CELLS.items())
def test_the_number_of_a_month_and_what_stands_with_it(vocabulary, cell, says):
    assert says in monthly(vocabulary, [*MONTH[:2], ["财政总收入", "亿元", None, cell]])[1]


@pytest.mark.parametrize(
    ("code", "says"), [("0.0%", "单元格是百分比"), ("0.0,", "显示为0.0452"), ('0.0"（预计）"', "“预计”没有读")]
)
def test_the_format_of_a_month(vocabulary, code, says):
    assert says in monthly(vocabulary, MONTH, {"D3": code})[1]


def test_growth_of_months_as_shares_of_one(vocabulary):
    head = [MONTH[0], ["指标", "单位", "累计", "同比"]]
    assert "都小于1" in monthly(vocabulary, [*head, ["财政总收入", "亿元", 45.2, 0.088]])[1]
    assert monthly(vocabulary, [*head, ["财政总收入", "亿元", 45.2, 0.8]])[1] == ""
    assert monthly(vocabulary, [*head, ["财政总收入", "亿元", 45.2, 0.088]], {"D3": "0.0%"})[1] == ""


def test_a_usual_table_is_not_asked_about(vocabulary):
    assert progress([HEAD, ROW]) == ([2.5], "") and monthly(vocabulary, MONTH) == ([45.2], "")
    assert progress([["2018年重点项目完成情况及排名"], HEAD, ROW])[1] == ""
