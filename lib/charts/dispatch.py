"""The figure of the year's projects: how much of its planned investment each group has done, against the time gone."""

import pandas as pd
import plotly.graph_objects as go

from lib.charts.house import blank, literal, rows_axis
from lib.theme import palette
from lib.typography import BROWSER, ems

TICKS = [0, 25, 50, 75, 100]
LONGEST = 12
"""Letters of a label; on a narrow sheet, 6."""
LETTER = 13
"""Pixels of a letter."""


def rates(groups: pd.DataFrame, gone: float, words: list[str], mode: str, narrow: bool = False) -> go.Figure:
    """A bar a group (`name`, `rate`): the share of its planned investment that is done; a line where the year stands (`gone`, 0–1).
    `words` stand at the ends of the bars; a click gives the group's name as customdata."""
    p, most = palette(mode), 6 if narrow else LONGEST
    shares = (100 * groups["rate"]).fillna(0.0).tolist()
    labels = [name if len(name) <= most else f"{name[: most - 1]}…" for name in groups["name"]]
    beside = LETTER * (2 + max((ems(text, BROWSER) for text in words), default=0))
    figure = blank(
        mode,
        70 + 36 * len(groups),
        x={"range": [0, max([100.0, *shares])], "tickvals": TICKS, "ticktext": [f"{tick}%" for tick in TICKS]},
        y=rows_axis(labels, p),
        margin={"l": 8, "r": beside, "t": 30, "b": 8},
    )
    figure.add_bar(
        x=[100] * len(groups),
        y=list(range(len(groups))),
        orientation="h",
        width=0.62,
        marker={"color": p["grid"]},
        hoverinfo="skip",
    )
    figure.add_bar(
        x=shares,
        y=list(range(len(groups))),
        orientation="h",
        width=0.62,
        marker={"color": [p["warn" if share < 100 * gone else "good"] for share in shares]},
        customdata=[[name] for name in groups["name"]],
        hovertext=[literal(name) for name in groups["name"]],
        hovertemplate="%{hovertext}：%{x:.1f}%<extra></extra>",
        unselected={"marker": {"opacity": 0.45}},
    )
    figure.add_scatter(
        x=[max(100.0, share) for share in shares],
        y=list(range(len(groups))),
        mode="text",
        text=[f"  {text}" for text in words],
        textposition="middle right",
        textfont={"color": p["text"], "size": LETTER},
        cliponaxis=False,
        hoverinfo="skip",
    )
    figure.add_vline(
        x=100 * gone,
        line={"color": p["accent"], "width": 2, "dash": "dash"},
        annotation={
            "text": f"序时 {100 * gone:.1f}%",
            "yanchor": "bottom",
            "font": {"color": p["accent"], "size": LETTER},
        },
        annotation_position="top",
    )
    figure.update_layout(barmode="overlay")
    return figure
