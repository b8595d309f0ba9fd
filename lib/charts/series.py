"""The levels of one area's indicator over the years, with path, target and outlook."""

from collections.abc import Sequence

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

FLAT = 0.5
"""Where the least value is more than this share of the greatest, the axis does not begin at nought: half of the
picture would be empty."""
APART = 1.03
"""A second figure of a year that is greater by more stands where the value of the first would be written."""
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
    narrow: bool = False,
) -> go.Figure:
    """The level chart of a clause's indicator, with the ranges of its outlook where there is one."""
    figure = indicator(same, own, reference, mode, period, events, narrow)
    return fan(figure, outlook, clause.scale, clause.due, mode) if outlook and clause.traits.valued else figure


def indicator(
    clauses: pd.DataFrame,
    series: pd.DataFrame,
    reference: pd.DataFrame,
    mode: str,
    period: Period,
    events: Events = (),
    narrow: bool = False,
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
    _own(figure, series, first, narrow, p)
    shown = [y for trace in figure.data for y in trace.y if y is not None and not np.isnan(y)]
    broad = bool(shown) and min(shown) < FLAT * max(shown)
    figure.update_yaxes(
        rangemode="tozero" if first.path == "geometric" and broad else "normal",
        tickformat="," if max(shown, default=0) >= 10_000 else None,
        showgrid=True,
    )
    with_unit(figure, first.indicator_unit or "", p)
    axis.years(figure, start - 0.4, period.end + 0.3, first.evaluation_year, events, mode, narrow)
    return axis.beside(figure, [_goal(clause) for clause in paths])


def _own(figure: go.Figure, series: pd.DataFrame, first: Measured, narrow: bool, p: dict[str, str]) -> None:
    """The figures of the area itself: the best of each year joined and written out, others of the year small; what
    became known after the evaluation year is pale. On a narrow sheet only the first and last are written out."""
    ranked = series.sort_values(["year", "rank"], kind="stable")
    best = Observation.of(ranked.drop_duplicates("year"))
    rest = Observation.of(ranked[ranked.duplicated("year")])
    above = {one.year for one in rest for other in best if one.year == other.year and one.amount > other.amount * APART}
    now = first.evaluation_year
    known, later = [one for one in best if one.year <= now], [one for one in best if one.year > now]
    written = {one.id for one in (best[:1] + known[-1:] + best[-1:] if narrow else best)}
    for part, opacity in ((known[-1:] + later, axis.PALE), (known, 1.0)):
        figure.add_scatter(
            x=[one.year for one in part],
            y=[one.amount for one in part],
            mode="lines",
            line={"color": p["accent"], "width": 2.5},
            opacity=opacity,
            hoverinfo="skip",
        )
    for part, opacity, size in ((rest, axis.PALE, 7), (later, axis.PALE, 11), (known, 1.0, 11)):
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
            text=[
                w.quantity(one.amount, "", first.decimals, one.operator) if one.id in written else "" for one in part
            ],
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
    figure.add_annotation(x=clause.due, y=target, font={"color": p["plan"], "size": 13}, **axis.label(_goal(clause)))


def _goal(clause: Measured) -> str:
    """A target beside its mark, in lines that a margin can hold."""
    return f"目标<br>{condition(clause).replace('（', '<br>（').replace('，', '，<br>')}"


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
