"""The predictive distribution: calibrated, monotone, silent where there is too little."""

import numpy as np
import pytest

from lib.measure.clause import Measured
from lib.measure.evidence import Facts, assess
from lib.measure.uncertainty import MINIMUM, Outlook, estimate, outlook
from tests.homes import PERIOD
from tests.measure.test_evidence import CLAUSE, NO_SCOPE, clauses_of, level, rate, series_of


def test_eighty_per_cent_intervals_cover_eighty_per_cent():
    """Nominal 80 % intervals over simulated random walks with drift, five rates known, three years ahead."""
    rng = np.random.default_rng(20162020)
    covered, runs = 0, 4000
    for _ in range(runs):
        logs = rng.normal(rng.uniform(0.02, 0.15), rng.uniform(0.01, 0.06), 8)
        drift, spread, count = estimate((np.exp(logs[:5]) - 1) * 100)
        guess = Outlook(100.0, 2017, 1.0, True, drift, spread, count)
        truth = 100 * np.exp(logs[5:].sum())
        covered += guess.quantile(0.1, 2020) <= truth <= guess.quantile(0.9, 2020)
    assert covered / runs == pytest.approx(0.80, abs=0.03)


def test_probabilities_are_calibrated():
    rng = np.random.default_rng(13)
    said, happened = [], []
    for _ in range(4000):
        logs = rng.normal(0.08, 0.03, 7)
        drift, spread, count = estimate((np.exp(logs[:5]) - 1) * 100)
        said.append(Outlook(100.0, 2018, 117.0, True, drift, spread, count).probability(2020))
        happened.append(100 * np.exp(logs[5:].sum()) >= 117.0)
    said, happened = np.array(said), np.array(happened)
    assert said.mean() == pytest.approx(happened.mean(), abs=0.02)


def test_a_harder_target_is_less_likely_and_a_fall_is_the_reverse():
    chances = [Outlook(100.0, 2018, target, True, 0.08, 0.03, 5).probability(2020) for target in (105, 115, 125)]
    assert chances == sorted(chances, reverse=True)
    assert Outlook(100.0, 2018, 115, False, 0.08, 0.03, 5).probability(2020) == pytest.approx(1 - chances[1])


def test_without_years_left_or_without_spread_the_answer_is_yes_or_no():
    assert Outlook(120.0, 2020, 115, True, 0.08, 0.03, 5).probability(2020) == 1
    assert Outlook(110.0, 2020, 115, True, 0.08, 0.03, 5).probability(2020) == 0
    assert Outlook(100.0, 2018, 100 * np.exp(0.16), True, 0.08, 0.0, 5).probability(2020) == 1
    assert [Outlook(0.45, 2020, target, False, -0.05, 0.01, 5).probability(2020) for target in (0.44, 0.45, 0.46)] == [
        0,
        1,
        1,
    ]


@pytest.mark.parametrize(
    ("direction", "operator", "rising", "target"),
    [(1, ">=", True, 165.0), (-1, "==", False, 165.0), (1, "~=", True, 156.75), (-1, "~=", False, 173.25)],
)
def test_the_direction_is_the_indicators_and_about_is_wide(direction, operator, rising, target):
    rows = [level(2013 + i, float(v), value=float(v)) for i, v in enumerate([80, 88, 100, 110, 122, 133])]
    guess, _ = outlook(
        *judged({"target": 165.0, "operator": operator, "direction": direction}, rows, 2018), period=PERIOD
    )
    assert (guess.rising, guess.target) == (rising, pytest.approx(target))


def judged(clause: dict, rows: list[dict], year: int):
    series = series_of(rows)
    return Measured.first(assess(clauses_of(CLAUSE | clause), series, NO_SCOPE, year, PERIOD)), Facts(series)


GROWTH = {"kind": "annual_growth", "target": 9.5, "price_basis": "comparable"}


def test_fewer_than_four_rates_give_no_number():
    row, facts = judged(GROWTH, [rate(y, 10.0 + y % 2, price_basis="comparable") for y in (2016, 2017, 2018)], 2018)
    assert outlook(row, facts, PERIOD) == (None, 3)
    assert MINIMUM == 4


def test_a_value_that_is_a_bound_has_no_probability():
    rows = [level(2013 + i, float(v), value=float(v)) for i, v in enumerate([80, 88, 100, 110, 122, 133])]
    row, facts = judged({"target": 165.0}, [*rows[:-1], rows[-1] | {"operator": ">"}], 2018)
    assert outlook(row, facts, PERIOD) == (None, 5)


def test_rates_of_another_price_basis_do_not_count():
    rows = [rate(y, 10.0 + y % 2, price_basis="current" if y < 2016 else "comparable") for y in range(2013, 2019)]
    row, facts = judged(GROWTH, rows, 2018)
    assert outlook(row, facts, PERIOD) == (None, 3)


def test_a_growth_clause_is_held_against_its_own_index():
    row, facts = judged(
        GROWTH, [rate(y, 9.5 + (y % 2) * 0.4 - 0.2, price_basis="comparable") for y in range(2015, 2019)], 2018
    )
    guess, count = outlook(row, facts, PERIOD)
    assert count == 4
    assert guess.value == pytest.approx((1 + row.actual / 100) ** 3)
    assert guess.target == pytest.approx(1.095**5)
    assert 0.3 < guess.probability(2020) < 0.7


def test_a_level_clause_uses_the_growth_of_consecutive_levels():
    values = [80, 88, 100, 110, 122, 133]
    row, facts = judged(
        {"target": 165.0}, [level(2013 + i, float(v), value=float(v)) for i, v in enumerate(values)], 2018
    )
    guess, count = outlook(row, facts, PERIOD)
    assert (guess.value, guess.year, count) == (133.0, 2018, 5)


def test_what_is_known_later_is_not_used():
    rows = [rate(y, 9.0 + y % 2, price_basis="comparable") for y in range(2014, 2021)]
    assert outlook(*judged(GROWTH, rows, 2017), period=PERIOD)[1] == 4


def test_shares_have_no_outlook():
    row, facts = judged(
        {"kind": "share", "target": 52.0}, [level(y, 47.0 + y - 2015, value=1.0) for y in range(2012, 2019)], 2018
    )
    assert outlook(row, facts, PERIOD) == (None, 0)
