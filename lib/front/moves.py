"""What changed since the year before, and who owes what."""

from typing import NamedTuple

import pandas as pd

from lib.cycle.evaluation import BETTER, NEWLY, WORSE, direction
from lib.cycle.warning import NOBODY, RED, YELLOW
from lib.ledger.permission import each
from lib.theme import shape, tone

LISTED = 5
"""Moves of each direction, and units, that are listed by name."""


class Move(NamedTuple):
    """A clause whose verdict turned: before and after with shape and tone."""

    clause: str
    name: str
    area: str
    direction: str
    before: str
    after: str
    shapes: tuple[str, str]
    tones: tuple[str, str]


class Owing(NamedTuple):
    """A unit with what is behind among its duties: red and yellow warnings."""

    unit: str
    red: int
    yellow: int


def moves(before: pd.DataFrame, after: pd.DataFrame) -> list[Move]:
    """The clauses of two assessments whose verdict turned for the better or the worse, or can be judged for the first
    time: what turned for the worse first."""
    old = before.set_index("id")["verdict"].astype(str).to_dict()
    rows = zip(after["id"], after["name"], after["area"], after["verdict"].astype(str), strict=True)
    found = [
        Move(
            key,
            name,
            area,
            turned,
            old[key],
            verdict,
            (shape(old[key]), shape(verdict)),
            (tone(old[key]), tone(verdict)),
        )
        for key, name, area, verdict in rows
        if key in old and (turned := direction(old[key], verdict)) in (WORSE, BETTER, NEWLY)
    ]
    return sorted(found, key=lambda move: (WORSE, BETTER, NEWLY).index(move.direction))


def moved_title(found: list[Move], year: int) -> str:
    """How many turned in each direction since the year before.

    >>> moved_title([], 2018)
    '与2017年相比，没有一项结论变动'
    """
    parts = [
        f"{n}项{turned}" for turned in (WORSE, BETTER, NEWLY) if (n := sum(move.direction == turned for move in found))
    ]
    return f"与{year - 1}年相比，" + ("、".join(parts) if parts else "没有一项结论变动")


def owing(warnings: pd.DataFrame) -> list[Owing]:
    """The units by what is behind among their duties, the most first; what several lead counts for each, what
    nobody has been given comes last."""
    if warnings.empty:
        return []
    warnings = warnings.assign(unit=warnings["unit"].map(each)).explode("unit", ignore_index=True)
    counts = pd.crosstab(warnings["unit"], warnings["level"]).reindex(columns=[RED, YELLOW], fill_value=0)
    found = [Owing(str(unit), int(red), int(yellow)) for unit, red, yellow in counts.itertuples()]
    return sorted(found, key=lambda one: (one.unit == NOBODY, -one.red, -one.yellow, one.unit))
