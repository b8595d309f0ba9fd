"""The 填报 page: nothing is recorded before it is confirmed, a half-good file only in part and only if asked, conflicts
are told."""

import os
import re
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from lib.access.identity import ALONE, Standing
from lib.intake import form
from lib.intake.read import AT_ONCE
from lib.intake.template import file_name
from lib.ledger.ledger import Ledger
from lib.ledger.permission import ADMIN, Person
from lib.ledger.record import entry, mark
from lib.plan.opened import Plan
from lib.ui import signin
from tests.homes import ledger_at
from tests.intake.hostile import SHEET, bomb, part, rezipped, sheet_xml
from tests.ledger.test_entered import figure
from tests.test_cycle_pages import tick
from tests.test_pages import app, words

PAGE = "pages/cycle/entry.py"
HEAD = "指标,单位,数值,年份,备注\n"
GOOD = HEAD + "粮食产量,万吨,10.2,2016,\n工业增加值,亿元,132,2016,\n"


def as_person(monkeypatch, person: Person) -> None:
    monkeypatch.setattr(signin, "standing", lambda state: Standing(ALONE, person))


@pytest.fixture(autouse=True)
def fresh(monkeypatch):
    st.cache_resource.clear()
    as_person(monkeypatch, Person("示例甲", ADMIN))
    yield
    st.cache_resource.clear()


def ledger() -> Ledger:
    return ledger_at(Path(os.environ["PLAN_LEDGER"]))


def opened(**query) -> AppTest:
    return app(PAGE, **({"area": "天元区", "year": "2016"} | query))


def upload(test: AppTest, text: str | bytes, name: str = "表.csv") -> AppTest:
    test.file_uploader[0].set_value((name, text.encode() if isinstance(text, str) else text, "text/csv"))
    return test.run()


def confirm(test: AppTest):
    return next(button for button in test.button if button.label.startswith("确认提交"))


def asked(store, year: int) -> int:
    """How many figures the template asks of 天元区 for a year."""
    plan = Plan(store)
    return len(form.ask(plan.frame("clause"), plan.facts(), year, "天元区", period=plan.about.period))


def test_the_title_says_how_much_is_asked_and_there(store):
    assert (
        opened().header[0].value == f"天元区2016年：应填{asked(store, 2016)}项，已有3项，还缺{asked(store, 2016) - 3}项"
    )
    assert (
        opened(base="true").header[0].value
        == f"天元区2015年（基期）：应填{asked(store, 2015)}项，已有10项，还缺{asked(store, 2015) - 10}项"
    )
    assert opened(area="高新区", year="2018", domain="创新驱动").header[0].value.startswith("高新区2018年：应填")


def test_nothing_is_recorded_before_it_is_confirmed(store):
    test = upload(opened(), GOOD)
    assert test.subheader[0].value == "2项新增；没有发现错误和疑问"
    assert ledger().records() == []
    confirm(test).click().run()
    assert not test.exception
    figures = ledger().state().frame("figure")
    assert figures[["area", "indicator", "value", "status", "who"]].values.tolist() == [
        ["天元区", "grain_output", 10.2, "submitted", "示例甲"],
        ["天元区", "industry_va", 132.0, "submitted", "示例甲"],
    ]
    assert figures["file"].str.match("表.csv sha256:[0-9a-f]{64}$").all()
    assert test.success[0].value.startswith("已记入台账")
    assert (
        f"已有3项，2项待审核，还缺{asked(store, 2016) - 5}项" in test.header[0].value
    )  # submitted figures do not count yet
    assert "已提交：2项待审核" in words(test)


def test_a_half_good_file_stores_nothing_unless_the_good_rows_are_chosen():
    test = upload(opened(), GOOD + "粮食播种面积,万亩,许多,2016,\n")
    assert "1行有错误" in test.subheader[0].value
    assert confirm(test).disabled
    assert ledger().records() == []
    test.checkbox[0].check().run()
    assert test.checkbox[0].label == "只提交无误的2项，有错误的1行不提交"
    confirm(test).click().run()
    assert len(ledger().records()) == 2


def test_questions_are_answered_and_changes_are_reasoned():
    test = upload(opened(), HEAD + "地区生产总值,亿元,3052,2016,\n")
    assert "1项更改；1处疑问" in test.subheader[0].value
    assert confirm(test).disabled
    test.checkbox[0].check().run()
    assert confirm(test).disabled
    assert "请写明事由" in words(test)
    test.text_input(key="why-0").set_value("核实").run()
    confirm(test).click().run()
    assert [(r.payload["value"], r.why) for r in ledger().records()] == [(3052.0, "核实")]


def test_without_a_name_nothing_can_be_handed_in(monkeypatch):
    as_person(monkeypatch, Person("", ADMIN))
    test = upload(opened(), GOOD)
    assert confirm(test).disabled
    assert "填写姓名" in words(test)


@pytest.mark.parametrize("page", [PAGE, "pages/cycle/duties.py"])
@pytest.mark.parametrize("person", [Person("示例甲"), Person("")])
def test_whoever_may_only_read_is_told_so_in_place_of_the_field(monkeypatch, page, person):
    as_person(monkeypatch, person)
    test = app(page, area="天元区", year="2016")
    assert not test.exception and not test.file_uploader
    assert "当前身份只能阅读，不能上传文件" in words(test)


def test_when_all_places_are_taken_the_page_says_so_and_the_file_is_read_at_the_next_try(monkeypatch):
    monkeypatch.setattr("lib.intake.read.WAITING", 0)
    taken = [AT_ONCE.acquire() for _ in range(2)]
    test = upload(opened(), GOOD)
    for _ in taken:
        AT_ONCE.release()
    assert "正在读取别人的文件" in test.warning[0].value and not test.exception
    assert test.run().subheader[0].value == "2项新增；没有发现错误和疑问"


def test_a_figure_of_a_part_of_the_year_cannot_be_handed_in_unanswered():
    test = upload(opened(), HEAD + "粮食产量,万吨,10.2,2016年1-9月,\n")
    assert test.subheader[0].value == "1项新增；1处疑问"
    assert confirm(test).disabled and "写的是1—9月" in test.dataframe[0].value["怎样改"].iloc[0]
    test.checkbox[0].check().run()
    assert not confirm(test).disabled


@pytest.mark.parametrize(
    ("content", "name", "answer"),
    [
        (b"", "空.xlsx", "0字节"),
        ("指標,數值\n".encode("big5"), "表.csv", "编码"),
        (b"%PDF-1.7 x", "表.xlsx", "PDF"),
        (bomb(), "表.xlsx", "展开后"),
        ("甲,乙\n1,2\n", "表.csv", "表头"),
    ],
)
def test_a_file_that_cannot_be_read_says_why_and_stores_nothing(content, name, answer):
    test = upload(opened(), content, name)
    assert answer in test.error[0].value
    assert not [button for button in test.button if button.label.startswith("确认提交")]
    assert not ledger_at().records()


def test_the_name_of_a_sheet_is_never_markdown():
    """A picture in a message would be fetched from outside the host."""
    title = "![x](http://a/b.png)"
    data = rezipped(
        {
            "xl/workbook.xml": part("xl/workbook.xml").replace("填报".encode(), title.encode()),
            SHEET: sheet_xml('<row r="30000"><c r="A30000"><v>1</v></c></row>'),
        }
    )
    message = upload(opened(), data, "表.xlsx").error[0].value
    assert "A30000" in message
    assert not re.search(r"(?<!\\)[\[\]()!<>]", message)


@pytest.mark.parametrize(("lead", "count"), [("示例一局", 3), ("示例二局", 1)])
def test_a_unit_sees_what_it_leads(lead, count):
    things = {
        "天元区.gdp": "示例一局",
        "天元区.service_share": "示例一局",
        "天元区.retail": "示例二局",
        "高新区.gdp": "示例二局",
    }
    ledger().write(
        [entry("unit_set", {"name": unit}) for unit in dict.fromkeys(things.values())], Person("示例乙", ADMIN)
    )
    ledger().write(
        [entry("duty_assigned", {"thing": t, "lead": unit, "person": "示例"}) for t, unit in things.items()],
        Person("示例乙", ADMIN),
    )
    assert f"应填{count}项" in opened(lead=lead).header[0].value


def test_somebody_else_who_wrote_meanwhile_is_told_of():
    test = upload(opened(), GOOD)
    ledger().write([figure(11.0, year=2016, indicator="grain_output")], Person("示例乙", ADMIN))
    confirm(test).click().run()
    assert "示例乙" in test.error[0].value
    assert len(ledger().records()) == 1
    confirm(test).click().run()
    assert len(ledger().records()) == 3


def test_what_is_handed_in_can_be_seen_with_its_review():
    written = ledger().write([figure(11.0, year=2016, indicator="grain_output")], Person("示例乙", ADMIN))
    row = ledger().state().get("figure", written[0].seq)
    ledger().write([mark("figure_returned", row, "与年报不符")], Person("示例丙", ADMIN))
    test = opened()
    shown = test.dataframe[-1].value
    assert shown[["状态", "指标", "值", "填报人", "审核人", "审核意见"]].values.tolist() == [
        ["退回", "粮食产量", "11万吨", "示例乙", "示例丙", "与年报不符"]
    ]


def test_ticks_of_what_was_handed_in_do_not_pass_over_to_another_year():
    ledger().write(
        [figure(11.0, year=2016), figure(12.0, year=2016, indicator="grain_output"), figure(13.0, year=2017)],
        Person("示例乙", ADMIN),
    )
    test = opened()
    assert len(test.dataframe[-1].value) == 2
    tick(test, "填报-天元区-2016", 0, 1)
    assert [button for button in test.button if button.label == "撤回所选的2项"]
    test.segmented_control(key="year").set_value(2017).run()
    assert not test.exception
    assert len(test.dataframe[-1].value) == 1
    assert not [button for button in test.button if button.label.startswith("撤回所选")]


def test_the_template_is_named_after_area_and_year():
    assert file_name("新区", 2020) == "填报表-新区-2020.xlsx"
