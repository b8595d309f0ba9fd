"""任务 in words and tables, and what is typed of them as records."""

import pandas as pd

from lib.cycle import tasks as t
from lib.ledger.record import Entry, entry
from lib.text import choices
from lib.text import words as w
from lib.theme import mark

EDITED = ("编号", "事项", "现在", "进展", "说明")
"""Columns of the table to fill in."""


def title(rows: pd.DataFrame, year: int) -> str:
    """How the tasks stand, in one line.

    >>> rows = pd.DataFrame({"kind": ["举措", "举措", "民生实事"], "standing": ["完成", "没有报告", "推进"]})
    >>> title(rows, 2018), title(rows.head(0), 2018)
    ('2018年：举措2项，完成1项，没有报告1项；民生实事1项，推进1项', '没有符合条件的任务')
    """
    parts = []
    for kind in t.KINDS:
        own = rows[rows["kind"] == kind]
        told = "，".join(f"{name}{n}项" for name, n in t.tally(own).items() if n)
        parts += [f"{kind}{len(own)}项，{told}"] if len(own) else []
    return f"{year}年：{'；'.join(parts)}" if parts else "没有符合条件的任务"


def standing(name: str) -> str:
    """A standing as a badge.

    >>> standing("推进"), standing("没有报告")
    ('▶ 推进', '– 没有报告')
    """
    return mark(name)


def table(rows: pd.DataFrame) -> pd.DataFrame:
    """Tasks as a table; 编号 is for choosing."""
    return pd.DataFrame(
        {
            "进展": rows["standing"].map(standing),
            "事项": rows["name"],
            "类别": rows["kind"],
            "领域": rows["domain"],
            "责任单位": rows["lead"],
            "报告日期": rows["date"],
            "说明": rows["told"],
            "地域": rows["area"],
            "编号": rows["id"],
        }
    )


def to_fill(rows: pd.DataFrame) -> pd.DataFrame:
    """The table to fill in: measures, how they stand, and nothing said yet."""
    own = rows[rows["kind"] == t.MEASURE]
    names = choices.apart(own["name"].tolist(), own["domain"].tolist(), own["id"].tolist())
    cells = {"编号": own["id"].tolist(), "事项": names, "现在": own["standing"].tolist()}
    return pd.DataFrame(cells | {"进展": None, "说明": ""}, columns=list(EDITED), dtype=object)


def entries(typed: pd.DataFrame, date: str, source: str) -> list[Entry]:
    """The records of the measures of which a standing was typed."""
    return [
        entry(
            "task_reported",
            {"thing": row["编号"], "date": date, "standing": row["进展"], "note": row["说明"] or "", "source": source},
        )
        for row in typed.to_dict("records")
        if not w.missing(row["进展"]) and row["进展"]
    ]
