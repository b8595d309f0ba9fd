"""The pages of dispatch, tasks and reminders: what they find, and what their buttons write."""

import io
from datetime import date

import pytest
from PIL import Image

from lib.ledger import attachments
from lib.ledger.evidence import photos
from lib.ledger.ledger import Ledger, Refused
from lib.ledger.permission import ADMIN, UNIT, Person
from lib.ledger.record import entry, mark
from lib.plan.opened import open_plan
from lib.ui import sheets
from tests.homes import HOME, ledger_at
from tests.report.test_choice import photograph
from tests.test_cycle_pages import app, field, press
from tests.test_pages import words

CHIEF = Person("示例甲", ADMIN)
PROJECT = "xinma-ebd"


@pytest.fixture
def book() -> Ledger:
    """A ledger with a unit and one key project that is behind the year and has a problem."""
    own = ledger_at()
    own.write([entry("unit_set", {"name": "示例局"})], CHIEF)
    own.write(
        [
            entry("duty_assigned", {"thing": PROJECT, "lead": "示例局", "person": "示例乙"}),
            entry("project_listed", {"project": PROJECT, "year": 2018, "total": 5.0, "planned": 2.0}),
            entry(
                "project_event",
                {"project": PROJECT, "date": "2018-06-30", "stage": "在建", "year_investment": 0.5, "loan": 0.4},
            ),
            entry(
                "problem_raised",
                {"project": PROJECT, "text": "用地未批", "category": "用地", "solver": "示例局", "due": "2018-09-30"},
            ),
        ],
        CHIEF,
    )
    return own


def edited(test, column: str, row: int, typed: dict[str, str]) -> None:
    """Type in the table that has a column."""
    key = next(frame for frame in test.dataframe if column in frame.value).proto.id.split("-", 2)[2]
    test.session_state[key] = {"edited_rows": {row: typed}, "added_rows": [], "deleted_rows": []}


def test_an_empty_list_says_where_to_begin():
    test = app("cycle/dispatch", who="")
    assert test.header[0].value == "2018年还没有列入重点项目"
    assert "项目填报" in words(test)


def test_the_title_is_the_finding_and_a_problem_is_handed_to_supervision_by_one_click(book):
    test = app("cycle/dispatch")
    title = "2018年重点项目1个：计划投资2.00亿元，到6月30日完成25.0%，慢于序时24.6个百分点；1个问题未解决"
    assert test.header[0].value == title
    press(test, "督办")
    [item] = book.state().rows("supervision")
    assert (item["unit"], item["due"], item["thing"]) == ("示例局", "2018-09-30", PROJECT)
    assert item["problem"] == book.state().rows("problem")[0]["key"]
    again = app("cycle/dispatch")
    assert not [button for button in again.button if button.label.startswith("督办")], "not twice"
    with pytest.raises(Refused, match="这条问题已经转为督办"):  # nor by who still sees the button
        book.write(
            [
                entry(
                    "supervision_opened",
                    {"title": "再督办", "unit": "示例局", "due": "2018-09-30", "problem": item["problem"]},
                )
            ],
            CHIEF,
        )


def test_a_problem_that_is_not_solved_when_its_item_is_closed_can_be_handed_out_again(book):
    fields = {"title": "督办", "unit": "示例局", "due": "2018-09-30", "problem": book.state().rows("problem")[0]["key"]}
    book.write([entry("supervision_opened", fields)], CHIEF)
    book.write([mark("supervision_answered", book.state().rows("supervision")[0], text="还在办")], CHIEF)
    book.write([mark("supervision_closed", book.state().rows("supervision")[0])], CHIEF)
    press(app("cycle/dispatch"), "督办")
    assert len(book.state().rows("supervision")) == 2
    book.write([mark("problem_solved", book.state().rows("problem")[0], solution="已批复")], CHIEF)
    with pytest.raises(Refused, match="已解决"):
        book.write([entry("supervision_opened", fields)], CHIEF)


def test_a_problem_is_raised_and_solved(book):
    test = app("cycle/progress", filling=PROJECT)
    field(test, "问题").set_value("贷款未到位")
    press(test, "提出")
    assert [row["text"] for row in book.state().rows("problem")] == ["用地未批", "贷款未到位"]
    test = app("cycle/progress", filling=PROJECT)
    which = field(test, "哪个问题")
    which.set_value(book.state().rows("problem")[0]["key"]).run()
    press(test, "已解决")
    assert book.state().rows("problem")[0]["status"] == "open", "how it was solved must be said"
    field(test, "怎样解决的").set_value("已批复")
    press(test, "已解决")
    assert book.state().rows("problem")[0]["solution"] == "已批复"


def test_the_first_days_of_a_project_are_typed_and_added_to(book):
    for typed in ({"计划日期": "2018-03-01", "文号": "示例1号"}, {"办结日期": "2018-03-05"}):
        test = app("cycle/progress", filling=PROJECT)
        edited(test, "文号", 1, typed)
        press(test.run(), "记录1个节点")
    [row] = book.state().rows("node")
    assert [row[name] for name in ("node", "due", "done", "number")] == ["立项", "2018-03-01", "2018-03-05", "示例1号"]


@pytest.mark.parametrize(("carry", "invested"), [("只带名称", ""), ("全部带入", "5000"), ("只补空格", "5000")])
def test_the_last_report_is_carried_over_as_asked(book, carry, invested):
    test = app("cycle/progress", progress_way="填进展", carry=carry)
    table = next(frame.value for frame in test.dataframe if "上期完成" in frame.value)
    assert table["本年完成投资（万元）"].tolist() == [invested]


def test_what_was_typed_stays_where_only_empty_cells_are_filled(book):
    test = app("cycle/progress", progress_way="填进展")
    edited(test, "上期完成", 0, {"本年完成投资（万元）": "8000"})
    test.run()
    test.segmented_control(key="carry").set_value("只补空格").run()
    table = next(frame.value for frame in test.dataframe if "上期完成" in frame.value)
    assert table["本年完成投资（万元）"].tolist() == ["8000"] and table["银行贷款（万元）"].tolist() == ["4000"]
    field(test, "来源").set_value("示例月报").run()
    assert "将记录1条" in words(test), "what was carried over is recorded like what is typed"


def test_a_project_leaves_the_list_with_a_reason_and_another_is_registered(book):
    test = app("cycle/progress")
    next(box for box in test.selectbox if box.placeholder == "选择要退出的项目").set_value(PROJECT).run()
    field(test, "退出的原因").set_value("业主变更（示例）")
    press(test, "退出")
    row = book.state().get("listing", PROJECT, 2018)
    assert (row["status"], row["why"], row["planned"]) == ("left", "业主变更（示例）", 2.0)
    test = app("cycle/progress")
    field(test, "项目名称").set_value("示例新厂")
    press(test, "登记")
    assert [(one["id"], one["name"]) for one in book.state().rows("newcomer")] == [("X001", "示例新厂")]
    assert "规划以外登记的项目1个" in words(app("projects/register"))
    book.write([entry("project_listed", {"project": "X001", "year": 2018, "planned": 1.0})], CHIEF)
    assert "重点项目1个：计划投资1.00亿元" in app("cycle/dispatch").header[0].value


def test_a_new_project_stands_hollow_at_its_park_or_town_and_nowhere_without_one(book):
    came = {"area": "天元区", "how": "新增"}
    told = [{"park": "河西示范园"}, {"town": "三门", "sector": "水利"}, {}]
    items = [came | {"id": f"X00{n}", "name": f"示例{n}"} | more for n, more in enumerate(told, 1)]
    book.write([entry("project_added", fields) for fields in items], CHIEF)
    book.write([entry("project_listed", {"project": f"X00{n}", "year": 2018}) for n in (1, 2, 3)], CHIEF)
    test = app("space/layout", dots="true")
    assert "规划外新增2项" in words(test)
    assert "规划外新增" not in words(app("space/layout", dots="true", year="2017")), "not known then"
    assert "规划外新增2项" not in words(app("space/layout", dots="true", came="false"))
    assert "规划外新增1项" in words(app("space/layout", dots="true", park="河西示范园"))
    assert "规划外新增2项" in words(app("projects/register", show="地图"))
    assert "规划外新增1项" in words(app("projects/register", show="地图", park="河西示范园"))
    assert "规划外新增" not in words(app("projects/register", show="地图", year="2017"))


def test_a_photograph_is_attached_shown_printed_taken_along_and_withdrawn(book):
    test = app("projects/register", project=PROJECT)
    test.file_uploader[-1].upload("现场.png", b"no", "image/png").run()
    press(test, "附上")
    assert "不是能用的图片" in test.error[0].value and not book.state().rows("evidence")
    test.file_uploader[-1].upload("现场.PNG", photograph((2400, 1200), "JPEG"), "image/png").run()
    field(test, "拍摄日期").set_value(date(2018, 6, 1))
    field(test, "说明").set_value("主体施工")
    press(test, "附上")
    [row] = photos(book.state(), PROJECT)
    kept = attachments.held(attachments.folder(book.path), row["sha256"])
    assert b"Exif" not in kept and Image.open(io.BytesIO(kept)).size == (1600, 800)
    assert (row["date"], row["note"], row["name"].rpartition(".")[2]) == ("2018-06-01", "主体施工", row["type"])
    for page in ("projects/register", "cycle/dispatch"):
        assert "照片**　1张" in words(app(page, project=PROJECT, dispatched=PROJECT))
    [(address, told, ratio)] = sheets.of_project(open_plan(HOME), 2018, PROJECT).photos
    assert address.startswith("data:image/") and told.startswith("2018-06-01，主体施工") and ratio == 2
    test = app("projects/register", project=PROJECT)
    field(test, "撤下一张").set_value(row["seq"])
    field(test, "撤下照片的理由").set_value("不是这个项目")
    press(test.run(), "撤下")
    assert not photos(book.state(), PROJECT) and "照片**" not in words(app("projects/register", project=PROJECT))


def test_a_unit_attaches_photographs_to_its_own_projects_and_nothing_else_is_one(book):
    fields = {"matter": "project", "about": PROJECT, "sha256": "ab" * 32, "name": "a.jpg", "size": 9, "type": "jpg"}
    own, other = (Person("示例乙", UNIT, name) for name in ("示例局", "另一局"))
    book.write([entry("evidence_attached", fields)], own)
    for wrong, person, told in (
        ({"sha256": "cd" * 32}, other, "不由另一局负责"),
        ({"sha256": "cd" * 32, "type": "pdf"}, own, "jpg 或 png"),
        ({"about": "nothing"}, CHIEF, "没有名为"),
        ({}, CHIEF, "已经附上"),
    ):
        with pytest.raises(Refused, match=told):
            book.write([entry("evidence_attached", fields | wrong)], person)
    [lost] = attachments.faults(attachments.folder(book.path), book.state().rows("evidence"))
    assert "a.jpg" in lost, "verify asks for it as for any evidence"


def test_a_unit_reports_its_own_projects_and_tasks_only(book):
    own = Person("示例乙", UNIT, "示例局")
    book.write([entry("node_set", {"project": PROJECT, "node": "立项", "done": "2018-02-01"})], own)
    report = entry("task_reported", {"thing": "M073a", "date": "2018-11-30", "standing": "推进"})
    with pytest.raises(Refused, match="不由示例局负责"):
        book.write([report], own)
    book.write([entry("duty_assigned", {"thing": "M073a", "lead": "示例局", "person": ""})], CHIEF)
    book.write([report], own)
    assert "推进1项" in app("cycle/tasks").header[0].value


def test_what_is_reported_of_a_task_in_a_year_that_is_over_is_seen_in_that_year(book):
    book.write([entry("duty_assigned", {"thing": "M073a", "lead": "示例局", "person": ""})], CHIEF)
    test = app("cycle/tasks", lead="示例局")
    assert field(test, "截至").value == date(2018, 12, 31)
    edited(test, "现在", 0, {"进展": "推进"})
    press(test.run(), "记录1项进展")
    assert "推进1项" in app("cycle/tasks").header[0].value


def test_what_is_late_is_told_of_its_unit(book):
    shown = next(
        frame.value for frame in app("cycle/unit", unit="示例局", asof="2030-01-01").dataframe if "待办" in frame.value
    )
    assert [sign for kind, sign in zip(shown["类别"], shown["待办"], strict=True) if kind == "问题"] == [
        "■ 待办,■ 逾期"
    ]
    test = app("cycle/reminders", asof="2030-01-01")
    assert "1个单位有1项逾期（问题1项）" in test.header[0].value
    book.write([entry("deadline_set", {"what": "项目进展", "period": "2018-09", "due": "2018-10-10"})], CHIEF)
    assert "1个单位有2项逾期（项目1项、问题1项）" in app("cycle/reminders", asof="2030-01-01").header[0].value
    event = {"project": PROJECT, "date": "2018-09-30", "stage": "在建"}
    book.write([entry("project_event", event)], CHIEF)
    assert "有1项逾期（问题1项）" in app("cycle/reminders", asof="2030-01-01").header[0].value


def test_the_days_of_all_months_are_set_at_once_and_each_months_falls_in_the_next(book):
    test = app("cycle/reminders")
    field(test, "报什么").set_value("月度数").run()
    field(test, "期限").set_value(date(2018, 1, 31)).run()
    assert "顺延到下一个工作日" in words(test)
    press(test, "规定")
    set_ = {row["period"]: row["due"] for row in book.state().rows("deadline")}
    assert len(set_) == 12 and (set_["2018-01"], set_["2018-12"]) == ("2018-02-28", "2019-01-31")
