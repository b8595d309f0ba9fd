"""By which targets a year is judged, where the procedure changed some after it."""

import streamlit as st

from lib import ui
from lib.plan.opened import Plan
from lib.text import words as w

THEN, NOW = TARGETS = ["当时有效的目标", "现行目标"]


def chosen(plan: Plan, year: int) -> Plan:
    """The plan that judges a year by the targets that were in force at its end or, where these were adjusted later and
    it is asked for, by those of today."""
    if plan.then(year) is plan.state:
        return plan
    asked = ui.bound("评估用的目标", TARGETS, THEN, "targets", help=w.word("notice", "targets"))
    if asked == THEN:
        return plan
    st.info(w.word("notice", "hindsight").format(year=year), icon=":material/history:")
    return plan.looking_back()


def named(plan: Plan) -> str:
    """What the name of a file says of it."""
    return f"-{NOW}" if plan.hindsight else ""
