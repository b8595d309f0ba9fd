"""A sheet of the year's projects, or a table typed in the page, as records: only what is new, each amount in its unit."""

import pandas as pd
import pytest

from lib.cycle.dispatched import Dispatched
from lib.intake import dispatch_form
from lib.intake.dispatch_records import doubts, entries, repeated
from lib.intake.progress_sheet import check
from lib.intake.read import EVENTS, read
from lib.ledger.fold import EMPTY, fold
from lib.ledger.record import FIRST, entry, sealed
from tests.homes import PERIOD
from tests.intake.sheets import book

PROJECTS = pd.DataFrame({"id": ["bridge", "road"], "name": ["甲桥", "乙路"], "other_names": ["", ""], "area": "天元区"})
HEADS = [
    "序号",
    "项目名称",
    "总投资",
    "2018年计划投资",
    "本年累计完成投资",
    "形象进度",
    "建设阶段",
    "责任单位",
    "存在问题",
]
OFFICE = [
    ["2018年重点项目建设进度表"],
    ["单位：万元    截至2018年10月31日"],
    HEADS,
    [1, "甲桥", 51000, 8000, 4652, "主体封顶", "主体施工", "示例 一局", "用地未批"],
    [2, "乙路工程", 20000, 5000, None, None, "前期手续", "某单位", "无"],
    [None, "合计", 71000, 13000, 4652, None, None, None, None],
    ["填表人：王工"],
]


def told(*items, state=EMPTY):
    for item in items:
        state = fold(state, [sealed(state.seq + 1, "2018-11-05T09:00:00+08:00", "示例甲", "office", item, FIRST)])
    return state


def checked(rows):
    return check(read("表.xlsx", book(rows), EVENTS), PROJECTS, "2018-12-31", PERIOD)


STATE = told(entry("unit_set", {"name": "示例一局"}))


def test_an_offices_sheet_lists_reports_assigns_and_asks():
    events, problems, unread = checked(OFFICE)
    assert unread == ["序号"] and {one.severity for one in problems} == {"疑问"}
    found = [(one.kind, one.payload) for one in entries(events, STATE)]
    kinds = [kind for kind, _ in found]
    assert kinds == [
        *("project_event", "project_listed", "duty_assigned", "problem_raised"),
        *("project_event", "project_listed"),
    ]
    payloads = [payload for _, payload in found]
    assert payloads[0]["year_investment"] == 0.4652 and payloads[0]["works"] == "主体封顶"
    assert payloads[1] == {"project": "bridge", "year": 2018, "total": 5.1, "planned": 0.8}
    assert (payloads[2]["thing"], payloads[2]["lead"]) == ("bridge", "示例一局")
    assert payloads[3] == {"project": "bridge", "text": "用地未批"}
    assert "year_investment" not in payloads[4], "an empty cell is no 0"
    assert [(one.found, one.severity) for one in doubts(events, STATE)] == [("某单位", "疑问")]


def test_a_sheet_that_repeats_what_is_recorded_records_only_what_is_new():
    events = checked(OFFICE).events
    state = told(*entries(events, STATE), state=STATE)
    assert entries(events, state) == [] and repeated(events, state)[0].found == "2行"
    changed = [[*row] for row in OFFICE]
    changed[3][4] = 5000
    again = entries(checked(changed).events, state)
    assert [(one.kind, one.payload["year_investment"]) for one in again] == [("project_event", 0.5)]


def test_the_list_of_a_year_needs_no_progress_but_its_year():
    rows = [
        ["2018年度重点项目计划（单位：万元）"],
        ["项目名称", "总投资", "年度计划投资", "计划开工"],
        ["甲桥", 51000, 8000, "2018年6月"],
    ]
    [one] = entries(checked(rows).events, STATE)
    listing = {"project": "bridge", "year": 2018, "total": 5.1, "planned": 0.8, "begin": "2018-06-30"}
    assert (one.kind, one.payload) == ("project_listed", listing)
    rows[0] = ["重点项目计划（单位：万元）"]
    events, problems, _ = checked(rows)
    assert not events and "年份" in problems[0].expected


@pytest.mark.parametrize(
    ("heads", "row", "says"),
    [
        (["项目", "日期", "阶段", "来源", "年度计划投资（亿元）", "完成投资（亿元）"], [2, 1], "可能是开工以来的累计"),
        (["项目", "日期", "阶段", "来源", "完成投资"], [4652], "没有写单位"),
    ],
)
def test_a_figure_that_can_be_read_two_ways_is_asked_about(heads, row, says):
    _, problems, _ = checked([heads, ["甲桥", "2018-06-30", "在建", "局", *row]])
    assert any(one.severity == "疑问" and says in one.mend for one in problems)


def test_what_cannot_be_is_an_error():
    heads = ["项目", "日期", "阶段", "来源", "本年完成投资（亿元）", "开工以来完成投资（亿元）"]
    events, problems, _ = checked([heads, ["甲桥", "2018-06-30", "在建", "局", 3, 2]])
    assert not events and "大于开工以来完成投资2亿元" in problems[0].mend


def test_what_is_typed_in_the_page_is_read_in_10000_yuan_and_only_where_it_changed():
    fresh = dispatch_form.plan_of(PROJECTS, STATE, 2018)
    typed = fresh.copy()
    typed.loc[0, ["总投资（万元）", "年度计划投资（万元）"]] = ["51,000", "8000"]
    upload = dispatch_form.typed(typed, fresh, 2018)
    events, problems, _ = check(upload, PROJECTS, "2018-12-31", PERIOD)
    assert problems == []
    [one] = entries(events, STATE)
    assert one.payload == {"project": "bridge", "year": 2018, "total": 5.1, "planned": 0.8}
    state = told(one, state=STATE)
    assert dispatch_form.plan_of(PROJECTS, state, 2018).loc[0, "总投资（万元）"] == "51000"
    assert dispatch_form.typed(fresh, fresh, 2018).tables == ()


def test_a_typed_error_names_its_row_and_loses_nothing_else():
    rows = Dispatched.frame([Dispatched("bridge", stage="在建", asof="2018-06-30", done=0.5), Dispatched("road")])
    fresh = dispatch_form.progress_of(PROJECTS, rows)
    assert fresh["上期完成"].tolist() == ["2018-06-30 5000", ""] and fresh["阶段"].tolist() == ["在建", None]
    assert dispatch_form.typed(fresh.copy(), fresh, 2018, "2018-10-31", "示例调度表").tables == ()
    typed = fresh.copy()
    typed.loc[0, "本年完成投资（万元）"] = "约六千"
    upload = dispatch_form.typed(typed, fresh, 2018, "2018-10-31", "示例调度表")
    events, problems, _ = check(upload, PROJECTS, "2018-12-31", PERIOD)
    assert not events and [(one.row, one.column) for one in problems] == [(1, "本年完成投资")]
    typed.loc[0, "本年完成投资（万元）"] = "6000"
    [event] = check(
        dispatch_form.typed(typed, fresh, 2018, "2018-10-31", "示例调度表"), PROJECTS, "2018-12-31", PERIOD
    ).events
    assert (event["year_investment"], event["date"], event["stage"]) == (0.6, "2018-10-31", "在建")


def test_progress_that_goes_back_is_asked_about_in_the_file_and_against_the_ledger():
    head = ["项目", "日期", "阶段", "完成比例", "来源"]
    rows = [["甲桥", "2018-06-30", "在建", 60, "表"], ["乙路", "2018-06-30", "在建", 10, "表"]]
    state = told(*entries(checked([head, *rows]).events, EMPTY))
    later = [["甲桥", "2018-09-30", "在建", 50, "表"], ["乙路", "2018-09-30", "在建", 20, "表"]]
    for given, known in (([*rows, *later], EMPTY), (later, state)):
        (found,) = doubts(checked([head, *given]).events, known)
        assert found.severity == "疑问" and "2018-09-30为50%，2018-06-30已是60%" in found.mend
    assert doubts(checked([head, *rows]).events, state) == []
