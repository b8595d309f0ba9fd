"""The forms on the page of the supervision: what is typed outlives a switch of pages."""

from datetime import date, timedelta

import streamlit as st

from lib.ledger.record import entry, mark
from lib.ledger.state import Row
from lib.ledger.supervising import OPEN
from lib.ui import forms


def open_item(units: list[str], day: date) -> None:
    """Hand a new item to registered units."""
    opened = forms.begin("open")
    with st.container(key=f"{opened}-form"):
        title = st.text_input(
            "事项", max_chars=100, key=f"{opened}-title", persist_state="session", placeholder="一句话说明要办什么"
        )
        left, middle, right = st.columns(3)
        chosen = left.multiselect(
            "承办单位（第一个牵头）", units, placeholder="选择单位", key=f"{opened}-units", persist_state="session"
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
            fields = {"title": title, "unit": ";".join(chosen), "person": person, "due": str(due), "task": task}
            forms.save("open", [entry("supervision_opened", fields)], "已交办")


def act(status: str, row: Row) -> None:
    """What can be done with an item as it stands."""
    if status == "closed":
        return
    form = f"{row['key']}-{forms.begin('supervise')}"
    text = st.text_area(
        "办理情况、延期或退回的理由、核销意见", key=f"text-{form}", max_chars=1000, persist_state="session"
    )
    done = "已记入台账"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if status in ("opened", "returned") and st.button("签收"):
            forms.save("supervise", [mark("supervision_received", row)], done)
        if st.button("办理反馈", type="primary" if status in OPEN else "secondary"):
            forms.save("supervise", [mark("supervision_answered", row, text=text)], done)
        if status == "answered" and st.button("核销", type="primary"):
            forms.save("supervise", [mark("supervision_closed", row, opinion=text)], done)
        if status == "answered" and st.button("退回重办"):
            forms.save("supervise", [mark("supervision_returned", row, text)], done)
        if status == "delaying":
            _decide(row, text, done)
        elif status in OPEN:
            until = st.date_input("延到", None, format="YYYY-MM-DD", key=f"until-{form}", width=160)
            if st.button("申请延期"):
                forms.save("supervise", [mark("delay_asked", row, text, until=str(until or ""))], done)


def _decide(row: Row, text: str, done: str) -> None:
    if st.button(f"同意延到{row['until']}"):
        forms.save("supervise", [mark("delay_granted", row, text, due=row["until"])], done)
    if st.button("不同意延期"):
        forms.save("supervise", [mark("delay_refused", row, text)], done)
