"""园区: one park in full — where it lies, what it is to build, its targets and neighbours — and the four side by side."""

import streamlit as st

from lib import ui
from lib.projects import parks as numbers
from lib.projects.place import Place
from lib.text import parks as words
from lib.text import unit
from lib.ui import atlas
from lib.ui.space import parks

plan, year, mode = ui.plan(), ui.year(), ui.mode()
about = plan.about
known, places = parks.known(plan), plan.frame("place")
key = ui.one_of("园区", known["name"], "at", label_visibility="collapsed")
park, place = known.loc[key], Place.first(places[places["id"] == key])
area, drawn = unit.figure_of(plan.source.drawing, key)
rows, (own, shared) = parks.projects(plan, year, key), parks.targets(plan, year, key)

st.header(words.title(park["name"], place, numbers.stages(rows), len(own)))
left, right = st.columns([3, 2], gap="medium")
with left:
    if drawn:
        sheet = atlas.small_sheet()
        chart = parks.on_map(plan, key, mode, ui.scale(), **sheet, style=atlas.base_map())
        atlas.deck(chart, sheet["height"], "place", f"{park['name']}及相邻单元示意图", "park")
        st.caption(words.NOTE)
    else:
        st.info(f"{park['name']}没有图形，不能画在地图上。", icon=":material/location_off:")
    ui.link("space/layout", "在空间布局里看它", place=key, system=place.system)
with right:
    ui.link("present/sheet", "单页（打印）", ":material/print:", sheet="park", id=key)
    for label, text in unit.place(place, places, area, drawn):
        ui.prose(f"**{label}**　{text}")
    if drawn:
        st.markdown(f"**相邻**　{parks.near(plan, key)}")

left, right = st.columns([3, 2], gap="medium")
with left:
    st.subheader(f"要建什么：{len(rows)}个项目")
    table = parks.works(plan, year, key)
    ui.table(
        table,
        f"{park['name']}的项目",
        {"项目": 215, "阶段": 150, "行业": 120, "时限": 70, "规模": 140},
        ("项目", "阶段", "行业", "时限", "规模"),
        "work_columns",
        ui.Card("项目", "阶段", ("行业", "时限", "规模")),
    )
    ui.download(table, f"{park['name']}的项目", "works")
with right:
    st.subheader("各阶段的项目")
    ui.figure(
        parks.stages(plan, year, key, mode),
        "规划归入本园及其组成部分的、位于其中的项目。来源：项目库。",
        f"{park['name']}的项目按阶段",
    )
    st.subheader(f"涉及它的目标：{len(own)}项直接相关")
    for clause, name in words.targets(own, about):
        ui.link("monitor/indicators", name, clause=clause)
    with st.expander(f"{park['zone']}合计的目标，规划没有分到各园（{len(shared)}项）"):
        for clause, name in words.targets(shared, about):
            ui.link("monitor/indicators", name, clause=clause)

st.header(words.compared(parks.compared(plan, year)))
ui.figure(parks.by_stage(plan, year, mode), "各园的项目按阶段，含其组成部分的。来源：项目库。", "各园项目按阶段比较")
table = parks.comparison(plan, year)
ui.table(
    table,
    "各园比较",
    {"产业": 510},
    ("园区", "产业", "项目", "已建成", "滞后", "相关目标"),
    "park_columns",
    column_config={name: st.column_config.NumberColumn(format="%.0f%%") for name in ("已建成", "滞后")},
)
ui.download(table, "各园比较", "comparison")
