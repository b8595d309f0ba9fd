"""Sheets of units and of what became of them, as the office of the reform sends them."""

import pytest

from lib.intake.read import UNITS, read
from lib.intake.unit_sheet import check
from lib.ledger.permission import ADMIN, Person
from lib.ledger.record import entry
from tests.homes import known, ledger_at

CHIEF = Person("王主任", ADMIN)


@pytest.fixture
def state(tmp_path):
    book = ledger_at(tmp_path / "ledger.duckdb")
    book.write(
        [entry("unit_set", {"name": name, "kind": "区直部门"}) for name in ("国土局", "规划局", "发改局")], CHIEF
    )
    return book.state()


def sheet(text: str):
    return read("机构改革.csv", text.encode("gb18030"), UNITS)


def test_successions_are_read_and_two_units_become_a_new_one(state):
    body = "原单位,更名后,方式,文号,日期\n国土局,自然资源局,更名,示发〔2019〕3号,2019年3月1日\n规划局,自然资源局,合并,示发〔2019〕3号,2019-03-01\n"
    found, problems = check(sheet(f"机构更替表\n{body}"), state, known())
    assert not problems
    assert [(e.payload["name"], e.payload["into"], e.payload["how"], e.payload["date"]) for e in found] == [
        ("国土局", "自然资源局", "更名", "2019-03-01"),
        ("规划局", "自然资源局", "并入", "2019-03-01"),
    ]


def test_what_is_wrong_is_named_by_row_and_the_other_rows_stand(state):
    body = "原单位,新单位,方式,文号,日期\n畜牧局,农业局,更名,3号,2019-03-01\n国土局,发改局,更名,3号,2019-03-01\n规划局,住建局,更名,,\n发改局,发展改革局,更名,3号,2019-03-01\n"
    found, problems = check(sheet(body), state, known())
    assert [e.payload["name"] for e in found] == ["发改局"]
    assert [(p.row, p.found) for p in problems] == [(2, "畜牧局"), (3, "国土局"), (4, "规划局")]
    assert "没有登记名为“畜牧局”" in problems[0].mend and "文号和日期" in problems[2].mend


def test_a_register_brings_what_is_new_and_keeps_what_it_leaves_out(state):
    found, problems = check(
        sheet("序号,单位名称,类别,联系人\n1,发改局,,示例甲\n2,国土局,区直部门,\n3,示例镇,镇、街道,示例乙\n"),
        state,
        known(),
    )
    assert not problems
    assert [(e.payload["name"], e.payload["kind"], e.payload["contact"]) for e in found] == [
        ("发改局", "区直部门", "示例甲"),
        ("示例镇", "镇、街道", "示例乙"),
    ]
