"""Projects by sector and park, in numbers and words."""

import pandas as pd

from lib.projects.register import UNSTATED


def counts(rows: pd.DataFrame) -> pd.DataFrame:
    """Number of projects by `sector` and `park`, where there are any; those in no park only where none is in one."""
    placed = rows[rows["park"] != UNSTATED]
    drawn = placed if len(placed) else rows
    return drawn.groupby(["sector", "park"], sort=False).size().rename("count").reset_index()


def caption(rows: pd.DataFrame) -> str:
    """What the squares mean, and which sectors the projects are of that lie in no park."""
    placed, others = rows[rows["park"] != UNSTATED], rows[rows["park"] == UNSTATED]
    told = "点一格看其中的项目。数字为项目数；园区含推断的，行业只在规划写明时填。"
    if placed.empty or others.empty:
        return told
    most = "、".join(f"{sector}{count}项" for sector, count in others["sector"].value_counts().head(5).items())
    return f"{told}{len(placed)}项在园区内；另有{len(others)}项没有载明园区，不在图上，最多的是{most}。"
