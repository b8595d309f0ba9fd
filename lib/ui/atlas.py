"""What the map pages share: the legend that hides, the unit picked on the map or in a list, the sheet, the base map."""

import os
from collections.abc import Sequence
from functools import lru_cache

import pandas as pd
import streamlit as st

from lib import ui
from lib.maps import scene
from lib.maps.dots import Dot
from lib.plan.source import Source
from lib.text import exports
from lib.theme import palette
from lib.ui import address, projector
from lib.ui.drawn import parts

WIDE, HIGH = 945, 640
"""Pixels of the sheet that, with the head of the page, fills a screen of 1440 × 900."""
KEPT = 40
"""Maps kept, some 300 KB each."""
PAPER = 990, 700
"""Pixels of the sheet that is taken away: A4 or A3, landscape."""
_MAP = parts("map/map", "map/deck.js", "map/map.js")
_PAPER = parts("map/paper", "map/deck.js", "map/paper.js")
_TAKE = parts("map/take", "map/deck.js", "map/take.js")


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


def pick_some(label: str, options: list[str], key: str, names: pd.Series, placeholder: str, told: str) -> list[str]:
    """Things out of many, or none yet; the ids are kept in the URL as `key`. What was chosen earlier stays, in the
    options or not."""
    address.seed(st.session_state, st.query_params, key, list(names.index), many=True)
    kept = [id for id in st.session_state.get(key, []) if id in names.index]
    st.session_state[key] = kept
    chosen = st.multiselect(
        label,
        [*(id for id in kept if id not in options), *options],
        key=key,
        format_func=lambda i: names[i],
        placeholder=placeholder,
        persist_state="session",
        help=told,
    )
    projector.said(label, "、".join(names[chosen]))
    address.keep(st.session_state, st.query_params, key, chosen)
    return chosen


def picked(held: list[str], found: str | None, add: bool) -> list[str]:
    """What is chosen after a click on `found` (None: on empty land), which may `add` to what was chosen.

    >>> picked([], "a", False), picked(["a"], "b", True), picked(["a", "b"], "a", True)
    (['a'], ['a', 'b'], ['b'])
    >>> picked(["a", "b"], "a", False), picked(["a"], "a", False), picked(["a"], None, False), picked(["a"], None, True)
    (['a'], [], [], ['a'])
    """
    if not add:
        return [] if found is None or held == [found] else [found]
    return [id for id in held if id != found] + ([found] if found and found not in held else [])


def layout(
    source: Source,
    context: Sequence[str],
    shown: Sequence[str],
    look: scene.Look,
    bounds: tuple[float, float, float, float],
    projects: Sequence[Dot] = (),
) -> scene.Deck:
    """The map that `scene.layout` makes of a plan's drawing, made once for all who ask for the same."""
    return _layout(source, tuple(context), tuple(shown), look.fixed(), bounds, tuple(projects))


@lru_cache(maxsize=KEPT)
def _layout(
    source: Source,
    context: tuple[str, ...],
    shown: tuple[str, ...],
    look: scene.Look,
    bounds: tuple[float, float, float, float],
    projects: tuple[Dot, ...],
) -> scene.Deck:
    return scene.layout(source.drawing, source.geometry[0], [*context], [*shown], look, bounds, [*projects])


def deck(
    chart: scene.Deck, height: int, key: str, alt: str, name: str = "map", single: bool = False, **look: str | bool
) -> None:
    """A map; a click on a unit puts it into the session's `key`: a list of ids (see `picked`), or where it is `single` an
    id or None. `name` tells two maps of a page apart. `look`: `pane`s of a page show the same stretch of land; where
    `step` changes, the map fades in."""
    frame, keys, held = _frame(key, name), f"{key}-{name}-keys", st.session_state.get(key)
    now = held or [] if not single else [held] if held else []

    def take() -> None:
        found = st.session_state[keys]["picked"]
        chosen = picked(now, found["id"], found["add"] and not single)
        st.session_state[key] = chosen if not single else chosen[0] if chosen else None

    data = {"frame": frame, "first": chart.first, "held": bool(held), "step": "", "pane": False} | look
    with st.container(key=frame, gap=None):
        st.pydeck_chart(chart, height=height, key=f"{key}-{name}", alt=alt)
        st.components.v2.component("map", isolate_styles=False, **_MAP)(
            key=keys, data=data, height="content", on_picked_change=take
        )


def _frame(key: str, name: str) -> str:
    return f"{key}-{name}-frame"


def asked_for(chart: scene.Deck, key: str, name: str = "map") -> scene.Bounds | tuple[()] | None:
    """A button that asks for a map of the page as a sheet: what stretch of land is seen at this moment, () where that is
    the first view; None where nobody asks."""
    data = {"frame": _frame(key, name), "first": chart.first, "link": palette(ui.mode())["plan"]}
    asked = st.components.v2.component("map_take", **_TAKE)(
        key=f"picture-{key}-{name}", data=data, width="content", height="content", on_sheet_change=lambda: None
    )
    return None if asked.sheet is None else scene.checked(asked.sheet["bounds"])


def on_paper(look: scene.Look) -> scene.Look:
    """How a map looks as a sheet: light, without a base map, which the browser would have to fetch."""
    mark, (width, height) = exports.mark(ui.demo()), PAPER
    look = look._replace(mode="light", scale=1.0, width=width, height=height, style="")
    return look._replace(title=exports.titled(look.title, mark))


def paper(chart: scene.Deck, name: str, alt: str) -> None:
    """A map as a sheet, and the buttons that save it under a `name`."""
    data = {"frame": "map-paper", "name": name, "link": palette(ui.mode())["plan"]}
    st.components.v2.component("map_paper", **_PAPER)(key="map-paper-save", data=data, height="content")
    with st.container(key="map-paper", gap=None):
        st.pydeck_chart(chart, width=PAPER[0], height=PAPER[1], key="map-paper-chart", alt=alt)


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
