"""Heads as offices write them: a corner that is blank, a unit or another word, a divided one, rows that only number the
columns; each in all three importers."""

import pytest

from lib.cycle import duties
from lib.intake.duty_sheet import check as check_duties
from lib.intake.progress_sheet import check as check_events
from lib.intake.read import DUTIES, EVENTS, read
from lib.ledger.fold import EMPTY
from lib.plan.opened import Plan
from tests.homes import PERIOD
from tests.intake.sheets import book
from tests.intake.test_beside import found, told
from tests.intake.test_progress_sheet import PROJECTS

UNIT_CORNERS = {
    "the corner": [["单位：万元", "2018年"]],
    "behind the word": [["指标 单位：万元", "2018年"]],
    "beneath the word": [["指标\n单位：万元", "2018年"]],
    "the word's brackets": [["指标（单位：万元）", "2018年"]],
    "the unit alone": [["（万元）", "2018年"]],
    "the first row, on the right": [["主要经济指标", None], [None, "单位：万元"], ["指标", "2018年"]],
    "the title within": [["主要经济指标（单位：万元）", None], ["指标", "2018年"]],
    "over the years": [["单位：万元", "2018年"], ["指标", "绝对值"]],
}


@pytest.mark.parametrize("head", UNIT_CORNERS.values(), ids=UNIT_CORNERS)
def test_a_unit_in_the_corner_is_of_all_figures(examine, head):
    checked = examine(book([*head, ["地区生产总值", 3267400], ["财政总收入", 905700]]), year=2018, name="表.xlsx")
    assert found(checked) == {"gdp.level@2018": 326.74, "fiscal_revenue.level@2018": 90.57}
    assert "3,267,400万元已换算为326.74亿元" in told(checked, "疑问")


CORNERS = {
    "blank": [[None, "2018年"]],
    "blank beside a unit": [[None, "单位", "2018年"]],
    "another word": [["主要考核指标", "2018年"]],
    "divided": [["年份\\指标", "2018年"]],
    "divided over two lines": [["　　年份\n指标", "2018年"]],
    "numbered": [["序号", "统计项目", "2018年"]],
    "a long instruction above": [*[[f"第{n}条填表说明"] for n in range(60)], ["指标", "2018年"]],
    "columns numbered": [["指标", "计量单位", "2018年"], ["甲", "乙", "1"]],
    "columns numbered with a sum": [["指标", "2018年"], ["栏次", "3=1+2"]],
}


@pytest.mark.parametrize("head", CORNERS.values(), ids=CORNERS)
def test_a_head_of_figures_needs_no_certain_word(examine, head):
    place = {name: column for row in head for column, name in enumerate(row)}
    row: list = [None] * len(head[-1] if "甲" not in head[-1] else head[0])
    row[max(place.get("2018年", 1), 1)] = 326.7
    row[1 if "统计项目" in place else 0] = "地区生产总值"
    checked = examine(book([*head, row, ["注：以上为年报数"]]), year=2018, name="表.xlsx")
    assert found(checked) == {"gdp.level@2018": 326.7} and not checked.blocked


def test_a_corner_that_says_something_else_is_no_head():
    rows = [["责任单位", "2018年"], ["统计局一科", 326.7]]
    assert "没有找到表头" in read("表.xlsx", book(rows), "figures", PERIOD.with_base).problem


def test_a_first_row_of_figures_is_no_head():
    """Nothing of a sheet without a head is taken as one, whatever the numbers look like."""
    rows = [["常住人口", 2018], ["户籍人口", 2016]]
    assert "没有找到表头" in read("表.xlsx", book(rows), "figures", PERIOD.with_base).problem


@pytest.mark.parametrize(
    "head",
    [
        [["单位：万元", "总投资", "年度计划投资"]],
        [["项目名称（单位：万元）", "总投资", "年度计划投资"]],
        [["重点工程（万元）", "总投资", "年度计划投资"]],
        [[None, None, "单位：万元"], [None, "总投资", "年度计划投资"]],
        [["（万元）", None, None], ["项目", "总投资", "年度计划投资"], ["甲", 1, 2]],
    ],
)
def test_a_corner_of_projects(head):
    sheet = book([["2018年重点项目"], *head, ["湘江七桥", 250000, 50000]])
    events, problems, _ = check_events(read("表.xlsx", sheet, EVENTS), PROJECTS, "2018-12-31", PERIOD)
    assert events == [{"project": "xiangjiang-qiqiao", "total": 25.0, "planned": 5.0, "year": 2018}]
    assert any("25亿元" in one.mend for one in problems)


@pytest.mark.parametrize(
    "head",
    [
        [[None, "牵头单位"]],
        [["重点工程", "牵头单位"]],
        [["项目\\分工", "牵头单位"]],
        [["事项", "牵头单位"], ["甲", "乙"]],
    ],
)
def test_a_corner_of_duties(store, head):
    plan = Plan(store)
    rows = duties.assigned(duties.things(plan.frame("clause"), plan.catalogue, plan.source.measures), EMPTY)
    name = plan.catalogue["name"].drop_duplicates(keep=False).iloc[0]
    changes, problems = check_duties(read("表.xlsx", book([*head, [name, "示例一局"]]), DUTIES), rows)
    assert [change["lead"] for change in changes.values()] == ["示例一局"] and not problems


UNITS = {
    "a heading of its own": ([["指标", "2018年", "（万元）"], ["地区生产总值", 3267400]], ()),
    "the last heading": ([["指标", "2018年", "单位：万元"], ["地区生产总值", 3267400]], ()),
    "a column without a heading": ([["指标", None, "2018年"], ["地区生产总值", "万元", 3267400]], ()),
    "a column of another name": ([["指标", "量纲", "2018年"], ["地区生产总值", "万元", 3267400]], ()),
    "a line beneath all": ([["指标", "2018年"], ["地区生产总值", 3267400], ["（单位：万元）"]], ()),
    "a remark": ([["指标", "2018年"], ["地区生产总值", 3267400], ["备注：价值量指标计量单位均为万元"]], ()),
    "a remark in other words": ([["指标", "2018年"], ["地区生产总值", 3267400], ["说明：1.金额以万元计。"]], ()),
}


@pytest.mark.parametrize(("rows", "merged"), UNITS.values(), ids=UNITS)
def test_a_unit_that_stands_apart_is_read(examine, rows, merged):
    assert found(examine(book(rows, merged), year=2018, name="表.xlsx")) == {"gdp.level@2018": 326.74}


def test_a_row_without_a_unit_among_rows_with_one_is_asked_about(examine):
    checked = examine("指标,单位,2018年\n地区生产总值,万元,3267400\n财政总收入,,90.57\n", year=2018)
    assert "这一行没有写单位，按亿元读入" in told(checked, "疑问") and len(checked.figures) == 2
