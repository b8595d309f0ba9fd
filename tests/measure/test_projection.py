"""Projections to 2020: where they start, which rates they may use, when the target is met."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.measure import projection as p
from lib.measure.evidence import Facts
from tests.homes import PERIOD
from tests.measure.test_evidence import CLAUSE, clauses_of, level, rate, series_of

LEVEL = CLAUSE | {"path": "geometric", "ceiling": math.nan, "price_basis": "current"}
GROWTH = LEVEL | {"id": "T001b", "kind": "annual_growth", "target": 9.5, "price_basis": "comparable"}
SHARE = CLAUSE | {"kind": "share", "target": 52.0, "path": "linear", "ceiling": 100.0}


def now(year, amount):
    return level(year, amount, price_basis="current")


def real(year, amount):
    return rate(year, amount, price_basis="comparable")


def nominal(year, amount):
    return rate(year, amount, price_basis="current", id=f"C{year}")


def named(clauses, rows) -> dict:
    facts = Facts(series_of(rows))
    return {
        name: (round(value, 2), basis)
        for name, (value, basis) in p.rates(p.begin(clauses_of(*clauses), facts, PERIOD), facts).items()
    }


@pytest.mark.parametrize(
    ("clauses", "rows", "scenario", "expected"),
    [
        ([LEVEL], [now(2015, 100.0)], "plan", (14.87, "current")),  # (200/100)^(1/5) − 1
        ([LEVEL, GROWTH], [now(2015, 100.0)], "plan", (9.5, "comparable")),
        ([LEVEL], [now(2010, 50.0), now(2015, 100.0)], "trend", (14.87, "current")),
        ([LEVEL], [now(2015, 100.0), now(2018, 133.1)], "since_base", (10.0, "current")),
        (
            [GROWTH],
            [now(2015, 100.0), real(2016, 10.0), real(2017, 8.0)],
            "since_base",
            (9.0, "comparable"),
        ),  # √(1.10 × 1.08) = 1.0900
        (
            [GROWTH],
            [now(2015, 100.0), nominal(2016, 30.0), real(2016, 10.0), real(2017, 8.0)],
            "since_base",
            (9.0, "comparable"),
        ),
        (
            [GROWTH],
            [now(2015, 100.0), real(2016, 10.0), nominal(2017, 30.0)],
            "since_base",
            (10.0, "comparable"),
        ),  # the chain ends where its basis does
        ([GROWTH], [now(2015, 100.0), real(2016, 10.0), nominal(2017, 30.0)], "last_year", (10.0, "comparable")),
        (
            [LEVEL],
            [now(2015, 100.0), real(2016, 10.0), now(2018, 98.0), now(2019, 100.0)],
            "last_year",
            (2.04, "current"),
        ),  # newer than the last rate
        ([SHARE], [level(2015, 47.0), level(2017, 48.0)], "since_base", (0.5, None)),
    ],
)
def test_a_scenario_takes_the_newest_rates_of_one_price_basis(clauses, rows, scenario, expected):
    assert named(clauses, rows)[scenario] == expected


def test_a_level_of_another_price_basis_is_no_start():
    rows = [now(2015, 100.0), level(2018, 120.0, price_basis="comparable")]
    start = p.begin(clauses_of(LEVEL), Facts(series_of(rows)), PERIOD)
    assert (start.value, start.year) == (100.0, 2015)


def test_known_rates_carry_the_start_on_as_far_as_they_reach():
    """75.4 in 2015, 12, 11 and 13 % since: 105.92 in 2018; 10 % on average to 2020 then takes 7.1 % a year, not 10
    %."""
    clause = GROWTH | {"target": 10.0, "price_basis": "current"}
    rows = [now(2015, 75.4), nominal(2016, 12.0), nominal(2017, 11.0), nominal(2018, 13.0)]
    facts = Facts(series_of(rows))
    start = p.begin(clauses_of(clause), facts, PERIOD)
    assert (start.value, start.year, start.level_year) == (pytest.approx(75.4 * 1.12 * 1.11 * 1.13), 2018, 2015)
    assert p.catch_up(start) == pytest.approx(100 * ((1.1**5 / (1.12 * 1.11 * 1.13)) ** 0.5 - 1))
    assert {name: value for name, (value, _) in p.rates(start, facts).items()} == pytest.approx(
        {"plan": 10.0, "since_base": 11.997, "last_year": 13.0}, abs=1e-3
    )


def test_a_rate_behind_a_gap_is_not_applied_to_all_the_years():
    clause = GROWTH | {"target": 12.0, "price_basis": "current"}
    rows = [now(2015, 393.2), nominal(2018, 5.0)]
    assert named([clause], rows) == {"plan": (12.0, "current")}


def test_a_trend_needs_exact_ends():
    """将近翻了一番 is not 2: the trend is the growth that is printed beside it."""
    about = now(2010, 50.0) | {"operator": "~"}
    printed = now(2015, 13.5) | {"measure": "average_growth", "since": 2010, "operator": ">=", "id": "A", "value": 13.5}
    assert named([LEVEL], [about, now(2015, 100.0), printed])["trend"] == (13.5, "current")


@pytest.mark.parametrize(
    ("target", "operator", "growth", "met"),
    [
        (121.0, ">=", 10.0, 2017),
        (121.0, ">", 10.0, 2018),
        (90.0, ">=", 10.0, 2015),
        (121.0, ">=", 0.0, None),
        (81.0, "<=", -10.0, 2017),
    ],
)
def test_the_year_in_which_the_target_is_met(target, operator, growth, met):
    direction = -1 if operator == "<=" else 1
    start = p.Start(
        "甲区",
        "x",
        "geometric",
        math.nan,
        direction,
        100.0,
        2015,
        100.0,
        target,
        operator,
        None,
        growth,
        None,
        "T",
        PERIOD,
    )
    assert p.year_met(start, growth) == met


@given(value=st.floats(1, 99), points=st.floats(-50, 50), years=st.integers(0, 30))
def test_shares_stay_between_nothing_and_everything(value, points, years):
    assert 0 <= p.project(value, points, [years], "linear", 100.0)[0] <= 100


@given(value=st.floats(1, 1e5), target=st.floats(1, 1e5), year=st.integers(2015, 2019))
def test_the_catch_up_growth_leads_to_the_target(value, target, year):
    start = p.Start(
        "甲区", "x", "geometric", math.nan, 1, value, year, value, target, ">=", None, 0.0, None, "T", PERIOD
    )
    assert p.project(value, p.catch_up(start), [2020 - year], "geometric")[0] == pytest.approx(target)
