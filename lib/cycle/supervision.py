"""督办: what was handed out, to whom, by when, and how it stands on a day."""

from datetime import date, timedelta

import pandas as pd

from lib.cycle.workdays import falling
from lib.ledger import clock
from lib.ledger.permission import led, listed
from lib.ledger.state import State

NOTICE = timedelta(days=3)
"""How long before its due date an item turns yellow."""
FINE, SOON, LATE, CLOSED = LAMPS = ("正常", "临期", "逾期", "已核销")
COLUMNS = (
    "key",
    "title",
    "task",
    "unit",
    "units",
    "person",
    "thing",
    "due",
    "status",
    "lamp",
    "days",
    "opened",
    "answer",
    "subject",
)


def lamp(due: date, day: date, closed: bool = False, answered: date | None = None) -> str:
    """The lamp of an item: yellow from three days before it falls due (a working day), red after it. An answer stops
    the clock.

    >>> due = date(2018, 6, 29)
    >>> [lamp(due, date(2018, 6, d)) for d in (25, 26, 29)], lamp(due, date(2018, 6, 30))
    (['正常', '临期', '临期'], '逾期')
    >>> lamp(due, date(2018, 7, 9), answered=date(2018, 6, 29)), lamp(due, date(2018, 7, 9), answered=date(2018, 7, 1))
    ('正常', '逾期')
    >>> lamp(date(2018, 6, 30), date(2018, 7, 2))
    '临期'
    """
    if closed:
        return CLOSED
    due = falling(due)
    if (answered or day) > due:
        return LATE
    return SOON if answered is None and day >= due - NOTICE else FINE


def items(state: State, day: date) -> pd.DataFrame:
    """All items as they stand on a day: COLUMNS; late ones first, then by due date, closed ones last. `days` are left
    until due, `units` who is to do it, together as `unit`, `answer` their last
    one."""
    rows = []
    for row in state.rows("supervision"):
        due = date.fromisoformat(row["due"])
        answered = date.fromisoformat(clock.day(row["marked_at"])) if row["status"] == "answered" else None
        rows.append(
            {name: row.get(name) or "" for name in ("title", "task", "person", "thing", "status", "subject")}
            | {
                "unit": led({"lead": row["unit"]}),
                "units": tuple(listed(row["unit"])),
                "key": row["key"],
                "due": due,
                "lamp": lamp(due, day, row["status"] == "closed", answered),
                "days": (falling(due) - day).days,
                "opened": date.fromisoformat(clock.day(row["at"])),
                "answer": row.get("text") or "",
            }
        )
    order = {LATE: 0, SOON: 1, FINE: 2, CLOSED: 3}
    rows.sort(key=lambda row: (order[row["lamp"]], row["due"]))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def tally(rows: pd.DataFrame) -> dict[str, int]:
    """How many items there are under each lamp."""
    return {name: int((rows["lamp"] == name).sum()) for name in LAMPS}
