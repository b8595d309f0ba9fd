"""投影: the page for the back of a room. Large letters and no controls; by its switch, by P and on a link."""

from pathlib import Path

import streamlit as st

from lib.ui.screen import BASE_FONT, NARROW, PROJECTOR, narrow, scale

_LOOK, _PROGRAM = (Path(__file__).with_suffix(f".{kind}").read_text(encoding="utf-8") for kind in ("css", "js"))
_size = st.components.v2.component("projector", js=_PROGRAM)
_DRAWN = "projector@drawn"
"""In the session: the size of letters, in pixels, in which the browser last drew the page."""


def switch() -> None:
    """The switch, kept in the URL and across pages."""
    on = st.toggle(
        "投影",
        key="projector",
        bind="query-params",
        persist_state="session",
        help="会议室投影：字号、图、表放大，筛选和按钮收起；按 P 打开，按 P 或 Esc 退出",
    )
    letters = BASE_FONT * PROJECTOR if on else BASE_FONT
    if on:
        st.html(f"<style>{_LOOK.replace('LETTERS', f'{letters:g}px')}</style>")

    def drawn() -> None:
        st.session_state[_DRAWN] = st.session_state["projector-size"]["drawn"]

    def seen() -> None:
        st.session_state["narrow"] = st.session_state["projector-size"]["narrow"]

    screen = {"letters": letters, "drawn": st.session_state.get(_DRAWN, BASE_FONT), "under": NARROW, "narrow": narrow()}
    _size(data=screen, key="projector-size", height=1, on_drawn_change=drawn, on_narrow_change=seen)


def page() -> st.delta_generator.DeltaGenerator:
    """Where a page is drawn. A table takes the size of its letters when it is first drawn and keeps it: once the
    browser has the other size, the page stands in another place, and so is drawn anew."""
    large = st.session_state.get(_DRAWN, BASE_FONT) > BASE_FONT
    return st.container().container() if large else st.container()


def at_desk(name: str) -> st.delta_generator.DeltaGenerator:
    """A part of a page that is for work at a desk: before a room it is not there."""
    return st.container(key=f"desk-{name}")


def said(label: str, text: str) -> None:
    """What is chosen, where the control that says so is not there: before a room."""
    if scale() > 1 and text:
        st.caption(f"{label}：{text}", width="content")
