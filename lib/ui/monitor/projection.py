"""What the page of projections shows, kept with the plan."""

from typing import NamedTuple

import pandas as pd

from lib.charts import projection as charts
from lib.charts.house import Figure
from lib.measure import projection as p
from lib.measure.clause import Measured
from lib.plan.kept import kept
from lib.plan.opened import Plan
from lib.text import projection


class Case(NamedTuple):
    """An indicator to be projected: its `clauses`, where it starts (None if nothing is known), and the rates by
    scenario with their price basis."""

    clauses: pd.DataFrame
    start: p.Start | None
    rates: dict[str, tuple[float, str | None]]

    @property
    def first(self) -> pd.Series:
        """The first of its clauses."""
        return self.clauses.iloc[0]

    @property
    def unit(self) -> str:
        """The indicator's unit; "" where it has none."""
        return self.first["indicator_unit"] or ""

    @property
    def decimals(self) -> int:
        """How many decimals its values are shown with."""
        return int(self.first["decimals"])


@kept
def indicators(plan: Plan, year: int, area: str | None) -> pd.Series:
    """The indicators of an area that can be projected at the end of a year: names by key."""
    return projection.projectable(plan.within(plan.measured_in(year), area), plan.about)


@kept
def case(plan: Plan, year: int, key: str, assumed: float | None = None, prices: float = 0.0) -> Case:
    """An indicator as known at the end of a year. `assumed` stands in for the base where no level is known, `prices` is
    the yearly change of prices (per cent) by which real rates become nominal."""
    clauses, facts = projection.clauses_of(plan.measured_in(year), key), plan.facts(year)
    start = p.begin(clauses, facts, plan.about.period, assumed)
    return Case(clauses, start, p.converted(p.rates(start, facts), start, prices) if start else {})


def judged(plan: Plan, year: int, clauses: pd.DataFrame) -> list[Measured]:
    """Some clauses as they stand at the end of a year."""
    rows = plan.assessed(year)
    return Measured.of(rows[rows["id"].isin(clauses["id"])])


@kept
def figure(
    plan: Plan, year: int, key: str, assumed: float | None, prices: float, rate: float, mode: str, narrow: bool
) -> Figure:
    """Every scenario of a `case`, and that of one's own `rate`, to the plan's last year."""
    asked = case(plan, year, key, assumed, prices)
    if asked.start is None:
        raise ValueError(f"{key}: nothing is known to start from")
    lines = projection.lines(asked.start, asked.rates | {"own": (rate, None)}, plan.about)
    return charts.scenarios(asked.start, lines, asked.unit, asked.decimals, mode, narrow, period=plan.about.period)
