"""冻结: the record that a freeze makes of a year, and what it holds of projects and tasks as frames."""

from collections.abc import Callable, Collection
from typing import Any, NamedTuple, get_type_hints

import pandas as pd

from lib.cycle.annual_plan import Planned
from lib.cycle.dispatched import Dispatched
from lib.cycle.tasks import Task
from lib.ledger.frozen import TYPES, Evaluation, Judged, Told
from lib.ledger.frozen_works import Assigned, Listed
from lib.ledger.record import Entry, entry


class Seen(NamedTuple):
    """What a freeze takes of an area and year: the clauses with their annual plan (Planned), the year's key projects
    (Dispatched) and the tasks (Task) as they stand on the day of freezing."""

    assessed: pd.DataFrame
    listed: pd.DataFrame
    tasks: pd.DataFrame


def frozen(
    name: str, kind: str, area: str | None, year: int, asof: str, seen: Seen, told: Callable[[Planned], Told]
) -> Entry:
    """The record of an evaluation of an area (None: both) and year, with data as of the day `asof`.

    `told` puts a clause in words: an evaluation is whole in itself, with all that a reader needs of a verdict.
    """
    taken = {
        "rows": [_judged(clause, told(clause)) for clause in Planned.of(seen.assessed)],
        "projects": [_plain(one, Listed) for one in Dispatched.of(seen.listed)],
        "tasks": [_plain(one, Assigned) for one in Task.of(seen.tasks)],
    }
    return entry("evaluation_frozen", {"name": name, "type": kind, "area": area, "year": year, "asof": asof, **taken})


def _plain(one: Dispatched | Task, row: type) -> dict[str, Any]:
    """The fields of a frozen `row`, as JSON has them."""
    return {name: PLAIN.get(kind, _same)(getattr(one, name)) for name, kind in get_type_hints(row).items()}


def listed(one: Evaluation) -> pd.DataFrame | None:
    """The year's key projects as they were frozen, a frame of Dispatched; None where they were not kept."""
    rows = one.get("projects")
    if rows is None:
        return None
    known: list[dict[str, Any]] = [{k: value for k, value in row.items() if value is not None} for row in rows]
    return Dispatched.frame(Dispatched(**row) for row in known)


def tasks(one: Evaluation) -> pd.DataFrame | None:
    """The tasks as they were frozen, a frame of Task without what was said; None where they were not kept."""
    rows = one.get("tasks")
    return None if rows is None else Task.frame(Task(**row) for row in rows)


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


def _same(value: Any) -> Any:
    return value


def _yes(value: Any) -> bool | None:
    return None if value is None else bool(value)


PLAIN: dict[Any, Callable[[Any], Any]] = {float | None: _number, bool | None: _yes, int: int}
"""How a value of a type is written, where it is not written as it is."""
