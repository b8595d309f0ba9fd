"""Deciding on the figures that wait, and taking back an approval, on the page of the review."""

import pandas as pd
import streamlit as st

from lib import ui
from lib.cycle.review import counting
from lib.ledger.procedure import own
from lib.ledger.record import mark
from lib.plan.kept import kept
from lib.plan.opened import Plan
from lib.text import submitted_figures
from lib.ui import forms


@kept
def recorded(plan: Plan, area: str | None) -> pd.Series:
    """The indicators of an area about which something was submitted."""
    figures = plan.within(plan.state.frame("figure"), area)
    return submitted_figures.recorded(figures, plan.frame("indicator"), plan.about)


def decide(plan: Plan, waiting: pd.DataFrame, table: pd.DataFrame) -> None:
    """The figures that wait (`ordered`, shown as `table`): approve, return or withdraw those that are ticked."""
    ticked = forms.ticks(
        table,
        "review",
        "待审核的数：新值、原值、路径值、比上年",
        {"须留意": 130, "指标": 280, "文件或出处": 200, "说明": 300},
        ("须留意", "指标", "地域", "年份", "新值", "比上年", "原值"),
    )
    rows = [row for key in waiting["key"].iloc[ticked] if (row := plan.state.get("figure", key))]
    others = [row for row in rows if not own(ui.person(), row, plan.state)]
    if len(others) < len(rows):
        st.info(f"所选的数有{len(rows) - len(others)}个是您自己填报的，要由另一人通过。", icon=":material/group:")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        why = st.text_input("理由（退回时必填）", key=forms.begin("review"), placeholder="例如：口径应为规模以上工业")
        approve = st.button(f"通过所选（{len(others)}）", type="primary", disabled=not others, icon=":material/check:")
        back = st.button(f"退回所选（{len(rows)}）", disabled=not rows, icon=":material/undo:")
        withdraw = st.button(f"撤回所选（{len(rows)}）", disabled=not rows, help="填报人撤回自己提交的数")
    if others and approve:
        forms.save(
            "review", [mark("figure_approved", row, why) for row in others], f"已通过{len(others)}个数，计入结论"
        )
    if rows and back:
        forms.save("review", [mark("figure_returned", row, why) for row in rows], f"已退回{len(rows)}个数")
    if rows and withdraw:
        forms.save("review", [mark("figure_withdrawn", row, why) for row in rows], f"已撤回{len(rows)}个数")


def revoke(plan: Plan, area: str, indicator: str, unit: str | None) -> None:
    """Take back the approval of a figure that counts, with a reason; the page says what counts then."""
    rows = {row["seq"]: row for row in counting(plan.measured.submitted, area, indicator)}
    if not rows:
        return
    with st.expander("撤销一次通过", icon=":material/undo:"):
        names = pd.Series({seq: submitted_figures.approved(row, unit) for seq, row in rows.items()})
        key = forms.begin("revoke")
        chosen = st.selectbox("现在计入的数", list(rows), key=f"{key}-of", format_func=lambda seq: names[seq])
        why = st.text_input("撤销的理由", key=f"{key}-revoked", max_chars=200, placeholder="例如：数据来源更正")
        st.caption("撤销记入台账，原来的通过记录保留；此后以前一次通过的数计入，没有的就不计入。")
        if st.button("撤销通过", disabled=not why.strip()):
            forms.save("revoke", [mark("figure_revoked", rows[chosen], why.strip())], "已撤销，结论随之变动")
