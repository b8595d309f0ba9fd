"""What people's tables become: figures in the unit asked for, errors that block a row, questions that do not."""

import io

import openpyxl
import pandas as pd
import pytest
from openpyxl.styles import numbers

from lib.intake import submit
from lib.intake.check import check
from lib.intake.read import FIGURES, Upload, read
from lib.intake.text import whole
from lib.ledger.kinds import KINDS
from lib.plan.opened import Plan
from lib.text import filling
from lib.text import submitted_figures as figures
from tests.homes import ABOUT
from tests.ledger.test_entered import approve, figure, state_of
from tests.ledger.test_superseding import nth

HEAD = "指标,单位,数值,年份,备注\n"


def only(checked):
    (one,) = checked.figures
    return one


def mends(checked, severity="疑问"):
    return checked.problems.loc[checked.problems["severity"] == severity, "mend"].tolist()


ONE = [  # a row, then key, value, operator
    ("地区生产总值,亿元,295,2016,", "gdp.level", 295.0, "="),
    ("GDP,亿元,超过295,2016,", "gdp.level", 295.0, ">"),
    ("地区生产总值,万元,2950000,2016,", "gdp.level", 295.0, "="),
    ("地区生产总值,,2950000万元,2016,", "gdp.level", 295.0, "="),
    ("地区生产总值,,295亿,2016年,", "gdp.level", 295.0, "="),
    ("地区生产总值增速,%,9.5,2016,", "gdp.growth", 9.5, "="),
    ("地区生产总值,%,9.5,2016,", "gdp.growth", 9.5, "="),
    ("地区生产总值同比增长,,9.5%,2016,", "gdp.growth", 9.5, "="),
    ("单位地区生产总值能耗比上年增长,%,下降3.2,2016,", "energy_intensity.growth", -3.2, "="),
    ("人均GDP,万元,9.5,2016,", "gdp_per_capita.level", 95000.0, "="),
    ("服务业增加值占地区生产总值比重,%,48.2%,2016,", "service_share.level", 48.2, "="),
    ("服务业增加值占地区生产总值比重,%,0.482,2016,", "service_share.level", 48.2, "="),  # 47 the year before
    ("人口自然增长率,‰,６．９,2016,", "population_growth.level", 6.9, "="),
    ("城镇新增就业人数,万人,0.62,2016,", "new_employment.sum", 6200.0, "="),
    (
        "城镇新增就业人数（2016年以来累计）,人,6200,42735,",
        "new_employment.sum",
        6200.0,
        "=",
    ),  # 31 December 2016 as a serial number
    ("全省两型社会建设示范区,,未完成,2016,", "two_type_demo.level", 0.0, "="),
    ("社会消费品零售总额,亿元,82,2016,", "retail.level", 82.0, "="),
]


@pytest.mark.parametrize(("row", "key", "value", "operator"), ONE, ids=[row[0] for row in ONE])
def test_a_row_becomes_a_figure(examine, row, key, value, operator):
    checked = examine(HEAD + row)
    assert checked.blocked == 0
    assert (only(checked)["key"], only(checked)["value"], only(checked)["operator"]) == (key, value, operator)


ERRORS = [  # a row, column of the error, part of the mend
    ("地区生产总值,亿元,两百,2016,", "C", "没有数字"),
    ("地区生产总值,亿元,260-270,2016,", "C", "区间"),
    ("地区生产总值,吨,295,2016,", "B", "认不出单位"),
    ("地区生产总值,公里,295,2016,", "B", "不能换算"),
    ("地区生产总直,亿元,295,2016,", "A", "是不是“地区生产总值”"),
    ("完全没有的东西,亿元,295,2016,", "A", "找不到这个指标"),
    ("地区生产总值,亿元,295,1916,", "D", "规划期的年份"),
    ("地区生产总值,亿元,增长9.5,2016,", "C", "比上年增长"),
    ("全省两型社会建设示范区,,50,2016,", "C", "里程碑"),
    ("基尼系数,亿元,0.3,2016,", "B", "没有单位"),
    ("地区生产总值,亿元,295,2016," + "长" * 501, "E", "太长"),
]


@pytest.mark.parametrize(("row", "column", "mend"), ERRORS, ids=[row[0][:20] for row in ERRORS])
def test_an_error_blocks_its_row_and_names_the_cell(examine, row, column, mend):
    checked = examine(f"{HEAD}城镇登记失业率,%,3.1,2016,\n{row}\n")
    error = checked.problems[checked.problems["severity"] == "错误"].iloc[0]
    assert (error["row"], error["column"], error["indicator"]) == (3, column, row.split(",")[0])
    assert mend in error["mend"]
    assert (only(checked)["key"], checked.blocked) == ("unemployment.level", 1)


QUESTIONS = [
    ("地区生产总值,亿元,2950,2016,", "是上年的10.9911倍"),  # 2950 / 268.4
    ("地区生产总值,亿元,26,2016,", "是上年的0.0969倍"),
    ("地区生产总值,亿元,268.4,2016,", "与上年完全相同"),
    ("地区生产总值,亿元,-5,2016,", "不会是负数"),
    ("服务业增加值占地区生产总值比重,%,148,2016,", "超过了这个指标的上限"),
    ("服务业增加值占地区生产总值比重,%,0.2,2016,", "按0.2%读入"),
    ("地区生产总值,亿元,增长9.5%,2016,", "按比上年增长读入"),
    ("地区生产总值,万元,2950000,2016,", "已换算为295亿元"),
    ("地区生产总值,亿元,310,2017,", "与所选的年份不同"),
    ("地区生产总值,亿元,295,2016,预计数", "不是实际数"),
    ("地区生产总值增速,%,95,2016,", "增速很大"),
    ("单位地区生产总值能耗比上年增长,%,3.2,2016,", "若是下降，请填 -3.2"),
    ("城镇新增就业人数,人,6200,2016,", "按2016年以来的累计数读入"),
    ("地区生产总值,亿元,2.95E+02,2016,", "科学计数法"),
    ("粮食播种面积,万亩,20,2016,\n粮食播种面积,万亩,20,2016,", "重复，只记一次"),
    ("粮食产量,万吨,10,2016,\n合计,,10,,", "合计行没有读入"),
    ("粮食产量,万吨,10,2016,\n地区生产总值,亿元,,,八月发布", "没有数值，不会记录"),
]


@pytest.mark.parametrize(("rows", "mend"), QUESTIONS, ids=[row[0][:24] for row in QUESTIONS])
def test_a_doubtful_value_is_asked_about_and_not_refused(examine, rows, mend):
    checked = examine(HEAD + rows)
    assert any(mend in text for text in mends(checked)), checked.problems
    assert not mends(checked, "错误")
    assert len(checked.figures) == 1


@pytest.mark.parametrize(
    ("row", "known"),
    [
        ("地区生产总值,亿元,36390,2018,", "2016年的300亿元"),
        ("地区生产总值,,3267400,2018,", "2016年的300亿元"),
        ("工业增加值,亿元,1312000,2018,", "规划目标200亿元"),
        ("城镇居民人均纯收入,元,4.14,2018,", "规划目标60,000元"),
        ("城镇新增就业人数（2016年以来累计）,人,0.59,2018,", "规划目标25,000人"),
    ],
)
def test_a_first_figure_is_held_against_what_is_known(examine, row, known):
    checked = examine(HEAD + row, year=2018)
    assert any(f"与{known}相近" in text for text in checked.problems["expected"]), checked.problems
    assert len(checked.figures) == 1


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("城镇新增就业人数（2016年以来累计）,人,5400,2018,", "若是当年数，请加上以前各年"),
        ("城镇新增就业人数（2016年以来累计）,人,14000,2018,", ""),
        ("城镇新增就业人数（2016年以来累计）,人,5400,2016,", ""),
        ("单位地区生产总值能耗,吨标煤/万元,0.7,2018,", "比起点还高8%"),
        ("单位地区生产总值能耗,吨标煤/万元,0.64,2018,", ""),
        ("单位地区生产总值能耗,吨标煤/万元,0.7,2015,", ""),
    ],
)
def test_a_first_figure_is_held_against_the_plan_s_own_way(examine, row, told):
    """A year's own amount for the sum; a level worse than where two targets of the plan begin."""
    checked = examine(HEAD + row, year=int(row.split(",")[3]))
    assert len(checked.figures) == 1
    assert any(told in text for text in mends(checked)) if told else not mends(checked)


def test_a_plain_file_raises_no_question(examine):
    checked = examine(
        HEAD + "地区生产总值,亿元,295.3,2016,\n服务业增加值占地区生产总值比重,%,48.2,2016,\n粮食产量,万吨,10,2016,\n"
    )
    assert (len(checked.figures), len(checked.problems)) == (3, 0)


def test_the_same_figure_twice_with_different_values_blocks_both(examine):
    checked = examine(f"{HEAD}地区生产总值,亿元,295,2016,\n粮食产量,万吨,10,2016,\nGDP,亿元,296,2016,\n")
    assert only(checked)["key"] == "grain_output.level"
    assert checked.blocked == 2
    assert mends(checked, "错误") == ["第2、4行是同一指标，填的不同；请只留一行"] * 2


def test_a_row_that_says_only_growth_belongs_to_the_row_above(examine):
    text = "指标,数值\n地区生产总值（亿元）,295\n　增速（%）,9.5\n工业增加值,\n比上年增长,8.1\n"
    assert [f["key"] for f in examine(text).figures] == ["gdp.level", "gdp.growth", "industry_va.growth"]


def test_years_as_columns(examine):
    figures = examine(
        "指标,单位,2016年,2017年,2018年目标\n地区生产总值,亿元,295,310,350\n城镇登记失业率,%,3.1%,—,\n"
    ).figures
    assert [(f["key"], f["year"], f["value"]) for f in figures] == [
        ("gdp.level", 2016, 295.0),
        ("gdp.level", 2017, 310.0),
        ("unemployment.level", 2016, 3.1),
    ]


def sheet(fill) -> bytes:
    book = openpyxl.Workbook()
    fill(book.active, book)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_what_excel_users_do_to_a_sheet(examine):
    def fill(ws, book):
        ws.title = "数据"
        ws["A1"] = "天元区2016年主要指标"
        ws.merge_cells("A1:F1")
        for cell, text in {
            "A3": "备注",
            "B3": "指 标\n名 称",
            "C3": "年度",
            "D3": "实际完成",
            "E3": "计量单位",
        }.items():
            ws[cell] = text
        ws.merge_cells("D3:D4")
        ws.merge_cells("B3:B4")
        ws["B6"], ws["C6"], ws["D6"], ws["E6"] = "地区生产总值", 2016, 295.3, "亿元"
        ws["B7"], ws["D7"], ws["E7"] = "服务业增加值占地区生产总值比重", 0.482, "%"
        ws["D7"].number_format = numbers.FORMAT_PERCENTAGE_00
        ws["B8"], ws["D8"], ws["E8"] = "粮食产量", "=10+0.2", "万吨"
        ws["B9"], ws["D9"] = "城镇登记失业率", "3.1%"
        ws["B10"], ws["D10"] = "粮食播种面积", 20
        ws.merge_cells("D10:D11")
        ws["B11"] = "总人口"
        ws["A12"] = "注：本表由统计局提供"
        ws.merge_cells("A12:F12")
        ws.row_dimensions[9].hidden = True
        ws.column_dimensions["D"].hidden = True
        book.create_sheet("隐藏").sheet_state = "hidden"
        book["隐藏"]["A1"] = "x"

    checked = examine(sheet(fill), name="数据.xlsx")
    assert {f["key"]: f["value"] for f in checked.figures} == {
        "gdp.level": 295.3,
        "service_share.level": 48.2,
        "unemployment.level": 3.1,
        "grain_area.level": 20.0,
        "population.level": 20.0,
    }
    told = {(f.row, f.column, f.severity): f.found for f in checked.problems.dropna(subset=["row"]).itertuples()}
    assert told[(8, "D", "错误")] == "空"
    assert told[(9, "B", "疑问")] == "隐藏的行"
    assert told[(4, "D", "疑问")] == "隐藏的列"
    assert "隐藏的工作表" in checked.problems["found"].tolist()
    assert any("合并单元格" in text for text in mends(checked))


def test_columns_in_any_order_and_old_excel(examine):
    from tests.intake.hostile import FILES

    checked = examine((FILES / "plain.xls").read_bytes(), year=2018, name="plain.xls")
    assert {f["key"]: f["value"] for f in checked.figures} == {
        "gdp.level": 351.2,
        "service_share.level": 49.5,
        "unemployment.level": 2.1,
    }


def test_what_is_known_stands_beside_what_would_be_recorded(examine):
    checked = examine(
        f"{HEAD}地区生产总值,亿元,305.2,2016,\n服务业增加值占地区生产总值比重,%,47.92,2016,\n粮食产量,万吨,10,2016,\n"
    )
    compared = submit.compare(checked.figures, {})
    assert [(f["key"], f["change"], f["now"]) for f in compared] == [
        ("gdp.level", "更改", 300.0),
        ("service_share.level", "不变", 47.92),
        ("grain_output.level", "新增", None),
    ]
    entries = submit.records(submit.to_record(compared), " 年报 ", submit.origin(Upload("表.csv", "ab")))
    assert [(e.kind, e.subject, e.why, e.file) for e in entries] == [
        ("figure_submitted", "figure:天元区/gdp/level//2016", "年报", "表.csv sha256:ab"),
        ("figure_submitted", "figure:天元区/grain_output/level//2016", "年报", "表.csv sha256:ab"),
    ]
    assert set(entries[0].payload) <= set(KINDS["figure_submitted"].names)
    assert entries[0].payload["price_basis"] == "current"


def test_what_waits_for_review_is_not_handed_in_twice(examine):
    pending = submit.waiting(state_of(figure(305.2, year=2016, price_basis="current")))
    checked = examine(f"{HEAD}地区生产总值,亿元,305.2,2016,\n")
    assert submit.to_record(submit.compare(checked.figures, pending)) == []
    again = examine(f"{HEAD}地区生产总值,亿元,306,2016,\n")
    assert [(f["change"], f["pending"]) for f in submit.compare(again.figures, pending)] == [("更改", 305.2)]


PRICED = "指标,单位,数值,年份,价格口径\n社会消费品零售总额比上年增长,%,9,2016,{}\n"


def test_a_wrong_price_basis_is_corrected_by_handing_in_again(examine, store):
    """What was read once on the wrong basis is another figure, whether it waits or counts already."""
    fields = {"indicator": "retail", "measure": "growth", "since": 2015, "year": 2016, "price_basis": "comparable"}
    waits = state_of(figure(9.0, **fields))
    pending = submit.waiting(waits)
    for said, change in (("现价", "新增"), ("可比价", "已提交")):
        compared = submit.compare(examine(PRICED.format(said)).figures, pending)
        assert [one["change"] for one in compared] == [change], said
    shown = filling.preview(submit.compare(examine(PRICED.format("现价")).figures, pending), ABOUT).iloc[0]
    assert (shown["待审核的值"], shown["价格口径"]) == ("9%（可比价）", "现价")


def test_a_rate_that_waits_is_not_hidden_by_one_on_another_price_basis_that_counts(examine):
    fields = {"indicator": "retail", "measure": "growth", "since": 2015, "year": 2016}
    real, current = (figure(9.0, **fields, price_basis=basis) for basis in ("comparable", "current"))
    pending = submit.waiting(state_of(real, current, nth("figure_approved", 1)))
    compared = submit.compare(examine(PRICED.format("可比价")).figures, pending)
    assert [one["change"] for one in compared] == ["已提交"]


def test_a_level_that_counts_on_the_wrong_price_basis_is_corrected_too(store):
    plan = Plan(store, state=state_of(figure(305.2, year=2017, price_basis="comparable"), approve))
    upload = read("表.csv", "指标,单位,数值,年份,价格口径\n地区生产总值,亿元,305.2,2017,现价\n".encode(), FIGURES)
    compared = submit.compare(check(upload.rows, upload.said, submit.vocabulary(plan), "天元区", 2017).figures, {})
    assert [(one["change"], one["now_basis"], one["price_basis"]) for one in compared] == [
        ("更改", "comparable", "current")
    ]
    assert filling.preview(compared, ABOUT).iloc[0]["原值"] == "305.2亿元（可比价）"
    waiting = Plan(
        store,
        state=state_of(
            figure(305.2, year=2017, price_basis="comparable"), approve, figure(305.2, year=2017, price_basis="current")
        ),
    ).waiting
    row = figures.waiting_table(figures.names(waiting, plan.source.frame("indicator")), ABOUT).iloc[0]
    assert (row["新值"], row["原值"]) == ("305.2亿元（现价）", "305.2亿元（可比价）")


def test_a_basis_that_is_not_stated_changes_nothing(examine):
    assert (
        submit.compare(
            [{**examine(f"{HEAD}地区生产总值,亿元,300,2016,\n").figures[0], "operator": ">", "price_basis": None}], {}
        )[0]["change"]
        == "不变"
    )


@pytest.mark.parametrize("role", ["资料来源", "备注"])
def test_what_is_written_beside_a_figure_is_kept_whole_or_refused(examine, role):
    head = f"指标,单位,数值,{role}\n粮食产量,万吨,10,"
    long = "某" * 500
    figure = examine(f"{head}{long}\n").figures[0]
    assert long in (figure["place"], figure["note"])
    refused = examine(f"{head}{long}某\n")
    assert not refused.figures and "现有501字" in refused.problems.iloc[0]["mend"]


def test_a_long_number_beside_a_figure_keeps_its_digits():
    assert whole(201806301234567.0) == "201806301234567"


def test_a_long_reason_is_kept_whole():
    figure = dict.fromkeys(
        ("area", "indicator", "measure", "since", "year", "operator", "value", "price_basis", "place", "note")
    )
    assert submit.records([figure], f" {'某' * 700} ", "x")[0].why == "某" * 700


def test_a_second_table_on_a_sheet_is_read_by_its_own_head(examine):
    """By the first one's columns, last year's value would have been taken for this year's."""
    checked = examine("指标,单位,数值\n粮食产量,万吨,10\n\n指标,单位,上年值,数值\n社会消费品零售总额,亿元,90,100\n")
    assert {f["key"]: (f["value"], f["row"], f["column"]) for f in checked.figures} == {
        "grain_output.level": (10, 2, "C"),
        "retail.level": (100, 5, "D"),
    }


def test_a_second_table_without_a_column_of_figures_is_said_and_not_read(examine):
    checked = examine("指标,单位,数值\n粮食产量,万吨,10\n指标,单位,目标\n社会消费品零售总额,亿元,150\n")
    assert [f["key"] for f in checked.figures] == ["grain_output.level"]
    assert mends(checked) == ["没有读下面的表；其中若有填报的数，请补上数值列的表头"]


def test_a_group_title_is_no_head(examine):
    checked = examine("指标,单位,数值\n项目,,\n粮食产量,万吨,10\n")
    assert [f["key"] for f in checked.figures] == ["grain_output.level"] and mends(checked) == []


@pytest.mark.parametrize(
    ("head", "row", "unread"),
    [
        ("指标,单位,数值,实际值", "粮食产量,万吨,10,11", "D"),
        ("指标,单位,2016年,数值", "粮食产量,万吨,10,11", "D"),
        ("指标,单位,数值,备注,说明", "粮食产量,万吨,10,,初步数", "E"),
        ("指标,单位,数值,来源,出处", "粮食产量,万吨,10,年报,第3页", "E"),
        ("指标,单位,数值,实际值", "粮食产量,万吨,10,", ""),
        ("指标,单位,目标,上年值,数值", "粮食产量,万吨,12,9,10", ""),
    ],
)
def test_a_column_that_is_not_read_is_said(examine, head, row, unread):
    checked = examine(f"{head}\n{row}\n")
    assert [f["value"] for f in checked.figures] == [10]
    said = checked.problems[checked.problems["expected"] == "同一内容只有一列"]
    assert "".join(said["column"]) == unread


@pytest.mark.parametrize("mark", [",", "\t", ";", "，"])
def test_the_separator_is_not_that_of_the_words_in_a_cell(examine, mark):
    note = next(other for other in ",;，" if other != mark).join("一二三四五六七八九十")
    rows = [["指标", "单位", "数值", "备注"], ["粮食产量", "万吨", "10", note], ["城镇登记失业率", "%", "3.5", note]]
    assert [f["note"] for f in examine("\n".join(mark.join(row) for row in rows)).figures] == [note, note]


def test_words_typed_in_the_page_without_a_value_are_said(plan):
    asked = submit.asked(plan, 2018, "天元区")[:4]
    nothing = dict.fromkeys(submit.ANSWERS.values(), "")
    answers = [
        nothing | {"价格口径": "现价"},
        nothing | {"数值": "5", "备注": "初步"},
        nothing | {"备注": "下月才有"},
        nothing | {"资料来源": "年报"},
    ]
    rows, said = submit.typed(asked, pd.DataFrame(answers))
    assert [row.row for row in rows] == [2]
    assert [(f.row, f.column, f.found, f.indicator) for f in said] == [
        (3, "备注", "下月才有", asked[2]["name"]),
        (4, "资料来源", "年报", asked[3]["name"]),
    ]


def test_a_sum_that_falls_is_asked_about(plan):
    from lib.intake.doubt import doubts

    row = {
        "measure": "sum",
        "unit": "人",
        "last": 6200.0,
        "ceiling": None,
        "path": "linear",
        "direction": 1,
        "milestone": False,
    }
    assert "累计数不会减少" in doubts(row, 5000.0)[0][1]
    assert doubts(row, 6300.0) == []
