"""What the page of the sources shows, kept with the plan."""

import pandas as pd

from lib.charts import completeness as charts
from lib.charts.house import Figure
from lib.measure.completeness import completeness
from lib.plan.kept import kept
from lib.plan.opened import Plan
from lib.text import provenance


@kept
def known(plan: Plan, mode: str) -> Figure:
    """How much is known of each domain and year."""
    return charts.known(completeness(plan.in_force, plan.series, plan.about.period.with_base), mode)


@kept
def table(plan: Plan) -> pd.DataFrame:
    """Every source with what it feeds."""
    return provenance.sources(plan.frame("source"), plan.series, plan.source.frame("clause"))


@kept
def fed(plan: Plan, slug: str) -> pd.DataFrame:
    """The observations that a source feeds; empty where it feeds none."""
    return provenance.observations(plan.series[plan.series["source"] == slug], "")
