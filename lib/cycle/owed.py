"""What one unit owes: figures of a year, explanations, projects, supervision items."""

from datetime import date
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from lib.cycle import supervision
from lib.cycle.duties import PROJECT
from lib.ledger.frozen import MUST_EXPLAIN
from lib.ledger.permission import listed, thing
from lib.ledger.state import State
from lib.ledger.tables import standings
from lib.measure.asked import Asked

FIGURE, EXPLANATION, ITEM = "填报", "解释说明", "督办"
COLUMNS = ("kind", "id", "what", "part", "person", "state", "open", "due")
STANDINGS = standings("figure")


class Owed(NamedTuple):
    """One thing that a duty brings with it: what it is about, how it stands, whether it is still to be done."""

    kind: str
    thing: str
    id: str
    what: str
    state: str
    open: bool
    due: str = ""


def owed(
    unit: str, duties: pd.DataFrame, asked: list[Asked], assessed: pd.DataFrame, state: State, year: int, day: date
) -> pd.DataFrame:
    """Everything a unit has to do with, as lead or in support: COLUMNS. `open` tells what is still to be done.

    `duties` as `duties.assigned`; `asked` the rows of the year's form (`area, indicator, measure, name, now,
    milestone`); `assessed` the clauses of the `year`. A milestone is not asked for before the year in which it falls
    due.
    """
    own = duties[np.array([unit in (row.lead, *listed(row.support)) for row in duties.itertuples()], dtype=bool)]
    part = {row.thing: ("牵头" if row.lead == unit else "配合", row.person) for row in own.itertuples()}
    due = assessed.groupby(["area", "indicator"])["due"].min().to_dict()
    found = [
        _figure(row, state, year)
        for row in asked
        if thing(row) in part and (not row["milestone"] or due[row["area"], row["indicator"]] <= year)
    ]
    found += _explanations(own, assessed, state, year)
    found += [_project(row, state) for row in own[own["kind"] == PROJECT].itertuples()]
    rows = [item._asdict() | dict(zip(("part", "person"), part[item.thing], strict=True)) for item in found]
    items = supervision.items(state, day)
    rows += [
        {
            "kind": ITEM,
            "id": str(row.key),
            "what": row.title,
            "part": "承办",
            "person": row.person,
            "state": row.lamp,
            "open": row.status in ("opened", "returned"),
            "due": row.due.isoformat(),
        }
        for row in items[items["unit"] == unit].itertuples()
    ]
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    return frame.sort_values("open", ascending=False, kind="stable").reset_index(drop=True)


def _figure(row: Asked, state: State, year: int) -> Owed:
    """A figure of the form: entered (the last one counts), known from elsewhere, or missing."""
    wanted = (row["area"], row["indicator"], row["measure"], year)
    own = [f for f in state.rows("figure") if (f["area"], f["indicator"], f["measure"], f["year"]) == wanted]
    if own:
        stage = own[-1]["status"]
        return Owed(
            FIGURE, thing(row), thing(row), row["name"], STANDINGS[stage], stage in ("returned", "withdrawn", "revoked")
        )
    known = row["now"] is not None
    return Owed(FIGURE, thing(row), thing(row), row["name"], "已有公开数据" if known else "未填报", not known)


def _explanations(own: pd.DataFrame, assessed: pd.DataFrame, state: State, year: int) -> list[Owed]:
    """The clauses of a year that need an explanation, with the one that was given."""
    things = {clause: row.thing for row in own.itertuples() for clause in listed(row.clauses)}
    rows = assessed[assessed["id"].isin(things) & assessed["verdict"].isin(MUST_EXPLAIN)]
    found = []
    for row in rows.itertuples():
        given = state.get("explanation", row.id, year)
        text = f"{row.verdict}，{'已说明' if given else '未说明'}"
        found.append(
            Owed(EXPLANATION, things[row.id], row.id, row.name, text, given is None, given["deadline"] if given else "")
        )
    return found


def _project(row: Any, state: State) -> Owed:
    """A project with its last event."""
    events = sorted((e for e in state.rows("event") if e["project"] == row.thing), key=lambda e: e["date"])
    last = f"{events[-1]['stage']}（{events[-1]['date']}）" if events else "无进展记录"
    return Owed(PROJECT, row.thing, row.thing, row.name, last, not events)
