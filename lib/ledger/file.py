"""The append-only ledger: one DuckDB file that nobody keeps open.

DuckDB lets one process hold a file for writing and shuts all others out, so the file is opened for the moment of a read
or of a transaction, with a bounded wait; several servers and commands live side by side. The functions are few (new,
read, append, stamp, store); `database` has the same for several machines.
"""

import logging
import os
import random
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb

from lib.ledger import anchor, engine
from lib.ledger.chain import PICKS, Rows, continued, picked, proved
from lib.ledger.chain import News as News
from lib.ledger.faults import LedgerBroken as LedgerBroken
from lib.ledger.faults import LedgerBusy as LedgerBusy
from lib.ledger.faults import LedgerMissing as LedgerMissing
from lib.ledger.record import Entry, Record, cells

SCHEMA = (Path(__file__).parent / "ledger.sql").read_text(encoding="utf-8")
RECORDS = """select seq, "at", who, role, kind, subject, payload, why, file, prev, hash from record where """
SELECT = RECORDS + "seq >= ? order by seq"
PICK = {name: f"{RECORDS}{asked} order by seq" for name, asked in PICKS.items()}
HASHES = "select hash from record order by seq"
INSERT = "insert into record select unnest(?::bigint[]), " + ", ".join(["unnest(?::varchar[])"] * 10)
"""Takes columns: rows one by one take sixty times as long."""
FULL = "磁盘已满，或超过配额。没有写入任何内容，原有的记录不受影响：请腾出空间后重试。"
CLOSED = "所在的盘只读，或启动看板的账户没有权限。没有写入任何内容，请管理员处理。"
FAULTS = (
    (("no space", "disk full", "not enough space", "quota", "file too large"), FULL),
    (("read-only", "permission denied", "access is denied", "not permitted"), CLOSED),
)
"""What the operating system says (in lower case), and what that means for a ledger."""
WAIT = 10.0
"""Seconds to wait for other writers, of this process and of others together, before giving up."""
_turn = threading.Lock()


def mend(path: Path) -> str:
    """What to do about a damaged ledger: the newest backup that is still there, if one was ever made."""
    kept: list[str] = []
    with suppress(LedgerBroken, OSError):
        kept = [mark.file for mark in anchor.marks(anchor.backups(path)) if Path(mark.file).exists()]
    if not kept:
        return "没有找到它的备份：请保留这个文件，请管理员查明原因。"
    return f"请用 python -m lib restore {kept[-1]} 恢复最近的备份；现在的台账文件会留在旁边，不会删除。"


def _fault(path: Path, error: Exception) -> LedgerBroken:
    """What DuckDB or the operating system has to say, for people; its own words go to the log."""
    logging.getLogger("plan").info("ledger", extra={"fields": {"file": path.name, "error": str(error)}})
    said = str(error).lower()
    found = next((sentence for signs, sentence in FAULTS if any(sign in said for sign in signs)), "")
    return LedgerBroken(
        f"台账文件 {path.name} {'写不了：' if found else '读不出来，可能已损坏。'}{found or mend(path)}"
    )


@contextmanager
def opened(path: Path, read_only: bool) -> Iterator[duckdb.DuckDBPyConnection]:
    """The file, open for a moment; LedgerBusy when others keep it longer than WAIT, LedgerBroken for all else that
    DuckDB has to say, now or while it is open."""
    until = time.monotonic() + WAIT
    if not _turn.acquire(timeout=WAIT):
        raise _busy(path)
    try:
        with engine.held(_attached(path, read_only, until), path) as con:
            yield con
    except (duckdb.Error, OSError) as error:
        raise _fault(path, error) from error
    finally:
        _turn.release()


def _busy(path: Path) -> LedgerBusy:
    return LedgerBusy(f"{path.name} 正被另一个程序写入，等了{WAIT:g}秒仍未空出。没有写入任何内容，请稍后再试。")


def _attached(path: Path, read_only: bool, until: float) -> duckdb.DuckDBPyConnection:
    """A connection, waited for; LedgerBusy if the file does not become free."""
    while True:
        try:
            return engine.attach(path, read_only)
        except duckdb.IOException as error:
            if "lock" not in str(error).lower() and "being used" not in str(error).lower():
                raise
            if time.monotonic() > until:
                raise _busy(path) from error
            time.sleep(random.uniform(0.01, 0.06))


def log(path: Path) -> Path:
    """Where the write-ahead log of a ledger stands."""
    return path.with_name(path.name + ".wal")


def files(path: Path) -> list[Path]:
    """The ledger's file and its write-ahead log, as far as they are there."""
    return [file for file in (path, log(path)) if file.exists()]


def stamp(path: Path) -> tuple[tuple[int, ...], ...]:
    """Changes whenever something has been appended; cheap enough for every page run."""
    found = []
    for file in (path, log(path)):
        with suppress(OSError):  # gone offline; or another process folds its log into the file at this moment
            stat = file.stat()
            found.append((stat.st_mtime_ns, stat.st_size, stat.st_ino))
    return tuple(found)


def _rows(con: duckdb.DuckDBPyConnection, start: int) -> Rows:
    return con.execute(SELECT, [start]).fetchall()


def _news(con: duckdb.DuckDBPyConnection, path: Path, last: Record | None) -> News:
    return proved(lambda start: _rows(con, start), last, path.name, lambda: mend(path))


def _there(path: Path, expected: bool) -> bool:
    """Whether there is a ledger; LedgerMissing where one was `expected`."""
    with suppress(OSError):
        if path.exists():
            return True
    if expected:
        raise LedgerMissing(
            f"台账文件 {path} 不在：共享盘可能没有接上，或者文件名写错了。没有读，也没有写。"
            "请接上后重试；确实要在那里新建一份空的台账，请运行 python -m lib ledger new。"
        )
    return False


def read(path: Path, last: Record | None = None, expected: bool = False) -> News:
    """What is new after the `last` known record, in order, its chain proved; nothing where there is no ledger yet.

    LedgerMissing where there is none though one was `expected`; LedgerBusy if the file is not free; LedgerBroken if it
    cannot be read or its chain is not whole.
    """
    if not _there(path, expected):
        return News([], True)
    with opened(path, read_only=True) as con:
        return _news(con, path, last)


def pick(path: Path, which: str, *values: int | str) -> list[Record]:
    """The records that PICKS asks for, in order; only each by itself is proved."""
    if not _there(path, False):
        return []
    with opened(path, read_only=True) as con:
        return picked(con.execute(PICK[which], values).fetchall(), path.name, lambda: mend(path))


def hashes(path: Path, expected: bool = False) -> list[str]:
    """The hashes of all records, in order; LedgerMissing where there is no ledger though one was `expected`."""
    if not _there(path, expected):
        return []
    with opened(path, read_only=True) as con:
        return [row[0] for row in con.execute(HASHES).fetchall()]


def new(path: Path) -> None:
    """Make an empty ledger. FileExistsError if there is one already."""
    if files(path):
        raise FileExistsError(f"{path} 已经有了，没有改动。")
    folder(path)
    fresh = path.with_name(f"{path.name}.{secrets.token_hex(4)}.new")
    store(fresh, [])
    try:
        os.link(fresh, path)  # fails where there is one by now: two who begin at once must not write over each other
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        fresh.rename(path)
    finally:
        fresh.unlink(missing_ok=True)


def append(
    path: Path,
    entries: list[Entry],
    who: str,
    role: str,
    check: Callable[[News], None] = lambda news: None,
    last: Record | None = None,
    expected: bool = False,
) -> list[Record]:
    """Write entries in one transaction, all or none, and return them as records.

    `check` sees what is new after the `last` record that the writer knew, while nobody else can write, and raises to
    refuse. A ledger that is not there is made, whole, before the first record, but where one was `expected`
    (LedgerMissing). LedgerBusy if the file is not free, LedgerBroken if it cannot be read or written.
    """
    if not _there(path, expected):
        with suppress(FileExistsError):  # somebody else was faster
            new(path)
    with opened(path, read_only=False) as con:
        con.begin()
        news = _news(con, path, last)
        check(news)
        written = continued(entries, who, role, news, last)
        _put(con, written)
        con.commit()
    return written


def _put(con: duckdb.DuckDBPyConnection, records: list[Record]) -> None:
    if records:
        con.execute(INSERT, [list(column) for column in zip(*map(cells, records), strict=True)])


def folder(path: Path) -> None:
    """Make the ledger's folder; LedgerBroken if that cannot be done."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LedgerBroken(
            f"台账文件夹 {path.parent} 建不了（{error.strerror or error}）。没有写入任何内容，请管理员处理。"
        ) from error


def store(to: Path, records: list[Record]) -> None:
    """Put records, as they are, into a ledger file: written beside, verified, then renamed into place."""
    beside = to.with_name(to.name + ".tmp")
    for rest in files(beside):
        rest.unlink()
    try:
        with opened(beside, read_only=False) as con:
            con.execute(SCHEMA)
            con.begin()
            _put(con, records)
            con.commit()
            con.execute("checkpoint")  # what fails on closing is not said, and the log does not go along
        read(beside)
        beside.replace(to)
    except OSError as error:
        raise _fault(to, error) from error
    finally:
        for rest in files(beside):
            rest.unlink()
