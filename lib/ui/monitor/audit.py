"""What the page of the audit shows, kept with the plan."""

from lib.charts import audit as charts
from lib.charts.house import Figure
from lib.plan.kept import kept
from lib.plan.opened import Plan
from lib.text.citation import Sections


@kept
def by_rule(plan: Plan, mode: str, narrow: bool) -> Figure:
    """All findings by rule and severity."""
    return charts.by_rule(plan.source.findings, mode, narrow)


@kept
def gaps(plan: Plan, drawn: tuple[int, ...], mode: str) -> Figure:
    """The two numbers of each of some findings, by their numbers and in that order."""
    rows = plan.source.findings.loc[list(drawn)]
    return charts.gaps(rows.assign(what=rows["what"].map(Sections(plan.frame("section")).told)), mode)
