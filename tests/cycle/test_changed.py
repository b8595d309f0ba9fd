"""What changed between two days: each kind of change from a ledger in which it happened, and nothing else."""

import pandas as pd
import pytest

from lib.cycle import changed as c
from lib.ledger.changes import CANCELLED
from lib.ledger.fold import EMPTY
from lib.ledger.permission import ADMIN, Person
from lib.ledger.record import entry, mark
from lib.plan.opened import Plan
from lib.text import changed as text
from tests.homes import ledger_at
from tests.test_cycle_pages import app, figure

CHIEF = Person("甲", ADMIN)
BASIS = {"number": "示例〔2018〕1号", "date": "2018-09-28", "body": "示例机关"}


def handed_in(book, value: float) -> None:
    book.write([figure(value, price_basis="current")], CHIEF)
    book.write([mark("figure_approved", book.state().rows("figure")[-1], "核对一致")], CHIEF)


@pytest.fixture
def states(store):
    """The plan before and after a year's work."""
    book = ledger_at()
    handed_in(book, 300.0)
    first = {
        "project": "changzhutan-zichuangqu",
        "date": "2017-11-20",
        "stage": "在建",
        "share": 20.0,
        "investment": 1.5,
    }
    book.write([entry("project_event", first)], CHIEF)
    before = Plan(store, book.state())
    handed_in(book, 400.0)
    later = first | {"date": "2018-11-20", "stage": "竣工投产", "share": 100.0, "investment": 2.25}
    book.write([entry("project_event", later)], CHIEF)
    book.write([entry("target_adjusted", {"clause": "T129a", "change": CANCELLED, **BASIS}, "形势变化")], CHIEF)
    return before, Plan(store, book.state())


def test_each_kind_of_change_is_told_once(states):
    before, after = states
    figures = text.figures(c.figures(before.series, after.series), after.about.areas)
    assert figures[["变化", "年份", "先前", "后来"]].to_numpy().tolist() == [["更正", 2018, "300亿元", "400亿元"]]
    turned = {one.clause: one.direction for one in c.turned(before.assessed(2018), after.assessed(2018))}
    assert turned["T117b"] == "改善" and turned["T129a"] == "取消"
    (moved,) = c.moved(before.state, after.state)
    assert (moved.before, moved.after, moved.investment) == ("在建", "竣工投产", 0.75)
    (adjusted,) = c.adjusted(before.state, after.state)
    assert text.targets([adjusted], after.clauses)["类别"].tolist() == [CANCELLED]


def test_totals_that_are_reported_twice_are_not_added_up():
    book, event = ledger_at(), {"project": "xinma-ebd", "stage": "在建"}

    def report(date, **fields):
        book.write([entry("project_event", event | {"date": date} | fields)], CHIEF)

    report("2017-12-31", investment=2.0)
    before = book.state()
    for date, total in (("2018-06-30", 3.0), ("2018-11-30", 4.5)):
        report(date, investment=total)
    report("2018-03-31", stage="前期")  # handed in late: it does not put the project back
    (moved,) = c.moved(before, book.state())
    assert (moved.before, moved.after, moved.investment, moved.day) == ("在建", "在建", 2.5, "2018-11-30")
    (first,) = c.moved(EMPTY, before)
    assert first.investment is None, "nobody said how much it was before"


def test_looked_at_the_other_way_round_what_was_reported_is_taken_back(states, store):
    before, _ = states
    plan = Plan(store)
    rows = c.figures(before.series, plan.series)
    assert rows["sort"].tolist() == [c.GONE]
    assert text.figures(rows, plan.about.areas)["后来"].isna().all()


def test_between_a_day_and_itself_nothing_changed(states):
    _, after = states
    assert not c.turned(after.assessed(2018), after.assessed(2018))
    assert c.figures(after.series, after.series).empty
    assert not c.moved(after.state, after.state) and not c.adjusted(after.state, after.state)


def test_the_page_tells_the_days_of_its_link_and_shows_what_happened_between():
    handed_in(book := ledger_at(), 300.0)
    assert book.state().rows("figure")
    new = {"id": "X001", "name": "示例新厂", "area": "天元区", "how": "新增"}
    event = {"project": "X001", "date": "2018-11-20", "stage": "在建"}
    book.write([entry("project_added", new), entry("project_event", event)], CHIEF)
    test = app("cycle/changes", **{"from": "2018-01-01"}, area="天元区")
    assert test.header[0].value.startswith("2018-01-01至") and "新报1个数" in test.header[0].value
    cells = {str(cell) for cell in pd.concat([t.value for t in test.dataframe]).to_numpy().ravel()}
    assert {"300亿元", "示例新厂"} <= cells
    assert len(test.get("plotly_chart")) == 2, "the verdicts and the projects on the two days"
    test = app("cycle/changes", **{"from": "2018-01-01", "to": "2018-01-02"})
    assert test.header[0].value == "2018-01-01至2018-01-02：没有变化" and not test.get("plotly_chart")
