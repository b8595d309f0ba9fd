"""数据来源: every source with what it feeds, and the data dictionary."""

import streamlit as st

from lib import ui
from lib.text import provenance
from lib.ui.about import sources

plan = ui.plan()
about = plan.about
st.header(provenance.title(plan.series, about.period))
table = sources.table(plan)
ui.table(
    table,
    "资料来源与各自供给的观测值",
    {"来源": 330, "日期": 95, "说明": 300},
    height="content",
    column_config={"网址": st.column_config.LinkColumn(display_text="打开", help="需要联网")},
)
ui.download(table, "资料来源", "sources")

st.subheader("一个来源供给了什么")
slug = ui.pick("来源", plan.frame("source").set_index("slug")["title"], "source")
fed = sources.fed(plan, slug)
if fed.empty:
    st.info("这个来源不供给观测值：它用于目标条款、地图或说明。", icon=":material/info:")
else:
    ui.table(fed, "该来源供给的观测值", {"指标": 260, "出处": 240, "说明": 240})

sources.text(plan)

st.subheader("数据字典")
st.caption("每张表是 data/ 中的一个 CSV 文件；含义取自 data/schema.sql 的注释。")
dictionary = plan.frame("dictionary")
name = ui.pick("表", dictionary.drop_duplicates("table").set_index("table")["table_comment"], "table")
st.caption(f"data/{name}.csv")
ui.table(provenance.dictionary(dictionary[dictionary["table"] == name]), "数据字典")
