"""Taking back an approval on the page of the review."""

import pandas as pd
import streamlit as st

from lib.cycle.review import counting
from lib.ledger.record import mark
from lib.plan.opened import Plan
from lib.text import submitted_figures
from lib.ui import forms


def revoke(plan: Plan, area: str, indicator: str, unit: str | None) -> None:
    """Take back the approval of a figure that counts, with a reason; the page says what counts then."""
    rows = {row["seq"]: row for row in counting(plan.state, area, indicator)}
    if not rows:
        return
    with st.expander("撤销一次通过", icon=":material/undo:"):
        names = pd.Series({seq: submitted_figures.approved(row, unit) for seq, row in rows.items()})
        key = forms.begin("revoke")
        chosen = st.selectbox("现在计入的数", list(rows), key=f"{key}-of", format_func=lambda seq: names[seq])
        why = st.text_input("撤销的理由", key=f"{key}-revoked", max_chars=200, placeholder="例如：数据来源更正")
        st.caption("撤销记入台账，原来的通过记录保留；此后以前一次通过的数计入，没有的就不计入。")
        if st.button("撤销通过", disabled=not why.strip()):
            forms.save("revoke", [mark("figure_revoked", rows[chosen], why.strip())], "已撤销，结论随之变动")
