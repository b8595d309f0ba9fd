"""The figure of the audit: two numbers of the plan and the gap between them."""

import re

import pandas as pd
import plotly.graph_objects as go

from lib.audit.finding import HARD, HINT, SCOPE, plain
from lib.charts.house import blank
from lib.charts.stacked import Look, stacked
from lib.theme import palette

SEVERITY_TONE = {HARD: "bad", SCOPE: "warn"}
BY_SEVERITY = (Look(HARD, "■", "bad"), Look(SCOPE, "▲", "warn"), Look(HINT, "○", "neutral"))
"""The severities from the hardest."""
WIDEST = 260
"""A left number beyond this many per cent of the right one is drawn at the edge, with its value beside it."""


def by_rule(findings: pd.DataFrame, mode: str, narrow: bool = False) -> go.Figure:
    """How many findings each rule has, by severity; the rules in their order."""
    rows = findings.assign(severity=findings["severity"].astype(str)).sort_values("rule", kind="stable")
    return stacked(rows, "rule", "severity", BY_SEVERITY, mode, narrow)


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
