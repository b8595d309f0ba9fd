"""Reading the store: one locked-down read-only connection a process, a cursor a query, frames out."""

import threading
from pathlib import Path
from weakref import WeakSet

import duckdb
import pandas as pd

from lib.about import About, parse
from lib.store.build import LOCKED_DOWN

StoreError = duckdb.Error
"""What is raised where the store cannot be opened or read."""


NAMES = "select table_name from information_schema.tables where table_name not in ('meta', 'plan') order by 1"
_open: "WeakSet[Store]" = WeakSet()
"""The stores of this process whose file is open."""


class Store:
    """The open plan store. Thread-safe."""

    def __init__(self, path: Path):
        """Open `path` read-only. duckdb.IOException if it is missing or another process is writing to it."""
        self._con = duckdb.connect(str(path), read_only=True, config=LOCKED_DOWN)
        self._path, self._lock, self._left = path, threading.Lock(), dict[str, pd.DataFrame]()
        ((self.fingerprint, text),) = self._con.execute("select fingerprint, about from meta").fetchall()
        self._names = [name for (name,) in self._con.execute(NAMES).fetchall()]
        self.about: About = parse(text)
        _open.add(self)

    def names(self) -> list[str]:
        """Names of all tables and views that can be read, sorted."""
        return self._names

    def frame(self, name: str) -> pd.DataFrame:
        """A whole table or view as a frame in its own order; KeyError for any other name."""
        if name not in self._names:
            raise KeyError(name)
        with self._lock:
            return self._left[name] if self._left else self._frame(name)

    def _frame(self, name: str) -> pd.DataFrame:
        frame = self._con.cursor().table(name).df()
        text = frame.select_dtypes(["object", "str"]).columns
        return frame.assign(
            **{column: frame[column].astype(object).where(frame[column].notna(), None) for column in text}
        )

    def let_go(self) -> None:
        """Read all that may still be asked for and close the file."""
        with self._lock:
            if not self._left:
                self._left = {name: self._frame(name) for name in self._names}
                self._con.close()
                _open.discard(self)

    def close(self) -> None:
        """Close the connection."""
        _open.discard(self)
        self._con.close()


def let_go(path: Path) -> None:
    """Nobody in this process has the file open any more: DuckDB would hand what opens it anew the database that was open,
    though another stands in its place; Windows lets none be put there."""
    for store in [one for one in _open if one._path == path]:
        store.let_go()
