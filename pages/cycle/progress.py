"""项目填报: the year's key projects entered: listed, reported month by month, their steps and problems, those that leave."""

import streamlit as st

from lib import ui
from lib.text import dispatch_entry as words
from lib.text import words as w
from lib.ui import forms
from lib.ui.cycle import arrivals, progress

plan, year, day = ui.plan(), ui.year(), ui.today().isoformat()
listed = plan.dispatched(year, day)
st.header(words.title(listed, year))
st.caption(w.word("notice", "progress"))
ui.link("cycle/dispatch", "看项目调度")

form = forms.begin(progress.FORM)
with ui.at_desk("project-entry"):
    way = ui.bound("填报方式", list(words.WAYS), words.BY_FILE, "progress_way", label_visibility="collapsed")
    upload = progress.sheet(form) if way == words.BY_FILE else progress.table(plan, way, year, day, form)
    if upload and (upload.tables or upload.problem):
        progress.confirm(plan, upload, form, day)

with ui.at_desk("project-one"):
    st.subheader("一个项目的节点和问题")
    key = ui.pick("项目", arrivals.names(plan, listed), "filling")
    left, right = st.columns(2, gap="large")
    with left:
        progress.steps(plan, key)
    with right:
        progress.problems(plan, key, day)
    with st.expander("退出年度重点项目", icon=":material/logout:"):
        arrivals.leave(plan, listed, year)
    with st.expander("登记项目库以外的新项目（新增、拆分、合并）", icon=":material/add_home_work:"):
        arrivals.new(plan)
