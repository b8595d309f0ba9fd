"""分解: the whole is the sum of its parts, and only who was given one reports on it."""

from math import isclose, isnan

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.cycle.parts import parts, rolled
from lib.ledger.fold import EMPTY, fold
from lib.ledger.ledger import Refused
from lib.ledger.permission import ADMIN, UNIT, Person
from lib.ledger.record import FIRST, entry, sealed
from lib.text import parts as words
from tests.homes import ledger_at

CHIEF = Person("示例甲", ADMIN)
AMOUNTS = st.lists(st.tuples(st.floats(0, 1e5), st.none() | st.floats(0, 1e5)), min_size=1, max_size=8)


def folded(items):
    state = EMPTY
    for item in items:
        state = fold(state, [sealed(state.seq + 1, "2018-07-10T09:00:00+08:00", "甲", ADMIN, item, FIRST)])
    return state


def given_to(name, value, year=2018):
    return entry("part_set", {"clause": "T121b", "year": year, "part": name, "value": value})


def done(name, value, month="2018-06"):
    return entry("part_reported", {"clause": "T121b", "part": name, "month": month, "value": value})


@settings(max_examples=40)
@given(AMOUNTS)
def test_the_whole_is_the_sum_of_its_parts(amounts):
    items = [given_to(f"园{n}", value) for n, (value, _) in enumerate(amounts)]
    items += [done(f"园{n}", told) for n, (_, told) in enumerate(amounts) if told is not None]
    sums = rolled(parts(folded(items), "T121b", 2018, 12))
    told = [one for _, one in amounts if one is not None]
    assert isclose(sums.value, sum(value for value, _ in amounts), abs_tol=1e-6)
    assert isclose(sums.done, sum(told), abs_tol=1e-6) if told else isnan(sums.done)
    assert sums.parts == len(amounts) == sums.silent + len(told)


def test_a_later_report_replaces_an_earlier_one_and_is_not_seen_before_its_month():
    state = folded([given_to("甲园", 10.0), done("甲园", 3.0, "2018-03"), done("甲园", 7.0), given_to("乙园", None)])
    assert parts(state, "T121b", 2018, 5)["done"].tolist() == [3.0]
    assert parts(state, "T121b", 2018, 6)["done"].tolist() == [7.0]
    assert parts(state, "T121b", 2019, 6).empty


def test_only_who_was_given_a_part_reports_on_it():
    book = ledger_at()
    book.write([entry("unit_set", {"name": name}) for name in ("示例局", "另一局")], CHIEF)
    book.write([given_to("示例局", 5.0)], CHIEF)
    with pytest.raises(Refused, match="不由另一局负责"):
        book.write([done("示例局", 1.0)], Person("丙", UNIT, "另一局"))
    with pytest.raises(Refused, match="没有给另一局分解"):
        book.write([done("另一局", 1.0)], CHIEF)
    with pytest.raises(Refused, match="没有登记"):
        book.write([given_to("没有的局", 1.0)], CHIEF)
    book.write([done("示例局", 2.0)], Person("乙", UNIT, "示例局"))
    assert parts(book.state(), "T121b", 2018, 12)["done"].tolist() == [2.0]


def test_what_is_typed_becomes_records_and_what_is_no_number_is_said():
    fresh = words.form(["甲园", "乙园"], parts(EMPTY, "T121b", 2018, 6))
    typed = fresh.assign(**{words.GIVEN: ["1,200", "x"], words.DONE: ["", ""]})
    found, wrong = words.entries(typed, fresh, "T121b", 2018, 6)
    assert [item.payload["value"] for item in found] == [1200.0] and wrong == ["乙园的年度任务"]
