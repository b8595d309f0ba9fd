"""A monthly sheet whose columns are months: the same table once a month, each with its own columns, and which numbers
are of the month and which of the months so far."""

import re
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import NamedTuple, TypeVar

from lib.intake.beside import Place, clean, said
from lib.intake.month_columns import NUMBERS, SO_FAR, flow
from lib.intake.records import Record, Table
from lib.intake.text import whole

QUARTERS = frozenset((3, 6, 9, 12))
ROW = re.compile(r"(?:本年|全年|年初以来)?(?P<flow>累计|当月|当期|本月|本期)(?:数|值|完成|完成数)?")
"""The name of a row that only says of which months its numbers are."""
LOOSE = {"own": "value", "own_growth": "growth"}
"""What a column is that says its month but neither 当期 nor 累计."""
SOLID = {"own": ("own", "own_growth"), "total": ("total", "total_growth")}
T = TypeVar("T")


class Part(NamedTuple):
    """One month of a table (0: the month that the table says), with the columns and cells of it alone; `several` whether
    there are others."""

    month: int
    table: Table
    several: bool


def parts(table: Table) -> list[Part]:
    """A table as one a month, in their order; one that is of a single month as it is."""
    months = sorted({int(role.partition("@")[2]) for role in table.columns if "@" in role})
    return [Part(month, _of(table, month), True) for month in months] or [Part(0, table, False)]


def _of(table: Table, month: int) -> Table:
    told = {role for role, stack in table.heads.items() if any(_says(place.text) for place in stack)}
    names: dict[str, str] = {}
    for role in table.columns:
        name, at, of = role.partition("@")
        if at and int(of) != month:
            continue
        number = f"own@{month}" if f"own@{month}" in table.columns else role
        names[role] = LOOSE.get(name, name) if at and not {role, number} & told else name

    def own(cells: Mapping[str, T]) -> dict[str, T]:
        return {names[role]: cell for role, cell in cells.items() if role in names}

    rows = tuple(
        one._replace(
            cells=own(one.cells),
            merged=tuple(names[role] for role in one.merged if role in names),
            shown=own(one.shown),
            faults=own(one.faults),
        )
        for one in table.rows
    )
    return table._replace(columns=own(table.columns), heads=own(table.heads), rows=rows)


def _says(text: str) -> bool:
    """Whether a heading says of which months its numbers are: 当期, 累计, or a part of the year of several months."""
    return bool(flow(text) or SO_FAR.search(text)) or any(first < last for first, last in said(text).months)


def is_number(role: str) -> bool:
    """Whether a role is of numbers, of whatever month."""
    return role.partition("@")[0] in NUMBERS


def filled(record: Record) -> frozenset[int]:
    """The months of which a row of the whole table holds numbers."""
    return frozenset(
        int(role.partition("@")[2]) for role, cell in record.cells.items() if "@" in role and cell is not None
    )


def of_row(text: str) -> str:
    """Of which months the numbers of a row are that has no name but that; "" where it has one.

    >>> of_row("累计"), of_row("其中：当月"), of_row("财政总收入")
    ('total', '', '')
    >>> of_row("　本年累计"), of_row("当月")
    ('total', 'own')
    """
    found = ROW.fullmatch(clean(text))
    return "" if found is None else flow(found["flow"])


def settled(record: Record, near: str, several: bool) -> Record:
    """A row whose numbers say of which months they are: as its own name, the rows above (`near`) or a title says; else,
    with columns for `several` months, of the month."""
    far = (flow(place.text) for group in record.beyond for place in group)
    found = near or next(filter(None, far), "") or ("own" if several else "")
    if not found:
        return record
    names = dict(zip(("value", "growth"), SOLID[found], strict=True))

    def own(cells: Mapping[str, T]) -> dict[str, T]:
        return {names.get(role, role): cell for role, cell in cells.items()}

    merged = tuple(names.get(role, role) for role in record.merged)
    return record._replace(cells=own(record.cells), merged=merged, shown=own(record.shown), faults=own(record.faults))


def unsaid(table: Table) -> Place | None:
    """The first column of a month after January of which nothing says whether its numbers are of the month or of the
    months so far; None where there is none."""
    found = [part.table.heads.get("value") or part.table.heads.get("growth") for part in parts(table) if part.month > 1]
    if any(flow(place.text) for record in table.rows[:1] for group in record.beyond for place in group):
        return None
    if any(of_row(whole(record.cells.get("indicator"))) for record in table.rows):
        return None
    return next((stack[0] for stack in found if stack), None)


def idle(table: Table) -> list[int]:
    """The last months of which a table with several holds nothing but zeros: they are still to come.

    >>> row = Record(2, {"own@1": 3.0, "own@2": 0.0, "own@3": "0"}, (), {}, {}, ())
    >>> idle(Table("", True, 1, {"own@1": "B", "own@2": "C", "own@3": "D"}, {}, (), (row,)))
    [2, 3]
    """
    found: list[int] = []
    for part in reversed(parts(table)):
        numbers = [cell for one in part.table.rows for role, cell in one.cells.items() if role in NUMBERS]
        told = [cell for cell in numbers if cell is not None]
        if not part.several or not told or any(str(cell).strip() not in ("0", "0.0") for cell in told):
            break
        found.insert(0, part.month)
    return found


def rising(lines: Iterable[Mapping[str, str | float]]) -> bool:
    """Whether amounts that were taken for those of single months only grow, as totals do.

    >>> rising({"own": value} for value in (1.0, 2.0, 3.5, 5.0, 6.0, 7.0)), rising({"own": value} for value in (1.0, 2.0))
    (True, False)
    """
    own = [float(line["own"]) for line in lines if "own" in line and "total" not in line]
    return len(own) > 5 and all(a < b for a, b in pairwise(own))
