"""The menu of pages, made once: looking up the files of all pages took longer than most pages take."""

from collections.abc import Mapping, Sequence
from copy import copy
from functools import lru_cache
from pathlib import Path

import streamlit as st

FIRST = "monitor/overview"
Pages = tuple[tuple[str, str, str], ...]
"""Path, name and content of each page."""


def navigation(root: Path, sections: Mapping[str, Sequence[tuple[str, str, str]]], flagship: str) -> st.Page:
    """The menu at the head of every page; the page that is asked for. `root` is the folder that `pages/` lies in."""
    made = {name: _pages(root, tuple(rows), flagship) for name, rows in sections.items()}
    # Streamlit notes on a page that it may run now: every run has its own
    return st.navigation({name: [copy(page) for page in pages] for name, pages in made.items()}, position="top")


@lru_cache(maxsize=256)
def _pages(root: Path, rows: Pages, flagship: str) -> list[st.Page]:
    return [
        st.Page(root / f"pages/{path}.py", title=title.format(flagship=flagship), help=text, default=path == FIRST)
        for path, title, text in rows
    ]
