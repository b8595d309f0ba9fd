"""Ledgers of either store, and how somebody changes them behind our back."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import psycopg
import pytest

from lib.ledger import database, file
from lib.ledger.stores import Where
from tests.postgres import above, owned


@pytest.fixture(params=["file", "database"])
def another(request, tmp_path) -> Callable[[], Where]:
    """Makes ledgers without records, all in the same kind of store."""
    if request.param == "database":
        return request.getfixturevalue("postgres").ledger
    return lambda: tmp_path / f"{len(list(tmp_path.iterdir()))}" / "ledger.duckdb"


@pytest.fixture
def where(another) -> Where:
    """A ledger without records."""
    return another()


@pytest.fixture
def module(where):
    """The module that keeps it."""
    return file if isinstance(where, Path) else database


def for_owner(where: Where) -> Where:
    """A ledger for the one who may put another in its place."""
    return where if isinstance(where, Path) else owned(where)


def tamper(where: Where, statement: str) -> None:
    """What somebody does who can write the file, or who administers the database."""
    if isinstance(where, Path):
        with duckdb.connect(str(where)) as con:
            con.execute(statement)
        return
    with psycopg.connect(above(where)) as con:
        con.execute("set session_replication_role = replica")
        con.execute("set search_path = ledger")
        con.execute(statement)
