"""The open plan: its states share what was read from files and nothing else."""

from lib.ledger.fold import EMPTY, fold
from lib.ledger.permission import ADMIN
from lib.ledger.record import FIRST, entry, sealed
from lib.plan.opened import Plan

UNITS = [entry("unit_set", {"name": name}) for name in ("示例一局", "示例二局")]


def state_of(item):
    return fold(EMPTY, [sealed(1, "2018-07-01T09:00:00+08:00", "甲", ADMIN, item, FIRST)])


def test_states_share_what_was_read_and_nothing_that_was_computed(store):
    plan = Plan(store)
    other = plan.with_state(state_of(UNITS[0]))
    assert other.frame("indicator") is plan.frame("indicator") and other.source.findings is plan.source.findings
    assert other.assessed(2018) is not plan.assessed(2018) and other.assessed(2018) is other.assessed(2018)
    assert not plan.state.rows("unit") and len(other.state.rows("unit")) == 1


def test_the_last_supposition_is_kept_and_another_one_is_not_mistaken_for_it(store):
    plan = Plan(store)
    first = plan.supposing(UNITS[:1])
    assert plan.supposing(UNITS[:1]) is first
    assert [row["name"] for row in plan.supposing(UNITS[1:]).state.rows("unit")] == ["示例二局"]
    assert [row["name"] for row in plan.supposing(UNITS[:1]).state.rows("unit")] == ["示例一局"]


def test_rows_of_an_area_come_with_the_shared_ones_and_no_area_means_all(store):
    plan = Plan(store)
    rows, own = plan.assessed(2018), plan.areas("plan")[0]
    assert set(plan.within(rows, own)["area"]) == {own, *plan.areas("joint")}
    assert plan.within(rows, None) is rows
