"""What changed: the two days, kept in the address, and the plan as it was on each."""

from collections.abc import Sequence
from datetime import date, timedelta

import pandas as pd
import streamlit as st

from lib import ui
from lib.charts.stacked import Look, stacked
from lib.cycle import changed as c
from lib.plan.opened import Plan
from lib.ui import address

BACK = timedelta(days=365)
"""How far back one looks unless a day is chosen."""


def days() -> tuple[date, date]:
    """The two days, the earlier first."""
    until = ui.today()
    left, right, _ = st.columns([1, 1, 3])
    with left:
        first = _day("自", "from", until - BACK)
    with right:
        last = _day("至", "to", until)
    return min(first, last), max(first, last)


def _day(label: str, key: str, default: date) -> date:
    if asked := address.day_asked(st.session_state, st.query_params, key):
        st.session_state[key] = date.fromisoformat(asked)
    st.session_state.setdefault(key, default)
    chosen: date = (
        st.date_input(label, key=key, persist_state="session", format="YYYY-MM-DD", max_value=ui.today()) or default
    )
    address.keep(st.session_state, st.query_params, key, [chosen])
    return chosen


def plan_on(day: date) -> Plan:
    """The plan with what had been entered by the end of a day, kept with the plan that is shown."""
    plan = ui.plan()
    if day >= ui.today():
        return plan
    made: Plan = plan.shelf.get(("on", day), lambda: plan.with_state(ui.book().state(str(day))))
    return made


def figures(before: Plan, after: Plan, area: str | None) -> pd.DataFrame:
    """The figures of an area that differ between two days (see cycle.changed), kept with the plan of the later one."""
    asked = "figures", before.state.hash, area
    made: pd.DataFrame = after.shelf.get(
        asked, lambda: c.figures(before.within(before.series, area), after.within(after.series, area))
    )
    return made


def picture(rows: pd.DataFrame, by: str, looks: Sequence[Look], alt: str, caption: str) -> None:
    """What stood on the one day and on the other, a bar each, by the column `by`."""
    if not rows.empty:
        ui.figure(stacked(rows, "day", by, looks, ui.mode(), ui.narrow()), caption, alt)


def part(name: str, rows: pd.DataFrame, none: str, key: str, widths: dict[str, int], card: ui.Card) -> None:
    """One kind of change: its rows, or that there is none."""
    st.subheader(f"{name}（{len(rows)}）")
    if rows.empty:
        st.caption(none)
        return
    ui.table(rows, name, widths, more=f"{key}_columns", card=card)
    ui.download(rows, name, key)
