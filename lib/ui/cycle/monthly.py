"""The page of the months: the picture of the year, the sheet or table in which a month is entered, what it would
change."""

import pandas as pd
import streamlit as st

from lib import ui
from lib.charts.monthly import Panel, multiples
from lib.cycle.month_row import POOR, RATE, SILENT, Monthly
from lib.cycle.monthly import Course, by_year, course
from lib.intake import month_records, submit
from lib.intake.check import frame
from lib.intake.month_cells import At
from lib.intake.month_sheet import check
from lib.intake.names import Vocabulary
from lib.intake.problem import ERROR, QUESTION
from lib.intake.read import MONTHS, Upload
from lib.ledger.monthly import RELEASES
from lib.plan.kept import kept
from lib.plan.opened import Plan
from lib.text import dispatch_entry, duties, filling
from lib.text import monthly as words
from lib.text import words as w
from lib.ui import desk, forms

FORM, PANELS = "monthly", 9
"""The form, and how many panels a picture has."""
FIRST = ("指标", "状态", "本期", "累计", "年度计划", "余下要求")


@kept
def everything(plan: Plan, year: int, month: int, area: str | None) -> pd.DataFrame:
    """The rows of a month, in an area, as they are read."""
    return words.ordered(plan.within(plan.monthly(year, month), area))


def picture(plan: Plan, rows: pd.DataFrame, year: int, several: bool) -> None:
    """The months of the rows that were told, the slow first."""
    told = by_year(plan.state)
    slow = Monthly.of(rows[rows["standing"] != SILENT].head(PANELS))
    panels = tuple(_panel(one, course(one, told, year), several) for one in slow)
    if panels:
        chart = multiples(panels, ui.mode(), ui.narrow())
        ui.figure(chart, words.caption(rows), f"{year}年各月累计与年度计划", key="months")


def _panel(one: Monthly, told: Course, several: bool) -> Panel:
    actual, due, before = (tuple(None if value != value else value for value in line) for line in told)
    name = f"{one.name}（{one.area}）" if several else one.name
    last = words.growth(one.total_growth) if one.way == RATE else w.quantity(one.total, one.unit, one.decimals)
    return Panel(name, "%" if one.way == RATE else one.unit, actual, due, before, one.standing in POOR, last)


def enter(plan: Plan, rows: pd.DataFrame, year: int, last: int) -> None:
    """The desk where a month is entered: which (first the one after the `last` that was told), by sheet or typed, and
    what it would change."""
    form = forms.begin(FORM)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        own = [ui.area()] if ui.area() != ui.ALL else plan.areas("plan")
        area = ui.pick("填报地域", filling.places([*own, *plan.areas("joint")], plan.about), "month_area")
        when = ui.pick("月份", words.next_months(last), "month_entered")
        release = ui.bound("性质", list(RELEASES), RELEASES[0], "month_release")
        way = ui.bound("填报方式", list(words.WAYS), words.BY_FILE, "month_way", label_visibility="collapsed")
    at = At(area, year, when, release)
    label, about = "上传月报（xlsx、xls、csv）", w.word("notice", "months_sheet")
    by_file = way == words.BY_FILE
    upload = desk.sheet(label, f"months-{form}", about, MONTHS) if by_file else _typed(plan, rows, at, form)
    if upload and (upload.tables or upload.problem):
        _confirm(plan, upload, at, form)


def _typed(plan: Plan, rows: pd.DataFrame, at: At, form: str) -> Upload | None:
    """The table of a month to type in; what was typed outlives a switch of pages. None where there is nothing to ask."""
    own = rows[rows["area"] == at.area]
    if own.empty:
        st.info("这个地域没有按月、按季报数的指标。", icon=":material/inbox:")
        return None
    fresh = month_records.form(own, plan.state, at.year, at.month)
    key = f"{form}-{at.area}-{at.year}-{at.month}"
    typed = st.data_editor(
        forms.resumed(fresh, key),
        key=key,
        hide_index=True,
        disabled=["指标", "单位", "上期累计"],
        placeholder="",
        height="content",
        alt=f"{at.year}年{at.month}月的数，可直接输入",
        column_config={"编号": None, "指标": st.column_config.TextColumn(width=240, pinned=True)}
        | {word: st.column_config.TextColumn(width=130) for word in month_records.TYPED.values()},
    )
    forms.remember(typed, fresh, key)
    return month_records.typed(typed, fresh, at.year, at.month)


@kept
def vocabulary(plan: Plan) -> Vocabulary:
    """What may be reported."""
    return submit.vocabulary(plan)


def _confirm(plan: Plan, upload: Upload, at: At, form: str) -> None:
    """What is wrong or doubtful about the lines, what they would change, and the button that records them."""
    if upload.problem:
        st.error(w.literal(upload.problem), title="读不了这个文件，没有记录任何内容", icon=":material/error:")
        return
    quarterly, adding = month_records.told_within(plan.source.frame("monthly"))
    found = check(upload, vocabulary(plan), quarterly, adding, at, plan.state)
    if found.problems:
        told = duties.problems(frame(found.problems))
        ui.table(told, "月报中的错误和疑问", {"程度": 90, "怎样改": 420}, duties.PROBLEM, "problem_columns")
    file = submit.origin(upload) if upload.sha256 else ""
    entries = month_records.entries(found.lines, plan.state, "", file, upload.name)
    if not entries:
        st.info("没有新的内容要记录。", icon=":material/info:")
        return
    st.subheader(f"将记录{len(entries)}条，尚未写入")
    ui.table(
        words.preview(entries, plan.frame("indicator").set_index("slug")["name"]),
        "将要记录的月度数",
        {"指标": 260, "内容": 520},
    )
    wrong = sum(one.severity == ERROR for one in found.problems)
    asked = dispatch_entry.questions((one.severity for one in found.problems), QUESTION)
    ready = not wrong or st.checkbox(
        f"只记录无误的{len(entries)}条，有错误的{wrong}处不记录", key=f"{form}-months-part"
    )
    answered = not asked or st.checkbox(f"{asked}处疑问都已核对", key=f"{form}-months-asked")
    changed, why = month_records.changed(entries, plan.state), ""
    if changed:
        why = st.text_input(f"为什么更改（{changed}条更改已记录的数）", key=f"{form}-months-why").strip()
        entries = month_records.entries(found.lines, plan.state, why, file, upload.name)
    with st.container(horizontal=True):
        if st.button(
            f"确认记录{len(entries)}条",
            type="primary",
            disabled=not (ready and answered and (why or not changed)),
            icon=":material/task_alt:",
        ):
            forms.save(FORM, entries, f"已记录{len(entries)}条月度数")
        st.button("放弃改动", on_click=forms.discard, args=(FORM,))
