"""The figure of a projection: every scenario to the end of the period, beside the target."""

import pandas as pd
import plotly.graph_objects as go

from lib.charts.house import blank, with_unit
from lib.measure.period import Period
from lib.measure.projection import Start
from lib.text import words as w
from lib.theme import palette


def scenarios(
    start: Start, lines: pd.DataFrame, unit: str, decimals: int, mode: str, narrow: bool = False, *, period: Period
) -> go.Figure:
    """Projection lines from the start to the end of the period beside the target: `lines` holds `label, year, value, own` (bool).

    On a narrow sheet (a phone) the names at the ends take two lines.
    """
    p, (between, room, spacing) = palette(mode), ("<br>", 128, 0.11) if narrow else (" ", 190, 0.055)
    figure = blank(mode, 400)
    figure.add_hline(
        y=start.target,
        line={"color": p["plan"], "width": 1.5, "dash": "dash"},
        annotation_position="top left",
        annotation={
            "text": f"目标 {w.quantity(start.target, unit, decimals)}",
            "font": {"color": p["plan"], "size": 13},
            "xanchor": "left",
        },
    )
    ends = lines[lines["year"] == lines["year"].max()].sort_values("value")
    gap = max((ends["value"].max() - min(ends["value"].min(), start.value)) * spacing, 1e-9)
    place, last = {}, float("-inf")
    for row in ends.itertuples():
        last = max(row.value, last + gap)
        place[row.label] = last
    for label, rows in lines.groupby("label", sort=False):
        own = bool(rows["own"].iloc[0])
        figure.add_scatter(
            x=rows["year"],
            y=rows["value"],
            mode="lines",
            line={"color": p["accent"] if own else p["neutral"], "width": 3 if own else 1.8},
            hovertemplate=f"{label} %{{x}}年：%{{y:,.{decimals}f}}{unit}<extra></extra>",
        )
        figure.add_annotation(
            x=period.end,
            y=place[label],
            text=f"{label}{between}{w.quantity(rows['value'].iloc[-1], unit, decimals)}",
            showarrow=False,
            xanchor="left",
            align="left",
            xshift=6,
            font={"color": p["accent"] if own else p["text"], "size": 13},
        )
    figure.add_scatter(
        x=[start.year],
        y=[start.value],
        mode="markers+text",
        marker={"size": 11, "color": p["accent"]},
        textposition="bottom right",
        text=[f"{start.year}年 {w.quantity(start.value, unit, decimals)}"],
        hoverinfo="skip",
    )
    figure.update_layout(margin={"r": room})
    figure.update_xaxes(range=[start.year - 0.3, period.end + 0.05], dtick=1, tickformat="d", showgrid=False)
    figure.update_yaxes(tickformat=",")
    return with_unit(figure, unit, p)
