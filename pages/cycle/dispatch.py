"""项目调度: the key projects of a year against their plan: investment, works, steps, problems."""

import streamlit as st

from lib import ui
from lib.cycle import dispatch as d
from lib.cycle.dispatched import Dispatched
from lib.text import dispatch
from lib.text import words as w
from lib.ui import photos
from lib.ui.cycle.dispatch import everything, one, picture, table

plan, year, day = ui.plan(), ui.year(), ui.today().isoformat()
every = everything(plan, year, day, ui.chosen_area())
heading = st.container()
if every.empty:
    heading.header(dispatch.title(every, d.summed(every, "", year), year))
    st.info(w.word("notice", "no_listing"), icon=":material/playlist_add:")
    ui.link("cycle/progress", "列入重点项目、填报进展", ":material/edit:")
    st.stop()

with st.container(horizontal=True, vertical_alignment="bottom"):
    rows = ui.choose("园区", every, "park", "park")
    rows = ui.choose("行业", rows, "sector", "sector")
    rows = ui.choose_unit("责任单位", rows, "lead", "lead")
    rows = ui.choose("支持单位", rows, "supporters", "supporter")
    rows = ui.choose("开工情况", rows, "opening", "opening")
sums = d.summed(rows, "", year)
heading.header(dispatch.title(rows, sums, year))
if rows.empty:
    st.info("没有符合条件的项目。请放宽上面的筛选条件。", icon=":material/filter_alt_off:")
    st.stop()
st.markdown(dispatch.opened(sums))
by = ui.bound("按", list(dispatch.BY), "sector", "by", format_func=dispatch.BY.get, label_visibility="collapsed")
groups = d.groups(rows, by, year)
picture(groups, rows, by, year)

shown = table(plan, year, day, ui.chosen_area()).loc[rows["id"]].reset_index(drop=True)
ui.table_with_choice(
    shown,
    "dispatched",
    "编号",
    f"{year}年重点项目",
    {},
    widths={"项目": 330, "进度": 120, "开工": 150, "下一节点": 190, "问题": 130, "形象进度": 240, "责任单位": 160},
    first=("项目", "进度", "完成率", "开工", "下一节点", "问题"),
    more="dispatch_columns",
    card=ui.Card("项目", "进度", ("完成率", "下一节点", "问题")),
)
with st.container(horizontal=True):
    ui.download(shown.drop(columns="编号"), f"重点项目-{ui.area_name()}-{year}", "dispatch")
    photos.of_all(plan, set(rows["id"]), f"重点项目-{ui.area_name()}-{year}")
    ui.link("cycle/progress", "列入重点项目、填报进展", ":material/edit:")
key = ui.pick("项目", dispatch.names(rows), "dispatched")
one(plan, Dispatched.first(rows[rows["id"] == key]), year, day)

st.subheader(f"按{dispatch.BY[by]}汇总")
grouped = dispatch.sums(groups, by)
ui.table(grouped, f"重点项目按{dispatch.BY[by]}汇总", {dispatch.BY[by]: 260}, more="dispatch_sums")
ui.download(grouped, f"重点项目汇总-{dispatch.BY[by]}-{year}", "dispatch-sums")
