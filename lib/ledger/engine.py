"""The database engine that a ledger's file is attached to for a moment.

An engine takes fifteen milliseconds of processor to start, whatever it opens, and a file one to attach: an engine is
kept for each folder, shut off from all other folders, and holds no file between two openings.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb

SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
    "memory_limit": "1GB",
    "threads": "2",
}
READ = "attach ? as ledger (type duckdb, read_only)"
WRITE = "attach ? as ledger (type duckdb)"
KEPT = 8
"""Engines, at most: folders of ledgers, backups and copies that are opened by turns."""


_engines: dict[tuple[int, Path], duckdb.DuckDBPyConnection] = {}
"""By process and folder: a process that was forked can neither use nor end what its parent has started."""


def _started(folder: Path) -> duckdb.DuckDBPyConnection:
    """The engine of a folder."""
    key = (os.getpid(), folder)
    if key not in _engines:
        own = [known for known in _engines if known[0] == key[0]]
        for known in own[: len(own) - KEPT + 1]:
            del _engines[known]
        con = _engines[key] = duckdb.connect(":memory:", config=SETTINGS)
        con.execute("set allowed_directories = ?", [[str(folder)]])
        con.execute("set enable_external_access = false")
        con.execute("set lock_configuration = true")
    return _engines[key]


def folder_of(path: Path) -> Path:
    """The folder for which there is an engine."""
    return path.absolute().parent


def attach(path: Path, read_only: bool) -> duckdb.DuckDBPyConnection:
    """A connection to the file, which is made where there is none and it is not `read_only`. duckdb.Error if it cannot
    be opened, duckdb.IOException if another process keeps it."""
    con = _started(folder_of(path)).cursor()
    try:
        con.execute(READ if read_only else WRITE, [str(path.absolute())])
        con.execute("use ledger")
    except duckdb.Error:
        _forget(path)
        raise
    return con


def _forget(path: Path) -> None:
    """Start anew next time: an engine in which something went wrong may be of no use any more, or still have the file."""
    _engines.pop((os.getpid(), folder_of(path)), None)


@contextmanager
def held(con: duckdb.DuckDBPyConnection, path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection of `attach` for as long as the block runs: then the file is let go, and what was not committed is
    undone."""
    try:
        yield con
    except duckdb.Error:
        _forget(path)
        raise
    finally:
        _let_go(con, path)


def _let_go(con: duckdb.DuckDBPyConnection, path: Path) -> None:
    with suppress(duckdb.Error):  # there is no transaction
        con.rollback()
    try:
        con.execute("use memory")
        con.execute("detach ledger")
    except duckdb.Error:  # the log could not be folded into the file: what was committed stands in it and counts
        _forget(path)
    con.close()
