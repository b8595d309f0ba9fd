"""The clauses: the table of all, one in full; what is shown of it, kept with the plan."""

from functools import partial
from typing import NamedTuple

import pandas as pd
import streamlit as st

from lib import ui
from lib.audit.finding import Finding
from lib.audit.rules import of_clause
from lib.charts import growth as growth_of
from lib.charts import series
from lib.charts.house import Figure
from lib.cycle import review
from lib.cycle.annual_plan import Planned
from lib.ledger.binding import bindings
from lib.ledger.state import Row
from lib.measure import uncertainty
from lib.measure.clause import Clause
from lib.measure.comparison import Compared
from lib.measure.event import Event, concerning
from lib.measure.kinds import having
from lib.measure.uncertainty import Outlook
from lib.plan.kept import kept
from lib.plan.opened import Plan
from lib.search import entries
from lib.search.matching import Searched
from lib.text import annual_plan, clause_table, clauses, findings, provenance, submitted_figures
from lib.text import bindings as texts
from lib.text import words as w
from lib.ui.monitor import clause_places, indicative


class InFull(NamedTuple):
    """A clause in full: its `row` (measured, with its annual plan), the clauses of the `same` indicator, what is
    expected and from how many yearly `rates_known`, and the observations: `own` levels, levels for `reference`,
    `rates`, and all that is `known` of the indicator."""

    row: Planned
    same: pd.DataFrame
    outlook: Outlook | None
    rates_known: int
    own: pd.DataFrame
    reference: pd.DataFrame
    rates: pd.DataFrame
    known: pd.DataFrame


@kept
def everything(plan: Plan, year: int) -> pd.DataFrame:
    """The table of all clauses."""
    outcomes = [annual_plan.outcome(row) for row in Planned.of(plan.with_annual(year))]
    whole = clause_table.table(plan.assessed(year), plan.history(year), plan.series, outcomes, plan.about)
    beside, held = {one.id: one.badge for one in indicative.judgements(plan, year)}, indicative.held(plan, year)
    told = [
        f"{reason}；{held[key]}" if key in held else reason
        for key, reason in zip(whole["条款"], whole["理由"], strict=True)
    ]
    whole.insert(2, "参考", [beside.get(key, "") for key in whole["条款"]])
    return whole.assign(理由=told, **{texts.COLUMN: bindings(plan.state, whole["条款"])})


def show_table(table: pd.DataFrame) -> None:
    """The clauses to choose from; 参考判断 where there is any, else what is done of the way."""
    beside = "参考" if (table["参考"] != "").any() else "完成程度"
    ui.table_with_choice(
        table,
        "clause",
        "条款",
        "目标条款一览",
        column_config={
            "完成程度": st.column_config.NumberColumn(format="%.1f%%"),
            "序时进度比": st.column_config.NumberColumn(format="%.2f"),
            "走势": st.column_config.LineChartColumn(width="small"),
            "历年": st.column_config.TextColumn(help=clause_table.LEGEND),
        },
        widths={"结论": 110, "目标": 350, "地域": 80, "条件": 255, "最近": 200, "参考": 150, "理由": 420},
        first=("结论", "目标", "地域", "条件", "最近", beside),
        more="clause_columns",
        card=ui.Card("目标", "结论", ("地域", "条件", "最近")),
    )


def table(plan: Plan, year: int, rows: pd.DataFrame) -> pd.DataFrame:
    """The table of the clauses in `rows` (an assessment)."""
    whole = everything(plan, year)
    return whole[whole["条款"].isin(rows["id"])]


@kept
def cancelled(plan: Plan, year: int) -> pd.DataFrame:
    """The table of the clauses that had been cancelled by the end of a year."""
    return clause_table.cancelled_table(plan.cancelled_by(year), plan.about)


@kept
def _rows(plan: Plan, year: int) -> dict[str, Planned]:
    return Planned.by(plan.with_annual(year))


@kept
def clause(plan: Plan, year: int, key: str) -> InFull | None:
    """A clause in full by its id; None for one that was cancelled."""
    row = _rows(plan, year).get(key)
    if row is None:
        return None
    same = clause_table.same_indicator(plan.assessed(year), row)
    return InFull(
        row, same, *uncertainty.outlook(row, plan.facts(year), plan.about.period), *provenance.parts(plan.series, row)
    )


def _clause(plan: Plan, year: int, key: str) -> InFull:
    found = clause(plan, year, key)
    if found is None:
        raise KeyError(key)
    return found


@kept
def pending(plan: Plan, year: int, key: str) -> str:
    """What was submitted for a clause and does not count yet (Markdown); "" if nothing waits."""
    return submitted_figures.pending(plan.waiting, plan.frame("indicator"), _clause(plan, year, key).row)


@kept
def events(plan: Plan, year: int, key: str) -> list[Event]:
    """The events that bear on the figures of a clause."""
    row = _clause(plan, year, key).row
    return concerning(plan.frame("events"), row.indicator, row.domain)


@kept
def levels(plan: Plan, year: int, key: str, mode: str, narrow: bool) -> Figure:
    """Observations and path of a clause."""
    one = _clause(plan, year, key)
    seen, period = events(plan, year, key), plan.about.period
    return series.levels(one.row, one.same, one.own, one.reference, one.outlook, mode, period, seen, narrow)


@kept
def growth(plan: Plan, year: int, key: str, mode: str, narrow: bool) -> Figure:
    """Yearly growth beside the growth that the plan asks for."""
    one = _clause(plan, year, key)
    asked = one.same[having(one.same["kind"], lambda kind: kind.yearly)]
    return growth_of.rates(asked, one.rates, year, mode, plan.about.period, events(plan, year, key), narrow)


@kept
def methods(plan: Plan, year: int, key: str) -> list[str]:
    """What the published methods say of a clause."""
    compared = plan.compared(year)
    return findings.methods(_clause(plan, year, key).row, Compared.first(compared[compared["id"] == key]))


@kept
def doubts(plan: Plan, year: int, key: str) -> pd.DataFrame:
    """The findings of the audit that concern a clause."""
    return of_clause(plan.source.findings, _clause(plan, year, key).row)


@kept
def notes(plan: Plan, year: int, key: str) -> list[str]:
    """What must be known of a clause's scope (Markdown)."""
    one = _clause(plan, year, key)
    return clauses.notes(one.row, one.same, plan.frame("scope"))


@kept
def observations(plan: Plan, year: int, key: str) -> pd.DataFrame:
    """The table of what is known of a clause's indicator."""
    one = _clause(plan, year, key)
    return provenance.observations(one.known, one.row.area, plan.about)


@kept
def searched(plan: Plan, year: int) -> Searched:
    """The clauses of an assessment as they are searched, in its order."""
    return plan.source.searched(entries.clause_things(plan.assessed(year)))


def filtered(plan: Plan, year: int) -> pd.DataFrame:
    """The filters at the head of the page; the clauses they leave of the assessment of a year."""
    rows = ui.in_area(plan.assessed(year))
    with st.container(horizontal=True):
        rows = ui.choose("领域", rows, "domain_name", "domain")
        rows = ui.choose("结论", rows, "verdict", "verdict")
        rows = ui.choose("类型", rows, "kind", "kind", lambda code: w.word("kind", code))
        rows = rows.assign(binding=bindings(plan.state, rows["id"]))
        rows = ui.choose(texts.COLUMN, rows, "binding", "binding")
        rows = ui.choose("章", rows, "chapter", "chapter", w.chapter_name)
        rows = ui.choose("条款所属", rows, "area", "scope", plan.about.areas.short)
        rows = ui.choose("单元", rows.assign(units=rows["indicator"].map(clause_places.units(plan))), "units", "units")
        every, things = plan.assessed(year), partial(searched, plan, year)
        return ui.search_in(rows, every, things, "q", "名称、拼音首字母")


def show_cancelled(row: Clause) -> None:
    """A clause that was cancelled: by what procedure, and where it stands in the plan."""
    st.info(
        w.literal(clauses.adjustment(row)),
        title=f"{w.literal(row.name)}（{ui.plan().about.areas.short(row.area)}）：已取消",
        icon=":material/block:",
    )
    ui.cite(row.lines)


def show_all_cancelled(plan: Plan, year: int) -> None:
    """The clauses that had been cancelled, in a table."""
    ui.table(
        cancelled(plan, year),
        "按程序取消的目标：不再评估，不计入以上各数",
        {"目标": 300, "依据": 420},
        ("目标", "地域", "原目标", "变动", "依据"),
        "cancelled_columns",
    )


@kept
def history(plan: Plan, area: str, indicator: str) -> list[Row]:
    """Every step of every figure of an area's indicator, the newest first."""
    return review.history(plan.measured.submitted, area, indicator)


def show_history(steps: list[Row], unit: str | None) -> None:
    """The steps of a figure (`review.history`), the newest first."""
    told = submitted_figures.history_table(steps, unit)
    ui.table(
        told, "该指标的填报与审核记录，最新的在前", {"理由或说明": 420}, submitted_figures.HISTORY, "history_columns"
    )


def show_pictures(plan: Plan, year: int, key: str) -> None:
    """Observations and path, and yearly growth; what an empty place means."""
    row, one = _clause(plan, year, key).row, _clause(plan, year, key)
    show_known(plan, year, key)
    if not len(one.own) and not len(one.rates):
        st.info(provenance.no_observation(row, plan.about), icon=":material/info:")
        if row.traits.numeric:
            indicative.show_demands(plan, year, key)
    elif not row.traits.numeric:
        st.info("里程碑没有走势，只看到期时是否完成；每年的记录在下面。", icon=":material/flag:")


def show_known(plan: Plan, year: int, key: str) -> None:
    """Observations and path, and yearly growth, as far as there are any, with the events of that time."""
    row, one = _clause(plan, year, key).row, _clause(plan, year, key)
    levelled = bool(len(one.own) and row.indicator_unit)
    if levelled:
        ui.figure(
            levels(plan, year, key, ui.mode(), ui.narrow()),
            provenance.levels_caption(row, one.own),
            f"{row.indicator_name}：观测值、目标路径与{plan.about.period.end}年目标",
        )
    if len(one.rates):
        ui.figure(
            growth(plan, year, key, ui.mode(), ui.narrow()),
            provenance.rates_caption(row, one.rates, plan.about),
            f"{row.indicator_name}的逐年增速与规划要求的年均增速",
        )
    if (levelled or len(one.rates)) and (told := provenance.events(events(plan, year, key))):
        st.caption(told)


def show_doubts(plan: Plan, year: int, key: str) -> None:
    """What the plan's own numbers contradict about a clause: the first in full, the others in a table to be opened."""
    found = doubts(plan, year, key)
    for finding in Finding.of(found.head(findings.MOST)):
        told = ui.sections().told
        st.warning(
            told(findings.paragraph(finding)), title=told(f"{finding.severity}：{finding.what}"), icon=":material/rule:"
        )
    rest = found.iloc[findings.MOST :]
    if len(rest):
        with st.expander(f"另有{len(rest)}处自洽性问题涉及本指标", icon=":material/rule:"):
            ui.table(findings.briefly(rest), "涉及本指标的其他自洽性问题")
