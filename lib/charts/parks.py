"""The parks side by side: their projects by stage."""

import pandas as pd
import plotly.graph_objects as go

from lib.charts.house import blank
from lib.projects.parks import stages_of
from lib.projects.register import EXISTING, NO_STAGE
from lib.theme import palette

STAGE_TONES = {
    "竣工投产": "good",
    EXISTING: "shore",
    "在建": "plan",
    "已引进": "neutral",
    "前期": "neutral",
    "储备": "grid",
    "适时启动": "grid",
    NO_STAGE: "grid",
}
"""What is in no stage of these stood before the plan began."""


def stage_bars(rows: pd.DataFrame, mode: str) -> go.Figure:
    """The projects of each park by stage as stacked bars, stages named in them: `name` and one column a stage."""
    p = palette(mode)
    figure = blank(mode, 60 + 46 * len(rows), barmode="stack", uniformtext={"minsize": 11, "mode": "hide"})
    for stage in stages_of(rows):
        figure.add_bar(
            x=rows[stage],
            y=rows["name"],
            orientation="h",
            width=0.62,
            marker={"color": p[STAGE_TONES.get(stage, "good")], "line": {"color": p["surface"], "width": 1}},
            text=[f"{stage}{n}" if n > 2 else str(n) if n else "" for n in rows[stage]],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            hovertemplate=f"%{{y}} {stage}：%{{x}}个<extra></extra>",
        )
    figure.update_xaxes(visible=False)
    figure.update_yaxes(autorange="reversed", showgrid=False, tickfont={"color": p["text"], "size": 14})
    return figure
