"""Ledgers of any size: the training set told again and again, as if a government had gone on for years."""

from lib.ledger.kinds import KINDS
from lib.ledger.record import FIRST, Entry, Record, sealed

ONCE = ("adjustment", "evaluation", "newcomer", "succession")
"""The tables that do not grow with the records: an evaluation of a year is frozen once."""


def many(first: list[Record], records: int) -> list[Record]:
    """So many records, whose chain is whole: those that are given, told again and again. A mark marks the row that its
    own telling put."""
    made: list[Record] = []
    again = [record for record in first if KINDS[record.kind].table not in ONCE]
    before = FIRST
    while len(made) < records:
        at: dict[object, int] = {}
        for record in (again if made else first)[: records - len(made)]:
            seq = len(made) + 1
            of = at.get(record.payload.get("of")) if KINDS[record.kind].marks else None
            payload = record.payload if of is None else record.payload | {"of": of}
            item = Entry(record.kind, record.subject, payload, record.why, record.file)
            made.append(sealed(seq, record.at, record.who, record.role, item, before))
            at[record.seq], before = seq, made[-1].hash
    return made
