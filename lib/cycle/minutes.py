"""会议记录: what was said and decided at a meeting, on which slide, by whom it is to be done and until when, and what
became of it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

from lib.cycle import supervision
from lib.ledger.record import Entry, entry
from lib.ledger.spoken import DECIDED
from lib.ledger.state import State

COLUMNS = (
    "key",
    "meeting",
    "date",
    "sort",
    "text",
    "unit",
    "person",
    "due",
    "slide",
    "page",
    "report",
    "evaluation",
    "clause",
    "who",
    "status",
    "item",
    "lamp",
)
TITLE = 100
"""Signs of a supervision item's title."""


def minutes(state: State, day: date) -> pd.DataFrame:
    """All minutes, oldest first: COLUMNS; those taken back too. `item` is the supervision item that one became and
    `lamp` how that stands on a day, each None where there is none."""
    handed = {row.get("minute"): row["key"] for row in state.rows("supervision")}
    lamps = supervision.items(state, day).set_index("key")["lamp"].to_dict()
    rows = [
        {name: row.get(name) or "" for name in COLUMNS}
        | {"key": row["key"], "item": handed.get(row["key"]), "lamp": lamps.get(handed.get(row["key"]))}
        for row in state.rows("minute")
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype=object)


def standing(rows: pd.DataFrame) -> pd.DataFrame:
    """The minutes that were not taken back."""
    return rows[rows["status"] != "withdrawn"]


def decided(rows: pd.DataFrame) -> pd.DataFrame:
    """What was decided, of the minutes that stand: the list that is printed."""
    return standing(rows)[standing(rows)["sort"] == DECIDED]


def meetings(rows: pd.DataFrame) -> list[tuple[str, str]]:
    """The meetings as (date, name), the latest first."""
    found = zip(rows["date"], rows["meeting"], strict=True)
    return sorted(dict.fromkeys(found), reverse=True)


def of_meeting(rows: pd.DataFrame, meeting: tuple[str, str]) -> pd.DataFrame:
    """The minutes of a meeting."""
    return rows[(rows["date"] == meeting[0]) & (rows["meeting"] == meeting[1])]


def on_slide(slide: str, clauses: Mapping[str, object]) -> str | None:
    """The clause that a slide is about, by the slide's key; None where it is about none.

    >>> on_slide("track-T117b", {"T117b": 1}), on_slide("cover", {"T117b": 1})
    ('T117b', None)
    """
    last = slide.rsplit("-", 1)[-1]
    return last if last in clauses else None


def handed(row: Mapping[str, Any], unit: str, due: str) -> Entry:
    """The supervision item that a minute becomes: its first line for a title, all of it for the task."""
    text = str(row["text"]).strip()
    task = f"{row['date']}“{row['meeting']}”议定：{text}"
    fields = {"title": text.split("\n")[0][:TITLE], "unit": unit, "due": due, "person": row.get("person") or ""}
    return entry("supervision_opened", fields | {"task": task, "minute": row["key"]})
