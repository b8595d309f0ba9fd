"""Reading the store: one locked-down read-only connection a process, a cursor a query, frames out."""

from pathlib import Path

import duckdb
import pandas as pd

from lib.about import About, parse
from lib.store.build import LOCKED_DOWN

StoreError = duckdb.Error
"""What is raised where the store cannot be opened or read."""


class Store:
    """The open plan store. Thread-safe: every read uses a cursor of its own."""

    def __init__(self, path: Path):
        """Open `path` read-only. duckdb.IOException if it is missing or another process is writing to it."""
        self._con = duckdb.connect(str(path), read_only=True, config=LOCKED_DOWN)
        ((self.fingerprint, text),) = self._con.execute("select fingerprint, about from meta").fetchall()
        self.about: About = parse(text)

    def names(self) -> list[str]:
        """Names of all tables and views that can be read, sorted."""
        query = "select table_name from information_schema.tables where table_name not in ('meta', 'plan') order by 1"
        return [name for (name,) in self._con.cursor().execute(query).fetchall()]

    def frame(self, name: str) -> pd.DataFrame:
        """A whole table or view as a frame in its own order; KeyError for any other name."""
        if name not in self.names():
            raise KeyError(name)
        frame = self._con.cursor().table(name).df()
        text = frame.select_dtypes(["object", "str"]).columns
        return frame.assign(
            **{column: frame[column].astype(object).where(frame[column].notna(), None) for column in text}
        )

    def close(self) -> None:
        """Close the connection."""
        self._con.close()
