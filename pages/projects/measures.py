"""举措: what the plan promises beside projects and quantified targets: by chapter, subject and area."""

from functools import partial

import streamlit as st

from lib import ui
from lib.text import measures as words
from lib.ui.projects import measures

plan = ui.plan()
every = measures.everything(plan)
with st.container(horizontal=True, vertical_alignment="bottom"):
    rows = ui.choose("章", ui.in_area(every), "chapter_name", "head")
    rows = ui.choose("领域", rows, "domain_name", "subject")
    things = partial(measures.searched, plan)
    rows = ui.search_in(rows, every, things, "measure_find", "名称、拼音首字母", persist_state="session")
st.header(words.title(rows))
if rows.empty:
    st.info("请放宽上面的筛选条件。", icon=":material/filter_alt_off:")
    st.stop()
left, right = st.columns([3, 2], gap="large")
with left:
    caption = "举措：规划承诺的事，既不是项目，也没有定量目标。数字为项数。来源：规划各章，章节见表。"
    ui.figure(measures.figure(rows, ui.mode(), ui.narrow()), caption, "各章的举措数，按地域")
with right:
    key = ui.pick("举措", rows.set_index("id")["name"], "measure")
    measures.one(plan, key)
table = words.table(rows)
ui.table_with_choice(
    table,
    "measure",
    "编号",
    "举措一览",
    {},
    widths={"举措": 420, "章": 90, "节": 300, "领域": 130, "地域": 100, "说明": 300},
    first=("举措", "章", "节", "领域", "地域"),
    more="measure_columns",
    card=ui.Card("举措", "领域", ("章", "节", "地域")),
)
ui.download(table.drop(columns="编号"), f"举措-{ui.area_name()}", "measures")
