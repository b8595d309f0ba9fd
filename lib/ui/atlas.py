"""What the map pages share: the legend that hides, the unit picked on the map or in a list, the sheet, the base map."""

import os

import pandas as pd
import streamlit as st

from lib import ui
from lib.maps import scene
from lib.ui import address


def hidden(label: str, names: pd.Series, key: str) -> list[str]:
    """A legend that filters: all entries of `names` are on; those clicked off are kept in the URL as `key`."""
    off = [value for value in st.query_params.get_all(key) if value in names.index]
    if st.session_state.get(f"{key}@of") != list(names.index):
        st.session_state[f"{key}@of"] = list(names.index)
        st.session_state[f"{key}@on"] = [slug for slug in names.index if slug not in off]
    shown = st.pills(
        label,
        list(names.index),
        selection_mode="multi",
        key=f"{key}@on",
        format_func=lambda i: names[i],
        label_visibility="collapsed",
        help=label,
        wrap=True,
    )
    off = [slug for slug in names.index if slug not in shown]
    address.keep(st.session_state, st.query_params, key, off)
    return off


def pick_or_none(label: str, options: list[str], key: str, names: pd.Series, placeholder: str) -> str | None:
    """One thing out of many, or none yet; the id is kept in the URL as `key`. What was chosen earlier stays, in the
    options or not."""
    address.seed(st.session_state, st.query_params, key, list(names.index), many=False)
    kept = st.session_state.get(key)
    if kept not in names.index:
        kept = st.session_state[key] = None
    options = options if kept is None or kept in options else [kept, *options]
    chosen = st.selectbox(
        label,
        options,
        index=None,
        key=key,
        format_func=lambda i: names[i],
        placeholder=placeholder,
        persist_state="session",
    )
    address.keep(st.session_state, st.query_params, key, [chosen] if chosen else [])
    return chosen


def deck(chart: scene.Deck, height: int, key: str, alt: str, name: str = "map") -> None:
    """A map; a click on a unit sets the session's `key` to its id. `name` tells two maps of a page apart."""

    def take() -> None:
        picked = [item for found in st.session_state[f"{key}-{name}"].selection.objects.values() for item in found]
        if picked:
            st.session_state[key] = picked[-1]["properties"]["id"]

    st.pydeck_chart(chart, height=height, key=f"{key}-{name}", on_select=take, alt=alt)


def sheet(half: bool = False) -> tuple[int, int]:
    """Width and height in pixels that a map's first view must fit into: in a column, in half a page, on a phone, on a
    projector."""
    if ui.narrow():
        return 340, 560
    wide = 520 if half else scene.WIDTH
    return round(wide * (1 + (ui.scale() - 1) * 0.75)), round(scene.HEIGHT * (1 + (ui.scale() - 1) / 2))


def small_sheet() -> dict[str, int]:
    """The same for the small map of one unit, by name."""
    width, height = sheet()
    return {"width": width, "height": round(height * 0.68)}


def base_map() -> str:
    """Address of the base map's style file, from the environment or the setting `[map] style`; empty without one."""
    return os.environ.get("PLAN_MAP_STYLE") or ui.setting("style", "map")
