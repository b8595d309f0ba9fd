"""The figure of the measures: how many each chapter promises in each area."""

import pandas as pd
import plotly.graph_objects as go

from lib.charts.house import blank
from lib.theme import palette

TONES = ("plan", "accent", "neutral", "good", "warn")


def by_chapter(rows: pd.DataFrame, mode: str) -> go.Figure:
    """Stacked bars, a chapter each, in the order of the plan: `chapter_name, area_name`."""
    p = palette(mode)
    counts = pd.crosstab(rows["chapter_name"], rows["area_name"]).reindex(rows["chapter_name"].unique())
    figure = blank(
        mode,
        70 + 30 * len(counts),
        x={"showgrid": False, "showticklabels": False},
        y={"autorange": "reversed", "automargin": True, "tickfont": {"color": p["text"], "size": 13}},
        barmode="stack",
        showlegend=True,
        legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom", "traceorder": "normal"},
    )
    for area, tone in zip(counts.columns, TONES, strict=False):
        figure.add_bar(
            x=counts[area],
            y=counts.index,
            name=area,
            orientation="h",
            marker={"color": p[tone]},
            text=[n or "" for n in counts[area]],
            textposition="inside",
            insidetextanchor="middle",
            textfont={"color": p["surface"], "size": 12},
            hovertemplate=f"%{{y}} · {area}：%{{x}}项<extra></extra>",
        )
    return figure
