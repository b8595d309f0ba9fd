"""What the page of the growth required shows, kept with the plan."""

import pandas as pd

from lib.charts import effort as charts
from lib.charts.house import Figure
from lib.plan.kept import kept
from lib.plan.opened import Plan
from lib.text import projection


@kept
def targets(plan: Plan, year: int, area: str | None) -> pd.DataFrame:
    """Required against achieved growth of every target, with names and units."""
    return plan.within(projection.named(plan.effort(year), plan.clauses), area)


@kept
def figure(plan: Plan, year: int, area: str | None, mode: str, narrow: bool) -> Figure:
    """Required against achieved growth, a row an indicator."""
    return charts.effort(projection.drawable(targets(plan, year, area), plan.about), mode, plan.about, narrow)


@kept
def table(plan: Plan, year: int, area: str | None) -> pd.DataFrame:
    """The same in words."""
    return projection.effort_table(targets(plan, year, area), plan.about)
