"""调整: a target changes only with a basis; what the verdicts would become is shown before it is confirmed."""

from dataclasses import asdict

import streamlit as st

from lib import ui
from lib.cycle import adjustment as a
from lib.ledger.changes import CHANGES, LOWERED
from lib.measure.clause import Clause
from lib.measure.kinds import KINDS
from lib.text import adjustments
from lib.ui import forms
from lib.ui.cycle import adjust

plan = ui.plan()
about = plan.about
done, everything = plan.state.rows("adjustment"), plan.clauses

st.header(adjustments.title(done))
st.caption(
    f"规划一经批准不得随意调整；与实际出入较大的，按规定程序调整{ui.sections().cited(about.text.procedure, about.text.unchanged)}。"
    "原目标保留，与调整后的目标并列。"
)
if done:
    table = adjustments.table(done, everything, about)
    ui.table(
        table,
        "全部目标调整及其依据",
        {"目标": 330, "现行条件（原条件）": 260, "文号": 140, "理由": 340},
        ("类别", "目标", "现行条件（原条件）", "文号", "日期", "理由"),
        "adjusted_columns",
        ui.Card("目标", "类别", ("现行条件（原条件）", "文号", "日期", "理由")),
    )
    ui.download(table, "目标调整", "adjustments")
    adjust.evidenced(plan, done)
else:
    ui.link("cycle/warnings", "先看预警：哪些目标与实际出入较大")

with ui.at_desk("adjust"):
    st.subheader("登记一次调整")
    form = forms.begin("adjust")
    change = st.segmented_control("类别", list(CHANGES), default=LOWERED, required=True, key=f"{form}-change")
    left, right = st.columns([3, 2], gap="large")
    asked, current = {}, None
    with left:
        if CHANGES[change].adds:
            clause = a.next_id(ui.book().state())
            asked, start = adjust.added(plan, form)
            kind = asked["type"]
        else:
            clause = ui.pick(
                "条款",
                adjustments.adjustable(
                    ui.in_area(plan.in_force), ui.in_area(plan.cancelled_by(about.period.end)), about
                ),
                "clause",
            )
            row = Clause.first(everything[everything["id"] == clause])
            current, kind = a.fields(asdict(row)), row.kind
            start = current | {"unit": row.unit}
        if not CHANGES[change].ends:
            key = f"{form}-{change}-{clause}-{asked.get('indicator')}"
            asked |= adjust.target(start, KINDS[kind].numeric, key, about.period)
    with right:
        asked |= adjust.basis(form)

    problems, lacking = a.problems(change, current, asked, about.period), a.lacking(asked)
    for told in [*problems, lacking]:
        st.caption(told)
    if not problems:
        item = a.record(change, clause, current, asked)
        effects = adjustments.effects(
            plan.history(about.period.end), plan.supposing([item]).history(about.period.end), clause, about.period
        )
        st.markdown(f"**{adjustments.effect(effects)}**")
        ui.table(effects, "各年的结论：现在与调整后", {"调整后的理由": 380})
        if st.button("确认调整", type="primary", disabled=bool(lacking), icon=":material/gavel:"):
            forms.save("adjust", [item], "目标已按程序调整")

with ui.at_desk("binding"), st.expander("确定目标是约束性还是预期性", icon=":material/lock:"):
    adjust.binding(plan)
