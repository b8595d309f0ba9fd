"""The house style of Plotly figures: the empty figure, the unit at its axis, the figure for the back of a room."""

import html
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

import plotly.graph_objects as go

from lib.theme import FONT, palette

Options = Mapping[str, Any]
"""What Plotly is told."""
NOTHING: Options = MappingProxyType({})
Figure = go.Figure
CONFIG = {"displayModeBar": False, "scrollZoom": False, "locale": "zh-CN"}


def blank(mode: str, height: int, x: Options = NOTHING, y: Options = NOTHING, **layout: Any) -> go.Figure:
    """An empty figure in the house style; `x`, `y` and `layout` add to it (given here they cost less than as
    updates)."""
    p = palette(mode)
    axis = {
        "gridcolor": p["grid"],
        "linecolor": p["grid"],
        "zeroline": False,
        "fixedrange": True,
        "tickfont": {"color": p["muted"]},
    }
    house = {
        "height": height,
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "font": {"family": FONT, "size": 14, "color": p["text"]},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "showlegend": False,
        "hoverlabel": {"font": {"family": FONT, "size": 14}},
        "xaxis": {**axis, **x},
        "yaxis": {**axis, **y},
    }
    return go.Figure(layout=house | layout)


def literal(text: str) -> str:
    """A name that people typed, as Plotly shows it: it reads markup.

    >>> literal("甲<b>局")
    '甲&lt;b&gt;局'
    """
    return html.escape(text, quote=False)


def rows_axis(names: Iterable[str], p: Mapping[str, str]) -> dict[str, Any]:
    """The axis of bars that lie one under the other, each named at its head; bar 0 on top."""
    told = [literal(name) for name in names]
    return {
        "autorange": "reversed",
        "automargin": True,
        "showgrid": False,
        "tickvals": list(range(len(told))),
        "ticktext": told,
        "tickfont": {"color": p["text"], "size": 13},
    }


def with_unit(figure: go.Figure, unit: str, p: dict[str, str]) -> go.Figure:
    """The unit at the head of the value axis, from the axis to the right: however long, it is not cut off."""
    figure.add_annotation(
        x=0,
        y=1,
        xref="paper",
        yref="paper",
        text=unit,
        showarrow=False,
        xanchor="left",
        yanchor="bottom",
        yshift=6,
        font={"color": p["muted"], "size": 13},
    )
    figure.update_layout(margin={"t": 34})
    return figure


def enlarge(figure: go.Figure, factor: float) -> go.Figure:
    """A figure for the back of a room: heights, margins, fonts, marks and lines `factor` times as large."""

    def grown(node: Any, key: str = "") -> Any:
        if isinstance(node, dict):
            return {k: grown(v, k) for k, v in node.items()}
        if key in ("size", "width", "height", "l", "r", "t", "b", "xshift", "yshift") and isinstance(node, int | float):
            return node * factor
        if key == "size" and isinstance(node, list | tuple):
            return [value * factor for value in node]
        return (
            [grown(item) for item in node]
            if isinstance(node, list | tuple) and node and isinstance(node[0], dict)
            else node
        )

    source = figure.to_plotly_json()
    bars = [trace.get("width") for trace in source["data"]]
    result = go.Figure(data=[grown(trace) for trace in source["data"]], layout=grown(source["layout"]))
    for trace, width in zip(result.data, bars, strict=True):
        if trace.type == "bar" and width is not None:
            trace.width = width
    return result
