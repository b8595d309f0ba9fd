"""Figures of one area's indicator over the years: levels with path, target and outlook, and yearly growth."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from lib.charts import axis
from lib.charts.house import blank, with_unit
from lib.measure.clause import Measured
from lib.measure.event import Event
from lib.measure.kinds import having
from lib.measure.observation import Observation
from lib.measure.period import Period
from lib.measure.uncertainty import Outlook
from lib.text import words as w
from lib.text.clauses import condition
from lib.theme import palette
from lib.typography import BROWSER, ems

PALE = 0.4
"""How much is left of the colour of what became known after the evaluation year."""
FLAT = 0.5
"""Where the least value is more than this share of the greatest, the axis does not begin at nought: half of the
picture would be empty."""
APART = 1.03
"""A second figure of a year that is greater by more stands where the value of the first would be written."""
SHORT = 0.3
"""A bar lower than this share of the highest has no room for its value."""
Events = Sequence[Event]


def levels(
    clause: Measured,
    same: pd.DataFrame,
    own: pd.DataFrame,
    reference: pd.DataFrame,
    outlook: Outlook | None,
    mode: str,
    period: Period,
    events: Events = (),
) -> go.Figure:
    """The level chart of a clause's indicator, with the ranges of its outlook where there is one."""
    figure = indicator(same, own, reference, mode, period, events)
    return fan(figure, outlook, clause.scale, clause.due, mode) if outlook and clause.traits.valued else figure


def indicator(
    clauses: pd.DataFrame, series: pd.DataFrame, reference: pd.DataFrame, mode: str, period: Period, events: Events = ()
) -> go.Figure:
    """Observed levels joined by a line, the path and the target of one area's indicator, with city and province values
    as reference; from the base year, or from the first figure of its own before that.

    `clauses` are the assessed clauses of that indicator (with `kind, target, unit, scale, base, operator`), `series`
    its level observations in the indicator's unit, `reference` those of other areas.
    """
    p, first = palette(mode), Measured.first(clauses)
    start = min([period.base, *series["year"]])
    figure = blank(mode, 400)
    _others(figure, reference[reference["year"] >= start], first, p)
    paths = Measured.of(clauses[having(clauses["kind"], lambda kind: kind.direct)])
    for clause in paths:
        _path(figure, clause, p, period)
    _own(figure, series, first, p)
    shown = [y for trace in figure.data for y in trace.y if y is not None and not np.isnan(y)]
    broad = bool(shown) and min(shown) < FLAT * max(shown)
    figure.update_yaxes(
        rangemode="tozero" if first.path == "geometric" and broad else "normal",
        tickformat="," if max(shown, default=0) >= 10_000 else None,
        showgrid=True,
    )
    with_unit(figure, first.indicator_unit or "", p)
    axis.years(figure, start - 0.4, period.end + 0.3, first.evaluation_year, events, mode)
    return _beside(figure, [_goal(clause) for clause in paths])


def _own(figure: go.Figure, series: pd.DataFrame, first: Measured, p: dict[str, str]) -> None:
    """The figures of the area itself: the best of each year joined and written out, others of the year small; what
    became known after the evaluation year is pale."""
    ranked = series.sort_values(["year", "rank"], kind="stable")
    best = Observation.of(ranked.drop_duplicates("year"))
    rest = Observation.of(ranked[ranked.duplicated("year")])
    above = {one.year for one in rest for other in best if one.year == other.year and one.amount > other.amount * APART}
    now = first.evaluation_year
    known, later = [one for one in best if one.year <= now], [one for one in best if one.year > now]
    for part, opacity in ((known[-1:] + later, PALE), (known, 1.0)):
        figure.add_scatter(
            x=[one.year for one in part],
            y=[one.amount for one in part],
            mode="lines",
            line={"color": p["accent"], "width": 2.5},
            opacity=opacity,
            hoverinfo="skip",
        )
    for part, opacity, size in ((rest, PALE, 7), (later, PALE, 11), (known, 1.0, 11)):
        figure.add_scatter(
            x=[one.year for one in part],
            y=[one.amount for one in part],
            mode="markers" if part is rest else "markers+text",
            marker={
                "size": size,
                "color": [p["surface"] if one.status == "derived" else p["accent"] for one in part],
                "line": {"width": 2, "color": p["accent"]},
                "opacity": opacity,
            },
            text=[w.quantity(one.amount, "", first.decimals, one.operator) for one in part],
            textposition=[
                "bottom center" if one.year in above else "top left" if one.year == first.due else "top center"
                for one in part
            ],
            textfont={"color": p["muted"] if part is later else p["text"], "size": 14},
            cliponaxis=False,
            customdata=[
                [
                    w.quantity(one.amount, first.indicator_unit, first.decimals, one.operator),
                    w.word("status", one.status),
                    one.note or "",
                ]
                for one in part
            ],
            hovertemplate="%{x}年：%{customdata[0]}（%{customdata[1]}）%{customdata[2]}<extra></extra>",
        )


def _others(figure: go.Figure, reference: pd.DataFrame, first: Measured, p: dict[str, str]) -> None:
    """City and province, each named at its last figure."""
    for area, rows in reference.groupby("area"):
        rows = rows.sort_values(["year", "rank"]).drop_duplicates("year")
        figure.add_scatter(
            x=rows["year"],
            y=rows["amount"],
            mode="lines+markers+text",
            line={"color": p["neutral"], "width": 1.5, "dash": "dot"},
            marker={"size": 6, "color": p["neutral"], "symbol": "circle-open"},
            textposition="bottom center",
            text=[""] * (len(rows) - 1) + [f"{area}（参考）"],
            textfont={"color": p["muted"], "size": 12},
            cliponaxis=False,
            hovertemplate=f"{area} %{{x}}年：%{{y:,.{first.decimals}f}}{first.indicator_unit or ''}（参考）<extra></extra>",
        )


def _path(figure: go.Figure, clause: Measured, p: dict[str, str], period: Period) -> None:
    """Path and target mark of one valued clause, in the indicator's unit."""
    target, base = clause.target / clause.scale, clause.base / clause.scale
    unit, decimals = clause.indicator_unit or "", clause.decimals
    years = list(range(period.base, period.end + 1))
    if pd.notna(base) or clause.kept:
        kind = clause.way
        values = kind.path(base, target, [(y - period.base) / period.span for y in years], period.span)
        figure.add_scatter(
            x=years,
            y=values,
            mode="lines",
            line={"color": p["plan"], "width": 2, "dash": "dash"},
            hovertemplate=f"目标路径 %{{x}}年：%{{y:,.{max(decimals, 1)}f}}{unit}<extra></extra>",
        )
        figure.add_annotation(
            x=years[-2],
            y=float(values[-2]),
            text="目标路径",
            showarrow=False,
            xanchor="left",
            yanchor="bottom" if target < base else "top",
            xshift=6,
            yshift=4 if target < base else -4,
            font={"color": p["plan"], "size": 12},
        )
    figure.add_scatter(
        x=[clause.due],
        y=[target],
        mode="markers",
        marker={"size": 13, "symbol": "diamond", "color": p["plan"]},
        cliponaxis=False,
        text=[condition(clause)],
        hovertemplate="%{x}年目标 %{text}<extra></extra>",
    )
    figure.add_annotation(x=clause.due, y=target, font={"color": p["plan"], "size": 13}, **_label(_goal(clause)))


def _goal(clause: Measured) -> str:
    """A target beside its mark, in lines that a margin can hold."""
    return f"目标<br>{condition(clause).replace('（', '<br>（').replace('，', '，<br>')}"


def _label(text: str) -> dict[str, Any]:
    """A label to the right of what it names."""
    return {"text": text, "showarrow": False, "xanchor": "left", "align": "left", "xshift": 10}


def _beside(figure: go.Figure, labels: list[str]) -> go.Figure:
    """Room at the right for labels of lines."""
    widest = max((ems(line, BROWSER) for label in labels for line in label.split("<br>")), default=0.0)
    return figure.update_layout(margin={"r": round(widest * 13 + 12) if widest else 24})


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


def rates(
    clauses: pd.DataFrame, series: pd.DataFrame, year: int, mode: str, period: Period, events: Events = ()
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
        _bar(figure, row, year, row.value < SHORT * high, p, period)
    reference = ranked[(ranked["area_kind"] == "reference") & (ranked["measure"] == "growth")]
    start = min(
        [period.base, *(row.since or period.base if row.measure == "average_growth" else row.year - 1 for row in own)]
    )
    for area, rows in reference[reference["year"] > start].sort_values("year").groupby("area"):
        figure.add_scatter(
            x=rows["year"],
            y=rows["value"],
            mode="markers+text",
            marker={"symbol": "line-ew", "size": 26, "line": {"width": 2, "color": p["muted"]}},
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
            x=period.end + 0.5, y=clause.target, font={"color": p["plan"], "size": 13}, **_label(_yearly(clause))
        )
    tall = [row.value for row in own] + [clause.target for clause in goals] + list(reference["value"])
    figure.update_yaxes(range=[min(0, *tall) * 1.2, max(0, *tall) * 1.2])
    with_unit(figure, "%", p)
    axis.years(figure, start + 0.4, period.end + 0.6, year, events, mode)
    return _beside(figure, [_yearly(clause) for clause in goals])


def _yearly(clause: Measured) -> str:
    """The growth that is asked for, beside its line."""
    return f"目标年均<br>{w.condition(clause.operator, clause.target, '%')}"


def _bar(figure: go.Figure, row: Observation, year: int, short: bool, p: dict[str, str], period: Period) -> None:
    """One rate as a bar over the years it is of, its value in its head, or above it where it is `short`."""
    average, since = row.measure == "average_growth", row.since or period.base
    since = since if average else row.year - 1
    when = f"{since + 1}–{row.year}年" if average else f"{row.year}年"
    figure.add_bar(
        x=[(since + 1 + row.year) / 2],
        y=[row.value],
        width=[row.year - since - 0.3],
        marker={
            "color": p["neutral"] if average else p["accent"],
            "opacity": 0.35 if average else PALE if row.year > year else 1,
        },
        text=f"{'年均' if average else ''}{w.quantity(row.value, '%', 1, row.operator)}",
        textposition="outside" if short else "inside",
        insidetextanchor="end" if average else "middle",
        constraintext="none",
        textangle=0,
        textfont={"color": p["text"] if short or average or row.year > year else p["surface"], "size": 14},
        cliponaxis=False,
        hovertemplate=f"{when}：%{{text}}<extra></extra>",
    )
