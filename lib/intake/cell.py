"""What a cell holds once it is read, as JSON can carry it. No library beyond the standard one."""

from collections.abc import Mapping
from typing import TypedDict


class Day(TypedDict):
    """A cell that holds a date: its ISO text."""

    date: str


Cell = bool | int | float | str | Day | None
"""The content of a cell; None where it is empty."""
Line = list[Cell]
"""A row of a sheet, its cells from column A on."""
At = tuple[int, int]
"""Row and column of a cell, from 0."""
Display = tuple[bool, float, str]
"""How a number format shows a value: per cent, scale, text (see `formats.Shown`)."""
Given = Mapping[str, Cell]
"""The cells of a row by role."""
