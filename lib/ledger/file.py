"""The append-only ledger: one DuckDB file that nobody keeps open.

DuckDB lets one process hold a file for writing and shuts all others out, so the file is opened for the moment of a read
or of a transaction, with a bounded retry; several servers and commands live side by side. The functions are few
(append, read, stamp, backup, restore), so that another database could stand behind them.
"""

import json
import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from lib.ledger.record import FIRST, Entry, Record, broken, canonical, sealed

SCHEMA = (Path(__file__).parent / "ledger.sql").read_text(encoding="utf-8")
SELECT = """select seq, "at", who, role, kind, subject, payload, why, file, prev, hash from record where seq >= ? order by seq"""
INSERT = "insert into record values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
MEND = "请用 python -m lib restore 备份文件 恢复最近的备份；现在的台账文件会留在旁边，不会删除。"
WAIT = 10.0
"""Seconds to wait for another process before giving up."""
LOCKED_DOWN: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
    "memory_limit": "1GB",
    "threads": "2",
    "lock_configuration": "true",
}
_turn = threading.Lock()


class LedgerBusy(Exception):
    """Another program holds the file; the message says so to the user."""


class LedgerBroken(Exception):
    """A ledger file cannot be opened or read, is not one, or its chain is broken; the message names it and the mend."""


@contextmanager
def _opened(path: Path, read_only: bool) -> Iterator[duckdb.DuckDBPyConnection]:
    """The file, open for a moment; LedgerBusy when another process keeps it longer than WAIT, LedgerBroken for all else
    that DuckDB has to say, now or while it is open."""
    with _turn:
        try:
            con = _connected(path, read_only)
            try:
                yield con
            finally:
                con.close()
        except duckdb.Error as error:
            raise LedgerBroken(
                f"台账文件 {path.name} 读写不了（{error}）。若是没有权限或磁盘已满，请管理员处理；若文件已损坏，{MEND}"
            ) from error


def _connected(path: Path, read_only: bool) -> duckdb.DuckDBPyConnection:
    """A connection, waited for; LedgerBusy if the file does not become free."""
    until = time.monotonic() + WAIT
    while True:
        try:
            return duckdb.connect(str(path), read_only=read_only, config=LOCKED_DOWN)
        except duckdb.IOException as error:
            if "lock" not in str(error).lower() and "being used" not in str(error).lower():
                raise
            if time.monotonic() > until:
                raise LedgerBusy(
                    f"{path.name} 正被另一个程序写入，等了{WAIT:g}秒仍未空出。没有写入任何内容，请稍后再试。"
                ) from error
            time.sleep(random.uniform(0.01, 0.06))


def _log(path: Path) -> Path:
    return path.with_name(path.name + ".wal")


def _files(path: Path) -> list[Path]:
    """The ledger's file and its write-ahead log, as far as they are there."""
    return [file for file in (path, _log(path)) if file.exists()]


def stamp(path: Path) -> tuple[tuple[int, ...], ...]:
    """Changes whenever something has been appended; cheap enough for every page run."""
    found = []
    for file in (path, _log(path)):
        with suppress(FileNotFoundError):  # another process may fold its log into the file at this moment
            stat = file.stat()
            found.append((stat.st_mtime_ns, stat.st_size, stat.st_ino))
    return tuple(found)


class News(NamedTuple):
    """The records after the last one that the reader knew; or all there are (`afresh`), where he knew none or where the
    one he knew does not stand in this file: another has taken its place."""

    records: list[Record]
    afresh: bool


def _records(con: duckdb.DuckDBPyConnection, path: Path, start: int) -> list[Record]:
    rows = con.execute(SELECT, [start]).fetchall()
    try:
        return [Record._make([*row[:6], json.loads(row[6]), *row[7:]]) for row in rows]
    except ValueError as error:
        raise LedgerBroken(f"{path.name}：有记录的内容读不懂。{MEND}") from error


def _news(con: duckdb.DuckDBPyConnection, path: Path, last: Record | None) -> News:
    """The last known record is read again with those that follow; its hash stands for all that was proved before it."""
    found = _records(con, path, last.seq if last else 1)
    afresh, prev = True, FIRST
    if last is not None and found[:1] == [last]:
        afresh, prev, new = False, last.hash, found[1:]
    else:
        new = _records(con, path, 1) if last else found
    if (at := broken(new, prev)) is not None:
        raise LedgerBroken(f"{path.name}：第{at}条记录与前后不符，链在此断开。{MEND}并请查明原因。")
    return News(new, afresh)


def read(path: Path, last: Record | None = None) -> News:
    """What is new after the `last` known record, in order, its chain proved; nothing where there is no ledger yet.

    LedgerBusy if the file is not free; LedgerBroken if it cannot be read or its chain is not whole.
    """
    if not path.exists():
        return News([], True)
    with _opened(path, read_only=True) as con:
        return _news(con, path, last)


def append(
    path: Path,
    entries: list[Entry],
    who: str,
    role: str,
    check: Callable[[News], None] = lambda news: None,
    last: Record | None = None,
) -> list[Record]:
    """Write entries in one transaction, all or none, and return them as records.

    `check` sees what is new after the `last` record that the writer knew, while nobody else can write, and raises to
    refuse. LedgerBusy if the file is not free, LedgerBroken if it cannot be read or written.
    """
    _folder(path)
    with _opened(path, read_only=False) as con:
        con.execute(SCHEMA)
        con.begin()
        news = _news(con, path, last)
        check(news)
        tail = [*([] if news.afresh or last is None else [last]), *news.records][-1:]
        at = datetime.now().astimezone().isoformat(timespec="seconds")
        written: list[Record] = []
        for item in entries:
            before = (written or tail)[-1:]
            written.append(
                sealed(before[0].seq + 1 if before else 1, at, who, role, item, before[0].hash if before else FIRST)
            )
        con.executemany(INSERT, [_cells(record) for record in written])
        con.commit()
    return written


def _folder(path: Path) -> None:
    """Make the ledger's folder; LedgerBroken if that cannot be done."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LedgerBroken(
            f"台账文件夹 {path.parent} 建不了（{error.strerror or error}）。没有写入任何内容，请管理员处理。"
        ) from error


def backup(path: Path, to: Path) -> list[Record]:
    """Copy the ledger to `to` (a new file, written beside and renamed), verify the copy, return its records."""
    if to.exists():
        raise FileExistsError(f"{to} 已存在。请另取文件名，备份不覆盖旧文件。")
    if not to.absolute().parent.is_dir():
        raise FileNotFoundError(f"没有文件夹 {to.absolute().parent}。请先建好，或换一个文件夹。")
    records = read(path).records
    store(to, records)
    return records


def store(to: Path, records: list[Record]) -> None:
    """Put records, as they are, into a ledger file: written beside, verified, then renamed into place."""
    beside = to.with_name(to.name + ".tmp")
    for rest in _files(beside):
        rest.unlink()
    try:
        with _opened(beside, read_only=False) as con:
            con.execute(SCHEMA)
            con.begin()
            if records:
                con.executemany(INSERT, [_cells(record) for record in records])
            con.commit()
        read(beside)
        beside.replace(to)
    finally:
        for rest in _files(beside):
            rest.unlink()


def _cells(record: Record) -> list[Any]:
    return [*record[:6], canonical(record.payload), *record[7:]]


def restore(path: Path, origin: Path) -> tuple[list[Record], Path | None]:
    """Put a verified backup in the ledger's place; the present ledger, damaged or not, is kept beside it with its log.

    Returns the records and the kept file. The backup is whole and beside the ledger before that is moved.
    """
    if not origin.exists():
        raise FileNotFoundError(f"没有备份文件 {origin}。")
    records = read(origin).records
    _folder(path)
    fresh = path.with_name(path.name + ".restored")
    store(fresh, records)
    try:
        kept = _put_aside(path)
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
    return records, kept


def _put_aside(path: Path) -> Path | None:
    """Move the ledger out of the way under a name that is free; None where there is none.

    The log of a whole ledger is folded into its file before; that of a damaged one goes with the file, which is not
    opened for writing: DuckDB would change what can still be saved of it.
    """
    if not _files(path):
        return None
    with suppress(LedgerBroken):
        if read(path).records:
            with _opened(path, read_only=False) as con:
                con.execute("checkpoint")
    names = (
        f"{path.stem}-{datetime.now():%Y%m%d-%H%M%S}{again}{path.suffix}"
        for again in ("", *(f"-{n}" for n in range(2, 1000)))
    )
    kept = next(candidate for candidate in map(path.with_name, names) if not _files(candidate))
    for file in _files(path):
        file.replace(kept.with_name(kept.name + file.name.removeprefix(path.name)))
    return kept
