"""The ledger wherever it is kept: in a DuckDB file (its path) for one machine, or in PostgreSQL (the address of the
database) for several. PostgreSQL's client is loaded only where it is asked for."""

from collections.abc import Callable
from pathlib import Path

from lib.ledger import file
from lib.ledger.chain import News
from lib.ledger.record import Entry, Record

Where = Path | str
"""The path of a file, or the address of a database."""
Stamp = tuple[tuple[int | str, ...], ...]
"""What a ledger is at a moment; () where there is none."""


def named(where: Where) -> str:
    """A ledger for people, without its folder, account or password."""
    if isinstance(where, Path):
        return where.name
    from lib.ledger import connections

    return connections.named(where)


def mend(where: Where) -> str:
    """What to do about a damaged ledger."""
    if isinstance(where, Path):
        return file.mend(where)
    from lib.ledger import database

    return database.mend()


def stamp(where: Where, known: Stamp = ()) -> Stamp:
    """Changes whenever something has been appended; what is `known` while a database is away. Cheap enough for every
    page run."""
    if isinstance(where, Path):
        return file.stamp(where)
    from lib.ledger import database

    return database.stamp(where, known)


def away(where: Where) -> str:
    """Why a database could not be had when it was last asked; "" if it could, and for a file."""
    if isinstance(where, Path):
        return ""
    from lib.ledger import database

    return database.away(where)


def read(where: Where, last: Record | None = None, expected: bool = False) -> News:
    """What is new after the `last` known record: see file.read. A database is always expected."""
    if isinstance(where, Path):
        return file.read(where, last, expected)
    from lib.ledger import database

    return database.read(where, last)


def pick(where: Where, which: str, *values: int | str) -> list[Record]:
    """The records that chain.PICKS asks for, in order; only each by itself is proved."""
    if isinstance(where, Path):
        return file.pick(where, which, *values)
    from lib.ledger import database

    return database.pick(where, which, *values)


def hashes(where: Where, expected: bool = False) -> list[str]:
    """The hashes of all records, in order. A database is always expected."""
    if isinstance(where, Path):
        return file.hashes(where, expected)
    from lib.ledger import database

    return database.hashes(where)


def append(
    where: Where,
    entries: list[Entry],
    who: str,
    role: str,
    check: Callable[[News], None] = lambda news: None,
    last: Record | None = None,
    expected: bool = False,
) -> list[Record]:
    """Write entries in one transaction, all or none: see file.append."""
    if isinstance(where, Path):
        return file.append(where, entries, who, role, check, last, expected)
    from lib.ledger import database

    return database.append(where, entries, who, role, check, last)


def new(where: Where, *roles: str) -> None:
    """Make an empty ledger, in which these `roles` of the database may write. FileExistsError if there is one already."""
    if isinstance(where, Path):
        return file.new(where)
    from lib.ledger import database

    return database.new(where, *roles)


def move(origin: Where, to: Where) -> list[Record]:
    """Put the records of a ledger into another place where there is none yet, or an empty one in a database; the chain is
    proved on both sides and every record compared. Returns the records.

    FileExistsError if there is a ledger at `to`; LedgerBusy if somebody wrote meanwhile; LedgerBroken as for reading.
    """
    records = read(origin, expected=True).records
    if isinstance(to, Path):
        if file.files(to):
            raise FileExistsError(f"{to} 已经有了，没有改动。")
        file.folder(to)
        file.store(to, records)
    else:
        from lib.ledger import database

        database.store(to, records)
    if read(to, expected=True).records != records:
        raise file.LedgerBroken(f"{named(to)} 读回的记录与 {named(origin)} 的不同：请不要用它，请管理员查明原因。")
    if read(origin, records[-1] if records else None, expected=True).records:
        raise file.LedgerBusy(f"{named(origin)} 在搬的时候又有人写入：请先停下看板，换一个空的地方再搬一次。")
    return records
