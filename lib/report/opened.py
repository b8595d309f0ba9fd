"""What a report reads of an open plan (`lib.plan.opened.Plan`)."""

from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

import pandas as pd

from lib.about import About
from lib.ledger.frozen import Evaluation
from lib.ledger.state import State
from lib.measure.evidence import Facts


class Source(Protocol):
    """What follows from the plan's files alone."""

    def own(self, name: str) -> Path | None:
        """A file of the office's own beside the plan's tables; None where there is none."""

    def held(self, digest: str) -> bytes | None:
        """A file that was attached to a record, by its hash; None where it is missing or changed."""

    @property
    def findings(self) -> pd.DataFrame:
        """What the audit of the plan's own figures finds."""

    @property
    def geometry(self) -> tuple[pd.DataFrame, dict[str, pd.DataFrame]]:
        """The table of map layers, and the layers by slug."""

    @property
    def projects_on_map(self) -> pd.DataFrame:
        """Pairs (project, place): where on the drawing each project stands."""

    @property
    def projects_in_places(self) -> pd.DataFrame:
        """Pairs (place, project)."""


class Opened(Protocol):
    """Files, ledger and what follows from both."""

    @property
    def about(self) -> About:
        """What the plan is."""

    @property
    def source(self) -> Source:
        """What follows from the files alone."""

    @property
    def state(self) -> State:
        """What people entered."""

    @property
    def newcomers(self) -> pd.DataFrame:
        """The projects that came after the plan."""

    @property
    def newcomers_on_map(self) -> pd.DataFrame:
        """Pairs (project, place): the drawn park or town of each."""

    @property
    def evaluation(self) -> Evaluation | None:
        """The frozen evaluation that this is the plan of; None for the plan as it stands now."""

    def then(self, year: int) -> State:
        """What people entered, without the adjustments decided after a year."""

    def cancelled_by(self, year: int) -> pd.DataFrame:
        """The clauses whose target had been cancelled by the end of a year."""

    def frames(self, wanted: Iterable[str]) -> dict[str, pd.DataFrame]:
        """Several tables or views by name, with what was entered."""

    def history(self, year: int) -> dict[int, pd.DataFrame]:
        """Every clause measured for each year up to `year`."""

    def projects(self, year: int) -> pd.DataFrame:
        """The register at the end of a year."""

    def effort(self, year: int) -> pd.DataFrame:
        """Required against achieved growth of every target."""

    def facts(self, until: int | None = None) -> Facts:
        """The observations, without those of years after `until`."""

    def annual(self, year: int) -> pd.DataFrame:
        """The annual plan beside the five-year path."""

    def indicative(self, year: int) -> pd.DataFrame:
        """What is known of the clauses that cannot be judged for a year."""

    def dispatched(self, year: int, day: str) -> pd.DataFrame:
        """The key projects of a year as they stand on a day."""

    def tasks(self, year: int, day: str) -> pd.DataFrame:
        """The measures and the projects for people's livelihood as they stand on a day."""

    def points(self, year: int, day: str) -> pd.DataFrame:
        """The parts of every unit's score; without rows while none is laid down."""

    def within(self, rows: pd.DataFrame, area: str | None) -> pd.DataFrame:
        """Rows of an area and those that several share; all rows for None."""

    def monthly(self, year: int, month: int) -> pd.DataFrame:
        """The figures within a year as they stand at the end of a month."""
