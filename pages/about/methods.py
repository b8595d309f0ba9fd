"""方法: how a target is measured, with the thresholds in force; what changes when they move."""

import streamlit as st

from lib import ui
from lib.measure.constants import IN_FORCE, Thresholds
from lib.text import findings, method

plan, year = ui.plan(), ui.year()
rows = ui.in_area(plan.assessed(year))

st.header("方法：目标怎样测量")
with ui.at_desk("thresholds"):
    st.subheader(f"移动阈值，看哪些结论会变（{year}年）")
    with st.container(horizontal=True):
        on_track = st.slider(
            "达到进度：序时进度比不低于", 0.7, 1.3, IN_FORCE.on_track, 0.01, key="on_track", bind="query-params"
        )
        slightly = st.slider(
            "略有滞后：序时进度比不低于", 0.3, 1.0, IN_FORCE.slightly_behind, 0.01, key="slightly", bind="query-params"
        )
        about = st.slider("“左右”的范围（±）", 0.0, 0.2, IN_FORCE.about, 0.01, key="about", bind="query-params")
    limits = Thresholds(on_track, min(slightly, on_track), about)
    changed = findings.moved(rows, ui.in_area(plan.assessed_at(year, limits)), plan.about)
    st.markdown(findings.moved_title(rows, changed, limits))
    if len(changed):
        ui.table(
            changed, "阈值移动后改变的结论", column_config={"序时进度比": st.column_config.NumberColumn(format="%.2f")}
        )
st.caption(findings.disagreement(plan.compared(year), rows))
st.markdown(ui.sections().told(method.text(plan.about)))
