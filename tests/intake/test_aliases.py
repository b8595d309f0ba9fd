"""Names that units give an indicator: confirmed once, read so ever after, and never a growth as a level."""

import pytest

from lib.intake import submit
from lib.intake.check import check
from lib.intake.read import FIGURES, read
from lib.ledger.fold import EMPTY, fold
from lib.ledger.record import FIRST, Entry, entry, mark, sealed
from lib.ledger.state import State
from lib.plan.opened import Plan
from lib.text import aliases


def state(*items: Entry, start: State = EMPTY) -> State:
    for one in items:
        start = fold(start, [sealed(start.seq + 1, "2019-01-01T09:00:00+08:00", "丙", "office", one, FIRST)])
    return start


def called(name: str, slug: str) -> Entry:
    return entry("alias_confirmed", {"name": name, "indicator": slug})


def checked(store, text: str, entered: State = EMPTY):
    upload = read("表.csv", text.encode(), FIGURES)
    return check(upload.rows, upload.said, submit.vocabulary(Plan(store, state=entered)), "天元区", 2018)


SHEET = "指标,单位,数值\n区域经济总盘（快报）,亿元,351.2\n"


def test_an_unknown_name_is_asked_about_once_and_then_read(store):
    first = checked(store, SHEET)
    assert (first.figures, first.unknown) == ([], ("区域经济总盘",))
    then = checked(store, SHEET, state(called("区域经济总盘", "gdp")))
    assert [(one["indicator"], one["measure"], one["value"]) for one in then.figures] == [("gdp", "level", 351.2)]
    assert not then.unknown


def test_the_growth_of_a_remembered_name_is_growth(store):
    growth = "指标,单位,数值\n区域经济总盘增速,%,8.5\n"
    assert checked(store, growth).unknown == ("区域经济总盘",)
    [one] = checked(store, growth, state(called("区域经济总盘", "gdp"))).figures
    assert (one["indicator"], one["measure"]) == ("gdp", "growth")


def test_a_name_that_was_dropped_is_unknown_again_and_the_plans_own_names_win(store):
    kept = state(called("区域经济总盘", "gdp"), called("财政总收入", "gdp"))
    dropped = state(mark("alias_dropped", kept.get("alias", "区域经济总盘")), start=kept)
    assert checked(store, SHEET, dropped).unknown == ("区域经济总盘",)
    [one] = checked(store, "指标,单位,数值\n财政总收入,亿元,60\n", kept).figures
    assert one["indicator"] == "fiscal_revenue"


@pytest.mark.parametrize("ticked", [False, True])
def test_only_what_is_ticked_is_remembered(store, ticked):
    plan = Plan(store)
    names = aliases.indicator_names(plan.frame("indicator"))
    assert set(names.values()) == set(plan.frame("indicator")["slug"])
    rows = aliases.table(("区域生产总值",), submit.vocabulary(plan), names).assign(**{aliases.SURE: ticked})
    assert [item.payload["indicator"] for item in aliases.confirmed(rows, names)] == ["gdp"] * ticked
