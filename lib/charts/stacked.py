"""Counts as stacked bars: a row for each label, a part for each state, the state told by word, shape and colour."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import pandas as pd
import plotly.graph_objects as go

from lib.charts.house import blank, literal, rows_axis
from lib.charts.parks import STAGE_TONES
from lib.once import once
from lib.projects.register import STAGES
from lib.theme import GROUPS, ink, mark_look, palette, shape, tone


class Look(NamedTuple):
    """How a part is drawn: its word, its shape and the tone of the palette."""

    part: str
    shape: str
    tone: str


BY_GROUP = tuple(Look(one.name, one.shape, one.tone) for one in GROUPS)
"""The groups of verdicts in the order of reading."""


def marks(*words: str) -> tuple[Look, ...]:
    """The looks of states of the year's cycle, as theme.toml has them.

    >>> marks("红", "黄")
    (Look(part='红', shape='◈', tone='bad'), Look(part='黄', shape='◇', tone='warn'))
    """
    return tuple(Look(word, *mark_look(word)) for word in words)


ASSIGNED = (Look("已分解", "●", "good"), Look("未分解", "○", "grid"))
OF_KIND = (Look("指标", "", "plan"), Look("项目", "", "neutral"), Look("举措", "", "accent"))
BY_LAMP = tuple(Look(lamp, shape(lamp), tone(lamp)) for lamp in ("逾期", "临期", "正常", "已核销"))
BY_STANDING = (*marks("完成"), Look("推进", "▶", "plan"), *marks("未启动"), Look("没有报告", "–", "grid"))
BY_STAGE = (
    *(Look(stage, "", STAGE_TONES.get(stage, "grid")) for stage in reversed(STAGES)),
    Look("没有报告", "–", "grid"),
)
PLANNED = (*marks("达到", "未达到"), Look("缺数据", "–", "grid"))
PROPOSED = (Look("可由路径得出", "●", "plan"), Look("须另行填写", "○", "grid"))
WAITING = (Look("新增", "＋", "plan"), Look("更改", "→", "warn"))


FEWEST = 10
"""So many are at least as wide as the picture: one thing does not fill it."""
LEGEND = 20
"""Height of a line of the legend, in pixels; two stand in one on a narrow sheet, and two lines have room anyway."""
TIGHT = {False: (0.05, 0.0), True: (0.14, 0.03)}
"""A part that takes less of the width has room for its number alone, or (less than the second a digit) not even for
that; by whether the sheet is narrow."""


@once
def stacked(
    rows: pd.DataFrame, label: str, part: str, looks: Sequence[Look], mode: str, narrow: bool = False
) -> go.Figure:
    """How many `rows` have each value of the column `label`, by the column `part`, whose values are those of `looks`; a
    click on a bar gives both values as customdata. Labels in the order of appearance, their number at the end of the
    bar. On a narrow sheet (a phone) labels are shortened.
    """
    counts = Counter(zip(rows[label].tolist(), rows[part].tolist(), strict=True))
    labels, parts = list(dict.fromkeys(name for name, _ in counts)), {name for _, name in counts}
    own = [(look, tuple(counts[name, look.part] for name in labels)) for look in looks if look.part in parts]
    return _drawn(tuple(map(str, labels)), tuple(own), mode, narrow)


@lru_cache(maxsize=256)
def _drawn(
    labels: tuple[str, ...], own: tuple[tuple[Look, tuple[int, ...]], ...], mode: str, narrow: bool
) -> go.Figure:
    """The picture of these counts; the same for everybody, so it is made once."""
    p = palette(mode)
    names = [_short(name) if narrow else name for name in labels]
    totals = [sum(numbers) for numbers in zip(*(numbers for _, numbers in own), strict=True)] or [0] * len(labels)
    widest = max(max(totals, default=0) * 1.12, FEWEST)
    alone, least = TIGHT[narrow]
    head = 36 + (LEGEND * (-(-len(own) // 2) - 2) if narrow and len(own) > 4 else 0)
    figure = blank(
        mode,
        28 + head + 30 * len(labels),
        x={"visible": False, "range": [0, widest]},
        y=rows_axis(names, p),
        margin={"l": 8, "r": 8, "t": head, "b": 8},
        barmode="stack",
        showlegend=True,
        legend={"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "traceorder": "normal", "itemclick": False},
    )
    for look, numbers in own:
        figure.add_bar(
            x=list(numbers),
            y=list(range(len(names))),
            width=0.66,
            orientation="h",
            name=f"{look.shape} {look.part}".strip(),
            marker={"color": p[look.tone], "line": {"color": p["surface"], "width": 1}},
            text=[
                f"{look.shape if n > widest * alone else ''}{n}" if n > widest * least * len(str(n)) else ""
                for n in numbers
            ],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            constraintext="none",
            textfont={"color": ink(p[look.tone], p["surface"], p["text"]), "size": 12},
            customdata=[[name, look.part] for name in labels],
            hovertext=[literal(name) for name in labels],
            hovertemplate=f"%{{hovertext}} · {look.part}：%{{x}}<extra></extra>",
            unselected={"marker": {"opacity": 0.45}},
        )
    return _with_totals(figure, totals, p)


def _with_totals(figure: go.Figure, totals: list[int], p: dict[str, str]) -> go.Figure:
    """The number of each row at the end of its bar."""
    return figure.add_scatter(
        x=totals,
        y=list(range(len(totals))),
        mode="text",
        text=[f" {n}" for n in totals],
        textposition="middle right",
        textfont={"color": p["muted"], "size": 13},
        cliponaxis=False,
        hoverinfo="skip",
        showlegend=False,
    )


def _short(name: str) -> str:
    """A name for a narrow sheet."""
    return name if len(name) <= 7 else f"{name[:6]}…"
