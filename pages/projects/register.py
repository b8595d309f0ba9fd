"""项目库: every project of the plan, filtered; the same selection as table, board, time line, heat table and map; one in
full."""

from functools import partial

import streamlit as st

from lib import ui
from lib.text import filtered, projects
from lib.ui import comments, details
from lib.ui.projects import register
from lib.ui.projects.facets import facets
from lib.ui.projects.views import BOUND, views

plan, year = ui.plan(), ui.year()
about = plan.about

with st.container(horizontal=True, vertical_alignment="bottom"):
    name = ui.bound("清单", list(projects.lists(about)), BOUND["list"], "list")
    text = ui.find("find", "名称、其他说法、拼音首字母", persist_state="session")
    show = ui.bound("显示方式", projects.VIEWS, BOUND["show"], "show")
    inferred = st.toggle(
        "含推断的落点", True, key="inferred", bind="query-params", persist_state="session", help=projects.INFERRED_HELP
    )
    actions = st.container(horizontal=True, width="content", vertical_alignment="bottom")
everything = plan.projects(year) if inferred else plan.stated_projects(year)
index = register.index(plan, year, inferred)
among = (
    everything.index.isin(ui.in_area(everything).index)
    & projects.of_list(everything, name, about)
    & plan.source.searched_projects.holding(text)
)
with st.container(horizontal=True):
    words = partial(projects.option, about=about)
    chosen = facets(index, projects.LABELS, among, words, projects.order, projects.apart(everything))
rows = everything[index.select(chosen, among)]
with actions:
    views(plan.frame("saved_view"), index, chosen)

st.header(projects.title(rows, filtered.listed(name, chosen, text), year))
details.within("project", set(rows["id"]))
key = register.chosen_project(set(everything["id"]))
left, right = st.columns([3, 2], gap="large") if key else (st.container(), None)
with left:
    if rows.empty:
        st.info("没有符合条件的项目。请放宽上面的筛选，或清除筛选。", icon=":material/filter_alt_off:")
    elif show == "表":
        register.table(plan, year, rows, inferred, bool(key))
    elif show == "看板":
        register.board(rows)
    elif show == "时间":
        register.time_line(plan, year, rows)
    elif show == "热力":
        register.heat(rows)
    else:
        register.on_map(plan, year, rows, key)
    if len(rows):
        called = filtered.called(name, ui.area_name(), year, chosen, text, about)
        ui.download(partial(projects.export, rows, about), called, "projects")
    st.caption(
        f"阶段由规划的原话定（见“方法”），有进展记录的以记录为准。{projects.located_caption(rows)}来源：规划各章，章节见表。"
    )

if key:
    with right:
        register.project(plan, year, key)
        comments.beside("project", key)
register.newcomers(plan, year)
