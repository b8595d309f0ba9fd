"""The pictures of the warnings: whom they concern and which domains, by level."""

import pandas as pd
import streamlit as st

from lib import ui
from lib.charts.house import Figure
from lib.charts.stacked import marks, stacked
from lib.cycle.warning import LEVELS
from lib.ledger.permission import each
from lib.plan.kept import kept
from lib.plan.opened import Plan
from lib.text import warnings

BY_LEVEL = marks(*reversed(LEVELS))


@kept
def warned(plan: Plan, year: int, area: str | None) -> pd.DataFrame:
    """The warnings of a year and area, with the domain of each."""
    return warnings.within(plan.warnings(year), plan.within(plan.assessed(year), area))


@kept
def by_unit(plan: Plan, year: int, area: str | None, mode: str, narrow: bool) -> Figure:
    """How many warnings each unit has, most first; what several lead counts for each."""
    rows = warned(plan, year, area)
    rows = rows.assign(unit=rows["unit"].map(each)).explode("unit", ignore_index=True)
    most = rows["unit"].map(rows["unit"].value_counts())
    return stacked(
        rows.assign(most=-most).sort_values(["most", "unit"], kind="stable"), "unit", "level", BY_LEVEL, mode, narrow
    )


@kept
def by_domain(plan: Plan, year: int, area: str | None, mode: str, narrow: bool) -> Figure:
    """How many warnings each domain has, in the plan's order."""
    return stacked(warned(plan, year, area).sort_values("rank"), "field", "level", BY_LEVEL, mode, narrow)


def show_pictures(plan: Plan, year: int, area: str | None) -> None:
    """Both; a click filters the page."""
    left, right = st.columns(2, gap="large")
    with left:
        ui.figure_that_filters(
            by_unit(plan, year, area, ui.mode(), ui.narrow()),
            "点一段只看这个单位的，双击空白处看全部。来源：评估与年度计划，责任单位见“责任分解”。",
            f"{year}年预警：按责任单位与级别",
            "warned-unit",
            "lead",
            "level",
        )
    with right:
        ui.figure_that_filters(
            by_domain(plan, year, area, ui.mode(), ui.narrow()),
            "点一段只看这个领域的，双击空白处看全部。来源：评估与年度计划。",
            f"{year}年预警：按领域与级别",
            "warned-domain",
            "of",
            "level",
        )
