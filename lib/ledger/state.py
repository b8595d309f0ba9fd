"""The current state of what people entered: a fold over the records of the ledger.

Folding a prefix and then the rest gives the same as folding everything at once, so that a server only folds what is
new, and any past day is the fold of the records up to it.
"""

from typing import NamedTuple

import pandas as pd

from lib.ledger.record import KINDS, Record

UNREAD = "unread"
"""The table of records that this version cannot read; each has a `problem`."""
TABLES = (*dict.fromkeys(kind.table for kind in KINDS.values()), UNREAD)
META = (
    "key",
    "subject",
    "seq",
    "who",
    "role",
    "at",
    "why",
    "file",
    "status",
    "marked_by",
    "marked_at",
    "marked_why",
    "marked_seq",
)
"""Columns of every table beside its fields: the record that put the row, and the last one that marked it."""


def columns(table: str) -> list[str]:
    """Columns of a table of the state."""
    fields = [name for kind in KINDS.values() if kind.table == table for name in kind.fields if name != "of"]
    return list(dict.fromkeys([*META, *fields]))


class State(NamedTuple):
    """Rows by key for every table, as of the record `seq`. Never changed in place."""

    seq: int = 0
    tables: dict[str, dict] = {name: {} for name in TABLES}  # noqa: RUF012 - never changed

    def rows(self, table: str) -> list[dict]:
        """The rows of a table, oldest first."""
        return list(self.tables[table].values())

    def frame(self, table: str) -> pd.DataFrame:
        """A table as a frame with all its columns, oldest row first."""
        return pd.DataFrame(self.rows(table), columns=columns(table))

    def get(self, table: str, *key) -> dict | None:
        """One row by its key; None if there is none."""
        return self.tables[table].get(key if len(key) > 1 else key[0])


EMPTY = State()


def fold(state: State, records: list[Record]) -> State:
    """The state after more records."""
    tables = {name: dict(rows) for name, rows in state.tables.items()}
    seq = state.seq
    for record in records:
        seq = record.seq
        if problem := _unreadable(record, tables):
            tables[UNREAD][seq] = _row(record, seq, "") | {"problem": problem}
            continue
        kind = KINDS[record.kind]
        rows = tables[kind.table]
        if kind.marks:
            row = rows[record.payload["of"]]
            marked = {
                "status": kind.status,
                "marked_by": record.who,
                "marked_at": record.at,
                "marked_why": record.why,
                "marked_seq": record.seq,
            }
            rows[row["key"]] = (
                row
                | {name: value for name, value in record.payload.items() if name in kind.fields and name != "of"}
                | marked
            )
        else:
            values = {"seq": record.seq} | record.payload
            key = tuple(values[name] for name in kind.key)
            key = key if len(key) > 1 else key[0]
            rows[key] = record.payload | _row(record, key, kind.status)
    return State(seq, tables)


def _row(record: Record, key, status: str) -> dict:
    """What every row has of the record that put it."""
    return {"key": key, "status": status} | {
        name: getattr(record, name) for name in ("subject", "seq", "who", "role", "at", "why", "file")
    }


def _unreadable(record: Record, tables: dict[str, dict]) -> str:
    """Why a record cannot be folded, "" if it can: a later version wrote it, or it marks a row that is not there."""
    kind = KINDS.get(record.kind)
    if kind is None:
        return f"这一版看板不认识“{record.kind}”这种记录。"
    needed = ("of",) if kind.marks else (*kind.subject, *kind.needs)
    if lacking := [name for name in needed if name not in record.payload]:
        return f"缺少字段“{lacking[0]}”。"
    if any(isinstance(record.payload.get(name), list | dict) for name in kind.key):
        return "键不是文字或数。"
    return "它所处理的记录不存在。" if kind.marks and record.payload["of"] not in tables[kind.table] else ""


def until(records: list[Record], day: str) -> list[Record]:
    """The records made on or before a day (YYYY-MM-DD).

    >>> until([], "2018-06-30")
    []
    """
    return [record for record in records if record.at[:10] <= day]


def approved(state: State) -> pd.DataFrame:
    """The figures that count: of every subject the one approved last; a growth rate at current prices does not displace
    a real one."""
    figures = state.frame("figure")
    rate = figures["price_basis"].where(figures["measure"] == "growth")
    last = figures.assign(rate=rate)[figures["status"] == "approved"].sort_values("marked_seq", kind="stable")
    return last.drop_duplicates(["subject", "rate"], keep="last").drop(columns="rate")
