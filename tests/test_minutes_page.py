"""The page of the minutes, and what the presenter hands it: written down, refused in words, put right, handed out."""

import pytest

from lib.ledger.permission import ADMIN, Person
from lib.ledger.record import entry
from tests.homes import ledger_at
from tests.test_cycle_pages import app, press
from tests.test_pages import words

CHIEF = Person("甲", ADMIN)
NOTE = {
    "meeting": "评审会",
    "date": "2018-06-20",
    "sort": "议定",
    "text": "补齐<b>漏报</b>",
    "unit": "示例局",
    "due": "2030-06-30",
}


@pytest.fixture
def book():
    book = ledger_at()
    book.write([entry("unit_set", {"name": "示例局"}), entry("minute_taken", NOTE)], CHIEF)
    return book


def test_one_press_makes_a_supervision_item_and_the_page_says_so(book):
    test = app("present/minutes", who="甲")
    assert test.header[0].value == "本次会议议定1项，尚未转督办"
    press(test, "转为督办：示例局")
    assert not test.exception and not test.error
    assert test.header[0].value == "本次会议议定1项，1项已转督办"
    assert book.state().rows("supervision")[0]["unit"] == "示例局"


def test_a_minute_without_a_reason_is_not_taken_back(book):
    test = app("present/minutes", who="甲")
    press(test, "撤回")
    assert "请写明理由" in words(test)
    assert book.state().rows("minute")[0]["status"] == "taken"


def test_a_note_can_be_added_where_there_is_no_meeting_yet():
    ledger_at().write([entry("unit_set", {"name": "示例局"})], CHIEF)
    test = app("present/minutes", who="甲")
    assert "还没有会议记录" in test.header[0].value
    next(area for area in test.text_area if area.label == "内容").set_value("季度调度")
    press(test, "记入台账")
    assert not test.exception and not test.error
    assert ledger_at().state().rows("minute")[0]["text"] == "季度调度"
