"""What the data of a plan knows: the names that a record may speak of."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import pandas as pd

from lib.ledger.changes import ADDED
from lib.measure.kinds import KINDS
from lib.measure.period import Period

FRAMES = ("area", "indicator", "unit", "project", "target", "measure")
"""The tables of the store from which `of` takes the names."""


class Measured(NamedTuple):
    """What a clause is about: an area and an indicator."""

    area: str | None
    indicator: str | None


class Known(NamedTuple):
    """The names of a data set; `units` of measure, `clauses` with what each is about, `joint` the areas that both
    share, `period` the plan's years, `stages` those of a project, `milestones` the clauses that ask for something by a
    date instead of a value, `measures` what the plan promises beside projects and quantified targets."""

    areas: frozenset[str]
    joint: frozenset[str]
    indicators: frozenset[str]
    units: frozenset[str]
    projects: frozenset[str]
    clauses: Mapping[str, Measured]
    period: Period
    stages: tuple[str, ...] = ()
    milestones: frozenset[str] = frozenset()
    measures: frozenset[str] = frozenset()

    def with_added(
        self, adjustments: Iterable[Mapping[str, Any]], newcomers: Iterable[Mapping[str, Any]] = ()
    ) -> "Known":
        """The names, with the clauses that the procedure added, and the projects that came after the plan."""
        added = [row for row in adjustments if row["change"] == ADDED]
        came = {row["id"] for row in newcomers}
        if not added and not came:
            return self
        clauses = {row["clause"]: Measured(row.get("area"), row.get("indicator")) for row in added}
        milestones = {row["clause"] for row in added if is_dated(row.get("type"))}
        return self._replace(
            clauses={**self.clauses, **clauses}, milestones=self.milestones | milestones, projects=self.projects | came
        )


def is_dated(kind: object) -> bool:
    """Whether a name is that of a kind of clause that asks for no figure, but to be done by its date."""
    return isinstance(kind, str) and kind in KINDS and not KINDS[kind].numeric


def of(frames: Mapping[str, pd.DataFrame], period: Period, stages: Iterable[str]) -> Known:
    """The names in the tables FRAMES of a plan of these years; `stages` are those that a project goes through."""
    area, targets = frames["area"], frames["target"]
    indicators, units, projects = (
        frozenset(frames[name][key]) for name, key in (("indicator", "slug"), ("unit", "name"), ("project", "id"))
    )
    clauses = {
        key: Measured(*about) for key, *about in zip(targets["id"], targets["area"], targets["indicator"], strict=True)
    }
    joint, milestones = area.loc[area["kind"] == "joint", "name"], targets.loc[targets["kind"].map(is_dated), "id"]
    return Known(
        frozenset(area["name"]),
        frozenset(joint),
        indicators,
        units,
        projects,
        clauses,
        period,
        tuple(stages),
        frozenset(milestones),
        frozenset(frames["measure"]["id"]),
    )
