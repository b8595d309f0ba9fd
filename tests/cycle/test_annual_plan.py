"""The annual plan: the path's value of one year, the year's own figure, and whether the plan was met."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.cycle import annual_plan as a
from lib.ledger.record import entry
from lib.plan.opened import Plan
from tests.homes import PERIOD
from tests.ledger.test_entered import approve, figure, state_of


def clause(kind, base=math.nan, target=math.nan, rounding=0.05, kept=False, due=2020):
    return pd.DataFrame(
        [{"kind": kind, "kept": kept, "base": base, "target": target, "rounding": rounding, "due": due}]
    )


@pytest.mark.parametrize(
    ("row", "year", "value"),
    [
        (clause("level", 268.4, 420), 2016, 293.5),  # 268.4 × (420/268.4)^0.2 = 293.52
        (clause("level", 268.4, 420), 2020, 420.0),
        (clause("level", math.nan, 420), 2016, math.nan),
        (clause("share", 47, 52), 2018, 50.0),
        (clause("count", 1400, 4000, 0.5), 2016, 1920.0),
        (clause("annual_growth", math.nan, 9.5), 2017, 9.5),
        (clause("cumulative_change", math.nan, -15), 2017, -3.2),  # 0.85^0.2 − 1 = −3.198 %
        (clause("cumulative_sum", math.nan, 2.5), 2019, 0.5),
        (clause("cumulative_sum", math.nan, 1, 0.5), 2017, 0.0),
        (
            clause("cumulative_sum", math.nan, 1, 0.5),
            2018,
            1.0,
        ),  # 0.6 rounds to 1: the one substation falls in the third year
        (clause("share", 100, 90, kept=True), 2018, 90.0),  # a target that the base meets already is to be kept
        (clause("milestone", due=2018), 2018, 1.0),
        (clause("milestone", due=2018), 2017, math.nan),
    ],
)
def test_the_path_gives_each_kind_its_value_of_the_year(row, year, value):
    assert a.proposal(row, year, PERIOD).iloc[0] == pytest.approx(value, nan_ok=True)


@settings(deadline=None)
@given(st.integers(1, 500), st.sampled_from([0.5, 0.05, 0.005]))
def test_the_yearly_amounts_add_up_to_the_sum(target, rounding):
    years = [
        a.proposal(clause("cumulative_sum", math.nan, float(target), rounding), year, PERIOD).iloc[0]
        for year in range(2016, 2021)
    ]
    assert sum(years) == pytest.approx(target)
    assert min(years) >= 0


@settings(deadline=None)
@given(st.floats(1, 1e5), st.floats(1, 1e5), st.sampled_from(["level", "share", "count"]))
def test_the_path_goes_one_way_and_arrives(base, target, kind):
    path = [a.proposal(clause(kind, base, target), year, PERIOD).iloc[0] for year in range(2016, 2021)]
    steps = np.diff([base, *path])
    assert (steps * np.sign(target - base) >= -0.1 - 1e-6).all()
    assert path[-1] == target


PLAN = {"clause": "T117b", "area": "天元区", "year": 2018, "value": 340.0}
ISSUED = entry("annual_issued", {"area": "天元区", "year": 2018, "number": "1号", "date": "2018-01-20"})


def annual(store, *items, year=2018, key="T117b"):
    return Plan(store, state=state_of(*items)).annual(year).set_index("id").loc[key]


def test_what_is_set_counts_only_when_issued(store):
    figures = (figure(345.0), approve)
    draft = annual(store, entry("annual_set", PLAN, "投资放缓"), *figures)
    assert (draft["proposal"], draft["planned"], draft["reason"], draft["issued"], draft["met"]) == (
        351.1,
        340.0,
        "投资放缓",
        False,
        "",
    )
    issued = annual(store, entry("annual_set", PLAN, "投资放缓"), ISSUED, *figures)
    assert (issued["own"], issued["met"], issued["issue"]) == (345.0, "达到", "1号（2018-01-20）")


def test_an_issued_plan_without_a_figure_or_without_a_value_is_not_judged(store):
    assert annual(store, entry("annual_set", PLAN, "x"), ISSUED)["met"] == ""
    assert annual(store, ISSUED, figure(345.0), approve)["met"] == ""


@pytest.mark.parametrize(
    ("key", "items", "own"),
    [
        ("T117a", [figure(8.0, "growth", 2017, price_basis="comparable")], 8.0),
        (
            "T117a",
            [figure(8.0, "growth", 2017, price_basis="current")],
            9.0,
        ),  # another price basis hides nothing: the published rate
        ("T200a", [figure(6100.0, indicator="net_employment")], 0.61),  # entered in persons, planned in 万人
        (
            "T274b",
            [
                figure(120.0, "sum", 2015, 2017, indicator="domestic_capital"),
                figure(200.0, "sum", 2015, 2018, indicator="domestic_capital"),
            ],
            80.0,
        ),
        (
            "T274b",
            [figure(200.0, "sum", 2015, 2018, indicator="domestic_capital")],
            math.nan,
        ),  # the year before is not known
    ],
)
def test_the_years_own_figure_by_kind(store, key, items, own):
    area = Plan(store).frame("clause").set_index("id").loc[key, "area"]
    placed = [entry(item.kind, item.payload | {"area": area}) for item in items]
    assert annual(store, *[x for item in placed for x in (item, approve)], key=key)["own"] == pytest.approx(
        own, nan_ok=True
    )


def test_growth_of_the_year_from_two_levels_on_the_clauses_own_price_basis(store):
    levels = [
        figure(value, year=year, indicator="fiscal_revenue", price_basis="current")
        for value, year in ((100.0, 2017), (108.0, 2018))
    ]
    assert annual(store, *[x for item in levels for x in (item, approve)], key="T121a")["own"] == pytest.approx(8.0)
