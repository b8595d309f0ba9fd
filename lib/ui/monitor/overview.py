"""The first page: what it shows, and the matrix of verdicts."""

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from lib import ui
from lib.plan.kept import kept
from lib.plan.opened import Plan
from lib.text import findings, flagship, matrix, summary, warnings


def _clauses(plan: Plan, year: int, area: str | None) -> pd.DataFrame:
    return plan.within(plan.assessed(year), area)


@kept
def figures(plan: Plan, year: int, area: str | None) -> list[tuple[str, str, str]]:
    """The key figures: label, value, explanation."""
    return summary.figures(_clauses(plan, year, area), year, plan.about.period)


@kept
def bell(plan: Plan, year: int, area: str | None) -> str:
    """How many warnings there are, in one line."""
    return warnings.bell(warnings.within(plan.warnings(year), _clauses(plan, year, area)))


@kept
def gaps(plan: Plan, year: int, area: str | None) -> pd.DataFrame:
    """The clauses that cannot be judged, by reason."""
    return summary.gaps(_clauses(plan, year, area), plan.about.period)


@kept
def late(plan: Plan, year: int, area: str | None) -> pd.DataFrame:
    """What is behind, and by how much."""
    return summary.late(_clauses(plan, year, area), plan.about)


@kept
def headlines(plan: Plan, year: int, area: str | None) -> pd.DataFrame:
    """The main indicators."""
    return summary.headlines(_clauses(plan, year, area), plan.about)


@kept
def disagreement(plan: Plan, year: int, area: str | None) -> str:
    """How far the published methods disagree, in one line."""
    return findings.disagreement(plan.compared(year), _clauses(plan, year, area))


@kept
def flagships(plan: Plan, year: int) -> pd.DataFrame:
    """The flagship projects at a glance."""
    return flagship.at_a_glance(plan.frame("project"), plan.assessed(year), plan.about.period)


@kept
def counts(plan: Plan, year: int, area: str | None) -> pd.DataFrame:
    """The clauses by domain, area and verdict."""
    return matrix.tally(_clauses(plan, year, area))


@kept
def painted(plan: Plan, year: int, area: str | None, mode: str) -> Styler:
    """The same, every cell tinted by its verdict."""
    return matrix.painted(counts(plan, year, area), mode, plan.about)


def verdict_matrix(plan: Plan, year: int, area: str | None) -> dict[str, str] | None:
    """How many clauses of a domain and an area have which verdict; what the cell that somebody clicked asks for
    (`matrix.picked`)."""
    counted = counts(plan, year, area)
    columns = {matrix.DOMAIN: st.column_config.Column(width=int(100 * ui.scale()), pinned=True)}
    for name, (head, means, width) in matrix.heads(counted, ui.narrow()).items():
        columns[name] = st.column_config.NumberColumn(head, help=means, width=int(width * ui.scale()))
    event = ui.table(
        painted(plan, year, area, ui.mode()),
        f"{year}年各领域、各地域的目标条款按结论计数",
        {matrix.AREA: 76},
        height="content",
        placeholder="",
        column_config=columns,
        on_select="rerun",
        selection_mode="single-cell",
        key=f"matrix-{ui.area()}-{year}",
    )
    st.caption(matrix.caption(counted, ui.narrow()))
    return matrix.picked(counted, event.selection.cells)


def with_bars(rows: pd.DataFrame, head: str, alt: str) -> None:
    """Counts (`label`, `value`) with a bar each."""
    most = int(rows["value"].max())
    bar = st.column_config.ProgressColumn("项", format="%d", min_value=0, max_value=most, color="gray")
    ui.table(rows[["label", "value"]].rename(columns={"label": head}), alt, {head: 180}, column_config={"value": bar})
