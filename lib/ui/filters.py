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
        help=f"{'与'.join(areas)}都包括“{about.areas.joint}”的条款" if about.areas.joint else None,
    )
    bound(
        "评估年",
        list(about.period.years),
        plan().default_year,
        "year",
        always=True,
        label_visibility="collapsed",
        format_func=lambda year: f"{year}" if year in plan().years_with_figures else f":gray[{year}]",
        help="评估年：以当年年末计；灰色的年份还没有数",
    )
    if st.toggle(
        "投影", key="projector", bind="query-params", persist_state="session", help="会议室投影：字号、标记放大"
    ):
        st.html(f"<style>:root {{ font-size: {BASE_FONT * PROJECTOR:g}px !important; }}</style>")


def area() -> str:
    """The area chosen in the frame, as it reads: ALL where none is."""
    return str(st.session_state["area"])


def chosen_area() -> str | None:
    """The area chosen in the frame, None for all: what functions of lib take."""
    return None if area() == ALL else area()


def year() -> int:
    """The evaluation year chosen in the frame."""
    return int(st.session_state["year"])


def in_area(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of the chosen area and those that both areas share."""
    return plan().within(rows, chosen_area())
