"""任务: the measures of the plan and the 民生实事: who has them, and whether they are done, under way or not begun."""

import streamlit as st

from lib import ui
from lib.text import tasks
from lib.text import words as w
from lib.ui.cycle.tasks import picture, typed

plan, year = ui.plan(), ui.year()
day = min(ui.today().isoformat(), f"{year}-12-31")
every = ui.in_area(plan.tasks(year, day))
heading = st.container()
with st.container(horizontal=True):
    rows = ui.choose("类别", every, "kind", "task-kind")
    rows = ui.choose("领域", rows, "domain", "matter-of")
    rows = ui.choose_unit("责任单位", rows, "lead", "lead")
    rows = ui.choose("进展", rows, "standing", "task-standing")
heading.header(tasks.title(rows, year))
if rows.empty:
    st.info("没有符合条件的任务。请放宽上面的筛选条件。", icon=":material/filter_alt_off:")
    st.stop()
picture(rows)
table = tasks.table(rows)
ui.table(
    table,
    "任务及其进展",
    {"进展": 120, "事项": 420, "类别": 100, "领域": 130, "责任单位": 160, "报告日期": 120, "说明": 300},
    ("进展", "事项", "类别", "领域", "责任单位", "报告日期"),
    "task_columns",
    ui.Card("事项", "进展", ("类别", "责任单位", "报告日期")),
)
with st.container(horizontal=True):
    ui.download(table, f"任务-{ui.area_name()}-{year}", "tasks")
    ui.link("cycle/duties", "分解给单位", matter="举措")
    ui.link("projects/measures", "举措的出处")
with ui.at_desk("task-entry"), st.expander("填报举措的进展", icon=":material/edit:"):
    st.caption(w.word("notice", "tasks"))
    typed(rows, day)
