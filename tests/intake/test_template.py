"""The template: one row a figure, only the answers unlocked; filled in and read back it gives the same figures."""

import io
import random

import openpyxl
import pytest

from lib.intake import form
from lib.intake.template import COLUMNS, DONE, HEAD_ROW, template

FIRST = HEAD_ROW + 2
VALUE, BOUND, BASIS, SOURCE, NOTE = (
    next(i for i, c in enumerate(COLUMNS, 1) if c.heading == name)
    for name in ("数值", "约数", "价格口径", "资料来源", "备注")
)


def opened(plan, area, year):
    rows = form.ask(plan.frame("clause"), plan.facts(), year, area, period=plan.about.period)
    return rows, openpyxl.load_workbook(io.BytesIO(template(rows, area, year, about=plan.about)))


@pytest.mark.parametrize(("area", "year"), [("天元区", 2016), ("高新区", 2018), ("新区", 2020), ("天元区", 2015)])
def test_one_row_a_figure(plan, area, year):
    rows, book = opened(plan, area, year)
    sheet = book["填报"]
    assert sheet.max_row - HEAD_ROW - 1 == len(rows) == len({row["key"] for row in rows})
    asked = [clause for row in rows for clause in row["clauses"].split(";")]
    own = plan.frame("clause").query(f"area == '{area}'")
    own = own[own["kind"].isin(("level", "share", "count", "hold"))] if year == 2015 else own  # what has a base
    assert sorted(asked) == sorted(own["id"])


def test_rates_and_levels_are_rows_of_their_own(plan):
    rows = {
        row["key"]: row
        for row in form.ask(plan.frame("clause"), plan.facts(), 2016, "天元区", period=plan.about.period)
    }
    assert (rows["gdp.level"]["last"], rows["gdp.level"]["unit"], rows["gdp.level"]["price_basis"]) == (
        268.4,
        "亿元",
        "current",
    )
    assert (rows["gdp.growth"]["unit"], rows["gdp.growth"]["price_basis"], rows["gdp.growth"]["since"]) == (
        "%",
        "comparable",
        2015,
    )
    assert rows["new_employment.sum"]["since"] == 2015
    assert "retail.level" not in rows and "retail.growth" in rows


def test_a_cancelled_clause_asks_for_nothing(plan):
    clauses = plan.frame("clause").assign(change="")
    clauses.loc[clauses["id"] == "T344a", "change"] = "取消"
    keys = {row["key"] for row in form.ask(clauses, plan.facts(), 2016, "天元区", period=plan.about.period)}
    assert "grain_output.level" not in keys
    assert "grain_area.level" in keys


def test_only_the_answers_are_unlocked(plan):
    rows, book = opened(plan, "天元区", 2016)
    sheet = book["填报"]
    assert sheet.protection.sheet
    for number, row in enumerate(rows, FIRST):
        unlocked = {column for column in range(1, len(COLUMNS) + 1) if not sheet.cell(number, column).protection.locked}
        assert unlocked == {VALUE, BOUND, SOURCE, NOTE} | ({BASIS} if row["price_basis"] else set())
    assert sheet.freeze_panes == f"C{FIRST}"
    assert sheet.column_dimensions["L"].hidden
    lists = {str(rule.formula1) for rule in sheet.data_validations.dataValidation if rule.type == "list"}
    assert lists == {'"已完成,未完成"', '"＝,约,超过,不低于,不到,不高于"', '"现价,可比价"'}


def test_a_filled_template_reads_back_as_it_was_filled(plan, examine):
    rows, book = opened(plan, "天元区", 2018)
    sheet, rng, filled = book["填报"], random.Random(7), {}
    for number, row in enumerate(rows, FIRST):
        if row["milestone"]:
            done = rng.random() < 0.5
            sheet.cell(number, VALUE).value = DONE[0 if done else 1]
            filled[row["key"]] = (float(done), "=", None)
            continue
        value, (word, code) = (
            round(rng.uniform(1, 45), 2) if row["ceiling"] != 1 else 0.4,
            rng.choice([("＝", "="), ("约", "~"), ("超过", ">"), (None, "="), ("不低于", ">=")]),
        )
        sheet.cell(number, VALUE).value, sheet.cell(number, BOUND).value = (
            rng.choice([value, f"{value}", f" {value}"]),
            word,
        )
        sheet.cell(number, SOURCE).value, sheet.cell(number, NOTE).value = "统计年报", "初步"
        filled[row["key"]] = (value, code, row["price_basis"])
    buffer = io.BytesIO()
    book.save(buffer)
    checked = examine(buffer.getvalue(), "天元区", 2018, "填报表.xlsx")
    assert {f["key"]: (f["value"], f["operator"], f["price_basis"]) for f in checked.figures} == filled
    assert checked.blocked == 0
    assert all((f["area"], f["year"]) == ("天元区", 2018) for f in checked.figures)
    asked = {
        tuple(row)
        for row in checked.problems[["severity", "expected"]].itertuples(index=False)
        if row[1] not in ("下降填负数",)
    }
    assert all("上年" in e or "增速" in e or "÷" in e or "不大于" in e or "推算" in e for _, e in asked), asked


def test_an_empty_template_says_that_nothing_was_filled_in(plan):
    from lib.intake.read import FIGURES, read

    rows = form.ask(plan.frame("clause"), plan.facts(), 2018, "高新区", period=plan.about.period)
    assert "没有一行填了数值" in read("x.xlsx", template(rows, "高新区", 2018, about=plan.about), FIGURES).problem
