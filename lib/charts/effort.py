"""The figure of the whole plan: required growth against achieved, an indicator a row."""

import pandas as pd
import plotly.graph_objects as go

from lib.about import About
from lib.charts.house import blank
from lib.theme import palette

ROW = 34
"""Pixels of an indicator's row."""


def effort(rows: pd.DataFrame, mode: str, about: About, narrow: bool = False) -> go.Figure:
    """Required growth (diamond) beside that of the period before (dot) and since the base year (ring), the hardest
    first; a line joins the first two, warm where more is asked for than before.

    `rows` holds `name, required, trend, latest, ratio` in per cent a year. On a narrow sheet (a phone) names stand over
    their rows.
    """
    p, size = palette(mode), 9 if narrow else 12
    asked = rows[rows["required"].notna()].sort_values(["ratio", "required"], ascending=False, kind="stable")
    asked = asked.reset_index(drop=True)
    figure = blank(
        mode,
        76 + (ROW + 17 * narrow) * len(asked),
        x={"side": "top", "ticksuffix": "%", "rangemode": "tozero"},
        y={
            "autorange": False,
            "range": [len(asked) - 0.4, -0.6],
            "showgrid": False,
            "automargin": True,
            "tickvals": [] if narrow else asked.index,
            "ticktext": [] if narrow else asked["name"],
            "tickfont": {"color": p["text"], "size": 13},
        },
        margin={"l": 8, "r": 16, "t": 60, "b": 8},
        showlegend=True,
        legend={"orientation": "h", "x": 0, "y": 1, "yref": "container", "yanchor": "top"},
    )
    _joined(figure, asked, p)
    looks = (
        ("trend", f"“{about.name.before}”年均", {"symbol": "circle", "color": p["neutral"], "size": size}),
        (
            "latest",
            f"{about.period.base}年以来年均",
            {"symbol": "circle-open", "color": p["accent"], "size": size, "line": {"width": 2.5}},
        ),
        ("required", "规划所需年均", {"symbol": "diamond", "color": p["plan"], "size": size + 1}),
    )
    for column, word, marker in looks:
        own = asked[asked[column].notna()]
        figure.add_scatter(
            x=own[column],
            y=own.index,
            mode="markers",
            marker=marker,
            name=word,
            customdata=own["name"],
            hovertemplate=f"%{{customdata}}<br>{word} %{{x:.1f}}%<extra></extra>",
            showlegend=bool(len(own)),
        )
    if narrow:
        for place, name in enumerate(asked["name"]):
            figure.add_annotation(
                x=0, xref="paper", y=place - 0.36, text=name, showarrow=False, xanchor="left", font={"size": 12}
            )
    return figure


def _joined(figure: go.Figure, asked: pd.DataFrame, p: dict[str, str]) -> None:
    """The lines from the growth of the period before to that required."""
    for faster, tone in ((True, "bad"), (False, "plan")):
        own = asked[asked["trend"].notna() & ((asked["required"] > asked["trend"]) == faster)]
        figure.add_scatter(
            x=[x for row in own.itertuples() for x in (row.trend, row.required, None)],
            y=[y for place in own.index for y in (place, place, None)],
            mode="lines",
            line={"color": p[tone], "width": 5},
            opacity=0.4,
            hoverinfo="skip",
            name="要求比过去快" if faster else "要求比过去慢",
            showlegend=bool(len(own)),
        )
