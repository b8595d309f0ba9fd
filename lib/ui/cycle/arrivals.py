"""Projects that leave the list of a year, and those that come beside the plan's: new, split, merged."""

from typing import Any

import pandas as pd
import streamlit as st

from lib.ledger.dispatching import LISTING, NEW, ORIGINS
from lib.ledger.record import entry
from lib.plan.opened import Plan
from lib.text import dispatch
from lib.ui import forms


def names(plan: Plan, listed: pd.DataFrame) -> pd.Series:
    """Projects for a choice: those of the list, all where there is none."""
    return dispatch.names(listed if len(listed) else plan.catalogue)


def leave(plan: Plan, listed: pd.DataFrame, year: int) -> None:
    """Take a project out of the list of a year, with the reason."""
    form, called = forms.begin("leave"), dispatch.names(listed).to_dict()
    key = st.selectbox(
        "项目", list(called), None, format_func=called.get, key=f"{form}-leave-project", placeholder="选择要退出的项目"
    )
    why = st.text_input("退出的原因", max_chars=200, key=f"{form}-leave-why", persist_state="session")
    if st.button("退出", disabled=not key, key=f"{form}-arrive-go"):
        row = plan.state.get("listing", key, year) or {}
        told = {field.name: row[field.name] for field in LISTING if row.get(field.name) is not None}
        forms.save("leave", [entry("project_left", {"project": key, "year": year} | told, why)], "已退出，留有记录")


def new(plan: Plan) -> None:
    """Register a project that the plan does not have."""
    form, called = forms.begin("newcomer"), dispatch.names(plan.catalogue).to_dict()
    with st.container(horizontal=True):
        name = st.text_input("项目名称", max_chars=100, key=f"{form}-new-name", persist_state="session")
        how = st.selectbox("怎样来的", ORIGINS, key=f"{form}-new-how")
        area = st.selectbox("地域", plan.areas("plan", "joint"), key=f"{form}-new-area")
    with st.container(horizontal=True):
        park = st.selectbox("园区", plan.areas("park"), None, key=f"{form}-new-park", placeholder="未载明")
        town = st.selectbox("乡镇", plan.areas("town"), None, key=f"{form}-new-town", placeholder="未载明")
        sectors = sorted(set(plan.catalogue["sector"]))
        sector = st.selectbox("行业", sectors, None, key=f"{form}-new-sector", placeholder="未载明")
        parents = st.multiselect(
            "由哪些项目拆分或合并", list(called), format_func=called.get, key=f"{form}-new-parents", disabled=how == NEW
        )
    if st.button("登记", type="primary", key=f"{form}-arrive-go"):
        taken = [int(row["id"][1:]) for row in plan.state.rows("newcomer")]
        fields = {"id": f"X{max(taken, default=0) + 1:03d}", "name": name, "area": area, "how": how}
        more: dict[str, Any] = {"park": park or "", "town": town} if town else {"park": park or ""}
        more |= {"sector": sector or "", "parents": ";".join(parents) if how != NEW else ""}
        forms.save("newcomer", [entry("project_added", fields | more)], "已登记，可以列入年度重点项目")
