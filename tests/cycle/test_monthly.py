"""月度调度: what a month says of the year's plan, and what it never changes."""

from math import isclose, isnan

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.cycle.month_row import AHEAD, BEHIND, DRAFT, GOOD, PATH, RATE, SHORT, SILENT, SUM, Monthly
from lib.cycle.monthly import by_year, course, reported
from lib.cycle.months import EVEN, SEASONAL
from lib.ledger.fold import EMPTY, fold
from lib.ledger.permission import ADMIN
from lib.ledger.record import FIRST, entry, sealed
from lib.ledger.rules import FINAL, FLASH
from lib.plan.opened import Plan
from lib.text import monthly as words

AREA, YEAR = "天元区", 2018
AMOUNTS = st.lists(st.floats(0.5, 50), min_size=12, max_size=12)


def told(slug, month, release=FINAL, year=YEAR, **figures):
    return entry(
        "month_reported",
        {"area": AREA, "indicator": slug, "span": f"{year}-{month:02d}", "release": release, **figures},
    )


def opened(store, *entries) -> Plan:
    state = EMPTY
    for item in entries:
        state = fold(state, [sealed(state.seq + 1, "2018-07-10T09:00:00+08:00", "甲", ADMIN, item, FIRST)])
    return Plan(store, state)


def row(plan, slug, month=12) -> Monthly:
    rows = plan.monthly(YEAR, month)
    return Monthly.first(rows[rows["key"] == f"{AREA}.{slug}"])


def last_year(slug, growing=1.0):
    return [told(slug, month, year=YEAR - 1, own=growing**month) for month in range(1, 13)]


PLANNED = entry("annual_set", {"clause": "T121b", "year": YEAR, "area": AREA, "value": 84.0}, "按五年路径")


def test_before_anything_is_told_the_plan_stands_and_nothing_is_judged(store):
    one = row(Plan(store), "gdp")
    assert (one.standing, one.way, one.source) == (SILENT, SUM, PATH) and isnan(one.rate)
    assert words.title(Plan(store).monthly(YEAR, 6), YEAR, 6) == "2018年还没有报月度数"


def test_an_amount_is_held_against_the_share_of_the_year_that_is_due(store):
    one = row(opened(store, PLANNED, told("fiscal_revenue", 6, total=40.0)), "fiscal_revenue", 6)
    assert (one.source, one.plan, one.share, one.due, one.how) == (DRAFT, 84.0, 0.5, 42.0, EVEN)
    assert (one.standing, one.gap, one.left, isclose(one.each, 44 / 6)) == (BEHIND, -2.0, 44.0, True)
    seasonal = opened(store, PLANNED, told("fiscal_revenue", 6, total=40.0), *last_year("fiscal_revenue", 1.2))
    assert row(seasonal, "fiscal_revenue", 6).how == SEASONAL and row(seasonal, "fiscal_revenue", 6).standing == AHEAD


def test_growth_is_held_against_the_growth_of_the_year(store):
    plan = opened(store, told("fixed_investment", 6, total_growth=8.0))
    one = row(plan, "fixed_investment", 6)
    assert (one.way, one.plan, one.gap, one.needed, one.standing) == (RATE, 12.0, -4.0, 16.0, SHORT)
    better = opened(store, told("fixed_investment", 6, total_growth=12.0))
    assert row(better, "fixed_investment", 6).standing == GOOD


def test_a_later_month_is_not_seen_from_an_earlier_one(store):
    plan = opened(store, told("fiscal_revenue", 3, total=20.0), told("fiscal_revenue", 6, total=40.0))
    assert row(plan, "fiscal_revenue", 4).total == 20.0 and row(plan, "fiscal_revenue", 6).total == 40.0


def test_months_never_change_the_figures_and_verdicts_of_years(store):
    plan = opened(store, told("gdp", 12, FLASH, total=999.0, total_growth=50.0))
    assert plan.assessed(YEAR).equals(Plan(store).assessed(YEAR))
    assert plan.series.equals(Plan(store).series)
    one = row(opened(store, told("fiscal_revenue", 12, FLASH, total=80.0)), "fiscal_revenue")
    assert words.year_of(one) == "80.00亿元（快报，待年度数）"


def test_a_year_is_the_sum_of_its_months_in_table_and_picture(store):
    plan = opened(store, PLANNED, *[told("fiscal_revenue", month, own=float(month)) for month in range(1, 13)])
    one = row(plan, "fiscal_revenue")
    drawn = course(one, by_year(plan.state), YEAR)
    assert one.total == sum(range(1, 13)) == drawn.actual[-1]
    assert drawn.due[-1] == one.plan and words.ahead(one) == "还需6.00亿元"


@settings(max_examples=40)
@given(AMOUNTS, st.integers(1, 12))
def test_totals_and_months_tell_the_same(months, until):
    rows = [{"span": f"2018-{n:02d}", "own": value} for n, value in enumerate(months, 1)]
    own = reported(rows, True, until)
    assert isclose(own.total[until], sum(months[:until]), rel_tol=1e-9)
    again = reported([{"span": f"2018-{n:02d}", "total": total} for n, total in own.total.items()], True, until)
    assert all(isclose(again.own[n], months[n - 1], rel_tol=1e-6, abs_tol=1e-6) for n in again.own)


def test_a_month_stands_before_its_quarter_and_values_at_the_end_are_not_added():
    rows = [{"span": "2018-Q1", "own": 30.0, "total": 30.0}, {"span": "2018-03", "own": 11.0, "total": 31.0}]
    own = reported(rows, True)
    assert (own.own[3], own.total[3]) == (11.0, 31.0)
    assert reported([{"span": "2018-01", "own": 3.1}, {"span": "2018-02", "own": 3.0}], False).total == {1: 3.1, 2: 3.0}


def test_the_slow_are_read_first_and_those_who_owe_are_named(store):
    plan = opened(store, PLANNED, told("fiscal_revenue", 9, total=40.0), told("fixed_investment", 9, total_growth=15.0))
    rows = words.ordered(plan.monthly(YEAR, 9))
    assert rows["standing"].tolist()[:2] == [BEHIND, GOOD] and rows["standing"].iloc[-1] == SILENT
    title = words.title(rows, YEAR, 9)
    assert title == "2018年1–9月：报了数的2项，可以和计划比的2项，1项慢于计划：天元区财政总收入"
    monthly = rows["every"] == "month"
    owing = [int((rows.loc[of, "month"] < 9).sum()) for of in (monthly, ~monthly)]
    assert words.silent(rows, YEAR, 9) == [
        f"没有分解到单位的{owing[0]}项没有报2018年9月的数",
        f"没有分解到单位的{owing[1]}项没有报2018年三季度的数",
    ]
    assert words.silent(rows, YEAR, 1) == []


def test_all_cells_of_an_empty_table_are_there(store):
    assert list(words.table(Monthly.frame(), True)) == list(words.table(Plan(store).monthly(YEAR, 6), True))


@pytest.fixture(scope="module")
def trained(store, records):
    return Plan(store, fold(EMPTY, records))


def test_the_training_set_tells_months_that_are_its_years(trained):
    """December's final total is the year's own figure, and the months before add up to it."""
    years = [year for year in trained.about.period.years if year > trained.about.period.first]
    seen = 0
    for year in years[:-1]:
        for one in Monthly.of(trained.monthly(year, 12)):
            if one.month == 12 and one.total == one.total and one.year_value == one.year_value:
                assert isclose(one.total, one.year_value, abs_tol=0.06), (year, one.key)
                seen += 1
    assert seen
    last = Monthly.of(trained.monthly(years[-1], 12))
    assert any(one.flash for one in last), "the last December is still preliminary"


def test_the_months_shown_are_the_last_first():
    assert pd.Series(words.months(2)).tolist() == ["1–2月", "1月"]
