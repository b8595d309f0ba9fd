"""Facets: filters whose values carry the number of rows that a click would leave, so that nobody filters into
nothing."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd


class Facets:
    """A frame indexed by the values of some columns. A cell may hold one value or a tuple of several (a row with two
    chapters)."""

    def __init__(self, rows: pd.DataFrame, columns: Mapping[str, str]):
        """Index `rows` by `columns` (facet → column)."""
        self.size = len(rows)
        self._members = {facet: _membership(rows[column].tolist()) for facet, column in columns.items()}

    def options(self, facet: str) -> list[Any]:
        """All values of a facet, sorted."""
        return list(self._members[facet])

    def select(self, chosen: Mapping[str, Sequence[Any]], among: np.ndarray | None = None) -> np.ndarray:
        """Which rows are left: any of the chosen values within a facet, all facets together; no value chosen = no
        limit.

        >>> facets = Facets(pd.DataFrame({"a": ["x", "y", "y"], "b": [(1, 2), (2,), ()]}), {"a": "a", "b": "b"})
        >>> facets.select({"a": ["y"], "b": [1, 2]}).tolist()
        [False, True, False]
        """
        mask = self._everything(among)
        for facet, values in chosen.items():
            mask &= self._passes(facet, values)
        return mask

    def counts(self, chosen: Mapping[str, Sequence[Any]], among: np.ndarray | None = None) -> dict[str, dict[Any, int]]:
        """For every value of every facet: rows with it that all *other* facets let through.

        >>> facets = Facets(pd.DataFrame({"a": ["x", "y", "y"], "b": [(1, 2), (2,), ()]}), {"a": "a", "b": "b"})
        >>> facets.counts({"a": ["y"]})
        {'a': {'x': 1, 'y': 2}, 'b': {1: 0, 2: 1}}
        """
        passes = {facet: self._passes(facet, chosen.get(facet, ())) for facet in self._members}
        everything = self._everything(among)
        refused = sum((~mask for mask in passes.values()), np.zeros(self.size, dtype=int))
        found = {}
        for facet, members in self._members.items():
            others = everything & (refused - ~passes[facet] == 0)
            found[facet] = {value: int(np.count_nonzero(others[rows])) for value, rows in members.items()}
        return found

    def _everything(self, among: np.ndarray | None) -> np.ndarray:
        return np.ones(self.size, dtype=bool) if among is None else np.array(among, dtype=bool)

    def _passes(self, facet: str, values: Sequence[Any]) -> np.ndarray:
        mask = np.zeros(self.size, dtype=bool) if len(values) else np.ones(self.size, dtype=bool)
        for value in values:
            mask[self._members[facet].get(value, [])] = True
        return mask


def _membership(cells: list[Any]) -> dict[Any, np.ndarray]:
    """Positions of the rows by value, values sorted."""
    rows: dict[Any, list[int]] = {}
    for position, cell in enumerate(cells):
        for value in cell if isinstance(cell, tuple) else (cell,):
            rows.setdefault(value, []).append(position)
    return {value: np.array(rows[value]) for value in sorted(rows)}
