"""What follows from the plan's files and from a few tables of the ledger alone, shared by all its states that have the
same: a comment or a duty that is entered makes nobody measure anew."""

from functools import cached_property

import pandas as pd

from lib.cycle.review import Submitted
from lib.ledger.changes import CANCELLED
from lib.ledger.entered import adjusted, decided_by, procedure, with_figures
from lib.ledger.state import State
from lib.measure import constants as c
from lib.measure.comparison import compare
from lib.measure.effort import effort
from lib.measure.evidence import Facts, assess
from lib.measure.indicative import indicative
from lib.once import Shelf
from lib.plan.kept import kept
from lib.plan.source import Source
from lib.projects.register import as_stated, register, seen


class Measured:
    """The clauses as measured by the figures and the adjusted targets of a `state`, which need hold no other TABLES. In
    `hindsight` all years are judged by the targets of today. It never changes; all frames are shared: never change one
    in place."""

    TABLES = ("figure", "adjustment")

    def __init__(self, source: Source, state: State, hindsight: bool = False) -> None:
        self.source, self.shelf, self.about = source, Shelf(), source.about
        self._state, self._hindsight = state, hindsight

    @classmethod
    def in_hindsight(cls, source: Source, state: State) -> "Measured":
        """The same in hindsight."""
        return cls(source, state, True)

    @cached_property
    def series(self) -> pd.DataFrame:
        """The observations with the approved figures of the ledger."""
        return with_figures(self.source.frame("series"), self._state, self.source.frame("indicator"))

    @cached_property
    def submitted(self) -> Submitted:
        """The figures that were submitted, as the review asks for them."""
        return Submitted.of(self._state)

    @cached_property
    def clauses(self) -> pd.DataFrame:
        """The clauses with what the procedure made of their targets: `change` is "" for those as the plan has them."""
        return self._adjusted(self._state)

    def _adjusted(self, state: State) -> pd.DataFrame:
        allowed = procedure(self.source.frame("section"), self.about.text.procedure, self.about.period.end)
        return adjusted(self.source.clauses, state, self.source.frame("indicator"), allowed)

    @kept
    def _clauses_of(self, year: int) -> pd.DataFrame:
        """The clauses as at the end of a year: without what the procedure changed later."""
        then = self._state if self._hindsight else decided_by(self._state, year)
        return self.clauses if then is self._state else self._adjusted(then)

    @kept
    def in_force(self, year: int) -> pd.DataFrame:
        """The clauses that are measured for a year: those in force at its end."""
        rows = self._clauses_of(year)
        return rows[rows["change"] != CANCELLED]

    @kept
    def cancelled_by(self, year: int) -> pd.DataFrame:
        """The clauses that had been cancelled by the end of a year: shown, not measured or counted."""
        rows = self._clauses_of(year)
        return rows[rows["change"] == CANCELLED]

    @kept
    def facts(self, until: int | None = None) -> Facts:
        """The observations by area, indicator and measure; without those of years after `until`, if one is given."""
        return Facts(self.series if until is None else self.series[self.series["year"] <= until])

    @kept
    def assessed(self, year: int) -> pd.DataFrame:
        """Every clause in force at the end of a year measured for it; `original_verdict` is the verdict against the target
        as the plan has it ("" where the target was not adjusted)."""
        return self._assessed(year, c.IN_FORCE)

    def assessed_at(self, year: int, limits: c.Thresholds) -> pd.DataFrame:
        """The same by any thresholds; kept for those in force only."""
        return self.assessed(year) if limits == c.IN_FORCE else self._assessed(year, limits)

    def _assessed(self, year: int, limits: c.Thresholds) -> pd.DataFrame:
        measured = self._measured(self.in_force(year), year, limits)
        changed = measured["change"] != ""
        if not changed.any():
            return measured
        original = self._measured(self.source.clauses, year, limits).set_index("id")["verdict"].astype(object)
        return measured.assign(original_verdict=measured["id"].map(original).where(changed, "").fillna(""))

    def _measured(self, clauses: pd.DataFrame, year: int, limits: c.Thresholds) -> pd.DataFrame:
        scope = self.source.frame("scope")
        return assess(clauses, self.series, scope[scope["base"] == "yes"], year, self.about.period, limits)

    @kept
    def indicative(self, year: int) -> pd.DataFrame:
        """What is known of the clauses that cannot be judged for a year: counted nowhere; see measure.indicative."""
        proxies, breaks = self.source.frame("proxies"), self.source.frame("series_break")
        return indicative(self.assessed(year), self.series, proxies, breaks, year, self.about.period)

    @cached_property
    def years_with_figures(self) -> set[int]:
        """The years of the plan of which any figure is known."""
        return set(self.about.period.years) & set(self.series["year"].tolist())

    @cached_property
    def default_year(self) -> int:
        """The year with figures in which most clauses can be judged, the earliest of equals; without figures the first."""
        judged = {
            y: int((~self.assessed(y)["verdict"].isin((c.UNKNOWN, c.NOT_DUE))).sum()) for y in self.years_with_figures
        }
        return max(judged, key=lambda year: (judged[year], -year), default=self.about.period.first)

    @kept
    def compared(self, year: int) -> pd.DataFrame:
        """Our verdicts of a year beside the two published methods."""
        return compare(self.assessed(year), self.about.period)

    @kept
    def effort(self, year: int) -> pd.DataFrame:
        """Required against achieved growth of every target, as known at the end of a year."""
        return effort(self.in_force(year), self.facts(year), self.about.period)


class Registered:
    """The plan's projects as the progress records of a `state` have them, which need hold no other TABLES."""

    TABLES = ("event",)

    def __init__(self, source: Source, state: State) -> None:
        self.source, self.shelf, self.about, self._state = source, Shelf(), source.about, state

    @kept
    def events(self, year: int) -> pd.DataFrame:
        """The progress records of projects up to the end of a year, oldest first: what the register asks of them."""
        return seen(self._state.rows("event"), year)

    @kept
    def projects(self, year: int) -> pd.DataFrame:
        """The register at the end of a year: current stage, share done, `behind`, and what it can be filtered by."""
        needed = ("project", "project_place", "place", "section", "location")
        return register(self.source.frames(needed), self.events(year), year, self.about.period)

    @kept
    def stated_projects(self, year: int) -> pd.DataFrame:
        """The register of a year without what is inferred of where a project lies."""
        return as_stated(self.projects(year))
