"""Review: what a submitted figure would change, and the history of a figure."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.cycle import review
from lib.ledger.record import mark
from lib.plan.opened import Plan
from tests.ledger.test_entered import approve, figure, state_of


def waiting(store, *items):
    return Plan(store, state=state_of(*items)).waiting


def test_a_figure_beside_what_counts_the_year_before_and_the_path(store):
    items = (figure(328.0, year=2017), approve, figure(345.0), approve, figure(349.9, note="修订"))
    row = waiting(store, *items).iloc[0]
    assert (row["new"], row["old"], row["old_id"], row["last"], row["path"], row["note"]) == (
        349.9,
        345.0,
        "L000003",
        328.0,
        351.1,
        "修订",
    )


@pytest.mark.parametrize(
    ("item", "path"),
    [
        (figure(8.0, "growth", 2017, price_basis="comparable"), 9.5),
        (figure(6100.0, indicator="net_employment"), 5000.0),  # 2.5万人 over five years, entered in persons
        (figure(21.0, "sum", 2015, indicator="domestic_capital"), math.nan),
        (figure(268.4, year=2015), math.nan),
    ],
)
def test_the_path_by_measure_in_the_figures_own_unit(store, item, path):
    clauses = Plan(store).frame("clause")
    area = clauses.loc[clauses["indicator"] == item.payload["indicator"], "area"].iloc[-1]
    row = waiting(store, item._replace(payload=item.payload | {"area": area})).iloc[0]
    assert row["path"] == pytest.approx(path, nan_ok=True)


def test_nothing_waits_when_all_is_decided(store):
    assert waiting(store).empty
    assert waiting(store, figure(345.0), approve).empty
    assert list(waiting(store).columns) == list(review.WAITING)


def test_the_history_tells_every_step_the_newest_first():
    def back(state):
        return mark("figure_returned", state.rows("figure")[0], "口径不对")

    state = state_of(figure(300.0), back, figure(345.0, note="已更正"), approve, figure(1.0, indicator="retail"))
    steps = review.history(review.Submitted.of(state), "天元区", "gdp")
    assert [(s["seq"], s["what"], s["value"], s["text"]) for s in steps] == [
        (4, "approved", 345.0, ""),
        (3, "submitted", 345.0, "已更正"),
        (2, "returned", 300.0, "口径不对"),
        (1, "submitted", 300.0, ""),
    ]
    assert review.history(review.Submitted.of(state), "高新区", "gdp") == []


@settings(deadline=None)
@given(st.floats(0.01, 1e6), st.floats(0.01, 1e6))
def test_a_jump_undoes_itself(new, last):
    up, down = review.jump(new, last, False), review.jump(last, new, False)
    assert (1 + up / 100) * (1 + down / 100) == pytest.approx(1, rel=1e-3) or min(new, last) / max(new, last) < 1e-6
    assert review.jump(new, last, True) == pytest.approx(-review.jump(last, new, True))


@pytest.mark.parametrize("last", [0.0, -5.0, math.nan])
def test_no_jump_without_a_positive_year_before(last):
    assert math.isnan(review.jump(10.0, last, False))
