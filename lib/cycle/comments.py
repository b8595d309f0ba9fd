"""意见: what people say about a clause, a project, an evaluation or a slide, and what became of it."""

import pandas as pd

from lib.ledger.state import State

OPEN = ("open", "answered")
"""How a comment stands that is not resolved."""
COLUMNS = ("key", "matter", "about", "text", "who", "at", "status", "answer", "outcome", "marked_by", "marked_at")


def comments(state: State) -> pd.DataFrame:
    """All comments that were not taken back: COLUMNS and `open`; what is not resolved first, each the latest first."""
    rows = [
        {name: row.get(name) or "" for name in COLUMNS} | {"open": row["status"] in OPEN}
        for row in reversed(state.rows("comment"))
        if row["status"] != "withdrawn"
    ]
    rows.sort(key=lambda row: not row["open"])
    return pd.DataFrame(rows, columns=[*COLUMNS, "open"], dtype=object)


def on(rows: pd.DataFrame, matter: str, about: str) -> pd.DataFrame:
    """The comments on one thing."""
    return rows[(rows["matter"] == matter) & (rows["about"] == about)]
