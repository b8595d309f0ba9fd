"""A state as it was folded up to some record: what a server begins with, instead of folding everything again.

A cache and never a source: it names the record up to which it was folded, and is thrown away where that does not stand
in the ledger, where it is spoilt, or where another version of this code folded it. `verify` folds everything again and
compares.
"""

import hashlib
import json
import zlib
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import NamedTuple

from lib.ledger.chain import of_rows
from lib.ledger.packed import packed, unpacked
from lib.ledger.record import Record, cells
from lib.ledger.state import State

STEP, SHARE = 5000, 0.02
"""A new one is made after so many records, or after this share of all there are, whichever is more."""
ZONES = timedelta(hours=14)
"""How far the day of a record may lie ahead of its day in UTC, wherever it is read."""


class Snapshot(NamedTuple):
    """The `state` after the record `last`; no record up to it was made after the day `latest` (YYYY-MM-DD, in any zone);
    the `writers` of all records, who wrote last stands last."""

    state: State
    last: Record
    latest: str
    writers: tuple[str, ...]


def due(last: int, kept: int) -> bool:
    """Whether a new snapshot is due at the record `last`, where there is one of the record `kept`.

    >>> due(4999, 0), due(5000, 0), due(1_010_000, 1_000_000), due(1_020_000, 1_000_000)
    (False, True, False, True)
    """
    return last - kept >= max(STEP, SHARE * kept)


@cache
def version() -> str:
    """What this version of the code folds: another one may fold the same records otherwise."""
    folder = Path(__file__).parent
    read = [path.read_bytes() for path in (*sorted(folder.glob("*.py")), *sorted(folder.glob("../measure/*.py")))]
    return hashlib.sha256(b"\0".join(read)).hexdigest()


def day_after(at: str) -> str:
    """The latest day that the time of a record can be, in whatever zone it is read.

    >>> day_after("2018-01-02T03:04:05+08:00"), day_after("2018-01-02T12:04:05+00:00")
    ('2018-01-02', '2018-01-03')
    """
    return f"{datetime.fromisoformat(at) + ZONES:%Y-%m-%d}"


def written(one: Snapshot) -> bytes:
    """A snapshot as bytes: a line with a hash over all that follows it."""
    said = [version(), cells(one.last), one.latest, one.writers]
    body = zlib.compress(f"{json.dumps(said, ensure_ascii=False)}\n{packed(one.state.tables)}".encode(), 1)
    return hashlib.sha256(body).hexdigest().encode() + b"\n" + body


def read(data: bytes) -> Snapshot | None:
    """The snapshot again; None where it is spoilt, or of another version."""
    try:
        said, body = data.split(b"\n", 1)
        if hashlib.sha256(body).hexdigest().encode() != said:
            return None
        head, text = zlib.decompress(body).decode().split("\n", 1)
        made_by, row, latest, writers = json.loads(head)
        if made_by != version():
            return None
        last = of_rows([row], "", str)[0]
        return Snapshot(State(last.seq, unpacked(text), last.hash), last, latest, tuple(writers))
    except (ValueError, KeyError, TypeError, IndexError, zlib.error):
        return None
