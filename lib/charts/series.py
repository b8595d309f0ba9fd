"""Plotly figures: frame in, figure out. Direct labels, units, the target drawn in; no page, no data access."""

from collections.abc import Mapping
from types import MappingProxyType

import pandas as pd
import plotly.graph_objects as go

from lib.measure.clause import Measured
from lib.measure.kinds import having
from lib.measure.observation import Observation
from lib.measure.period import Period
from lib.measure.projection import Start
from lib.text import words as w
from lib.text.clauses import condition
from lib.theme import FONT, palette

NOTHING = MappingProxyType({})
Figure = go.Figure
CONFIG = {"displayModeBar": False, "scrollZoom": False, "locale": "zh-CN"}


def blank(mode: str, height: int, x: Mapping = NOTHING, y: Mapping = NOTHING, **layout) -> go.Figure:
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
        "xaxis": axis | x,
        "yaxis": axis | y,
    }
    return go.Figure(layout=house | layout)


def with_unit(figure: go.Figure, unit: str, p: dict) -> go.Figure:
    """The unit at the head of the value axis."""
    figure.add_annotation(
        x=0,
        y=1,
        xref="paper",
        yref="paper",
        text=unit,
        showarrow=False,
        xanchor="right",
        yanchor="bottom",
        xshift=-6,
        yshift=6,
        font={"color": p["muted"], "size": 13},
    )
    figure.update_layout(margin={"t": 32})
    return figure


def _wrapped(text: str, width: int = 4) -> str:
    """Text in lines of `width` characters."""
    return "<br>".join(text[i : i + width] for i in range(0, len(text), width))


def bars(frame: pd.DataFrame, unit: str, mode: str, tone: str = "neutral") -> go.Figure:
    """Horizontal bars with the value at the end: `label`, `value` and, where bars differ, `colour` from the top."""
    p = palette(mode)
    figure = blank(mode, 24 + 34 * len(frame))
    figure.add_bar(
        x=frame["value"],
        y=frame["label"],
        orientation="h",
        marker={"color": frame.get("colour", p[tone])},
        width=0.62,
        text=[f"{w.number(v)}{unit}" for v in frame["value"]],
        textposition="outside",
        cliponaxis=False,
        hovertemplate="%{y}：%{text}<extra></extra>",
    )
    figure.update_xaxes(visible=False, range=[0, max(frame["value"].max(), 1) * 1.25])
    figure.update_yaxes(autorange="reversed", showgrid=False, tickfont={"color": p["text"], "size": 14})
    return figure


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


def _path(figure: go.Figure, clause: Measured, unit: str, decimals: int, p: dict, period: Period) -> None:
    """Path and target mark of one valued clause, in the indicator's unit."""
    target, base = clause.target / clause.scale, clause.base / clause.scale
    years = list(range(period.base, period.end + 1))
    if pd.notna(base) or clause.kept:
        kind = clause.way
        values = kind.path(base, target, [period.elapsed(y) for y in years], period.span)
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


def scenarios(
    start: Start, lines: pd.DataFrame, unit: str, decimals: int, mode: str, narrow: bool = False
) -> go.Figure:
    """Projection lines from the start to 2020 beside the target: `lines` holds `label, year, value, own` (bool).

    On a narrow sheet (a phone) the names at the ends take two lines.
    """
    p, (between, room, spacing) = palette(mode), ("<br>", 105, 0.11) if narrow else (" ", 190, 0.055)
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
            x=start.period.end,
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
    figure.update_xaxes(range=[start.year - 0.3, start.period.end + 0.05], dtick=1, tickformat="d", showgrid=False)
    figure.update_yaxes(tickformat=",")
    return with_unit(figure, unit, p)


def deadlines(marks: pd.DataFrame, year: int, mode: str, period: Period) -> go.Figure:
    """A time line of projects: `name, year, label, stated` — filled marks are dates of the plan, hollow ones the state
    in the base year."""
    p = palette(mode)
    names = list(dict.fromkeys(marks["name"]))
    figure = blank(mode, 60 + 58 * len(names))
    for stated, rows in marks.groupby("stated"):
        figure.add_scatter(
            x=rows["year"],
            y=rows["name"],
            mode="markers+text",
            text=rows["label"].map(_wrapped),
            textposition="top center",
            cliponaxis=False,
            textfont={"size": 13, "color": p["plan"] if stated else p["text"]},
            marker={"symbol": "diamond", "size": 13, "color": p["plan"]}
            if stated
            else {"symbol": "circle-open", "size": 13, "color": p["accent"], "line": {"width": 2}},
            hovertemplate="%{y} %{x}年：%{text}<extra></extra>",
        )
    figure.add_vline(x=year, line={"color": p["accent"], "width": 1.5})
    figure.update_xaxes(range=[period.base - 0.6, period.end + 0.7], dtick=1, tickformat="d", side="top", showgrid=True)
    figure.update_yaxes(
        categoryorder="array",
        categoryarray=names[::-1],
        tickfont={"color": p["text"], "size": 14},
        range=[-0.4, len(names) - 0.2],
    )
    return figure


def enlarge(figure: go.Figure, factor: float) -> go.Figure:
    """A figure for the back of a room: heights, margins, fonts, marks and lines `factor` times as large."""

    def grown(node, key=""):
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
