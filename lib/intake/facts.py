"""What a reader of values does not tell of a sheet: hidden rows, formats, formulas without a value, errors.

No library beyond the standard one: this runs in the child process. Addresses are (row, column) from 0.
"""

import functools
import math
from typing import NamedTuple

from lib.intake.address import address, letters
from lib.intake.formats import PLAIN, Shown, shown
from lib.intake.refusal import RefusedError

MAX_ROW, MAX_COLUMN = 20_000, 500
MAX_CELLS = 200_000
LAST_DAY = 2_958_465
NO_DATE = "不是日期的数"


class Facts(NamedTuple):
    """What the value reader leaves out of a sheet; cells as (row, column), rows and columns from 0. `shown` holds the
    cells whose number format shows another value or words (row, column, whether as per cent, scale, text, see
    `formats.Shown`), `dates` those shown as dates, `comments` what is noted at cells."""

    hidden_rows: list[int]
    hidden_columns: list[list[int]]
    shown: list[tuple[int, int, bool, float, str]]
    unvalued: list[list[int]]
    errors: list[tuple[int, int, str]]
    external: list[list[int]]
    dates: list[list[int]]
    comments: list[tuple[int, int, str]]


NO_FACTS = Facts([], [], [], [], [], [], [], [])


class Budget:
    """Counts the cells of all sheets together."""

    def __init__(self) -> None:
        self.cells = 0

    def take(self, sheet: str) -> None:
        self.cells += 1
        if self.cells > MAX_CELLS:
            raise RefusedError("too_many_cells", sheet=sheet, limit=f"{MAX_CELLS:,}")


@functools.lru_cache(maxsize=10_000)
def _shown(code: str, value: float) -> Shown:
    return shown(code, value)


class Cells:
    """Takes the elements of a sheet and notes its facts."""

    def __init__(self, title: str, styles: list[str], budget: Budget):
        self.title, self.styles, self.budget, self.facts = title, styles, budget, Facts([], [], [], [], [], [], [], [])
        self.row, self.column, self.cell = -1, -1, (0, 0)
        self.kind, self.style, self.value, self.formula, self.collect = "", "", False, False, False
        self.text: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(" ")[2]
        if name == "row":
            self.row, self.column = int(attributes.get("r", self.row + 2)) - 1, -1
            if attributes.get("hidden") in ("1", "true"):
                self.facts.hidden_rows.append(self.row)
        elif name == "col" and attributes.get("hidden") in ("1", "true"):
            self.facts.hidden_columns.append([int(attributes["min"]) - 1, int(attributes["max"]) - 1])
        elif name == "c":
            self.cell = address(attributes["r"]) if "r" in attributes else (self.row, self.column + 1)
            self.column = self.cell[1]
            self.kind, self.style, self.value, self.formula, self.text = (
                attributes.get("t", ""),
                attributes.get("s", ""),
                False,
                False,
                [],
            )
        elif name in ("v", "is", "f"):
            self.value, self.formula = self.value or name != "f", self.formula or name == "f"
            self.collect = name != "is"

    def characters(self, text: str) -> None:
        if self.collect and len(self.text) < 8:
            self.text.append(text[:200])

    def end(self, name: str) -> None:
        name = name.rpartition(" ")[2]
        if name in ("v", "f"):
            self.collect = False
            if name == "f":
                if "[" in "".join(self.text):
                    self.facts.external.append(list(self.cell))
                self.text = []
        elif name == "c" and (self.value or self.formula):
            self._close()

    def _close(self) -> None:
        row, column = self.cell
        if not (0 <= row < MAX_ROW and 0 <= column < MAX_COLUMN):
            limit = f"{MAX_ROW:,}行、{letters(MAX_COLUMN - 1)}列"
            raise RefusedError("far_cell", sheet=self.title, cell=f"{letters(max(column, 0))}{row + 1}", limit=limit)
        self.budget.take(self.title)
        if self.formula and not self.text and self.kind != "str":
            self.facts.unvalued.append([row, column])
        elif self.kind == "e":
            self.facts.errors.append((row, column, "".join(self.text)[:20]))
        elif (
            self.kind in ("", "n")
            and self.style.isdigit()
            and int(self.style) < len(self.styles)
            and self.styles[int(self.style)]
        ):
            self._format(row, column, self.styles[int(self.style)], "".join(self.text))

    def _format(self, row: int, column: int, code: str, text: str) -> None:
        """Note how a number is shown; a date that is none would stop the reader of values (see `undated`)."""
        try:
            value = float(text)
        except ValueError:
            return
        how = _shown(code, (value > 0) - (value < 0) if "[" not in code else value)
        if how.date:
            self.facts.dates.append([row, column])
            if not (math.isfinite(value) and 0 <= value <= LAST_DAY):
                self.facts.errors.append((row, column, NO_DATE))
        elif how != PLAIN:
            self.facts.shown.append((row, column, how.percent, how.scale, how.text))
