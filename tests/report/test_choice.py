"""Which slides are shown: in a link, in a file, and what is wrong with one."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.report.deck import choice as c
from lib.report.deck.slide import Slide

DECK = [Slide(key, key, key, ()) for key in ("cover", "year", "steps")]
KNOWN = {"kind": ["annual", "park"], "area": [None, "天元区"], "year": [2018]}
ASKED = {"kind": "annual", "area": "天元区", "year": 2018, "of": None}


def test_without_a_choice_all_slides_are_shown():
    assert c.shown(c.Choice(), DECK) == ("cover", "year", "steps")
    assert c.to_query(c.Choice()) == {}


def test_order_is_kept_and_what_is_gone_is_left_out():
    chosen = c.Choice(("steps", "gone", "cover", "steps"))
    assert [slide.key for slide in c.arranged(chosen, DECK)] == ["steps", "cover"]


def test_a_slide_of_ones_own_comes_last_and_can_be_taken_out():
    chosen = c.with_text(c.with_text(c.Choice(("year",)), DECK, "结论", "一\n二"), DECK, "再一", "")
    assert c.shown(chosen, DECK) == ("year", "text-1", "text-2")
    assert c.arranged(chosen, DECK)[1].blocks[0].paragraphs == ("一", "二")
    assert c.shown(c.without_text(chosen, "text-1"), DECK) == ("year", "text-2")
    assert c.with_text(chosen, DECK, "  ", "没有标题") == chosen


@given(
    st.none() | st.lists(st.sampled_from(["cover", "year", "steps", "text-1"]), unique=True).map(tuple),
    st.lists(st.tuples(st.text(max_size=30).map(c.clean), st.text(max_size=60).map(c.clean)), max_size=4),
)
def test_link_and_file_give_back_what_was_saved(keys, texts):
    chosen = c.Choice(keys, tuple((f"text-{i}", title, text) for i, (title, text) in enumerate(texts, start=1)))
    query = c.to_query(chosen)
    read = c.from_query(query.get("slides"), list(query.get("text", [])))
    assert read == chosen
    assert c.from_file(c.to_file(chosen, ASKED), KNOWN) == (chosen, ASKED)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\xff\xfe", "内容不是JSON"),
        (b"{", "内容不是JSON"),
        (b"[" * 100_000, "内容不是JSON"),
        (b"[]", "缺少“汇报”：1"),
        (json.dumps({"汇报": 1, "kind": "weekly"}).encode(), "文件中“kind”为“weekly”，应为annual、park之一"),
        (
            json.dumps({"汇报": 1, "kind": "annual", "area": "天元区", "year": 2018, "slides": "cover"}).encode(),
            "“slides”应为页的名单",
        ),
        (
            json.dumps(
                {"汇报": 1, "kind": "annual", "area": "天元区", "year": 2018, "texts": [["cover", "a", "b"]]}
            ).encode(),
            "应为text-加数字",
        ),
        (
            json.dumps(
                {"汇报": 1, "kind": "annual", "area": "天元区", "year": 2018, "texts": [["text-1", 1, "b"]]}
            ).encode(),
            "三段文字",
        ),
        (json.dumps({"汇报": 1, "kind": "park", "area": None, "year": 2018, "of": ["x"]}).encode(), "园区或领域的名称"),
    ],
)
def test_a_wrong_file_is_answered_in_words(content, message):
    with pytest.raises(c.WrongFile, match=message):
        c.from_file(content, KNOWN)
