"""The append-only ledger in PostgreSQL, for several servers: the functions of `file` for the address of a database.

A record is written in one short transaction under an advisory lock. The role of the application may insert and select,
nothing else; triggers keep the order and refuse every change, whoever asks. What makes and changes the tables stands
in `migrations`, numbered, each applied once, by the owner of the database.
"""

import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import psycopg
from psycopg import sql

from lib.ledger import connections
from lib.ledger.chain import PICKS, News, Rows, continued, picked, proved
from lib.ledger.connections import Connection, asked, named
from lib.ledger.faults import LedgerAway, LedgerBroken, LedgerBusy
from lib.ledger.record import Entry, Record, cells

MIGRATIONS = sorted((Path(__file__).parent / "migrations").glob("*.sql"))
LOCK = "select pg_advisory_xact_lock(7305821)"
TAIL = "select seq, hash from ledger.record order by seq desc limit 1"
RECORDS = "select seq, at, who, role, kind, subject, payload, why, file, prev, hash from ledger.record where "
SELECT = RECORDS + "seq >= %s order by seq"
PICK = {name: f"{RECORDS}{asked} order by seq".replace("?", "%s") for name, asked in PICKS.items()}
HASHES = "select hash from ledger.record order by seq"
COPY = "copy ledger.record from stdin"
HELD = "select exists (select from ledger.record where hash = %s)"
APPLIED = "select number from ledger.migration"
APPLY = "insert into ledger.migration (number) values (%s)"
WRITERS = """select distinct grantee from information_schema.role_table_grants
where table_schema = 'ledger' and table_name = 'record' and privilege_type = 'INSERT' and grantee <> current_user"""
GRANT = """grant usage on schema ledger to {role};
grant select, insert on ledger.record to {role};
grant select on ledger.migration to {role};
grant select, insert, update, delete on ledger.snapshot, ledger.draft to {role}"""
THERE = "select to_regclass('ledger.record') is not null"
UNKNOWN = "{name} 在写入时断开，还没有恢复：不知道是否已经写入。请恢复后刷新页面核对，没有写入时再提交。"
CUT = "{name} 在写入时断开。没有写入任何内容，请再提交一次。"


def mend() -> str:
    """What to do about a damaged ledger: a database does not know where its backups are."""
    return (
        "请用数据库属主的账户运行 python -m lib restore 备份文件，恢复最近的备份；现在的台账会改名留在库里，不会删除。"
    )


def stamp(url: str, known: tuple[tuple[int | str, ...], ...] = ()) -> tuple[tuple[int | str, ...], ...]:
    """Changes whenever something has been appended, for one indexed look; what is `known` where the database is away,
    () where there is no ledger in it."""
    if connections.of(url).resting:
        return known
    try:
        return (asked(url, lambda con: con.execute(TAIL).fetchone()) or (0, ""),)
    except LedgerBusy:
        return known
    except LedgerBroken:
        return ()


def away(url: str) -> str:
    """Why the database could not be had when it was last asked, "" if it could."""
    return connections.of(url).away


def _rows(con: Connection, start: int) -> Rows:
    return con.execute(SELECT, [start]).fetchall()


def put(con: Connection, records: list[Record]) -> None:
    """Add records as they are; the database refuses those that do not follow."""
    with con.cursor().copy(COPY) as copy:
        for record in records:
            copy.write_row(cells(record))


def _news(con: Connection, url: str, last: Record | None) -> News:
    return proved(lambda start: _rows(con, start), last, named(url), mend)


def read(url: str, last: Record | None = None) -> News:
    """What is new after the `last` known record, in order, its chain proved.

    LedgerMissing where there is no ledger; LedgerAway if the database does not answer; LedgerBroken if the ledger cannot
    be read or its chain is not whole.
    """
    return asked(url, lambda con: _news(con, url, last))


def pick(url: str, which: str, *values: int | str) -> list[Record]:
    """The records that PICKS asks for, in order; only each by itself is proved."""
    rows = asked(url, lambda con: con.execute(PICK[which], values).fetchall())
    return picked(rows, named(url), mend)


def hashes(url: str) -> list[str]:
    """The hashes of all records, in order."""
    return asked(url, lambda con: [row[0] for row in con.execute(HASHES)])


def append(
    url: str,
    entries: list[Entry],
    who: str,
    role: str,
    check: Callable[[News], None] = lambda news: None,
    last: Record | None = None,
) -> list[Record]:
    """Write entries in one transaction, all or none, and return them as records; `check` as in `file.append`.

    Where the connection is cut in the middle the database is asked whether it has them: what is returned is written,
    and what LedgerAway says was not written is not, unless it says that nobody knows.
    """
    written: list[Record] = []

    def work(con: Connection) -> None:
        with con.transaction():
            con.execute(LOCK)
            news = _news(con, url, last)
            check(news)
            written[:] = continued(entries, who, role, news, last)
            put(con, written)

    try:
        asked(url, work, lambda: bool(written))
    except LedgerAway as error:
        if written and not _held(url, written[-1].hash):
            raise LedgerAway(CUT.format(name=named(url))) from error
        if not written:
            raise
    return written


def _held(url: str, hash: str) -> bool:
    """Whether a record is there, once the transaction that wrote it has ended either way; LedgerAway if the database
    does not come back within WAIT."""

    def look(con: Connection) -> bool:
        with con.transaction():
            con.execute(LOCK)
            return con.execute(HELD, [hash]).fetchone() == (True,)

    until = time.monotonic() + connections.WAIT
    while time.monotonic() < until:
        with suppress(LedgerBusy):
            return asked(url, look)
        time.sleep(0.1)
    raise LedgerAway(UNKNOWN.format(name=named(url)))


def new(url: str, *roles: str) -> None:
    """Make an empty ledger in which `roles` may write. FileExistsError if there is one already."""
    store(url, [], *roles)


def store(url: str, records: list[Record], *roles: str) -> None:
    """Put records, as they are, into a database that has no ledger, or an empty one; verified before they are there for
    others. FileExistsError if there is one with records, or there was nothing to put."""

    def work(con: Connection) -> None:
        with con.transaction():
            con.execute(LOCK)
            there = con.execute(THERE).fetchone() == (True,)
            if there and (not records or con.execute(TAIL).fetchone()):
                raise FileExistsError(f"{named(url)} 里已经有台账了，没有改动。")
            _fill(con, url, records, *roles)

    asked(url, work, lambda: True)


def _fill(con: Connection, url: str, records: list[Record], *roles: str) -> None:
    _migrate(con)
    put(con, records)
    _grant(con, roles)
    if _news(con, url, None).records != records:
        raise LedgerBroken(f"{named(url)} 读回的记录与写入的不同。没有写入任何内容。")


def _grant(con: Connection, roles: Iterable[str]) -> None:
    for role in roles:
        con.execute(sql.SQL(GRANT).format(role=sql.Identifier(role)))


def _migrate(con: Connection) -> list[int]:
    applied: set[int] = set()
    if con.execute("select to_regclass('ledger.migration') is not null").fetchone() == (True,):
        applied = {row[0] for row in con.execute(APPLIED)}
    due = [(int(file.name[:3]), file) for file in MIGRATIONS if int(file.name[:3]) not in applied]
    for number, file in due:
        con.execute(sql.SQL(file.read_text(encoding="utf-8")))
        con.execute(APPLY, [number])
    return [number for number, _ in due]


def upgrade(url: str) -> list[int]:
    """Apply the migrations that are due, all or none; their numbers."""

    def work(con: Connection) -> list[int]:
        with con.transaction():
            con.execute(LOCK)
            if con.execute(THERE).fetchone() != (True,):
                raise psycopg.errors.InvalidSchemaName("no ledger")
            done = _migrate(con)
            _grant(con, [row[0] for row in con.execute(WRITERS)] if done else [])
            return done

    return asked(url, work, lambda: True)


def replace(url: str, records: list[Record]) -> str | None:
    """Put records in the ledger's place, in one transaction; the present ledger is kept under the name that is returned,
    and who could write in it can write in the new one. None where there was no ledger."""

    def work(con: Connection) -> str | None:
        with con.transaction():
            con.execute(LOCK)
            if con.execute(THERE).fetchone() != (True,):
                _fill(con, url, records)
                return None
            roles = [row[0] for row in con.execute(WRITERS)]
            kept = f"ledger-{datetime.now():%Y%m%d-%H%M%S-%f}"
            con.execute(sql.SQL("alter schema ledger rename to {}").format(sql.Identifier(kept)))
            _fill(con, url, records, *roles)
            return kept

    return asked(url, work, lambda: True)
