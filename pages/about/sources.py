"""数据来源: every source with what it feeds, and the data dictionary."""

import streamlit as st

from lib import ui
from lib.text import provenance
from lib.ui.about import sources

plan = ui.plan()
about = plan.about
st.header(provenance.title(plan.series, about.period))
if len(plan.clauses):
    ui.figure(
        sources.known(plan, ui.mode()),
        "有数的指标／有定量目标的指标（同一指标每个地域计一个，里程碑不计），越深越齐。来源：下列各来源和填报台账。",
        "各领域各年的数据完整程度",
    )
table = sources.table(plan)
ui.table(
    table,
    "资料来源与各自供给的观测值",
    {"来源": 560, "发布者": 335, "日期": 100, "可靠性": 80, "观测值": 80, "说明": 380},
    ("来源", "发布者", "日期", "可靠性", "观测值", "网址"),
    "source_columns",
    ui.Card("来源", "可靠性", ("发布者", "日期", "观测值")),
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
    ui.table(
        fed,
        "该来源供给的观测值",
        {"指标": 290, "出处": 260, "备注": 370},
        ("指标", "年份", "地域", "数值", "出处", "备注"),
        "fed_columns",
    )

sources.text(plan)

st.subheader("数据字典")
st.caption("每张表是 data/ 中的一个 CSV 文件；含义取自 data/schema.sql 的注释。")
dictionary = plan.frame("dictionary")
name = ui.pick("表", dictionary.drop_duplicates("table").set_index("table")["table_comment"], "table")
st.caption(f"data/{name}.csv")
ui.table(provenance.dictionary(dictionary[dictionary["table"] == name]), "数据字典")
