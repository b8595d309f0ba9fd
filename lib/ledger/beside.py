"""What is kept beside the records of a ledger and proves nothing: snapshots of its state. In a folder beside the file,
or in tables of the database. Whatever is in the way, the ledger goes on without it."""

import logging
import secrets
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from lib.ledger.faults import LedgerBroken, LedgerBusy
from lib.ledger.stores import Where

if TYPE_CHECKING:
    from lib.ledger.connections import Connection

T = TypeVar("T")
MOST = 8
"""Snapshots kept, the newest: past days are folded from them."""
KEPT = "select seq from ledger.snapshot order by seq desc"
LOAD = "select data from ledger.snapshot where seq = %s"
KEEP = "insert into ledger.snapshot (seq, data) values (%s, %s) on conflict (seq) do update set data = excluded.data"
FORGET = "delete from ledger.snapshot where seq = %s"
PRUNE = "delete from ledger.snapshot where seq < %s"


def folder(ledger: Path) -> Path:
    """Where the snapshots of a ledger's file are."""
    return ledger.with_name(f"{ledger.name}.folded")


def snapshots(where: Where) -> list[int]:
    """The numbers of the records up to which there are snapshots, the latest first."""
    if isinstance(where, Path):
        return sorted((int(file.name) for file in _files(where)), reverse=True)
    return asked(where, lambda con: [int(row[0]) for row in con.execute(KEPT)]) or []


def load(where: Where, seq: int) -> bytes:
    """A snapshot as it was kept; b"" where it cannot be had."""
    if isinstance(where, Path):
        with suppress(OSError):
            return (folder(where) / str(seq)).read_bytes()
        return b""
    found = asked(where, lambda con: con.execute(LOAD, [seq]).fetchone())
    return bytes(found[0]) if found else b""


def keep(where: Where, seq: int, data: bytes) -> None:
    """Keep a snapshot, and of those before it the newest."""
    old = [number for number in snapshots(where) if number != seq][MOST - 1 :]
    if isinstance(where, Path):
        with suppress(OSError):
            replaced(folder(where) / str(seq), data)
            for number in old:
                (folder(where) / str(number)).unlink(missing_ok=True)
        return
    asked(where, lambda con: con.execute(KEEP, [seq, data]))
    if old:
        asked(where, lambda con: con.execute(PRUNE, [old[0] + 1]))


def forget(where: Where, seq: int) -> None:
    """Throw a snapshot away."""
    if isinstance(where, Path):
        with suppress(OSError):
            (folder(where) / str(seq)).unlink(missing_ok=True)
        return
    asked(where, lambda con: con.execute(FORGET, [seq]))


def replaced(path: Path, data: bytes) -> None:
    """Put a file in its place as a whole. OSError if that cannot be done."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.{secrets.token_hex(4)}.new")
    try:
        beside.write_bytes(data)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _files(ledger: Path) -> list[Path]:
    with suppress(OSError):
        return [file for file in folder(ledger).iterdir() if file.name.isdigit()]
    return []


def asked(url: str, work: Callable[["Connection"], T]) -> T | None:
    """What `work` makes of a connection; None where the database is away, its tables are older or it refuses."""
    from lib.ledger import connections

    try:
        return connections.asked(url, work)
    except (LedgerBusy, LedgerBroken) as error:
        logging.getLogger("plan").info("beside", extra={"fields": {"error": str(error)}})
        return None
