"""The figure of the measures: how many each chapter promises in each area."""

import pandas as pd
import plotly.graph_objects as go

from lib.charts.house import blank
from lib.once import once
from lib.theme import palette

TONES = ("plan", "accent", "neutral", "good", "warn")


@once
def by_chapter(rows: pd.DataFrame, mode: str, narrow: bool = False) -> go.Figure:
    """Stacked bars, a chapter each, in the order of the plan: `chapter_name, chapter_short, area_name`. On a narrow
    sheet (a phone) chapters are named by their number alone."""
    p, head = palette(mode), rows["chapter_short" if narrow else "chapter_name"]
    counts = pd.crosstab(head, rows["area_name"]).reindex(head.unique())
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
            textangle=0,
            textfont={"color": p["surface"], "size": 12},
            hovertemplate=f"%{{y}} · {area}：%{{x}}项<extra></extra>",
        )
    return figure
