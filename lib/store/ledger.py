"""The append-only ledger: one DuckDB file that nobody keeps open.

DuckDB lets one process hold a file for writing and shuts all others out, so the file is opened for the moment of a read or
of a transaction, with a bounded retry; several servers and commands live side by side. The functions are few (append, read,
stamp, backup, restore), so that another database could stand behind them.
"""

import json
import os
import random
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import duckdb

from lib.compute.record import FIRST, Entry, Record, broken, canonical, sealed
from lib.store import build

SCHEMA = (Path(__file__).parent / "ledger.sql").read_text(encoding="utf-8")
INSERT = "insert into record values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
WAIT = 10.0
"""Seconds to wait for another process before giving up."""
DEMO, DEMO_DAY = build.DATA / "demo.duckdb", "2021-06-15"
"""The fictitious training set, a ledger of its own built by `python -m lib demo`, and the day on which it ends."""
_turn = threading.Lock()


class LedgerBusy(Exception):
    """Another program holds the file; the message says so to the user."""


class LedgerBroken(Exception):
    """A ledger file is not one, or its chain is broken; the message says where."""


def demo() -> bool:
    """Whether this process shows the fictitious training set (`--demo`)."""
    return "--demo" in sys.argv


def location() -> Path:
    """The ledger of this installation: `PLAN_LEDGER`, or a file beside the data; the training set has its own."""
    if demo():
        return DEMO
    return Path(os.environ.get("PLAN_LEDGER") or build.DATA / "ledger.duckdb")


@contextmanager
def _opened(path: Path, read_only: bool) -> Iterator[duckdb.DuckDBPyConnection]:
    """The file, open for a moment; LedgerBusy when another process keeps it longer than WAIT."""
    until = time.monotonic() + WAIT
    with _turn:
        while True:
            try:
                con = duckdb.connect(str(path), read_only=read_only, config=build.LOCKED_DOWN)
                break
            except duckdb.IOException as error:
                if "lock" not in str(error).lower() and "being used" not in str(error).lower():
                    raise LedgerBroken(f"{path.name} 打不开：{error}") from error
                if time.monotonic() > until:
                    raise LedgerBusy(f"{path.name} 正被另一个程序写入，等了{WAIT:g}秒仍未空出。没有写入任何内容，请稍后再试。") from error
                time.sleep(random.uniform(0.01, 0.06))
        try:
            yield con
        finally:
            con.close()


def stamp(path: Path) -> tuple:
    """Changes whenever something has been appended; cheap enough for every page run."""
    found = [candidate.stat() for candidate in (path, path.with_name(path.name + ".wal")) if candidate.exists()]
    return tuple((stat.st_mtime_ns, stat.st_size, stat.st_ino) for stat in found)


class News(NamedTuple):
    """The records after the last one that the reader knew; or all there are (`afresh`), where he knew none or where the one he
    knew does not stand in this file: another has taken its place."""

    records: list[Record]
    afresh: bool


def _records(con: duckdb.DuckDBPyConnection, start: int) -> list[Record]:
    rows = con.execute("select * from record where seq >= ? order by seq", [start]).fetchall()
    return [Record(*row[:6], json.loads(row[6]), *row[7:]) for row in rows]


def _news(con: duckdb.DuckDBPyConnection, path: Path, last: Record | None) -> News:
    """The last known record is read again with those that follow; its hash stands for all that was proved before it."""
    found = _records(con, last.seq if last else 1)
    afresh = last is None or found[:1] != [last]
    if afresh and last:
        found = _records(con, 1)
    new, prev = (found, FIRST) if afresh else (found[1:], last.hash)
    if (at := broken(new, prev)) is not None:
        raise LedgerBroken(f"{path.name}：第{at}条记录与前后不符，链在此断开。请用 python -m lib restore 恢复备份，并查明原因。")
    return News(new, afresh)


def read(path: Path, last: Record | None = None) -> News:
    """What is new after the `last` known record, in order, its chain proved; nothing where there is no ledger yet.

    LedgerBroken with the place if the chain is not whole.
    """
    if not path.exists():
        return News([], True)
    with _opened(path, read_only=True) as con:
        try:
            return _news(con, path, last)
        except duckdb.CatalogException as error:
            raise LedgerBroken(f"{path.name} 不是台账文件（没有 record 表）。请用 python -m lib restore 恢复备份。") from error


def append(
    path: Path, entries: list[Entry], who: str, role: str, check: Callable[[News], None] = lambda news: None, last: Record | None = None
) -> list[Record]:
    """Write entries in one transaction, all or none, and return them as records.

    `check` sees what is new after the `last` record that the writer knew, while nobody else can write, and raises to refuse.
    LedgerBusy if the file is not free.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with _opened(path, read_only=False) as con:
        con.execute(SCHEMA)
        con.begin()
        news = _news(con, path, last)
        check(news)
        tail = [*([] if news.afresh else [last]), *news.records][-1:]
        at = datetime.now().astimezone().isoformat(timespec="seconds")
        written = []
        for item in entries:
            before = (written or tail)[-1:]
            written.append(sealed(before[0].seq + 1 if before else 1, at, who, role, item, before[0].hash if before else FIRST))
        con.executemany(INSERT, [_cells(record) for record in written])
        con.commit()
    return written


def backup(path: Path, to: Path) -> list[Record]:
    """Copy the ledger to `to` (a new file, written beside and renamed), verify the copy, return its records."""
    if to.exists():
        raise FileExistsError(f"{to} 已存在。请另取文件名，备份不覆盖旧文件。")
    records = read(path).records
    store(to, records)
    return records


def store(to: Path, records: list[Record]) -> None:
    """Put records, as they are, into a ledger file: written beside, verified, then renamed into place."""
    beside = to.with_name(to.name + ".tmp")
    beside.unlink(missing_ok=True)
    try:
        with duckdb.connect(str(beside)) as con:
            con.execute(SCHEMA)
            con.begin()
            if records:
                con.executemany(INSERT, [_cells(record) for record in records])
            con.commit()
        read(beside)
        beside.replace(to)
    finally:
        beside.unlink(missing_ok=True)


def _cells(record: Record) -> list:
    return [*record[:6], canonical(record.payload), *record[7:]]


def restore(path: Path, origin: Path) -> tuple[list[Record], Path | None]:
    """Put a verified backup in the ledger's place; the present ledger is kept beside it. Returns the records and the kept file."""
    if not origin.exists():
        raise FileNotFoundError(f"没有备份文件 {origin}。")
    records = read(origin).records
    kept = None
    if path.exists():
        kept = path.with_name(f"{path.stem}-{datetime.now():%Y%m%d-%H%M%S}{path.suffix}")
        with _opened(path, read_only=False) as con:  # fold the write-ahead log into the file before it is moved
            con.execute("checkpoint")
        path.replace(kept)
    backup(origin, path)
    return records, kept
