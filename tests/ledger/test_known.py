"""What the data does not know: refused where it is written, told apart where it stands in a ledger all the same."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.ledger.counting import counted, problem
from lib.ledger.fold import EMPTY, fold
from lib.ledger.kinds import KINDS
from lib.ledger.ledger import Refused
from lib.ledger.permission import ADMIN, Person
from lib.ledger.record import FIRST, Entry, entry, mark, sealed
from lib.plan.opened import Plan
from tests.homes import known, ledger_at
from tests.ledger.test_entered import ADJUST, state_of

CHIEF = Person("示例甲", ADMIN)
FIGURE = {
    "area": "天元区",
    "indicator": "gdp",
    "measure": "level",
    "since": None,
    "year": 2018,
    "operator": "=",
    "value": 345.0,
}
ADDED = ADJUST | {
    "clause": "N001",
    "change": "新增",
    "name": "示例目标",
    "area": "天元区",
    "indicator": "gdp",
    "type": "level",
    "operator": ">=",
    "unit": "亿元",
}
EVENT = {"project": "changzhutan-zichuangqu", "date": "2018-06-30", "stage": "在建"}
WRONG = [
    ("figure_submitted", FIGURE, {"indicator": "happiness"}, "没有名为“happiness”的指标"),
    ("figure_submitted", FIGURE, {"area": "乙区"}, "没有名为“乙区”的地域"),
    ("figure_submitted", FIGURE, {"indicator": ["gdp"]}, "的指标"),
    ("figure_submitted", FIGURE, {"measure": "tall"}, "计量方式“tall”"),
    ("figure_submitted", FIGURE, {"operator": "?"}, "约数“?”"),
    ("figure_submitted", FIGURE, {"year": "2018"}, "年份“2018”"),
    ("figure_submitted", FIGURE, {"value": "345"}, "“345”不是数"),
    ("figure_submitted", FIGURE, {"value": True}, "不是数"),
    ("figure_submitted", FIGURE, {"price_basis": {}}, "价格口径"),
    ("project_event", EVENT, {"project": "palace"}, "没有名为“palace”的项目"),
    ("project_event", EVENT, {"stage": "梦想"}, "阶段“梦想”"),
    ("project_event", EVENT, {"date": "六月"}, "“六月”不是日期"),
    (
        "duty_assigned",
        {"thing": "天元区.gdp", "lead": "", "person": ""},
        {"thing": "天元区.happiness"},
        "没有指标、项目或举措“天元区.happiness”",
    ),
    (
        "annual_set",
        {"clause": "T117b", "area": "天元区", "year": 2018, "value": 351.0},
        {"clause": "T999z"},
        "没有名为“T999z”的条款",
    ),
    (
        "annual_set",
        {"clause": "T117b", "area": "天元区", "year": 2018, "value": 351.0},
        {"area": "高新区"},
        "属于天元区，不属于高新区",
    ),
    (
        "annual_issued",
        {"area": "天元区", "year": 2018, "number": "1号", "date": "2018-01-20"},
        {"year": 2030},
        "年份“2030”",
    ),
    (
        "explanation_given",
        {"clause": "T117b", "year": 2018, "cause": "a", "measures": "b", "unit": "c", "deadline": "d"},
        {"clause": "T999z"},
        "T999z",
    ),
    ("target_adjusted", ADJUST, {"clause": "T999z"}, "没有名为“T999z”的条款"),
    ("target_adjusted", ADJUST, {"value": "400"}, "“400”不是数"),
    ("target_adjusted", ADJUST, {"year": 2018}, "只有里程碑可以改时限"),
    ("target_adjusted", ADDED, {"year": 2019}, "只有里程碑可以改时限"),
    ("target_adjusted", ADDED, {"indicator": "happiness"}, "没有名为“happiness”的指标"),
    ("target_adjusted", ADDED, {"area": "乙区"}, "没有名为“乙区”的地域"),
    ("target_adjusted", ADDED, {"unit": "斤"}, "没有名为“斤”的计量单位"),
    ("target_adjusted", ADDED, {"type": "dream"}, "类型“dream”"),
    ("target_adjusted", ADDED, {"clause": "T117b"}, "应写作N和三位数字"),
    ("target_adjusted", ADDED, {"value": None}, "不是数"),
]


@pytest.mark.parametrize(("kind", "fields", "change", "message"), WRONG)
def test_what_the_data_does_not_know_is_not_written(tmp_path, kind, fields, change, message):
    book = ledger_at(tmp_path / "l.duckdb")
    with pytest.raises(Refused, match=re.escape(message)):
        book.write([Entry(kind, "x", fields | change, "x")], CHIEF)
    book.write([entry(kind, fields, "x")], CHIEF)


@pytest.mark.parametrize(("kind", "fields", "change", "message"), WRONG)
def test_what_stands_in_a_ledger_all_the_same_counts_nowhere(store, kind, fields, change, message):
    good = [entry("figure_submitted", FIGURE), lambda state: mark("figure_approved", state.rows("figure")[0])]
    bad = Entry(kind, "x", fields | change, "x")
    state = state_of(
        *good,
        bad,
        *([lambda state: mark("figure_approved", state.rows("figure")[-1])] if kind == "figure_submitted" else []),
    )
    plan, plain = Plan(store, state=state), Plan(store, state=state_of(*good))
    assert [(row["seq"], message in row["problem"]) for row in plan.uncounted] == [(3, True)]
    assert plan.assessed(2018).equals(plain.assessed(2018))
    assert plan.annual(2018).equals(plain.annual(2018))
    assert plan.warnings(2018).equals(plain.warnings(2018))
    assert plan.projects(2018).equals(plain.projects(2018))
    assert plan.state.seq == state.seq


@pytest.mark.parametrize(
    ("item", "problem"),
    [
        (Entry("poem_written", "x", {"text": "x"}), "不认识“poem_written”"),
        (Entry("figure_submitted", "x", {"area": "天元区"}), "缺少字段“indicator”"),
        (Entry("figure_approved", "x", {"of": 99}), "不存在"),
        (Entry("figure_approved", "x", {"of": [1]}), "键不是"),
        (Entry("unit_set", "x", {"name": ["a"]}), "键不是"),
    ],
)
def test_a_record_that_cannot_be_read_is_told_apart(store, item, problem):
    state = fold(EMPTY, [sealed(1, "2018-07-01T09:00:00+08:00", "甲", ADMIN, item, FIRST)])
    plan = Plan(store, state=state)
    assert [problem in row["problem"] for row in plan.uncounted] == [True]
    assert state.seq == 1


def test_what_depends_on_an_uncounted_target_is_uncounted_too(store):
    state = state_of(
        entry("target_adjusted", ADDED | {"indicator": "happiness"}, "x"),
        entry("target_adjusted", ADJUST | {"clause": "N001"}, "x"),
        entry("annual_set", {"clause": "N001", "area": "天元区", "year": 2018, "value": 1.0}, "x"),
    )
    assert [row["seq"] for row in Plan(store, state=state).uncounted] == [1, 2, 3]


def test_nothing_is_left_out_of_a_sound_state(store):
    plan, state = Plan(store), state_of(entry("figure_submitted", FIGURE), entry("target_adjusted", ADDED, "x"))
    found = counted(state, plan.source.known)
    assert (found.state, found.out) == (state, [])


def test_what_is_new_is_held_against_the_plan_as_if_all_had_been(store, records):
    """Also where the new record adds what older ones speak of."""
    known, before = Plan(store).source.known, None
    early = [
        entry("annual_set", {"clause": "N001", "area": "天元区", "year": 2018, "value": 1.0}, "x"),
        entry("figure_submitted", FIGURE | {"area": "甲区"}),
        entry("target_adjusted", ADDED, "x"),
        entry("figure_submitted", FIGURE),
    ]
    for count in range(1, len(early) + 1):
        state = state_of(*early[:count])
        before, alone = counted(state, known, before), counted(state, known)
        assert (before.state, before.out) == (alone.state, alone.out)
    grown = fold(EMPTY, records[:500])
    after = fold(grown, records[500:520])
    assert counted(after, known, counted(grown, known)) == counted(after, known)


CELLS = st.sampled_from([None, True, 1, 1.0, -1, 2.5, "x", "2018-03-31", "在建", [1], ""])


@given(
    st.lists(st.fixed_dictionaries(dict.fromkeys(("date", "stage", "investment", "central"), CELLS)), max_size=5),
    st.lists(st.sampled_from(["有轨电车", "甲"]), min_size=5, max_size=5),
)
def test_rows_held_against_the_plan_together_are_as_if_each_were_alone(cells, projects):
    """Values that are equal and not the same (1 and True) are told apart."""
    names = known()._replace(projects=frozenset({"甲"}))
    items = [Entry("project_event", "x", row | {"project": key}) for row, key in zip(cells, projects, strict=False)]
    state = state_of(*items)
    rows = state.tables["event"].rows
    alone = {key: wrong for key, row in rows.items() if (wrong := problem(KINDS["project_event"], row, names))}
    assert counted(state, names).problems.get("event", {}) == alone
