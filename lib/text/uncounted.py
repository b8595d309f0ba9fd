"""Records of the ledger that count nowhere because the data does not know what they speak of."""

import pandas as pd

from lib.ledger.clock import day
from lib.ledger.fold import UNREAD
from lib.ledger.state import Row
from lib.ledger.tables import tables


def title(rows: list[Row]) -> str:
    """How many there are, in one line."""
    return f"台账中有{len(rows)}条记录没有计入"


def table(rows: list[Row]) -> pd.DataFrame:
    """The records with the reason why they do not count."""
    nouns = {name: kind.noun for name, kind in tables().items()} | {UNREAD: "读不懂的记录"}
    return pd.DataFrame(
        {
            "记录号": [row["seq"] for row in rows],
            "类别": [nouns[row["table"]] for row in rows],
            "关于": [row["subject"] for row in rows],
            "为何不计入": [row["problem"] for row in rows],
            "录入": [f"{row['who']} {day(row['at'])}" for row in rows],
        }
    )
