"""The tables of a state as text and back, compact and quick to read: column by column, what occurs often said once.

JSON and nothing that runs: whoever can write where it is kept must not be able to bring code into the server.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from lib.ledger.bulk import in_bulk
from lib.ledger.fold import EMPTY
from lib.ledger.state import Row, Table

OFTEN = 4
"""A column is said by its distinct values where each occurs more often than that on average."""
PLACE = "<u4"
"""How the place of a value among the distinct ones is written."""
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
    """How many rows, and by the fields that they have: the fields, the places of these rows among all (null: all of
    them), their columns."""
    places: dict[tuple[str, ...], list[int]] = {}
    for place, row in enumerate(rows):
        places.setdefault(tuple(row), []).append(place)
    whole = len(places) == 1
    shapes = [
        [fields, None if whole else at, [_column([rows[n][name] for n in at]) for name in fields]]
        for fields, at in places.items()
    ]
    return [len(rows), shapes]


def _column(values: list[Any]) -> list[Any] | dict[str, Any]:
    """The values; `first` of numbers that follow each other; the distinct ones (`of`) and which of them it is (`at`, not
    said where there is one). 1 and 1.0 are two values."""
    if any(isinstance(value, list | dict | tuple) for value in values):
        return values
    if all(value.__class__ is int for value in values) and values == list(range(values[0], values[0] + len(values))):
        return {"first": values[0]}
    known: dict[tuple[type, Any], int] = {}
    at = [known.setdefault((value.__class__, value), len(known)) for value in values]
    if len(known) * OFTEN >= len(values):
        return values
    of = {"of": [value for _, value in known]}
    return of if len(known) == 1 else of | {"at": b64encode(np.array(at, PLACE).tobytes()).decode()}


def _rows(said: list[Any]) -> dict[Any, Row]:
    count, shapes = said
    rows: list[Row] = [{}] * count
    for fields, at, columns in shapes:
        many = count if at is None else len(at)
        values = [_values(name, column, many) for name, column in zip(fields, columns, strict=True)]
        made = [dict(zip(fields, row, strict=True)) for row in zip(*values, strict=True)]
        if at is None:
            rows = made
        else:
            for place, row in zip(at, made, strict=True):
                rows[place] = row
    return {row["key"]: row for row in rows}


def _values(name: str, column: list[Any] | dict[str, Any], many: int) -> Iterable[Any]:
    if isinstance(column, list):
        values = column
    elif "first" in column:
        return range(column["first"], column["first"] + many)
    elif "at" in column:
        values = list(map(column["of"].__getitem__, np.frombuffer(b64decode(column["at"]), PLACE).tolist()))
    else:
        values = column["of"] * many
    if name == "key" and values and isinstance(values[0], list):  # a key of several fields
        return list(map(tuple, values))
    return values
