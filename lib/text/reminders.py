"""催报 in words and tables: what all units owe, and by when."""

import pandas as pd

from lib.cycle.owed import KINDS
from lib.cycle.supervision import LATE, SOON
from lib.ledger.dispatching import DUE, PROGRESS
from lib.ledger.state import Row
from lib.theme import badge


def title(rows: pd.DataFrame, year: int) -> str:
    """How many units owe what, in one line.

    >>> rows = pd.DataFrame({"unit": ["甲局", "甲局", "乙局"], "lamp": ["逾期", "正常", "逾期"], "kind": ["填报", "任务", "项目"]})
    >>> title(rows, 2018), title(rows.iloc[1:2], 2018), title(rows.head(0), 2018)
    ('2018年：2个单位有2项逾期（填报1项、项目1项）；待办共3项', '2018年：没有逾期；1个单位待办1项', '2018年：各单位没有待办')
    """
    if rows.empty:
        return f"{year}年：各单位没有待办"
    late = rows[rows["lamp"] == LATE]
    if late.empty:
        return f"{year}年：没有逾期；{rows['unit'].nunique()}个单位待办{len(rows)}项"
    counts = late["kind"].value_counts()
    told = "、".join(f"{kind}{counts[kind]}项" for kind in KINDS if kind in counts)
    return f"{year}年：{late['unit'].nunique()}个单位有{len(late)}项逾期（{told}）；待办共{len(rows)}项"


def table(rows: pd.DataFrame) -> pd.DataFrame:
    """What is owed, a line a thing."""
    return pd.DataFrame(
        {
            "时限": rows["lamp"].map(badge),
            "单位": rows["unit"],
            "类别": rows["kind"],
            "事项": rows["what"],
            "状态": rows["state"],
            "期限": rows["due"].replace("", None),
            "职责": rows["part"],
            "责任人": rows["person"].replace("", None),
        }
    )


def by_unit(rows: pd.DataFrame) -> pd.DataFrame:
    """How much each unit owes: late and soon, and of each kind."""
    lines = []
    for unit, own in rows.groupby("unit", sort=True):
        dues = own.loc[own["due"] != "", "due"]
        counts = own["kind"].value_counts()
        urgent = [int((own["lamp"] == lamp).sum()) for lamp in (LATE, SOON)]
        lines.append(
            [unit, *urgent, len(own), dues.min() if len(dues) else None, *(int(counts.get(k, 0)) for k in KINDS)]
        )
    found = pd.DataFrame(lines, columns=["单位", "逾期", "临期", "待办", "最早的期限", *KINDS])
    return found.sort_values(["逾期", "待办"], ascending=False, kind="stable").reset_index(drop=True)


def deadlines(rows: list[Row]) -> pd.DataFrame:
    """The days that were set."""
    lines = sorted((row["period"], row["what"], row["due"]) for row in rows)
    return pd.DataFrame([(what, period, due) for period, what, due in lines], columns=["报什么", "期间", "期限"])


def periods(year: int) -> dict[str, list[str]]:
    """The periods for which a day can be set, by what is reported: progress by month, the rest by year.

    >>> periods(2018)["填报"], periods(2018)["项目进展"][-1]
    (['2018'], '2018-12')
    """
    months = [f"{year}-{month:02d}" for month in range(1, 13)]
    return {what: months if what == PROGRESS else [str(year)] for what in DUE}
