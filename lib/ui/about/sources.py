"""What the page of the sources shows, kept with the plan."""

import pandas as pd

from lib.plan.kept import kept
from lib.plan.opened import Plan
from lib.text import provenance


@kept
def table(plan: Plan) -> pd.DataFrame:
    """Every source with what it feeds."""
    return provenance.sources(plan.frame("source"), plan.series, plan.source.frame("clause"))


@kept
def fed(plan: Plan, slug: str) -> pd.DataFrame:
    """The observations that a source feeds; empty where it feeds none."""
    return provenance.observations(plan.series[plan.series["source"] == slug], "", plan.about)
