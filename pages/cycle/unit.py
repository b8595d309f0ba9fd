"""单位: everything one unit has to do this year, on one page to send or print."""

from functools import partial

import streamlit as st

from lib import ui
from lib.cycle import duties as d
from lib.text import duties
from lib.text import words as w
from lib.ui.cycle.duties import owes

plan, year = ui.plan(), ui.year()
units = d.units(plan.state)
if not units:
    st.header("还没有登记单位")
    st.info(w.word("notice", "no_units"), icon=":material/group_add:")
    ui.link("cycle/people", "登记单位")
    st.stop()

unit = ui.pick("单位", duties.by_name(units), "unit")
everything = owes(plan, unit, year, ui.today().isoformat())
st.header(w.literal(duties.owed_title(unit, everything, year)))
st.caption(w.word("notice", "owed").format(year=year))
rows = ui.choose("类别", everything, "kind", "owed")
if st.toggle("只看待办", key="open", bind="query-params", value=True):
    rows = rows[rows["open"]]
if everything.empty:
    st.info("规划没有指定责任单位；由规划办在“责任分解”页分解。", icon=":material/assignment_ind:")
    ui.link("cycle/duties", "先分解责任")
elif rows.empty:
    st.info("没有符合条件的事项。", icon=":material/task_alt:")
else:
    ui.table(
        duties.owed_table(rows),
        f"{unit}要办的事项",
        {"待办": 170, "类别": 120, "事项": 400, "状态": 180, "期限": 110, "责任人": 110},
        ("待办", "类别", "事项", "状态", "期限", "责任人"),
        "owed_columns",
        ui.Card("事项", "待办", ("类别", "状态", "期限")),
    )
ui.download(partial(duties.owed_table, everything), f"{unit}-{year}年事项", "owed-sheet")
with st.container(horizontal=True):
    ui.link("cycle/duties", "它的责任分解", lead=unit)
    ui.link("cycle/supervision", "它的督办事项", handler=unit)
    ui.link("present/sheet", "单页（打印）", ":material/print:", sheet="unit", id=unit)
