"""A year's months: what adds up to the year, and what the rest of it must bring."""

from math import isclose

from hypothesis import given
from hypothesis import strategies as st

from lib.cycle.months import EVEN, QUARTERS, SEASONAL, YEAR, chained, growth_of_rest, rest, shape

AMOUNTS = st.floats(0, 1e6)
TWELVE = st.lists(AMOUNTS, min_size=12, max_size=12)


@given(TWELVE)
def test_the_months_of_a_year_are_the_year_however_they_were_told(months):
    _, totals = chained(dict(zip(YEAR, months, strict=True)), {})
    own, again = chained({}, totals)
    assert isclose(sum(own.values()), totals[12], abs_tol=1e-3) and again == totals
    assert isclose(totals[12], sum(months), rel_tol=1e-9, abs_tol=1e-9)


@given(TWELVE, AMOUNTS)
def test_what_is_spread_over_the_months_adds_up_to_the_plan_and_never_takes_away(months, plan):
    form = shape(chained(dict(zip(YEAR, months, strict=True)), {})[1])
    spread = form.spread(plan)
    assert isclose(sum(spread), plan, rel_tol=1e-9, abs_tol=1e-9) and min(spread) >= -1e-6
    assert form.shares[-1] == 1 and list(form.shares) == sorted(form.shares)
    assert form.how == (SEASONAL if sum(months) > 0 else EVEN)


@given(TWELVE, st.integers(1, 11))
def test_quarters_are_the_sum_of_their_months(months, month):
    _, totals = chained(dict(zip(YEAR, months, strict=True)), {})
    quarters, _ = chained({}, {end: totals[end] for end in QUARTERS}, QUARTERS)
    for end in QUARTERS:
        assert isclose(quarters[end], sum(months[end - 3 : end]), rel_tol=1e-6, abs_tol=1e-3)


@given(AMOUNTS, AMOUNTS, st.integers(1, 11))
def test_what_is_done_and_what_each_month_must_bring_reach_the_plan(plan, done, month):
    left, each = rest(plan, done, month)
    assert done + left >= plan - 1e-6 and isclose(each * (12 - month), left, abs_tol=1e-6)


@given(st.floats(-20, 30), st.floats(-20, 30), st.floats(0, 0.95))
def test_the_growth_of_the_rest_brings_the_growth_of_the_year(plan, done, share):
    needed = growth_of_rest(plan, done, share)
    assert isclose(share * done + (1 - share) * needed, plan, abs_tol=1e-6)


def test_january_may_come_with_february_and_a_missing_half_year_gives_no_shape():
    whole = {month: 10.0 * month for month in range(2, 13)}
    assert shape(whole).how == SEASONAL and shape(whole).by(1) == shape(whole).by(2) / 2
    assert shape({6: 40.0, 12: 100.0}).how == EVEN
    assert shape({month: 10.0 * month for month in range(1, 12)}).how == EVEN


def test_stated_totals_stand_where_months_were_revised():
    own, totals = chained({1: 5.0, 2: 7.0}, {2: 13.0, 3: 20.0})
    assert (own[2], totals[2], own[3]) == (7.0, 13.0, 7.0)
