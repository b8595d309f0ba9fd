"""Key projects of a year: figures worked by hand, and what must never be made of them."""

from math import isnan

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.cycle.dispatch import dispatched, groups, next_step, summed
from lib.cycle.dispatched import Dispatched, Summed
from lib.ledger.fold import EMPTY, fold
from lib.ledger.record import FIRST, entry, mark, sealed
from lib.ledger.state import State

CATALOGUE = pd.DataFrame(
    {
        "id": ["a", "b", "c", "d"],
        "name": ["甲桥", "乙路", "丙园", "丁校"],
        "area": "甲区",
        "park": ["一园", "一园", "二园", "未载明"],
        "sector": ["交通", "交通", "园区", "教育"],
        "stage": ["储备", "前期", "在建", "储备"],
    }
)


def told(*items, state: State = EMPTY) -> State:
    for item in items:
        state = fold(state, [sealed(state.seq + 1, "2018-05-01T09:00:00+08:00", "示例甲", "office", item, FIRST)])
    return state


def listed(project, **fields):
    return entry("project_listed", {"project": project, "year": 2018} | fields)


def event(project, date, stage="在建", **fields):
    return entry("project_event", {"project": project, "date": date, "stage": stage} | fields)


def node(project, step, **fields):
    return entry("node_set", {"project": project, "node": step} | fields)


def of(state, day="2018-10-31", year=2018) -> dict[str, Dispatched]:
    return Dispatched.by(dispatched(CATALOGUE, state, year, day))


STATE = told(
    listed("a", total=5.0, planned=2.0, begin="2018-03-31"),
    listed("b", total=3.0, planned=1.0, begin="2018-06-30"),
    listed("c", total=9.0),
    event("a", "2017-12-31", investment=0.5),
    event("a", "2018-06-30", year_investment=0.6, central=0.2, loan=0.3),
    event("a", "2018-10-31", year_investment=1.5, loan=0.5, works="主体完成40%"),
    event("c", "2018-09-30", investment=4.0),
    node("a", "开工", done="2018-03-15"),
    node("b", "用地", due="2018-04-30"),
    node("b", "施工许可", due="2018-12-31"),
)


def test_money_and_steps_of_a_project_by_hand():
    a = of(STATE)["a"]
    assert (a.done, a.rate, a.works, a.asof) == (1.5, 0.75, "主体完成40%", "2018-10-31")
    assert (a.central, a.loan, a.funded, a.funding) == (0.2, 0.5, 0.7, 0.35), "the last that was said of each source"
    assert a.gone == pytest.approx(304 / 365) and bool(a.slow)
    assert (a.opening, a.closing, a.cumulative) == ("按期开工", "竣工时间未定", 0.5)


def test_what_was_not_reported_is_not_known_and_never_late():
    rows = of(STATE)
    b, c = rows["b"], rows["c"]
    assert isnan(b.done) and isnan(b.rate) and b.slow is None and b.asof is None
    assert (b.opening, b.step, b.step_due, b.late) == ("未按计划开工", "用地", "2018-04-30", True)
    assert (c.opening, c.step, c.late) == ("续建", "", False)
    assert isnan(c.done), "a total without that of the year before says nothing of the year"
    assert isnan(c.rate) and c.slow is None, "no plan, no rate"


def test_a_day_in_the_past_shows_what_was_known_then():
    rows = of(STATE, "2018-06-30")
    assert rows["a"].done == 0.6 and rows["a"].loan == 0.3
    assert rows["b"].opening == "未到开工期", "the day has come, not passed"
    assert isnan(rows["c"].cumulative)


def test_the_list_of_a_year_to_come_has_nothing_of_the_year_before():
    [a] = of(
        told(entry("project_listed", {"project": "a", "year": 2019, "planned": 2.0}), state=STATE), year=2019
    ).values()
    assert isnan(a.done) and isnan(a.funded) and (a.asof, a.works, a.slow) == (None, None, None)
    assert (a.cumulative, a.opening) == (0.5, "续建")


def test_sums_by_hand():
    rows = dispatched(CATALOGUE, STATE, 2018, "2018-10-31")
    one, all_ = groups(rows, "park", 2018).iloc[0], summed(rows, "全部", 2018)
    assert (one["name"], one["projects"], one["planned"], one["done"], one["rate"]) == ("一园", 2, 3.0, 1.5, 0.5)
    assert (all_.projects, all_.total, all_.planned, all_.rate, all_.funding) == (
        3,
        17.0,
        3.0,
        0.5,
        pytest.approx(0.7 / 3),
    )
    assert (all_.to_open, all_.opened, all_.early, all_.missed, all_.ended) == (2, 1, 0, 1, 0)
    assert (all_.silent, all_.slow) == (1, 1)


def test_who_left_is_out_and_who_came_is_in():
    new = {"id": "X001", "name": "戊厂", "area": "甲区", "how": "新增"}
    left = entry("project_left", {"project": "b", "year": 2018}, "资金未落实")
    state = told(entry("project_added", new), left, state=STATE)
    assert set(of(state)) == {"a", "c"}
    again = told(listed("b", planned=1.0), state=state)
    assert set(of(again)) == {"a", "b", "c"}


def test_problems_count_until_they_are_solved():
    state = told(entry("problem_raised", {"project": "a", "text": "用地未批", "due": "2018-09-30"}), state=STATE)
    assert (of(state)["a"].problems, of(state)["a"].overdue) == (1, 1)
    assert (of(state, "2018-09-30")["a"].overdue, of(state, "2018-10-01")["a"].overdue) == (0, 1)
    later = told(entry("problem_raised", {"project": "a", "text": "贷款", "due": "2019-05-31"}), state=state)
    assert of(later, "2019-06-15")["a"].overdue == 2, "a problem does not end with the year"
    solved = told(mark("problem_solved", state.rows("problem")[0], solution="已批复"), state=state)
    assert (of(solved)["a"].problems, of(solved)["a"].overdue) == (0, 0)


def test_an_empty_list_has_its_columns_and_sums_that_are_not_known():
    rows = dispatched(CATALOGUE, EMPTY, 2018, "2018-10-31")
    assert list(rows) == list(Dispatched.columns()) and not len(groups(rows, "park", 2018))
    assert isnan(summed(rows, "全部", 2018).rate)


AMOUNTS = st.none() | st.integers(0, 500).map(lambda n: n / 100)


def twin(rows, by) -> dict:
    """Planned, done and their rate by a plain loop; -1 stands for what is not known, as NaN is not equal to itself."""
    found = {}
    for name in set(rows[by]):
        own = [row for row in Dispatched.of(rows) if getattr(row, by) == name]
        planned, done = ([getattr(row, field) for row in own] for field in ("planned", "done"))
        both = [(p, d) for p, d in zip(planned, done, strict=True) if p == p and d == d]
        of = sum(p for p in planned if p == p)
        rate = sum(d for _, d in both) / of if both and of else -1
        found[name] = tuple(pytest.approx(value) for value in (total(planned), total(done), rate))
    return found


def total(values) -> float:
    known = [value for value in values if value == value]
    return sum(known) if known else -1


@given(st.lists(st.tuples(AMOUNTS, AMOUNTS), max_size=4))
def test_the_sums_of_the_parts_are_the_sum(cases):
    items = []
    for key, (planned, done) in zip("abcd", cases, strict=False):
        items.append(listed(key, planned=planned))
        items += [event(key, "2018-06-30", year_investment=done)] if done is not None else []
    rows = dispatched(CATALOGUE, told(*items), 2018, "2018-12-31")
    whole = summed(rows, "全部", 2018)
    for by in ("park", "sector", "lead"):
        parts = groups(rows, by, 2018)
        sums = {one.name: (one.planned, one.done, one.rate) for one in Summed.of(parts)}
        assert {name: tuple(-1 if v != v else v for v in known) for name, known in sums.items()} == twin(rows, by)
        for name in ("projects", "silent", "slow", "planned", "done"):
            known = getattr(whole, name)
            assert parts[name].sum() == pytest.approx(0 if known != known else known)


@given(st.lists(st.sampled_from(["2018-03-01", "2018-06-01", None]), min_size=3, max_size=3))
def test_the_next_step_is_never_one_that_is_done(days):
    nodes = {step: {"due": day, "done": None} for step, day in zip(("立项", "用地", "开工"), days, strict=True)}
    nodes["立项"]["done"] = "2018-01-01"
    step, due = next_step(nodes, "2018-12-31")
    assert step != "立项" and (due is not None) == (step != "")
