"""Things counted one by one, and ceilings that the base does not meet."""

import pytest

from lib.measure.clause import Measured
from lib.plan.opened import Plan
from lib.text.clauses import reason
from tests.homes import PERIOD
from tests.ledger.test_entered import approve, clause, figure, state_of


def bridges(*values):
    return [
        item
        for year, value in enumerate(values, 2016)
        for item in (figure(value, "sum", 2015, year, indicator="new_bridges"), approve)
    ]


@pytest.mark.parametrize(
    ("values", "verdict"),
    [((0,), "达到进度"), ((0, 0), "达到进度"), ((0, 0, 0), "滞后"), ((0, 0, 1), "达到进度"), ((0, 0, 2), "已达标")],
)
def test_where_no_whole_one_is_due_nothing_is_behind(store, values, verdict):
    """Two bridges by 2020: the path is 0.4, 0.8, 1.2: none, none, one."""
    assert clause(store, state_of(*bridges(*values)), "T384a", 2015 + len(values))["verdict"] == verdict


@pytest.mark.parametrize("values", [(0,), (0, 0, 1)])
def test_why_they_are_not_behind_is_said_and_is_not_the_rounding(store, values):
    plan = Plan(store, state=state_of(*bridges(*values)))
    (row,) = Measured.of(plan.assessed(2015 + len(values)).query("id == 'T384a'"))
    assert reason(row, PERIOD).endswith("；逐个计数，按路径值以下的整数评")


@pytest.mark.parametrize(
    ("year", "value", "verdict"), [(2016, 3.2, "达到进度"), (2018, 3.2, "略有滞后"), (2018, 2.45, "已达标")]
)
def test_a_ceiling_that_the_base_does_not_meet_is_reached_on_its_path(store, year, value, verdict):
    """Unemployment 4 % → 2.5 %: 3.1 % in 2018. That an earlier year was above the ceiling breaks nothing."""
    items = [figure(3.9, year=2016, indicator="unemployment"), approve] if year > 2016 else []
    items += [figure(value, year=year, indicator="unemployment"), approve]
    assert clause(store, state_of(*items), "T198a", year)["verdict"] == verdict


def test_a_target_that_the_plan_sets_in_two_places_is_judged_once_and_cites_both(store):
    plan = Plan(store)
    (row,) = [one for one in Measured.of(plan.assessed(2020)) if one.indicator == "unemployment"]
    assert row.lines == [198, 436]
    stated = store.frame("clause").query("indicator == 'unemployment'")
    assert stated["repeats"].tolist() == [None, "T198a"], "the plan's own consistency is held against all that it says"
