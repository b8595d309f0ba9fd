"""Growth and path arithmetic: what must hold for any numbers. Worked examples stand in the docstrings."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.measure import growth, path

positive = st.floats(0.01, 1e6)
rates = st.floats(-60, 200)
years = st.integers(1, 20)


@given(positive, rates, years)
def test_growth_undoes_the_rate(value, rate, n):
    assert growth.compound_growth(value, growth.grow(value, rate, n), n) == pytest.approx(rate, abs=1e-6)


@given(st.lists(st.floats(-30, 60), min_size=1, max_size=8))
def test_average_of_a_chain_leads_to_the_same_end(chain):
    assert growth.grow(100, growth.average(chain), len(chain)) == pytest.approx(100 + growth.chain(chain), rel=1e-9)


@given(positive, positive)
def test_geometric_path_hits_both_ends(base, target):
    assert path.geometric(base, target, np.array([0.0, 1.0])) == pytest.approx([base, target], rel=1e-9)


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_linear_path_hits_both_ends(base, target):
    assert path.linear(base, target, np.array([0.0, 1.0])) == pytest.approx([base, target], rel=1e-9, abs=1e-9)


@given(positive, positive, st.floats(0, 1))
def test_completion_undoes_the_path(base, target, elapsed):
    if abs(np.log(target / base)) > 1e-3:
        assert path.done_geometric(base, path.geometric(base, target, elapsed), target) == pytest.approx(
            elapsed, abs=1e-6
        )
    if abs(target - base) > 1e-3 * max(base, target):
        assert path.done_linear(base, path.linear(base, target, elapsed), target) == pytest.approx(elapsed, abs=1e-6)


@pytest.mark.parametrize(("first", "last", "n"), [(0, 10, 5), (10, 0, 5), (-1, 2, 5), (10, 20, 0), (10, 20, -1)])
def test_no_growth_rate_without_positive_values_and_years(first, last, n):
    assert np.isnan(growth.compound_growth(first, last, n))


def test_the_deflator_reconciles_multiple_and_growth():
    yearly = growth.deflator(2.18, 12.2, 5)
    assert (1.122 * (1 + yearly / 100)) ** 5 == pytest.approx(2.18)
