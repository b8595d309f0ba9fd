"""What texts a record may hold: asked by the ledger itself, whoever writes."""

import pytest

from lib.ledger import stores
from lib.ledger.kinds import KINDS
from lib.ledger.ledger import Ledger, Refused
from lib.ledger.limits import LONGEST
from lib.ledger.permission import ADMIN, Person
from lib.ledger.record import Entry, entry
from tests.homes import known

CHIEF = Person("王主任", ADMIN)
UNFIT = ("\x00", "\x1b", "\x85", "\u202e", "\u2066", "\ud800", "\ufffd", "\uffff", "\ufdd0")


@pytest.fixture
def book(where):
    return Ledger(where, known)


def test_every_text_of_every_kind_is_bounded(book):
    """A field without a row in the table has the general limit: none takes a megabyte."""
    for kind in KINDS.values():
        for field in kind.fields:
            fields = dict.fromkeys(kind.needed, "x") | {field.name: "某" * 1_000_000}
            with pytest.raises(Refused, match="太长"):
                book.write([Entry(kind.name, "x:x", fields)], CHIEF)
    assert not book.records()


@pytest.mark.parametrize(
    ("field", "word"), [("name", "单位名称"), ("note", "备注"), ("why", "理由"), ("file", "文件名")]
)
def test_a_text_that_is_too_long_or_of_unfit_characters_is_refused_in_words(book, field, word):
    def write(text):
        given = {"name": "甲局"} | ({field: text} if field in ("name", "note") else {})
        extra = {} if field in ("name", "note") else {field: text}
        book.write([entry("unit_set", given, **extra)], CHIEF)

    with pytest.raises(Refused, match=rf"{word}太长：有\d+字，最多{LONGEST[field]}字"):
        write("某" * (LONGEST[field] + 1))
    for sign in UNFIT:
        with pytest.raises(Refused, match=rf"{word}含有.*U\+"):
            write(f"甲{sign}乙")
    assert not book.records()
    write("某" * LONGEST[field])
    assert len(book.records()) == 1


def test_the_name_of_who_writes_is_asked_too(book):
    for name in ("甲\u202e乙", "某" * 101):
        with pytest.raises(Refused, match="姓名"):
            book.write([entry("unit_set", {"name": "甲局"})], Person(name, ADMIN))


def test_what_an_older_version_let_in_still_counts(book):
    stores.append(book.path, [entry("unit_set", {"name": "甲局", "note": "某" * 9000 + "\x07"})], "甲", ADMIN)
    assert len(book.state().rows("unit")) == 1
    book.write([entry("unit_set", {"name": "乙局", "note": "一行\n另一行\t"})], CHIEF)


def test_a_record_says_its_time_in_utc(book):
    book.write([entry("unit_set", {"name": "甲局"})], CHIEF)
    assert book.records()[0].at.endswith("+00:00")
