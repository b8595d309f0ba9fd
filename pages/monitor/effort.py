"""难度总览: the growth every target requires against the growth achieved, the whole plan on one page."""

import streamlit as st

from lib import ui
from lib.text import projection
from lib.ui.monitor import effort

plan, year, area = ui.plan(), ui.year(), ui.chosen_area()
about = plan.about
rows = effort.targets(plan, year, area)
st.header(projection.effort_title(rows, about))
left, right = st.columns([3, 2], gap="large")
with left:
    ui.figure(
        effort.figure(plan, year, area, ui.mode(), ui.narrow()),
        projection.effort_caption(about),
        "各指标所需增速与已实现增速的比较",
    )
with right:
    st.markdown("**怎样读**")
    st.markdown(
        f"所需：规划给出的增速；没有给的，由{about.period.base}年值到目标推算。追赶：由最近的值到目标。比值大于1，表示要比“{about.name.before}”更快。"
    )
    st.markdown(projection.unknown_effort(rows, about))
table = effort.table(plan, year, area)
ui.table(
    table,
    "所有可推算指标的所需、趋势与最近增速",
    {"指标": 300, "所需": 180, f"{about.name.before}": 150, f"{about.name.plan}以来": 180, "追赶": 180},
    projection.effort_first(about),
    "effort_columns",
    ui.Card("指标", "地域", ("所需", about.name.before, "追赶")),
    column_config={f"所需÷{about.name.before}": st.column_config.NumberColumn(format="%.2f")},
)
ui.download(table, f"难度总览-{ui.area_name()}", "effort")
