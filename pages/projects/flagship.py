"""百亿工程: the six flagship projects, what each holds, its dates, and what the plan says of it in different places."""

import streamlit as st

from lib import ui
from lib.measure.clause import Measured
from lib.projects.project import Project
from lib.text import flagship as projects
from lib.text import words as w
from lib.ui.projects import flagship

plan, year = ui.plan(), ui.year()
about = plan.about
flagships, milestones = flagship.projects(plan), flagship.milestones(plan, year)
claims, lists, members = (plan.frame(name) for name in ("claim", "enumeration", "member"))

st.header(projects.flagship_title(flagships, milestones, about))
ui.figure(
    flagship.deadlines(plan, year, ui.mode()),
    "横轴为年末。◆ 为规划写明的时限，颜色和字为到评估年末的结论；空心为规划所说的现状；橙线为评估年。来源：规划各处，章节见下表。",
    f"{about.flagship.name}的现状与时限",
)
table = flagship.table(plan, year)
ui.table(
    table,
    f"{about.flagship.name}一览",
    {"工程": 200, f"{about.period.base}年": 200, "结论": 220, "其他说法": 190, "说法不一": 420},
    ("工程", f"{about.period.base}年", "时限", "结论", "进度", "完成比例"),
    "flagship_columns",
    ui.Card("工程", "进度", ("时限", "结论")),
    column_config={"完成比例": st.column_config.NumberColumn(format="%.1f%%")},
)
ui.download(table, f"{about.flagship.name}", "flagships")

key = ui.pick("工程", flagships.set_index("id")["name"], "flagship")
project = Project.first(flagships[flagships["id"] == key])
st.subheader(project.name)
left, right = st.columns(2, gap="large")
with left:
    st.markdown("**包含什么**")
    parts = projects.parts(key, lists, members)
    for title, names, line in parts:
        ui.prose(f"{title}：{names}{w.cited(line)}")
    if not parts:
        st.markdown("规划没有列出组成部分。")
    st.markdown("**时限与结论**")
    for row in Measured.of(milestones[milestones["indicator"] == project.indicator]):
        ui.prose(projects.milestone(row, about.period))
    place = projects.place_of(project, plan.frame("project_place"))
    if place:
        ui.link("space/layout", "在地图上看它的位置", place=place, system=flagship.system(plan, place))
    else:
        st.markdown("位置未载明。")
with right:
    st.markdown("**规划各处怎么说**")
    ui.table(projects.claims(claims[claims["project"] == key]), f"规划各处对{project.name}的说法")
    if project.note:
        st.warning(ui.sections().told(project.note), title="说法不一", icon=":material/rule:")
