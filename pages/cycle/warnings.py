"""预警: the clauses that are behind the year's plan or the five-year pace, whom they concern, since when."""

import streamlit as st

from lib import ui
from lib.text import terms, warnings
from lib.theme import mark
from lib.ui.cycle import warnings as warned

plan, year = ui.plan(), ui.year()
about = plan.about
rows = ui.in_area(plan.assessed(year))
found = warnings.within(plan.warnings(year), rows)

st.header(warnings.title(found, year))
st.caption(f"{terms.help_of(about.period)['级别']}由数据自动得出，不能手工消除。")
if found.empty:
    st.info(warnings.none_yet(rows, year), icon=":material/notifications_off:")
    ui.link("cycle/entry", "先填报当年的数；审核通过后自动得出预警")
    st.stop()
warned.show_pictures(plan, year, ui.chosen_area())
with st.container(horizontal=True):
    found = ui.choose("级别", found, "level", "level", mark)
    found = ui.choose("领域", found, "field", "of")
    found = ui.choose_unit("责任单位", found, "unit", "lead")
    found = ui.choose("起始年份", found, "since", "since")
if found.empty:
    st.info("没有符合条件的预警。请放宽上面的筛选条件。", icon=":material/filter_alt_off:")
    st.stop()
table = warnings.table(found, plan.with_annual(year), about)
ui.table(
    table,
    f"{year}年预警：级别、责任单位、原因、起始年份",
    {"级别": 80, "目标": 320, "地域": 80, "责任单位": 180, "原因": 380, "起始年份": 100, "年度计划": 220, "最近": 200},
    ("级别", "目标", "地域", "责任单位", "原因", "起始年份"),
    "warning_columns",
    ui.Card("目标", "级别", ("责任单位", "原因", "起始年份"), ("monitor/indicators", "clause", "条款")),
)
ui.download(table, f"预警-{ui.area_name()}-{year}", "warnings")
key = ui.pick("条款", warnings.labels(found, rows, about), "clause")
ui.link("monitor/indicators", "在“指标”页看它的算式与出处", clause=key)
st.caption("责任单位取自“责任分解”；没有分解的写“未分解”。")
