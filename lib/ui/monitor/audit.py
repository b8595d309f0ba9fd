"""What the page of the audit shows, kept with the plan."""

import pandas as pd

from lib.charts import audit as charts
from lib.charts.house import Figure
from lib.plan.kept import kept
from lib.plan.opened import Plan
from lib.text import findings
from lib.text.citation import Sections


@kept
def counts(plan: Plan) -> pd.DataFrame:
    """All findings by rule and severity."""
    return findings.counts(plan.source.findings)


@kept
def gaps(plan: Plan, drawn: tuple[int, ...], mode: str) -> Figure:
    """The two numbers of each of some findings, by their numbers and in that order."""
    rows = plan.source.findings.loc[list(drawn)]
    return charts.gaps(rows.assign(what=rows["what"].map(Sections(plan.frame("section")).told)), mode)
