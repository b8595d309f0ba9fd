"""大屏: the scenes of the wall, drawn by the component of the first page."""

from typing import Any

import streamlit as st

from lib import ui
from lib.front import wall
from lib.plan.kept import kept
from lib.plan.opened import Plan
from lib.text import exports
from lib.theme import palette
from lib.ui.monitor import indicative, overview


@kept
def scenes(plan: Plan, year: int) -> list[wall.Scene]:
    """The scene of all areas, of each of them, and of each domain."""
    every, areas = plan.assessed(year), [None, *plan.areas("plan")]
    own = [
        wall.of_area(
            plan.within(every, area),
            overview.tracks(plan, year, area),
            sum(bool(one.verdict) for one in indicative.judgements(plan, year, area)),
            year,
            area,
            plan.about,
        )
        for area in areas
    ]
    domains = every.sort_values("domain_position")["domain_name"].unique()
    return own + [wall.of_domain(every, str(name), year, plan.about) for name in domains]


@kept
def _data(plan: Plan, year: int) -> dict[str, Any]:
    found = scenes(plan, year)
    shown = [
        scene._asdict()
        | {"numbers": [n._asdict() for n in scene.numbers], "late": [row._asdict() for row in scene.late]}
        for scene in found
    ]
    lands = {scene.area: overview.front(plan, year, scene.area or None).data["land"] for scene in found}
    return {"scenes": shown, "lands": lands}


def show(plan: Plan, year: int) -> None:
    """The wall, small; full screen at a press, or at once where the link says wall=true."""
    component = st.components.v2.component("front", **overview.PARTS)
    mark = f"{exports.mark(ui.demo())}　" if ui.demo() else ""
    component(data=_data(plan, year) | {"mark": mark, "palette": palette(ui.mode())}, key="wall", height="content")
