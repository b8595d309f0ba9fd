"""约束性 and 预期性 in words."""

import pandas as pd

from lib.ledger.monthly import BINDINGS, UNSAID
from lib.ledger.state import State
from lib.text import clauses
from lib.text import words as w

COLUMN = "属性"


def told(rows: pd.DataFrame) -> str:
    """How many targets there are of each attribute (`binding`), and how many of these are behind (`verdict`).

    >>> told(pd.DataFrame({"binding": ["约束性", "未载明"], "verdict": ["滞后", "达到进度"]}))
    '约束性1项（1项滞后）；未载明1项（没有滞后的）'
    >>> told(pd.DataFrame({"binding": ["未载明"], "verdict": ["滞后"]}))
    '规划没有载明哪些目标是约束性、哪些是预期性；由规划办凭文件在“调整”页确定。'
    """
    if rows["binding"].eq(UNSAID).all():
        return "规划没有载明哪些目标是约束性、哪些是预期性；由规划办凭文件在“调整”页确定。"
    parts = []
    for binding in BINDINGS:
        own = rows[rows["binding"] == binding]
        late = int(own["verdict"].isin(clauses.LATE).sum())
        if len(own):
            parts.append(f"{binding}{len(own)}项（{f'{late}项滞后' if late else '没有滞后的'}）")
    return "；".join(parts)


def of(state: State, clause: str) -> str:
    """The attribute of a clause with its basis (Markdown)."""
    row = state.get("binding", clause)
    if row is None or row["binding"] == UNSAID:
        return f"属性：{UNSAID}"
    return f"属性：{row['binding']}（{w.literal(row['body'])}，{w.literal(row['number'])}，{row['date']}）"
