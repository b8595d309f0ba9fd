"""Whether a record speaks of what the data knows: refused where it is written, left out where it is counted.

A ledger outlives the data set beside which it was written. What it says of an indicator, an area or a clause that is no
longer there must not stop the dashboard: such rows are told apart (`counted`), shown, and count nowhere.
"""

from collections.abc import Hashable, Mapping
from itertools import islice, repeat
from operator import is_
from typing import Any, NamedTuple

from lib.ledger.changes import ADDED
from lib.ledger.fold import UNREAD
from lib.ledger.kind import Field, Kind
from lib.ledger.known import Known
from lib.ledger.state import Row, State, Table
from lib.ledger.tables import tables

ADDING = ("adjustment", "newcomer")
"""The tables of what the data does not have."""
NUMBERS = {bool, int, float}


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


class Counted(NamedTuple):
    """A state (`seen`) held against what is `known`: the `state` without the rows that cannot count, and those rows by
    table and key with the `problem` of each."""

    state: State
    seen: State
    known: Known
    problems: dict[str, dict[Hashable, str]]

    @property
    def out(self) -> list[Row]:
        """The rows that cannot count, with their `table` and `problem`, oldest first."""
        out = [row | {"table": UNREAD} for row in self.seen.rows(UNREAD)]
        for name, wrong in self.problems.items():
            rows = self.seen.tables[name].rows
            out += [rows[key] | {"table": name, "problem": said} for key, said in wrong.items()]
        return sorted(out, key=lambda row: row["seq"])


def counted(state: State, known: Known, before: Counted | None = None) -> Counted:
    """A state held against what is known. `before`: another state that was; rows that stand in both are not asked again.

    Adjustments and new projects come first: the clauses and projects that they add are known to the other records.
    """
    names = known
    if before and (before.known is not known or any(before.seen.tables[n] is not state.tables[n] for n in ADDING)):
        before = None
    found, problems = dict(state.tables), dict[str, dict[Hashable, str]]()
    for name, kind in sorted(tables().items(), key=lambda item: item[0] not in ADDING):
        table = state.tables[name]
        old, told = (before.seen.tables[name].rows, before.problems.get(name, {})) if before else ({}, {})
        if old is table.rows and name not in ADDING:
            wrong = told
        else:
            wrong, names = _problems(kind, table.rows, names, old, told)
        if wrong:
            problems[name] = wrong
            found[name] = Table(table.columns, {key: row for key, row in table.rows.items() if key not in wrong})
    out = problems or state.rows(UNREAD)
    return Counted(state._replace(tables=found) if out else state, state, known, problems)


def _problems(
    kind: Kind, rows: dict[Hashable, Row], known: Known, old: dict[Hashable, Row], told: dict[Hashable, str]
) -> tuple[dict[Hashable, str], Known]:
    """The problems of rows by key, of those that are among the `old` what was `told` of them; and what is known after
    the rows of this kind."""
    if kind.table not in ADDING:
        fresh = _fresh(rows, old)
        found = {key: wrong for key, wrong in told.items() if key in rows and key not in fresh}
        asked = ((key, problem(kind, row, known)) for key, row in _doubtful(kind, fresh, known).items())
        return found | {key: wrong for key, wrong in asked if wrong}, known
    found = {}
    for key, row in rows.items():
        if wrong := told.get(key, "") if old.get(key) is row else problem(kind, row, known):
            found[key] = wrong
        elif kind.table == "adjustment" and row["change"] == ADDED:
            known = known.with_added([row])
        elif kind.table == "newcomer":
            known = known.with_added([], [row])
    return found, known


def _fresh(rows: dict[Hashable, Row], old: dict[Hashable, Row]) -> dict[Hashable, Row]:
    """The rows that are not among the `old`. Mostly the old stand before them, each in its place."""
    if len(old) <= len(rows) and all(map(is_, old.values(), rows.values())):
        return dict(islice(rows.items(), len(old), None))
    return {key: row for key, row in rows.items() if old.get(key) is not row}


def _doubtful(kind: Kind, rows: dict[Hashable, Row], known: Known) -> dict[Hashable, Row]:
    """The rows that have to be asked one by one: all where the fields must fit together, else those with a value that is
    wrong by itself. Each distinct value of a field is asked once."""
    if kind.fits or not rows:
        return rows
    doubtful: dict[Hashable, Row] = {}
    said = set().union(*set(map(tuple, rows.values())))
    for field in kind.fields:
        if field in kind.may and field.name not in said:
            continue
        values = list(map(dict.get, rows.values(), repeat(field.name)))
        try:
            wrong = _wrong(field, values, field in kind.may, known)
        except TypeError:  # a list or the like, which is no key
            return rows
        if wrong:
            doubtful |= {key: row for (key, row), value in zip(rows.items(), values, strict=True) if value in wrong}
    return doubtful


def _wrong(field: Field, values: list[Any], may: bool, known: Known) -> set[Any]:
    """The values of a field that are wrong. 1, 1.0 and True are three values, though they are equal."""
    mixed = len(NUMBERS & set(map(type, values))) > 1
    distinct = dict(zip(zip(map(type, values), values, strict=True), values, strict=True)) if mixed else {}
    asked = distinct.values() if mixed else set(values)
    return {value for value in asked if not (may and value is None) and field.check(field.word, value, known)}
