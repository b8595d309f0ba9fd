"""总览: where the two areas stand, what is behind, what cannot be judged and why."""

import streamlit as st

from lib import ui
from lib.text import findings, summary
from lib.text import flagship as projects
from lib.text import warnings as warned
from lib.ui import widgets

about = ui.plan().about
year = ui.year()
rows = ui.in_area(ui.plan().assessed(year))

st.header(summary.finding(rows, year, about.period))
with st.grid(6, min_column_width=150):
    for label, value, note in ui.kept("figures", lambda: summary.figures(rows, year, about.period)):
        st.metric(label, value, help=note, border=True, height="stretch")

ui.link(
    "cycle/warnings",
    ui.kept("bell", lambda: warned.bell(warned.within(ui.plan(), year, rows))),
    icon=":material/notifications:",
)
left, right = st.columns([10, 9], gap="large")
with left:
    st.subheader(summary.domains_finding(rows, year))
    if asked := widgets.verdict_matrix(rows, f"{year}年各领域、各地域的目标条款按结论计数"):
        ui.go("monitor/indicators", **asked)
    st.subheader("为何无法评估")
    missing = ui.kept("gaps", lambda: summary.gaps(rows, about.period))
    if missing.empty:
        st.info("全部条款都有评估所需的数据。", icon=":material/info:")
    else:
        widgets.counted(missing, "原因", "无法评估的条款按原因计数")
        st.caption("缺什么，在“指标”页逐条列出；年度数据由统计与主管部门掌握。")
with right:
    st.subheader("滞后在哪里，差多少")
    late = ui.kept("late", lambda: summary.late(rows, about))
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
    st.subheader(about.flagship.name)
    ui.table(
        ui.kept(
            "flagships",
            lambda: projects.at_a_glance(ui.plan().frame("project"), ui.plan().assessed(year), about.period),
        ),
        f"{about.flagship.name}的时限与结论",
    )
    ui.link("projects/flagship", f"{about.flagship.short}：内容、时限与说法不一之处")

st.caption(ui.kept("disagreement", lambda: findings.disagreement(ui.plan().compared(year), rows)))
headlines = ui.kept("headlines", lambda: summary.headlines(rows, about))
st.subheader(summary.headlines_finding(headlines, about.period))
ui.table(
    headlines,
    "主要指标的基期值、最近值、目标和所需增速",
    {"指标": 260, "最近": 150, "目标水平": 150, "所需": 130, "追赶": 130},
    height="content",
)
ui.download(headlines, f"主要指标-{ui.area()}-{year}", "headlines")
st.caption(about.name.sources)
