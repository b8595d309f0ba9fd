"""Comments in words and tables."""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from lib import theme
from lib.ledger.checks import MATTERS
from lib.ledger.clock import day, moment
from lib.ledger.kinds import KINDS
from lib.ledger.record import Record
from lib.ledger.tables import standings
from lib.text import choices

STATUS = standings("comment")
STEPS = {kind.name: kind.step for kind in KINDS.values() if kind.table == "comment"}
Names = Mapping[tuple[str, str], str]
"""What each thing is called, by what it is and its key; evaluations and slides are called by their key."""


def names(clauses: pd.DataFrame, projects: pd.DataFrame) -> Names:
    """The names of what can be commented on by code: clauses with their area, projects."""
    found = {
        ("clause", key): f"{name}（{area}）"
        for key, name, area in clauses[["id", "name", "area"]].itertuples(index=False, name=None)
    }
    return found | {("project", key): name for key, name in zip(projects["id"], projects["name"], strict=True)}


def status(code: str) -> str:
    """How people read where a comment stands.

    >>> status("open")
    '待答复'
    """
    return STATUS[code]


def matter(code: str) -> str:
    """What kind of thing is commented on.

    >>> matter("slide")
    '汇报页'
    """
    return MATTERS[code][0]


def title(rows: pd.DataFrame) -> str:
    """The comments in one line.

    >>> title(pd.DataFrame({"open": [True, False]}))
    '意见2条，1条未解决'
    >>> title(pd.DataFrame({"open": [False]})), title(pd.DataFrame({"open": []}))
    ('意见1条，都已解决', '没有意见')
    """
    if rows.empty:
        return "没有意见"
    waiting = int(rows["open"].sum())
    return f"意见{len(rows)}条，" + (f"{waiting}条未解决" if waiting else "都已解决")


def table(rows: pd.DataFrame, called: Names) -> pd.DataFrame:
    """Comments as a table; `key` is kept as 编号."""
    about = [called.get(pair, pair[1]) for pair in zip(rows["matter"], rows["about"], strict=True)]
    return pd.DataFrame(
        {
            "状态": [theme.mark(STATUS[status]) for status in rows["status"]],
            "对象": about,
            "意见": rows["text"].tolist(),
            "提出": rows["who"].tolist(),
            "时间": [*map(day, rows["at"])],
            "答复": [text or None for text in rows["answer"]],
            "处理结果": [text or None for text in rows["outcome"]],
            "类别": [*map(matter, rows["matter"])],
            "编号": rows["key"].tolist(),
        }
    )


def options(rows: pd.DataFrame) -> pd.Series:
    """The comments by number."""
    told = [text.split("\n")[0][:40] for text in rows["text"]]
    return pd.Series(choices.apart(told, rows["who"].tolist()), index=rows["key"].tolist(), dtype=object)


def history(records: Iterable[Record], key: int) -> pd.DataFrame:
    """What was said about a comment so far."""
    own = [r for r in records if r.kind in STEPS and key in (r.seq, r.payload.get("of"))]
    return pd.DataFrame(
        [(moment(r.at), STEPS[r.kind], r.who, _said(r.payload) or r.why or None) for r in own],
        columns=["时间", "步骤", "经办人", "内容"],
    )


def _said(payload: Mapping[str, Any]) -> str:
    return payload.get("answer") or payload.get("outcome") or payload.get("text") or ""
