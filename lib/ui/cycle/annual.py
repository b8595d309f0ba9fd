"""The picture of an annual plan: by domain, what was met; before it is issued, what the path gives."""

import pandas as pd

from lib import ui
from lib.charts.stacked import PLANNED, PROPOSED, stacked
from lib.text import annual_plan


def show_picture(rows: pd.DataFrame, name: str) -> None:
    """The clauses of one area and year with their annual plan (an assessment), as issued or as drafted."""
    if rows.empty:
        return
    issued = bool(rows["issued"].iloc[0])
    ui.figure(
        stacked(
            annual_plan.by_domain(rows), "domain", "state", PLANNED if issued else PROPOSED, ui.mode(), ui.narrow()
        ),
        f"一行一个领域，数字为条款数。来源：{'年度计划与当年的数' if issued else '五年路径'}，逐条见下表。",
        f"{name}：{'各领域达到多少' if issued else '各领域可由五年路径得出多少'}",
    )
