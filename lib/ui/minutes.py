"""Minutes of a meeting: taken while presenting or on their own page, corrected, taken back, handed out as 督办."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

from lib import ui
from lib.cycle import duties as d
from lib.cycle import minutes as m
from lib.ledger.frozen import Evaluation
from lib.ledger.procedure import forbidden
from lib.ledger.record import entry, mark
from lib.ledger.spoken import DECIDED, SORTS
from lib.ledger.state import Row
from lib.text import words as w
from lib.ui import forms

LONGEST = 1000
"""Signs of a minute."""
TERM = timedelta(days=30)
"""By when something is to be done unless the meeting said so."""


class Taking(NamedTuple):
    """What all minutes of a meeting have: when it is, its name, what is reported there, the frozen evaluation if it is
    of one."""

    date: str
    meeting: str
    report: str = ""
    evaluation: str = ""


def taking(report: str, evaluation: Evaluation | None) -> Taking:
    """The meeting at which a report is given; its name and day are asked for."""
    st.markdown(w.word("notice", "minutes_taken"))
    found = _meeting(f"{report}汇报会", "meeting")
    ui.link("present/minutes", "会议记录和议定事项")
    return found._replace(report=report, evaluation=evaluation["name"] if evaluation else "")


def _meeting(default: str, key: str) -> Taking:
    name = st.text_input(
        "会议名称",
        key=f"{key}-meeting",
        max_chars=60,
        persist_state="session",
        placeholder=default,
        help="不填就用灰色的名称",
    )
    day: date = st.date_input(
        "会议日期", ui.today(), key=f"{key}-held", persist_state="session", format="YYYY-MM-DD", max_value=ui.today()
    )
    return Taking(str(day), name.strip() or default)


def shown(taking: Taking) -> dict[str, Any]:
    """What the presenter needs of the minutes: who may be charged, what was noted so far, why nothing can be noted, and
    how the last note fared."""
    plan = ui.plan()
    rows = m.of_meeting(m.standing(m.minutes(plan.state, ui.today())), (taking.date, taking.meeting))
    entry_ = entry("minute_taken", {"meeting": "", "date": "", "sort": "", "text": ""})
    return {
        "name": taking.meeting,
        "refused": forbidden(ui.person(), entry_, plan.state, plan.source.known),
        "units": d.units(plan.state),
        "sorts": SORTS,
        "longest": LONGEST,
        "taken": rows[["slide", "sort", "text", "unit", "person", "due"]].to_dict("records"),
        "answer": st.session_state.get("minute-answer"),
    }


def take(taking: Taking, noted: Mapping[str, str]) -> None:
    """Write down what was noted on a slide (callback of the presenter)."""
    clause = m.on_slide(noted["slide"], ui.plan().source.known.with_added(ui.plan().state.rows("adjustment")).clauses)
    fields = taking._asdict() | {name: noted[name] for name in ("sort", "unit", "person", "slide", "page")}
    fields |= {"text": noted["text"].strip()[:LONGEST], "due": noted["due"] or None, "clause": clause}
    st.session_state["minute-answer"] = {"id": noted["id"], "said": ui.attempt([entry("minute_taken", fields)])}


def add(default: str, units: list[str]) -> None:
    """Note something that was not noted while presenting."""
    with st.container(key=f"{forms.begin('minute')}-form"):
        found = _meeting(default, forms.begin("minute"))
        fields = _fields(forms.begin("minute"), units, {})
        if st.button("记入台账", type="primary", key="minute-add"):
            item = entry("minute_taken", found._asdict() | fields)
            forms.save("minute", [item], "已记入台账", meeting=f"{found.date} {found.meeting}")


def _fields(key: str, units: list[str], row: Mapping[str, Any]) -> dict[str, Any]:
    """What a minute says, typed; `row` as it stands."""
    sort = st.segmented_control(
        "类别",
        SORTS,
        default=row.get("sort", DECIDED),
        required=True,
        key=f"{key}-minute-sort",
        persist_state="session",
    )
    text = st.text_area(
        "内容", row.get("text", ""), max_chars=LONGEST, key=f"{key}-minute-text", persist_state="session"
    )
    left, middle, right = st.columns(3)
    unit = left.selectbox(
        "承办单位",
        units,
        index=units.index(row["unit"]) if row.get("unit") in units else None,
        placeholder="没有就不选",
        key=f"{key}-minute-unit",
        persist_state="session",
    )
    person = middle.text_input(
        "责任人或发言人", row.get("person", ""), max_chars=40, key=f"{key}-minute-person", persist_state="session"
    )
    due = right.date_input(
        "办结期限",
        date.fromisoformat(row["due"]) if row.get("due") else None,
        format="YYYY-MM-DD",
        key=f"{key}-minute-due",
        persist_state="session",
    )
    return {"sort": sort, "text": text, "unit": unit or "", "person": person, "due": str(due) if due else None}


def change(row: Row, units: list[str]) -> None:
    """Correct a minute or take it back, with the reason."""
    key = f"{forms.begin('minute-change')}-{row['key']}"
    with st.container(key=f"{key}-form"):
        fields = _fields(key, units, row)
        why = st.text_input("理由", key=f"{key}-minute-why", max_chars=200, persist_state="session")
        with st.container(horizontal=True):
            if st.button("更正", type="primary", key="minute-correct"):
                forms.save("minute-change", [mark("minute_corrected", row, why, **fields)], "已更正")
            if st.button("撤回", key="minute-withdraw"):
                forms.save("minute-change", [mark("minute_withdrawn", row, why)], "已撤回")


def hand(row: Row, units: list[str], day: date) -> None:
    """One press makes a 督办 of what was decided; only what the minute does not say is asked for."""
    key = f"{forms.begin('hand')}-{row['key']}"
    unit, due = row.get("unit") or "", row.get("due") or ""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if not unit:
            names = pd.Series(units, index=units, dtype=object)
            unit = (
                st.selectbox("承办单位", list(names), index=None, placeholder="选择单位", key=f"{key}-minute-unit")
                or ""
            )
        if not due:
            due = str(st.date_input("办结期限", day + TERM, format="YYYY-MM-DD", key=f"{key}-minute-due"))
        told = f"转为督办：{unit or '……'}，{due}前办结"
        if st.button(w.literal(told), type="primary", icon=":material/assignment_add:", key="minute-hand"):
            forms.save("hand", [m.handed(row, unit, due)], "已转为督办")
