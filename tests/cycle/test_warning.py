"""Warnings: level, whom they concern, since when."""

import itertools

import pytest

from lib.cycle import warning
from lib.ledger.record import entry
from lib.plan.opened import Plan
from tests.ledger.test_entered import approve, figure, state_of

ISSUED = entry("annual_issued", {"area": "天元区", "year": 2018, "number": "1号", "date": "2018-01-20"})


def planned(value):
    return entry("annual_set", {"clause": "T117b", "area": "天元区", "year": 2018, "value": value}, "x")


def found(store, *items, year=2018):
    rows = Plan(store, state=state_of(*items)).warnings(year)
    return rows[rows["clause"] == "T117b"]


@pytest.mark.parametrize(
    ("actual", "plan", "level"),
    [
        (355.0, 350.0, None),  # path 351.1: ahead of both
        (345.0, 340.0, "黄"),  # behind the pace only
        (355.0, 360.0, "黄"),  # behind the year's plan only
        (345.0, 350.0, "红"),  # behind both
    ],
)
def test_yellow_is_slightly_behind_or_the_year_only_and_red_is_both(store, actual, plan, level):
    assert found(store, figure(actual), approve, planned(plan), ISSUED)["level"].tolist() == ([level] if level else [])


def test_far_behind_is_red_whether_a_plan_was_issued_or_not(store):
    far = (figure(300.0), approve)  # path 351.1 from 268.4: 38 % of the way that is due
    assert found(store, *far)["level"].tolist() == ["红"]
    assert found(store, *far, planned(290.0), ISSUED)["level"].tolist() == ["红"]
    assert found(store, figure(345.0), approve)["level"].tolist() == ["黄"]


def test_a_missed_final_target_is_red(store):
    assert found(store, figure(400.0, year=2020), approve, year=2020)["level"].tolist() == ["红"]


def test_more_conditions_never_make_it_milder():
    worst = {"": 0, "黄": 1, "红": 2}
    for one in itertools.product([False, True], repeat=3):
        for other in itertools.product([False, True], repeat=3):
            if all(a <= b for a, b in zip(one, other, strict=True)):
                low, high = (warning.level(*[[x] for x in case])[0] for case in (one, other))
                assert worst[low] <= worst[high]


def test_since_the_first_year_of_the_unbroken_run_and_the_day_it_was_known(store):
    items = [
        x
        for year, value in ((2016, 280.0), (2017, 330.0), (2018, 340.0), (2019, 360.0))
        for x in (figure(value, year=year), approve)
    ]
    row = found(store, *items, year=2019).iloc[0]
    assert (row["since"], row["known"]) == (
        2018,
        "2018-07-01",
    )  # 2017 was ahead of its path (321.1), so the run begins anew
    of_plan = Plan(store).warnings(2016).iloc[0]
    assert (of_plan["clause"], of_plan["since"], of_plan["known"]) == ("T129a", 2016, "")


def test_it_concerns_the_lead_or_nobody(store):
    late = (figure(345.0), approve)
    assert found(store, *late)["unit"].tolist() == ["未分解"]
    duty = entry("duty_assigned", {"thing": "天元区.gdp", "lead": "示例局", "person": "示例甲"})
    row = found(store, duty, *late).iloc[0]
    assert (row["unit"], row["person"]) == ("示例局", "示例甲")


def test_no_figures_no_warnings(store):
    rows = Plan(store).warnings(2020)
    assert rows.empty
    assert list(rows.columns) == list(warning.COLUMNS)
