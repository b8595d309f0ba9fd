"""The best of what answers to a query, by kind."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from lib.search.entries import KINDS, Entry
from lib.search.matching import ALIKE, Searched, Thing, nearest

MOST = 5
"""Of one kind, before what is left is only counted."""


class Group(NamedTuple):
    """The best `hits` of a kind, the best first, and how many there are in all."""

    kind: str
    hits: tuple[Entry, ...]
    total: int


class Found(NamedTuple):
    """What answers to a query: `groups`, that with the best hit first; `typing_error` where nothing has these letters and
    it is what comes near them; the `nearest` names where nothing was found at all."""

    groups: tuple[Group, ...]
    typing_error: bool
    nearest: tuple[str, ...]

    @property
    def best(self) -> Entry | None:
        """The best of all."""
        return self.groups[0].hits[0] if self.groups else None


class Index:
    """Everything that can be found, ready to be searched."""

    def __init__(self, entries: Sequence[Entry], search: Callable[[list[Thing]], Searched]) -> None:
        """`search` makes things ready to be searched."""
        self.entries = tuple(entries)
        self._searched = search([entry.thing for entry in entries])

    def find(self, query: str, area: str | None = None) -> Found:
        """What answers to a query; of equally good hits those of the `area` first, in the order of the plan.

        Nothing for an empty query.
        """
        if not query.strip():
            return Found((), False, ())
        scores = self._searched.scores(query)
        typing_error = not scores.any()
        if typing_error:
            alike = self._searched.alike(query)
            scores = np.where(alike >= ALIKE, alike, 0.0)
        if not scores.any():
            names = [entry.name for entry in self.entries]
            return Found((), False, tuple(nearest(self._searched, names, query)))
        return Found(self._groups(scores, area), typing_error, ())

    def _groups(self, scores: np.ndarray, area: str | None) -> tuple[Group, ...]:
        hits = [(-scores[at], self.entries[at].area not in ("", area), at) for at in np.flatnonzero(scores)]
        by_kind: dict[str, list[int]] = {}
        for *_, at in sorted(hits):
            by_kind.setdefault(self.entries[at].kind, []).append(int(at))
        best = sorted(by_kind, key=lambda kind: (-scores[by_kind[kind][0]], KINDS.index(kind)))
        return tuple(
            Group(kind, tuple(self.entries[at] for at in by_kind[kind][:MOST]), len(by_kind[kind])) for kind in best
        )
