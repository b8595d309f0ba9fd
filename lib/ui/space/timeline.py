"""The years under the map: what each project was at the end of one."""

import pandas as pd
import streamlit as st

from lib import ui
from lib.maps.dots import Dot
from lib.plan.opened import Plan
from lib.text import dots as words

OF = "until@year"


def dots(plan: Plan, projects: pd.DataFrame) -> list[Dot]:
    """The dots of these projects at the end of a year: that of the frame, until another is chosen here; beneath, what
    they mean."""
    base = plan.about.period.base
    year = _year(base, plan.about.period.end)
    rows = plan.projects(year)
    found = words.dots(rows[rows["id"].isin(projects["id"])], plan.source.projects_on_map, base, year)
    found += _came(plan, year)
    st.markdown(words.caption(found, len(projects), year))
    return found


def _came(plan: Plan, year: int) -> list[Dot]:
    """The dots of the projects that came after the plan and were known by the end of a year, unless they are switched
    off; in the parks and sectors that are chosen."""
    rows = plan.newcomers
    for name in ("park", "sector"):
        if chosen := st.session_state.get(name):
            rows = rows[rows[name].isin(chosen)]
    found = words.arrived(rows, plan.newcomers_on_map, plan.state, year)
    wanted = found and st.toggle(f"含{words.CAME}", True, key="came", bind="query-params", persist_state="session")
    return found if wanted else []


def _year(base: int, end: int) -> int:
    """The year of the dots; where another is chosen in the frame it follows."""
    frame = ui.year()
    if st.session_state.get(OF, frame) != frame:
        st.session_state["until"] = frame
    st.session_state[OF] = frame
    chosen = st.slider("项目到哪一年底", base, end, frame, key="until", bind="query-params", help=words.SLIDER)
    return int(chosen or frame)  # the link may hold the name and no year
