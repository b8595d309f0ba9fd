"""The form on the page of the supervision: what is typed outlives a switch of pages."""

from datetime import date, timedelta

import streamlit as st

from lib.ledger.record import entry
from lib.ui import forms


def open_item(units: list[str], day: date) -> None:
    """Hand a new item to one of the registered units."""
    opened = forms.begin("open")
    with st.container(key=f"{opened}-form"):
        title = st.text_input(
            "事项", max_chars=100, key=f"{opened}-title", persist_state="session", placeholder="一句话说明要办什么"
        )
        left, middle, right = st.columns(3)
        unit = left.selectbox(
            "承办单位", units, index=None, placeholder="选择单位", key=f"{opened}-unit", persist_state="session"
        )
        person = middle.text_input("责任人", max_chars=40, key=f"{opened}-person", persist_state="session")
        due = right.date_input(
            "办结期限",
            day + timedelta(days=30),
            min_value=day,
            format="YYYY-MM-DD",
            key=f"{opened}-due",
            persist_state="session",
        )
        task = st.text_area("要求", max_chars=1000, key=f"{opened}-task", persist_state="session")
        if st.button("交办", type="primary"):
            fields = {"title": title, "unit": unit or "", "person": person, "due": str(due), "task": task}
            forms.save("open", [entry("supervision_opened", fields)], "已交办")
