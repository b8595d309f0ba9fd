"""The figure of the whole plan: required growth against achieved."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from lib.about import About
from lib.charts.house import blank
from lib.theme import palette


def effort(rows: pd.DataFrame, mode: str, about: About) -> go.Figure:
    """Required growth against the growth of 2010–2015, one mark an indicator, the diagonal drawn.

    `rows` holds `name, required, trend, latest` in per cent a year; where the trend is unknown the mark stands in a
    strip of its own at the left.
    """
    p = palette(mode)
    asked = rows[rows["required"].notna()].sort_values(["required", "trend"])
    both, alone = asked[asked["trend"].notna()], asked[asked["trend"].isna()]
    top = float(np.nanmax([*both["trend"], *asked["required"], 10])) * 1.12
    figure = blank(mode, 560)
    _diagonal(figure, top, p, about)
    figure.add_scatter(
        x=[-top * 0.05] * len(alone),
        y=alone["required"],
        mode="markers",
        marker={"size": 12, "symbol": "circle-open", "color": p["neutral"]},
        text=alone["name"],
        hovertemplate=f"%{{text}}<br>所需 %{{y:.1f}}%，{about.name.before}未知<extra></extra>",
    )
    figure.add_scatter(
        x=both["trend"],
        y=both["required"],
        mode="markers",
        text=both["name"],
        marker={
            "size": 14,
            "color": [p["bad"] if r > t else p["plan"] for r, t in zip(both["required"], both["trend"], strict=True)],
        },
        hovertemplate=f"%{{text}}<br>{about.name.before} %{{x:.1f}}%，所需 %{{y:.1f}}%<extra></extra>",
    )
    _name_marks(figure, both, top, p)
    since = both[both["latest"].notna()]
    figure.add_scatter(
        x=since["latest"],
        y=since["required"],
        mode="markers",
        marker={"size": 12, "symbol": "circle-open", "color": p["accent"], "line": {"width": 2}},
        text=since["name"],
        hovertemplate=f"%{{text}}<br>{about.name.plan}以来 %{{x:.1f}}%，所需 %{{y:.1f}}%<extra></extra>",
    )
    figure.update_xaxes(title={"text": "已实现的年均增速（%）；左侧窄条：未知"}, range=[-top * 0.1, top])
    figure.update_yaxes(title={"text": "所需年均增速（%）"}, range=[0, top])
    return figure


def _diagonal(figure: go.Figure, top: float, p: dict[str, str], about: About) -> None:
    """The line on which as much is required as was achieved before, up to `top` per cent."""
    figure.add_vline(x=0, line={"color": p["grid"], "width": 1})
    figure.add_scatter(
        x=[0, top], y=[0, top], mode="lines", line={"color": p["muted"], "width": 1.5, "dash": "dot"}, hoverinfo="skip"
    )
    figure.add_annotation(
        x=top * 0.97,
        y=top,
        text=f"所需＝{about.name.before}",
        showarrow=False,
        xanchor="right",
        font={"color": p["muted"], "size": 13},
    )


def _name_marks(figure: go.Figure, marks: pd.DataFrame, top: float, p: dict[str, str]) -> None:
    """The name of each mark, on the side where there is room for it."""
    for level, row in enumerate(marks.itertuples()):
        side = "right" if row.trend > top * 0.7 else "left" if row.trend < top * 0.2 else "center"
        figure.add_annotation(
            x=row.trend,
            y=row.required,
            text=row.name,
            font={"size": 13},
            ax={"right": -20, "left": 20, "center": 0}[side],
            xanchor=side,
            ay=-26 if side == "right" else 12 + 24 * (len(marks) - level),
            arrowcolor=p["grid"],
            arrowwidth=1,
            arrowhead=0,
            standoff=8,
            bgcolor=p["surface"],
        )
