"""The open plan: what its files hold, what people entered, and what follows from both, each once a process and shared by
pages, commands and reports."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any

import pandas as pd

from lib.cycle.annual_plan import annual
from lib.cycle.dispatch import dispatched
from lib.cycle.monthly import monthly
from lib.cycle.review import waiting, years
from lib.cycle.tasks import tasks
from lib.cycle.warning import warnings
from lib.home import Home
from lib.ledger import frozen
from lib.ledger.changes import CANCELLED
from lib.ledger.entered import decided_by
from lib.ledger.fold import EMPTY, supposing
from lib.ledger.ledger import Ledger
from lib.ledger.record import Entry
from lib.ledger.state import State
from lib.measure import constants as c
from lib.measure.evidence import Facts
from lib.once import Shelf, once
from lib.plan.kept import kept
from lib.plan.measured import Measured, Registered
from lib.plan.scored import points
from lib.plan.source import Source, open_source, place
from lib.projects.in_places import of_newcomers
from lib.projects.register import CATALOGUE, newcomers


class Plan:
    """A plan with a state of its ledger. It never changes: another state is another Plan with the same source. All frames
    are shared: never change one in place."""

    evaluation: frozen.Evaluation | None = None
    """The evaluation as which the plan is shown: see plan.frozen."""
    hindsight = False
    """Whether all years are judged by the targets of today."""

    def __init__(self, source: Source, state: State = EMPTY) -> None:
        """`uncounted` are the rows of the `state` that the data does not know, with their `problem`: in no table."""
        self.source, self.shelf, self.about = source, Shelf(), source.about
        found = source.counted(state) if state.seq else None
        self.state, self.uncounted = (found.state, found.out) if found else (state, [])
        self._supposed: tuple[list[tuple[str, dict[str, Any]]], Plan] | None = None

    def with_state(self, state: State) -> "Plan":
        """The same plan with another state of the ledger."""
        return Plan(self.source, state)

    def then(self, year: int) -> State:
        """The state with the targets as at the end of a year; in hindsight with those of today."""
        return self.state if self.hindsight else decided_by(self.state, year)

    @kept
    def looking_back(self) -> "Plan":
        """The same plan in `hindsight`."""
        plan = self.with_state(self.state)
        plan.hindsight = True
        return plan

    def supposing(self, entries: list[Entry]) -> "Plan":
        """The plan as it would be if these records were written; the last one asked for is kept."""
        key = [(item.kind, item.payload) for item in entries]
        if self._supposed is None or self._supposed[0] != key:
            self._supposed = key, self.with_state(supposing(self.state, entries))
        return self._supposed[1]

    @cached_property
    def measured(self) -> Measured:
        """What follows from the figures and the adjusted targets alone."""
        make = Measured.in_hindsight if self.hindsight else Measured
        return self.source.following(make, self.state, *Measured.TABLES)

    @cached_property
    def registered(self) -> Registered:
        """What follows from the progress records of the projects alone."""
        return self.source.following(Registered, self.state, *Registered.TABLES)

    @property
    def series(self) -> pd.DataFrame:
        """The observations with the approved figures of the ledger."""
        return self.measured.series

    @property
    def clauses(self) -> pd.DataFrame:
        """The clauses with what the procedure made of their targets: `change` is "" for those as the plan has them."""
        return self.measured.clauses

    @cached_property
    def in_force(self) -> pd.DataFrame:
        """The clauses that are in force now: all but those whose target was cancelled by procedure."""
        return self.clauses[self.clauses["change"] != CANCELLED]

    def measured_in(self, year: int) -> pd.DataFrame:
        """The clauses that are measured for a year: those in force at its end."""
        return self.measured.in_force(year)

    def cancelled_by(self, year: int) -> pd.DataFrame:
        """The clauses that had been cancelled by the end of a year: shown, not measured or counted."""
        return self.measured.cancelled_by(year)

    def frame(self, name: str) -> pd.DataFrame:
        """A table or view of the store with what was entered: approved `series`, `clause` with adjusted targets."""
        return self.series if name == "series" else self.clauses if name == "clause" else self.source.frame(name)

    def frames(self, wanted: Iterable[str]) -> dict[str, pd.DataFrame]:
        """Several tables or views of the store by name."""
        return {name: self.frame(name) for name in wanted}

    def areas(self, *kinds: str) -> list[str]:
        """Names of the areas of these kinds (plan, joint, park, town, reference)."""
        return self.source.areas(*kinds)

    def within(self, rows: pd.DataFrame, area: str | None) -> pd.DataFrame:
        """Rows of an area and those that both areas share; all rows for None. `rows` has the column `area`."""
        return rows if area is None else _of_areas(rows, (area, *self.areas("joint")))

    def facts(self, until: int | None = None) -> Facts:
        """The observations by area, indicator and measure; without those of years after `until`, if one is given."""
        return self.measured.facts(until)

    def assessed(self, year: int) -> pd.DataFrame:
        """Every clause in force at the end of a year measured for it: see plan.measured."""
        return self.measured.assessed(year)

    def assessed_at(self, year: int, limits: c.Thresholds) -> pd.DataFrame:
        """The same by any thresholds."""
        return self.measured.assessed_at(year, limits)

    def indicative(self, year: int) -> pd.DataFrame:
        """What is known of the clauses that cannot be judged for a year: counted nowhere; see measure.indicative."""
        return self.measured.indicative(year)

    def history(self, year: int) -> dict[int, pd.DataFrame]:
        """Every clause measured for each year of the plan up to `year`."""
        return {y: self.assessed(y) for y in self.about.period.years if y <= year}

    @property
    def years_with_figures(self) -> set[int]:
        """The years of the plan of which any figure is known."""
        return self.measured.years_with_figures

    @property
    def default_year(self) -> int:
        """The year with figures in which most clauses can be judged, the earliest of equals; without figures the first."""
        return self.measured.default_year

    @kept
    def annual(self, year: int) -> pd.DataFrame:
        """The annual plan beside the five-year path, with the index of `assessed(year)`: see cycle.annual_plan."""
        return annual(self.assessed(year), self.facts(), self.state, year, self.about.period)

    @kept
    def with_annual(self, year: int) -> pd.DataFrame:
        """Every clause measured for a year with the columns of its annual plan."""
        return self.assessed(year).join(self.annual(year).drop(columns=["id", "area"]))

    @kept
    def warnings(self, year: int) -> pd.DataFrame:
        """The warnings of a year: see cycle.warning."""
        history = self.history(year)
        return warnings(history, {y: self.annual(y) for y in history}, self.state, year)

    @cached_property
    def waiting(self) -> pd.DataFrame:
        """The submitted figures that wait for review, with what they would change: see cycle.review."""
        assessed = {y: self.assessed(y) for y in years(self.state, self.about.period)}
        return waiting(self.state, self.facts(), assessed, self.about.period)

    @cached_property
    def evaluations(self) -> list[frozen.Evaluation]:
        """The evaluations that were frozen and not discarded, the newest first: see ledger.frozen."""
        return frozen.evaluations(self.state)

    def compared(self, year: int) -> pd.DataFrame:
        """Our verdicts of a year beside the two published methods."""
        return self.measured.compared(year)

    def effort(self, year: int) -> pd.DataFrame:
        """Required against achieved growth of every target, as known at the end of a year."""
        return self.measured.effort(year)

    @cached_property
    def newcomers(self) -> pd.DataFrame:
        """The projects that came after the plan, with the columns of `catalogue`."""
        return newcomers(self.state.rows("newcomer"))

    @cached_property
    def newcomers_on_map(self) -> pd.DataFrame:
        """Pairs (project, place): the drawn park or town of each project that came after the plan."""
        return self.source.on_map(of_newcomers(self.state.rows("newcomer"), self.source.frame("place")))

    @cached_property
    def catalogue(self) -> pd.DataFrame:
        """All projects that a record may speak of: the plan's, and those that came later."""
        own = self.source.frame("project")[list(CATALOGUE)]
        return own if self.newcomers.empty else pd.concat([own, self.newcomers], ignore_index=True)

    @kept
    def tasks(self, year: int, day: str) -> pd.DataFrame:
        """The measures and the projects for people's livelihood as they were reported by a day: see cycle.tasks."""
        return tasks(self.source.measures, self.projects(year), self.state, min(day, f"{year}-12-31"))

    @kept
    def dispatched(self, year: int, day: str) -> pd.DataFrame:
        """The key projects of a year as they stand on a day (YYYY-MM-DD): see cycle.dispatch."""
        return dispatched(self.catalogue, self.state, year, day)

    @kept
    def points(self, year: int, day: str) -> pd.DataFrame:
        """The parts of every unit's score (Points): see plan.scored."""
        return points(self, year, day)

    @kept
    def monthly(self, year: int, month: int) -> pd.DataFrame:
        """The figures within a year as they stand at the end of a month: see cycle.monthly."""
        spread, named = self.source.frame("monthly"), self.source.indicators
        return monthly(self.with_annual(year), spread, named, self.state, self.facts(), year, month)

    def projects(self, year: int) -> pd.DataFrame:
        """The register at the end of a year: current stage, share done, `behind`, and what it can be filtered by."""
        return self.registered.projects(year)

    def stated_projects(self, year: int) -> pd.DataFrame:
        """The register of a year without what is inferred of where a project lies."""
        return self.registered.stated_projects(year)

    def events(self, year: int) -> pd.DataFrame:
        """The progress records of projects up to the end of a year, oldest first: what the register asks of them."""
        return self.registered.events(year)


def open_plan(home: Home) -> Plan:
    """The plan that lives in a folder, with its ledger. DataError, StoreError or OSError if that cannot be; LedgerBusy or
    LedgerBroken if the ledger cannot be read."""
    source = open_source(home)
    return Plan(source, Ledger(place(home), lambda: source.known).state())


@once
def _of_areas(rows: pd.DataFrame, areas: tuple[str, ...]) -> pd.DataFrame:
    return rows[rows["area"].isin(areas)]
