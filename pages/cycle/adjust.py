"""调整: a target changes only with a basis; what the verdicts would become is shown before it is confirmed."""

import streamlit as st

from lib import ui
from lib.cycle import adjustment as a
from lib.ledger.entered import ADDED, CANCELLED
from lib.ledger.procedure import CHANGES
from lib.measure import constants as c
from lib.measure.kinds import KINDS
from lib.text import adjustments
from lib.text import words as w
from lib.ui import forms

plan = ui.plan()
about = plan.about
done, everything = plan.state.rows("adjustment"), plan.clauses

st.header(adjustments.finding(done))
st.caption(
    f"规划一经批准不得随意调整；与实际出入较大的，按规定程序调整{w.cited(about.text.procedure, about.text.unchanged)}。"
    "原目标保留，与调整后的目标并列。"
)
if done:
    table = adjustments.table(done, everything, about)
    ui.table(table, "全部目标调整及其依据", {"目标": 200, "理由": 240})
    ui.download(table, "目标调整", "adjustments")

st.subheader("登记一次调整")
form = forms.begin("adjust")
change = st.segmented_control("类别", CHANGES, default=a.LOWERED, required=True, key=f"{form}-change")
left, right = st.columns([3, 2], gap="large")
asked, current = {}, None
with left:
    if change == ADDED:
        clause = a.next_id(ui.book().state())
        indicators = plan.frame("indicator").set_index("slug")
        asked["area"] = st.selectbox(
            "地域", plan.areas("plan", "joint"), key=f"{form}-area", format_func=about.areas.short
        )
        asked["indicator"] = st.selectbox(
            "指标", list(indicators.index), key=f"{form}-indicator", format_func=indicators["name"].get
        )
        asked["type"] = st.selectbox(
            "类型", list(KINDS), key=f"{form}-type", format_func=lambda code: w.word("kind", code)
        )
        asked["unit"] = adjustments.units(asked["type"], indicators.at[asked["indicator"], "unit"])
        start = {
            "name": indicators.at[asked["indicator"], "name"],
            "value": None,
            "operator": ">=",
            "year": about.period.end,
            "unit": asked["unit"],
        }
        milestone = not KINDS[asked["type"]].numeric
    else:
        clause = ui.pick(
            "条款", adjustments.choices(ui.in_area(plan.in_force), ui.in_area(plan.cancelled), about), "clause"
        )
        start = current = everything[everything["id"] == clause].to_dict("records")[0]
        milestone = not KINDS[current["kind"]].numeric
    key = f"{form}-{change}-{clause}-{asked.get('indicator')}"
    if change != CANCELLED:
        asked["name"] = st.text_input("名称", start["name"], key=f"{key}-name")
        with st.container(horizontal=True):
            if not milestone:
                asked["operator"] = st.selectbox(
                    "条件",
                    c.OPERATORS,
                    c.OPERATORS.index(start["operator"]),
                    key=f"{key}-operator",
                    format_func=lambda code: w.word("operator", code),
                )
                asked["value"] = st.number_input(
                    f"目标值（{start['unit'] or '无单位'}）",
                    value=start["value"],
                    key=f"{key}-value",
                    format=f"%.{adjustments.decimals(start['value'])}f",
                )
            else:
                asked["year"] = st.selectbox(
                    "到期年", about.period.years, about.period.years.index(start["year"]), key=f"{key}-year"
                )
        asked["note"] = st.text_input("口径说明", key=f"{key}-note", placeholder="口径变更时写明与原口径的差别")
with right:
    st.markdown("**依据**")
    asked["number"] = st.text_input("文号", key=f"{form}-number", placeholder=f"如：人发〔{ui.year()}〕3号")
    asked["date"] = str(st.date_input("日期", value=None, key=f"{form}-date", format="YYYY-MM-DD") or "")
    asked["body"] = st.text_input("批准机关", key=f"{form}-body", placeholder="区人大常委会")
    asked["why"] = st.text_area("理由", key=f"{form}-why")

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
