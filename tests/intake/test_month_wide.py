"""Sheets whose columns are months, laid out as the bureaus of a city, a county and a finance office do."""

import pytest

from lib.intake import month_records
from lib.intake.problem import ERROR, NOTE, QUESTION
from lib.ledger.fold import EMPTY
from lib.ledger.rules import FINAL
from tests.intake.test_month_sheet import AT, checked, recorded, told, words

__all__ = ["words"]
MONTHS = ",".join(f"{month}月" for month in range(1, 13))
OWN = [6.1, 5.2, 7.4, 6.6, 6.9, 8.3, 6.0, 6.2, 7.7, 6.4, 6.8, 9.9]
TOTAL = [round(sum(OWN[: month + 1]), 1) for month in range(12)]
THEN = AT._replace(month=12)


def row(*numbers):
    return ",".join(f"{number:g}" for number in numbers)


def found(text, words, at=THEN):
    lines, problems, _ = checked(text, words, at)
    assert not told(problems, ERROR)
    return {(line["indicator"], line["span"]): line for line in lines}, problems


def months(lines, field, slug="fiscal_revenue", year=2018):
    return [lines.get((slug, f"{year}-{month:02d}"), {}).get(field) for month in range(1, 13)]


LAYOUTS = {
    "months, and the title says 当期": (
        f"天元区2018年财政收入分月情况（当月）\n单位：亿元\n指标,{MONTHS}\n财政总收入,{row(*OWN)}\n",
        {"own": OWN},
    ),
    "months, and the title says 累计": (
        f"天元区2018年各月累计\n单位：亿元\n指标,{MONTHS}\n财政总收入,{row(*TOTAL)}\n",
        {"total": TOTAL},
    ),
    "parts of the year": (
        "2018年\n指标,单位," + ",".join(["1月", *(f"1-{month}月" for month in range(2, 13))]) + "\n"
        f"财政总收入,亿元,{row(*TOTAL)}\n",
        {"total": [None, *TOTAL[1:]]},
    ),
    "two areas side by side under two rows of heads": (
        f"2018年\n指标,单位,当期{',' * 12}累计{',' * 11}\n,,{MONTHS},{MONTHS}\n财政总收入,亿元,{row(*OWN, *TOTAL)}\n",
        {"own": OWN, "total": TOTAL},
    ),
    "each month its own, the total and its growth": (
        "2018年\n指标,单位," + ",".join(f"{month}月,," for month in range(1, 13)) + "\n"
        f",,{','.join(['当月,累计,累计同比(%)'] * 12)}\n"
        f"财政总收入,亿元,{row(*(n for own, total in zip(OWN, TOTAL, strict=True) for n in (own, total, 8.5)))}\n",
        {"own": OWN, "total": TOTAL, "total_growth": [8.5] * 12},
    ),
    "the unit in the corner": (
        f"2018年（当期数）\n单位：万元,{MONTHS}\n财政总收入,{row(*(10_000 * own for own in OWN))}\n",
        {"own": OWN},
    ),
    "two tables one beneath the other": (
        f"2018年\n单位：亿元\n一、当期\n指标,{MONTHS}\n财政总收入,{row(*OWN)}\n\n"
        f"二、累计\n指标,{MONTHS}\n财政总收入,{row(*TOTAL)}\n",
        {"own": OWN, "total": TOTAL},
    ),
    "a row for the month and one for the total": (
        f"2018年\n指标,单位,{MONTHS}\n财政总收入（当月）,亿元,{row(*OWN)}\n累计,亿元,{row(*TOTAL)}\n",
        {"own": OWN, "total": TOTAL},
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_twelve_columns_give_twelve_figures_of_each_kind(words, layout):
    text, expected = LAYOUTS[layout]
    lines, problems = found(text, words)
    assert {field: months(lines, field) for field in expected} == expected
    assert {field for line in lines.values() for field in line} & {"own", "total"} <= {*expected, "own"}
    assert "当期的还是累计的" not in told(problems, QUESTION) and "月读入" not in told(problems, QUESTION)


def test_months_of_which_nothing_says_whether_they_are_totals_are_asked_about(words):
    lines, problems = found(f"2018年\n指标,单位,{MONTHS}\n财政总收入,亿元,{row(*OWN)}\n", words)
    assert months(lines, "own") == OWN and "按当期读入" in told(problems, QUESTION)
    assert "像是累计" not in told(problems, QUESTION)
    _, problems = found(f"2018年\n指标,单位,{MONTHS}\n财政总收入,亿元,{row(*TOTAL)}\n", words)
    assert "像是累计" in told(problems, QUESTION)


def test_quarters_of_what_is_told_by_quarter_are_quarters_in_either_layout(words):
    by_month = "2018年（累计）\n指标,单位,1月,2月,3月,4月,5月,6月\n地区生产总值,亿元,,,80,,,170\n"
    by_quarter = "2018年\n指标,单位,一季度,上半年\n地区生产总值,亿元,80,170\n"
    for text in (by_month, by_quarter):
        lines, _ = found(text, words)
        assert {key: line["total"] for key, line in lines.items()} == {("gdp", "2018-Q1"): 80, ("gdp", "2018-Q2"): 170}


def test_what_is_of_another_year_planned_or_no_growth_on_the_year_before_is_said_and_not_read(words):
    text = "天元区主要指标（当期）\n指标,单位,2018年5月,2018年6月,2017年6月,6月环比(%),全年计划\n财政总收入,亿元,5,6,4,20,80\n"
    lines, problems = found(text, words)
    assert {span: line["own"] for (_, span), line in lines.items()} == {"2018-05": 5, "2018-06": 6}
    assert not any("own_growth" in line for line in lines.values())
    assert all(word in told(problems, NOTE) for word in ("2017年6月", "6月环比", "全年计划"))


def test_months_to_come_that_hold_zeros_are_said_and_not_read(words):
    lines, problems = found(f"2018年（当期）\n指标,单位,{MONTHS}\n财政总收入,亿元,{row(*OWN[:9], 0, 0, 0)}\n", words)
    assert months(lines, "own") == [*OWN[:9], None, None, None] and "10月、11月、12月" in told(problems, NOTE)


def test_a_month_that_contradicts_its_neighbour_in_the_sheet_is_asked_about_where_it_stands(words):
    wrong = [*TOTAL[:5], TOTAL[5] / 10, *TOTAL[6:]]
    _, problems = found(f"2018年（累计）\n指标,单位,{MONTHS}\n财政总收入,亿元,{row(*wrong)}\n", words)
    [fallen] = [one for one in problems if "比上期减少" in one.mend]
    assert (fallen.row, fallen.column) == (3, "H")


def test_one_unit_that_does_not_fit_is_said_once_and_other_rows_are_read(words):
    text = f"2018年（当期）\n指标,单位,{MONTHS}\n财政总收入,人,{row(*OWN)}\n税收收入,亿元,{row(*OWN)}\n"
    lines, problems, _ = checked(text, words, THEN)
    assert {line["indicator"] for line in lines} == {"tax_revenue"} and len(lines) == 12
    assert [one.row for one in problems if one.severity == ERROR] == [3]


def test_the_same_sheet_records_nothing_and_a_final_one_replaces_month_by_month(words):
    text = f"2018年（当期）\n指标,单位,{MONTHS}\n财政总收入,亿元,{{}}\n"
    lines = checked(text.format(row(*OWN[:6])), words, THEN).lines
    state = recorded(month_records.entries(lines, EMPTY))
    assert not month_records.entries(lines, state)
    final = checked(text.format(row(*OWN)), words, THEN._replace(release=FINAL), state)
    state = recorded(month_records.entries(final.lines, state), state)
    assert {row["release"] for row in state.rows("month")} == {FINAL} and len(state.rows("month")) == 12


def test_months_as_rows_are_refused_and_never_read_as_something_else(words):
    text = "2018年\n月份,财政总收入,税收收入\n" + "\n".join(f"{month}月,5,4" for month in range(1, 13))
    lines, problems, _ = checked(text, words, THEN)
    assert lines == [] and "请写表头" in told(problems, ERROR)
