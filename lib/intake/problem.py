"""What is wrong or doubtful about a file: one row a place, with what was found, what was expected and the mend."""

from dataclasses import dataclass

from lib.intake.cell import Cell
from lib.measure.row import Row, maybe, text

ERROR, QUESTION, NOTE = "错误", "疑问", "提示"
VALUELESS = "同一行有数值", "只有文字、没有数值，不会记录"
"""What is said of a row with words and without a figure: expected, mend."""


@dataclass(frozen=True, slots=True)
class Problem(Row):
    """An error blocks its row; a question must be answered before the figures are handed in; a note only says what was
    not read."""

    severity: str = text("one of ERROR, QUESTION, NOTE")
    sheet: str = text("name of the sheet")
    row: int | None = maybe("counted from 1 as Excel shows it; None where it is about the file")
    column: str = text("Excel's letters, or the head's words")
    found: str = text("what stands there")
    expected: str = text("what ought to")
    mend: str = text("what to do")
    indicator: str = text("the name that stands in the row")


def found_words(cell: Cell) -> str:
    """A cell as it is quoted in a problem.

    >>> found_words(268.0), found_words("约3"), found_words(None), found_words({"date": "2018-01-02"})
    ('268', '约3', '空', '日期 2018-01-02')
    """
    if cell is None or cell == "":
        return "空"
    if isinstance(cell, dict):
        return f"日期 {cell['date']}"
    if isinstance(cell, float) and not isinstance(cell, bool):
        return f"{cell:.10g}"
    text = str(cell)
    return text if len(text) <= 60 else f"{text[:60]}…"


def ordered(problems: list[Problem]) -> list[Problem]:
    """Problems each once: errors first, then questions, then notes, by sheet and row."""
    severities = (ERROR, QUESTION, NOTE)
    return sorted(dict.fromkeys(problems), key=lambda f: (severities.index(f.severity), f.sheet, f.row or 0, f.column))
