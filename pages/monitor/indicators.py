"""指标: every clause of the plan, filtered; the chosen one in full, with its arithmetic and sources."""

import streamlit as st

from lib import ui
from lib.measure.clause import Clause
from lib.text import annual_plan, bindings, clause_table, clauses, findings, summary
from lib.text import words as w
from lib.theme import badge, in_colour
from lib.ui import comments, details
from lib.ui.monitor import clause_places, hindsight, indicative, indicators

year = ui.year()
plan = hindsight.chosen(ui.plan(), year)
about, gone = plan.about, plan.cancelled_by(year)
rows = indicators.filtered(plan, year)
table = indicators.table(plan, year, rows)

st.header(summary.title(rows, year, about.period))
st.caption(bindings.told(rows))
if table.empty:
    st.info("没有符合条件的目标条款。请放宽上面的筛选条件。", icon=":material/filter_alt_off:")
else:
    indicators.show_table(table)
    ui.download(table.drop(columns="走势"), f"目标条款-{ui.area_name()}-{year}{hindsight.named(plan)}", "clauses")
indicative.show_all(plan, year, ui.chosen_area())
if len(gone):
    indicators.show_all_cancelled(plan, year)

details.within("clause", set(table["条款"]))
key = ui.pick("条款", clause_table.names(plan.assessed(year), gone, table["条款"], about), "clause")
one = indicators.clause(plan, year, key)
if one is None:
    indicators.show_cancelled(Clause.first(gone[gone["id"] == key]))
    st.stop()
row = one.row
st.subheader(f"{in_colour(badge(row.verdict))}　{w.literal(row.name)}（{about.areas.short(row.area)}）")
st.markdown(f"{clauses.line(row)} · {bindings.of(plan.state, key)}")
ui.link("present/sheet", "单页（打印）", ":material/print:", sheet="clause", id=key)
clause_places.show_way(plan, row.indicator)
for told in annual_plan.beside_target(row):
    st.markdown(told)
if submitted := indicators.pending(plan, year, key):
    st.info(submitted, icon=":material/hourglass_top:")
indicative.show(plan, year, key)
left, right = st.columns([3, 2], gap="large")
with left:
    indicators.show_pictures(plan, year, key)
with right:
    st.markdown("**计算过程**")
    st.markdown(clauses.reason(row, about.period))
    if held := indicative.held(plan, year).get(key):
        st.markdown(w.literal(held))
    for step, formula in clauses.arithmetic(row, about.period):
        st.markdown(f"{step}：{formula}")
    for line in indicative.other_bases(plan, year, key):
        st.markdown(line)
    if row.traits.uncertain:
        st.markdown(findings.likelihood(one.outlook, one.rates_known, row, about.period))
    indicators.show_doubts(plan, year, key)
    ui.cite(row.lines)
    for note in indicators.notes(plan, year, key):
        st.caption(ui.sections().told(note))
    with st.expander("按另两种公开方法怎样看", icon=":material/compare:"):
        st.markdown("\n\n".join(indicators.methods(plan, year, key)))
if len(one.known):
    st.markdown("**观测值与出处**")
    found = indicators.observations(plan, year, key)
    ui.table(
        found,
        f"{row.indicator_name}的观测值与出处",
        {"出处": 640, "备注": 230},
        ("年份", "地域", "计量方式", "数值", "出处", "备注"),
        "known_columns",
        height="auto",
    )
    ui.download(found, f"观测值-{row.indicator_name}", "observations")
steps = indicators.history(plan, row.area, row.indicator)
comments.beside("clause", key)
with st.expander(f"沿革：{len(steps)}条填报与审核记录", icon=":material/history:"):
    indicators.show_history(steps, row.indicator_unit)
