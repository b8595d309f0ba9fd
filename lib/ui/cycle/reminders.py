"""The page of what units owe: all of it, kept with the plan, and the days that the planning office sets."""

from datetime import date, timedelta

import pandas as pd
import streamlit as st

from lib import ui
from lib.cycle import duties as d
from lib.cycle.owed import of_all
from lib.ledger.record import entry
from lib.plan.kept import kept
from lib.plan.opened import Plan
from lib.text import reminders as words
from lib.ui import forms
from lib.ui.cycle.duties import asked, assigned


@kept
def owed(plan: Plan, year: int, day: str) -> pd.DataFrame:
    """What all units owe of a year, on a day."""
    on = pd.Timestamp(day).date()
    return of_all(
        d.units(plan.state),
        assigned(plan),
        asked(plan, year),
        plan.assessed(year),
        plan.monthly(year, 12),
        plan.state,
        year,
        on,
    )


@kept
def ordered(plan: Plan, year: int, day: str) -> pd.DataFrame:
    """The same, who has most that is late first."""
    return words.ordered(owed(plan, year, day))


def set_days(plan: Plan, year: int, day: date) -> None:
    """Set the day by which something is reported."""
    form, periods = forms.begin("deadline"), words.periods(year)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        what = st.selectbox("报什么", list(periods), key=f"{form}-deadline-what")
        period = st.selectbox("期间", periods[what], key=f"{form}-deadline-period-{what}-{year}")
        due = st.date_input("期限", day + timedelta(days=10), format="YYYY-MM-DD", key=f"{form}-deadline-day")
        if st.button("规定", type="primary", key=f"{form}-deadline-go"):
            set_ = words.days(period, due, year)
            entries = [entry("deadline_set", {"what": what, "period": one, "due": last}) for one, last in set_]
            forms.save("deadline", entries, "已规定期限")
    st.caption(words.rule(due))
    if len(known := words.deadlines(plan.state.rows("deadline"))):
        ui.table(known, "已规定的期限")
