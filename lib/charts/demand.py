"""The path that the plan asks of an indicator of which nothing is known yet."""

from collections.abc import Sequence

import plotly.graph_objects as go

from lib.charts import axis
from lib.charts.house import blank, with_unit
from lib.measure.clause import Measured
from lib.measure.event import Event
from lib.measure.period import Period
from lib.text import demand
from lib.text.clauses import condition
from lib.theme import palette


def demanded(
    row: Measured, mode: str, period: Period, events: Sequence[Event] = (), narrow: bool = False
) -> go.Figure | None:
    """The path of a clause year by year, every value written, the target at its end; None where it has no path."""
    p, steps = palette(mode), demand.path(row, period)
    if not steps:
        return None
    figure = blank(mode, 300)
    words = list(steps.values())
    figure.add_scatter(
        x=list(steps),
        y=[value for value, _ in words],
        mode="lines+markers+text",
        line={"color": p["plan"], "width": 2, "dash": "dash"},
        marker={"size": [9] * (len(steps) - 1) + [13], "symbol": "diamond", "color": p["plan"]},
        text=[told for _, told in words],
        textposition=["top center"] * (len(steps) - 1) + ["top left"],
        textfont={"size": 14, "color": p["text"]},
        cliponaxis=False,
        hovertemplate="%{x}年应为%{text}<extra></extra>",
    )
    values = [value for value, _ in words]
    room = (max(values) - min(values)) * 0.25 or abs(values[0]) * 0.5 or 1
    figure.update_yaxes(range=[min(values) - room, max(values) + room], showticklabels=False, showgrid=False)
    with_unit(figure, demand.path_name(row), p)
    axis.years(figure, period.base + 0.5, period.end + 0.4, row.evaluation_year, events, mode, narrow)
    goal = f"目标<br>{condition(row)}"
    figure.add_annotation(x=period.end, y=values[-1], font={"color": p["plan"], "size": 13}, **axis.label(goal))
    return axis.beside(figure, [goal])
