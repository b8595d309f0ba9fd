"""Verdicts: cases worked by hand, the array code against a plain twin, and what must hold for every clause."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.measure import constants as c
from lib.measure.kinds import KINDS
from lib.measure.verdict import judge
from tests.homes import PERIOD
from tests.measure import naive

NAN = math.nan
DEFAULTS = {
    "kind": "level",
    "operator": ">=",
    "direction": 1,
    "target": 420.0,
    "due": 2020,
    "rounding": 0.05,
    "base": 268.4,
    "actual": NAN,
    "actual_year": NAN,
    "best": NAN,
    "met_years": 0,
    "seen_years": 0,
    "gap": "",
}


def clause(**values) -> dict:
    return DEFAULTS | values


def measured(year: int, *clauses: dict) -> pd.DataFrame:
    return judge(pd.DataFrame(list(clauses)), year, PERIOD)


GDP = {"actual_year": 2016}
SHARE = {"kind": "share", "target": 52.0, "base": 47.0, "actual_year": 2018}
GROWTH = {"kind": "annual_growth", "target": 9.5, "actual_year": 2018}
CHANGE = {
    "kind": "cumulative_change",
    "operator": "<=",
    "direction": -1,
    "target": -15.0,
    "base": NAN,
    "actual_year": 2018,
}
SUM = {"kind": "cumulative_sum", "target": 2.5, "base": NAN, "rounding": 0.005, "actual_year": 2018}
HOLD = {
    "kind": "hold",
    "operator": "<=",
    "direction": -1,
    "target": 2.5,
    "base": 4.0,
    "rounding": 0.005,
    "actual_year": 2018,
    "seen_years": 3,
}
MILESTONE = {"kind": "milestone", "operator": None, "target": NAN, "base": NAN}

CASES = [
    # The plan's own figures: 268.4 → 420; 300 in 2016 is 24.9 % of the way after a fifth of the time.
    (2016, clause(**GDP, actual=300.0), "达到进度", 0.24857, 1.24285),
    (2016, clause(**GDP, actual=293.5), "达到进度", 0.19965, 0.99826),  # 293.54 is on the path; 293.5 rounds to it
    (2016, clause(**GDP, actual=290.0), "略有滞后", 0.17286, 0.86428),
    (2016, clause(**GDP, actual=280.0), "滞后", 0.09449, 0.47243),
    (2016, clause(**GDP, actual=260.0), "背离", -0.07101, -0.35503),
    (2016, clause(**GDP, actual=268.4), "滞后", 0.0, 0.0),
    (2016, clause(**GDP, actual=430.0), "已达标", 1.05255, 5.26273),
    (2018, clause(actual_year=2018, actual=425.0, best=440.0), "达标回落", 1.02642, 1.71070),
    (2020, clause(actual_year=2020, actual=420.0), "完成", 1.0, 1.0),
    (2020, clause(actual_year=2020, actual=419.9), "未完成", 0.99947, 0.99947),
    (2018, clause(actual_year=2016, actual=300.0), "无法评估", 0.24857, NAN),  # an old figure is not this year's
    (2016, clause(**GDP, actual=300.0, base=NAN), "无法评估", NAN, NAN),
    (2016, clause(**GDP, actual=430.0, base=NAN), "已达标", NAN, NAN),  # the condition needs no base
    (2016, clause(**GDP, actual=-1.0), "无法评估", NAN, NAN),  # no logarithm of a loss
    (2018, clause(**SHARE, actual=50.0), "达到进度", 0.6, 1.0),
    (2018, clause(**SHARE, actual=49.5), "略有滞后", 0.5, 0.83333),
    (2018, clause(**SHARE, actual=49.0), "滞后", 0.4, 0.66667),
    (2018, clause(**SHARE, actual=46.9), "背离", -0.02, -0.03333),
    # Two years at 10.8 and 9.0 average 9.896 %; five years at 9.5 % are the whole way.
    (2017, clause(**GROWTH | {"actual_year": 2017}, actual=9.896), "达到进度", 0.41591, 1.03978),
    (2018, clause(**GROWTH, actual=9.46), "达到进度", 0.59759, 0.99598),  # 9.46 rounds to 9.5
    (2018, clause(**GROWTH, actual=8.0), "略有滞后", 0.50882, 0.84803),
    (2018, clause(**GROWTH, actual=5.0), "滞后", 0.32257, 0.53762),
    (2018, clause(**GROWTH, actual=-1.0), "背离", -0.06645, -0.11074),
    (2020, clause(**GROWTH | {"actual_year": 2020}, actual=9.46), "完成", 0.99598, 0.99598),
    (2020, clause(**GROWTH | {"actual_year": 2020}, actual=9.4), "未完成", 0.98995, 0.98995),
    # −9.3 % in three years: in logarithms 60.1 % of the way to −15 %, on pace; the linear ratio would say 62 %.
    (2018, clause(**CHANGE, actual=-9.3), "达到进度", 0.60062, 1.00103),
    (2018, clause(**CHANGE, actual=-9.0), "略有滞后", 0.58030, 0.96717),
    (2018, clause(**CHANGE, actual=-16.0), "已达标", 1.07282, 1.78803),
    (2018, clause(**CHANGE, actual=2.0), "背离", -0.12185, -0.20308),
    (2018, clause(**SUM, actual=1.5), "达到进度", 0.6, 1.0),
    (2018, clause(**SUM, actual=1.3), "略有滞后", 0.52, 0.86667),
    (2018, clause(**SUM, actual=2.6), "已达标", 1.04, 1.73333),
    (2018, clause(**HOLD, actual=2.4, met_years=3), "已达标", 0.6, 1.0),
    (2018, clause(**HOLD, actual=2.4, met_years=2), "滞后", 0.4, 0.66667),  # broken in one of three years
    (2018, clause(**HOLD, actual=2.6, met_years=2), "滞后", 0.4, 0.66667),
    (2018, clause(**HOLD, actual=2.4, met_years=3, best=2.0), "达标回落", 0.6, 1.0),
    (2020, clause(**HOLD | {"actual_year": 2020, "seen_years": 5}, actual=2.4, met_years=4), "未完成", 0.8, 0.8),
    (2020, clause(**HOLD | {"actual_year": 2020, "seen_years": 5}, actual=2.4, met_years=5), "完成", 1.0, 1.0),
    # A target that the base has already met is to be kept; what counts in 2020 is 2020.
    (
        2018,
        clause(kind="share", target=90.0, base=100.0, actual=95.0, actual_year=2018, met_years=1, seen_years=1),
        "达标回落",
        0.2,
        1.0,
    ),
    (
        2020,
        clause(kind="share", target=90.0, base=100.0, actual=95.0, actual_year=2020, met_years=1, seen_years=2),
        "完成",
        0.2,
        0.5,
    ),
    # 左右: ±5 %, open towards the good side.
    (
        2020,
        clause(operator="~=", target=37.0, base=29.0, kind="count", direction=0, actual=38.8, actual_year=2020),
        "完成",
        1.225,
        1.225,
    ),
    (
        2020,
        clause(operator="~=", target=37.0, base=29.0, kind="count", direction=0, actual=39.0, actual_year=2020),
        "未完成",
        1.25,
        1.25,
    ),
    (
        2019,
        clause(operator="~=", target=37.0, base=29.0, kind="count", direction=0, actual=39.0, actual_year=2019),
        "背离",
        1.25,
        1.5625,
    ),
    (2020, clause(operator="~=", target=14.0, base=9.0, actual=18.0, actual_year=2020), "完成", 1.5688, 1.5688),
    (2016, clause(**MILESTONE), "未到期", NAN, NAN),
    (2018, clause(**MILESTONE | {"due": 2018}), "无法评估", NAN, NAN),
    (2018, clause(**MILESTONE | {"due": 2018}, actual=0.0, actual_year=2018), "逾期", 0.0, NAN),
    (2018, clause(**MILESTONE | {"due": 2018}, actual=1.0, actual_year=2017), "已达标", 1.0, NAN),
    (2020, clause(**MILESTONE, actual=1.0, actual_year=2019), "完成", 1.0, NAN),
    (2020, clause(**MILESTONE, actual=0.0, actual_year=2020), "未完成", 0.0, NAN),
    (2020, clause(**MILESTONE), "无法评估", NAN, NAN),
    # At the end a clause is met or not: the value decides, with or without a base.
    (2020, clause(actual=419.9, actual_year=2020, base=NAN), "未完成", NAN, NAN),
    (2020, clause(actual=420.0, actual_year=2020, base=NAN), "完成", NAN, NAN),
    (2020, clause(actual=400.0, actual_year=2020, base=NAN, gap="scope"), "未完成", NAN, NAN),
    (2020, clause(actual=-1.0, actual_year=2020), "未完成", NAN, NAN),
    (2020, clause(actual=419.0, actual_year=2019, base=NAN), "无法评估", NAN, NAN),  # the figure of the end is missing
    (2020, clause(**CHANGE | {"actual_year": 2020}, actual=-14.94), "未完成", 0.99570, 0.99570),
    (2020, clause(**CHANGE | {"actual_year": 2020}, actual=-14.95), "完成", 0.99638, 0.99638),  # rounds to −15.0
    # Bases of nothing, below nothing, and at the target.
    (
        2018,
        clause(kind="count", target=10.0, base=0.0, actual=6.0, actual_year=2018, rounding=0.5),
        "达到进度",
        0.6,
        1.0,
    ),
    (
        2018,
        clause(kind="count", target=10.0, base=-5.0, actual=4.0, actual_year=2018, rounding=0.005),
        "达到进度",
        0.6,
        1.0,
    ),
    (2018, clause(base=0.0, actual=300.0, actual_year=2018), "无法评估", NAN, NAN),  # no even growth from nothing
    (2018, clause(base=-3.0, actual=300.0, actual_year=2018), "无法评估", NAN, NAN),
    (
        2018,
        clause(kind="share", target=52.0, base=52.0, actual=52.0, actual_year=2018, met_years=3, seen_years=3),
        "已达标",
        0.6,
        1.0,
    ),
    (
        2018,
        clause(kind="share", target=52.0, base=52.0, actual=51.9, actual_year=2018, met_years=2, seen_years=3),
        "滞后",
        0.4,
        0.66667,
    ),
    # On the thresholds themselves: 49.4 is 0.48 of the way from 47 to 52, after 0.6 of the time a pace of 0.8.
    (2018, clause(**SHARE | {"rounding": 0.0}, actual=49.4), "略有滞后", 0.48, 0.8),
    (2018, clause(**SHARE | {"rounding": 0.0}, actual=49.39), "滞后", 0.478, 0.79667),
    (2018, clause(**SHARE | {"rounding": 0.0}, actual=49.99), "略有滞后", 0.598, 0.99667),
    (2018, clause(**SHARE | {"rounding": 0.0}, actual=47.0), "滞后", 0.0, 0.0),
    (2018, clause(**SHARE | {"rounding": 0.0}, actual=46.99), "背离", -0.002, -0.00333),
    # Operators at their value.
    (
        2020,
        clause(kind="share", operator=">", target=50.0, base=30.0, actual=50.0, actual_year=2020),
        "未完成",
        1.0,
        1.0,
    ),
    (
        2020,
        clause(kind="share", operator="<", direction=-1, target=5.0, base=9.0, actual=5.0, actual_year=2020),
        "未完成",
        1.0,
        1.0,
    ),
    (
        2020,
        clause(kind="share", operator="<=", direction=-1, target=5.0, base=9.0, actual=5.0, actual_year=2020),
        "完成",
        1.0,
        1.0,
    ),
    (
        2020,
        clause(kind="count", operator="==", direction=0, target=8.0, base=5.0, actual=8.0, actual_year=2020),
        "完成",
        1.0,
        1.0,
    ),
    (
        2020,
        clause(kind="count", operator="==", direction=0, target=8.0, base=5.0, actual=8.1, actual_year=2020),
        "未完成",
        1.03333,
        1.03333,
    ),
    (
        2020,
        clause(operator="~=", target=14.0, base=9.0, actual=13.3, actual_year=2020),
        "完成",
        0.88391,
        0.88391,
    ),  # 14 − 5 %
    (2020, clause(operator="~=", target=14.0, base=9.0, actual=13.29, actual_year=2020), "未完成", 0.88221, 0.88221),
]


@pytest.mark.parametrize(("year", "row", "verdict", "completion", "pace"), CASES)
def test_cases_worked_by_hand(year, row, verdict, completion, pace):
    result = measured(year, row).iloc[0]
    assert result["verdict"] == verdict
    assert result["completion"] == pytest.approx(completion, abs=6e-5, nan_ok=True)
    assert result["pace"] == pytest.approx(pace, abs=6e-5, nan_ok=True)


@pytest.mark.parametrize(
    ("row", "required", "catch_up"),
    [
        (clause(actual=300.0, actual_year=2016), 9.36878, 8.77573),
        (clause(**SHARE, actual=49.0), 1.0, 1.5),
        (clause(**GROWTH | {"actual_year": 2016}, actual=8.0), 9.5, 9.87824),
        (clause(**CHANGE, actual=-5.0), -3.19812, -5.40947),
        (clause(**SUM, actual=1.3), 0.5, 0.6),
        (clause(**HOLD, actual=2.4, met_years=3), NAN, NAN),
        (clause(actual=430.0, actual_year=2020), 9.36878, NAN),  # no year left
    ],
)
def test_required_and_catch_up_growth(row, required, catch_up):
    result = measured(2020, row).iloc[0]
    assert result["required_growth"] == pytest.approx(required, abs=1e-5, nan_ok=True)
    assert result["catch_up_growth"] == pytest.approx(catch_up, abs=1e-5, nan_ok=True)


@pytest.mark.parametrize(
    ("row", "gap"),
    [
        (clause(base=NAN), "no_base_no_actual"),
        (clause(base=NAN, actual=300.0, actual_year=2016), "no_base"),
        (clause(), "no_actual"),
        (clause(base=NAN, gap="scope"), "scope"),
        (clause(gap="scope"), "scope"),
        (clause(**GROWTH | {"actual_year": 2015, "actual": NAN, "gap": "chain"}), "chain"),
        (clause(actual=-5.0, actual_year=2016), "not_positive"),
        (clause(actual=300.0, actual_year=2016, gap="scope"), ""),
    ],
)
def test_what_cannot_be_judged_says_why(row, gap):
    result = measured(2016, row).iloc[0]
    assert result["gap"] == gap
    assert (result["verdict"] == "无法评估") == bool(gap)


def test_no_clauses_give_no_verdicts():
    assert measured(2016, clause()).iloc[:0].empty
    assert judge(pd.DataFrame([clause()]).iloc[:0], 2018, PERIOD).empty


values = st.one_of(
    st.just(NAN), st.floats(0.01, 1000).map(lambda x: round(x, 2)), st.floats(-50, 50).map(lambda x: round(x, 1))
)
clauses = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(list(KINDS)),
        "operator": st.sampled_from(c.OPERATORS),
        "direction": st.sampled_from([-1, 0, 1]),
        "target": st.floats(-40, 1000).map(lambda x: round(x, 1)),
        "due": st.sampled_from([2018, 2020]),
        "rounding": st.sampled_from([0.005, 0.05, 0.5]),
        "base": values,
        "actual": values,
        "actual_year": st.sampled_from([2016.0, 2018.0, 2020.0, NAN]),
        "best": values,
        "met_years": st.integers(0, 3),
        "seen_years": st.just(3),
        "gap": st.just(""),
    }
).map(lambda k: k | {"actual": float(k["actual"] > 5)} if k["kind"] == "milestone" else k)


@given(st.lists(clauses, min_size=1, max_size=30), st.sampled_from(PERIOD.years))
def test_array_code_agrees_with_the_plain_twin(rows, year):
    got = judge(pd.DataFrame(rows), year, PERIOD)["verdict"].astype(str).tolist()
    assert got == [naive.verdict(row, year) for row in rows]


RISING = ["背离", "滞后", "略有滞后", "达到进度", "达标回落", "已达标"]


@given(
    kind=st.sampled_from(["level", "share", "count"]),
    base=st.floats(10, 200),
    factor=st.floats(1.02, 4),
    year=st.sampled_from(PERIOD.years[:-1]),
    pair=st.lists(st.floats(1, 1000), min_size=2, max_size=2),
    direction=st.sampled_from([-1, 1]),
)
def test_a_better_value_never_brings_a_worse_verdict(kind, base, factor, year, pair, direction):
    target = base * factor if direction > 0 else base / factor
    operator = ">=" if direction > 0 else "<="
    better_last = sorted(pair, reverse=direction < 0)
    rows = [
        clause(
            kind=kind,
            base=base,
            target=target,
            operator=operator,
            direction=direction,
            actual=v,
            actual_year=year,
            met_years=0,
            seen_years=1,
            best=NAN,
        )
        for v in better_last
    ]
    ranks = [RISING.index(v) for v in measured(year, *rows)["verdict"]]
    assert ranks == sorted(ranks)


def test_verdicts_are_ordered_worst_first():
    result = measured(2016, clause(**GDP, actual=260.0), clause(**GDP, actual=430.0))["verdict"]
    assert result.min() == "背离"
    assert list(result.cat.categories) == list(c.VERDICTS)
    assert np.all(result.cat.codes >= 0)
