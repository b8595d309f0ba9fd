"""Sheets as a planning clerk gets them from other offices, three of every kind that was once misread: what is read of
each, what is asked, what is refused."""

import pytest

from lib.cycle import duties as d
from lib.intake import duty_sheet, progress_sheet, submit
from lib.intake.check import check
from lib.intake.read import DUTIES, EVENTS, FIGURES, read
from lib.ledger.fold import EMPTY
from lib.ledger.permission import UNIT, Person
from lib.ledger.record import entry, mark
from lib.plan.opened import Plan
from tests.homes import PERIOD, known
from tests.intake.sheets import book
from tests.intake.test_beside import found
from tests.ledger.test_entered import approve, figure, state_of

HEAD = "指标,单位,数值,年份\n"
TWO_YEARS = [
    ["天元区主要经济指标"],
    ["指标", "单位", "2017年", None, "2018年", None],
    [None, None, "总量", "±%", "总量", "±%"],
    ["地区生产总值", "亿元", 325.5, 8.8, 351.2, 9.0],
]
GROWTH_FIRST = [
    ["指标", "单位", "2018年", None],
    [None, None, "比上年增长（%）", "绝对数"],
    ["地区生产总值", "亿元", 9.0, 351.2],
    ["固定资产投资", "亿元", 12.5, None],
]
GROWTH_ONLY = [["2018年天元区经济运行情况"], ["指标名称", "增幅（%）"], ["地区生产总值", 9.0], ["固定资产投资", 12.5]]
GDP, RATE = "gdp.level@2018", "gdp.growth@2018"
STATISTICS = {
    "two years, each with value and growth": (TWO_YEARS, ("C2:D2", "E2:F2"), {GDP: 351.2, RATE: 9.0}),
    "growth before the value": (
        GROWTH_FIRST,
        ("C1:D1",),
        {GDP: 351.2, RATE: 9.0, "fixed_investment.growth@2018": 12.5},
    ),
    "nothing but growth": (GROWTH_ONLY, ("A1:B1",), {RATE: 9.0, "fixed_investment.growth@2018": 12.5}),
}


@pytest.mark.parametrize(("table", "merged", "figures"), STATISTICS.values(), ids=STATISTICS)
def test_growth_beside_a_value_is_no_level(examine, table, merged, figures):
    checked = examine(book(table, merged), year=2018, name="表.xlsx")
    of_year = {key: value for key, value in found(checked).items() if key.endswith("@2018")}
    assert of_year == figures


MONTHS = {
    "nine months": ("1—9月累计", 263.4, "不是全年"),
    "a half year": ("上半年", 160.3, "不是全年"),
    "the month alone": ("12月", 31.2, "不是全年"),
    "all twelve months": ("1—12月累计", 351.2, ""),
}


@pytest.mark.parametrize(("column", "value", "asked"), MONTHS.values(), ids=MONTHS)
def test_part_of_a_year_is_asked_about(examine, column, value, asked):
    checked = examine(
        book([["指标", "单位", column, "同比增长（%）"], ["地区生产总值", "亿元", value, 9]]), year=2018, name="表.xlsx"
    )
    told = " ".join(checked.problems.loc[checked.problems["severity"] == "疑问", "mend"])
    assert (asked in told) if asked else "不是全年" not in told
    assert found(checked)[GDP] == value


USUAL = {
    "规上工业增加值增速": "industry_va_above.growth",
    "人均GDP（元）": "gdp_per_capita.level",
    "城镇登记失业率（%）": "unemployment.level",
}


@pytest.mark.parametrize(("name", "key"), USUAL.items())
def test_a_usual_name_with_its_unit_is_known(examine, name, key):
    assert list(
        found(examine(f"指标,2018年\n{name},3\n", year=2018, area="高新区" if "规上" in name else "天元区"))
    ) == [f"{key}@2018"]


ABSURD = {
    "a sum in 万元 said to be in 亿元": ("财政总收入,亿元,720000,2018", "规划目标100亿元"),
    "persons said to be in 万": ("城镇新增就业人数（2016年以来累计）,万人,25000,2018", "规划目标25,000人"),
    "a sum in 亿元 said to be in 万元": ("工业增加值,万元,155,2018", "规划目标200亿元"),
}


@pytest.mark.parametrize(("row", "known"), ABSURD.values(), ids=ABSURD)
def test_an_absurd_first_figure_is_asked_about(examine, row, known):
    checked = examine(HEAD + row, year=2018)
    assert any(f"与{known}相近" in text for text in checked.problems["expected"].dropna()), checked.problems


OUTLIERS = {
    "ten times the year before": ("地区生产总值,亿元,3512,2018", "疑问"),
    "a share over its limit": ("森林覆盖率,%,294,2018", "疑问"),
    "fewer than none": ("每千名老人拥有机构养老床位数,张/千人,-22,2018", "疑问"),
}


@pytest.mark.parametrize(("row", "severity"), OUTLIERS.values(), ids=OUTLIERS)
def test_an_outlier_is_never_taken_in_silence(examine, row, severity):
    assert severity in set(examine(HEAD + row, year=2018).problems["severity"])


MESSY = {
    "a rate in words": ("地区生产总值比上年增长", "%", "增长10.8％", 10.8, "="),
    "another unit in the cell": ("地区生产总值", "亿元", "3007000万元", 300.7, "="),
    "about, in full width": ("工业增加值", "亿元", "约１３１．２", 131.2, "~"),
}


@pytest.mark.parametrize(("name", "unit", "cell", "value", "operator"), MESSY.values(), ids=MESSY)
def test_what_is_typed_into_a_form_in_words_is_read(examine, name, unit, cell, value, operator):
    [one] = examine(book([["指标", "计量单位", "数值"], [name, unit, cell]]), name="表.xlsx").figures
    assert (one["value"], one["operator"] or "=") == (value, operator)


STANDING = {
    "one that waits": ((), ("新增", 36.1)),
    "one that counts": ((approve,), ("更改", None)),
    "one that was sent back": (
        (lambda state: mark("figure_returned", state.rows("figure")[-1], "口径"),),
        ("新增", None),
    ),
}


@pytest.mark.parametrize(("then", "change"), STANDING.values(), ids=STANDING)
def test_a_newer_figure_is_held_against_the_one_before(store, then, change):
    state = state_of(figure(36.1, indicator="population"), *then)
    upload = read("表.csv", f"{HEAD}总人口,万人,36.9,2018\n".encode(), FIGURES)
    checked = check(upload.rows, upload.said, submit.vocabulary(Plan(store, state=state)), "天元区", 2018)
    [one] = submit.compare(checked.figures, submit.waiting(state))
    assert (one["value"], (one["change"], one["pending"])) == (36.9, change)


DUTIES_OF = {
    "another leads": ({"lead": "示例二局"}, 1),
    "it supports": ({"lead": "示例二局", "support": "示例一局"}, 0),
    "both lead": ({"lead": "示例二局;示例一局", "shares": "60;40"}, 0),
}


@pytest.mark.parametrize(("duty", "refused"), DUTIES_OF.values(), ids=DUTIES_OF)
def test_the_row_of_another_unit_is_told_apart(examine, duty, refused):
    state = state_of(
        *(entry("unit_set", {"name": name}) for name in ("示例一局", "示例二局")),
        entry("duty_assigned", {"thing": "天元区.tech_contribution", "lead": "示例一局", "person": ""}),
        entry("duty_assigned", {"thing": "天元区.forest_cover", "person": ""} | duty),
    )
    checked = examine(f"{HEAD}科技进步贡献率,%,48.3,2018\n森林覆盖率,%,29.5,2018\n", year=2018)
    alien = submit.foreign(submit.compare(checked.figures, {}), Person("甲", UNIT, "示例一局"), state, known())
    assert [one["indicator"] for one in alien] == ["forest_cover"] * refused


TITLE = [["目标任务分解表"], ["填报单位：某局　　2016年5月"]]
BY_ID = ["序号", "编号", "指标名称", "地域", "牵头\n单位", "责任人", "配合单位", "备注"]
BY_NAME = ["序号", "指标名称", "所属区域", "牵头\n单位", "责任人", "配合单位", "备注"]
ONE, TWO = "示例一局", "示例二局"
SIGNED = ["填表人：张三", None, None, "审核人：李四"]
SHEETS = {
    "ids, the lead merged to the end": (
        [*TITLE, BY_ID, [1, "天元区.gdp", "x", "天元区", ONE], [2, "天元区.retail", "y", "天元区", None], SIGNED],
        ("E4:E5",),
        {"天元区.gdp": ONE, "天元区.retail": ONE},
    ),
    "ids, a group between two merged leads": (
        [
            *TITLE,
            BY_ID,
            [1, "天元区.gdp", "x", "天元区", ONE],
            [2, "天元区.retail", "y", "天元区", None],
            ["天元区：生态"],
            [3, "天元区.forest_cover", "z", "天元区", TWO],
        ],
        ("E4:E5", "A6:H6"),
        {"天元区.gdp": ONE, "天元区.retail": ONE, "天元区.forest_cover": TWO},
    ),
    "ids, a lead that is empty and not merged is nobody": (
        [*TITLE, BY_ID, [1, "天元区.gdp", "x", "天元区", ONE], [2, "天元区.retail", "y", "天元区", None, "李四"]],
        (),
        {"天元区.gdp": ONE, "天元区.retail": None},
    ),
    "ids, blanks inside the names": (
        [
            *TITLE,
            BY_ID,
            [1, "天元区.gdp", "x", "天元区", "示例 一局 "],
            [2, "天元区.retail", "y", "天元区", "示例一局"],
        ],
        ("A1:G1",),
        {"天元区.gdp": ONE, "天元区.retail": ONE},
    ),
    "ids, a wide blank and a line break": (
        [
            *TITLE,
            BY_ID,
            [1, "天元区.gdp", "x", "天元区", "示例　一局"],
            [2, "天元区.retail", "y", "天元区", "示例\n一局"],
        ],
        (),
        {"天元区.gdp": ONE, "天元区.retail": ONE},
    ),
    "ids, blanks around the mark between two leads": (
        [*TITLE, BY_ID, [1, "天元区.gdp", "x", "天元区", "示例一局 、 示例 二局"]],
        (),
        {"天元区.gdp": f"{ONE};{TWO}"},
    ),
    "names, the area in a column of its own": (
        [*TITLE, BY_NAME, [1, "地区生产总值", "天元区", ONE], [2, "地区生产总值", "高新区", TWO], SIGNED],
        ("A1:G1",),
        {"天元区.gdp": ONE, "高新区.gdp": TWO},
    ),
    "names, the area in a line above": (
        [
            *TITLE,
            BY_NAME,
            ["天元区：经济发展"],
            [1, "地区生产总值", None, ONE],
            ["高新区：经济发展"],
            [1, "地区生产总值", None, TWO],
        ],
        ("A4:G4", "A6:G6"),
        {"天元区.gdp": ONE, "高新区.gdp": TWO},
    ),
    "names, merged over areas": (
        [*TITLE, BY_NAME, [1, "地区生产总值", "天元区", ONE], [2, "森林覆盖率", "天元区", None]],
        ("D4:D5",),
        {"天元区.gdp": ONE, "天元区.forest_cover": ONE},
    ),
}


@pytest.mark.parametrize(("table", "merged", "leads"), SHEETS.values(), ids=SHEETS)
def test_a_sheet_of_duties_is_read_as_it_is_meant(plan, table, merged, leads):
    rows = d.assigned(d.things(plan.frame("clause"), plan.catalogue, plan.source.measures), EMPTY)
    changes, problems = duty_sheet.check(read("分解.xlsx", book(table, merged), DUTIES), rows)
    assert {thing: change.get("lead") for thing, change in changes.items()} == leads, problems
    assert not [one for one in problems if one.severity == "错误"], problems


PROJECTS = [
    "序号",
    "项目名称",
    "建设内容",
    "总投资",
    "2018年计划投资",
    "本年累计完成投资",
    "形象进度",
    "建设阶段",
    "责任单位",
]
WORKS = {
    "万元 in a line of its own": ([["重点项目进度表"], ["单位：万元　截至2018年9月30日"]], 10_000, "2018-09-30"),
    "亿元, the day in the title": ([["重点项目进度表（截至2018年9月底）"], ["单位：亿元"]], 1, "2018-09-30"),
    "万元 and the day in the title": ([["2018年重点项目进度表（万元，截至2018年10月31日）"]], 10_000, "2018-10-31"),
}


@pytest.mark.parametrize(("above", "unit", "day"), WORKS.values(), ids=WORKS)
def test_a_table_of_projects_is_read_in_its_unit_and_as_of_its_day(plan, above, unit, day):
    table = [*above, PROJECTS, [1, "湘江七桥", "…", 5 * unit, 2 * unit, unit, "主墩完成", "主体施工", "示例局"], SIGNED]
    checked = progress_sheet.check(read("进度.xlsx", book(table), EVENTS), plan.catalogue, "2018-12-31", PERIOD)
    [event] = checked.events
    assert (event["date"], event["total"], event["planned"], event["year_investment"]) == (day, 5.0, 2.0, 1.0)
    assert (event["works"], event["stage"]) == ("主墩完成", "在建")
