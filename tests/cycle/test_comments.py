"""Comments: made by whom the thing concerns, answered, resolved, taken back; the list of all of them."""

import pytest

from lib.cycle import comments as c
from lib.ledger.ledger import Refused
from lib.ledger.permission import OFFICE, UNIT, Person
from lib.ledger.record import entry, mark
from lib.text import comments as text
from tests.homes import ledger_at
from tests.test_cycle_pages import app, press
from tests.test_pages import words

OFFICER, CLERK = Person("甲", OFFICE), Person("乙", UNIT, "示例局")
ON_GDP = {"matter": "clause", "about": "T117b", "text": "口径<b>不一</b>"}


@pytest.fixture
def book():
    book = ledger_at()
    duty = {"thing": "天元区.gdp", "lead": "示例局", "person": "乙"}
    book.write([entry("unit_set", {"name": "示例局"}), entry("duty_assigned", duty)], OFFICER)
    return book


def test_a_unit_speaks_of_its_own_duties_only(book):
    book.write([entry("comment_made", ON_GDP)], CLERK)
    with pytest.raises(Refused, match="不由示例局负责"):
        book.write([entry("comment_made", ON_GDP | {"about": "T129a"})], CLERK)
    with pytest.raises(Refused, match="不由示例局负责"):
        book.write([entry("comment_made", {"matter": "slide", "about": "封面", "text": "改字"})], CLERK)
    with pytest.raises(Refused, match="没有名为“T000”的条款"):
        book.write([entry("comment_made", ON_GDP | {"about": "T000"})], OFFICER)


def test_a_unit_takes_back_its_own_comment_and_no_other(book):
    book.write([entry("comment_made", ON_GDP)], CLERK)
    book.write([entry("comment_made", ON_GDP)], OFFICER)
    own, other = book.state().rows("comment")
    with pytest.raises(Refused, match="不由示例局负责"):
        book.write([mark("comment_withdrawn", other, "不对")], CLERK)
    book.write([mark("comment_withdrawn", own, "写错了")], CLERK)
    assert [row["status"] for row in book.state().rows("comment")] == ["withdrawn", "open"]


def test_what_is_resolved_comes_last_and_what_is_taken_back_is_gone(book):
    for about, matter in (("T117b", "clause"), ("封面", "slide"), ("T117b", "clause")):
        book.write([entry("comment_made", {"matter": matter, "about": about, "text": f"{matter}{about}"})], OFFICER)
    first, slide, last = book.state().rows("comment")
    book.write(
        [mark("comment_answered", last, answer="已核对"), mark("comment_resolved", last, outcome="更正")], OFFICER
    )
    book.write([mark("comment_withdrawn", slide, "写错了页")], OFFICER)
    rows = c.comments(book.state())
    assert rows["key"].tolist() == [first["key"], last["key"]]
    assert text.title(c.on(rows, "clause", "T117b")) == "意见2条，1条未解决"
    assert text.table(rows, {})["状态"].tolist() == ["■ 待答复", "● 已解决"]
    with pytest.raises(Refused, match="已经被处理过"):
        book.write([mark("comment_answered", last, answer="再答")], OFFICER)


def test_a_comment_is_written_at_the_clause_and_answered_in_the_list(book):
    test = app("monitor/indicators", who="甲", clause="T117b")
    next(area for area in test.text_area if area.label == "写一条意见").set_value(ON_GDP["text"])
    press(test, "提出")
    assert not test.error and "口径<b>不一</b>" in [element.value for element in test.text]
    test = app("cycle/comments", who="甲")
    assert test.header[0].value == "意见1条，1条未解决"
    press(test, "答复")
    assert "请写出答复" in words(test)
    test.text_area[0].set_value("已核对")
    press(test, "已解决")
    assert test.header[0].value == "意见1条，都已解决"
    assert book.state().rows("comment")[0]["outcome"] == "已核对"
