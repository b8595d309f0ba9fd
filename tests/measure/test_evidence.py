"""Which figures a verdict may use: table-driven on small invented series, so that the rules show."""

import pandas as pd
import pytest

from lib.measure.clause import Clause
from lib.measure.constants import IN_FORCE
from lib.measure.evidence import assess, worst
from lib.measure.observation import Observation
from tests.homes import PERIOD

CLAUSE = {
    "id": "T001a",
    "area": "甲区",
    "indicator": "x",
    "kind": "level",
    "operator": ">=",
    "target": 200.0,
    "due": 2020,
    "price_basis": None,
    "direction": 1,
    "decimals": 1,
    "counted": "no",
    "scale": 1.0,
}
SERIES = {
    "id": "O001a",
    "area": "甲区",
    "indicator": "x",
    "measure": "level",
    "since": None,
    "year": 2015,
    "operator": "=",
    "price_basis": None,
    "rank": 1,
}
NO_SCOPE = pd.DataFrame({"indicator": [], "area": []})


def clauses_of(*rows: dict) -> pd.DataFrame:
    return Clause.frame(Clause(**row) for row in rows)


def series_of(rows: list[dict]) -> pd.DataFrame:
    return Observation.frame(Observation(**row) for row in rows)


def observed(**values) -> dict:
    return SERIES | values


def judged(clause: dict, rows: list[dict], year: int, scope=NO_SCOPE):
    series = series_of(rows)
    return assess(clauses_of(CLAUSE | clause), series, scope, year, PERIOD).iloc[0]


def level(year, amount, **more):
    return observed(**{"id": f"L{year}"} | more, year=year, amount=amount)


def rate(year, amount, **more):
    return observed(
        **{"id": f"G{year}"} | more, measure="growth", since=year - 1, year=year, amount=amount, value=amount
    )


def test_the_figure_of_the_year_is_used_and_named():
    row = judged({}, [level(2015, 100.0), level(2016, 115.0), level(2018, 160.0)], 2018)
    assert (row["base"], row["base_id"], row["actual"], row["actual_id"], row["actual_year"]) == (
        100,
        "L2015",
        160,
        "L2018",
        2018,
    )


def test_an_older_figure_is_shown_but_not_judged():
    row = judged({}, [level(2015, 100.0), level(2016, 115.0)], 2018)
    assert (row["actual_year"], row["verdict"], row["gap"]) == (2016, "无法评估", "no_actual")
    assert row["catch_up_growth"] == pytest.approx(((200 / 115) ** 0.25 - 1) * 100)


def test_figures_of_later_years_are_not_known_yet():
    assert judged({}, [level(2015, 100.0), level(2018, 160.0)], 2016)["gap"] == "no_actual"


def test_values_are_converted_to_the_unit_of_the_clause():
    row = judged({"target": 3.2, "scale": 1e-4}, [level(2015, 21424.0), level(2016, 23000.0)], 2016)
    assert (row["base"], row["actual"]) == (pytest.approx(2.1424), pytest.approx(2.3))


def test_the_better_source_is_used():
    row = judged({}, [level(2015, 100.0), level(2015, 999.0) | {"id": "Z", "rank": 9}, level(2016, 115.0)], 2016)
    assert row["base_id"] == "L2015"


def test_another_area_is_never_borrowed():
    rows = [level(2015, 100.0), level(2016, 150.0, area="乙区")]
    assert judged({}, rows, 2016)["gap"] == "no_actual"


def test_a_base_of_another_scope_is_named():
    scope = pd.DataFrame({"indicator": ["x"], "area": ["甲区"]})
    assert judged({}, [level(2016, 115.0)], 2016, scope)["gap"] == "scope"
    assert judged({}, [level(2016, 115.0)], 2016)["gap"] == "no_base"


GROWTH = {"kind": "annual_growth", "target": 9.5, "price_basis": "comparable"}


def test_growth_is_the_compound_average_of_all_years():
    rows = [rate(2016, 10.8, price_basis="comparable"), rate(2017, 9.0, price_basis="comparable")]
    row = judged(GROWTH, rows, 2017)
    assert row["actual"] == pytest.approx(9.896, abs=1e-3)
    assert (row["verdict"], row["actual_id"]) == ("达到进度", "G2016;G2017")


def test_a_missing_year_breaks_the_chain():
    rows = [rate(2016, 10.8, price_basis="comparable"), rate(2018, 9.0, price_basis="comparable")]
    row = judged(GROWTH, rows, 2018)
    assert (row["gap"], row["missing_years"], row["actual_year"]) == ("chain", "2017", 2016)


def test_a_rate_of_another_price_basis_is_not_chained():
    assert judged(GROWTH, [rate(2016, 10.8, price_basis="current")], 2016)["gap"] == "no_actual"


def test_a_rate_at_current_prices_does_not_hide_the_real_one():
    rows = [rate(2016, 12.0, id="F", price_basis="current", rank=0), rate(2016, 10.8, price_basis="comparable")]
    row = judged(GROWTH, rows, 2016)
    assert (row["actual"], row["actual_id"], row["verdict"]) == (pytest.approx(10.8), "G2016", "达到进度")


@pytest.mark.parametrize(
    ("rows", "verdict", "gap"),
    [
        ([level(2015, 100.0, price_basis="current"), level(2016, 115.0, price_basis="current")], "达到进度", ""),
        ([level(2015, 100.0), level(2016, 115.0)], "达到进度", ""),  # not stated: taken as the target's
        (
            [level(2015, 100.0, price_basis="current"), level(2016, 115.0, price_basis="comparable")],
            "无法评估",
            "basis",
        ),
        (
            [level(2015, 100.0, price_basis="comparable"), level(2016, 115.0, price_basis="current")],
            "无法评估",
            "basis",
        ),
        (
            [
                level(2015, 100.0),
                level(2016, 90.0, id="F", price_basis="comparable", rank=0),
                level(2016, 115.0, price_basis="current"),
            ],
            "达到进度",
            "",
        ),
    ],
)
def test_a_level_of_another_price_basis_is_named_and_not_used(rows, verdict, gap):
    row = judged({"price_basis": "current"}, rows, 2016)
    assert (row["verdict"], row["gap"]) == (verdict, gap)


@pytest.mark.parametrize(
    ("clause", "rows", "operator"),
    [
        (
            GROWTH,
            [rate(2016, 9.6, price_basis="comparable", operator=">"), rate(2017, 9.0, price_basis="comparable")],
            ">",
        ),
        (
            GROWTH,
            [
                rate(2016, 9.6, price_basis="comparable", operator=">"),
                rate(2017, 9.0, price_basis="comparable", operator="<"),
            ],
            "~",
        ),
        ({"kind": "cumulative_sum"}, [level(2016, 40.0), level(2017, 40.0, operator="~")], "~"),
        ({"kind": "cumulative_sum"}, [level(2016, 40.0), level(2017, 40.0)], "="),
    ],
)
def test_a_bound_stays_a_bound_in_what_is_made_of_it(clause, rows, operator):
    assert judged(clause, rows, 2017)["actual_operator"] == operator


def test_levels_of_another_price_basis_do_not_give_the_rate():
    rows = [level(2015, 100.0, price_basis="current"), level(2016, 112.0, price_basis="current")]
    assert judged(GROWTH, rows, 2016)["gap"] == "basis"
    row = judged(GROWTH | {"price_basis": "current"}, rows, 2016)
    assert (row["actual"], row["actual_id"]) == (pytest.approx(12.0), "L2015;L2016")


def test_a_cumulative_change_is_chained_from_rates():
    row = judged(
        {"kind": "cumulative_change", "operator": "<=", "target": -15.0, "direction": -1},
        [rate(2016, -4.0), rate(2017, -5.0)],
        2017,
    )
    assert row["actual"] == pytest.approx(-8.8)
    assert row["verdict"] == "达到进度"  # ln 0.912 / ln 0.85 = 56.7 % after 40 % of the time


SUM = {"kind": "cumulative_sum", "target": 2.5}


@pytest.mark.parametrize(
    ("rows", "actual", "gap"),
    [
        ([level(2016, 0.5), level(2017, 0.6)], 1.1, ""),
        ([level(2017, 0.6)], None, "chain"),
        ([observed(id="S", measure="sum", since=2015, year=2017, amount=1.2)], 1.2, ""),
        ([observed(id="S", measure="sum", since=2010, year=2015, amount=9.9)], None, "no_actual"),
        (
            [observed(id="S", measure="sum", since=2015, year=2016, amount=0.5), level(2016, 0.4), level(2017, 0.6)],
            1.1,
            "",
        ),  # the sum, then the year after
        ([observed(id="S", measure="sum", since=2015, year=2016, amount=0.5)], None, "no_actual"),
    ],
)
def test_a_sum_needs_every_year_or_a_published_total(rows, actual, gap):
    row = judged(SUM, rows, 2017)
    assert row["gap"] == gap
    if actual:
        assert row["actual"] == pytest.approx(actual)


def test_a_hold_counts_the_years_it_was_kept():
    clause = {"kind": "hold", "operator": "<=", "target": 2.5, "direction": -1, "decimals": 2}
    row = judged(clause, [level(2016, 2.4), level(2017, 2.7), level(2018, 2.3)], 2018)
    assert (row["met_years"], row["seen_years"], row["missing_years"], row["verdict"]) == (2, 3, "", "滞后")
    row = judged(clause, [level(2018, 2.3)], 2018)
    assert (row["met_years"], row["missing_years"], row["verdict"]) == (1, "2016;2017", "已达标")


@pytest.mark.parametrize(
    ("years", "verdict", "gap"),
    [(range(2016, 2021), "完成", ""), ((2018, 2019, 2020), "无法评估", "chain"), ((2019,), "无法评估", "no_actual")],
)
def test_a_hold_is_kept_only_when_every_year_is_known(years, verdict, gap):
    clause = {"kind": "hold", "operator": "<=", "target": 2.5, "direction": -1, "decimals": 2}
    row = judged(clause, [level(year, 2.3) for year in years], 2020)
    assert (row["verdict"], row["gap"]) == (verdict, gap)


@pytest.mark.parametrize(("counted", "verdict"), [("yes", "达到进度"), ("no", "略有滞后")])
def test_what_is_counted_one_by_one_is_not_rounded(counted, verdict):
    """Of one substation none is due in 2018: not behind. A rounded 0 might be 0.5: half the way after 0.6 of the time."""
    clause = {"kind": "cumulative_sum", "target": 1.0, "decimals": 0, "counted": counted}
    assert (
        judged(clause, [observed(id="S", measure="sum", since=2015, year=2018, amount=0.0)], 2018)["verdict"] == verdict
    )


@pytest.mark.parametrize(("about", "met"), [(0.05, 0), (0.10, 1)])
def test_the_width_of_about_reaches_the_years_of_a_kept_target(about, met):
    clause = {"kind": "hold", "operator": "~=", "target": 10.0, "direction": 0}
    series, limits = series_of([level(2016, 9.2)]), IN_FORCE._replace(about=about)
    assert assess(clauses_of(CLAUSE | clause), series, NO_SCOPE, 2016, PERIOD, limits)["met_years"].tolist() == [met]


def test_a_milestone_needs_a_record_once_it_is_due():
    clause = {"kind": "milestone", "operator": None, "target": None, "due": 2018}
    assert judged(clause, [], 2017)["verdict"] == "未到期"
    assert judged(clause, [], 2018)["gap"] == "no_record"
    assert judged(clause, [level(2018, 0.0)], 2018)["verdict"] == "逾期"
    assert judged(clause, [level(2017, 1.0)], 2019)["verdict"] == "已达标"


def test_an_indicator_takes_the_worse_of_its_judged_clauses():
    milestone = {"id": "T001c", "kind": "milestone", "operator": None, "target": None}
    clauses = clauses_of(CLAUSE, CLAUSE | GROWTH | {"id": "T001b"}, CLAUSE | milestone)
    series = series_of([level(2015, 100.0), level(2016, 130.0), rate(2016, 5.0, price_basis="comparable")])
    result = worst(assess(clauses, series, NO_SCOPE, 2016, PERIOD))
    assert result[["id", "verdict"]].astype(str).to_numpy().tolist() == [["T001b", "滞后"]]
