"""A file of project progress: what is read, what is refused and where, nothing half-written."""

import io

import openpyxl
import pandas as pd
import pytest

from lib.intake.progress_sheet import check
from lib.intake.read import EVENTS, read
from tests.homes import PERIOD
from tests.intake.sheets import book

PROJECTS = pd.DataFrame(
    {
        "id": ["xiangjiang-qiqiao", "xinma", "center-a", "center-b"],
        "name": ["湘江七桥", "新马创新城", "研发中心甲", "研发中心乙"],
        "other_names": ["", "新马科技城;新马科技创新城", "研发中心", "研发中心"],
        "area": "天元区",
    }
)
HEAD = "项目,日期,阶段,完成比例,完成投资（亿元）,说明,来源\n"
TODAY = "2018-12-31"
HEADED = ("项目", "日期", "阶段", "完成投资（亿元）", "来源")


def checked(text: str):
    return check(read("进展.csv", (HEAD + text).encode(), EVENTS), PROJECTS, TODAY, PERIOD)


def test_a_good_file_gives_payloads():
    events, problems, _ = checked(
        "湘江七桥,2018-06-30,在建,35,2.5,桩基完成,住建局\n新马科技城,2018年6月3日,在建,40%,25000万元,,开发区\n"
    )
    assert problems == []
    assert events == [
        {
            "project": "xiangjiang-qiqiao",
            "date": "2018-06-30",
            "stage": "在建",
            "share": 35.0,
            "investment": 2.5,
            "note": "桩基完成",
            "source": "住建局",
        },
        {
            "project": "xinma",
            "date": "2018-06-03",
            "stage": "在建",
            "share": 40.0,
            "investment": 2.5,
            "source": "开发区",
        },
    ]


def test_columns_may_stand_in_any_order_under_either_name_and_some_may_be_left_out():
    file = "source,stage,date,project\n局,前期,2016/1/5,xiangjiang-qiqiao\n"
    events, problems, _ = check(read("a.csv", file.encode("gb18030"), EVENTS), PROJECTS, TODAY, PERIOD)
    assert (problems, events) == (
        [],
        [{"project": "xiangjiang-qiqiao", "date": "2016-01-05", "stage": "前期", "source": "局"}],
    )


@pytest.mark.parametrize(
    ("row", "column", "expected"),
    [
        ("湘江八桥,2018-06-30,在建,35,,,局", "项目", "项目库中的名称或编号"),
        ("研发中心,2018-06-30,在建,35,,,局", "项目", "唯一的项目"),
        (",2018-06-30,在建,35,,,局", "项目", "项目库中的名称或编号"),
        ("湘江七桥,2018-6-31,在建,35,,,局", "日期", "日期，如 2026-06-30"),
        ("湘江七桥,2018年6月,在建,35,,,局", "日期", "日期，如 2026-06-30"),
        ("湘江七桥,2019-01-01,在建,35,,,局", "日期", "2015-01-01至今天（2018-12-31）"),
        ("湘江七桥,2018-06-30,开工,35,,,局", "阶段", "储备、前期、适时启动、在建、竣工投产之一"),
        ("湘江七桥,2018-06-30,十二五已建成,100,,,局", "阶段", "储备、前期、适时启动、在建、竣工投产之一"),
        ("湘江七桥,2018-06-30,在建,101,,,局", "完成比例", "0至100的百分数"),
        ("湘江七桥,2018-06-30,在建,0.35,,,局", "完成比例", "0至100的百分数"),
        ("湘江七桥,2018-06-30,在建,约三成,,,局", "完成比例", "一个数"),
        ("湘江七桥,2018-06-30,在建,约35,,,局", "完成比例", "一个确定的数"),
        ("湘江七桥,2018-06-30,竣工投产,90,,,局", "完成比例", "竣工投产的完成比例为100"),
        ("湘江七桥,2018-06-30,在建,35,-1,,局", "完成投资", "不小于0的亿元数"),
        ("湘江七桥,2018-06-30,在建,35,3公里,,局", "完成投资", "不小于0的亿元数"),
        ("湘江七桥,2018-06-30,在建,35,,,", "来源", "来源"),
    ],
)
def test_a_wrong_cell_is_named(row, column, expected):
    events, problems, _ = checked("新马创新城,2018-01-01,在建,10,,,局\n" + row + "\n")
    assert [(f.row, f.column, f.expected) for f in problems] == [(3, column, expected)]
    assert problems[0].mend
    assert len(events) == 1


def test_a_note_and_a_source_are_kept_whole():
    long = "桩基完成" * 100
    event = checked(f"湘江七桥,2018-06-30,在建,35,2.5,{long},{long}\n").events[0]
    assert (event["note"], event["source"]) == (long, long)


@pytest.mark.parametrize(
    ("cells", "column"), [(f"{'某' * 501},局", "说明"), (f",{'某' * 501}", "来源"), ("一\x01二,局", "说明")]
)
def test_a_text_that_cannot_be_kept_is_refused(cells, column):
    events, problems, _ = checked(f"湘江七桥,2018-06-30,在建,35,2.5,{cells}\n")
    assert (events, [f.column for f in problems]) == ([], [column])
    assert len(problems[0].found) <= 61


def test_the_nearest_name_is_offered():
    assert "湘江七桥" in checked("湘江八桥,2018-06-30,在建,35,,,局\n").problems[0].mend


def test_one_record_a_project_and_day():
    row = "湘江七桥,2018-06-30,在建,35,,,局\n"
    assert [f.row for f in checked(row + row).problems] == [3]


@pytest.mark.parametrize("file", ["甲,乙\n1,2\n", "项目,日期\n湘江七桥,2018-06-30\n", HEAD])
def test_a_file_without_head_columns_or_rows_is_said(file):
    events, problems, _ = check(read("a.csv", file.encode(), EVENTS), PROJECTS, TODAY, PERIOD)
    assert (len(events), len(problems)) == (0, 1)


def test_a_workbook_with_dates_and_percent_cells():
    made = openpyxl.Workbook()
    made.active.title = "进展"
    made.active.append(HEAD.strip().split(","))
    made.active.append(["湘江七桥", pd.Timestamp("2018-06-30").to_pydatetime(), "在建", 0.35, 2, None, "局"])
    made.active["D2"].number_format = "0%"
    data = io.BytesIO()
    made.save(data)
    events, problems, _ = check(read("进展.xlsx", data.getvalue(), EVENTS), PROJECTS, TODAY, PERIOD)
    assert problems == []
    assert events[0] | {"investment": 2.0} == {
        "project": "xiangjiang-qiqiao",
        "date": "2018-06-30",
        "stage": "在建",
        "share": pytest.approx(35),
        "investment": 2.0,
        "source": "局",
    }


def workbook(**sheets) -> bytes:
    """A workbook of these sheets (title → rows); one whose title begins with 藏 is hidden."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        sheet.sheet_state = "hidden" if title.startswith("藏") else "visible"
        for row in rows:
            sheet.append(row)
    data = io.BytesIO()
    made.save(data)
    return data.getvalue()


HEADS = ["项目", "日期", "阶段", "来源"]
FIRST, SECOND = [HEADS, ["湘江七桥", "2018-06-30", "在建", "局"]], [HEADS, ["新马创新城", "2018-07-01", "在建", "局"]]


@pytest.mark.parametrize(
    ("sheets", "projects", "wrong"),
    [
        ({"一": FIRST, "二": SECOND}, ["xiangjiang-qiqiao", "xinma"], []),
        ({"说明": [["怎样填"]], "一": FIRST, "空": []}, ["xiangjiang-qiqiao"], []),
        ({"一": FIRST, "藏起来": SECOND}, ["xiangjiang-qiqiao"], [("藏起来", "隐藏的工作表")]),
        (
            {"一": FIRST, "二": [["新马创新城", "2018-07-01", "在建", "局"]]},
            ["xiangjiang-qiqiao"],
            [("二", "没有找到表头")],
        ),
        ({"一": FIRST, "二": [HEADS[:2], ["新马创新城", "2018-07-01"]]}, ["xiangjiang-qiqiao"], [("二", "缺少列")]),
        ({"一": FIRST, "二": FIRST}, ["xiangjiang-qiqiao"], [("二", "2018-06-30")]),
        ({"说明": [["怎样填"]]}, [], [("说明", "没有找到表头")]),
    ],
)
def test_no_sheet_of_a_workbook_is_passed_over_in_silence(sheets, projects, wrong):
    events, problems, _ = check(read("进展.xlsx", workbook(**sheets), EVENTS), PROJECTS, TODAY, PERIOD)
    assert [event["project"] for event in events] == projects
    assert [(f.sheet, f.found) for f in problems] == wrong


def test_columns_that_were_not_read_are_named():
    text = "序号,项目,日期,阶段,来源,计划投资,来源\n1,湘江七桥,2018-06-30,在建,局,3.5,另一处\n"
    events, problems, unread = check(read("进展.csv", text.encode(), EVENTS), PROJECTS, TODAY, PERIOD)
    assert (events[0]["source"], unread) == ("局", ["序号", "计划投资"])
    assert [(one.column, one.found) for one in problems] == [("G", "来源")], "the second of a kind is asked about"


def money(name: str, data: bytes):
    events, problems, _ = check(read(name, data, EVENTS), PROJECTS, TODAY, PERIOD)
    return [event.get("investment") for event in events], [(f.severity, f.mend) for f in problems]


ROW = ["湘江七桥", "2018-06-30", "在建", 12000, "局"]
MONEY_HEADS = ["项目", "日期", "阶段", "完成投资", "来源"]


@pytest.mark.parametrize(
    "above", [["单位：万元"], ["重点项目进度", None, None, None, "单位：万元"], ["进度表（万元）"]]
)
def test_a_unit_in_the_title_is_taken_and_must_be_confirmed(above):
    amounts, said = money("进展.xlsx", book([above, MONEY_HEADS, ROW]))
    assert amounts == [1.2]
    assert [(severity, "按12000万元（1.2亿元）读入" in mend) for severity, mend in said] == [("疑问", True)]


@pytest.mark.parametrize(
    ("head", "cell", "code", "amount"),
    [
        ("完成投资（万元）", 12000, None, 1.2),
        ("完成投资（亿元）", 1.2, None, 1.2),
        ("完成投资（万元）", "1.2亿元", None, 1.2),
        ("完成投资", 12000, '0"万元"', 1.2),
        ("完成投资", 120000000, '0!.0,"万元"', 1.2),
        ("完成投资（千元）", 120000, None, 1.2),
        ("完成投资", 1.2, None, 1.2),
    ],
)
def test_the_unit_of_investment_is_found_in_heading_cell_and_format(head, cell, code, amount):
    rows = [[*MONEY_HEADS[:3], head, "来源"], [*ROW[:3], cell, "局"]]
    assert money("进展.xlsx", book(rows, formats={"D2": code} if code else None)) == ([amount], [])


def test_an_unknown_unit_of_investment_is_an_error():
    amounts, said = money("进展.xlsx", book([[*MONEY_HEADS[:3], "完成投资（美元）", "来源"], ROW]))
    assert amounts == [] and said == [("错误", "请换算成亿元。")]


def test_merged_dates_and_sources_hold_for_all_their_rows_and_merged_amounts_are_an_error():
    table = [MONEY_HEADS, ROW, ["新马创新城", None, "在建", 8000, None]]
    amounts, said = money("进展.xlsx", book(table, ("B2:B3", "E2:E3")))
    assert (amounts, [mend[:4] for _, mend in said]) == ([12000, 8000], ["没有写单"]), "asked once a column"
    amounts, said = money(
        "进展.xlsx", book([MONEY_HEADS, ROW, ["新马创新城", "2018-06-30", "在建", None, "局"]], ("D2:D3",))
    )
    assert any("合并单元格" in mend for severity, mend in said if severity == "错误")


def test_a_date_that_is_none_is_an_error_of_its_row_alone():
    table = [
        HEADS,
        ["湘江七桥", pd.Timestamp("2018-06-30").to_pydatetime(), "在建", "局"],
        ["新马创新城", -5, "在建", "局"],
    ]
    data = book(table, formats={"B3": "yyyy-mm-dd"})
    events, problems, _ = check(read("进展.xlsx", data, EVENTS), PROJECTS, TODAY, PERIOD)
    assert [event["date"] for event in events] == ["2018-06-30"]
    assert [(f.row, f.column) for f in problems] == [(3, "B")]


OFFICE = ["序号", "项目名称", "总投资", "2018年计划投资", "本年累计完成投资", "形象进度", "建设阶段"]


@pytest.mark.parametrize(
    ("until", "day"),
    [
        ("截至2018年12月31日", "2018-12-31"),
        ("截至2018年6月底", "2018-06-30"),
        ("单位：万元   截止2018年2月末", "2018-02-28"),
    ],
)
@pytest.mark.parametrize(("called", "stage"), [("主体施工", "在建"), ("已投产", "竣工投产"), ("前期手续办理", "前期")])
def test_an_offices_table_of_projects_is_read_and_what_its_title_says_is_asked_about(until, day, called, stage):
    data = workbook(
        表=[["重点项目进度表"], [until], OFFICE, [1, "湘江七桥", 9, 8, 4, "主体封顶", called], ["填表人：王工"]]
    )
    found = check(read("进度表.xlsx", data, EVENTS), PROJECTS, TODAY, PERIOD)
    amounts = {"total": 9.0, "planned": 8.0, "year_investment": 4.0}
    amounts = {name: value / (10_000 if "万元" in until else 1) for name, value in amounts.items()}
    said = amounts | {"works": "主体封顶"}
    assert found.events == [
        {
            "project": "xiangjiang-qiqiao",
            "date": day,
            "stage": stage,
            "note": called,
            "source": "重点项目进度表（进度表）",
        }
        | said
    ]
    asked = "".join(f.mend for f in found.problems if f.severity == "疑问")
    assert f"各行按标题记为“{day}”" in asked
    assert found.unread == ["序号"]


def test_what_the_title_says_is_asked_about_where_the_first_row_is_empty():
    row = [2, "湘江七桥", 9, 8, 4, "主体封顶", "在建"]
    data = workbook(表=[["重点项目进度表"], ["截至2018年6月底"], OFFICE, [1, " ", " ", None, None, None, None], row])
    found = check(read("进度表.xlsx", data, EVENTS), PROJECTS, TODAY, PERIOD)
    assert [e["date"] for e in found.events] == ["2018-06-30"]
    assert "各行按标题记为“2018-06-30”" in "".join(f.mend for f in found.problems if f.severity == "疑问")


def test_a_table_of_projects_without_any_day_is_refused_by_name():
    data = workbook(表=[["2018年重点项目进度表"], OFFICE, [1, "湘江七桥", 9, 8, 4, "x", "在建"]])
    found = check(read("表.xlsx", data, EVENTS), PROJECTS, TODAY, PERIOD)
    assert (found.events, ["日期" in f.expected for f in found.problems]) == ([], [True])


LINE = ["湘江七桥", "2018-06-30", "在建", 1.2, "调度表"]


@pytest.mark.parametrize(
    ("rows", "name", "asked"),
    [
        ([["2017年重点项目"], [*HEADED], LINE], "表.xlsx", "写的是2017年，各行的日期在2018年"),
        ([[*HEADED], LINE], "2017年.xlsx", "写的是2017年，各行的日期在2018年"),
        ([["芦淞区2018年重点项目"], [*HEADED], LINE], "表.xlsx", "不是本规划的地域"),
        ([[*HEADED, "完成投资（亿元）"], [*LINE, 1.3]], "表.xlsx", "这一列没有读"),
        ([[*HEADED, "总投资（亿元）"], [*LINE, 1]], "表.xlsx", "大于总投资1亿元"),
        ([[*HEADED], [*LINE[:3], 12000, "调度表"]], "表.xlsx", "读作12,000亿元"),
        ([["天元区2018年重点项目"], [*HEADED, "总投资（亿元）"], [*LINE, 3]], "2018年.xlsx", ""),
        ([["2016—2020年重点项目"], [*HEADED], LINE], "表.xlsx", ""),
    ],
)
def test_what_stands_beside_the_rows_and_contradicts_them_is_asked_about(rows, name, asked):
    """Another year or area in title and names, a second column of one kind, an amount above another, an absurd one."""
    events, problems, _ = check(read(name, book(rows), EVENTS), PROJECTS, TODAY, PERIOD)
    assert len(events) == 1
    assert [one.severity for one in problems] == ["疑问"] * bool(asked)
    assert asked in "".join(one.mend for one in problems)


def asked_of(head: list, cells: list, title: str = "截至2018年12月31日", formats: dict | None = None):
    """A row of progress with a column more, beneath a title: events, and what must be confirmed or mended."""
    rows = [[title], ["项目", "阶段", "来源", *head], ["湘江七桥", "在建", "局", *cells]]
    upload = read("表.xlsx", book(rows, formats=formats), EVENTS)
    events, problems, _ = check(upload, PROJECTS, TODAY, PERIOD)
    return events, "".join(one.mend for one in problems)


@pytest.mark.parametrize(
    ("heading", "says"),
    [
        ("完成投资（6月）", "写的是6月，读作开工以来的完成投资"),
        ("累计完成投资（1-6月）", "写的是1—6月，读作开工以来的完成投资"),
        ("完成投资（本月）", "写的是一个月或一季，读作开工以来的完成投资"),
        ("本年完成投资（二季度）", "写的是4—6月，读作本年的完成投资"),
        ("完成投资（计划）", "写的是计划、目标，读作开工以来的完成投资"),
        ("完成比例（预计）", "写的是预计、预测，读作开工以来的完成比例"),
        ("2017年完成投资", "表头写的是2017年，各行的日期在2018年"),
        ("完成比例（‰）", "表头写的是‰"),
    ],
)
def test_a_heading_that_speaks_of_something_else_is_asked_about(heading, says):
    assert says in asked_of([heading], [2])[1]


@pytest.mark.parametrize(
    "heading", ["截至12月底累计完成投资", "完成投资", "本年完成投资（1-12月）", "开工以来完成投资"]
)
def test_a_heading_of_what_is_read_raises_no_question(heading):
    assert asked_of([f"{heading}（亿元）"], [2])[1].count("请核对") == 1  # of the day alone


@pytest.mark.parametrize(
    ("title", "says"),
    [
        ("重点项目投资计划（万元）截至2018年12月31日", "写的是计划、目标"),
        ("重点项目预计完成情况（万元）截至2018年12月31日", "写的是预计、预测"),
        ("重点项目（单位：万美元）截至2018年12月31日", "单位“万美元”不能换算成亿元"),
        ("重点项目（单位：亿元、万元）截至2018年12月31日", "写了几个单位（亿元、万元），按亿元读入"),
    ],
)
def test_a_title_that_speaks_of_something_else_is_asked_about(title, says):
    assert says in asked_of(["完成投资"], [25], title)[1]


def test_the_years_amounts_stand_beneath_the_year():
    rows = [
        ["截至2018年12月31日"],
        ["项目", "阶段", "来源", "2018年（亿元）", None],
        [None, None, None, "计划投资", "完成投资"],
        ["湘江七桥", "在建", "局", 5, 3],
    ]
    events, _, _ = check(
        read("表.xlsx", book(rows, ("D2:E2", "A2:A3", "B2:B3", "C2:C3")), EVENTS), PROJECTS, TODAY, PERIOD
    )
    assert (events[0]["planned"], events[0]["year_investment"]) == (5.0, 3.0) and "investment" not in events[0]


@pytest.mark.parametrize(
    ("unit", "read_as", "says"), [("万元", 0.0025, ""), ("住建局", 25.0, "不是金额的单位，没有读")]
)
def test_a_column_of_units(unit, read_as, says):
    events, mends = asked_of(["单位", "完成投资"], [unit, 25])
    assert events[0]["investment"] == read_as and says in mends


def test_money_shown_as_a_percentage_is_wrong_and_a_share_of_one_is_asked_about():
    assert "单元格是百分比（35%）" in asked_of(["完成投资"], [0.35], formats={"D3": "0%"})[1]
    assert "按1%读入" in asked_of(["完成比例"], [1])[1]


@pytest.mark.parametrize("heading", ["形象进度", "责任单位", "存在问题"])
def test_what_only_means_the_row_above_is_wrong(heading):
    assert "“同上”没有读" in asked_of([heading], ["同上"])[1]
