"""The open plan: its states share what was read from files and nothing else."""

from lib.ledger.fold import EMPTY, fold
from lib.ledger.permission import ADMIN
from lib.ledger.record import FIRST, entry, sealed
from lib.plan.opened import Plan

UNITS = [entry("unit_set", {"name": name}) for name in ("示例一局", "示例二局")]


AT = "2018-07-01T09:00:00+08:00"


def state_of(item):
    return fold(EMPTY, [sealed(1, AT, "甲", ADMIN, item, FIRST)])


def test_states_share_what_was_read_and_what_follows_from_tables_in_which_they_are_the_same(store):
    plan = Plan(store)
    other = plan.with_state(state_of(UNITS[0]))
    assert other.frame("indicator") is plan.frame("indicator") and other.source.findings is plan.source.findings
    assert other.assessed(2018) is plan.assessed(2018) and other.projects(2018) is plan.projects(2018)
    assert not plan.state.rows("unit") and len(other.state.rows("unit")) == 1


def test_a_figure_measures_anew_and_a_progress_record_registers_anew(store):
    plan = Plan(store)
    figure = {"area": "天元区", "indicator": "gdp", "measure": "level", "since": None, "year": 2018, "operator": "="}
    put = entry("figure_submitted", figure | {"value": 321.0, "price_basis": None, "place": "年报", "note": ""})
    approved = plan.with_state(
        fold(state_of(put), [sealed(2, AT, "乙", ADMIN, entry("figure_approved", {"of": 1}), "")])
    )
    known = approved.assessed(2018).query("area == '天元区' and indicator == 'gdp'")
    assert (known["actual"] == 321).any() and approved.projects(2018) is plan.projects(2018)
    event = entry("project_event", {"project": "fengxi-daqiao", "date": "2018-06-30", "stage": "在建"})
    works = plan.with_state(state_of(event))
    assert works.assessed(2018) is plan.assessed(2018)
    assert works.projects(2018).loc[lambda rows: rows["id"] == "fengxi-daqiao", "stage"].tolist() == ["在建"]
    assert plan.looking_back().assessed(2018) is not plan.assessed(2018)


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
