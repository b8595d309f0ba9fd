"""Figures of projects: the register in time, sector × park, and the deadlines of the flagship projects."""

from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from lib.charts.house import blank
from lib.measure import constants as c
from lib.measure.period import Period
from lib.projects.register import UNSTATED
from lib.theme import badge, colour, palette

MOST = 60
"""Projects drawn at most on one time line."""


def time_line(
    marks: pd.DataFrame, year: int, today: date, mode: str, narrow: bool = False, *, period: Period
) -> go.Figure:
    """Projects in time, one a row: ◆ the date stated, ○ records; the evaluation year, today and the plan's end drawn
    in.

    `marks` holds `name, verdict, start, due, days` (see `view.register.time_marks`). On a narrow sheet (a phone) the
    dates are read from the axis alone, which has every second year.
    """
    p, rows = palette(mode), marks.head(MOST)
    names = rows["name"].tolist()
    figure = _calendar(names, year, today, mode, narrow, period)
    begun = rows[rows["due"].notna()]
    spans = [
        (row.name, row.start if pd.notna(row.start) else pd.Timestamp(f"{period.first}-01-01"), row.due)
        for row in begun.itertuples()
    ]
    figure.add_scatter(
        x=[x for _, start, due in spans for x in (start, due, None)],
        y=[y for name, _, _ in spans for y in (name, name, None)],
        mode="lines",
        line={"color": p["grid"], "width": 6},
        hoverinfo="skip",
    )
    figure.add_scatter(
        x=begun["due"],
        y=begun["name"],
        mode="markers+text",
        text=[] if narrow else [f"{day.year}年" for day in begun["due"]],
        textposition="middle right",
        marker={
            "symbol": "diamond",
            "size": 13,
            "color": [colour(v, mode) if v != c.UNKNOWN else p["plan"] for v in begun["verdict"]],
        },
        textfont={"color": p["plan"], "size": 13},
        cliponaxis=False,
        hovertemplate="%{y}：时限%{x|%Y年}<extra></extra>",
    )
    points = [(row.name, day) for row in rows.itertuples() for day in row.days]
    figure.add_scatter(
        x=[day for _, day in points],
        y=[name for name, _ in points],
        mode="markers",
        hovertemplate="%{y}：%{x}的记录<extra></extra>",
        marker={"symbol": "circle-open", "size": 10, "color": p["accent"], "line": {"width": 2}},
    )
    return figure


def _calendar(names: list[str], year: int, today: date, mode: str, narrow: bool, period: Period) -> go.Figure:
    """The empty sheet of a time line: a row a project, the years of the period at the head, the days that matter."""
    p = palette(mode)
    return blank(
        mode,
        90 + 30 * len(names),
        **_days(year, today, p, narrow, period),
        margin={"l": 8, "r": 8, "t": 92, "b": 8},
        x={
            "range": [f"{period.base}-07-01", f"{period.end + 1}-07-01"],
            "dtick": "M24" if narrow else "M12",
            "tick0": f"{period.base + narrow}-01-01",
            "tickformat": "%Y",
            "ticklabelmode": "period",
            "side": "top",
            "showgrid": True,
        },
        y={
            "categoryorder": "array",
            "categoryarray": names[::-1],
            "tickfont": {"color": p["text"], "size": 13},
            "range": [-0.6, len(names) - 0.4],
            "automargin": True,
        },
    )


def _days(year: int, today: date, p: dict[str, str], narrow: bool, period: Period) -> dict[str, list[dict[str, Any]]]:
    """The lines of the plan's end, the evaluation and today, as shapes, and their names, as annotations."""
    last = f"{period.end + 1}-07-01"
    lines = [
        (f"{period.end}-12-31", "规划期末", p["plan"], "dash"),
        (f"{year}-12-31", f"{year}年末" if narrow else f"{year}年末（评估）", p["accent"], "solid"),
    ]
    lines += [(today.isoformat(), "今天", p["text"], "dot")] if today.isoformat() <= last else []
    head = {"y": 1, "yref": "paper", "yanchor": "bottom", "showarrow": False}
    names = [
        {
            "x": day,
            "text": name,
            "yshift": 18 + 18 * (level % 2),
            "font": {"color": colour, "size": 13},
            "xanchor": "right" if narrow else "center",
            **head,
        }
        for level, (day, name, colour, _) in enumerate(sorted(lines))
    ]
    if today.isoformat() > last:
        names.append(
            {
                "x": 1,
                "xref": "paper",
                "xanchor": "right",
                "text": f"今天 {today:%Y-%m-%d}，在规划期之后 →",
                "yshift": 54,
                "font": {"color": p["text"], "size": 13},
                **head,
            }
        )
    return {
        "annotations": names,
        "shapes": [
            {
                "type": "line",
                "x0": day,
                "x1": day,
                "y0": 0,
                "y1": 1,
                "yref": "paper",
                "line": {"color": colour, "width": 1.5, "dash": dash},
            }
            for day, _, colour, dash in lines
        ],
    }


def heat(counts: pd.DataFrame, mode: str, narrow: bool = False) -> go.Figure:
    """Projects by sector (rows) and park (columns) as numbered squares, darker for more; click one to see its projects.

    `counts` holds `sector, park, count`. On a narrow sheet (a phone) a park is its
    first two characters.
    """
    p, (head, size, font) = palette(mode), (_upright, 17, 11) if narrow else (_two_lines, 28, 14)
    sectors = _ranked(counts, "sector")
    parks = _ranked(counts, "park")
    most = (
        counts.loc[counts["park"] != UNSTATED, "count"].max()
        if (counts["park"] != UNSTATED).any()
        else counts["count"].max()
    )
    depth = [0.25 + 0.75 * min(n / most, 1) for n in counts["count"]]
    figure = blank(
        mode,
        120 + 32 * len(sectors),
        x={
            "side": "top",
            "categoryorder": "array",
            "categoryarray": [head(park) for park in parks],
            "tickangle": 0,
            "range": [-0.6, len(parks) - 0.4],
            "tickfont": {"color": p["text"], "size": 13},
        },
        y={
            "categoryorder": "array",
            "categoryarray": sectors[::-1],
            "range": [-0.6, len(sectors) - 0.4],
            "tickfont": {"color": p["text"], "size": 13},
        },
    )
    figure.add_scatter(
        x=counts["park"].map(head),
        y=counts["sector"],
        mode="markers+text",
        text=counts["count"].astype(str),
        textfont={"size": font, "color": [p["surface"] if d > 0.6 else p["text"] for d in depth]},
        marker={"symbol": "square", "size": size, "color": p["plan"], "opacity": depth},
        customdata=counts[["sector", "park"]],
        hovertemplate="%{customdata[0]}，%{customdata[1]}：%{text}项<extra></extra>",
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 0.6}},
    )
    return figure


def _ranked(counts: pd.DataFrame, column: str) -> list[str]:
    """Values of a column, most projects first, 未载明 last."""
    totals = counts.groupby(column)["count"].sum().sort_values(ascending=False, kind="stable")
    return sorted(totals.index, key=lambda value: value == UNSTATED)


def _two_lines(park: str) -> str:
    """The name of a park in a narrow column head."""
    return park if len(park) <= 4 else f"{park[:-3]}<br>{park[-3:]}"


def _upright(park: str) -> str:
    """The first two characters of a park's name, one above the other."""
    return "<br>".join(park[:2])


def deadlines(marks: pd.DataFrame, year: int, mode: str, period: Period) -> go.Figure:
    """A time line of projects: `name, year, label, stated, verdict` — filled marks are dates of the plan in the colour of
    their verdict, with its shape and word where there is one to tell; hollow ones the state in the base year."""
    p = palette(mode)
    names = list(dict.fromkeys(marks["name"]))
    figure = blank(mode, 60 + 58 * len(names))
    for (stated, verdict), rows in marks.groupby(["stated", "verdict"]):
        told = colour(verdict, mode) if stated else p["accent"]
        figure.add_scatter(
            x=rows["year"],
            y=rows["name"],
            mode="markers+text",
            text=[_wrapped(label) + (f"<br>{badge(verdict)}" if stated else "") for label in rows["label"]],
            textposition="top center",
            cliponaxis=False,
            textfont={"size": 13, "color": told if stated else p["text"]},
            marker={
                "symbol": "diamond" if stated else "circle-open",
                "size": 13,
                "color": told,
                "line": {"width": 0 if stated else 2},
            },
            hovertemplate="%{y} %{x}年：%{text}<extra></extra>",
        )
    figure.add_vrect(year - 0.5, year + 0.5, fillcolor=p["accent"], opacity=0.1, line_width=0, layer="below")
    figure.update_xaxes(range=[period.base - 0.6, period.end + 0.7], dtick=1, tickformat="d", side="top", showgrid=True)
    figure.update_yaxes(
        categoryorder="array",
        categoryarray=names[::-1],
        tickfont={"color": p["text"], "size": 14},
        range=[-0.4, len(names) - 0.2],
    )
    return figure


def _wrapped(text: str, width: int = 4) -> str:
    """Text in lines of `width` characters."""
    return "<br>".join(text[i : i + width] for i in range(0, len(text), width))
