"""The filters that all pages share: area, evaluation year, projector."""

from collections.abc import Collection

import pandas as pd
import streamlit as st

from lib.ui import projector
from lib.ui.choosing import ALL, bound
from lib.ui.opened import plan

AREA, YEAR = "area", "year"


def shared_filters(inert: Collection[str] = ()) -> None:
    """Area and evaluation year, kept in the URL and across pages; those that are `inert` on a page are not drawn."""
    about, areas, known = plan().about, plan().areas("plan"), plan().years_with_figures
    if AREA not in inert:
        bound(
            "范围",
            [ALL, *areas],
            ALL,
            "area",
            label_visibility="collapsed",
            format_func=lambda name: about.areas.both if name == ALL else name,
            help=f"{'与'.join(areas)}都包括“{about.areas.joint}”的条款" if about.areas.joint else None,
        )
        projector.said("范围", area_name())
    if YEAR not in inert:
        bound(
            "评估年",
            list(about.period.years),
            plan().default_year,
            "year",
            always=True,
            label_visibility="collapsed",
            help="评估年：以当年年末计；淡色的年份还没有公布或填报的数",
        )
        projector.said("评估年", str(year()))
        st.html(_pale([n for n, year in enumerate(about.period.years, 1) if year not in known]))
    projector.switch()


def _pale(places: list[int]) -> str:
    """The style that draws the buttons of some years (counted from 1) pale: their labels are what the URL says."""
    buttons = ", ".join(f".st-key-{YEAR} button:nth-of-type({place}) p" for place in places)
    return f"<style>{buttons} {{ opacity: 0.45; }}</style>" if places else "<style></style>"


def area() -> str:
    """The area chosen in the frame, ALL where none is."""
    return _held(AREA, [ALL, *plan().areas("plan")], ALL)


def area_name() -> str:
    """The area chosen in the frame as people call it: that of both together where none is."""
    return plan().about.areas.both if area() == ALL else area()


def chosen_area() -> str | None:
    """The area chosen in the frame, None for all: what functions of lib take."""
    return None if area() == ALL else area()


def year() -> int:
    """The evaluation year chosen in the frame."""
    return int(_held(YEAR, [str(year) for year in plan().about.period.years], str(plan().default_year)))


def _held(key: str, options: list[str], default: str) -> str:
    """What was chosen; on a page without the control, and before any page with it was seen, what the link says."""
    asked = st.query_params.get(key)
    held = st.session_state.get(key) or (asked if asked in options else default)
    return str(held)


def in_area(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of the chosen area and those that both areas share."""
    return plan().within(rows, chosen_area())
