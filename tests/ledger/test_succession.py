"""Units that were renamed, merged or dissolved: who has their duties, what keeps the old name, how an old name is read."""

import pytest

from lib.ledger.fold import EMPTY, fold
from lib.ledger.ledger import Refused
from lib.ledger.permission import ADMIN, UNIT, Person
from lib.ledger.record import FIRST, Entry, entry, mark, sealed
from lib.ledger.state import State
from lib.ledger.succession import DISSOLVED, MERGED, MISTYPED, RENAMED, current, told
from tests.homes import ledger_at

CHIEF = Person("王主任", ADMIN)
GDP = "天元区.gdp"


def unit(name: str) -> Entry:
    return entry("unit_set", {"name": name, "contact": "示例甲"})


def goes(old: str, new: str, how: str = RENAMED, number: str = "示政发〔2019〕3号") -> Entry:
    return entry("unit_succeeded", {"name": old, "into": new, "how": how, "number": number, "date": "2019-02-20"})


def duty(lead: str, support: str = "", thing: str = GDP) -> Entry:
    return entry("duty_assigned", {"thing": thing, "lead": lead, "person": "示例甲", "support": support, "note": ""})


def item(name: str) -> Entry:
    return entry("supervision_opened", {"title": "核实", "unit": name, "due": "2019-06-30"})


def state(*items: Entry, start: State = EMPTY) -> State:
    for one in items:
        start = fold(start, [sealed(start.seq + 1, "2019-01-01T09:00:00+08:00", "丙", ADMIN, one, FIRST)])
    return start


BEGUN = state(unit("发改局"), unit("物价局"), unit("粮食局"))


def test_what_a_unit_has_to_do_passes_to_its_successor():
    role = entry("role_granted", {"person": "a@x", "granted": UNIT, "unit": "物价局"})
    before = state(duty("物价局", "粮食局;发改局"), item("物价局"), role, start=BEGUN)
    after = state(goes("物价局", "发改局", MERGED), start=before)
    owned = after.get("duty", GDP)
    assert (owned["lead"], owned["support"]) == ("发改局", "粮食局"), "who leads does not support too"
    assert after.rows("supervision")[0]["unit"] == after.get("role", "a@x")["unit"] == "发改局"
    assert [row["name"] for row in after.rows("unit")] == ["发改局", "粮食局"]
    assert before.get("duty", GDP)["lead"] == "物价局", "an earlier state stays as it was"


def test_the_shares_of_units_that_become_one_are_added():
    shared = entry("duty_assigned", duty("发改局;物价局;粮食局").payload | {"shares": "50;30;20"})
    after = state(shared, goes("物价局", "发改局", MERGED), start=BEGUN).get("duty", GDP)
    assert (after["lead"], after["shares"]) == ("发改局;粮食局", "80;20")


def test_what_was_closed_before_keeps_the_old_name():
    done = state(item("物价局"), start=BEGUN)
    done = state(mark("supervision_answered", done.rows("supervision")[0], text="好"), start=done)
    done = state(mark("supervision_closed", done.rows("supervision")[0]), start=done)
    assert state(goes("物价局", "发改局", MERGED), start=done).rows("supervision")[0]["unit"] == "物价局"


def test_an_old_name_entered_later_means_the_successor_and_is_said(tmp_path):
    book = ledger_at(tmp_path / "ledger.duckdb")
    book.write([unit("物价局"), goes("物价局", "价格局"), goes("价格局", "价格监测局")], CHIEF)
    book.write([duty("物价局"), item("价格局")], CHIEF)
    now = book.state()
    assert now.get("duty", GDP)["lead"] == now.rows("supervision")[0]["unit"] == "价格监测局"
    assert told("物价局", now) == "“物价局”已更名（示政发〔2019〕3号），按“价格监测局”记。"
    assert told("价格监测局", now) == ""
    assert book.history(f"duty:{GDP}")[0].payload["lead"] == "物价局", "the record says what was entered"


def test_a_name_that_is_taken_up_again_means_its_own_unit():
    there_and_back = state(goes("物价局", "价格局"), goes("价格局", "物价局", MISTYPED), start=BEGUN)
    assert current("物价局", there_and_back) == current("价格局", there_and_back) == "物价局"
    assert there_and_back.get("unit", "物价局")["contact"] == "示例甲"


@pytest.mark.parametrize(
    ("one", "says"),
    [
        (goes("档案局", "发改局", MERGED), "没有登记名为“档案局”的单位"),
        (goes("物价局", "物价局"), "不能与原来相同"),
        (goes("物价局", "发改局"), "方式请选“并入”"),
        (goes("物价局", "发改局", DISSOLVED, ""), "写明文号和日期"),
        (unit("旧局"), "现在是“发改局”，不再登记"),
    ],
)
def test_what_cannot_be_is_refused_in_words(tmp_path, one, says):
    book = ledger_at(tmp_path / "ledger.duckdb")
    book.write([unit("发改局"), unit("物价局"), unit("旧局"), goes("旧局", "发改局", MERGED)], CHIEF)
    with pytest.raises(Refused, match=says):
        book.write([one], CHIEF)


def test_a_mistyped_name_is_mended_without_a_document(tmp_path):
    book = ledger_at(tmp_path / "ledger.duckdb")
    book.write([unit("发政局"), duty("发政局"), goes("发政局", "发改局", MISTYPED, "")], CHIEF)
    assert book.state().get("duty", GDP)["lead"] == "发改局"
