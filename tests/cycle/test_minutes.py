"""Minutes of a meeting: what stands, what is corrected or taken back, and how one becomes a 督办, once."""

from datetime import date

import pandas as pd
import pytest

from lib.cycle import minutes as m
from lib.ledger.fold import EMPTY, fold
from lib.ledger.ledger import Refused
from lib.ledger.permission import OFFICE, UNIT, Person
from lib.ledger.record import entry, mark
from lib.text import minutes as text
from tests.homes import ledger_at

OFFICER = Person("甲", OFFICE)
DAY = date(2018, 7, 1)
BASE = {"meeting": "评审会", "date": "2018-06-20"}


@pytest.fixture
def book(tmp_path):
    book = ledger_at(tmp_path / "ledger.duckdb")
    notes = [
        {"sort": "议定", "text": "补齐漏报\n分三步", "unit": "示例局", "due": "2018-06-29", "clause": "T117b"},
        {"sort": "发言", "text": "口径要核对", "person": "乙"},
        {"sort": "议定", "text": "季度调度"},
    ]
    book.write(
        [entry("unit_set", {"name": "示例局"}), *(entry("minute_taken", BASE | note) for note in notes)], OFFICER
    )
    return book


def rows(book) -> pd.DataFrame:
    return m.minutes(book.state(), DAY)


def test_what_was_decided_becomes_a_supervision_item_once(book):
    minute = book.state().rows("minute")[0]
    item = m.handed(minute, minute["unit"], minute["due"])
    book.write([item], OFFICER)
    handed = book.state().rows("supervision")[0]
    assert handed["title"] == "补齐漏报" and "评审会" in handed["task"] and "分三步" in handed["task"]
    first = next(rows(book).itertuples())
    assert (first.item, first.lamp) == (handed["key"], "逾期")
    assert text.title(rows(book)) == "本次会议议定2项，1项已转督办；另记发言1条"
    with pytest.raises(Refused, match="已经转为督办"):
        book.write([item], OFFICER)


def test_a_minute_is_put_right_or_taken_back_with_a_reason_and_the_old_words_stay(book):
    first, _, last = book.state().rows("minute")
    with pytest.raises(Refused, match="理由"):
        book.write([mark("minute_withdrawn", last)], OFFICER)
    book.write([mark("minute_withdrawn", last, "记错了会")], OFFICER)
    book.write([mark("minute_corrected", first, "记漏了", sort="议定", text="补齐漏报，年底前")], OFFICER)
    decided = text.decisions(rows(book))
    assert decided["议定事项"].tolist() == ["补齐漏报，年底前"]
    assert text.history(book.history(first["subject"]), first["key"])["内容"].tolist() == [
        "补齐漏报\n分三步",
        "补齐漏报，年底前",
    ]
    with pytest.raises(Refused, match="已撤回"):
        book.write([m.handed(last, "示例局", "2018-12-31")], OFFICER)


def test_only_the_office_takes_minutes_and_only_registered_units_are_charged(book):
    note = entry("minute_taken", BASE | {"sort": "议定", "text": "报送", "unit": "没有的局"})
    with pytest.raises(Refused, match="没有登记名为“没有的局”的单位"):
        book.write([note], OFFICER)
    with pytest.raises(Refused, match="规划办才可以"):
        book.write([note], Person("丙", UNIT, "示例局"))


def test_without_a_meeting_the_tables_have_their_columns():
    none = m.minutes(fold(EMPTY, []), DAY)
    assert list(none.columns) == list(m.COLUMNS) and not m.meetings(none)
    assert text.decisions(none).empty and "议定事项" in text.decisions(none)
