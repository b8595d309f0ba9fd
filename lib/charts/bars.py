"""A ranking as horizontal bars."""

import pandas as pd
import plotly.graph_objects as go

from lib.charts.house import blank
from lib.text import words as w
from lib.theme import palette


def bars(frame: pd.DataFrame, unit: str, mode: str, tone: str = "neutral") -> go.Figure:
    """Horizontal bars with the value at the end: `label`, `value` and, where bars differ, `colour` and `text` from
    the top."""
    p = palette(mode)
    figure = blank(mode, 24 + 34 * len(frame))
    figure.add_bar(
        x=frame["value"],
        y=frame["label"],
        orientation="h",
        marker={"color": frame.get("colour", p[tone])},
        width=0.62,
        text=frame.get("text", [f"{w.number(v)}{unit}" for v in frame["value"]]),
        textposition="outside",
        cliponaxis=False,
        hovertemplate="%{y}：%{text}<extra></extra>",
    )
    figure.update_xaxes(visible=False, range=[0, max(frame["value"].max(), 1) * 1.25])
    figure.update_yaxes(autorange="reversed", showgrid=False, tickfont={"color": p["text"], "size": 14})
    return figure
