"""What the map pages share: the legend that hides, the unit picked on the map or in a list, the sheet, the base map."""

import os
from pathlib import Path

import pandas as pd
import streamlit as st

from lib import ui
from lib.maps import scene
from lib.ui import address, projector

WIDE, HIGH = 945, 640
"""Pixels of the sheet that, with the head of the page, fills a screen of 1440 × 900."""
_PARTS = {kind: (Path(__file__).parent / f"map.{kind}").read_text(encoding="utf-8") for kind in ("html", "css", "js")}


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


def hide(slugs: str | None, key: str) -> None:
    """Before the legend is drawn: hide these entries (separated by ";") and no others."""
    st.query_params[key] = slugs.split(";") if slugs else []
    st.session_state.pop(f"{key}@of", None)


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
    projector.said(label, names[chosen] if chosen else "")
    address.keep(st.session_state, st.query_params, key, [chosen] if chosen else [])
    return chosen


def deck(chart: scene.Deck, height: int, key: str, alt: str, name: str = "map", step: str = "") -> None:
    """A map; a click on a unit sets the session's `key` to its id, one on the chosen unit or on none empties it. `name`
    tells two maps of a page apart; where `step` changes, the map fades in."""
    turn = f"{key}-{name}@turn"
    chart.views[0].id = f"sheet-{st.session_state.get(turn, 0)}"  # a view of another name begins with the first sight

    def take() -> None:
        picked = [item for found in st.session_state[f"{key}-{name}"].selection.objects.values() for item in found]
        found = picked[-1]["properties"]["id"] if picked else None
        st.session_state[key] = None if found == st.session_state.get(key) else found

    def anew() -> None:
        st.session_state[turn] = st.session_state.get(turn, 0) + 1

    frame = f"{key}-{name}-frame"
    with st.container(key=frame, gap=None):
        st.pydeck_chart(chart, height=height, key=f"{key}-{name}", on_select=take, alt=alt)
        st.components.v2.component("map", isolate_styles=False, **_PARTS)(
            key=f"{key}-{name}-keys", data={"frame": frame, "step": step}, height="content", on_reset_change=anew
        )


def sheet(half: bool = False) -> tuple[int, int]:
    """Width and height in pixels that a map's first view must fit into: in three quarters of a page, in half of it, on
    a phone, on a projector."""
    if ui.narrow():
        return 340, 560
    return _enlarged(520 if half else WIDE, HIGH)


def small_sheet() -> dict[str, int]:
    """The same for the small map of one unit, by name."""
    width, height = (340, 380) if ui.narrow() else _enlarged(700, 517)
    return {"width": width, "height": height}


def _enlarged(width: int, height: int) -> tuple[int, int]:
    return round(width * (1 + (ui.scale() - 1) * 0.75)), round(height * (1 + (ui.scale() - 1) / 2))


def base_map() -> str:
    """Address of the base map's style file, from the environment or the setting `[map] style`; empty without one."""
    return os.environ.get("PLAN_MAP_STYLE") or ui.setting("style", "map")
