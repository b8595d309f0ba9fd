"""测算: one indicator to 2020 along every scenario, with a rate of one's own and an assumed start where none is known."""

import streamlit as st

from lib import ui
from lib.charts import series as charts
from lib.measure import projection as p
from lib.text import projection as scenarios

about = ui.plan().about
clauses, facts = ui.in_area(ui.plan().in_force()), ui.plan().facts(ui.year())
key = ui.pick("指标", ui.kept("projectable", lambda: scenarios.projectable(clauses, about)), "indicator", show_id=False)
chosen = scenarios.clauses_of(clauses, key)
first = chosen.iloc[0]
unit, decimals = first["indicator_unit"] or "", int(first["decimals"])

start = p.begin(chosen, facts)
if start is None:
    st.header(scenarios.no_start_finding(first))
    st.info(scenarios.no_start(first, about.period), icon=":material/info:")
    assumed = st.number_input(
        f"假定的{about.period.base}年值（{unit}，只用于试算，不存入数据）",
        min_value=0.0,
        value=None,
        key="assumed",
        bind="query-params",
    )
    if assumed is None:
        st.stop()
    start = p.begin(chosen, facts, assumed)

if start.year >= about.period.end:
    st.header(scenarios.arrived(first, start, unit, decimals))
    st.info(scenarios.over(about.period), icon=":material/flag:")
    ui.link("monitor/indicators", "看它的条款、观测值和结论", clause=first["id"])
    st.stop()

named = p.rates(start, facts)
if scenarios.needs_deflator(start, named):
    assumed_prices = st.number_input(
        "假定的年均价格变动（%，0为不换算）",
        -5.0,
        10.0,
        0.0,
        0.5,
        key="prices",
        bind="query-params",
        help=scenarios.DEFLATOR_HELP,
    )
    named = p.converted(named, start, assumed_prices)
low, high, step = p.span(start, named)
rate = ui.slide(scenarios.rate_label(start, unit), low, high, p.near(p.catch_up(start), step), step, "rate", of=key)
named["own"] = (rate, None)
table = ui.kept("scenario table", lambda: p.scenarios(start, named), f"{start}{named}")

st.header(scenarios.finding(first, start, table, p.catch_up(start), unit, decimals, about))
left, right = st.columns([3, 2], gap="large")
with left:
    drawn = scenarios.lines(start, named, about)
    lines = ui.kept(
        "scenarios",
        lambda: charts.scenarios(start, drawn, unit, decimals, ui.mode(), ui.narrow(), period=about.period),
        f"{start}{named}",
    )
    ui.figure(lines, scenarios.caption(start, unit), f"{first['indicator_name']}按各种增速推算至{about.period.end}年")
with right:
    st.markdown("**所需与追赶**")
    for line in scenarios.effort(start, named, p.catch_up(start), unit, about):
        st.markdown(line)
    for told in scenarios.adjusted(chosen):
        st.markdown(told)
    ui.cite(first["line"])
st.markdown("**各种情景**")
found = scenarios.table(table, start, unit, decimals, about)
ui.table(found, f"各种情景的增速、{about.period.end}年值、与目标的差距和达到目标的年份")
ui.download(found, f"测算-{first['indicator_name']}-{first['area']}", "scenarios")
left, right = st.columns(2, gap="large")
with left:
    st.markdown("**增速变动的影响**")
    ui.table(
        scenarios.sensitivity(p.sensitivity(start, rate, step), start, unit, decimals, about),
        f"增速上下变动时{about.period.end}年的值和差距",
    )
with right:
    st.markdown("**如果目标推迟**")
    ui.table(scenarios.slipped(p.slipped(start), start, unit, about.period), "目标推迟一至三年时需要的增速")
