"""What is wrong or doubtful about a file: one row a place, with what was found, what was expected and the mend."""

from typing import NamedTuple

ERROR, QUESTION, NOTE = "错误", "疑问", "提示"
VALUELESS = "同一行有数值", "只有文字、没有数值，不会记录"
"""What is said of a row with words and without a figure: expected, mend."""


class Finding(NamedTuple):
    """An error blocks its row; a question must be answered before the figures are handed in; a note only says what was
    not read. `row` counts from 1 as Excel shows it, `column` is Excel's letters, `indicator` the name that stands in
    the row."""

    severity: str
    sheet: str
    row: int | None
    column: str
    found: str
    expected: str
    mend: str
    indicator: str = ""


def found_words(cell) -> str:
    """A cell as it is quoted in a finding.

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


def ordered(findings: list[Finding]) -> list[Finding]:
    """Findings each once: errors first, then questions, then notes, by sheet and row."""
    severities = (ERROR, QUESTION, NOTE)
    return sorted(dict.fromkeys(findings), key=lambda f: (severities.index(f.severity), f.sheet, f.row or 0, f.column))
