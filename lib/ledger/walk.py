"""The whole ledger proved and folded anew, piece by piece: what takes long says how far it has come, and the memory that
it needs does not grow with the records."""

from collections.abc import Callable
from typing import NamedTuple

from lib.ledger import beside, copies, snapshot, stores
from lib.ledger.chain import BROKEN
from lib.ledger.faults import LedgerBroken
from lib.ledger.fold import EMPTY, Folding
from lib.ledger.record import FIRST, Record
from lib.ledger.state import State
from lib.ledger.stores import Where

PIECE = 20_000
"""Records that are read at once."""


class Walk(NamedTuple):
    """What was found: the hashes of all records, the last of them, the state to which they fold, the pairs between which
    the clock was set back, and the numbers of the snapshots that say something else than the records."""

    hashes: list[str]
    last: Record | None
    state: State
    set_back: list[tuple[Record, Record]]
    wrong: list[int]


def walk(where: Where, expected: bool = False, told: Callable[[int, int], None] = lambda done, all_: None) -> Walk:
    """Prove the chain from the first record on, fold it, and hold every snapshot against it. `told` hears how many of how
    many records are done.

    LedgerMissing where there is no ledger though one was `expected`; LedgerBroken where the chain is not whole.
    """
    hashes, kept = stores.hashes(where, expected), set(beside.snapshots(where))
    count, now, last = len(hashes), Folding(EMPTY), None
    set_back: list[tuple[Record, Record]] = []
    wrong: list[int] = []
    ends = sorted({*range(PIECE, count, PIECE), *(seq for seq in kept if seq <= count), count} - {0})
    for since, end in zip([0, *ends], ends, strict=False):
        piece = stores.pick(where, "between", since, end)
        before = last
        for number, record in enumerate(piece, since + 1):
            follows = record.prev == (last.hash if last else FIRST) and record.hash == hashes[number - 1]
            if record.seq != number or not follows:
                raise _broken(where, number)
            now.add(record)
            last = record
        if len(piece) < end - since:
            raise _broken(where, since + len(piece) + 1)
        set_back += copies.clock_set_back([before, *piece] if before else piece)
        if end in kept and (held := snapshot.read(beside.load(where, end))) and held.state != now.state:
            wrong.append(end)
        told(end, count)
    return Walk(hashes, last, now.state, set_back, wrong)


def _broken(where: Where, seq: int) -> LedgerBroken:
    return LedgerBroken(BROKEN.format(name=stores.named(where), seq=seq, mend=stores.mend(where)))
