"""催报: what all units owe, the late first, and by when."""

import streamlit as st

from lib import ui
from lib.charts.stacked import BY_LAMP, stacked
from lib.text import reminders
from lib.text import words as w
from lib.ui.cycle.reminders import ordered, owed, set_days

plan, year, day = ui.plan(), ui.year(), ui.today()
every = owed(plan, year, day.isoformat())
heading, picture = st.container(), st.container()
with st.container(horizontal=True):
    rows = ui.choose("时限状态", every, "lamp", "owed-lamp")
    rows = ui.choose("单位", rows, "unit", "ower")
    rows = ui.choose("类别", rows, "kind", "owed-kind")
heading.header(reminders.title(rows, year))
if every.empty:
    st.info(w.word("notice", "no_owed"), icon=":material/task_alt:")
    ui.link("cycle/duties", "先分解责任")
else:
    with picture:
        chart = stacked(ordered(plan, year, day.isoformat()), "unit", "lamp", BY_LAMP[:3], ui.mode(), ui.narrow())
        caption = "点一段只看这个单位的，双击空白处看全部。两个单位共同的事项各算一次。来源：责任分解和台账。"
        ui.figure_that_filters(chart, caption, f"{year}年各单位待办：按时限", "owed-bars", "ower", "owed-lamp")
    table = reminders.table(rows)
    ui.table(
        table,
        f"{year}年催报清单",
        {"时限": 90, "单位": 150, "类别": 90, "事项": 360, "状态": 400, "期限": 110},
        ("时限", "单位", "类别", "事项", "状态", "期限"),
        "reminder_columns",
        ui.Card("事项", "时限", ("单位", "类别", "期限")),
    )
    ui.download(table, f"催报清单-{year}", "reminders")
    st.subheader("各单位")
    sums = reminders.by_unit(rows)
    ui.table(sums, f"{year}年各单位待办", {"单位": 200}, more="reminder_sums")
    ui.download(sums, f"各单位待办-{year}", "reminder-units")
with ui.at_desk("deadlines"), st.expander("规定报送期限", icon=":material/event:"):
    set_days(plan, year, day)
