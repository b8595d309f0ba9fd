"""Supervision items in words and tables: the state of the due date with its word, shape and colour."""

from collections.abc import Iterable

import pandas as pd

from lib import theme
from lib.cycle import supervision
from lib.ledger.clock import moment
from lib.ledger.kinds import KINDS
from lib.ledger.record import Record
from lib.ledger.tables import standings
from lib.text import choices
from lib.text import words as w

STATUS = standings("supervision")
STEPS = {kind.name: kind.step for kind in KINDS.values() if kind.table == "supervision"}


HOW = "点一段只看这个单位的，双击空白处看全部。来源：督办记录。"


def title(rows: pd.DataFrame) -> str:
    """The items in one line."""
    if rows.empty:
        return "没有督办事项"
    tally = supervision.tally(rows)
    urgent = [f"{n}项{name}" for name, n in tally.items() if n and name in (supervision.LATE, supervision.SOON)]
    return f"督办{len(rows)}项：{'、'.join(reversed(urgent)) or '没有逾期、临期'}；{tally[supervision.CLOSED]}项已核销"


def lamps(rows: pd.DataFrame) -> str:
    """How many items stand under each lamp, coloured (Markdown)."""
    tally = supervision.tally(rows)
    return "　".join(f"{lamp(name)}　**{tally[name]}**项" for name in reversed(supervision.LAMPS))


def lamp(name: str) -> str:
    """One lamp, coloured (Markdown)."""
    return theme.in_colour(theme.badge(name))


def left(status: str, days: int) -> str:
    """The days that are left, or by how many the date was passed.

    >>> left("opened", 3), left("opened", -2), left("closed", -2)
    ('还有3天', '超过2天', '—')
    """
    if status in ("closed", "answered"):
        return w.MISSING
    return f"还有{days}天" if days >= 0 else f"超过{-days}天"


def table(rows: pd.DataFrame) -> pd.DataFrame:
    """Items as a table; `key` is kept as 编号."""
    return pd.DataFrame(
        {
            "时限状态": [theme.badge(name) for name in rows["lamp"]],
            "事项": rows["title"],
            "承办单位": rows["unit"],
            "责任人": rows["person"].replace("", None),
            "期限": rows["due"].map(str),
            "剩余": [*map(left, rows["status"], rows["days"])],
            "进展": rows["status"].map(STATUS),
            "交办": rows["opened"].map(str),
            "办理情况": rows["answer"].replace("", None),
            "编号": rows["key"],
        }
    )


def names(rows: pd.DataFrame) -> pd.Series:
    """Titles of the items by number."""
    told = choices.apart(rows["title"].tolist(), rows["unit"].tolist(), rows["due"].map(str).tolist())
    return pd.Series(told, index=rows["key"].tolist(), dtype=object)


def _said(record: Record) -> str | None:
    """What a step says: the day to which it was put off, then its words."""
    day = record.payload.get("until") or (record.payload["due"] if record.kind == "delay_granted" else "")
    words = next((record.payload[name] for name in ("text", "opinion", "task") if record.payload.get(name)), record.why)
    return "：".join(text for text in (f"到{day}" if day else "", words) if text) or None


def steps(records: Iterable[Record], key: int) -> pd.DataFrame:
    """What happened to an item so far."""
    own = [r for r in records if r.kind in STEPS and (r.seq == key or r.payload.get("of") == key)]
    lines = [(moment(r.at), STEPS[r.kind], r.who, _said(r)) for r in own]
    return pd.DataFrame(lines, columns=["时间", "步骤", "经办人", "内容"])
