"""Where a page is read: by day or night, on a desk, a phone or a projector."""

import streamlit as st

BASE_FONT, PROJECTOR = 15, 1.4
NARROW = 640
"""Pixels of width under which columns stand one under the other, as Streamlit has it."""


def mode() -> str:
    """The theme in use: "light" or "dark"."""
    return st.context.theme.type or "light"


def scale() -> float:
    """How much larger than on a desk things are drawn: 1, or more when a room looks at a projector."""
    asked = st.query_params.get("projector") == "true"  # before the switch is drawn for the first time
    return PROJECTOR if st.session_state.get("projector", asked) else 1.0


def narrow() -> bool:
    """Whether the page is narrow: as the browser says (`projector.switch`), and until it has, if it is a phone's."""
    phone = "Mobi" in st.context.headers.get("User-Agent", "")
    return bool(st.session_state.get("narrow", phone))
