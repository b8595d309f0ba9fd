"""Copies of a ledger: backups, and putting one in the ledger's place."""

import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from itertools import pairwise
from pathlib import Path

from lib.ledger import anchor, clock
from lib.ledger.faults import LedgerBroken
from lib.ledger.file import files, folder, log, opened, store
from lib.ledger.record import Record
from lib.ledger.stores import Where, read


def backup(path: Where, to: Path, expected: bool = False) -> list[Record]:
    """Copy the ledger to `to` (a new file, written beside and renamed), verify the copy, note it beside a ledger that is
    a file, and return its records. LedgerMissing where there is no ledger though one was `expected`."""
    if to.exists():
        raise FileExistsError(f"{to} 已存在。请另取文件名，备份不覆盖旧文件。")
    if not to.absolute().parent.is_dir():
        raise FileNotFoundError(f"没有文件夹 {to.absolute().parent}。请先建好，或换一个文件夹。")
    records = read(path, expected=expected).records
    store(to, records)
    if isinstance(path, Path):
        with suppress(OSError):  # the backup is made, though the ledger's folder may be read-only
            anchor.add(anchor.backups(path), anchor.mark_of(records, str(to.absolute())))
    return records


def lost(path: Where, origin: Path) -> list[Record] | None:
    """The records of the present ledger that its backup `origin` does not hold; None where the present one cannot be
    read, so that nobody knows."""
    if not origin.exists():
        raise FileNotFoundError(f"没有备份文件 {origin}。")
    held = {record.hash for record in read(origin).records}
    try:
        return [record for record in read(path).records if record.hash not in held]
    except LedgerBroken:
        return None


def restore(path: Where, origin: Path) -> tuple[list[Record], Where | None]:
    """Put a verified backup in the ledger's place; the present ledger, damaged or not, is kept: a file beside it with its
    log, a database's under another name in it.

    Returns the records and what is kept. There is a ledger at every moment, whatever ends this: the backup is whole and
    beside it, and the present one kept under another name, before one takes the other's place.
    """
    if not origin.exists():
        raise FileNotFoundError(f"没有备份文件 {origin}。")
    records = read(origin).records
    if not isinstance(path, Path):
        from lib.ledger import database

        return records, database.replace(path, records)
    folder(path)
    fresh = path.with_name(path.name + ".restored")
    store(fresh, records)
    try:
        kept = _kept(path)
        log(path).unlink(missing_ok=True)
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
    return records, kept


def _kept(path: Path) -> Path | None:
    """Keep the ledger under another name that is free; None where there is none.

    The log of a whole ledger is folded into its file before; that of a damaged one goes with the file, which is not
    opened for writing: DuckDB would change what can still be saved of it.
    """
    if not files(path):
        return None
    with suppress(LedgerBroken):
        if read(path).records:
            with opened(path, read_only=False) as con:
                con.execute("checkpoint")
    names = (
        f"{path.stem}-{datetime.now():%Y%m%d-%H%M%S}{again}{path.suffix}"
        for again in ("", *(f"-{n}" for n in range(2, 1000)))
    )
    kept = next(candidate for candidate in map(path.with_name, names) if not files(candidate))
    for file in files(path):
        other = kept.with_name(kept.name + file.name.removeprefix(path.name))
        try:
            os.link(file, other)
        except OSError:  # a file system without links
            shutil.copyfile(file, other)
    return kept


def clock_set_back(records: Sequence[Record]) -> list[tuple[Record, Record]]:
    """The records that are too long before the one before them: somebody had set the clock back.

    >>> clock_set_back([])
    []
    """
    return [(before, after) for before, after in pairwise(records) if clock.set_back(before.at, after.at)]
