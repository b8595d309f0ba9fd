"""意见: what was said about clauses, projects, evaluations and slides, in one list: answered, resolved or not."""

import streamlit as st

from lib import ui
from lib.cycle import comments as c
from lib.text import comments as text
from lib.text import words as w
from lib.ui import comments

plan = ui.plan()
everything = c.comments(plan.state)
heading = st.container()
with st.container(horizontal=True):
    rows = ui.choose("状态", everything, "status", "comment_status", text.status)
    rows = ui.choose("对象的类别", rows, "matter", "comment_matter", text.matter)
heading.header(text.title(rows))
if everything.empty:
    st.info(w.word("notice", "no_comments"), icon=":material/comment:")
    ui.link("monitor/indicators", "打开指标")
elif rows.empty:
    st.info("没有符合条件的意见。请放宽上面的筛选条件。", icon=":material/filter_alt_off:")
else:
    told = text.table(rows, comments.names(plan))
    ui.table_with_choice(
        told,
        "comment",
        "编号",
        "意见",
        {},
        widths={"状态": 100, "对象": 260, "意见": 420, "提出": 110, "时间": 110, "答复": 320, "处理结果": 320},
        first=("状态", "对象", "意见", "提出", "时间", "答复"),
        more="comment_columns",
        card=ui.Card("意见", "状态", ("对象", "提出", "时间")),
    )
    ui.download(told, "意见", "comments")
    key = ui.pick("意见", text.options(rows), "comment")
    comments.detail(plan.state.get("comment", key))
