"""What a clause asks for in official words, as documents, slides and the workbook say it."""

from lib.measure.clause import Clause
from lib.measure.kinds import KINDS
from lib.text import clauses
from lib.text import words as w

THAN = {">=": "不低于", ">": "高于", "<=": "不高于", "<": "低于", "==": "为", "~=": "为"}


def required(row: Clause) -> str:
    """What a clause asks for, with what it asked before an adjustment; on what basis, the table of adjustments says.

    >>> required(Clause(operator=">=", target=420.0, unit="亿元", due=2020))
    '2020年不低于420亿元'
    >>> required(Clause(operator="<=", target=-15.0, unit="%", kind="cumulative_change", due=2020))
    '五年累计下降不少于15%'
    """
    if not row.change:
        return in_force(row)
    before = (
        condition(row.kind, row.original_operator, row.original_target, row.unit, row.original_due)
        if clauses.original(row)
        else ""
    )
    return f"{in_force(row)}（{row.change}{f'，原为{before}' if before else ''}）"


def in_force(row: Clause) -> str:
    """What a clause asks for now."""
    return condition(row.kind, row.operator, row.target, row.unit, row.due)


def condition(kind: str, operator: str | None, value: float, unit: str | None, due: float) -> str:
    """A condition in official words, e.g. 2020年不低于420亿元; `due` may come as a fraction from a column with gaps.

    >>> condition("level", ">=", 420.0, "亿元", 2020.0)
    '2020年不低于420亿元'
    """
    traits, head = KINDS[kind], w.WORDS["requirement"][kind].format(due=int(due))
    if operator is None or w.missing(value):
        return head
    number, roughly = f"{w.number(abs(value))}{unit or ''}", "左右" if operator == "~=" else ""
    if traits.cumulative and value < 0:
        return f"五年累计下降{'不少于' if operator in ('<=', '<') else THAN[operator]}{number}{roughly}"
    sign = "-" if value < 0 else ""
    return f"{head}{THAN[operator]}{sign}{number}{roughly}"
