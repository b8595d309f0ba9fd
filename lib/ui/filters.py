"""The filters that all pages share: area, evaluation year, projector."""

import pandas as pd
import streamlit as st

from lib.ui.choosing import ALL, bound
from lib.ui.opened import plan
from lib.ui.screen import BASE_FONT, PROJECTOR


def shared_filters() -> None:
    """Area and evaluation year, kept in the URL and across pages."""
    about, areas = plan().about, plan().areas("plan")
    bound(
        "范围",
        [ALL, *areas],
        ALL,
        "area",
        label_visibility="collapsed",
        format_func=lambda name: about.areas.both if name == ALL else name,
        help=f"{'与'.join(areas)}都包括“{about.areas.joint}”的条款" if about.areas.joint else None,
    )
    bound(
        "评估年",
        list(about.period.years),
        plan().default_year,
        "year",
        label_visibility="collapsed",
        help="评估年：以当年年末计",
    )
    if st.toggle(
        "投影", key="projector", bind="query-params", persist_state="session", help="会议室投影：字号、标记放大"
    ):
        st.html(f"<style>:root {{ font-size: {BASE_FONT * PROJECTOR:g}px !important; }}</style>")


def area() -> str:
    """The area chosen in the frame, ALL where none is."""
    return str(st.session_state["area"])


def area_name() -> str:
    """The area chosen in the frame as people call it: that of both together where none is."""
    return plan().about.areas.both if area() == ALL else area()


def chosen_area() -> str | None:
    """The area chosen in the frame, None for all: what functions of lib take."""
    return None if area() == ALL else area()


def year() -> int:
    """The evaluation year chosen in the frame."""
    return int(st.session_state["year"])


def in_area(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of the chosen area and those that both areas share."""
    return plan().within(rows, chosen_area())
