"""Figures of the audit and of the whole plan: two numbers and the gap between them, required growth against
achieved."""

import re

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from lib.about import About
from lib.audit.finding import HARD, SCOPE, plain
from lib.charts.series import blank, indicator
from lib.measure.clause import Measured
from lib.measure.period import Period
from lib.measure.uncertainty import Outlook
from lib.theme import palette

SEVERITY_TONE = {HARD: "bad", SCOPE: "warn"}
WIDEST = 260
"""A left number beyond this many per cent of the right one is drawn at the edge, with its value beside it."""


def gaps(findings: pd.DataFrame, mode: str) -> go.Figure:
    """Each finding with two numbers as a line between them, on one scale (the right one is 100), its name above the
    line.

    `findings` holds `what, left, right, unit, severity`.
    """
    p = palette(mode)
    rows = findings.iloc[::-1].reset_index(drop=True)
    left = (rows["left"] / rows["right"] * 100).clip(upper=WIDEST)
    colours = [p[SEVERITY_TONE.get(severity, "neutral")] for severity in rows["severity"].astype(str)]
    figure = blank(mode, 30 + 48 * len(rows))
    for colour in dict.fromkeys(colours):
        own = [row for row, tone in enumerate(colours) if tone == colour]
        figure.add_scatter(
            x=[x for row in own for x in (left[row], 100, None)],
            y=[y for row in own for y in (row, row, None)],
            mode="lines",
            line={"color": colour, "width": 5},
            opacity=0.45,
            hoverinfo="skip",
        )
    ahead = ["middle right" if x >= 100 else "middle left" for x in left]
    behind = ["middle left" if x >= 100 else "middle right" for x in left]
    for x, number, places, marker in (
        (left, rows["left"], ahead, {"size": 13, "color": colours}),
        ([100] * len(rows), rows["right"], behind, {"size": 13, "color": p["plan"], "symbol": "diamond"}),
    ):
        figure.add_scatter(
            x=x,
            y=rows.index,
            mode="markers+text",
            marker=marker,
            textposition=places,
            cliponaxis=False,
            hoverinfo="skip",
            textfont={"size": 13},
            text=[f"{plain(v)}{u}" for v, u in zip(number, rows["unit"], strict=True)],
        )
    start = min(10, left.min() - 65)
    names = [re.sub(r"（\d{4}年.*）$", "", what.split("：")[0]) for what in rows["what"]]
    figure.add_scatter(
        x=[start] * len(rows),
        y=rows.index + 0.42,
        mode="text",
        text=[name if len(name) <= 24 else f"{name[:23]}…" for name in names],
        textposition="middle right",
        textfont={"size": 13, "color": p["muted"]},
        cliponaxis=False,
        hoverinfo="skip",
    )
    figure.update_xaxes(range=[start, max(200, left.max() + 65)], visible=False)
    figure.update_yaxes(range=[-0.5, len(rows) - 0.2], visible=False)
    return figure


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
    for level, row in enumerate(both.itertuples()):
        side = "right" if row.trend > top * 0.7 else "left" if row.trend < top * 0.2 else "center"
        figure.add_annotation(
            x=row.trend,
            y=row.required,
            text=row.name,
            font={"size": 13},
            ax={"right": -20, "left": 20, "center": 0}[side],
            xanchor=side,
            ay=-26 if side == "right" else 12 + 24 * (len(both) - level),
            arrowcolor=p["grid"],
            arrowwidth=1,
            arrowhead=0,
            standoff=8,
            bgcolor=p["surface"],
        )
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


def levels(
    clause: Measured,
    same: pd.DataFrame,
    own: pd.DataFrame,
    reference: pd.DataFrame,
    outlook: Outlook | None,
    mode: str,
    period: Period,
) -> go.Figure:
    """The level chart of a clause's indicator, with the ranges of its outlook where there is one."""
    figure = indicator(same, own, reference, mode, period)
    return fan(figure, outlook, clause.scale, clause.due, mode) if outlook and clause.traits.valued else figure


def fan(figure: go.Figure, outlook: Outlook, scale: float, until: int, mode: str) -> go.Figure:
    """The 50 % and 80 % ranges of an outlook laid under a level chart; `scale` from the chart's unit to the
    outlook's."""
    p, years = palette(mode), np.arange(outlook.year, until + 1)
    for share, opacity in ((0.8, 0.14), (0.5, 0.22)):
        low, high = (outlook.quantile(q, years) / scale for q in ((1 - share) / 2, (1 + share) / 2))
        figure.add_scatter(
            x=[*years, *years[::-1]],
            y=[*high, *low[::-1]],
            mode="lines",
            line={"width": 0},
            fill="toself",
            fillcolor=p["accent"],
            opacity=opacity,
            hoverinfo="skip",
        )
    return figure
