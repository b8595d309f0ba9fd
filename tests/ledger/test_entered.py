"""Approved figures and adjusted targets in the measuring: what counts, what stands beside it."""

import pytest

from lib.audit.rules import AUDITED, audit
from lib.ledger.fold import EMPTY, fold
from lib.ledger.permission import ADMIN
from lib.ledger.record import FIRST, entry, mark, sealed
from lib.plan.opened import Plan
from tests.homes import ABOUT


def state_of(*items):
    """The state after these records; a function is called with the state so far."""
    state, last = EMPTY, FIRST
    for number, item in enumerate(items, 1):
        record = sealed(number, "2018-07-01T09:00:00+08:00", "甲", ADMIN, item(state) if callable(item) else item, last)
        state, last = fold(state, [record]), record.hash
    return state


def figure(value, measure="level", since=None, year=2018, indicator="gdp", **more):
    fields = {
        "area": "天元区",
        "indicator": indicator,
        "measure": measure,
        "since": since,
        "year": year,
        "operator": "=",
        "value": value,
    }
    return entry("figure_submitted", fields | more)


def approve(state):
    return mark("figure_approved", state.rows("figure")[-1])


def clause(store, state, key, year=2018):
    return Plan(store, state=state).assessed(year).set_index("id").loc[key]


def test_a_submitted_figure_does_not_count_and_an_approved_one_does(store):
    assert clause(store, state_of(figure(351.2)), "T117b")["verdict"] == "无法评估"
    row = clause(store, state_of(figure(351.2), approve), "T117b")
    # 268.4 → 420 by 2020, 351.2 in 2018: ln(351.2/268.4) / ln(420/268.4) = 0.6004, pace 1.0006
    assert row["completion"] == pytest.approx(0.6004, abs=5e-4)
    assert row["verdict"] == "达到进度"
    assert row["actual_id"] == "L000001"


def test_approved_growth_rates_complete_a_chain(store):
    items = [
        entry_
        for year in (2016, 2017, 2018)
        for entry_ in (figure(10.0, "growth", year - 1, year, price_basis="comparable"), approve)
    ]
    assert clause(store, state_of(*items), "T117a")["verdict"] == "达到进度"


def test_the_observation_carries_its_source(store):
    series = Plan(store, state=state_of(figure(351.2, place="统计快报第3页"), approve)).frame("series").set_index("id")
    row = series.loc["L000001"]
    assert (row["source_title"], row["place"], row["unit"], row["rank"]) == ("填报台账", "统计快报第3页", "亿元", 0)


ADJUST = {
    "clause": "T117b",
    "change": "下调",
    "number": "株天人发〔2018〕3号",
    "date": "2018-09-28",
    "body": "区人大常委会",
    "value": 400.0,
}


def test_an_adjusted_target_is_measured_with_the_original_beside_it(store):
    row = clause(store, state_of(figure(345.0), approve, entry("target_adjusted", ADJUST, "宏观形势变化")), "T117b")
    assert (row["target"], row["original_target"], row["change"]) == (400.0, 420.0, "下调")
    assert row["change_note"] == "区人大常委会 株天人发〔2018〕3号（2018-09-28）"
    assert row["verdict"] == "达到进度"  # ln(345/268.4)/ln(400/268.4) = 0.629 > 0.6; against 420 it would be 0.561


def test_the_audit_reads_the_plan_and_not_what_was_adjusted(store):
    before = audit(store.frames(AUDITED), ABOUT)
    changed = Plan(store, state=state_of(entry("target_adjusted", ADJUST, "x")))
    assert (changed.assessed(2018)["change"] != "").any()
    assert audit(changed.source.frames(AUDITED), ABOUT).equals(before)


def test_a_target_that_was_added_is_measured_like_the_others(store):
    fields = ADJUST | {
        "clause": "N001",
        "change": "新增",
        "area": "天元区",
        "indicator": "gdp",
        "type": "level",
        "operator": ">=",
        "unit": "亿元",
        "year": 2020,
    }
    row = clause(store, state_of(figure(345.0), approve, entry("target_adjusted", fields, "x")), "N001")
    assert (row["target"], row["verdict"], row["line"], row["change"]) == (400.0, "达到进度", 545, "新增")
    plan = Plan(
        store, state=state_of(entry("target_adjusted", fields | {"indicator": "listed_firms", "unit": "家"}, "x"))
    )
    plain = plan.source.frame("clause").dtypes
    assert plan.frame("clause").dtypes[list(plain.index)].equals(plain)


def test_nothing_entered_changes_nothing(store):
    plan = Plan(store)
    assert plan.frame("series").equals(plan.source.frame("series"))
    assert (plan.frame("clause")["change"] == "").all()


def test_a_later_adjustment_keeps_what_it_leaves_open(store):
    later = ADJUST | {"change": "口径变更", "number": "4号", "name": "地区生产总值（新口径）"}
    del later["value"]
    row = clause(store, state_of(entry("target_adjusted", ADJUST, "x"), entry("target_adjusted", later, "x")), "T117b")
    assert (row["target"], row["name"], row["change"], row["original_name"]) == (
        400.0,
        "地区生产总值（新口径）",
        "口径变更",
        "地区生产总值",
    )


def test_the_verdict_against_the_original_stands_beside_the_one_in_force(store):
    state = state_of(figure(345.0), approve, entry("target_adjusted", ADJUST, "x"))
    assert clause(store, state, "T117b")["original_verdict"] == "略有滞后"
    assert clause(store, state, "T117a")["original_verdict"] == ""


def test_a_cancelled_target_is_shown_and_neither_measured_nor_counted(store):
    cancelled = {name: value for name, value in ADJUST.items() if name != "value"} | {"change": "取消"}
    plan = Plan(store, state=state_of(figure(345.0), approve, entry("target_adjusted", cancelled, "x")))
    assert "T117b" not in set(plan.assessed(2018)["id"])
    assert len(plan.assessed(2018)) == len(plan.frame("clause")) - 1
    assert plan.cancelled_by(2018)["id"].tolist() == ["T117b"]
    assert "T117b" not in set(plan.annual(2018)["id"])


def test_an_adjustment_changes_no_year_before_it_unless_looked_back_at(store):
    """345 in 2018 is slightly behind on the way to 420, and ahead of that to 400; the adjustment is of 2019."""
    later = entry("target_adjusted", ADJUST | {"date": "2019-03-01"}, "x")
    plan = Plan(store, state=state_of(figure(345.0), approve, later))
    seen = {year: p.assessed(year).set_index("id").loc["T117b"] for year, p in ((2018, plan), (2019, plan))}
    assert (seen[2018]["target"], seen[2018]["verdict"], seen[2018]["change"]) == (420.0, "略有滞后", "")
    assert (seen[2019]["target"], seen[2019]["original_target"]) == (400.0, 420.0)
    back = plan.looking_back().assessed(2018).set_index("id").loc["T117b"]
    assert (back["target"], back["verdict"], back["original_verdict"]) == (400.0, "达到进度", "略有滞后")


def test_supposing_changes_nothing_of_the_plan_itself(store):
    plan = Plan(store, state=state_of(figure(345.0), approve))
    other = plan.supposing([entry("target_adjusted", ADJUST, "x")])
    verdicts = [p.assessed(2018).set_index("id").loc["T117b", "verdict"] for p in (plan, other)]
    assert verdicts == ["略有滞后", "达到进度"]
    assert plan.state.rows("adjustment") == []
