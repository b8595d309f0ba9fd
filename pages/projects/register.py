"""项目库: every project of the plan, filtered; the same selection as table, board, time line, heat table and map; one in
full."""

from datetime import date
from functools import partial

import streamlit as st

from lib import ui
from lib.charts import projects as charts_register
from lib.maps import project_layers as register_map
from lib.maps import scene as maps
from lib.projects import search
from lib.text import places as layout
from lib.text import projects as register
from lib.ui import atlas, widgets

plan, year, mode = ui.plan(), ui.year(), ui.mode()
about = plan.about
everything, events, links = plan.projects(year), plan.events(year), plan.frame("project_place")
index = plan.facets(year, register.FACETS)

with st.container(horizontal=True, vertical_alignment="bottom"):
    name = st.segmented_control(
        "清单",
        list(register.lists(about)),
        default=register.EVERYTHING,
        required=True,
        key="list",
        bind="query-params",
        persist_state="session",
    )
    text = st.text_input(
        "查找",
        key="find",
        bind="query-params",
        persist_state="session",
        type="search",
        placeholder="名称、其他说法、拼音首字母、第384行",
    )
    show = st.segmented_control(
        "看法", register.VIEWS, default="表", required=True, key="show", bind="query-params", persist_state="session"
    )
    actions = st.container(horizontal=True, width="content", vertical_alignment="bottom")
among = (
    everything.index.isin(ui.in_area(everything).index)
    & register.of_list(everything, name, about)
    & search.matches(plan.searched(), text)
)
with st.container(horizontal=True):
    chosen = widgets.facets(
        index, register.LABELS, among, lambda facet, value: register.option(facet, value, about), register.order
    )
rows = everything[index.select(chosen, among)]
with actions:
    widgets.views(plan.frame("saved_view"), index, chosen)

st.header(register.finding(rows, name, year))
key = widgets.chosen_project(set(everything["id"]))
left, right = st.columns([3, 2], gap="large") if key else (st.container(), None)
with left:
    if rows.empty:
        st.info("没有符合条件的项目。请放宽上面的筛选，或清除筛选。", icon=":material/filter_alt_off:")
    elif show == "表":
        ui.table_with_choice(
            register.table_of(plan, year, rows),
            "project",
            "编号",
            "项目一览",
            column_config={
                "项目": st.column_config.TextColumn(width="large"),
                "完成比例": st.column_config.NumberColumn(format="%.1f%%"),
            },
        )
    elif show == "看板":
        widgets.board(rows)
    elif show == "时间":
        marks = register.time_marks(rows, events)
        if marks.empty:
            st.info("这些项目规划都没有写时限，也没有进展记录。", icon=":material/event_busy:")
        else:
            ui.figure(
                charts_register.time_line(marks, year, date.today(), mode, ui.narrow(), period=about.period),
                register.time_caption(rows, marks, charts_register.MOST),
                "项目的时限与记录",
            )
    elif show == "热力":
        widgets.heat(
            charts_register.heat(register.heat(rows), mode, ui.narrow()),
            "点一格看其中的项目。数字为项目数；园区、行业只在规划写明时填。",
            "行业与园区的项目数",
        )
    else:
        layers, units = plan.geometry()[0], plan.drawing()
        shown, details = register_map.layers(rows, links, units, key)
        look = maps.Look(
            mode,
            key,
            details,
            scale=ui.scale(),
            width=atlas.sheet()[0],
            height=atlas.sheet()[1],
            style=atlas.base_map(),
        )
        atlas.deck(
            maps.layout(units | shown, layers, layout.split(layers, [])[0], list(shown), look),
            look.height,
            "project",
            "有位置的项目",
        )
        st.markdown(register_map.caption(rows))
        st.caption(layout.note(about))
    if len(rows):
        ui.download(partial(register.export, rows, about), f"{name}-{ui.area()}-{year}", "projects")
    st.caption("阶段由规划的原话定（见“方法”），有进展记录的以记录为准。来源：规划各章，行号见表。")

if key:
    with right:
        widgets.project(next(everything[everything["id"] == key].itertuples()), events[events["project"] == key])
