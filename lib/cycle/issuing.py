"""下达: the records that a draft of an annual plan makes."""

from datetime import date
from typing import NamedTuple

import pandas as pd

from lib.cycle.annual_plan import Planned
from lib.ledger.record import Entry, entry

FOLLOWS = "按五年路径"
"""The reason of a value that was not adjusted."""
CLEARED = "不列入年度计划"
"""The reason of a value that was taken out, where none is given."""


class Draft(NamedTuple):
    """What was typed: the values that are not in the ledger yet (`changed`), all that would be issued, what is still
    wrong."""

    changed: list[Entry]
    all: list[Entry]
    problems: list[str]

    @property
    def size(self) -> int:
        """How many clauses would be issued: those that have a value."""
        return sum(item.payload["value"] is not None for item in self.all)


def drafted(rows: pd.DataFrame, typed: pd.DataFrame, year: int) -> Draft:
    """The records of a draft: for each of `rows` (the assessment of the `year` with its annual plan) what was `typed`,
    `value, reason`. Where no value stands nothing is issued; a value that was taken out is recorded as taken out."""
    changed, every, lacking = [], [], []
    for row, (value, reason) in zip(Planned.of(rows), typed.itertuples(index=False), strict=True):
        reason = reason.strip() if isinstance(reason, str) else ""
        if pd.isna(value):
            if not row.cleared and not (pd.isna(row.proposal) and pd.isna(row.planned)):
                changed.append(_set(row, year, None, reason or CLEARED))
                every.append(changed[-1])
            continue
        follows = not pd.isna(row.proposal) and abs(value - row.proposal) < 1e-9
        reason = reason or (FOLLOWS if follows else "")
        if not reason:
            lacking.append(row.name)
            continue
        item = _set(row, year, float(value), reason)
        every.append(item)
        stored = not pd.isna(row.planned) and (row.planned, row.reason) == (value, reason)
        if not stored and (not follows or reason != FOLLOWS or not pd.isna(row.planned)):
            changed.append(item)
    names = "、".join(lacking[:3]) + ("等" if len(lacking) > 3 else "")
    return Draft(changed, every, [f"{len(lacking)}项与路径值不同而没有写调整理由：{names}"] if lacking else [])


def _set(row: Planned, year: int, value: float | None, reason: str) -> Entry:
    return entry("annual_set", {"clause": row.id, "area": row.area, "year": year, "value": value}, reason)


def issued(draft: Draft, area: str, year: int, number: str, day: date) -> list[Entry]:
    """The records that issue a draft: every value, and the number and date of the document."""
    fields = {"area": area, "year": year, "number": number.strip(), "date": day.isoformat()}
    return [*draft.all, entry("annual_issued", fields)]
