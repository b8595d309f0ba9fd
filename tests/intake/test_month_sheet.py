"""A monthly sheet of the bureau: what is read of it, what is asked, and that yearly figures are not taken from it."""

import pytest

from lib.intake import month_records, submit
from lib.intake.check import check as yearly
from lib.intake.month_cells import At
from lib.intake.month_sheet import check
from lib.intake.problem import ERROR, NOTE, QUESTION
from lib.intake.read import FIGURES, MONTHS, read
from lib.ledger.fold import EMPTY, fold
from lib.ledger.permission import ADMIN
from lib.ledger.record import FIRST, sealed
from lib.ledger.rules import FINAL, FLASH
from lib.plan.opened import Plan

QUARTERLY, ADDING = frozenset({"gdp"}), frozenset({"gdp", "fiscal_revenue", "budget_revenue", "tax_revenue", "retail"})
AT = At("天元区", 2018, 6, FLASH)
CITY = """天元区2018年1-6月主要经济指标
单位：亿元
指标,单位,本月,同比增长(%),1-本月,同比增长(%)
地区生产总值,亿元,,,160.3,8.6
规模以上工业增加值,亿元,,,,9.1
    #装备制造业增加值,亿元,,,,45.1
财政总收入,万元,71 900,16.7,277 200,20.7
    #税收收入,万元,40000,,130000,
社会消费品零售总额,亿元,6.9,11.1,5.1,8.7
规模以上工业利润总额(1-上月),亿元,,,162.3,240.1
进出口总额,亿美元,16.6,167.8,64.5,63.2
进出口总额,亿元,108.0,147.4,418.4,51.9
城镇新增就业人数,人,,,,
"""


@pytest.fixture(scope="module")
def words(store):
    return submit.vocabulary(Plan(store))


def checked(text, words, at=AT, state=EMPTY):
    return check(read("月报.csv", text.encode(), MONTHS), words, QUARTERLY, ADDING, at, state)


def recorded(entries, state=EMPTY):
    for item in entries:
        state = fold(state, [sealed(state.seq + 1, "2018-07-10T09:00:00+08:00", "甲", ADMIN, item, FIRST)])
    return state


def told(problems, severity):
    return " ".join(f"{one.found} {one.mend}" for one in problems if one.severity == severity)


def test_a_bulletin_is_read_by_month_and_growth_of_either_and_what_is_not_of_the_plan_is_named(words):
    lines, problems, month = checked(CITY, words)
    found = {line["indicator"]: line for line in lines}
    assert month == "2018-06" and found["gdp"]["span"] == "2018-Q2"
    assert (found["gdp"]["total"], found["gdp"]["total_growth"]) == (160.3, 8.6)
    assert found["industry_va_above"]["total_growth"] == 9.1 and "total" not in found["industry_va_above"]
    fiscal = found["fiscal_revenue"]
    assert (fiscal["span"], fiscal["own"], fiscal["total"]) == ("2018-06", 7.19, 27.72)
    assert (fiscal["own_growth"], fiscal["total_growth"]) == (16.7, 20.7)
    assert found["tax_revenue"]["total"] == 13.0
    assert "装备制造业增加值" in told(problems, NOTE) and "进出口总额" in told(problems, NOTE)
    assert "按万元换算成亿元" in told(problems, QUESTION)
    assert not told(problems, ERROR)


def test_a_total_below_its_month_is_asked_about(words):
    problems = checked(CITY, words).problems
    assert "累计小于当期" in told(problems, QUESTION) and told(problems, QUESTION).count("累计小于当期") == 1


def test_the_month_of_the_sheet_goes_before_the_one_chosen_and_is_asked_about(words):
    _, problems, month = checked(CITY, words, AT._replace(month=7, year=2019))
    assert month == "2018-06" and "按6月读入" in told(problems, QUESTION) and "按2018年读入" in told(problems, QUESTION)
    another = CITY.replace("天元区2018年1-6月", "天元区2018年1-7月").replace("1-本月", "1-6月")
    assert "另一处写的是7月" in told(checked(another, words).problems, QUESTION)


def test_a_line_told_a_month_later_is_of_the_month_before(words):
    lines, _, _ = checked("2018年1-6月\n指标,单位,1-本月,同比\n财政总收入(1-上月),亿元,22.1,3\n", words)
    assert [(line["span"], line["total"], line["total_growth"]) for line in lines] == [("2018-05", 22.1, 3.0)]


def test_parts_take_the_name_of_what_they_are_part_of_and_that_is_asked(words):
    lines, problems, _ = checked(
        "2018年1-6月\n指标,单位,本月,同比,累计,同比\n工业增加值,亿元,3,1,20,2\n其中：规模以上,亿元,2,1,15,3\n", words
    )
    assert {line["indicator"]: line["total"] for line in lines} == {"industry_va": 20.0, "industry_va_above": 15.0}
    assert "规模以上工业增加值" in told(problems, QUESTION)


def test_two_lines_of_one_indicator_that_differ_stand_neither_and_a_unit_that_does_not_fit_is_said(words):
    text = "2018年1-6月\n指标,单位,1-本月\n财政总收入,亿元,20\n财政总收入,亿元,21\n社会消费品零售总额,人,5\n"
    lines, problems, _ = checked(text, words)
    assert lines == [] and "同一指标" in told(problems, ERROR) and "不能换算" in told(problems, ERROR)


def test_another_area_and_growth_beyond_belief_are_asked_about(words):
    text = "株洲市2018年1-6月\n指标,单位,1-本月,同比\n财政总收入,亿元,20,120\n"
    asked = told(checked(text, words).problems, QUESTION)
    assert "写的是株洲市" in asked and "增速很大" in asked


def test_what_contradicts_the_month_before_and_the_year_before_is_asked(words):
    head = "指标,单位,本月,同比,累计,同比\n"
    before = [*checked("2018年1-5月\n" + head + "财政总收入,亿元,4,,20,\n", words, AT._replace(month=5)).lines]
    before += checked("2017年1-6月\n" + head + "财政总收入,亿元,4,,20,\n", words, AT._replace(year=2017)).lines
    state = recorded(month_records.entries(before, EMPTY))
    asked = told(checked("2018年1-6月\n" + head + "财政总收入,亿元,4,,26,5\n", words, state=state).problems, QUESTION)
    assert "上期累计20加当期4是24" in asked and "按上年同期20亿元算是30%" in asked
    assert "累计比上期减少" in told(
        checked("2018年1-6月\n" + head + "财政总收入,亿元,,,19,\n", words, state=state).problems, QUESTION
    )


def test_a_preliminary_figure_is_replaced_by_the_final_and_never_the_other_way_round(words):
    text = "2018年1-6月\n指标,单位,本月,累计\n财政总收入,亿元,4,{}\n"
    state = recorded(month_records.entries(checked(text.format(20), words).lines, EMPTY, place="财政局"))
    assert not month_records.entries(checked(text.format(20), words).lines, state), "the same sheet records nothing"
    final = checked(text.format(21), words, AT._replace(release=FINAL), state)
    assert "定报取代快报" in told(final.problems, NOTE) and "累计20→21" in told(final.problems, NOTE)
    state = recorded(month_records.entries(final.lines, state), state)
    assert [(row["total"], row["release"]) for row in state.rows("month")] == [(21.0, FINAL)]
    assert "已有定报" in told(checked(text.format(22), words, AT, state).problems, ERROR)


def test_a_sheet_that_is_none_says_what_is_needed(words):
    lines, problems, _ = checked("甲,乙\n1,2\n", words)
    assert lines == [] and "请写表头" in told(problems, ERROR)


def test_for_yearly_figures_such_a_sheet_is_doubted(words):
    found = read("月报.csv", CITY.encode(), FIGURES)
    problems = yearly(found.rows, found.said, words, "天元区", 2018).problems
    assert problems["mend"].str.contains("不是全年").any()
