"""Projects and tasks of a frozen evaluation on its page: as they stood then, and what turned since another one."""

import pandas as pd
import streamlit as st

from lib import ui
from lib.charts.stacked import BY_STAGE, BY_STANDING, stacked
from lib.cycle import freezing, works_compared
from lib.cycle.works_compared import Compared
from lib.ledger.frozen import Evaluation, named
from lib.plan.kept import kept
from lib.plan.opened import Plan
from lib.text import frozen_works as text
from lib.text import tasks
from lib.text import words as w

PROJECTS = {"项目": 330, "阶段": 110, "进度": 120, "完成率": 90, "开工": 150, "竣工": 150, "形象进度": 240}
TASKS = {"进展": 120, "事项": 460, "领域": 150, "责任单位": 170, "报告日期": 120}


@kept
def _held(plan: Plan, name: str) -> tuple[pd.DataFrame | None, pd.DataFrame | None]:
    """The projects and the tasks of an evaluation; None where they were not kept."""
    one = named(plan.evaluations, name)
    return freezing.listed(one), freezing.tasks(one)


@kept
def _between(plan: Plan, before: str, after: str) -> tuple[Compared, Compared, pd.DataFrame] | None:
    """What turned in projects and in tasks between two evaluations, and the sums of both; None unless both kept them."""
    pair = named(plan.evaluations, before), named(plan.evaluations, after)
    projects, assigned = works_compared.projects(*pair), works_compared.tasks(*pair)
    return (projects, assigned, text.sums(*pair)) if projects is not None and assigned is not None else None


def works(plan: Plan, one: Evaluation) -> None:
    """What was known of projects and tasks on the day of freezing: a picture and a table of each kind."""
    kinds, (listed, assigned) = text.kinds(one), _held(plan, one["name"])
    if listed is None or assigned is None:
        st.info(w.word("notice", "works_not_kept"), icon=":material/history:")
        return
    kind = ui.one_of("内容", kinds, "held", label_visibility="collapsed")
    source = f"冻结时（{one['asof']}）台账所记，此后的报告不在内。"
    if kind == works_compared.PROJECT:
        _projects(one, listed, source)
    else:
        _tasks(one, assigned[assigned["kind"] == kind], kind, source)


def _projects(one: Evaluation, rows: pd.DataFrame, source: str) -> None:
    st.subheader(w.literal(text.projects_title(rows, one["year"])))
    if rows.empty:
        return
    st.markdown(text.opened(rows, one["year"]))
    chart = stacked(text.by_stage(rows), "sector", "stage", BY_STAGE, ui.mode(), ui.narrow())
    ui.figure(
        chart, f"一行一个行业，数字为项目数，按最后一次报告的阶段。来源：{source}", f"{one['name']}：重点项目的阶段"
    )
    table = text.projects(rows)
    card = ui.Card("项目", "进度", ("阶段", "完成率", "开工"))
    ui.table(table, f"{one['name']}：重点项目", PROJECTS, text.PROJECT_FIRST, "frozen_projects", card)
    ui.download(table, f"{one['name']}-重点项目", "frozen-projects")


def _tasks(one: Evaluation, rows: pd.DataFrame, kind: str, source: str) -> None:
    st.subheader(w.literal(tasks.title(rows, one["year"])))
    if rows.empty:
        return
    chart = stacked(text.by_unit(rows), "lead", "standing", BY_STANDING, ui.mode(), ui.narrow())
    caption = f"一行一个责任单位，数字为项数；几个单位共同牵头的各计一次。来源：{source}"
    ui.figure(chart, caption, f"{one['name']}：{kind}的进展，按责任单位")
    table = text.assigned(rows)
    card = ui.Card("事项", "进展", ("领域", "责任单位", "报告日期"))
    ui.table(table, f"{one['name']}：{kind}", TASKS, text.TASK_FIRST, "frozen_tasks", card)
    ui.download(table, f"{one['name']}-{kind}", "frozen-tasks")


def compare(plan: Plan, before: Evaluation, after: Evaluation) -> None:
    """What turned in projects and tasks against an earlier evaluation, and the sums of both."""
    st.subheader("项目与任务的变化")
    if (found := _between(plan, before["name"], after["name"])) is None:
        st.info(w.word("notice", "works_not_compared"), icon=":material/history:")
        return
    projects, assigned, sums = found
    st.markdown(f"{text.compared_title(projects, works_compared.PROJECT)}。{text.compared_title(assigned, '任务')}。")
    if turns := [*projects.turns, *assigned.turns]:
        table = text.turns(turns)
        widths = {"方向": 110, "事项": 420, "类别": 100, "前": 110, "后": 110, "责任单位": 170}
        card = ui.Card("事项", "方向", ("类别", "前", "后"))
        ui.table(table, "两次评估之间变动的项目与任务", widths, more="turned_columns", card=card)
        ui.download(table, f"{before['name']}与{after['name']}比较-项目与任务", "turned-works")
    ui.table(sums, "两次评估的项目与任务合计", {"": 200})
    ui.download(sums, f"{before['name']}与{after['name']}比较-合计", "turned-sums")
