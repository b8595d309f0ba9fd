"""指标: every clause of the plan, filtered; the chosen one in full, with its arithmetic and sources."""

import streamlit as st

from lib import ui
from lib.audit.rules import of_clause
from lib.charts import audit as charts_audit
from lib.charts import series as charts
from lib.cycle import review
from lib.measure import uncertainty
from lib.text import annual_plan as annuals
from lib.text import clauses, findings, provenance, summary
from lib.text import submitted_figures as figures
from lib.text import words as w
from lib.theme import badge
from lib.ui import widgets

plan, year, mode = ui.plan(), ui.year(), ui.mode()
about = plan.about
everything, series, compared = plan.assessed(year), plan.frame("series"), plan.compared(year)
rows = ui.in_area(everything)

with st.container(horizontal=True):
    rows = ui.choose("领域", rows, "domain_name", "domain")
    rows = ui.choose("结论", rows, "verdict", "verdict")
    rows = ui.choose("类型", rows, "kind", "kind", lambda code: w.word("kind", code))
    rows = ui.choose("章", rows, "chapter", "chapter", w.chapter_name)
    rows = ui.choose("条款所属", rows, "area", "scope", about.areas.short)
    text = st.text_input("查找", key="q", bind="query-params", type="search", placeholder="名称、行号或说明")
rows = clauses.search(rows, text) if text else rows

st.header(summary.finding(rows, year, about.period))
table = annuals.clause_table(plan, year, rows)
if table.empty:
    st.info("没有符合条件的目标条款。请放宽上面的筛选条件。", icon=":material/filter_alt_off:")
else:
    ui.table_with_choice(
        table,
        "clause",
        "条款",
        "目标条款一览",
        column_config={
            "完成程度": st.column_config.NumberColumn(format="%.1f%%"),
            "序时进度比": st.column_config.NumberColumn(format="%.2f"),
            "走势": st.column_config.LineChartColumn(width="small"),
            "最近": st.column_config.TextColumn(width=150),
            "理由": st.column_config.TextColumn(width="large"),
        },
    )
    ui.download(table.drop(columns="走势"), f"目标条款-{ui.area()}-{year}", "clauses")

cancelled = plan.cancelled()
if len(cancelled):
    ui.table(clauses.cancelled_table(plan), "按程序取消的目标：不再评估，不计入以上各数", {"目标": 240, "依据": 320})
chosen = ui.pick("条款", clauses.names(everything, cancelled, table["条款"], about), "clause")
clause = annuals.by_clause(plan, year).get(chosen)
if clause is None:
    gone = next(cancelled[cancelled["id"] == chosen].itertuples())
    st.info(
        w.literal(clauses.adjustment(gone)),
        title=f"{w.literal(gone.name)}（{about.areas.short(gone.area)}）：已取消",
        icon=":material/block:",
    )
    ui.cite(gone.line)
    st.stop()
same = clauses.same_indicator(everything, clause)
outlook, rates_known = uncertainty.outlook(clause, plan.facts(year))
own, reference, rates, known = provenance.parts(series, clause)

st.subheader(f"{badge(clause.verdict)}　{w.literal(clause.name)}（{about.areas.short(clause.area)}）")
st.markdown(clauses.line(clause))
for told in annuals.told(plan, year, clause):
    st.markdown(told)
if submitted := ui.kept("pending", lambda: figures.pending(plan, clause), chosen):
    st.info(submitted, icon=":material/hourglass_top:")
left, right = st.columns([3, 2], gap="large")
with left:
    if len(own) and clause.indicator_unit:
        levels = ui.kept(
            "levels", lambda: charts_audit.levels(clause, same, own, reference, outlook, mode, about.period), chosen
        )
        ui.figure(
            levels,
            provenance.levels_caption(clause, own),
            f"{clause.indicator_name}：观测值、目标路径与{about.period.end}年目标",
        )
    if len(rates):
        growth = ui.kept(
            "rates", lambda: charts.rates(same[same["kind"] == "annual_growth"], rates, mode, about.period), chosen
        )
        ui.figure(
            growth,
            provenance.rates_caption(clause, rates, about),
            f"{clause.indicator_name}的逐年增速与规划要求的年均增速",
        )
    if not len(own) and not len(rates):
        st.info(provenance.no_observation(clause, about), icon=":material/info:")
with right:
    st.markdown("**怎样得出**")
    st.markdown(clauses.reason(clause, about.period))
    for step, formula in clauses.arithmetic(clause, about.period):
        st.markdown(f"{step}：{formula}")
    for line in findings.methods(clause, next(compared[compared["id"] == chosen].itertuples())):
        st.markdown(line)
    if clause.kind in ("level", "annual_growth"):
        st.markdown(findings.likelihood(outlook, rates_known, clause, about.period))
    widgets.doubts(ui.kept("doubts", lambda: of_clause(plan.findings(), clause), chosen), chosen)
    ui.cite(clause.line)
    for note in ui.kept("notes", lambda: clauses.notes(clause, same, plan.frame("scope")), chosen):
        st.caption(note)
if len(known):
    st.markdown("**观测值与出处**")
    found = ui.kept("observations", lambda: provenance.observations(known, clause.area), chosen)
    ui.table(found, f"{clause.indicator_name}的观测值与出处", height="auto")
    ui.download(found, f"观测值-{clause.indicator_name}", "observations")
steps = review.history(plan.state, clause.area, clause.indicator)
with st.expander(f"沿革：{len(steps)}条填报与审核记录", icon=":material/history:"):
    ui.table(figures.history_table(steps, clause.indicator_unit), "该指标的填报与审核记录，最新的在前")
