"""Supervision by the days of this place: the ledger keeps UTC, in which a morning is still the day before."""

import time
from datetime import date

import pytest

from lib.cycle import comments, supervision
from lib.ledger.fold import EMPTY, fold
from lib.ledger.record import FIRST, entry, mark, sealed
from lib.text import comments as text

ASKED = {"title": "补报", "unit": "示例局", "due": "2018-06-30"}


@pytest.fixture
def in_china(monkeypatch):
    """This machine stands eight hours before UTC."""
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def told(state, at, *items):
    for item in items:
        state = fold(state, [sealed(state.seq + 1, at, "示例甲", "office", item, FIRST)])
    return state


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows takes its zone from elsewhere")
def test_what_is_answered_on_the_morning_after_it_was_due_is_late(in_china):
    state = told(EMPTY, "2018-05-31T23:30:00+00:00", entry("supervision_opened", ASKED))
    answer = mark("supervision_answered", state.rows("supervision")[0], text="已补报")
    state = told(state, "2018-06-30T23:30:00+00:00", answer)
    [item] = supervision.items(state, date(2018, 7, 9)).itertuples()
    assert (item.opened, item.lamp) == (date(2018, 6, 1), supervision.LATE)


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows takes its zone from elsewhere")
def test_a_comment_of_the_morning_is_of_that_day(in_china):
    said = entry("comment_made", {"matter": "clause", "about": "T1", "text": "口径"})
    rows = comments.comments(told(EMPTY, "2018-06-30T23:30:00+00:00", said))
    assert text.table(rows, {})["时间"].tolist() == ["2018-07-01"]
