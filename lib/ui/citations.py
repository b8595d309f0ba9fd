"""Citations, with the plan's own words where its text has been supplied."""

from pathlib import Path

import pandas as pd
import streamlit as st

from lib.store.citations import read_plan
from lib.text import words as w
from lib.ui.settings import setting


def passage(line: int | None) -> str | None:
    """The plan's text at a line where the user has supplied it; else None."""
    lines = _plan_lines(setting("plan_text"))
    return lines[int(line) - 1].strip() if line is not None and pd.notna(line) and 0 < line <= len(lines) else None


@st.cache_resource(show_spinner=False)
def _plan_lines(path: str) -> tuple[str, ...]:
    if not path or not Path(path).exists():
        return ()
    return tuple(read_plan(Path(path)))


def cite(line: int | None) -> None:
    """A citation; with the plan's own words under it where the text has been supplied."""
    st.caption(w.citation(line))
    if text := passage(line):
        st.text(text)
