"""Months and quarters that units owe, the days by which they fall due, and working days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.cycle import duties as d
from lib.cycle.month_row import Monthly
from lib.cycle.months import QUARTERS
from lib.cycle.owed import WITHIN, of_all
from lib.cycle.owed_months import within
from lib.cycle.workdays import LAST, falling, worked
from lib.ledger.fold import EMPTY
from lib.ledger.record import entry
from lib.plan.opened import Plan
from lib.text import reminders
from lib.text.digest import Digest, calendar
from tests.cycle.test_duties import told

ROWS = Monthly.frame(
    [
        Monthly(key="甲区.a", area="甲区", indicator="a", every="month"),
        Monthly(key="甲区.q", area="甲区", indicator="q", every="quarter"),
        Monthly(key="甲区.y", area="甲区", indicator="y"),
    ]
)


class Told:
    """A ledger that holds months and days set, without their names being checked."""

    def __init__(self, spans, periods=()):
        self.tables = {
            "month": [{"area": "甲区", "indicator": slug, "span": span} for slug, span in spans],
            "deadline": [{"what": WITHIN, "period": period} for period in periods],
        }

    def rows(self, name):
        return self.tables[name]


@given(
    st.sets(st.integers(1, 12)),
    st.sets(st.sampled_from(QUARTERS)),
    st.sets(st.integers(1, 12)),
    st.dates(date(2018, 1, 1), date(2019, 2, 1)),
)
def test_what_is_owed_and_what_was_given_is_what_was_asked(months, quarters, set_, day):
    spans = [("a", f"2018-{month:02d}") for month in months] + [("q", f"2018-Q{month // 3}") for month in quarters]
    found = within(ROWS, Told(spans, [f"2018-{month:02d}" for month in set_]), 2018, day)
    assert set(found) == {"甲区.a", "甲区.q"}
    for one, given_ in ((found["甲区.a"], months), (found["甲区.q"], quarters)):
        assert sorted((*one.told, *one.missing)) == list(one.asked)
        assert not set(one.missing) & given_
        assert all(date(2018 + month // 12, month % 12 + 1, 1) <= day for month in one.asked), "no month before its end"
        assert not set_ or set(one.asked) <= set_


def test_where_no_day_was_set_the_months_up_to_the_last_that_anybody_told_are_owed():
    found = within(ROWS, Told([("a", "2018-02"), ("q", "2018-Q2")]), 2018, date(2019, 1, 1))
    assert found["甲区.a"].missing == (3, 4, 5, 6), "January was told with February"
    assert found["甲区.q"].missing == (3,) and within(ROWS, Told([]), 2018, date(2019, 1, 1))["甲区.a"].asked == ()


@pytest.fixture(scope="module")
def owing(store):
    """What a unit owes of its months: a day was set for each month, and one was told."""
    set_ = [
        entry("deadline_set", {"what": WITHIN, "period": p, "due": d})
        for p, d in reminders.days(reminders.EACH, date(2018, 1, 8), 2018)
    ]
    line = {"area": "天元区", "indicator": "fiscal_revenue", "span": "2018-07", "total": 40.0, "release": "快报"}
    state = told(*set_, entry("month_reported", line))
    plan = Plan(store)
    things = d.things(plan.in_force, plan.catalogue, plan.source.measures)
    own = d.assigned(
        things, told(*d.entries({"天元区.fiscal_revenue": {"lead": "示例一局"}}, d.assigned(things, EMPTY)))
    )
    rows = plan.with_state(state).monthly(2018, 12)
    day = date(2018, 10, 8)
    return of_all(["示例一局"], own, [], plan.assessed(2018).head(0), rows, state, 2018, day), day


def test_months_are_in_the_reminders_with_their_day_and_since_when(owing):
    rows, _ = owing
    [month] = rows[rows["kind"] == WITHIN].itertuples()
    assert month.state == "1–6月、8–9月未报，最近：7月"
    assert (month.since, month.due, month.lamp) == ("2018-02-01", "2018-02-08", "逾期")
    assert "月度数1项" in reminders.title(rows, 2018)
    assert reminders.by_unit(rows).loc[0, WITHIN] == 1 and "2018-02-01" in set(reminders.table(rows)["自何时起"])


def test_months_are_in_the_calendar(owing):
    rows, day = owing
    text = calendar(Digest("示例一局", 2018, day, rows)).decode()
    assert "DTSTART;VALUE=DATE:20180208" in text and f"SUMMARY:{WITHIN}：" in text


def test_a_day_off_moves_to_the_next_working_day_and_that_is_said():
    assert falling(date(2018, 9, 29)) == date(2018, 9, 29), "a Saturday that is worked"
    rows = [
        {"period": "2018-09", "what": WITHIN, "due": "2018-10-05"},
        {"period": "2018", "what": "填报", "due": "2019-02-28"},
    ]
    assert reminders.deadlines(rows)["顺延到"].fillna("").tolist() == ["", "2018-10-08"]
    assert "顺延" in reminders.rule(date(2018, 1, 1)) and "只按周末算" not in reminders.rule(date(2018, 1, 1))


def test_of_years_whose_holidays_are_not_known_only_weekends_are_off_and_that_is_said():
    first = date(LAST + 1, 10, 1)
    week = [first + timedelta(days=n) for n in range(7)]
    assert [worked(day) for day in week] == [day.weekday() < 5 for day in week]
    assert "只按周末算" in reminders.rule(first)
