"""The form on the page of the entry: what a year asks for, kept with the plan, and the sheet to fill in."""

import pandas as pd
import streamlit as st

from lib import ui
from lib.intake import submit
from lib.intake.names import Vocabulary
from lib.intake.template import file_name, template
from lib.ledger.state import Row
from lib.measure.asked import Asked
from lib.plan.kept import kept
from lib.plan.opened import Plan
from lib.text import exports, filling


@kept
def vocabulary(plan: Plan) -> Vocabulary:
    """What may be reported."""
    return submit.vocabulary(plan)


@kept
def asked(plan: Plan, year: int, area: str) -> list[Asked]:
    """The form of a year and area."""
    return submit.asked(plan, year, area)


@kept
def pending(plan: Plan) -> dict[submit.Thing, Row]:
    """The figures that wait for review."""
    return submit.waiting(plan.state)


@kept
def handed(plan: Plan, year: int, area: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The figures of a year and area in the ledger, and what people read of them."""
    rows = [row for row in plan.state.rows("figure") if row["area"] == area and row["year"] == year]
    figures = pd.DataFrame(rows, columns=list(plan.state.tables["figure"].columns))
    return figures, filling.handed_in(figures, asked(plan, year, area), area, year)


def offer(rows: list[Asked], area: str, year: int) -> None:
    """The form as a sheet to take away and fill in."""
    st.markdown(f"**一、下载模板**　{len(rows)}项，每项一行，带上年值和下拉列表。")
    mark, about = exports.mark(ui.demo()), ui.plan().about  # when the sheet is made no page is running
    st.download_button(
        "下载填报模板",
        lambda: template(rows, area, year, mark, about=about),
        file_name(area, year),
        on_click="ignore",
        icon=":material/download:",
        disabled=not rows,
    )
    st.caption("也可以上传自己的表：有“指标”“数值”两列即可，最好还有“单位”“年份”。")


def problems(found: pd.DataFrame, area: str, year: int) -> None:
    """What is wrong or doubtful about what was handed in; figures of a part of the year have their own page."""
    if found.empty:
        return
    table = filling.problems(found)
    widths = {"程度": 90, "行": 60, "列": 60, "指标": 220, "读到": 160, "应为": 220, "怎样改": 420}
    first = ("程度", "行", "列", "读到", "应为", "怎样改")
    ui.table(table, "填报中的错误和疑问", widths, first, "problem_columns")
    with st.container(horizontal=True):
        ui.download(table, f"核对结果-{area}-{year}", "problems")
        if filling.partial(found):
            ui.link("cycle/monthly", "是月报？到“月度调度”录入各月、各季的数", ":material/calendar_month:")
