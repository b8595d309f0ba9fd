"""What the page of the flagship projects shows, kept with the plan."""

import pandas as pd

from lib.charts import projects as charts
from lib.charts.house import Figure
from lib.plan.kept import kept
from lib.plan.opened import Plan
from lib.text import flagship


@kept
def projects(plan: Plan) -> pd.DataFrame:
    """The flagship projects."""
    return flagship.flagship_rows(plan.frame("project"))


@kept
def milestones(plan: Plan, year: int) -> pd.DataFrame:
    """The clauses that measure them."""
    return flagship.milestones_of(projects(plan), plan.assessed(year))


@kept
def deadlines(plan: Plan, year: int, mode: str) -> Figure:
    """Their deadlines, and what the plan says is reached."""
    marks = flagship.deadlines(projects(plan), milestones(plan, year), plan.frame("claim"), plan.about)
    return charts.deadlines(marks, year, mode, plan.about.period)


@kept
def table(plan: Plan, year: int) -> pd.DataFrame:
    """All of them at a glance."""
    rows = projects(plan)
    found = flagship.flagships_table(rows, milestones(plan, year), plan.about.period)
    return flagship.with_progress(found, rows, plan.projects(year))


def system(plan: Plan, place: str) -> str:
    """The spatial system of a place."""
    return str(plan.frame("place").set_index("id").at[place, "system"])
