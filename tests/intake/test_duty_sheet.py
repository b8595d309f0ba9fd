"""Sheets of duties as offices send them."""

import io

import openpyxl
import pandas as pd
import pytest

from lib.cycle import duties as d
from lib.intake.duty_sheet import check
from lib.intake.read import DUTIES, read
from lib.ledger.fold import EMPTY, fold
from lib.ledger.record import FIRST, entry, sealed
from lib.plan.opened import Plan
from lib.text import duties, exports
from tests.homes import ABOUT
from tests.intake.sheets import book
from tests.intake.test_progress_sheet import workbook


@pytest.fixture(scope="module")
def rows(store):
    plan = Plan(store)
    return d.assigned(d.things(plan.frame("clause"), plan.catalogue, plan.source.measures), EMPTY)


def sheet(text: str, name: str = "责任分解.csv"):
    return read(name, text.encode("gb18030"), DUTIES)


@pytest.mark.parametrize(
    ("line", "changes"),
    [
        ("天元区.gdp,,示例一局,示例甲,", {"天元区.gdp": {"lead": "示例一局", "person": "示例甲"}}),
        ("T117b,,示例一局,,", {"天元区.gdp": {"lead": "示例一局"}}),
        (
            "天元区.gdp,,示例一局,,示例二局、示例三局，示例四局",
            {"天元区.gdp": {"lead": "示例一局", "support": "示例二局;示例三局;示例四局"}},
        ),
        (
            "天元区.gdp,,示例一局60%、示例二局（40％）,,",
            {"天元区.gdp": {"lead": "示例一局;示例二局", "shares": "60;40"}},
        ),
        ("天元区.gdp,,示例一局；示例二局,,", {"天元区.gdp": {"lead": "示例一局;示例二局"}}),
        (",汽车博览园,示例一局,,", None),
        ("天元区.gdp,,,,", {}),
    ],
)
def test_a_row_is_matched_by_id_clause_or_name(rows, line, changes):
    found, problems = check(sheet(f"责任分解表\n编号,事项,牵头单位,责任人,配合单位\n{line}\n"), rows)
    if changes is None:
        assert problems or len(found) == 1
    else:
        assert (found, problems) == (changes, [])


@pytest.mark.parametrize(
    ("body", "row", "column", "says"),
    [
        ("编号,牵头单位\nT999z,示例一局\n", 2, "A", "核对名称"),
        ("事项,牵头单位\n地区生产总值,示例一局\n", 2, "A", "同名的有2项"),
        ("编号,牵头单位\nT117a,示例一局\nT117b,示例二局\n", 3, "A", "与第2行重复"),
        (f"编号,牵头单位\nT117a,{'长' * 41}\n", 2, "B", "请缩短"),
        ("甲,乙\n1,2\n", 1, "", "下载本页的责任分解表"),
    ],
)
def test_what_is_wrong_is_named_by_row_and_column_and_nothing_is_taken(rows, body, row, column, says):
    found, problems = check(sheet(body), rows)
    assert found == {}
    assert (problems[0].row, problems[0].column) == (row, column)
    assert says in problems[0].mend


def test_a_name_that_two_areas_have_is_told_apart_by_the_area(rows):
    assert check(sheet("事项,地域,牵头单位\n地区生产总值,天元区,示例一局\n"), rows)[0] == {
        "天元区.gdp": {"lead": "示例一局"}
    }


def test_what_all_areas_share_is_known_by_the_name_that_is_shown(rows):
    shown = duties.sheet(rows, ABOUT.areas)
    name = rows.loc[rows["area"] == ABOUT.areas.shared, "name"].iloc[0]
    (area,) = shown.loc[shown["事项"] == name, "地域"]
    assert area == ABOUT.areas.joint
    found, problems = check(sheet(f"事项,地域,牵头单位\n{name},{area},示例一局\n"), rows)
    assert list(found.values()) == [{"lead": "示例一局"}] and not problems


def test_a_file_that_cannot_be_read_is_a_finding(rows):
    assert check(read("x.xlsx", b"%PDF-1.7 \xff\xfe", DUTIES), rows)[1][0].mend


def test_the_downloaded_table_comes_back_filled_in(rows):
    out = pd.read_csv(io.BytesIO(exports.csv(duties.sheet(rows, ABOUT.areas))), dtype=str, keep_default_na=False)
    out.loc[out["编号"] == "天元区.gdp", ["牵头单位", "责任人"]] = ["示例一局", "示例甲"]
    made = openpyxl.Workbook()
    for line in [list(out.columns), *out.to_numpy().tolist()]:
        made.active.append(line)
    data = io.BytesIO()
    made.save(data)
    assert check(read("责任分解.xlsx", data.getvalue(), DUTIES), rows) == (
        {"天元区.gdp": {"lead": "示例一局", "person": "示例甲"}},
        [],
    )


@pytest.mark.parametrize(
    ("second", "changed", "wrong"),
    [
        ([["编号", "牵头单位"], ["T129a", "示例二局"]], ["天元区.gdp", "天元区.service_share"], []),
        ([["编号", "牵头单位"], ["T117b", "示例二局"]], [], ["与一第2行重复，请只留一行。"]),
        ([["T129a", "示例二局"]], [], ["请下载本页的责任分解表，在其中填写；不是责任分解的表请删去或命名为“说明”。"]),
    ],
)
def test_no_sheet_of_a_workbook_is_passed_over_in_silence(rows, second, changed, wrong):
    data = workbook(说明=[["怎样填"]], 一=[["编号", "牵头单位"], ["T117a", "示例一局"]], 二=second)
    changes, problems = check(read("责任.xlsx", data, DUTIES), rows)
    assert (list(changes), [f.mend for f in problems]) == (changed, wrong)


def test_a_hidden_sheet_is_said(rows):
    data = workbook(一=[["编号", "牵头单位"], ["T117a", "示例一局"]], 藏=[["编号", "牵头单位"], ["T129a", "示例二局"]])
    changes, problems = check(read("责任.xlsx", data, DUTIES), rows)
    assert (changes, [f.found for f in problems]) == ({}, ["隐藏的工作表"])


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("编号,牵头单位\n,示例一局\n", "A"),
        ("牵头单位,事项\n示例一局,\n", "B"),
        ("编号,事项,牵头单位\n,,示例一局\n", "A"),
        ("编号,事项,牵头单位\n,没有这项,示例一局\n", "B"),
    ],
)
def test_a_row_that_names_no_thing_is_said(rows, text, column):
    changes, problems = check(sheet(text), rows)
    assert (changes, [(f.row, f.column) for f in problems]) == ({}, [(2, column)])


OFFICE = {
    "a title, a lead merged over its rows, a column that is not read": (
        [
            ["目标任务分解表"],
            ["序号", "指标名称", "地域", "牵头单位", "责任领导"],
            [1, "地区生产总值", "天元区", "示例一局", "张"],
            [2, "人均地区生产总值", "天元区", None, None],
            [3, "城镇登记失业率", "天元区", "示例二局", "李"],
        ],
        ("A1:E1", "D3:D4"),
        {"天元区.gdp": "示例一局", "天元区.gdp_per_capita": "示例一局", "天元区.unemployment": "示例二局"},
        ["责任领导"],
    ),
    "a head of two rows": (
        [
            ["序号", "指标", "地域", "责任分工", None],
            [None, None, None, "牵头单位", "配合单位"],
            [1, "地区生产总值", "天元区", "示例一局", "示例二局"],
        ],
        ("A1:A2", "B1:B2", "C1:C2", "D1:E1"),
        {"天元区.gdp": "示例一局"},
        [],
    ),
    "a head of two rows, nothing merged": (
        [
            ["序号", "指标", "地域", "责任分工", None],
            [None, None, None, "牵头单位", "配合单位"],
            [1, "地区生产总值", "天元区", "示例一局", "示例二局"],
        ],
        (),
        {"天元区.gdp": "示例一局"},
        [],
    ),
    "a group merged over the table": (
        [["编号", "事项", "牵头单位"], ["经济发展", None, None], ["天元区.gdp", "地区生产总值", "示例一局"]],
        ("A2:C2",),
        {"天元区.gdp": "示例一局"},
        [],
    ),
}


@pytest.mark.parametrize(("table", "merged", "leads", "unread"), OFFICE.values(), ids=OFFICE)
def test_a_sheet_as_an_office_makes_it(rows, table, merged, leads, unread):
    changes, problems = check(read("责任.xlsx", book(table, merged), DUTIES), rows)
    assert {thing: changed.get("lead") for thing, changed in changes.items()} == leads
    assert [(f.severity, f.found) for f in problems] == [("提示", name) for name in unread]


def office(*lines: list, hidden: tuple[int, ...] = ()) -> bytes:
    made = openpyxl.Workbook()
    sheet = made.active
    for line in [["目标任务分解表"], ["序号", "指标名称", "所属区域", "牵头\n单位", "责任人", "备注"], *lines]:
        sheet.append(line)
    for row in hidden:
        sheet.row_dimensions[row].hidden = True
    data = io.BytesIO()
    made.save(data)
    return data.getvalue()


def leads(rows, *lines: list, good_rows: bool = False, **more):
    changes, problems = check(read("责任.xlsx", office(*lines, **more), DUTIES), rows, good_rows)
    return {thing: change["lead"] for thing, change in changes.items()}, [(f.severity, f.row) for f in problems]


@pytest.mark.parametrize("name", ["天元区 统计局", " 天元区统计局 ", "天元区\n统计局", "天 元 区 统 计 局"])
def test_blanks_in_a_units_name_do_not_make_another_unit(rows, name):
    assert leads(rows, [1, "森林覆盖率", "天元区", name]) == ({"天元区.forest_cover": "天元区统计局"}, [])


@pytest.mark.parametrize(
    "line",
    [
        ["填表人：张三", None, "审核人：李四", None, None, "2016年5月10日"],
        ["制表：王五", None, None, "某局"],
        [None, "合计", None, "2个单位"],
    ],
)
def test_signatures_and_sums_are_no_rows(rows, line):
    assert leads(rows, [1, "森林覆盖率", "天元区", "示例一局"], line) == ({"天元区.forest_cover": "示例一局"}, [])


@pytest.mark.parametrize("above", ["天元区：生态环境", "二、生态环境", "（生态环境）"])
def test_the_line_above_tells_an_indicator_from_a_project_of_one_name(rows, above):
    indicator = rows[rows["thing"] == "天元区.riverside_belt"].iloc[0]
    above = above.replace("生态环境", indicator["domain"])
    assert leads(rows, [above], [1, indicator["name"], "天元区", "示例一局"])[0] == {
        "天元区.riverside_belt": "示例一局"
    }
    assert leads(rows, [1, indicator["name"], "天元区", "示例一局"]) == ({}, [("错误", 3)])


def test_a_column_of_kinds_tells_them_apart(rows):
    text = "类别,事项,地域,牵头单位\n项目,湘江风光带,天元区,示例一局\n指标,湘江风光带,天元区,示例二局\n"
    found = {thing: change["lead"] for thing, change in check(sheet(text), rows)[0].items()}
    assert found == {"xiangjiang-fengguangdai": "示例一局", "天元区.riverside_belt": "示例二局"}


def test_a_hidden_row_is_named(rows):
    found = leads(rows, [1, "森林覆盖率", "天元区", "示例一局"], hidden=(3,))
    assert found == ({"天元区.forest_cover": "示例一局"}, [("提示", 3)])


def test_wrong_rows_do_not_hold_up_the_others_if_the_person_says_so(rows):
    lines = [1, "森林覆盖率", "天元区", "示例一局"], [2, "没有这项", "天元区", "示例一局"]
    assert leads(rows, *lines) == ({}, [("错误", 4)])
    assert leads(rows, *lines, good_rows=True) == ({"天元区.forest_cover": "示例一局"}, [("错误", 4)])


NAMED = [["事项", "牵头单位"], ["地区生产总值", "示例一局"]]


@pytest.mark.parametrize(
    ("table", "name", "leads", "wrong"),
    [
        ([["天元区目标任务分解表"], *NAMED], "表.xlsx", {"天元区.gdp": "示例一局"}, []),
        (NAMED, "天元区责任分解.xlsx", {"天元区.gdp": "示例一局"}, []),
        (NAMED, "表.xlsx", {}, ["A2 地域"]),
        ([["芦淞区目标任务分解表"], *NAMED], "表.xlsx", {}, ["A1 不是本规划的地域", "A3 地域"]),
        (
            [["事项", "地域", "牵头单位"], ["地区生产总值", "芦淞区", "示例一局"]],
            "表.xlsx",
            {},
            ["A2 不是本规划的地域"],
        ),
        ([["编号", "牵头单位", "牵头单位"], ["天元区.gdp", "示例一局", "示例二局"]], "表.xlsx", {}, ["C1 只留一列"]),
        ([["编号", "牵头单位"], ["天元区.gdp", "#N/A"]], "表.xlsx", {}, ["A2 内容有误（#N/A）"]),
    ],
)
def test_what_stands_beside_the_rows_is_read_or_an_error(rows, table, name, leads, wrong):
    """The area of title and names; another area, a second column of one kind, an error value."""
    changes, problems = check(read(name, book(table), DUTIES), rows)
    assert {thing: change["lead"] for thing, change in changes.items()} == leads
    assert len(problems) == len(wrong)
    for found, told in zip(problems, wrong, strict=True):
        place, words = told.split(" ", 1)
        assert found.severity == "错误" and f"{found.column}{found.row}" == place and words in found.mend


def test_a_former_name_is_read_as_the_successor_and_said(rows):
    went = {"name": "示例旧局", "into": "示例新局", "how": "更名", "number": "示发3号", "date": "2019-03-01"}
    items = [entry("unit_set", {"name": "示例旧局"}), entry("unit_succeeded", went)]
    state = fold(
        EMPTY, [sealed(n, "2019-03-01T09:00:00+08:00", "甲", "admin", i, FIRST) for n, i in enumerate(items, 1)]
    )
    found, problems = check(sheet("编号,牵头单位,配合单位\nT117b,示例旧局,示例新局\n"), rows, state=state)
    assert found["天元区.gdp"]["lead"] == "示例新局"
    assert [(p.severity, p.mend) for p in problems] == [("提示", "“示例旧局”已更名（示发3号），按“示例新局”记。")]


def test_what_only_means_the_row_above_is_wrong(rows):
    found, problems = check(sheet("编号,牵头单位,责任人\nT117b,示例一局,同上\n"), rows)
    assert not found and [(one.column, one.found) for one in problems] == [("C", "同上")]


@pytest.mark.parametrize(
    ("title", "good"), [("2012年责任分解表", False), ("2018年责任分解表", True), ("责任分解", True)]
)
def test_a_sheet_of_another_plan_s_years_is_refused(rows, title, good):
    found, problems = check(sheet(f"{title}\n编号,牵头单位\nT117b,示例一局\n"), rows, period=ABOUT.period)
    assert bool(found) is good and (good or "不是这一规划的表" in problems[0].mend)
