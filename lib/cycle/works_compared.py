"""What turned in projects and tasks between two evaluations."""

from collections.abc import Callable
from typing import NamedTuple

import pandas as pd

from lib.cycle import freezing
from lib.cycle.dispatched import Dispatched
from lib.cycle.evaluation import BETTER, WORSE
from lib.cycle.tasks import SILENT, Task
from lib.ledger.dispatching import STANDINGS
from lib.ledger.frozen import Evaluation
from lib.projects.register import order

FIRST, NO_LONGER = "首次报告", "不再有报告"
TURNS = (WORSE, BETTER, NO_LONGER, FIRST)
PROJECT = "重点项目"
Stands = tuple[str, str, str, str | None]
"""What is known of a thing: its kind, name and unit, and how it stands (None: not known)."""


class Turn(NamedTuple):
    """A project or task that stands otherwise, in a direction of TURNS; `before` and `after` are a stage or a standing,
    "" where nothing was reported."""

    kind: str
    id: str
    name: str
    lead: str
    direction: str
    before: str
    after: str


class Compared(NamedTuple):
    """What turned, most telling first, of the things that both evaluations have (`both`), and how many only the earlier
    (`gone`) or the later (`come`) has."""

    turns: list[Turn]
    both: int
    gone: int
    come: int


def direction(before: str | None, after: str | None, place: Callable[[str], float]) -> str:
    """In which direction of TURNS something moved by its `place` in an order, "" where it stands as before.

    >>> direction("推进", "完成", STANDINGS.index), direction("在建", "前期", order), direction(None, "推进", order)
    ('改善', '退步', '首次报告')
    >>> direction("推进", None, STANDINGS.index), direction("推进", "推进", STANDINGS.index)
    ('不再有报告', '')
    """
    if before == after:
        return ""
    if before is None or after is None:
        return FIRST if before is None else NO_LONGER
    return BETTER if place(after) > place(before) else WORSE


def projects(before: Evaluation, after: Evaluation) -> Compared | None:
    """The key projects by their stage; None where one of the two did not keep them."""
    first, second = freezing.listed(before), freezing.listed(after)
    return None if first is None or second is None else _compared(_stages(first), _stages(second), order)


def tasks(before: Evaluation, after: Evaluation) -> Compared | None:
    """The tasks by their standing; None where one of the two did not keep them."""
    first, second = freezing.tasks(before), freezing.tasks(after)
    return (
        None if first is None or second is None else _compared(_standings(first), _standings(second), STANDINGS.index)
    )


def _stages(rows: pd.DataFrame) -> dict[str, Stands]:
    return {one.id: (PROJECT, one.name, one.lead, one.stage) for one in Dispatched.of(rows)}


def _standings(rows: pd.DataFrame) -> dict[str, Stands]:
    return {
        one.id: (one.kind, one.name, one.lead, None if one.standing == SILENT else one.standing)
        for one in Task.of(rows)
    }


def _compared(first: dict[str, Stands], second: dict[str, Stands], place: Callable[[str], float]) -> Compared:
    both, turns = [key for key in second if key in first], []
    for key in both:
        (kind, name, lead, now), was = second[key], first[key][3]
        if turn := direction(was, now, place):
            turns.append(Turn(kind, key, name, lead, turn, was or "", now or ""))
    turns.sort(key=lambda one: (TURNS.index(one.direction), one.kind))
    return Compared(turns, len(both), len(first) - len(both), len(second) - len(both))
