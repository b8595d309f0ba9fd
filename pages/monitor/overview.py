"""总览: where the two areas stand, what is behind, what cannot be judged and why."""

import streamlit as st

from lib import ui
from lib.text import summary
from lib.ui.monitor import overview

plan, year, area = ui.plan(), ui.year(), ui.chosen_area()
about = plan.about
rows = plan.within(plan.assessed(year), area)

st.header(summary.finding(rows, year, about.period))
with st.grid(6, min_column_width=150):
    for label, value, note in overview.figures(plan, year, area):
        st.metric(label, value, help=note, border=True, height="stretch")

ui.link("cycle/warnings", overview.bell(plan, year, area), icon=":material/notifications:")
left, right = st.columns([10, 9], gap="large")
with left:
    st.subheader(summary.domains_finding(rows, year))
    if asked := overview.verdict_matrix(plan, year, area):
        ui.go("monitor/indicators", **asked)
    st.subheader("为何无法评估")
    missing = overview.gaps(plan, year, area)
    if missing.empty:
        st.info("全部条款都有评估所需的数据。", icon=":material/info:")
    else:
        overview.with_bars(missing, "原因", "无法评估的条款按原因计数")
        st.caption("缺什么，在“指标”页逐条列出；年度数据由统计与主管部门掌握。")
with right:
    st.subheader("滞后在哪里，差多少")
    late = overview.late(plan, year, area)
    if late.empty:
        st.info(summary.nothing_late(rows, year, about.period), icon=":material/info:")
    else:
        ui.table(
            late,
            "滞后的目标条款",
            {"结论": 86, "目标": 214, "比进度差": 100, "要赶上需": 124, "地域": 54},
            column_config={"进度比": st.column_config.NumberColumn(format="%.2f", width=60)},
            height=ui.tall(late),
        )
    st.subheader(f"{about.flagship.name}")
    ui.table(overview.flagships(plan, year), f"{about.flagship.name}的时限与结论")
    ui.link("projects/flagship", f"{about.flagship.short}：内容、时限与说法不一之处")

st.caption(overview.disagreement(plan, year, area))
headlines = overview.headlines(plan, year, area)
st.subheader(summary.headlines_finding(headlines, about.period))
ui.table(
    headlines,
    "主要指标的基期值、最近值、目标和所需增速",
    {"指标": 260, "最近": 150, "目标水平": 150, "所需": 130, "追赶": 130},
    height="content",
)
ui.download(headlines, f"主要指标-{ui.area()}-{year}", "headlines")
st.caption(about.name.sources)
