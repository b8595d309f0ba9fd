"""Minutes of a meeting in words and tables."""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from lib import theme
from lib.cycle.minutes import decided, standing
from lib.ledger.kinds import KINDS
from lib.ledger.record import Record
from lib.ledger.spoken import DECIDED
from lib.text import choices

STEPS = {kind.name: kind.step for kind in KINDS.values() if kind.table == "minute"}


def title(rows: pd.DataFrame) -> str:
    """The minutes of a meeting in one line.

    >>> title(pd.DataFrame({"sort": ["议定", "发言"], "status": ["taken", "taken"], "item": [7, None]}, dtype=object))
    '本次会议议定1项，1项已转督办；另记发言1条'
    """
    own = decided(rows)
    handed, said = int(own["item"].notna().sum()), len(standing(rows)) - len(own)
    parts = [f"本次会议议定{len(own)}项", *([f"{handed}项已转督办" if handed else "尚未转督办"] if len(own) else [])]
    return "，".join(parts) + (f"；另记发言{said}条" if said else "")


def meeting(found: tuple[str, str]) -> str:
    """A meeting by its date and name.

    >>> meeting(("2018-06-20", "中期评估汇报会"))
    '2018-06-20 中期评估汇报会'
    """
    return " ".join(found)


def decisions(rows: pd.DataFrame) -> pd.DataFrame:
    """What was decided, as a list to print and to take along; `key` is kept as 编号."""
    own = decided(rows)
    return pd.DataFrame(
        {
            "序号": range(1, len(own) + 1),
            "议定事项": own["text"].tolist(),
            "承办单位": _said(own["unit"]),
            "责任人": _said(own["person"]),
            "办结期限": _said(own["due"]),
            "督办": [theme.badge(lamp) if lamp else None for lamp in own["lamp"]],
            "汇报页": _said(own["page"]),
            "评估": _said(own["evaluation"]),
            "记录人": own["who"].tolist(),
            "编号": own["key"].tolist(),
        }
    )


def sayings(rows: pd.DataFrame) -> pd.DataFrame:
    """What was said beside: `key` is kept as 编号."""
    own = standing(rows)
    own = own[own["sort"] != DECIDED]
    return pd.DataFrame(
        {
            "发言": own["text"].tolist(),
            "发言人": _said(own["person"]),
            "单位": _said(own["unit"]),
            "汇报页": _said(own["page"]),
            "记录人": own["who"].tolist(),
            "编号": own["key"].tolist(),
        }
    )


def _said(cells: pd.Series) -> list[str | None]:
    return [text or None for text in cells]


def told(row: Mapping[str, Any]) -> str:
    """Who is to do what a minute says and until when, who wrote it down and on which slide.

    >>> told({"unit": "示例局", "due": "2018-06-30", "who": "甲", "at": "2018-06-20T09:00:00"})
    '承办：示例局　期限：2018-06-30　记录：甲，2018-06-20 09:00'
    """
    said = {
        "承办": row.get("unit"),
        "责任人或发言人": row.get("person"),
        "期限": row.get("due"),
        "汇报页": row.get("page"),
    }
    said |= {"评估": row.get("evaluation"), "记录": f"{row['who']}，{row['at'][:16].replace('T', ' ')}"}
    return "　".join(f"{name}：{text}" for name, text in said.items() if text)


def names(rows: pd.DataFrame) -> pd.Series:
    """The minutes by number."""
    own = standing(rows)
    told = [f"{sort}：{text.splitlines()[0][:40]}" for sort, text in zip(own["sort"], own["text"], strict=True)]
    return pd.Series(
        choices.apart(told, own["unit"].tolist(), own["due"].tolist()), index=own["key"].tolist(), dtype=object
    )


def history(records: Iterable[Record], key: int) -> pd.DataFrame:
    """What happened to a minute so far."""
    own = [r for r in records if r.kind in STEPS and key in (r.seq, r.payload.get("of"))]
    lines = [(r.at[:16].replace("T", " "), STEPS[r.kind], r.who, r.payload.get("text"), r.why or None) for r in own]
    return pd.DataFrame(lines, columns=["时间", "步骤", "经办人", "内容", "理由"])
