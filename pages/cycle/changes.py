"""变化: what is otherwise on one day than on another: verdicts, figures, projects, targets."""

import streamlit as st

from lib import ui
from lib.charts.stacked import BY_GROUP, BY_STAGE
from lib.cycle import changed as c
from lib.text import changed as text
from lib.ui.cycle import changed

heading = st.container()
since, until = changed.days()
before, after, year = changed.plan_on(since), changed.plan_on(until), ui.year()
sides = ui.in_area(before.assessed(year)), ui.in_area(after.assessed(year))
turned = c.turned(*sides)
figures = changed.figures(before, after, ui.chosen_area())
moved, adjusted = c.moved(before.state, after.state), c.adjusted(before.state, after.state)
heading.header(text.title(since, until, turned, figures, len(moved), len(adjusted)))
if turned:
    caption = f"{year}年的结论，数字为条款数：同一年，先前按截至{since}、后来按截至{until}已知的数评定。"
    changed.picture(text.both_days(*sides), "group", BY_GROUP, f"{year}年的结论在两天", caption)
names = dict(zip(after.catalogue["id"], after.catalogue["name"], strict=True))
changed.part(
    f"{year}年的结论",
    text.verdicts(turned, after.about.areas),
    "没有一项结论变动。",
    "turned",
    {"方向": 90, "目标": 420, "先前": 130, "后来": 130},
    ui.Card("目标", "方向", ("地域", "先前", "后来"), ("monitor/indicators", "clause", "条款")),
)
changed.part(
    "观测值",
    text.figures(figures, after.about.areas),
    "没有更正和新报的数。",
    "corrected",
    {"指标": 420, "先前": 160, "后来": 160},
    ui.Card("指标", "变化", ("年份", "先前", "后来")),
)
if moved:
    changed.picture(
        text.stages(moved),
        "stage",
        BY_STAGE,
        "有进展的项目",
        f"{since}至{until}报告了进展的项目，按阶段；数字为项目数。",
    )
changed.part(
    "项目",
    text.projects(moved, names),
    "没有项目报告进展。",
    "moved",
    {"项目": 520, "期间完成投资": 150},
    ui.Card("项目", "后来", ("先前", "完成", "最近一次"), ("projects/register", "project", "编号")),
)
changed.part(
    "目标的调整",
    text.targets(adjusted, after.clauses),
    "没有调整目标。",
    "adjusted",
    {"目标": 320, "现行条件（原条件）": 320, "理由": 320},
    ui.Card("目标", "类别", ("现行条件（原条件）", "文号", "理由")),
)
st.caption("由台账在两天的状态逐项相比得出；规划和公开资料里的数两天相同，不在内。年份和范围随页面上方。")
