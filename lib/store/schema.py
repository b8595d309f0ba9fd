"""What a plan's tables are, as schema.sql says: for the files of a new plan."""

from typing import NamedTuple

import duckdb

from lib.store.build import SQL, tables


class Column(NamedTuple):
    """A column of a CSV: its name, its meaning, and whether every row has it."""

    name: str
    meaning: str
    required: bool


class Table(NamedTuple):
    """A CSV of a plan: its name without ending, its meaning, its columns in order."""

    name: str
    meaning: str
    columns: list[Column]


def schema() -> list[Table]:
    """Every CSV of a plan, in the order in which each can refer to those before."""
    with duckdb.connect() as con:
        con.execute((SQL / "schema.sql").read_text(encoding="utf-8"))
        meanings = dict(con.execute("select table_name, comment from duckdb_tables()").fetchall())
        found = con.execute(
            "select table_name, column_name, comment, not is_nullable from duckdb_columns() "
            "where not internal order by table_name, column_index"
        ).fetchall()
        return [
            Table(name, meanings[name], [Column(*rest) for table, *rest in found if table == name])
            for name in tables(con)
        ]
