"""What is about to be recorded of the year's projects, in words and tables."""

from collections.abc import Hashable, Iterable, Mapping
from typing import Any

import pandas as pd

from lib.ledger.dispatching import FUNDS
from lib.ledger.kinds import KINDS
from lib.ledger.record import Entry, entry
from lib.text import words as w

BY_FILE, PLANS, PROGRESS = WAYS = ("上传表格", "填年度计划", "填进展")
NAMES_ONLY, ALL, EMPTY = CARRY = ("只带名称", "全部带入", "只补空格")
"""What is carried over from the last report into the table of progress: nothing but the names, everything, or what was
left empty."""
MONEY = ("total", "planned", "investment", "year_investment", *FUNDS)
STEP = {"计划日期": "due", "办结日期": "done", "文号": "number"}
"""The fields of a step by what they are called."""
LEFT_OUT = ("project", "thing", "source", "person", "year")


def title(rows: pd.DataFrame, year: int) -> str:
    """How many are in the list of a year, and how many of these have reported nothing.

    >>> title(pd.DataFrame({"asof": ["2018-06-30", None]}), 2018), title(pd.DataFrame({"asof": []}), 2018)
    ('2018年重点项目2个，1个还没有报进展', '2018年还没有列入重点项目')
    """
    if rows.empty:
        return f"{year}年还没有列入重点项目"
    silent = int(rows["asof"].isna().sum())
    return f"{year}年重点项目{len(rows)}个，{f'{silent}个还没有报进展' if silent else '都报了进展'}"


def preview(entries: Iterable[Entry], names: pd.Series) -> pd.DataFrame:
    """What would be written, a line a record; `names` of the projects by id."""
    lines = []
    for one in entries:
        key = one.payload.get("project") or one.payload.get("thing")
        lines.append((names.get(key, key), f"{KINDS[one.kind].step}{KINDS[one.kind].noun}", _told(one)))
    return pd.DataFrame(lines, columns=["项目", "记录", "内容"])


def _told(one: Entry) -> str:
    words = {field.name: field.word for field in KINDS[one.kind].fields}
    parts = [
        f"{words[name]}{w.quantity(value, '亿元') if name in MONEY else f'：{value}'}"
        for name, value in one.payload.items()
        if value not in (None, "") and name not in LEFT_OUT
    ]
    return "；".join(parts)


def questions(severities: Iterable[str], question: str) -> int:
    """How many of the problems must be confirmed."""
    return sum(one == question for one in severities)


def node_days(rows: pd.DataFrame) -> pd.DataFrame:
    """Days as the table to edit wants them."""
    return rows.assign(**{name: pd.to_datetime(rows[name]).dt.date for name in ("计划日期", "办结日期")})


def nodes(project: str, typed: pd.DataFrame, fresh: pd.DataFrame) -> list[Entry]:
    """The records of the steps whose days or number were changed."""
    found = []
    for now, was in zip(typed.to_dict("records"), fresh.to_dict("records"), strict=True):
        if (said := _step(now)) != _step(was):
            found.append(entry("node_set", {"project": project, "node": now["节点"]} | said))
    return found


def _step(row: Mapping[Hashable, Any]) -> dict[str, str | None]:
    """What a row of the table says of a step. In a column without any day a typed one comes as a moment."""
    said = {name: None if w.missing(row[word]) else str(row[word]) for word, name in STEP.items()}
    days = {name: (said[name] or "")[:10] or None for name in ("due", "done")}
    return days | {"number": said["number"] or ""}
