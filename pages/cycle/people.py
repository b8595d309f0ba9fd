"""单位与角色: the register of units (none is invented), and who may do what."""

import streamlit as st

from lib import ui
from lib.ledger import people as p
from lib.text import people
from lib.text import words as w
from lib.ui import forms
from lib.ui.cycle import people as people_ui

state, form = ui.plan().state, forms.begin("people")
units, roles = p.units(state), p.roles(state)
st.header(people.title(units, roles))
st.caption(w.word("notice", "units"))
if not len(units):
    st.info("先在下面的表里登记单位，再到“责任分解”把指标和项目分下去。", icon=":material/group_add:")
    ui.link("cycle/duties", "责任分解")

st.subheader("单位")
edited = st.data_editor(
    people.units_table(units),
    key=f"units-{form}",
    num_rows="dynamic",
    hide_index=True,
    placeholder="",
    column_config={
        "单位": st.column_config.TextColumn(required=True, max_chars=40),
        "类别": st.column_config.SelectboxColumn(options=list(p.UNIT_KINDS)),
        "联系人": st.column_config.TextColumn(max_chars=40),
        "备注": st.column_config.TextColumn(max_chars=200),
    },
)
entries, problem = p.unit_entries(units, people.fields(edited))
if problem:
    st.error(w.literal(problem), title="不能写入", icon=":material/error:")
elif entries and st.button(f"写入{len(entries)}个单位", type="primary"):
    forms.save("people", entries, f"已写入{len(entries)}项")

people_ui.brought(ui.plan(), form)
if len(units):
    people_ui.successions(ui.plan(), form)

st.subheader("角色")
st.markdown(w.word("notice", "roles"))
edited = st.data_editor(
    people.roles_table(roles),
    key=f"roles-{form}",
    num_rows="dynamic",
    hide_index=True,
    placeholder="",
    column_config={
        "账号": st.column_config.TextColumn(required=True, max_chars=100),
        "姓名": st.column_config.TextColumn(max_chars=40),
        "角色": st.column_config.SelectboxColumn(options=list(w.WORDS["role"].values()), required=True),
        "单位": st.column_config.SelectboxColumn(options=[row["name"] for row in state.rows("unit")]),
    },
)
entries, problem = p.role_entries(roles, people.fields(edited))
if problem:
    st.error(w.literal(problem), title="不能写入", icon=":material/error:")
elif entries and st.button(f"写入{len(entries)}个角色", type="primary"):
    forms.save("people", entries, f"已写入{len(entries)}项")

st.subheader("审核")
people_ui.second(ui.plan(), form)
