"""The state as a fold over the records of the ledger.

Folding a prefix and then the rest gives the same as folding everything at once, so that a server only folds what is
new, and any past day is the fold of the records up to it.
"""

from collections.abc import Hashable, Iterable, Mapping

from lib.ledger import succession
from lib.ledger.clock import day as day_of
from lib.ledger.kinds import KINDS
from lib.ledger.record import Record
from lib.ledger.state import META, Row, State, Table
from lib.ledger.tables import columns, tables

UNREAD = "unread"
"""The table of records that this version cannot read; each has a `problem`."""


def empty() -> State:
    """The state before anything was entered."""
    return State(0, {name: Table(columns(name), {}) for name in tables()} | {UNREAD: Table((*META, "problem"), {})})


EMPTY = empty()


def fold(state: State, records: Iterable[Record]) -> State:
    """The state after more records."""
    found = {name: Table(columns, dict(rows)) for name, (columns, rows) in state.tables.items()}
    seq, last = state.seq, state.hash
    for record in records:
        seq, last = record.seq, record.hash
        if problem := _unreadable(record, found):
            found[UNREAD].rows[seq] = _put(record, seq, "") | {"problem": problem}
            continue
        kind = KINDS[record.kind]
        rows = found[kind.table].rows
        if kind.marks:
            row = rows[record.payload["of"]]
            marked = row | _mark(record) | {"earlier": marks(row)}
            rows[row["key"]] = succession.passed_on(kind.table, marked, found)
        else:
            values = {"seq": record.seq} | record.payload
            key = tuple(values[name] for name in kind.key)
            key = key if len(key) > 1 else key[0]
            payload = succession.passed_on(kind.table, record.payload, found)
            rows[key] = payload | _put(record, key, kind.status[0])
            if kind.table == succession.TABLE:
                succession.carry(found, rows[key])
    return State(seq, found, last)


def _put(record: Record, key: Hashable, status: str) -> Row:
    """What every row has of the record that put it."""
    return {"key": key, "status": status} | {
        name: getattr(record, name) for name in ("subject", "seq", "who", "role", "at", "why", "file")
    }


def _mark(record: Record) -> Row:
    """What a row has of the record that marked it last."""
    kind = KINDS[record.kind]
    fields = {field.name: record.payload[field.name] for field in kind.fields if field.name in record.payload}
    return fields | {
        "status": kind.status[0],
        "marked_by": record.who,
        "marked_at": record.at,
        "marked_why": record.why,
        "marked_seq": record.seq,
    }


def marks(row: Row) -> list[Row]:
    """The marks that a row has so far, the oldest first."""
    names = ("status", "marked_by", "marked_at", "marked_why", "marked_seq")
    last = [{name: row[name] for name in names}] if row.get("marked_seq") else []
    return [*row.get("earlier", []), *last]


def _unreadable(record: Record, found: Mapping[str, Table]) -> str:
    """Why a record cannot be folded, "" if it can: a later version wrote it, or it marks a row that is not there."""
    kind = KINDS.get(record.kind)
    if kind is None:
        return f"这一版看板不认识“{record.kind}”这种记录。"
    if lacking := [name for name in kind.needed if name not in record.payload]:
        return f"缺少字段“{lacking[0]}”。"
    if any(isinstance(record.payload.get(name), list | dict) for name in (*kind.key, "of", "into")):
        return "键不是文字或数。"
    return "它所处理的记录不存在。" if kind.marks and record.payload["of"] not in found[kind.table].rows else ""


def until(records: Iterable[Record], day: str) -> list[Record]:
    """The records made on or before a day (YYYY-MM-DD).

    >>> until([], "2018-06-30")
    []
    """
    return [record for record in records if day_of(record.at) <= day]
