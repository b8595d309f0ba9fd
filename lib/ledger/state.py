"""The current state of what people entered: tables of rows by key."""

from bisect import bisect_right
from collections.abc import Hashable
from dataclasses import dataclass, field
from itertools import islice
from operator import itemgetter
from typing import Any, NamedTuple

import pandas as pd

Row = dict[str, Any]
"""A row of the state: META, and the fields of the records that put and marked it."""
META = (
    "key",
    "subject",
    "seq",
    "who",
    "role",
    "at",
    "why",
    "file",
    "status",
    "marked_by",
    "marked_at",
    "marked_why",
    "marked_seq",
)
"""Columns of every table beside its fields: the record that put the row, and the last one that marked it."""


_day, _order = itemgetter("date"), itemgetter("date", "seq")


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the state: its columns, and its rows by key, oldest first.

    `days` are the first so many rows by a field of theirs, each in the order of its days: what was sorted once is
    continued when rows have been added (see fold), and cleared where any of them has changed.
    """

    columns: tuple[str, ...]
    rows: dict[Hashable, Row]
    days: dict[str, tuple[int, dict[Any, list[Row]]]] = field(default_factory=dict, compare=False, repr=False)

    def dated(self, about: str) -> dict[Any, list[Row]]:
        """The rows, which have a `date`, by what they are `about`: the earliest first, of one day as they were written.
        Shared: never change it."""
        count, by = self.days.get(about, (0, {}))
        if count < len(self.rows):
            by, touched = dict(by), dict[Any, list[Row]]()
            for row in islice(self.rows.values(), count, None):
                own = touched.get(row[about])
                if own is None:
                    own = touched[row[about]] = list(by.get(row[about], ()))
                own.append(row)
            for own in touched.values():
                own.sort(key=_order)
            by.update(touched)
            self.days[about] = len(self.rows), by
        return by


class State(NamedTuple):
    """The tables by name, as of the record `seq`, whose hash stands for all that led to it ("" before the first). Never
    changed in place."""

    seq: int
    tables: dict[str, Table]
    hash: str = ""

    @property
    def end(self) -> str:
        """Where the ledger ended, in words that can be held against it later; "" before the first record."""
        return f"台账记录到第{self.seq}条，指纹 {self.hash}" if self.hash else ""

    def rows(self, table: str) -> list[Row]:
        """The rows of a table, oldest first."""
        return list(self.tables[table].rows.values())

    def dated(self, table: str, about: str, until: str = "9999") -> dict[str, list[Row]]:
        """The rows of a table that have a `date` (YYYY-MM-DD, at most `until`) by what they are about, the earliest first;
        of one day in the order in which they were written. Shared: never change it."""
        every = self.tables[table].dated(about)
        return {
            key: rows if rows[-1]["date"] <= until else rows[: bisect_right(rows, until, key=_day)]
            for key, rows in every.items()
            if rows[0]["date"] <= until
        }

    def frame(self, table: str) -> pd.DataFrame:
        """A table as a frame with all its columns, oldest row first."""
        return pd.DataFrame(self.rows(table), columns=list(self.tables[table].columns))

    def told(self, table: str, about: str, thing: Hashable) -> pd.DataFrame:
        """The rows of a table with a `date` that are about one thing, as a frame with all its columns, in the order of
        `dated`."""
        found = self.tables[table]
        return pd.DataFrame(found.dated(about).get(thing, []), columns=list(found.columns))

    def get(self, table: str, *key: Hashable) -> Row | None:
        """One row by its key; None if there is none."""
        return self.tables[table].rows.get(key if len(key) > 1 else key[0])
