"""What every store of the ledger does alike: prove what is new, and continue the chain."""

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from lib.ledger import clock
from lib.ledger.faults import LedgerBroken
from lib.ledger.record import FIRST, Entry, Record, broken, canonical, sealed


class News(NamedTuple):
    """The records after the last one that the reader knew; or all there are (`afresh`), where he knew none or where the
    one he knew does not stand in this ledger: another has taken its place."""

    records: list[Record]
    afresh: bool


def of_rows(rows: Iterable[Sequence[Any]], name: str, mend: Callable[[], str]) -> list[Record]:
    """Rows of a store as records. LedgerBroken, naming the ledger and the mend, where a payload cannot be read."""
    try:
        return [Record._make([*row[:6], json.loads(row[6]), *row[7:]]) for row in rows]
    except ValueError as error:
        raise LedgerBroken(f"{name}：有记录的内容读不懂。{mend()}") from error


def cells(record: Record) -> list[Any]:
    """A record as a row of a store."""
    return [*record[:6], canonical(record.payload), *record[7:]]


def proved(found: Callable[[int], list[Record]], last: Record | None, name: str, mend: Callable[[], str]) -> News:
    """What is new, where `found` reads the records from a number on.

    The last known record is read again with those that follow; its hash stands for all that was proved before it.
    LedgerBroken, naming the ledger and the mend, where the chain is not whole.
    """
    records = found(last.seq if last else 1)
    afresh, prev = True, FIRST
    if last is not None and records[:1] == [last]:
        afresh, prev, new = False, last.hash, records[1:]
    else:
        new = found(1) if last else records
    if (at := broken(new, prev)) is not None:
        raise LedgerBroken(f"{name}：第{at}条记录与前后不符，链在此断开。{mend()}并请查明原因。")
    return News(new, afresh)


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
