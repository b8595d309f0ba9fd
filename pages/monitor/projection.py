"""测算: one indicator to 2020 along every scenario, with a rate of one's own and an assumed start where none is known."""

import streamlit as st

from lib import ui
from lib.measure import projection as p
from lib.measure import trial
from lib.text import projection as scenarios
from lib.ui.monitor import indicative, indicators, projection

plan, year = ui.plan(), ui.year()
about = plan.about
key = ui.pick("指标", projection.indicators(plan, year, ui.chosen_area()), "indicator")
assumed, prices, case = None, 0.0, projection.case(plan, year, key)
first, unit, decimals = case.first, case.unit, case.decimals

if case.start is None:
    st.header(scenarios.no_start_title(first, about))
    st.info(scenarios.no_start(first, about), icon=":material/info:")
    assumed = st.number_input(
        f"假定的{about.period.base}年值（{unit}，只用于试算，不存入数据）",
        min_value=0.0,
        value=None,
        key="assumed",
        bind="query-params",
    )
    if assumed is None:
        indicators.show_known(plan, year, first["id"])
        indicative.show_demands(plan, year, first["id"])
        st.stop()
    case = projection.case(plan, year, key, assumed)
start = case.start

if start.year >= about.period.end:
    st.header(scenarios.arrived(first, start, unit, decimals, about))
    st.markdown(scenarios.reached(projection.judged(plan, year, case.clauses)))
    indicators.show_known(plan, year, first["id"])
    ui.link("monitor/indicators", "看它的条款、观测值和结论", clause=first["id"])
    ui.link("monitor/projection", scenarios.over(about.period), year=str(about.period.midterm), indicator=key)
    st.stop()

if scenarios.needs_deflator(start, case.rates):
    prices = st.number_input(
        "假定的年均价格变动（%，0为不换算）",
        -5.0,
        10.0,
        0.0,
        0.5,
        key="prices",
        bind="query-params",
        help=scenarios.DEFLATOR_HELP,
    )
    case = projection.case(plan, year, key, assumed, prices)
low, high, step = trial.span(start, case.rates)
rate = ui.slide(scenarios.rate_label(start, unit), low, high, trial.near(p.catch_up(start), step), step, "rate", of=key)
named = case.rates | {"own": (rate, None)}
table = p.scenarios(start, named)

st.header(scenarios.title(first, start, table, p.catch_up(start), unit, decimals, about))
left, right = st.columns([3, 2], gap="large")
with left:
    ui.figure(
        projection.figure(plan, year, key, assumed, prices, rate, ui.mode(), ui.narrow()),
        scenarios.caption(start, unit),
        f"{first['indicator_name']}按各种增速推算至{about.period.end}年",
    )
with right:
    st.markdown("**所需与追赶**")
    for line in scenarios.effort(start, named, p.catch_up(start), unit, about):
        st.markdown(line)
    for told in scenarios.adjusted(case.clauses):
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
        scenarios.sensitivity(trial.sensitivity(start, rate, step), start, unit, decimals, about),
        f"增速上下变动时{about.period.end}年的值和差距",
    )
with right:
    st.markdown("**如果目标推迟**")
    ui.table(scenarios.slipped(p.slipped(start), start, unit, about.period), "目标推迟一至三年时需要的增速")
