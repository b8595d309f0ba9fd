"""The current state of what people entered: tables of rows by key."""

from collections.abc import Hashable
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


class Table(NamedTuple):
    """A table of the state: its columns, and its rows by key, oldest first."""

    columns: tuple[str, ...]
    rows: dict[Hashable, Row]


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
        of one day in the order in which they were written."""
        found: dict[str, list[Row]] = {}
        for row in sorted(self.rows(table), key=lambda row: (row["date"], row["seq"])):
            if row["date"] <= until:
                found.setdefault(row[about], []).append(row)
        return found

    def frame(self, table: str) -> pd.DataFrame:
        """A table as a frame with all its columns, oldest row first."""
        return pd.DataFrame(self.rows(table), columns=list(self.tables[table].columns))

    def get(self, table: str, *key: Hashable) -> Row | None:
        """One row by its key; None if there is none."""
        return self.tables[table].rows.get(key if len(key) > 1 else key[0])
