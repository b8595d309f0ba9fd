"""What charts over the years share: the evaluation year and the events on the axis, labels at the right edge."""

from collections.abc import Iterable
from typing import Any

import plotly.graph_objects as go

from lib.measure.event import Event
from lib.theme import palette
from lib.typography import BROWSER, ems

PALE = 0.4
"""How much is left of the colour of what became known after the evaluation year."""
BELOW, LINE = 26, 17
"""Pixels from the axis to the first line of the events' names, and from line to line."""
LONG = 7
"""More years than these do not all find room on a phone."""


def years(
    figure: go.Figure, first: float, last: float, year: int, events: Iterable[Event], mode: str, narrow: bool = False
) -> go.Figure:
    """The axis of years from `first` to `last`: the evaluation `year` marked, the `events` of that time as thin lines
    with their names beneath, in as many lines as they need not to touch. On a narrow sheet (a phone) a long time has
    every second year."""
    p, seen = palette(mode), [one for one in events if first < one.at < last]
    deep = _levels(seen, (last - first) / (220 if narrow else 520))
    lines = [_upright(one.at, p["muted"], "dot", 1) for one in seen] + [_upright(year, p["muted"], "solid", 1)]
    names = [
        {
            "x": one.at,
            "y": 0,
            "yref": "paper",
            "text": one.name,
            "showarrow": False,
            "yanchor": "top",
            "yshift": -BELOW - LINE * level,
            "font": {"color": p["muted"], "size": 12},
            "hovertext": f"{one.date} {one.name}：{one.note}",
        }
        for one, level in zip(seen, deep, strict=True)
    ]
    head = {
        "x": year,
        "y": 1,
        "yref": "paper",
        "text": f"{year}年（评估年）",
        "showarrow": False,
        "yanchor": "bottom",
        "font": {"color": p["muted"], "size": 12},
    }
    figure.update_layout(
        shapes=[*figure.layout.shapes, *lines],
        annotations=[*figure.layout.annotations, *names, head],
        margin={"b": BELOW + LINE * (max(deep) + 1) if deep else 24, "t": 34},
        xaxis={
            "range": [first, last],
            "dtick": 2 if narrow and last - first > LONG else 1,
            "tick0": int(last),
            "tickformat": "d",
            "tickangle": 0,
            "showgrid": False,
            "automargin": False,
        },
    )
    return figure


def _levels(events: list[Event], pixel: float) -> list[int]:
    """In which line below the axis each name stands; `pixel` is how much of a year it is wide."""
    ends: list[float] = []
    found = []
    for one in events:
        half = (ems(one.name, BROWSER) * 12 + 10) * pixel / 2
        level = next((number for number, end in enumerate(ends) if end <= one.at - half), len(ends))
        ends[level : level + 1] = [one.at + half]
        found.append(level)
    return found


def _upright(x: float, colour: str, dash: str, width: float) -> dict[str, Any]:
    """A line over the whole height."""
    return {
        "type": "line",
        "x0": x,
        "x1": x,
        "y0": 0,
        "y1": 1,
        "yref": "paper",
        "layer": "below",
        "line": {"color": colour, "width": width, "dash": dash},
        "opacity": 0.5,
    }


def label(text: str) -> dict[str, Any]:
    """A label to the right of what it names."""
    return {"text": text, "showarrow": False, "xanchor": "left", "align": "left", "xshift": 10}


def beside(figure: go.Figure, labels: list[str]) -> go.Figure:
    """Room at the right for labels of lines."""
    widest = max((ems(line, BROWSER) for label in labels for line in label.split("<br>")), default=0.0)
    return figure.update_layout(margin={"r": round(widest * 13 + 12) if widest else 24})
