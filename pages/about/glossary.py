"""术语: the terms of the method, and the programmes that the plan names."""

import streamlit as st

from lib import ui
from lib.text import terms
from lib.text import words as w

plan = ui.plan()
found = terms.terms(plan.about.period)
st.header(f"术语：{len(found)}个评估用语，{len(plan.frame('programme'))}个规划中的专名")
st.caption("表格的列名、图上的词都用这里的说法；鼠标指向列名也能看到。完整的算法见“方法”。")
text = ui.find("term", "用语或其中的字")
for subject in dict.fromkeys(one.subject for one in found):
    own = [one for one in found if one.subject == subject and text.strip() in one.term + one.meaning]
    if own:
        st.subheader(subject)
        for one in own:
            st.markdown(f"**{one.term}**　{w.literal(one.meaning)}")
st.subheader("规划中的专名")
named = terms.programmes(plan.frame("programme"))
named = named[(named["名称"] + named["其他说法"] + named["含义"]).str.contains(text.strip(), regex=False)]
ui.table(named, "规划中的专名及其含义", {"名称": 190, "其他说法": 170, "类别": 90, "含义": 420, "出处": 460})
ui.download(terms.table(found), "术语", "terms")
ui.link("about/methods", "方法：目标怎样测量")
