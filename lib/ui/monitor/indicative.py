"""参考判断 and what the plan demands where little is known: beside the firm verdict, never in it."""

import pandas as pd
import streamlit as st

from lib import ui
from lib.charts import demand as charts
from lib.charts.house import Figure
from lib.ledger.permission import led
from lib.measure.clause import Measured
from lib.measure.effort import Effort
from lib.measure.event import concerning
from lib.plan.kept import kept
from lib.plan.opened import Plan
from lib.text import demand
from lib.text import indicative as words
from lib.text import words as w
from lib.text.indicative import Told

WIDTHS = {"参考判断": 150, "目标": 230, "地域": 80, "假定与依据": 480, "规则": 130, "出处": 260}


@kept
def judgements(plan: Plan, year: int, area: str | None = None) -> list[Told]:
    """The indicative judgements of a year, of an area with the clauses that both share (None: of all), in the order of
    the plan."""
    return words.told(plan.within(plan.indicative(year), area), plan.series, plan.about.period)


@kept
def table(plan: Plan, year: int, area: str | None = None) -> pd.DataFrame:
    """The same as a table."""
    return words.table(judgements(plan, year, area), plan.about)


@kept
def held(plan: Plan, year: int) -> dict[str, str]:
    """What is held of each clause that cannot be judged, by its id."""
    scope = plan.frame("scope")
    rows = Measured.of(plan.assessed(year))
    return {row.id: text for row in rows if (text := demand.held(row, plan.series, scope, plan.about.period))}


@kept
def demands(plan: Plan, year: int, key: str) -> tuple[list[str], pd.DataFrame]:
    """What the plan demands of a clause in words (Markdown), and its path year by year."""
    about, assessed, effort = plan.about, plan.assessed(year), plan.effort(year)
    row = Measured.first(assessed[assessed["id"] == key])
    own = effort[(effort["area"] == row.area) & (effort["indicator"] == row.indicator)]
    amount = demand.total(row, plan.frame("denominators"), plan.series, about.period)
    domains = plan.frame("domain").set_index("slug")["holder"]
    lead = led(plan.state.get("duty", f"{row.area}.{row.indicator}"))
    said = demand.lines(row, Effort.of(own), amount, lead, domains[row.domain], about)
    return said, demand.by_year(row, about.period)


@kept
def demanded(plan: Plan, year: int, key: str, mode: str, narrow: bool) -> Figure | None:
    """The path that the plan asks of a clause; None where it has none."""
    assessed = plan.assessed(year)
    row = Measured.first(assessed[assessed["id"] == key])
    events = concerning(plan.frame("events"), row.indicator, row.domain)
    return charts.demanded(row, mode, plan.about.period, events, narrow)


@kept
def other_bases(plan: Plan, year: int, key: str) -> list[str]:
    """The growth that a clause requires from bases of another term, which are named (Markdown)."""
    assessed = plan.assessed(year)
    row = Measured.first(assessed[assessed["id"] == key])
    return [w.literal(line) for line in demand.other_bases(row, plan.series, plan.frame("scope"), plan.about.period)]


def show(plan: Plan, year: int, key: str) -> None:
    """The indicative judgement of a clause, outlined; nothing where there is none."""
    for one in judgements(plan, year):
        if one.id == key:
            with st.container(border=True, key="indicative"):
                st.markdown(f"**{words.outline(one)}**　{w.literal(one.rule_name)}")
                st.markdown(w.literal(one.assumed))
                for told in filter(None, (one.grounds, f"出处：{one.sources}")):
                    st.caption(ui.sections().told(w.literal(told)))
                st.caption("参考判断不计入任何总数，也不进入冻结的评估。")


def show_demands(plan: Plan, year: int, key: str) -> None:
    """What the plan demands of a clause of which nothing is known."""
    said, path = demands(plan, year, key)
    st.markdown("**规划的要求**")
    if chart := demanded(plan, year, key, ui.mode(), ui.narrow()):
        ui.figure(chart, "虚线为规划要求的路径，尚无观测值。来源：规划的目标条款。", "规划要求的路径与目标")
    if len(path):
        ui.table(path, "规划要求的各年值")
    st.markdown("\n".join(f"- {line}" for line in said))


def show_all(plan: Plan, year: int, area: str | None) -> None:
    """All indicative judgements of an area and year in a table to be opened."""
    found = table(plan, year, area)
    spoken = sum(bool(one.verdict) for one in judgements(plan, year, area))
    title = f"{year}年参考判断{len(found)}项：{spoken}项有结论，{len(found) - spoken}项只有门槛（不计入总数，不进入冻结的评估）"
    with st.expander(title if len(found) else f"{year}年没有可作的参考判断", icon=":material/lightbulb:"):
        if len(found):
            ui.table(found, "参考判断及其假定、依据、出处", WIDTHS, more="indicative_columns")
            ui.download(found, f"参考判断-{ui.area_name()}-{year}", "indicative-table")
