"""分解 on the page of the months: a year's target divided over parks, towns and units, and their reports."""

import pandas as pd
import streamlit as st

from lib import ui
from lib.cycle import duties
from lib.cycle import parts as p
from lib.cycle.month_row import SUM, Monthly
from lib.plan.opened import Plan
from lib.text import parts as words
from lib.text import words as w
from lib.ui import forms

FORM = "parts"


def show(plan: Plan, rows: pd.DataFrame, year: int, month: int) -> None:
    """The targets of `rows` (Monthly) that can be divided, those that are first: one chosen, its parts, their sum, and what they report."""
    own = rows[rows["way"] == SUM]
    if own.empty:
        return
    divided = {one["clause"] for one in plan.state.rows("part") if one["year"] == year}
    own = own.assign(first=~own["clause"].isin(divided)).sort_values("first", kind="stable")
    names = pd.Series((own["name"] + "（" + own["area"] + "）").tolist(), index=own["clause"], dtype=object)
    key = ui.pick("分解哪一项", names, "divided")
    row = Monthly.first(own[own["clause"] == key])
    found = p.parts(plan.state, key, year, month)
    st.markdown(f"**{w.literal(words.title(row, p.rolled(found)))}**")
    if len(found):
        ui.table(words.table(found, row.unit), f"{row.name}的分解")
    with ui.at_desk("part-entry"):
        _enter(plan, row, found, year, month)


def _enter(plan: Plan, row: Monthly, found: pd.DataFrame, year: int, month: int) -> None:
    """The table in which parts and their reports are typed."""
    form = forms.begin(FORM)
    fresh = words.form([*plan.areas("park", "town"), *duties.units(plan.state)], found)
    key = f"{form}-{row.clause}-{year}-{month}"
    st.caption(
        f"以{row.unit or '个'}计。年度任务由规划办分；“累计完成”是{year}年1–{month}月的，由分到的园区、镇街、单位报。清空年度任务就是不再分给它。"
    )
    typed = st.data_editor(
        forms.resumed(fresh, key),
        key=key,
        hide_index=True,
        disabled=[words.WHO],
        placeholder="",
        height=320,
        alt="分解到园区、镇街、单位，可直接输入",
        column_config={words.WHO: st.column_config.TextColumn(width=260, pinned=True)},
    )
    forms.remember(typed, fresh, key)
    entries, wrong = words.entries(typed, fresh, row.clause, year, month)
    for one in wrong:
        st.error(w.literal(f"{one}不是数：请只填数字。"), icon=":material/error:")
    if st.button(f"记录{len(entries)}项分解", disabled=not entries or bool(wrong), key=f"{key}-save"):
        forms.save(FORM, entries, "已记录分解")
