"""What became of units: typed in a table or brought as a sheet, shown before it is written."""

import streamlit as st

from lib import ui
from lib.intake import unit_sheet
from lib.intake.check import frame
from lib.intake.read import UNITS
from lib.ledger import people as p
from lib.ledger.organising import NO, SECOND, YES, asks_second
from lib.ledger.record import Entry, entry
from lib.ledger.succession import HOWS
from lib.plan.opened import Plan
from lib.text import duties, people
from lib.text import words as w
from lib.ui import desk, forms


def successions(plan: Plan, form: str) -> None:
    """The section 机构更替 of the page of units."""
    st.subheader("机构更替")
    st.caption(w.word("notice", "succession"))
    if len(done := p.successions(plan.state)):
        ui.table(people.successions_table(done), "机构更替", {"备注": 240})
    text = st.column_config.TextColumn
    edited = st.data_editor(
        people.succession_blank(),
        key=f"succession-{form}",
        num_rows="dynamic",
        hide_index=True,
        placeholder="",
        column_config={
            "原单位": st.column_config.SelectboxColumn(options=[row["name"] for row in plan.state.rows("unit")]),
            "方式": st.column_config.SelectboxColumn(options=list(HOWS)),
            "新单位": text(max_chars=40),
            "文号": text(max_chars=100),
            "日期": text(max_chars=10, help="如 2019-03-01"),
            "备注": text(max_chars=200),
        },
    )
    entries, problems = p.succession_entries(people.fields(edited), plan.state, plan.source.known)
    for problem in problems:
        st.error(w.literal(problem), icon=":material/error:")
    if entries and not problems and st.button(f"写入{len(entries)}项更替", type="primary"):
        forms.save("people", entries, f"已写入{len(entries)}项")


def brought(plan: Plan, form: str) -> None:
    """The register and its successions brought as a sheet."""
    upload = desk.sheet(
        "导入单位名册或机构更替表（xlsx、xls、csv）", f"units-sheet-{form}", w.word("notice", "units_sheet"), UNITS
    )
    if not upload:
        return
    entries, problems = unit_sheet.check(upload, plan.state, plan.source.known)
    if problems:
        st.error("这些行不写入，其余照常。", title=f"表中有{len(problems)}处没有读懂")
        ui.table(
            duties.problems(frame(problems)),
            "单位表中的错误",
            {"程度": 90, "怎样改": 420},
            duties.PROBLEM,
            "problem_columns",
        )
    _offer(entries)


def second(plan: Plan, form: str) -> None:
    """Whether figures are approved by a second person, which an administrator lays down."""
    now = asks_second(plan.state)
    if (asked := st.toggle(w.word("notice", "second"), value=now, key=f"{form}-second")) != now and st.button(
        "写入规定"
    ):
        fields = {"name": SECOND, "value": YES if asked else NO}
        forms.save("people", [entry("setting_set", fields)], "已记入台账")


def _offer(entries: list[Entry]) -> None:
    if not entries:
        st.info("没有新的内容。", icon=":material/info:")
        return
    ui.table(people.told(entries), "单位表将带来的变化")
    if st.button(f"写入表中的{len(entries)}项", type="primary"):
        forms.save("people", entries, f"已写入{len(entries)}项")
