"""帮助: three steps for whoever looks, works or meets; where the rest is explained."""

import streamlit as st

from lib import ui
from lib.text import guide

st.header("帮助：三种人，各三步")
for column, (role, steps) in zip(st.columns(3, gap="large"), guide.guide().items(), strict=True):
    with column:
        st.subheader(role)
        for number, one in enumerate(steps, 1):
            with st.container(border=True):
                st.markdown(f"**{number}　{one.step}**")
                st.markdown(one.text)
                ui.link(one.page, f"打开“{one.link}”")
st.subheader("再往下")
with st.container(horizontal=True):
    ui.link("about/glossary", "术语：词是什么意思")
    ui.link("about/methods", "方法：目标怎样测量")
    ui.link("about/sources", "数据来源：数从哪里来")
