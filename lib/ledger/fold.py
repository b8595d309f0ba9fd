"""The state as a fold over the records of the ledger.

Folding a prefix and then the rest gives the same as folding everything at once, so that a server only folds what is
new, and any past day is the fold of the records up to it.
"""

from collections.abc import Hashable, Iterable, Mapping
from datetime import date
from typing import NamedTuple, cast

from lib.ledger import succession
from lib.ledger.bulk import in_bulk
from lib.ledger.clock import day as day_of
from lib.ledger.kind import Kind
from lib.ledger.kinds import KINDS
from lib.ledger.record import FIRST, Entry, Record, sealed
from lib.ledger.state import META, Row, State, Table
from lib.ledger.tables import columns, tables

UNREAD = "unread"
"""The table of records that this version cannot read; each has a `problem`."""


def empty() -> State:
    """The state before anything was entered."""
    return State(0, {name: Table(columns(name), {}) for name in tables()} | {UNREAD: Table((*META, "problem"), {})})


EMPTY = empty()


def fold(state: State, records: Iterable[Record]) -> State:
    """The state after more records; tables that none of them touches are shared."""
    found = Folding(state)
    with in_bulk():
        for record in records:
            found.add(record)
    return found.state


class Shape(NamedTuple):
    """What folding asks of a kind of record, looked up once instead of for every record."""

    table: str
    marks: bool
    key: tuple[str, ...]
    status: str
    fields: tuple[str, ...]
    needed: tuple[str, ...]
    keys: tuple[str, ...]


_shapes: dict[str, tuple[Kind, Shape]] = {}


def _shape(name: str) -> Shape | None:
    """The shape of a kind by its name; None where this version has none of that name."""
    kind = KINDS.get(name)
    if kind is None:
        return None
    known = _shapes.get(name)
    if known is None or known[0] is not kind:
        fields = tuple(field.name for field in kind.fields)
        keys = (*kind.key, "of", "into")
        known = _shapes[name] = (
            kind,
            Shape(kind.table, kind.marks, kind.key, kind.status[0], fields, kind.needed, keys),
        )
    return known[1]


class Folding:
    """A state that is being made, record by record. `state` is what it is at the moment: tables that further records
    touch change under it."""

    def __init__(self, state: State) -> None:
        self._tables, self._own = dict(state.tables), set[str]()
        self.state = state._replace(tables=self._tables)

    def _rows(self, name: str, put: Hashable = None) -> dict[Hashable, Row]:
        """The rows of a table, to be changed in place: a copy of those that it began with. What is known of their days
        holds good where all that will be done is to `put` a row under a new key."""
        if name not in self._own:
            self._own.add(name)
            begun = self._tables[name]
            self._tables[name] = Table(begun.columns, dict(begun.rows), dict(begun.days))
        table = self._tables[name]
        if table.days and (put is None or put in table.rows):
            table.days.clear()
        return table.rows

    def add(self, record: Record) -> None:
        """Fold one more record."""
        self.state = State(record.seq, self._tables, record.hash)
        shape = _shape(record.kind)
        if shape is None or (problem := _unreadable(record, shape, self._tables)):
            problem = problem if shape else f"这一版看板不认识“{record.kind}”这种记录。"
            self._rows(UNREAD, record.seq)[record.seq] = _put(record, record.seq, "") | {"problem": problem}
            return
        if shape.marks:
            rows = self._rows(shape.table)
            row = rows[record.payload["of"]]
            marked = row | _mark(record, shape) | {"earlier": marks(row)}
            rows[row["key"]] = succession.passed_on(shape.table, marked, self._tables)
            return
        key = _key(record, shape)
        rows = self._rows(shape.table, key)
        payload = succession.passed_on(shape.table, record.payload, self._tables)
        rows[key] = payload | _put(record, key, shape.status)
        if shape.table == succession.TABLE:
            for table in (*succession.UNITS, "unit", succession.TABLE):
                self._rows(table)
            succession.carry(self._tables, rows[key])


def _key(record: Record, shape: Shape) -> Hashable:
    if shape.key == ("seq",):
        return cast(Hashable, record.payload.get("seq", record.seq))
    values = tuple(
        record.payload.get("seq", record.seq) if name == "seq" else record.payload[name] for name in shape.key
    )
    return values if len(values) > 1 else values[0]


def _put(record: Record, key: Hashable, status: str) -> Row:
    """What every row has of the record that put it."""
    return {
        "key": key,
        "status": status,
        "subject": record.subject,
        "seq": record.seq,
        "who": record.who,
        "role": record.role,
        "at": record.at,
        "why": record.why,
        "file": record.file,
    }


def _mark(record: Record, shape: Shape) -> Row:
    """What a row has of the record that marked it last."""
    fields = {name: record.payload[name] for name in shape.fields if name in record.payload}
    return fields | {
        "status": shape.status,
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


def _unreadable(record: Record, shape: Shape, found: Mapping[str, Table]) -> str:
    """Why a record of a known kind cannot be folded, "" if it can: it lacks a field, or it marks a row that is not
    there."""
    payload = record.payload
    for name in shape.needed:
        if name not in payload:
            return f"缺少字段“{name}”。"
    for name in shape.keys:
        if isinstance(payload.get(name), list | dict):
            return "键不是文字或数。"
    return "它所处理的记录不存在。" if shape.marks and payload["of"] not in found[shape.table].rows else ""


def supposing(state: State, entries: Iterable[Entry]) -> State:
    """The state as it would be if these records were written today."""
    today = f"{date.today()}"
    return fold(state, [sealed(state.seq + n, today, "", "", item, FIRST) for n, item in enumerate(entries, 1)])


def until(records: Iterable[Record], day: str) -> list[Record]:
    """The records made on or before a day (YYYY-MM-DD).

    >>> until([], "2018-06-30")
    []
    """
    return [record for record in records if day_of(record.at) <= day]
