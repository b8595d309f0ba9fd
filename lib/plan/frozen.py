"""The plan as an evaluation freezes it: what it takes, what was known then, and the verdicts that were frozen."""

from functools import cached_property

import numpy as np
import pandas as pd

from lib.cycle import freezing
from lib.ledger.fold import fold
from lib.ledger.frozen import Evaluation
from lib.ledger.ledger import Ledger
from lib.ledger.state import State
from lib.measure import constants as c
from lib.plan.measured import Measured
from lib.plan.opened import Plan
from lib.plan.source import Source

NUMBERS = {"actual": "actual_value", "actual_year": "actual_year", "completion": "completion", "pace": "pace"}
WORDS = {"verdict": "verdict", "original_verdict": "original_verdict"}
"""Columns of a measured clause, and the fields of a frozen row that they are taken from."""
EXPLAINED = "explanation_given"
PUBLISHED = "published"


class FrozenMeasured(Measured):
    """The clauses as they are measured `now` by the figures of a state, with the verdicts that an `evaluation` froze: the
    files of the plan may have changed since."""

    def __init__(self, source: Source, state: State, evaluation: Evaluation) -> None:
        super().__init__(source, state)
        self.now, self._frozen = source.following(Measured, state, *Measured.TABLES), evaluation

    def _assessed(self, year: int, limits: c.Thresholds) -> pd.DataFrame:
        now = self.now.assessed_at(year, limits)
        if year != self._frozen["year"] or limits != c.IN_FORCE:
            return now
        then = self._rows(now)
        turned = _differing(now, then)
        return now.assign(**{name: now[name].mask(turned, then[field]) for name, field in (NUMBERS | WORDS).items()})

    @property
    def differing(self) -> int:
        """How many clauses of the evaluation the files of today would judge otherwise, or no longer have."""
        now = self.now.assessed(self._frozen["year"])
        gone = {row["clause"] for row in self._frozen["rows"]} - set(now["id"])
        return int(_differing(now, self._rows(now)).sum()) + len(gone)

    def _rows(self, now: pd.DataFrame) -> pd.DataFrame:
        """The frozen rows beside the measured clauses; nothing beside those that are not in the evaluation."""
        rows = pd.DataFrame([dict(row) for row in self._frozen["rows"]]).set_index("clause")
        return rows.reindex(now["id"]).set_index(now.index)


class FrozenPlan(Plan):
    """A plan with the ledger as it stood when `evaluation` was frozen, and the verdicts, key projects and tasks that were
    frozen then."""

    def __init__(self, source: Source, state: State, evaluation: Evaluation) -> None:
        super().__init__(source, state)
        self.evaluation = self._frozen = evaluation

    @cached_property
    def measured(self) -> FrozenMeasured:
        """The clauses with the verdicts that were frozen."""
        return FrozenMeasured(self.source, self.state, self._frozen)

    def dispatched(self, year: int, day: str) -> pd.DataFrame:
        """Of the year of the evaluation what was frozen of its area, whatever the day."""
        then = freezing.listed(self._frozen) if year == self._frozen["year"] else None
        return super().dispatched(year, day) if then is None else then

    def tasks(self, year: int, day: str) -> pd.DataFrame:
        """Of the year of the evaluation what was frozen of its area, whatever the day."""
        then = freezing.tasks(self._frozen) if year == self._frozen["year"] else None
        return super().tasks(year, day) if then is None else then

    @property
    def differing(self) -> int:
        """How many clauses of the evaluation the files of today would judge otherwise, or no longer have."""
        return self.measured.differing


def seen(plan: Plan, year: int, day: str, area: str | None = None) -> freezing.Seen:
    """What a freeze takes of an area (None: all) and year on a day."""
    every = plan.with_annual(year), plan.dispatched(year, day), plan.tasks(year, day)
    return freezing.Seen(*(plan.within(rows, area) for rows in every))


def _differing(now: pd.DataFrame, then: pd.DataFrame) -> pd.Series:
    """For each clause whether its frozen row says something else; never for one without. Frozen numbers are rounded to
    six places."""
    other = pd.Series(False, index=now.index)
    for name, field in NUMBERS.items():
        pair = now[name].astype(float), then[field].astype(float)
        other |= ~np.isclose(*pair, rtol=1e-6, atol=1e-6, equal_nan=True)
    for name, field in WORDS.items():
        other |= now[name].astype(str) != then[field].astype(str)
    return other & then["verdict"].notna()


def as_frozen(plan: Plan, book: Ledger, evaluation: Evaluation) -> FrozenPlan:
    """The plan as `evaluation`, a row of its state, froze it; `book` is its ledger.

    Of what was recorded later only explanations count, up to the publication.
    """
    seq, until = evaluation["seq"], evaluation["marked_seq"] if evaluation["status"] == PUBLISHED else None
    later = [
        record for record in book.of_kind(EXPLAINED) if record.seq > seq and (until is None or record.seq <= until)
    ]
    return FrozenPlan(plan.source, fold(book.at(seq), later), evaluation)
