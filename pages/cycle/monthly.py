"""月度调度: the figures of a year month by month against the annual plan, and where they are entered."""

import streamlit as st

from lib import ui
from lib.cycle.monthly import last_month
from lib.text import monthly as words
from lib.text import words as w
from lib.ui.cycle import monthly, parts

plan, year = ui.plan(), ui.year()
last = last_month(plan.state, year)
heading = st.container()
with st.container(horizontal=True, vertical_alignment="bottom"):
    month = ui.pick("到哪个月", words.months(last or 12), "month")
    rows = every = monthly.everything(plan, year, month, ui.chosen_area())
    rows = ui.choose("领域", rows, "domain", "domain")
    rows = ui.choose_unit("责任单位", rows, "lead", "lead")
    rows = ui.choose("状态", rows, "standing", "pace")
heading.header(words.title(rows, year, month) if len(rows) or every.empty else "没有符合条件的指标")
if every.empty or not last:
    st.info(w.word("notice", "no_months"), icon=":material/calendar_month:")
elif rows.empty:
    st.info("请放宽上面的筛选条件。", icon=":material/filter_alt_off:")
else:
    several = ui.chosen_area() is None
    monthly.picture(plan, rows, year, several)
    if late := words.silent(rows, year, month):
        st.caption(w.literal("。".join(late)))
    table = words.table(rows, several)
    widths = {"指标": 220, "状态": 130, "本期": 160, "累计": 170, "年度计划": 260, "余下要求": 280}
    card = ui.Card("指标", "状态", ("累计", "年度计划", "余下要求"))
    ui.table(table, f"{year}年1–{month}月月度调度", widths, monthly.FIRST, "monthly_columns", card=card)
    with st.container(horizontal=True):
        ui.download(table.drop(columns="编号"), f"月度调度-{ui.area_name()}-{year}-{month}月", "monthly")
        ui.link("cycle/annual", "看年度计划", ":material/flag:")

with ui.at_desk("month-entry"):
    st.subheader("录入")
    monthly.enter(plan, every, year, last)

if len(every):
    st.subheader("分解到园区、镇街、单位")
    parts.show(plan, every, year, month)
