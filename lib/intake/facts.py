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
    `formats.Shown`), `dates` those shown as dates, `comments` what is noted at cells, `unseen` the cells that a reader
    of the paper does not take for what they say, by address: one of UNSEEN. `margins` are the texts that stand in no
    cell: what they are (页眉 …), and the text."""

    hidden_rows: list[int]
    hidden_columns: list[list[int]]
    shown: list[tuple[int, int, bool, float, str]]
    unvalued: list[list[int]]
    errors: list[tuple[int, int, str]]
    external: list[list[int]]
    dates: list[list[int]]
    comments: list[tuple[int, int, str]]
    unseen: dict[str, str]
    margins: list[tuple[str, str]]


STRUCK, PART, FORMAT, COLOUR = UNSEEN = "struck", "part", "format", "colour"
"""Why a cell does not count as it stands: struck through, in part so, its format shows no digit, its letters have the
colour of the ground."""
TRUE, FALSE, NONE = ("1", "true"), ("0", "false"), ("0", "0.0")
"""Values of attributes: yes, no, of no size."""
MARGINS = {"Header": "页眉", "Footer": "页脚"}
MAX_MARGINS = 200
"""Texts outside the cells of a sheet that are kept."""


class Style(NamedTuple):
    """How a cell looks: the code of its number format ("yyyy" for Excel's own of dates, "" for one that only shows the
    number), and STRUCK, COLOUR or ""."""

    code: str = ""
    unseen: str = ""


def no_facts() -> Facts:
    """Nothing known of a sheet."""
    return Facts([], [], [], [], [], [], [], [], {}, [])


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


def note(facts: Facts, row: int, column: int, style: Style, text: str) -> None:
    """Note how a cell is shown; `text` is its number, or no number. A date that is none would stop the reader of values
    (see `undated`)."""
    if style.unseen:
        facts.unseen[f"{letters(column)}{row + 1}"] = style.unseen
    try:
        value = float(text)
    except ValueError:
        return
    if not style.code:
        return
    how = _shown(style.code, (value > 0) - (value < 0) if "[" not in style.code else value)
    if how.date:
        facts.dates.append([row, column])
        if not (math.isfinite(value) and 0 <= value <= LAST_DAY):
            facts.errors.append((row, column, NO_DATE))
    elif how.unseen:
        facts.unseen.setdefault(f"{letters(column)}{row + 1}", FORMAT)
    elif how != PLAIN:
        facts.shown.append((row, column, how.percent, how.scale, how.text))


class Runs:
    """Takes the elements of a text of several runs, and tells whether it is struck through."""

    def __init__(self) -> None:
        self.struck, self.texts = False, list[bool]()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name in ("r", "strike"):
            self.struck = name == "strike" and attributes.get("val") not in FALSE
        elif name == "t":
            self.texts.append(self.struck)

    def verdict(self) -> str:
        """STRUCK, PART or ""; begins anew."""
        texts, self.texts, self.struck = self.texts, [], False
        return (STRUCK if all(texts) else PART) if any(texts) else ""


class Cells:
    """Takes the elements of a sheet and notes its facts; `struck` are the shared strings that are struck through, wholly
    or in part."""

    def __init__(self, title: str, styles: list[Style], struck: dict[str, str], budget: Budget):
        self.title, self.styles, self.struck, self.budget, self.facts = title, styles, struck, budget, no_facts()
        self.row, self.column, self.cell = -1, -1, (0, 0)
        self.kind, self.style, self.value, self.formula, self.collect = "", "", False, False, False
        self.text: list[str] = []
        self.runs = Runs()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(" ")[2]
        if name == "row":
            self.row, self.column = int(attributes.get("r", self.row + 2)) - 1, -1
            if attributes.get("hidden") in TRUE or attributes.get("ht") in NONE:
                self.facts.hidden_rows.append(self.row)
        elif name == "col" and (attributes.get("hidden") in TRUE or attributes.get("width") in NONE):
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
            self.runs.verdict()
        elif name in ("v", "is", "f"):
            self.value, self.formula = self.value or name != "f", self.formula or name == "f"
            self.collect = name != "is"
        elif name.endswith(("Header", "Footer")):
            self.collect, self.text = True, []
        else:
            self.runs.start(name, attributes)

    def characters(self, text: str) -> None:
        if self.collect and len(self.text) < 8:
            self.text.append(text[:200])

    def end(self, name: str) -> None:
        name = name.rpartition(" ")[2]
        if name.endswith(("Header", "Footer")) and self.text and len(self.facts.margins) < MAX_MARGINS:
            self.collect = False
            self.facts.margins.append((MARGINS[name[-6:]], "".join(self.text)))
        elif name in ("v", "f"):
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
        style = self.styles[int(self.style)] if self.style.isdigit() and int(self.style) < len(self.styles) else Style()
        text = "".join(self.text)
        if struck := self.runs.verdict() or (self.struck.get(text, "") if self.kind == "s" else ""):
            style = style._replace(unseen=struck)
        note(self.facts, row, column, style, text if self.kind in ("", "n") else "")
