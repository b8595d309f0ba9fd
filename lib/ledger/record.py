"""What people enter: the kinds of record, and the chain of hashes that proves that none was changed or taken out.

A record is never changed or deleted. What kinds there are stands in `kinds`.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from lib.ledger.kinds import KINDS

FIRST = "0" * 64
"""What the first record carries as the hash of the one before."""
_PLAIN = json.JSONEncoder(ensure_ascii=False)
_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


class Entry(NamedTuple):
    """A record to be written: its kind, what it is about, its fields, why it is made and the file it came from."""

    kind: str
    subject: str
    payload: dict[str, Any]
    why: str = ""
    file: str = ""


class Record(NamedTuple):
    """A written record. `at` is UTC in ISO 8601 (older versions: local time with its offset); `hash` covers all other fields, `prev`
    included."""

    seq: int
    at: str
    who: str
    role: str
    kind: str
    subject: str
    payload: dict[str, Any]
    why: str
    file: str
    prev: str
    hash: str


def entry(kind: str, payload: dict[str, Any], why: str = "", file: str = "") -> Entry:
    """A record that puts a row; ValueError if a field is missing or unknown.

    >>> entry("annual_set", {"clause": "T117b", "area": "天元区", "year": 2018, "value": 351.1}).subject
    'annual:T117b/2018'
    """
    _check(kind, payload)
    return Entry(kind, subject_of(kind, payload), payload, why, file)


def mark(kind: str, row: Mapping[str, Any], why: str = "", **extra: Any) -> Entry:
    """A record that changes the status of a row of the state; ValueError if a field is missing or unknown."""
    payload = {"of": row["key"], **extra}
    _check(kind, payload)
    return Entry(kind, row["subject"], payload, why)


def _check(kind: str, payload: Mapping[str, Any]) -> None:
    unknown = [name for name in payload if name not in KINDS[kind].names]
    if wrong := unknown or [name for name in KINDS[kind].needed if name not in payload]:
        raise ValueError(f"{kind}: field {wrong[0]} is missing or unknown")


def subject_of(kind: str, payload: Mapping[str, Any]) -> str:
    """What a record is about, the same for all records about one thing: `table:field/field`."""
    values = [payload.get(field.name) for field in KINDS[kind].subject]
    return f"{KINDS[kind].table}:" + "/".join("" if value is None else str(value) for value in values)


def canonical(payload: Mapping[str, Any]) -> str:
    """A payload as text that is the same for equal payloads. ValueError for NaN and infinities."""
    return _CANONICAL.encode(payload)


def sealed(seq: int, at: str, who: str, role: str, item: Entry, prev: str) -> Record:
    """An entry as the record that follows the one whose hash is `prev`.

    >>> first = sealed(1, "2018-01-02T03:04:05+08:00", "甲", "admin", entry("unit_set", {"name": "发改局"}), FIRST)
    >>> broken([first]), broken([first._replace(why="x")])
    (None, 1)
    """
    unsealed = Record(seq, at, who, role, item.kind, item.subject, item.payload, item.why, item.file, prev, "")
    return unsealed._replace(hash=_hash(unsealed))


def _hash(record: Record) -> str:
    return hash_of((*record[:6], canonical(record.payload), *record[7:]))


def hash_of(row: Sequence[Any]) -> str:
    """The hash of a record as a store has it: its payload as canonical text; what it itself says of it is not asked."""
    parts = [str(row[0]), *row[1:10]]
    return hashlib.sha256(_PLAIN.encode(parts).encode()).hexdigest()


def broken(records: Sequence[Record], prev: str = FIRST) -> int | None:
    """The number at which the chain breaks (a record changed, missing or out of order); None if it is whole."""
    return broken_rows([cells(record) for record in records], prev)


def broken_rows(rows: Sequence[Sequence[Any]], prev: str = FIRST) -> int | None:
    """The same for rows as a store has them: nothing is parsed for it."""
    for expected, row in enumerate(rows, rows[0][0] if rows else 1):
        if row[0] != expected or row[9] != prev or row[10] != hash_of(row):
            return expected
        prev = row[10]
    return None


def cells(record: Record) -> list[Any]:
    """A record as a row of a store."""
    return [*record[:6], canonical(record.payload), *record[7:]]
