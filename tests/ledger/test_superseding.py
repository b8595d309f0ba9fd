"""A newer submission supersedes the older; an approval can be taken back; nothing is lost on the way."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.cycle import review
from lib.ledger.entered import approved
from lib.ledger.fold import EMPTY, fold, until
from lib.ledger.permission import ADMIN, Person
from lib.ledger.record import FIRST, Entry, mark, sealed
from lib.ledger.state import State
from lib.ledger.superseding import queue
from lib.text import filling, submitted_figures
from tests.homes import ledger_at
from tests.ledger.test_entered import figure, state_of

CHIEF = Person("甲", ADMIN)


def nth(kind: str, number: int, why: str = ""):
    return lambda state: mark(kind, state.rows("figure")[number], why)


def values(state) -> list[float]:
    return approved(state)["value"].to_list()


def test_the_queue_shows_the_newest_submission_of_a_figure_only():
    state = state_of(figure(36.1), figure(36.9), figure(36.5, year=2017))
    assert [row["value"] for row in queue(state)] == [36.9, 36.5]


def test_what_is_superseded_cannot_be_approved_and_the_refusal_says_by_what(tmp_path):
    book = ledger_at(tmp_path / "l.duckdb")
    book.write([figure(36.1), figure(36.9)], CHIEF)
    rows = book.state().rows("figure")
    with pytest.raises(Exception, match=r"已被取代：甲在.*又填报了36\.9"):
        book.write([mark("figure_approved", rows[0])], CHIEF)
    book.write([mark("figure_approved", rows[1])], CHIEF)
    with pytest.raises(Exception, match="已被取代"):
        book.write([mark("figure_approved", rows[0])], CHIEF)


def test_an_old_ledger_in_which_the_older_was_approved_last_counts_the_newer():
    state = state_of(figure(36.1), figure(36.9), nth("figure_approved", 1), nth("figure_approved", 0))
    assert values(state) == [36.9]


def test_what_supersedes_and_is_sent_back_gives_way_to_the_older_again():
    state = state_of(figure(36.1), figure(36.9), nth("figure_returned", 1, "口径"))
    assert [row["value"] for row in queue(state)] == [36.1]


def test_an_approval_is_taken_back_by_a_record_with_a_reason(tmp_path):
    book = ledger_at(tmp_path / "l.duckdb")
    book.write([figure(36.1), figure(36.9)], CHIEF)
    book.write([mark("figure_approved", book.state().rows("figure")[1])], CHIEF)
    with pytest.raises(Exception, match="请写明理由"):
        book.write([mark("figure_revoked", book.state().rows("figure")[1])], CHIEF)
    book.write([mark("figure_revoked", book.state().rows("figure")[1], "来源更正")], CHIEF)
    steps = review.history(review.Submitted.of(book.state()), "天元区", "gdp")
    assert [(s["what"], s["text"]) for s in steps if s["value"] == 36.9] == [
        ("revoked", "来源更正"),
        ("approved", ""),
        ("submitted", ""),
    ]
    assert values(book.state()) == []


def test_the_history_marks_which_submission_counts():
    items = (figure(36.1), nth("figure_approved", 0), figure(36.5), figure(36.9))
    steps = review.history(review.Submitted.of(state_of(*items)), "天元区", "gdp")
    table = submitted_figures.history_table(steps, "亿元").set_index("记录号")["现状"]
    assert table.to_dict() == {1: "现在计入", 2: "现在计入", 3: "已被取代", 4: "待审核"}
    handed = filling.handed_in(state_of(*items).frame("figure"), [], "天元区", 2018)
    assert handed["状态"].tolist() == ["待审核", "已被取代", "通过，仍计入；有新数待审核"]


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("submit"), st.integers(1, 99)),
        st.tuples(st.sampled_from(["approve", "return", "withdraw", "revoke"]), st.integers(0, 9)),
    ),
    max_size=14,
)
AFTER = {"approve": "submitted", "return": "submitted", "withdraw": "submitted", "revoke": "approved"}
DOES = {
    "approve": "figure_approved",
    "return": "figure_returned",
    "withdraw": "figure_withdrawn",
    "revoke": "figure_revoked",
}


def _with(state: State, item: Entry) -> State:
    return fold(state, [sealed(state.seq + 1, "2018-08-01T09:00:00+08:00", "甲", ADMIN, item, FIRST)])


@settings(deadline=None, max_examples=150)
@given(STEPS)
def test_superseding_loses_nothing_and_every_day_is_reproduced(steps):
    state, records, past = EMPTY, [], [EMPTY]
    for step, number in steps:
        if step == "submit":
            item = figure(float(number))
        else:
            rows = [row for row in state.rows("figure") if row["status"] == AFTER[step]]
            if not rows:
                continue
            item = mark(DOES[step], rows[number % len(rows)], "x")
        prev, day = records[-1].hash if records else FIRST, f"2018-07-{len(records) + 1:02d}"
        records.append(sealed(len(records) + 1, f"{day}T09:00:00+08:00", "甲", ADMIN, item, prev))
        state = fold(state, records[-1:])
        past.append(state)
    rows = state.rows("figure")
    assert len(rows) == sum(step == "submit" for step, _ in steps)
    live = [row for row in rows if row["status"] in ("submitted", "approved")]
    assert [row["seq"] for row in queue(state)] == [row["seq"] for row in live[-1:] if row["status"] == "submitted"]
    kept = [row["value"] for row in rows if row["status"] == "approved"]
    assert values(state) == kept[-1:]
    for number, then in enumerate(past):
        assert fold(EMPTY, records[:number]) == then
        assert fold(EMPTY, until(records, f"2018-07-{number:02d}")) == then if number else True
    for row in queue(state):
        counted = _with(state, mark("figure_approved", row))
        assert values(counted) == [row["value"]]
        undone = _with(counted, mark("figure_revoked", counted.get("figure", row["key"]), "x"))
        assert values(undone) == values(state), "undoing an approval leaves what counted before it"
    assert len(review.history(review.Submitted.of(state), "天元区", "gdp")) == len(records)
