"""The figure of what is known: domain by year, darker for more."""

import pandas as pd
import plotly.graph_objects as go

from lib.charts.house import blank
from lib.theme import ink, mix, palette

LEVELS = 5
"""Depths of the colour, from nothing to everything."""


def known(counts: pd.DataFrame, mode: str) -> go.Figure:
    """How many of the figures needed are known, as numbered cells: `domain, year, known, needed`."""
    p = palette(mode)
    shares = counts["known"] / counts["needed"]
    depth = [round(share * LEVELS) / LEVELS for share in shares]
    fills = [mix(p["raised"], p["plan"], share) for share in depth]
    domains, years = list(counts["domain"].unique()), list(counts["year"].unique())
    figure = blank(
        mode,
        44 + 34 * len(domains),
        x={
            "side": "top",
            "dtick": 1,
            "tickformat": "d",
            "showgrid": False,
            "range": [min(years) - 0.5, max(years) + 0.5],
        },
        y={
            "categoryorder": "array",
            "categoryarray": domains[::-1],
            "automargin": True,
            "showgrid": False,
            "tickfont": {"color": p["text"], "size": 13},
        },
        barmode="overlay",
        bargap=0,
    )
    figure.add_bar(
        x=[0.96] * len(counts),
        base=(counts["year"] - 0.48).tolist(),
        y=counts["domain"].tolist(),
        orientation="h",
        width=0.9,
        marker={"color": fills},
        text=[f"{row.known}/{row.needed}" for row in counts.itertuples()],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        constraintext="none",
        textfont={"size": 13, "color": [ink(fill, p["surface"], p["text"]) for fill in fills]},
        customdata=counts[["year", "known", "needed"]].to_numpy().tolist(),
        hovertemplate="%{y} %{customdata[0]}年：%{customdata[2]}个指标中%{customdata[1]}个有数<extra></extra>",
    )
    return figure
