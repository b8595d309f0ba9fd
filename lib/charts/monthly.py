"""Twelve months as small multiples: a panel an indicator, what there was against what the plan asks by each month."""

from functools import lru_cache
from typing import NamedTuple

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from lib.charts.house import blank, literal
from lib.theme import palette

ACROSS, HEIGHT = 3, 190
"""Panels beside each other, and how high one is."""
MONTHS = list(range(1, 13))


class Panel(NamedTuple):
    """A panel: its name, its unit, by month what there was, what the plan asks and what there was the year before (None
    where nothing is known), whether it is behind the plan, and how its last value is told."""

    name: str
    unit: str
    actual: tuple[float | None, ...]
    due: tuple[float | None, ...]
    before: tuple[float | None, ...]
    poor: bool
    told: str


@lru_cache(maxsize=64)
def multiples(panels: tuple[Panel, ...], mode: str, narrow: bool = False) -> go.Figure:
    """The panels, three beside each other (on a narrow sheet one). The picture is made once and shared: never change it
    in place."""
    p, across = palette(mode), 1 if narrow else min(ACROSS, max(len(panels), 1))
    down = max(-(-len(panels) // across), 1)
    figure = make_subplots(
        rows=down,
        cols=across,
        subplot_titles=[f"{literal(one.name)}　<b>{one.told}</b>" for one in panels],
        vertical_spacing=0.42 / down if down > 1 else 0,
        horizontal_spacing=0.06,
    )
    axis = {"showgrid": True, "gridcolor": p["grid"], "zeroline": False, "fixedrange": True}
    figure.update_layout(blank(mode, HEIGHT * down + 40).layout, margin={"l": 8, "r": 14, "t": 36, "b": 8})
    figure.update_xaxes(
        range=[0.6, 12.4],
        tickvals=[3, 6, 9, 12],
        ticktext=["3月", "6月", "9月", "12月"],
        **(axis | {"showgrid": False}),
    )
    figure.update_yaxes(nticks=4, automargin=True, tickfont={"color": p["muted"], "size": 12}, **axis)
    figure.update_annotations(font={"size": 13, "color": p["text"]}, xanchor="center")
    for number, one in enumerate(panels):
        at = {"row": number // across + 1, "col": number % across + 1}
        _panel(figure, one, at, p)
        figure.update_yaxes(rangemode="normal" if one.unit == "%" else "tozero", **at)
    return figure


def _panel(figure: go.Figure, one: Panel, at: dict[str, int], p: dict[str, str]) -> None:
    """A panel: last year thin, the plan dashed, this year strong."""
    lines = (
        (one.before, {"color": p["neutral"], "width": 1}, "上年", "lines"),
        (one.due, {"color": p["plan"], "width": 2, "dash": "dash"}, "计划应完成", "lines"),
        (one.actual, {"color": p["warn" if one.poor else "good"], "width": 2.5}, "", "lines+markers"),
    )
    for values, line, name, how in lines:
        figure.add_scatter(
            x=MONTHS,
            y=values,
            mode=how,
            line=line,
            marker={"size": 6},
            connectgaps=True,
            hovertemplate=f"%{{x}}月{name}：%{{y:,.4~g}}{one.unit}<extra></extra>",
            **at,
        )
