"""Adjustments: the class must fit what is asked, a basis must be given, and only what changes is recorded."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.cycle import adjustment as a
from lib.ledger.fold import EMPTY
from lib.ledger.procedure import refused
from tests.homes import PERIOD
from tests.ledger.test_entered import state_of

BASIS = {"number": "3号", "date": "2018-09-28", "body": "区人大常委会", "why": "与实际出入较大"}
LEVEL = {"value": 420.0, "operator": ">=", "year": 2020, "name": "地区生产总值"}
MILESTONE = {"value": None, "operator": None, "year": 2018, "name": "全面建成"}


def asked(**fields):
    return BASIS | fields


@pytest.mark.parametrize(
    ("change", "current", "wish", "told"),
    [
        ("下调", LEVEL, asked(value=400.0), []),
        ("上调", LEVEL, asked(value=450.0), []),
        ("上调", LEVEL, asked(value=400.0), ["应为下调"]),
        ("下调", LEVEL, asked(value=450.0), ["应为上调"]),
        ("下调", LEVEL, asked(value=420.0), ["要改目标值或到期年"]),
        ("下调", MILESTONE, asked(year=2019), []),
        ("上调", MILESTONE, asked(year=2017), []),
        ("上调", MILESTONE, asked(year=2019), ["应为下调"]),
        ("口径变更", LEVEL, asked(value=420.0), ["写明新的说法"]),
        ("口径变更", LEVEL, asked(note="改为经济普查后口径"), []),
        ("口径变更", LEVEL, asked(operator=">"), []),
        ("取消", LEVEL, asked(), []),
        ("下调", LEVEL, asked(value=400.0, year=2024), ["2016至2020年"]),
        ("新增", None, asked(name="x", area="天元区", indicator="gdp", type="level"), ["还缺：目标值"]),
        ("新增", None, asked(name="x", area="天元区", indicator="gdp", type="milestone"), []),
        ("新增", None, asked(), ["名称、地域、指标、类型、目标值"]),
    ],
)
def test_the_class_must_fit_what_is_asked(change, current, wish, told):
    found = a.problems(change, current, wish, PERIOD)
    assert len(found) == len(told)
    assert all(part in text for part, text in zip(told, found, strict=True))


def test_the_record_holds_only_what_changes(store):
    item = a.record("下调", "T117b", LEVEL, asked(value=400.0, operator=">=", year=2020, name="地区生产总值", note=""))
    assert item.payload == {
        "clause": "T117b",
        "change": "下调",
        "value": 400.0,
        "number": "3号",
        "date": "2018-09-28",
        "body": "区人大常委会",
    }
    assert item.why == "与实际出入较大"
    assert refused(item, EMPTY, store.known) == ""


def test_a_cancellation_records_no_target():
    assert "value" not in a.record("取消", "T117b", LEVEL, asked(value=1.0)).payload


def test_added_clauses_are_numbered_on():
    wish = asked(
        name="x", area="天元区", indicator="gdp", type="level", value=1.0, operator=">=", unit="亿元", year=2020
    )
    state = state_of(a.record("新增", "N001", None, wish))
    assert a.next_id(state) == "N002"


@settings(deadline=None)
@given(st.floats(0.1, 1e6), st.floats(0.1, 1e6))
def test_exactly_one_class_fits_another_value(now, new):
    fits = [
        change
        for change in ("上调", "下调")
        if not a.problems(change, LEVEL | {"value": now}, asked(value=new), PERIOD)
    ]
    assert fits == ([] if new == now else ["上调"] if new > now else ["下调"])
