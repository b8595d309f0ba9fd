"""目标的调整: each adjustment with the original target beside the one in force, its basis, and the verdict against both."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from lib.ledger.changes import ADDED, CANCELLED, CHANGES
from lib.measure.by_kind import catch_up_growth, code
from lib.measure.clause import Clause, Measured
from lib.measure.period import Period
from lib.measure.row import Row, text
from lib.report import requirement
from lib.report.selection import Selection
from lib.text import clauses
from lib.text import words as w
from lib.theme import badge


class Change(NamedTuple):
    """One record of the procedure in words; `now` and `verdict` are those in force, "" or — where there is none."""

    clause: str
    name: str
    area: str
    change: str
    before: str
    now: str
    body: str
    number: str
    date: str
    why: str
    before_verdict: str
    verdict: str
    line: int


def listed(s: Selection) -> list[Change]:
    """Every adjustment of a clause of the report, oldest first; those of cancelled clauses among them."""
    if s.adjustments.empty:
        return []
    measured, gone = Measured.by(s.clauses), Clause.by(s.cancelled)
    return [
        _change(record, row, row.verdict, row.original_verdict)
        if (row := measured.get(record.clause))
        else _change(record, gone[record.clause])
        for record in Adjustment.of(s.adjustments)
    ]


@dataclass(frozen=True, slots=True)
class Adjustment(Row):
    """A record of the procedure, as the ledger holds it."""

    clause: str = text("the clause that it adjusts")
    change: str = text("its class")
    body: str = text("批准机关")
    number: str = text("文号")
    date: str = text("日期")
    why: str = text("理由")


def _change(record: Adjustment, row: Clause, verdict: str = "", original: str = "") -> Change:
    gone = row.change == CANCELLED
    before = (
        w.MISSING
        if record.change == ADDED
        else requirement.condition(row.kind, row.original_operator, row.original_target, row.unit, row.original_due)
    )
    renamed = "" if record.change == ADDED or row.original_name == row.name else f"；原名“{row.original_name}”"
    return Change(
        row.id,
        row.name,
        row.area,
        record.change,
        before + renamed,
        CHANGES[CANCELLED].stands if gone else requirement.in_force(row),
        record.body,
        record.number,
        record.date,
        record.why,
        badge(original) if original else w.MISSING,
        w.MISSING if gone else badge(verdict),
        int(row.line),
    )


def by_class(changes: list[Change]) -> str:
    """How many of each class, e.g. 上调1项、取消1项."""
    classes = dict.fromkeys(one.change for one in changes)
    return "、".join(f"{name}{sum(one.change == name for one in changes)}项" for name in classes)


def sentence(changes: list[Change]) -> str:
    """The one count of all reports: every record of the procedure, those that cancel among them.

    >>> lowered, cancelled, raised = (Change(*["", "", "", word, *[""] * 8, 0]) for word in ("下调", "取消", "上调"))
    >>> sentence([lowered, cancelled]), sentence([cancelled]), sentence([raised])
    ('按程序调整目标2项次（下调1项、取消1项）', '按程序取消目标1项', '按程序调整目标1项次（上调1项）')
    """
    if all(one.change == CANCELLED for one in changes):
        return f"按程序取消目标{len(changes)}项"
    return f"按程序调整目标{len(changes)}项次（{by_class(changes)}）"


def mark(row: Clause) -> str:
    """What stands behind the name of a clause whose figures follow an adjusted target; empty for all others.

    >>> was = {"original_target": 420.0, "original_operator": ">=", "original_due": 2020}
    >>> mark(Clause(change="下调", target=400.0, due=2020, operator=">=", unit="亿元", **was))
    '（下调，原≥ 420亿元）'
    """
    before = clauses.original(row)
    return f"（{row.change}{f'，原{before}' if before else ''}）" if row.change else ""


def original_catch_up(row: Measured, period: Period) -> float:
    """The growth that would reach the original target, as `catch_up_growth` has it for the one in force; NaN where
    nothing was adjusted."""
    if not row.change or row.change == ADDED or w.missing(row.original_target):
        return float("nan")
    actual, year, target, due = (
        np.array([value], dtype=float) for value in (row.actual, row.actual_year, row.original_target, row.original_due)
    )
    return float(catch_up_growth(code([row.kind]), actual, year, target, due, period)[0])
