"""The page of the tasks: the picture, and the table in which their progress is typed."""

from datetime import date

import pandas as pd
import streamlit as st

from lib import ui
from lib.charts.stacked import BY_STANDING, stacked
from lib.ledger.dispatching import STANDINGS
from lib.ledger.permission import each
from lib.text import tasks as words
from lib.ui import forms

MOST = 150
"""Rows that are typed in at once."""


def picture(rows: pd.DataFrame) -> None:
    """How the tasks of each unit stand (what several lead counts for each), or of each subject while nobody has any; a
    click filters the page."""
    by, key, word = ("lead", "lead", "责任单位") if rows["lead"].nunique() > 1 else ("domain", "matter-of", "领域")
    shown = rows.assign(lead=rows["lead"].map(each)).explode("lead", ignore_index=True) if by == "lead" else rows
    shown = shown.sort_values(by, kind="stable")
    chart = stacked(shown, by, "standing", BY_STANDING, ui.mode(), ui.narrow())
    caption = "点一段只看这些，双击空白处看全部。来源：任务报告；民生实事按项目进展：竣工投产为完成，在建、前期、已引进为推进。"
    ui.figure_that_filters(chart, caption, f"任务进展：按{word}", "task-bars", key, "task-standing")


def typed(rows: pd.DataFrame, day: str) -> None:
    """The progress of the measures in sight, typed in a table and recorded at once."""
    form = forms.begin("tasks")
    fresh = words.to_fill(rows)
    if len(fresh) > MOST:
        st.info(
            f"要填的有{len(fresh)}项，一次最多填{MOST}项：请先在上面选责任单位或领域。", icon=":material/filter_alt:"
        )
        return
    with st.container(horizontal=True):
        at = st.date_input(
            "截至",
            date.fromisoformat(day),
            max_value=date.fromisoformat(day),
            format="YYYY-MM-DD",
            key=f"{form}-tasks-at",
        )
        source = st.text_input("来源", max_chars=200, key=f"{form}-tasks-source", persist_state="session")
    key = f"{form}-{forms.rows_of(fresh['编号'])}"
    filled = st.data_editor(
        forms.resumed(fresh, key),
        key=key,
        hide_index=True,
        disabled=["事项", "现在"],
        placeholder="",
        height=min(460, 40 + 36 * len(fresh)),
        alt="举措的进展，可直接输入",
        column_config={
            "编号": None,
            "事项": st.column_config.TextColumn(width=420, pinned=True),
            "进展": st.column_config.SelectboxColumn(options=list(STANDINGS), width=110),
            "说明": st.column_config.TextColumn(width=320, max_chars=200),
        },
    )
    forms.remember(filled, fresh, key)
    entries = words.entries(filled, str(at or ""), source)
    if st.button(f"记录{len(entries)}项进展", type="primary", disabled=not entries, key=f"{form}-tasks-go"):
        forms.save("tasks", entries, f"已记录{len(entries)}项进展")
