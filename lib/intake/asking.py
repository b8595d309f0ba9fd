"""One row under examination: its texts, and what is found wrong or doubtful about it."""

from lib.intake.beside import Place
from lib.intake.problem import NOTE, QUESTION, Problem, found_words
from lib.intake.table import Row
from lib.intake.text import whole


class Fault(Exception):
    """An error of one row: the role of the cell, what was expected, the mend."""


class Unknown(Fault):
    """The name of a row means no indicator."""


class Asking:
    """One row under examination; collects its questions and notes. `name` is the indicator's, `asides` what trailed
    it, `doubted` whether its value was asked about, `lacking` the roles of columns that are filled in other rows and
    blank in this one."""

    def __init__(self, row: Row, lacking: frozenset[str] = frozenset()):
        self.row, self.lacking = row, lacking
        self.questions: list[Problem] = []
        self.notes: list[Problem] = []
        self.name = self.text("indicator")
        self.asides: tuple[str, ...] = ()
        self.doubted = False

    def text(self, role: str) -> str:
        """The text of a cell; a number as it is written; empty for none."""
        return whole(self.row.cells.get(role))

    def problem(self, severity: str, role: str, expected: str, mend: str) -> Problem:
        """A problem at a cell of the row."""
        column = self.row.letters.get(role, "")
        found = found_words(self.row.cells.get(role)) if column else "没有这一列"
        found = self.row.fault if role == "value" and self.row.fault else found
        return Problem(
            severity,
            self.row.sheet,
            self.row.row,
            column,
            found,
            expected,
            mend,
            self.text("indicator") or self.text("key"),
        )

    def ask(self, role: str, expected: str, mend: str) -> None:
        """Note a question."""
        self.questions.append(self.problem(QUESTION, role, expected, mend))

    def ask_at(self, place: Place, expected: str, mend: str) -> None:
        """Note a question about what stands beside the number; asked by several rows, it is one question."""
        role = {"数值": "value", "指标名称": "indicator", "备注": "note", "年份": "year"}.get(place.what)
        if role:
            self.ask(role, expected, mend)
        else:
            self.questions.append(_beside(QUESTION, self.row, place, expected, mend))

    def note_at(self, place: Place, expected: str, mend: str) -> None:
        """Note what was not read."""
        self.notes.append(_beside(NOTE, self.row, place, expected, mend))


def _beside(severity: str, row: Row, place: Place, expected: str, mend: str) -> Problem:
    return Problem(severity, row.sheet, place.row, place.column, f"{place.what}“{place.text[:50]}”", expected, mend)
