"""The page where the year's projects are entered: a sheet, a table typed in the page, what it would change; the steps and
problems of one."""

from datetime import date

import pandas as pd
import streamlit as st

from lib import ui
from lib.cycle import duties as d
from lib.intake import dispatch_form, dispatch_records, submit
from lib.intake.check import frame
from lib.intake.problem import ERROR, QUESTION
from lib.intake.progress_cells import STATED
from lib.intake.progress_sheet import check
from lib.intake.read import EVENTS, Upload
from lib.ledger.dispatching import NODES, PROBLEMS
from lib.ledger.record import entry, mark
from lib.plan.opened import Plan
from lib.text import dispatch, dispatch_entry, duties
from lib.text import words as w
from lib.ui import desk, forms

FORM = "dispatch"


def sheet(form: str) -> Upload | None:
    """A sheet of the year's projects handed in."""
    label, about = "上传重点项目表或进度表（xlsx、xls、csv）", w.word("notice", "projects_sheet")
    return desk.sheet(label, f"projects-sheet-{form}", about, EVENTS)


def table(plan: Plan, way: str, year: int, day: str, form: str) -> Upload | None:
    """The table to type in: the projects of the list, and those that are added to it; what was typed outlives a switch
    of pages. None where there is nothing to type."""
    rows, catalogue = plan.dispatched(year, day), plan.catalogue
    names = catalogue.set_index("id")["name"]
    listed = catalogue[catalogue["id"].isin(rows["id"])]
    at, source, carry = "", "", dispatch_entry.NAMES_ONLY
    if way == dispatch_entry.PLANS:
        others = [key for key in catalogue["id"] if key not in set(rows["id"])]
        more = st.multiselect(
            "加入项目（从项目库选）",
            others,
            format_func=names.get,
            key=f"{form}-more",
            persist_state="session",
            placeholder="按名称查找",
        )
        listed = pd.concat([listed, catalogue[catalogue["id"].isin(more)]])
        fresh, fixed = dispatch_form.plan_of(listed, plan.state, year), ["项目"]
    else:
        at, source, carry = _as_of(form, year, day)
        fresh, fixed = dispatch_form.progress_of(listed, rows), ["项目", "上期完成"]
    if fresh.empty:
        st.info(w.word("notice", "no_listing"), icon=":material/playlist_add:")
        return None
    plain = f"{form}-{way}-{year}-{forms.rows_of(fresh['编号'])}"
    key, shown = plain, fresh
    if carry != dispatch_entry.NAMES_ONLY:
        key, shown = f"{plain}-{carry}", dispatch_form.carried(fresh, plan.state, at or day)
        shown = forms.over(shown, plain) if carry == dispatch_entry.EMPTY else shown
    typed = st.data_editor(
        forms.resumed(shown, key),
        key=key,
        hide_index=True,
        disabled=fixed,
        height=min(460, 40 + 36 * len(fresh)),
        placeholder="",
        alt=f"{year}年重点项目，可直接输入",
        column_config={
            "编号": None,
            "项目": st.column_config.TextColumn(width=240, pinned=True),
            "阶段": st.column_config.SelectboxColumn(options=list(STATED), width=100),
        }
        | {name: st.column_config.TextColumn(width=130) for name in fresh.columns[2:] if name != "阶段"},
    )
    forms.remember(typed, shown, key)
    if way != dispatch_entry.PLANS and not source.strip() and not typed.equals(fresh):
        st.caption("请在表的上面写明来源（如：住建局10月调度表），再核对、提交。")
        return None
    return dispatch_form.typed(typed, fresh, year, at, source)


def _as_of(form: str, year: int, day: str) -> tuple[str, str, str]:
    """Until which day the progress is told, where it is from, and what of the last report is carried over."""
    with st.container(horizontal=True):
        last = min(date(year, 12, 31), date.fromisoformat(day))
        at = str(
            st.date_input("截至", last, format="YYYY-MM-DD", key=f"{form}-progress-at", persist_state="session") or ""
        )
        source = st.text_input(
            "来源",
            key=f"{form}-progress-source",
            persist_state="session",
            placeholder="如：住建局10月调度表",
            max_chars=200,
        )
        carry = ui.bound("带入上期", list(dispatch_entry.CARRY), dispatch_entry.NAMES_ONLY, "carry")
    return at, source, carry


def confirm(plan: Plan, upload: Upload, form: str, today: str) -> None:
    """What is wrong or doubtful about the rows, what they would change, and the button that records them."""
    if upload.problem:
        st.error(w.literal(upload.problem), title="读不了这个文件，没有记录任何内容", icon=":material/error:")
        return
    events, problems, unread = check(upload, plan.catalogue, today, plan.about.period)
    problems += dispatch_records.doubts(events, plan.state) + dispatch_records.repeated(events, plan.state)
    entries = dispatch_records.entries(events, plan.state, "", submit.origin(upload) if upload.sha256 else "")
    if unread:
        st.caption(w.literal(f"没有读这些列：{'、'.join(unread)}。"))
    if problems:
        told = duties.problems(frame(problems))
        ui.table(told, "重点项目表中的错误和疑问", {"程度": 90, "怎样改": 420}, duties.PROBLEM, "problem_columns")
    if any(one.severity == ERROR for one in problems):
        st.error("改正后再提交。", title="有错误，没有记录任何内容", icon=":material/error:")
        return
    if not entries:
        st.info("没有新的内容要记录。", icon=":material/info:")
        return
    st.subheader(f"将记录{len(entries)}条，尚未写入")
    names = plan.catalogue.set_index("id")["name"]
    ui.table(dispatch_entry.preview(entries, names), "将要记录的内容", {"项目": 240, "记录": 150, "内容": 620})
    asked = dispatch_entry.questions((one.severity for one in problems), QUESTION)
    ready = not asked or st.checkbox(f"{asked}处疑问都已核对", key=f"{form}-progress-asked")
    with st.container(horizontal=True):
        if st.button(f"确认记录{len(entries)}条", type="primary", disabled=not ready, icon=":material/task_alt:"):
            forms.save(FORM, entries, dispatch.recorded(one.kind for one in entries))
        st.button("放弃改动", on_click=forms.discard, args=(FORM,))


def steps(plan: Plan, key: str) -> None:
    """The steps of a project, typed in a table."""
    form = forms.begin("steps")
    known = {row["node"]: row for row in plan.state.rows("node") if row["project"] == key}
    rows = [[node, *((known.get(node) or {}).get(name) for name in ("due", "done", "number"))] for node in NODES]
    columns = ["节点", "计划日期", "办结日期", "文号"]
    fresh = dispatch_entry.node_days(pd.DataFrame(rows, columns=columns, dtype=object))
    at = f"{form}-{key}"
    day = st.column_config.DateColumn(format="YYYY-MM-DD", width=130)
    typed = st.data_editor(
        forms.resumed(fresh, at),
        key=at,
        hide_index=True,
        disabled=["节点"],
        placeholder="",
        alt="项目的节点，可直接输入",
        column_config={"计划日期": day, "办结日期": day, "文号": st.column_config.TextColumn(width=220, max_chars=80)},
    )
    forms.remember(typed, fresh, at)
    entries = dispatch_entry.nodes(key, typed, fresh)
    if st.button(f"记录{len(entries)}个节点", disabled=not entries, key=f"{at}-save"):
        forms.save("steps", entries, "已记录节点")


def problems(plan: Plan, key: str, day: str) -> None:
    """Raise a problem of a project; say who solves one by when; say how it was solved."""
    form, units = forms.begin("problem"), d.units(plan.state)
    own = {row["key"]: row for row in plan.state.rows("problem") if row["project"] == key and row["status"] != "solved"}
    ways = ["提出新的问题", *own]
    chosen = st.selectbox(
        "哪个问题",
        ways,
        key=f"{form}-which-{key}",
        format_func=lambda one: own[one]["text"][:40] if one in own else one,
    )
    row = own.get(chosen, {})
    at = f"{form}-{key}-{chosen}"
    if not row:
        text = st.text_input("问题", max_chars=200, key=f"{at}-problem-text", persist_state="session")
    with st.container(horizontal=True):
        category = st.selectbox(
            "类别", PROBLEMS, PROBLEMS.index(row.get("category") or PROBLEMS[0]), key=f"{at}-problem-category"
        )
        known = row.get("solver")
        solver = st.selectbox(
            "谁解决",
            units,
            units.index(known) if known in units else None,
            key=f"{at}-problem-solver",
            placeholder="选择单位",
        )
        due = st.date_input(
            "解决期限",
            date.fromisoformat(row["due"]) if row.get("due") else None,
            format="YYYY-MM-DD",
            key=f"{at}-problem-due",
        )
    said = {"category": category, "solver": solver or "", "due": str(due) if due else ""}
    if not row:
        if st.button("提出", type="primary", key=f"{at}-raise"):
            given = {name: value for name, value in said.items() if value}
            forms.save("problem", [entry("problem_raised", {"project": key, "text": text} | given)], "已记录")
        return
    solution = st.text_input("怎样解决的", max_chars=200, key=f"{at}-solution", persist_state="session")
    with st.container(horizontal=True):
        if st.button("明确谁解决", key=f"{at}-assign"):
            forms.save("problem", [mark("problem_assigned", row, **said)], "已明确")
        if st.button("已解决", type="primary", key=f"{at}-solve"):
            forms.save("problem", [mark("problem_solved", row, solution=solution)], "已记为解决")
