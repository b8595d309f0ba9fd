"""Yearly growth of one area's indicator, beside the growth that the plan asks for."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from lib.charts import axis
from lib.charts.house import blank, with_unit
from lib.measure.clause import Measured
from lib.measure.event import Event
from lib.measure.observation import Observation
from lib.measure.period import Period
from lib.text import words as w
from lib.theme import palette

SHORT = 0.3
"""A bar lower than this share of the highest has no room for its value."""
ROOM = 0.16
"""Share of the height below the lowest value that is kept for a number."""
Events = Sequence[Event]


def rates(
    clauses: pd.DataFrame,
    series: pd.DataFrame,
    year: int,
    mode: str,
    period: Period,
    events: Events = (),
    narrow: bool = False,
) -> go.Figure:
    """Yearly growth of one area's indicator as bars, with the growth that the plan asks for as a line; what became
    known after the evaluation `year` is pale.

    `clauses` are its annual-growth clauses, `series` its observations of the measures growth and average_growth
    (of the period before).
    """
    p = palette(mode)
    figure = blank(mode, 300, barmode="overlay")
    ranked = series.sort_values("rank", kind="stable").drop_duplicates(["area", "measure", "year"])
    own = Observation.of(ranked[ranked["area_kind"] != "reference"].sort_values("year"))
    high = max((row.value for row in own), default=0.0)
    for row in own:
        _bar(figure, row, year, row.value < SHORT * high, narrow, p, period)
    reference = ranked[(ranked["area_kind"] == "reference") & (ranked["measure"] == "growth")]
    start = min(
        [period.base, *(row.since or period.base if row.measure == "average_growth" else row.year - 1 for row in own)]
    )
    for area, rows in reference[reference["year"] > start].sort_values("year").groupby("area"):
        figure.add_scatter(
            x=rows["year"],
            y=rows["value"],
            mode="markers+text",
            marker={"symbol": "line-ew", "size": 12 if narrow else 26, "line": {"width": 2, "color": p["muted"]}},
            text=[""] * (len(rows) - 1) + [area],
            textposition="middle right",
            textfont={"color": p["muted"], "size": 12},
            cliponaxis=False,
            hovertemplate=f"{area} %{{x}}年：%{{y:.1f}}%（参考）<extra></extra>",
        )
    goals = Measured.of(clauses)
    for clause in goals:
        figure.add_scatter(
            x=[period.base + 0.5, period.end + 0.5],
            y=[clause.target, clause.target],
            mode="lines",
            line={"color": p["plan"], "width": 2, "dash": "dash"},
            hoverinfo="skip",
        )
        figure.add_annotation(
            x=period.end + 0.5, y=clause.target, font={"color": p["plan"], "size": 13}, **axis.label(_yearly(clause))
        )
    tall = [row.value for row in own] + [clause.target for clause in goals] + list(reference["value"])
    least, most = min(0, *tall), max(0, *tall)
    room = ROOM * (most - least)  # for the number below a short bar
    figure.update_yaxes(range=[least - room if least < 0 else 0, most * 1.2])
    with_unit(figure, "%", p)
    axis.years(figure, start + 0.4, period.end + 0.6, year, events, mode, narrow)
    return axis.beside(figure, [_yearly(clause) for clause in goals])


def _yearly(clause: Measured) -> str:
    """The growth that is asked for, beside its line."""
    return f"目标年均<br>{w.condition(clause.operator, clause.target, '%')}"


def _bar(
    figure: go.Figure, row: Observation, year: int, short: bool, narrow: bool, p: dict[str, str], period: Period
) -> None:
    """One rate as a bar over the years it is of, its value within; above it where it is too `short` or, on a `narrow`
    sheet, too slim."""
    average, since = row.measure == "average_growth", row.since or period.base
    above = short or (narrow and not average)
    since = since if average else row.year - 1
    when = f"{since + 1}–{row.year}年" if average else f"{row.year}年"
    figure.add_bar(
        x=[(since + 1 + row.year) / 2],
        y=[row.value],
        width=[row.year - since - 0.3],
        marker={
            "color": p["neutral"] if average else p["accent"],
            "opacity": 0.35 if average else axis.PALE if row.year > year else 1,
        },
        text=f"{'年均' if average else ''}{w.quantity(row.value, '' if narrow else '%', 1, row.operator)}",
        textposition="outside" if above else "inside",
        insidetextanchor="end" if average else "middle",
        constraintext="none",
        textangle=0,
        textfont={
            "color": p["text"] if above or average or row.year > year else p["surface"],
            "size": 12 if narrow else 14,
        },
        cliponaxis=False,
        hovertemplate=f"{when}：%{{text}}<extra></extra>",
    )
