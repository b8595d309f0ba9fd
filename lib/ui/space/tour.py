"""The guided tour on the page: its steps as buttons, links and keys, and what each says."""

import pandas as pd
import streamlit as st

from lib import ui
from lib.plan.kept import kept
from lib.plan.opened import Plan
from lib.text import dots, places
from lib.text import tour as words
from lib.ui import atlas


def step(rows: pd.DataFrame) -> str:
    """The step that is shown ("" for none), chosen in the line, by the buttons or by the arrow keys; at its beginning
    the map shows what the step says. `rows` are those of map_step.csv."""
    if rows.empty:
        return ""
    rows = rows.sort_values("position")
    rows = rows.set_index(rows["position"].astype(str))
    told: str = ui.one_of("讲解", places.steps(rows), "story", label_visibility="collapsed")
    if told:
        _turn("上一步", "Left", ":material/chevron_left:", ["", *rows.index], told, -1)
        _turn("下一步", "Right", ":material/chevron_right:", ["", *rows.index], told, 1)
    if told and told != st.session_state.get("story@told"):
        row = rows.loc[told]
        st.session_state.update({"system": [row["system"]], "dots": row["dots"] == "yes", "place": [], "compare": ""})
        atlas.hide(row["hide"], "hide")
    st.session_state["story@told"] = told
    return told


def _turn(label: str, key: str, icon: str, steps: list[str], told: str, by: int) -> None:
    """A button to the next step or the one before, which a key presses too."""
    at = steps.index(told) + by

    def go() -> None:
        st.session_state["story"] = steps[at]

    off = not 0 < at < len(steps)
    st.button(label, key=f"story-{key}", icon=icon, type="tertiary", shortcut=key, on_click=go, disabled=off)


def say(plan: Plan, year: int, told: str) -> None:
    """What a step says."""
    one = next(step for step in _steps(plan, year) if str(step.number) == told)
    st.subheader(one.title)
    for line in one.lines:
        ui.prose(line.text)


@kept
def _steps(plan: Plan, year: int) -> list[words.Step]:
    layers, frames = plan.source.geometry
    found = dots.dots(plan.projects(year), plan.source.projects_on_map)
    found += dots.arrived(plan.newcomers, plan.newcomers_on_map, plan.state, year)
    units = {slug: frame["id"].tolist() for slug, frame in frames.items()}
    return words.steps(plan.frame("map_step"), layers, units, plan.frame("place"), found)
