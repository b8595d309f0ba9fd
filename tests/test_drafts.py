"""What was typed and not handed in is there again in another session: after a reload, at another replica, tomorrow."""

import pytest

from lib.ledger import drafts
from lib.ledger.permission import ADMIN, Person
from lib.ledger.record import entry
from tests.homes import ledger_at
from tests.ledger.conftest import another as another
from tests.ledger.conftest import where as where
from tests.test_cycle_pages import app, field, press
from tests.test_cycle_pages import book as book

CHIEF = Person("示例甲", ADMIN)
ANNUAL = "annual-天元区-2018"
TYPED = {"年度计划值": 340.0, "调整理由": "投资放缓"}


def annual():
    """The page of the annual plan in a session of its own, and where a clause stands in its table."""
    test = app("cycle/annual", area="天元区")
    return test, test.dataframe[0].value["条款"].tolist().index("T117b")


def typed(key="annual-天元区-2018#0-years"):
    """A session in which somebody typed in the table of the annual plan."""
    test, position = annual()
    test.session_state[key] = {"edited_rows": {position: TYPED}, "added_rows": [], "deleted_rows": []}
    return test.run()


def row(test) -> list:
    return test.dataframe[0].value.set_index("条款").loc["T117b", list(TYPED)].tolist()


def test_another_session_goes_on_with_a_table_until_it_is_written(book):
    first = typed()
    second, _ = annual()
    assert row(second) == [340.0, "投资放缓"]
    assert any("还没有提交" in one.value for one in second.caption)
    assert not any("还没有提交" in one.value for one in first.caption), "who types himself is not told so"
    press(second, "保存草稿（1项")
    assert [one["value"] for one in book.state().rows("annual")] == [340.0]
    assert drafts.load(book.path, "", ANNUAL) == ""
    third, _ = annual()
    assert not any("还没有提交" in one.value for one in third.caption)


def test_a_draft_is_given_up_with_a_press(book):
    typed()
    test, _ = annual()
    press(test, "清空")
    assert row(test) != [340.0, "投资放缓"]
    assert row(annual()[0]) == row(test)


def test_what_others_wrote_since_a_draft_was_begun_is_told(book):
    typed()
    fields = {"clause": "T117b", "area": "天元区", "year": 2018, "value": 333.0}
    book.write([entry("annual_set", fields, "另有安排")], Person("李四", ADMIN))
    test, _ = annual()
    test = press(test, "保存草稿（1项")
    assert any("李四" in one.value for one in test.error)
    assert [one["value"] for one in book.state().rows("annual")] == [333.0]


def test_an_explanation_goes_on_in_another_session(book):
    from tests.test_cycle_pages import late

    late(book)
    press(app("cycle/evaluation", area="天元区"), "冻结")
    name = book.state().rows("evaluation")[0]["name"]
    test = app("cycle/evaluation", name=name, part="解释说明")
    field(test, "原因").set_value("征地拆迁慢")
    test.run()
    again = app("cycle/evaluation", name=name, part="解释说明")
    assert field(again, "原因").value == "征地拆迁慢"


def test_duties_go_on_in_another_session(book):
    book.write([entry("unit_set", {"name": "示例一局"})], CHIEF)
    test = app("cycle/duties")
    key = "duties-" + test.dataframe[0].proto.id.rpartition("-duties-")[2]
    test.session_state[key] = {"edited_rows": {0: {"牵头单位": "示例一局"}}, "added_rows": [], "deleted_rows": []}
    test.run()
    assert any(button.label == "写入1项" for button in app("cycle/duties").button)


def test_who_may_only_read_has_no_draft(book, monkeypatch):
    typed()
    monkeypatch.setenv("PLAN_ALONE", "")
    assert row(annual()[0]) != [340.0, "投资放缓"]


def test_drafts_are_apart_by_person_and_form_and_bounded(where):
    if not isinstance(where, str):
        where.parent.mkdir(parents=True)
    drafts.keep(where, "甲", "entry", '{"a": 1}')
    drafts.keep(where, "甲", "../entry", '{"b": 2}')
    assert [drafts.load(where, *of) for of in (("甲", "entry"), ("甲", "../entry"), ("乙", "entry"))] == [
        '{"a": 1}',
        '{"b": 2}',
        "",
    ]
    drafts.keep(where, "甲", "entry", "x" * (drafts.LONGEST + 1))
    assert drafts.load(where, "甲", "entry") == ""
    for number in range(drafts.FORMS + 3):
        drafts.keep(where, "甲", f"form{number}", "{}")
    kept = [number for number in range(drafts.FORMS + 3) if drafts.load(where, "甲", f"form{number}")]
    assert kept == list(range(3, drafts.FORMS + 3))
    drafts.forget(where, "甲", "form9")
    assert drafts.load(where, "甲", "form9") == "" and drafts.load(where, "甲", "form8")


@pytest.mark.parametrize("spoilt", ["{", "[1]", '{"-years": 3}', '{"-years": [[1]]}', '{"seen": "x"}'])
def test_a_spoilt_draft_is_none(book, spoilt):
    drafts.keep(book.path, "", ANNUAL, spoilt)
    assert row(annual()[0]) != [340.0, "投资放缓"]


def test_a_draft_is_no_record(book):
    typed()
    assert ledger_at(book.path).records() == book.records()
