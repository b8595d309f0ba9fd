"""The tables of a state as text and back, compact and quick to read: column by column, what occurs often said once.

JSON and nothing that runs: whoever can write where it is kept must not be able to bring code into the server.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from lib.ledger.bulk import in_bulk
from lib.ledger.fold import EMPTY
from lib.ledger.state import Row, Table

OFTEN = 4
"""A column is said by its distinct values where each occurs more often than that on average."""
_dumped = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


def packed(found: Mapping[str, Table]) -> str:
    """The rows of all tables.

    >>> from lib.ledger.fold import EMPTY
    >>> unpacked(packed(EMPTY.tables)) == EMPTY.tables
    True
    """
    with in_bulk():
        return _dumped({name: _shapes(list(table.rows.values())) for name, table in found.items() if table.rows})


def unpacked(text: str) -> dict[str, Table]:
    """The tables again. ValueError, KeyError, TypeError or IndexError for what is no such text."""
    with in_bulk():
        said = json.loads(text)
        return {
            name: Table(table.columns, _rows(said[name]) if name in said else {})
            for name, table in EMPTY.tables.items()
        }


def _shapes(rows: list[Row]) -> list[Any]:
    """How many rows, and by the fields that they have: the fields, the places of these rows among all, their columns."""
    places: dict[tuple[str, ...], list[int]] = {}
    for place, row in enumerate(rows):
        places.setdefault(tuple(row), []).append(place)
    shapes = [[fields, at, [_column([rows[n][name] for n in at]) for name in fields]] for fields, at in places.items()]
    return [len(rows), shapes]


def _column(values: list[Any]) -> list[Any] | dict[str, list[Any]]:
    """The values; or the distinct ones (`of`) and which of them it is (`at`). 1 and 1.0 are two values."""
    if any(isinstance(value, list | dict | tuple) for value in values):
        return values
    known: dict[tuple[type, Any], int] = {}
    at = [known.setdefault((value.__class__, value), len(known)) for value in values]
    return {"of": [value for _, value in known], "at": at} if len(known) * OFTEN < len(values) else values


def _rows(said: list[Any]) -> dict[Any, Row]:
    count, shapes = said
    rows: list[Row] = [{}] * count
    for fields, at, columns in shapes:
        values = [_values(name, column) for name, column in zip(fields, columns, strict=True)]
        for place, row in zip(at, zip(*values, strict=True), strict=True):
            rows[place] = dict(zip(fields, row, strict=True))
    return {row["key"]: row for row in rows}


def _values(name: str, column: list[Any] | dict[str, list[Any]]) -> Sequence[Any]:
    values = column if isinstance(column, list) else list(map(column["of"].__getitem__, column["at"]))
    if name == "key" and values and isinstance(values[0], list):  # a key of several fields
        return list(map(tuple, values))
    return values
