"""What the child process is asked and what it answers: the shapes of both sides of the JSON between them.

A tuple of the child arrives as a list; `read` makes records of them again.
"""

from collections.abc import Mapping, Sequence
from typing import TypedDict, final

from lib.intake.cell import Cell, Display

Standing = tuple[str, int | None, str, str]
"""A `beside.Place`."""
Told = tuple[str, str, int | None, str, str, str, str, str]
"""A `problem.Problem`."""
Line = tuple[
    int, Mapping[str, Cell], Sequence[str], Mapping[str, Display], Mapping[str, str], Sequence[Sequence[Standing]]
]
"""A `records.Record`."""
Sheet = tuple[
    str, bool, int, dict[str, str], Mapping[str, Sequence[Standing]], Sequence[Standing], Sequence[Line], Sequence[Told]
]
"""A `records.Table`."""


class Question(TypedDict):
    """What is looked for (figures, duties or events), the file's name without its ending, and the years that are read
    (none: all)."""

    form: str
    file: str
    years: Sequence[int]


class Column(TypedDict):
    """What the rows of one column of figures have in common (fields of `table.Row`)."""

    sheet: str
    letters: dict[str, str]
    heads: Sequence[Standing]
    beyond: Sequence[Sequence[Standing]]
    years: Sequence[int]
    grown: bool
    year: int | None
    part: tuple[int, int] | None
    growth: bool


class Own(TypedDict):
    """What each row of figures has of its own (the other fields of `table.Row`)."""

    row: int
    cells: Mapping[str, Cell]
    shown: Display
    marks: list[str]
    fault: str
    above: str


@final
class Figures(TypedDict):
    """Rows of figures, each with the number of its column in `columns`, and what was not read."""

    kind: str
    said: list[Told]
    rows: list[tuple[int, Own]]
    columns: list[Column]


@final
class Tables(TypedDict):
    """The tables of duties or progress."""

    kind: str
    tables: Sequence[Sheet]


@final
class Refused(TypedDict):
    """Why the file is not read: a code of `words.toml` and its particulars."""

    refused: str
    particulars: dict[str, object]


Answer = Figures | Tables | Refused
