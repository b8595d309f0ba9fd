"""目标自洽性: the plan's own figures held against each other; each finding with its arithmetic and lines."""

import streamlit as st

from lib import ui
from lib.audit.finding import Finding
from lib.text import findings
from lib.ui.monitor import audit

plan = ui.plan()
about = plan.about
found = plan.source.findings
st.header(findings.title(found))
st.markdown(
    "把规划自己的数字相互印证：每一处列出所在的章节、算式、差额和可能的原因，供中期评估时说明或按程序调整，不是对规划的评价。"
)

ui.figure_that_filters(
    audit.by_rule(plan, ui.mode(), ui.narrow()),
    "一行一条规则，颜色为程度。点一段只看这些发现，双击空白处看全部。来源：规划各处，章节见下表。",
    "目标自洽性：发现按规则与程度",
    "by-rule",
    "rule",
    "severity",
)
with st.container(horizontal=True):
    chosen = ui.choose("程度", found.assign(severity=found["severity"].astype(str)), "severity", "severity")
    chosen = ui.choose("规则", chosen, "rule", "rule")
if chosen.empty:
    st.info("没有符合条件的发现。请放宽上面的筛选条件。", icon=":material/filter_alt_off:")
    st.stop()

left, right = st.columns([3, 2], gap="large")
with left:
    drawn = findings.measurable(chosen)
    if len(drawn):
        figure = audit.gaps(plan, tuple(drawn.index[: findings.DRAWN]), ui.mode())
        ui.figure(figure, findings.drawing_note(drawn), "每一处发现的两个数及其差，以规划所说的数为100%")
    else:
        st.info("所选的发现是文字上的，没有可画的两个数。", icon=":material/info:")
with right:
    key = ui.pick("问题", findings.names_of(chosen).map(ui.sections().told), "finding")
    one = Finding.first(found.loc[[int(key)]])
    ui.prose(f"**{one.what}**")
    for label, text in (("算式与依据", one.computation), ("差", one.gap), ("可能的原因与建议", one.reason)):
        if text:
            ui.prose(f"{label}：{text}")
    ui.cite(one.lines)
    for clause, name in findings.concerned(one, plan.clauses, about):
        ui.link("monitor/indicators", name, clause=clause)

table = findings.numbered(chosen)
ui.table_with_choice(
    table,
    "finding",
    "发现号",
    "审核发现一览",
    {},
    widths={"程度": 90, "规则": 110, "发现": 560, "差": 190, "出处": 230, "算式与依据": 420, "可能的原因与建议": 340},
    first=("程度", "规则", "发现", "差", "出处"),
    more="finding_columns",
    card=ui.Card("发现", "程度", ("差", "规则")),
)
ui.download(table.drop(columns="发现号"), "目标自洽性", "findings")
st.caption(findings.notice(found))
