"""Figures of one area's indicator over the years: levels with path, target and outlook, and yearly growth."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from lib.charts.house import blank, with_unit
from lib.measure.clause import Measured
from lib.measure.kinds import having
from lib.measure.observation import Observation
from lib.measure.period import Period
from lib.measure.uncertainty import Outlook
from lib.text import words as w
from lib.text.clauses import condition
from lib.theme import palette


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


def indicator(
    clauses: pd.DataFrame, series: pd.DataFrame, reference: pd.DataFrame, mode: str, period: Period
) -> go.Figure:
    """Observed levels, the path and the target of one area's indicator, with city and province values as reference.

    `clauses` are the assessed clauses of that indicator (with `kind, target, unit, scale, base, operator`), `series`
    its level observations in the indicator's unit, `reference` those of other areas.
    """
    p, first = palette(mode), clauses.iloc[0]
    unit, decimals = first["indicator_unit"] or "", int(first["decimals"])
    figure = blank(mode, 380)
    for area, rows in reference.groupby("area"):
        figure.add_scatter(
            x=rows["year"],
            y=rows["amount"],
            mode="lines+markers+text",
            line={"color": p["grid"], "width": 2},
            marker={"size": 6, "color": p["neutral"], "symbol": "circle-open"},
            textposition="top center",
            text=[""] * (len(rows) - 1) + [f"{area}（参考）"],
            textfont={"color": p["muted"], "size": 12},
            hovertemplate=f"{area} %{{x}}年：%{{y:,.{decimals}f}}{unit}（参考）<extra></extra>",
        )
    for clause in Measured.of(clauses[having(clauses["kind"], lambda kind: kind.direct)]):
        _path(figure, clause, unit, decimals, p, period)
    best = series.sort_values("rank").drop_duplicates("year")["id"].to_numpy()
    for derived, rows in series.groupby(series["status"] == "derived"):
        own = Observation.of(rows)
        figure.add_scatter(
            x=rows["year"],
            y=rows["amount"],
            mode="markers+text",
            marker={
                "size": 11,
                "color": p["accent"],
                "symbol": "circle-open" if derived else "circle",
                "line": {"width": 2, "color": p["accent"]},
            },
            text=[w.quantity(r.amount, "", decimals, r.operator) if r.id in best else "" for r in own],
            textposition="top center",
            textfont={"color": p["text"], "size": 14},
            cliponaxis=False,
            customdata=[
                [w.quantity(r.amount, unit, decimals, r.operator), w.word("status", r.status), r.note or ""]
                for r in own
            ],
            hovertemplate="%{x}年：%{customdata[0]}（%{customdata[1]}）%{customdata[2]}<extra></extra>",
        )
    figure.update_xaxes(range=[period.before - 0.6, period.end + 0.9], dtick=1, tickformat="d", showgrid=False)
    figure.update_yaxes(rangemode="tozero" if first["path"] == "geometric" else "normal", tickformat=",")
    return with_unit(figure, unit, p)


def _path(figure: go.Figure, clause: Measured, unit: str, decimals: int, p: dict[str, str], period: Period) -> None:
    """Path and target mark of one valued clause, in the indicator's unit."""
    target, base = clause.target / clause.scale, clause.base / clause.scale
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
    figure.add_scatter(
        x=[clause.due],
        y=[target],
        mode="markers+text",
        marker={"size": 13, "symbol": "diamond", "color": p["plan"]},
        text=[f"目标 {condition(clause)}"],
        textposition="bottom left" if target < base else "top left",
        textfont={"color": p["plan"], "size": 13},
        cliponaxis=False,
        hovertemplate="%{x}年%{text}<extra></extra>",
    )


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


def rates(clauses: pd.DataFrame, series: pd.DataFrame, mode: str, period: Period) -> go.Figure:
    """Yearly growth of one area's indicator as bars, with the growth that the plan asks for as a line.

    `clauses` are its annual-growth clauses, `series` its observations of the measures growth and average_growth
    (2010–2015).
    """
    p = palette(mode)
    figure = blank(mode, 260)
    for row in Observation.of(series[series["area_kind"] != "reference"]):
        average, since = row.measure == "average_growth", row.since or period.base
        figure.add_bar(
            x=[(since + 1 + row.year) / 2],
            y=[row.value],
            width=[row.year - since - 0.3],
            marker={"color": p["neutral"] if average else p["accent"], "opacity": 0.35 if average else 1},
            insidetextanchor="end",
            textangle=0,
            textfont={"color": p["text"] if average else p["surface"]},
            text=f"{'年均' if average else ''}{w.quantity(row.value, '%', 1, row.operator)}",
            textposition="inside",
            hovertemplate=f"{since + 1}–{row.year}年：%{{text}}<extra></extra>"
            if average
            else f"{row.year}年：%{{text}}<extra></extra>",
        )
    for area, rows in series[(series["area_kind"] == "reference") & (series["measure"] == "growth")].groupby("area"):
        figure.add_scatter(
            x=rows["year"],
            y=rows["value"],
            mode="markers+text",
            marker={"symbol": "line-ew", "size": 26, "line": {"width": 2, "color": p["muted"]}},
            text=[""] * (len(rows) - 1) + [area],
            textposition="bottom center",
            textfont={"color": p["muted"], "size": 12},
            hovertemplate=f"{area} %{{x}}年：%{{y:.1f}}%（参考）<extra></extra>",
        )
    for clause in Measured.of(clauses):
        figure.add_scatter(
            x=[period.base + 0.5, period.end + 0.5],
            y=[clause.target, clause.target],
            mode="lines",
            line={"color": p["plan"], "width": 2, "dash": "dash"},
            hoverinfo="skip",
        )
        figure.add_annotation(
            x=period.base + 0.5,
            y=clause.target,
            text=f"目标 年均{w.condition(clause.operator, clause.target, '%')}",
            showarrow=False,
            xanchor="right",
            xshift=-6,
            font={"color": p["plan"], "size": 13},
            bgcolor=p["surface"],
        )
    figure.update_xaxes(range=[period.before + 0.4, period.end + 0.6], dtick=1, tickformat="d", showgrid=False)
    figure.update_yaxes(rangemode="tozero")
    return with_unit(figure, "%", p)
