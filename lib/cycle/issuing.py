"""下达: the records that a draft of an annual plan makes."""

from datetime import date
from typing import NamedTuple

import pandas as pd

from lib.cycle.annual_plan import Planned
from lib.ledger.record import Entry, entry

FOLLOWS = "按五年路径"
"""The reason of a value that was not adjusted."""


class Draft(NamedTuple):
    """What was typed: the values that are not in the ledger yet (`changed`), all that would be issued, what is still
    wrong."""

    changed: list[Entry]
    all: list[Entry]
    problems: list[str]

    @property
    def size(self) -> int:
        """How many clauses would be issued."""
        return len(self.all)


def drafted(rows: pd.DataFrame, typed: pd.DataFrame, year: int) -> Draft:
    """The records of a draft: for each of `rows` (the assessment of the `year` with its annual plan) what was `typed`,
    `value, reason`; where no value stands nothing is issued."""
    changed, every, lacking = [], [], []
    for row, (value, reason) in zip(Planned.of(rows), typed.itertuples(index=False), strict=True):
        if pd.isna(value):
            continue
        follows = not pd.isna(row.proposal) and abs(value - row.proposal) < 1e-9
        reason = (reason or "").strip() or (FOLLOWS if follows else "")
        if not reason:
            lacking.append(row.name)
            continue
        item = entry("annual_set", {"clause": row.id, "area": row.area, "year": year, "value": float(value)}, reason)
        every.append(item)
        stored = not pd.isna(row.planned) and (row.planned, row.reason) == (value, reason)
        if not stored and (not follows or reason != FOLLOWS or not pd.isna(row.planned)):
            changed.append(item)
    names = "、".join(lacking[:3]) + ("等" if len(lacking) > 3 else "")
    return Draft(changed, every, [f"{len(lacking)}项与路径值不同而没有写调整理由：{names}"] if lacking else [])


def issued(draft: Draft, area: str, year: int, number: str, day: date) -> list[Entry]:
    """The records that issue a draft: every value, and the number and date of the document."""
    fields = {"area": area, "year": year, "number": number.strip(), "date": day.isoformat()}
    return [*draft.all, entry("annual_issued", fields)]
