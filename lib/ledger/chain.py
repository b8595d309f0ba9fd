"""What every store of the ledger does alike: prove what is new, and continue the chain."""

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from lib.ledger import clock
from lib.ledger.bulk import in_bulk
from lib.ledger.faults import LedgerBroken
from lib.ledger.record import FIRST, Entry, Record, broken_rows, cells, hash_of, sealed

BROKEN = "{name}：第{seq}条记录与前后不符，链在此断开。{mend}并请查明原因。"
_parsed = json.JSONDecoder().decode


class News(NamedTuple):
    """The records after the last one that the reader knew; or all there are (`afresh`), where he knew none or where the
    one he knew does not stand in this ledger: another has taken its place."""

    records: list[Record]
    afresh: bool


Rows = Sequence[Sequence[Any]]
"""Records as a store has them: their payloads as text."""
Found = Callable[[int], Rows]
"""The rows of a store from a number on."""


def of_rows(rows: Rows, name: str, mend: Callable[[], str]) -> list[Record]:
    """Rows of a store as records. LedgerBroken, naming the ledger and the mend, where a payload cannot be read."""
    try:
        return [Record._make((*row[:6], _parsed(row[6]), *row[7:])) for row in rows]
    except ValueError as error:
        raise LedgerBroken(f"{name}：有记录的内容读不懂。{mend()}") from error


def proved(found: Found, last: Record | None, name: str, mend: Callable[[], str]) -> News:
    """What is new.

    The last known record is read again with those that follow; its hash stands for all that was proved before it.
    LedgerBroken, naming the ledger and the mend, where the chain is not whole.
    """
    with in_bulk():
        rows = found(last.seq if last else 1)
        afresh, prev = True, FIRST
        if last is not None and [list(row) for row in rows[:1]] == [cells(last)]:
            afresh, prev, new = False, last.hash, rows[1:]
        else:
            new = found(1) if last else rows
        if (at := broken_rows(new, prev)) is not None:
            raise LedgerBroken(BROKEN.format(name=name, seq=at, mend=mend()))
        return News(of_rows(new, name, mend), afresh)


PICKS = {
    "at": "seq = ?",
    "between": "seq > ? and seq <= ?",
    "until": """seq > ? and substr("at", 1, 10) <= ?""",
    "subject": "seq <= ? and subject = ?",
    "kind": "seq <= ? and kind = ?",
}
"""Which records can be asked for by themselves."""


def picked(rows: Rows, name: str, mend: Callable[[], str]) -> list[Record]:
    """Rows of a store that do not follow each other as records. LedgerBroken where one is not what its hash says."""
    if wrong := next((row for row in rows if row[10] != hash_of(row)), None):
        raise LedgerBroken(BROKEN.format(name=name, seq=wrong[0], mend=mend()))
    return of_rows(rows, name, mend)


def continued(entries: Iterable[Entry], who: str, role: str, news: News, last: Record | None) -> list[Record]:
    """Entries as the records that follow the news, or the `last` known record where there are none."""
    tail = [*([] if news.afresh or last is None else [last]), *news.records][-1:]
    at = clock.now()
    written: list[Record] = []
    for item in entries:
        before = (written or tail)[-1:]
        written.append(
            sealed(before[0].seq + 1 if before else 1, at, who, role, item, before[0].hash if before else FIRST)
        )
    return written
