"""Tables that were once read wrong without a word, or with one that did not say what: each is read right, or asked about."""

import io

import openpyxl
import pytest

from tests.intake.sheets import book
from tests.intake.test_beside import found, told

GDP = ["地区生产总值", 326.7]


def asked(examine, rows: list, merged: tuple[str, ...] = (), name: str = "表.xlsx") -> tuple[dict[str, float], str]:
    checked = examine(book(rows, merged), year=2018, name=name)
    return found(checked), told(checked, "疑问")


@pytest.mark.parametrize(
    ("title", "says"),
    [
        ("17年主要指标", "写的是2017年，与所选的2018年不同"),
        ("2018年年中主要指标", "写的是1—6月，不是全年"),
        ("2018年预算指标", "写的是计划、目标"),
        ("2018年指标分解表", "写的是计划、目标"),
        ("“十二五”主要指标", "写的是“十二五”"),
        ("长沙天元区2018年主要指标", "写的是长沙天元区，不是天元区"),
        ("天元区（不含高新区）", "写的是“不含”"),
        ("规模以上工业2018年", "写的是“规模以上”，按地区生产总值读入"),
    ],
)
def test_a_title_of_something_else(examine, title, says):
    assert says in asked(examine, [[title], ["指标", "数值"], GDP])[1]


@pytest.mark.parametrize(
    "title", ["近5年主要指标（2018年）", "2018年中期评估", "2018年预算执行情况", "2018年一般公共预算收入", "第18年鉴"]
)
def test_a_title_that_only_looks_like_it(examine, title):
    assert asked(examine, [[title], ["指标", "数值"], GDP]) == ({"gdp.level@2018": 326.7}, "")


def test_a_line_between_the_rows_names_another_area_or_a_part(examine):
    rows = [["指标", "2018年"], ["一、规模以上工业"], ["工业增加值", 120], ["二、芦淞区"], ["财政总收入", 90]]
    _, says = asked(examine, rows)
    assert "写的是“规模以上”，按工业增加值读入" in says and "写的是芦淞区，不是天元区" in says
    assert "规模以上" not in asked(examine, [["规模以上工业"], ["指标", "2018年"], ["规模工业增加值", 120]])[1]


def test_the_unit_of_a_line_holds_beneath_the_next_line(examine):
    rows = [["指标", "2018年"], ["单位：万元"], ["一、经济"], ["地区生产总值", 3267400]]
    assert asked(examine, rows)[0] == {"gdp.level@2018": 326.74}


@pytest.mark.parametrize(
    "second", [[["2017年"], ["指标", "数值"]], [["指标", "2017年"]], [["单位：亿元"], ["指标", "单位", "2017年"]]]
)
def test_a_second_table_has_its_own_year(examine, second):
    rows = [["2018年"], ["指标", "数值"], GDP, [None], *second, ["财政总收入", *[None] * (len(second[-1]) - 2), 85]]
    assert asked(examine, rows)[0] == {"gdp.level@2018": 326.7, "fiscal_revenue.level@2017": 85.0}


def test_what_stands_in_a_table_above_is_not_of_the_second(examine):
    rows = [["指标", "2018年"], ["总人口（人）", 312000], [None], ["指标", "2018年"], ["城镇新增就业人数", 5400]]
    assert asked(examine, rows)[0]["population.level@2018"] == 31.2
    assert "单位“人”" not in asked(examine, rows)[1]


@pytest.mark.parametrize(
    ("role", "cells", "says"),
    [
        ("年份", [2018, None], "这一行是空的，按2018年读入"),
        ("地区", ["天元区", None], "这一行是空的，按天元区读入"),
        ("年份", [None, None], ""),
        ("地区", [None, None], ""),
    ],
)
def test_a_row_is_blank_where_others_are_filled(examine, role, cells, says):
    rows = [[role, "指标", "数值"], [cells[0], *GDP], [cells[1], "财政总收入", 90]]
    assert asked(examine, rows)[1] == (f"{says}；请核对" if says else "")


@pytest.mark.parametrize(
    ("note", "read_as"),
    [("单位万元", {"gdp.level@2018": 0.03267}), ("2017年数", {"gdp.level@2017": 326.7}), ("比2017年多", None)],
)
def test_a_note_that_says_only_a_year_or_a_unit(examine, note, read_as):
    got, says = asked(examine, [["指标", "数值", "备注"], [*GDP, note]])
    assert got == (read_as or {"gdp.level@2018": 326.7}) and bool(says) is bool(read_as)


@pytest.mark.parametrize(("heading", "unclear"), [("增减", True), ("±", True), ("增减（%）", False), ("同比±", False)])
def test_a_heading_that_may_be_an_amount_or_a_rate(examine, heading, unclear):
    rows = [["指标", "2017年", "2018年", heading], ["地区生产总值", 300, 326.7, 8.9]]
    assert ("没有写是率还是量" in asked(examine, rows)[1]) is unclear


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("指标,2018年\n地区生产总值,3,267,400\n", "这一列有数，没有读"),
        ("指标,单位,2018年\n地区生产总值,326.7\n财政总收入,亿元,90\n", "单位一列写的是数，数值是空的"),
    ],
)
def test_cells_that_have_moved_are_said(examine, text, says):
    assert says in told(examine(text, year=2018), "疑问")


def test_a_column_of_serial_numbers_needs_no_heading(examine):
    assert asked(examine, [[None, "指标", "2018年"], [1, *GDP]]) == ({"gdp.level@2018": 326.7}, "")


def test_a_unit_noted_at_the_head_is_read(examine):
    made = openpyxl.load_workbook(io.BytesIO(book([["指标", "2018年"], ["地区生产总值", 3267400]])))
    made.active["B1"].comment = openpyxl.comments.Comment("单位：万元", "统计员")
    made.save(data := io.BytesIO())
    assert found(examine(data.getvalue(), year=2018, name="表.xlsx")) == {"gdp.level@2018": 326.74}


ANOTHER = ["占比", "比重", "排名", "位次", "构成", "指数", "差额", "完成率", "人均", "增量", "贡献率", "得分"]


@pytest.mark.parametrize("word", ANOTHER)
def test_numbers_under_the_name_of_another_quantity_are_asked_about(examine, word):
    for rows in (
        [[f"天元区2018年主要指标{word}"], ["指标", "数值"], GDP],
        [["指标", "2018年"], [f"一、{word}"], GDP],
        [["指标", "2018年", "备注"], [*GDP, word]],
    ):
        assert f"写的是“{word}”，按地区生产总值读入" in asked(examine, rows)[1], rows
    assert "没有读懂" in asked(examine, [["指标", word], [None, "2018年"], GDP], ("A1:A2",))[1] or word == "完成率"


@pytest.mark.parametrize(
    "rows",
    [
        [["2018年主要指标完成情况及排名"], ["指标", "数值"], GDP],
        [["2018年主要指标排名"], ["指标", "绝对值", "排名"], [*GDP, 3]],
        [["产业比重"], ["指标", "2018年"], ["服务业增加值占地区生产总值比重", 48.2]],
        [["指标", "2018年", "占比"], [*GDP, 12.5]],
    ],
)
def test_a_table_of_figures_and_another_quantity_is_not_asked_about(examine, rows):
    assert asked(examine, rows)[1] == ""


REMARKS = {
    "以上数据为预计数": "写的是预计、预测",
    "*为预计数": "写的是预计、预测",
    "注：以上为全市数据": "写的是全市",
    "注：地区生产总值不含高新区": "写的是“不含”",
    "注：固定资产投资不含农户": "",
    "注：全市数据由市统计局反馈": "",
    "注：绝对数按现价计算，增速按可比价计算": "",
    "以上数据由统计局提供": "",
}


@pytest.mark.parametrize(("remark", "says"), REMARKS.items())
def test_a_remark_on_all_of_a_table(examine, remark, says):
    got, asks = asked(examine, [["指标", "2018年"], GDP, [remark]])
    assert got == {"gdp.level@2018": 326.7} and ((says in asks) if says else asks == "")


@pytest.mark.parametrize(("word", "cell", "says"), [("数值", 0, "填的是0"), ("2018年", 2018, "数与年份2018相同")])
def test_a_number_that_is_none_is_asked_about(examine, word, cell, says):
    assert says in asked(examine, [["指标", word], ["地区生产总值", cell]])[1]


def test_a_title_of_two_years_is_asked_about(examine):
    assert "写的是2017年、2018年" in asked(examine, [["2017-2018年主要指标"], ["指标", "数值"], GDP])[1]


@pytest.mark.parametrize("title", ["2018年主要指标快报", "2018年主要指标（讨论稿）", "填报样表（示例）"])
def test_numbers_that_may_still_change_are_said(examine, title):
    checked = examine(book([[title], ["指标", "2018年"], GDP]), year=2018, name="表.xlsx")
    assert "还会变的数" in told(checked, "提示") and not told(checked, "疑问")
