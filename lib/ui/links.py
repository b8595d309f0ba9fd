"""Ways from page to page; what is chosen goes along in the address."""

import streamlit as st

from lib.text import words as w
from lib.theme import TONES, in_colour
from lib.ui.filters import area, year
from lib.ui.opened import asof


def go(page: str, **query: str | tuple[str, ...]) -> None:
    """Open another page with its filters set; area and year go along, being bound to the URL."""
    st.switch_page(f"pages/{page}.py", query_params=query)


def link(page: str, label: str, icon: str = ":material/arrow_forward:", **query: str | list[str]) -> None:
    """A link to another page with its filters set, keeping area and year; a badge that its label begins with is
    coloured."""
    badge, _, rest = label.partition("　")
    told = f"{in_colour(badge)}　{w.literal(rest)}" if badge in TONES else w.literal(label)
    st.page_link(f"pages/{page}.py", label=told, query_params={**_shared(), **query}, icon=icon)


def _shared() -> dict[str, str]:
    return {"area": area(), "year": str(year())} | ({"asof": day} if (day := asof()) else {})
