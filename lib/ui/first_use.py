"""A hint for whoever comes for the first time; put away, it stays away in that browser."""

from pathlib import Path

import streamlit as st

from lib import ui

HIDDEN = "<style>:root:not([data-first-use]) .st-key-first-use { display: none; }</style>"
_keeper = st.components.v2.component("first_use", js=Path(__file__).with_suffix(".js").read_text(encoding="utf-8"))


def hint() -> None:
    """One line with the way to the help, until it is put away."""
    if st.session_state.get("first-use-gone"):
        return
    with st.container(gap=None):
        st.html(HIDDEN)
        with st.container(key="first-use", horizontal=True, vertical_alignment="center"):
            st.markdown("第一次用？按 / 搜索；点任何一项看依据；上方选范围和年份。", width="content")
            ui.link("about/help", "三步入门")
            st.button("知道了", key="first-use-away", type="tertiary", on_click=_gone, icon=":material/close:")
        _keeper(key="first-use-kept", height=1)


def _gone() -> None:
    st.session_state["first-use-gone"] = True
