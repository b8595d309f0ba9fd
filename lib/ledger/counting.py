"""Whether a record speaks of what the data knows: refused where it is written, left out where it is counted.

A ledger outlives the data set beside which it was written. What it says of an indicator, an area or a clause that is no
longer there must not stop the dashboard: such rows are told apart (`counted`), shown, and count nowhere.
"""

from collections.abc import Mapping
from typing import Any

from lib.ledger.changes import ADDED
from lib.ledger.fold import UNREAD
from lib.ledger.kind import Kind
from lib.ledger.known import Known
from lib.ledger.state import Row, State, Table
from lib.ledger.tables import tables

ADDING = ("adjustment", "newcomer")
"""The tables of what the data does not have."""


def problem(kind: Kind, fields: Mapping[str, Any], known: Known) -> str:
    """Why what a record says cannot count; "" if it can.

    >>> from lib.ledger.kinds import KINDS
    >>> from lib.measure.period import Period
    >>> names = frozenset({"天元区"}), frozenset(), frozenset(), frozenset(), frozenset()
    >>> known = Known(*names, {}, Period(2015, 2020, 2018, 2010))
    >>> issued = {"year": 2018, "number": "1号", "date": "2018-01-20"}
    >>> [problem(KINDS["annual_issued"], issued | {"area": area}, known) for area in ("天元区", "甲区")]
    ['', '数据中没有名为“甲区”的地域。']
    """
    for field in kind.fields:
        value = fields.get(field.name)
        if value is None and field in kind.may:
            continue
        if wrong := field.check(field.word, value, known):
            return wrong
    return kind.fits(fields, known) if kind.fits else ""


def counted(state: State, known: Known) -> tuple[State, list[Row]]:
    """The state without the rows that cannot count, and those rows with their `table` and `problem`, oldest first.

    Adjustments and new projects come first: the clauses and projects that they add are known to the other records.
    """
    found, out = dict(state.tables), [row | {"table": UNREAD} for row in state.rows(UNREAD)]
    for name, kind in sorted(tables().items(), key=lambda item: item[0] not in ADDING):
        table, kept = state.tables[name], {}
        for key, row in table.rows.items():
            if wrong := problem(kind, row, known):
                out.append(row | {"table": name, "problem": wrong})
                continue
            kept[key] = row
            if name == "adjustment" and row["change"] == ADDED:
                known = known.with_added([row])
            elif name == "newcomer":
                known = known.with_added([], [row])
        if len(kept) < len(table.rows):
            found[name] = Table(table.columns, kept)
    return (state._replace(tables=found) if out else state), sorted(out, key=lambda row: row["seq"])
