"""冻结: the record that a freeze makes of an assessment."""

from collections.abc import Callable, Collection

import pandas as pd

from lib.cycle.annual_plan import Planned
from lib.ledger.frozen import TYPES, Judged, Told
from lib.ledger.record import Entry, entry


def frozen(
    name: str,
    kind: str,
    area: str | None,
    year: int,
    asof: str,
    assessed: pd.DataFrame,
    told: Callable[[Planned], Told],
) -> Entry:
    """The record of an evaluation of an area (None: both) and year, with data as of the day `asof`.

    `assessed` are the clauses of that area and year with their annual plan, `told` puts one in words: an evaluation is
    whole in itself, with all that a reader needs of a verdict.
    """
    rows = [_judged(clause, told(clause)) for clause in Planned.of(assessed)]
    fields = {"name": name, "type": kind, "area": area, "year": year, "asof": asof, "rows": rows}
    return entry("evaluation_frozen", fields)


def _judged(clause: Planned, told: Told) -> Judged:
    return {
        "clause": clause.id,
        "line": int(clause.line),
        "area": clause.area,
        "domain": clause.domain_name,
        "name": clause.name,
        "due": int(clause.due),
        "change": clause.change,
        "change_note": clause.change_note,
        "actual_value": _number(clause.actual),
        "actual_year": _number(clause.actual_year),
        "completion": _number(clause.completion),
        "pace": _number(clause.pace),
        "verdict": str(clause.verdict),
        "original_verdict": str(clause.original_verdict),
        **told,
    }


def _number(value: float) -> float | None:
    return None if pd.isna(value) else round(float(value), 6)


def proposed_name(kind: str, of: str, year: int, taken: Collection[str]) -> str:
    """A name that no other evaluation has; `of` is what is evaluated.

    >>> proposed_name("annual", "甲乙", 2017, []), proposed_name("midterm", "甲区", 2018, ["甲区2018年中期评估"])
    ('甲乙2017年度评估', '甲区2018年中期评估（2）')
    """
    word = TYPES[kind].word
    name, number = f"{of}{year}{'' if word.startswith('年') else '年'}{word}", 1
    numbered = name
    while numbered in taken:
        number += 1
        numbered = f"{name}（{number}）"
    return numbered
