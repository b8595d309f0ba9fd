"""The page of dispatch: sums, the picture of the year, one project in full, a problem handed to supervision."""

import pandas as pd
import streamlit as st

from lib import ui
from lib.charts.dispatch import rates
from lib.cycle import dispatch as d
from lib.cycle.dispatched import Dispatched, Summed
from lib.ledger.permission import ADMIN, OFFICE
from lib.ledger.record import entry
from lib.plan.kept import kept
from lib.plan.opened import Plan
from lib.text import dispatch as words
from lib.text import words as w
from lib.ui import forms, photos

PROBLEM = ("状态", "问题", "谁解决", "期限")
MOST = 12
"""Groups in the picture."""


@kept
def everything(plan: Plan, year: int, day: str, area: str | None) -> pd.DataFrame:
    """The list of a year on a day, in an area, as it is read."""
    return words.ordered(plan.within(plan.dispatched(year, day), area))


@kept
def table(plan: Plan, year: int, day: str, area: str | None) -> pd.DataFrame:
    """The list of a year on a day as a table, by id."""
    rows = everything(plan, year, day, area)
    return words.table(rows).set_index(rows["id"])


def picture(groups: pd.DataFrame, rows: pd.DataFrame, by: str, year: int) -> None:
    """How much of the planned investment each of the `groups` of the rows has done, against the time gone; a click
    filters the page."""
    shown = groups[groups["planned"] > 0].head(MOST)
    gone = d.time_gone(d.asof(rows) or f"{year}-12-31")
    if shown.empty:
        return
    ends = [words.done_of(row) for row in Summed.of(shown)]
    chart = rates(shown, gone, ends, ui.mode(), ui.narrow())
    alt = f"{year}年重点项目投资完成率：按{words.BY[by]}"
    ui.figure_that_filters(chart, words.caption(rows, gone), alt, "dispatch-rates", by)


def one(plan: Plan, row: Dispatched, year: int, day: str) -> None:
    """One project of the list: money, steps, problems; an open problem is handed to supervision by one click."""
    st.subheader(w.literal(row.name))
    ui.prose("　　".join(f"**{label}**　{w.literal(text)}" for label, text in words.facts(row)))
    steps = [node for node in plan.state.rows("node") if node["project"] == row.id]
    left, right = st.columns(2, gap="large")
    with left:
        if steps:
            st.markdown("**节点**")
            ui.table(words.steps(steps, min(day, f"{year}-12-31")), f"{row.name}的节点")
        else:
            st.info("还没有记录节点。", icon=":material/flag:")
    with right:
        _problems(plan, row, day)
    photos.beside(plan, row.id)
    with st.container(horizontal=True):
        ui.link("cycle/progress", "填报这个项目", ":material/edit:", filling=row.id)
        if not row.id.startswith("X"):
            ui.link("projects/register", "在项目库中看", project=row.id)
            ui.link("present/sheet", "单页（打印）", ":material/print:", sheet="project", id=row.id)


def _problems(plan: Plan, row: Dispatched, day: str) -> None:
    own = [one for one in plan.state.rows("problem") if one["project"] == row.id]
    items = [item for item in plan.state.rows("supervision") if item["status"] != "closed"]
    urged = [item["problem"] for item in items if item.get("problem") is not None]
    if not own:
        st.info("没有记录存在的问题。", icon=":material/task_alt:")
        return
    st.markdown("**存在问题**")
    ui.table(words.of_problems(own, urged, day), f"{row.name}的问题", {"问题": 300}, PROBLEM)
    waiting = [one for one in own if one["status"] != "solved" and one["key"] not in urged]
    if not waiting or ui.person().role not in (OFFICE, ADMIN):
        return
    for problem in waiting:
        ready = bool(problem.get("solver") and problem.get("due"))
        pressed = st.button(
            f"督办：{w.literal(problem['text'][:20])}",
            key=f"urge-{problem['key']}",
            disabled=not ready,
            icon=":material/assignment_late:",
            help=None if ready else "先在“项目填报”页写明由谁、在什么时候以前解决",
        )
        if pressed:
            fields = {
                "title": f"{row.name}：{problem['text']}"[:100],
                "unit": problem["solver"],
                "due": problem["due"],
                "thing": row.id,
                "task": f"{problem.get('category') or ''}问题，限期解决并反馈",
                "problem": problem["key"],
            }
            forms.save(f"urge-{problem['key']}", [entry("supervision_opened", fields)], "已交办，列入督办")
