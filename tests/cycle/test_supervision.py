"""Supervision by the days of this place: the ledger keeps UTC, in which a morning is still the day before."""

import time
from datetime import date

import pytest

from lib.cycle import comments, supervision
from lib.ledger.fold import EMPTY, fold
from lib.ledger.ledger import Refused
from lib.ledger.permission import OFFICE, UNIT, Person
from lib.ledger.record import FIRST, entry, mark, sealed
from lib.text import comments as text
from lib.text import supervision as view
from tests.homes import ledger_at

ASKED = {"title": "补报", "unit": "示例局", "due": "2018-06-29"}


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
    state = told(state, "2018-06-29T23:30:00+00:00", answer)
    [item] = supervision.items(state, date(2018, 7, 9)).itertuples()
    assert (item.opened, item.lamp) == (date(2018, 6, 1), supervision.LATE)


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows takes its zone from elsewhere")
def test_a_comment_of_the_morning_is_of_that_day(in_china):
    said = entry("comment_made", {"matter": "clause", "about": "T1", "text": "口径"})
    rows = comments.comments(told(EMPTY, "2018-06-30T23:30:00+00:00", said))
    assert text.table(rows, {})["时间"].tolist() == ["2018-07-01"]


def test_several_units_have_an_item_and_the_due_day_moves_only_when_that_is_granted(tmp_path):
    book, chief = ledger_at(tmp_path / "ledger.duckdb"), Person("甲", OFFICE)
    first, second = (Person(name, UNIT, name) for name in ("示例一局", "示例二局"))
    book.write([entry("unit_set", {"name": name}) for name in ("示例一局", "示例二局")], chief)
    book.write([entry("supervision_opened", ASKED | {"unit": "示例一局;示例二局"})], chief)

    def row():
        return book.state().rows("supervision")[0]

    book.write([mark("supervision_received", row())], second)
    with pytest.raises(Refused, match="不由示例三局负责"):
        book.write([mark("supervision_answered", row(), text="好")], Person("丙", UNIT, "示例三局"))
    with pytest.raises(Refused, match="要到它以后的一天"):
        book.write([mark("delay_asked", row(), "资料未齐", until="2018-06-29")], first)
    book.write([mark("delay_asked", row(), "资料未齐", until="2018-07-31")], first)
    [item] = supervision.items(book.state(), date(2018, 7, 9)).itertuples()
    assert (item.lamp, item.units, item.unit) == (supervision.LATE, ("示例一局", "示例二局"), "示例一局、示例二局")
    book.write([mark("delay_granted", row(), "", due="2018-07-31")], chief)
    assert supervision.items(book.state(), date(2018, 7, 9))["lamp"].tolist() == [supervision.FINE]
    said = view.steps(book.history(row()["subject"]), row()["key"])
    assert said["步骤"].tolist() == ["交办", "签收", "申请延期", "同意延期"]
    assert said["内容"].tolist()[2:] == ["到2018-07-31：资料未齐", "到2018-07-31"]
