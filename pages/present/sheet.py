"""单页: a target, a project, a park or a unit on one sheet of A4, to print and take away."""

import streamlit as st

from lib import ui
from lib.text import words as w
from lib.ui import sheets

plan, year = ui.plan(), ui.year()
with st.container(horizontal=True, vertical_alignment="bottom"):
    kind = sheets.KINDS[ui.one_of("单页", sheets.words(), "sheet", label_visibility="collapsed")]
    names = kind.names(plan, year)
    if names.empty:
        st.header(f"还没有登记{kind.word}")
        st.info(w.word("notice", "no_units"), icon=":material/group_add:")
        ui.link("cycle/people", "登记单位")
        st.stop()
    key = ui.pick(kind.word, names, "id", show_id=False)
sheet = kind.made(plan, year, key)
st.header(w.literal(f"{sheet.kind}单页：{sheet.name}"))
sheets.show(sheet, year)
