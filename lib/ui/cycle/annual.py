"""The picture of an annual plan: by domain, what was met; before it is issued, what the path gives."""

import pandas as pd
import streamlit as st

from lib import ui
from lib.charts.stacked import PLANNED, PROPOSED, stacked
from lib.ledger.record import entry
from lib.text import annual_plan
from lib.ui import forms


def show_picture(rows: pd.DataFrame, name: str) -> None:
    """The clauses of one area and year with their annual plan (an assessment), as issued or as drafted."""
    if rows.empty:
        return
    issued = bool(rows["issued"].iloc[0])
    ui.figure(
        stacked(
            annual_plan.by_domain(rows), "domain", "state", PLANNED if issued else PROPOSED, ui.mode(), ui.narrow()
        ),
        f"一行一个领域，数字为条款数。来源：{'年度计划与当年的数' if issued else '五年路径'}，逐条见下表。",
        f"{name}：{'各领域达到多少' if issued else '各领域可由五年路径得出多少'}",
    )


def reopen(area: str, year: int) -> None:
    """Take an issued plan back to be corrected, with a reason; it is a draft again."""
    with st.expander("更正：收回已下达的年度计划", icon=":material/undo:"):
        why = st.text_input(
            "收回的理由", key=forms.begin(f"reopen-{area}-{year}"), max_chars=200, persist_state="session"
        )
        st.caption("收回记入台账，原来的下达记录保留；计划回到草稿，改好后另行下达。")
        if st.button("收回更正", disabled=not why.strip()):
            item = entry("annual_reopened", {"area": area, "year": year}, why.strip())
            forms.save(f"reopen-{area}-{year}", [item], f"{area}{year}年度计划已收回")
