"""Units that were renamed, merged or dissolved: what they had to do passes to their successor from the record on. What
was written and closed before keeps the old name; any earlier day shows the ledger as it was."""

from collections.abc import Mapping
from typing import Any

from lib.ledger.permission import listed
from lib.ledger.state import Row, State, Table

RENAMED, MERGED, DISSOLVED, MISTYPED = HOWS = ("更名", "并入", "撤销", "改正误写")
"""How a unit goes over into another; a name that was mistyped needs no document."""
SINGLE = (RENAMED, MISTYPED)
"""After which there is one unit as before: its new name must be free."""
UNITS: dict[str, tuple[str, ...]] = {
    "duty": ("lead", "support"),
    "supervision": ("unit",),
    "minute": ("unit",),
    "problem": ("solver",),
    "role": ("unit",),
}
"""The fields that name units, by table of the state."""
ENDED = ("closed", "solved", "withdrawn")
"""How rows stand that keep the old name."""
TABLE = "succession"
"""The table of what became of which unit, by the old name."""


def current(name: str, state: State) -> str:
    """The unit that a name means now: its last successor, or itself.

    >>> from lib.ledger.fold import EMPTY
    >>> current("示例一局", EMPTY)
    '示例一局'
    """
    return _last(name, state.tables)


def told(name: str, state: State) -> str:
    """That a name is an old one, in a sentence; "" for any other."""
    row = state.get(TABLE, name)
    return f"“{name}”已{row['how']}（{row.get('number') or '改正'}），按“{current(name, state)}”记。" if row else ""


def passed_on(table: str, fields: Mapping[str, Any], tables: Mapping[str, Table]) -> Row:
    """The fields of a row with the units that they mean now, each once; who leads does not also support."""
    if not tables[TABLE].rows or table not in UNITS:
        return dict(fields)
    row = dict(fields)
    for field in UNITS[table]:
        if row.get(field) and isinstance(row[field], str):
            names = [_last(name, tables) for name in listed(row[field])]
            if field == "lead" and len(shares := listed(row.get("shares"))) == len(names):
                row["shares"] = _added(names, shares)
            row[field] = ";".join(dict.fromkeys(names))
    if table == "duty" and row.get("support"):
        leads = listed(row.get("lead"))
        row["support"] = ";".join(name for name in listed(row["support"]) if name not in leads)
    return row


def carry(tables: Mapping[str, Table], succession: Row) -> None:
    """Bring the rows of fresh tables that still count over to the successor, and the register with them."""
    old, new = succession["name"], succession["into"]
    tables[TABLE].rows.pop(new, None)  # a name that is taken up again means its own unit
    register = tables["unit"].rows
    if (gone := register.pop(old, None)) is not None and new not in register:
        register[new] = gone | {"name": new, "key": new, "subject": f"unit:{new}"}
    for table in UNITS:
        rows = tables[table].rows
        for key, row in rows.items():
            if row["status"] not in ENDED:
                rows[key] = passed_on(table, row, tables)


def _last(name: str, tables: Mapping[str, Table]) -> str:
    rows = tables[TABLE].rows
    while name in rows:
        name = rows[name]["into"]
    return name


def _added(names: list[str], shares: list[str]) -> str:
    """The shares of units, some of which have become one.

    >>> _added(["示例一局", "示例二局", "示例一局"], ["50", "30", "20"])
    '70;30'
    """
    summed: dict[str, float] = {}
    for name, share in zip(names, shares, strict=True):
        summed[name] = summed.get(name, 0.0) + float(share)
    return ";".join(f"{share:g}" for share in summed.values())
