"""What the plan demands where nothing is known, and what is held though nothing can be judged."""

import pandas as pd
import pytest

from lib.measure.clause import Measured
from lib.plan.opened import Plan
from lib.text import demand
from tests.homes import ABOUT, PERIOD


@pytest.fixture(scope="module")
def plan(store):
    return Plan(store)


def clause(plan: Plan, key: str, year: int = 2018) -> Measured:
    rows = plan.assessed(year)
    return Measured.first(rows[rows["id"] == key])


def held(plan: Plan, key: str, year: int = 2018) -> str:
    return demand.held(clause(plan, key, year), plan.series, plan.frame("scope"), PERIOD)


def test_a_reason_names_the_rate_that_is_held_though_the_chain_is_broken(plan):
    """9 % of 2018 is published: the reader must not be told that 2016 is all there is."""
    assert "2018年增长9%" in held(plan, "T117a")
    assert "2018年" not in held(plan, "T117a", 2017), "nothing of a later year"


def test_the_other_years_of_a_broken_chain_have_a_threshold(plan):
    """5 % in one year of five leaves (1.12⁵ ÷ 1.05)^¼ − 1 = 13.8 % for each of the other four."""
    assert "其余四年须年均13.8%" in held(plan, "T123a")


def test_neighbours_are_named_as_neighbours(plan):
    assert held(plan, "T121b") == "口径相近的：一般公共预算收入2018年80.2亿元（现价）"


def test_a_judged_clause_holds_nothing_more(plan):
    judged = plan.assessed(2016)
    key = judged.loc[judged["verdict"] == "达到进度", "id"].iloc[0]
    assert held(plan, key, 2016) == ""


def test_a_ratio_is_told_as_an_amount_by_the_census(plan):
    """25 beds a thousand of 68,696; 1.5 doctors a thousand of 478,309."""
    beds, doctors = (
        demand.total(clause(plan, key), plan.frame("denominators"), plan.series, PERIOD)[0]
        for key in ("T182a", "T184a")
    )
    assert "约1,718张" in beds and "每年约344张" in beds and "68,696人" in beds
    assert "约718人" in doctors and "478,309人" in doctors


def test_the_growth_from_a_base_of_another_term_names_the_term(plan):
    (line,) = demand.other_bases(clause(plan, "T154a"), plan.series, plan.frame("scope"), PERIOD)
    assert line.startswith("参考：") and "可支配收入" in line and "7.66%" in line and "口径不同" in line


def test_a_base_of_another_quantity_is_no_base(plan):
    assert demand.other_bases(clause(plan, "T301c"), plan.series, plan.frame("scope"), PERIOD) == []


def test_the_path_of_a_sum_and_of_a_rate_year_by_year(plan):
    jobs = demand.by_year(clause(plan, "T200a"), PERIOD)
    assert jobs.iloc[0].tolist() == ["累计应完成", "0.5万人", "1万人", "1.5万人", "2万人", "2.5万人"]
    rate = demand.by_year(clause(plan, "T091a"), PERIOD)
    assert rate.iloc[0].tolist() == ["指数（基期=100）", "110.0", "121.0", "133.1", "146.4", "161.1"]
    assert demand.by_year(clause(plan, "T182a"), PERIOD).empty, "no base, no path"


def test_it_says_who_would_have_the_figure(plan):
    said = demand.lines(clause(plan, "T182a"), [], [], "区民政局*", "民政部门", ABOUT)
    assert said[-1] == "数据：责任单位区民政局\\*，按职能通常由民政部门掌握；取得后在“填报”页报送"
    assert not any("数据" in line for line in demand.lines(clause(plan, "T182a"), [], [], "", None, ABOUT))


def test_without_denominators_nothing_is_told(plan):
    none = pd.DataFrame(columns=plan.frame("denominators").columns)
    assert demand.total(clause(plan, "T182a"), none, plan.series, PERIOD) == []
