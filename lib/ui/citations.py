"""Citations as people look them up, by chapter and section; with the plan's own words where its text has been
supplied."""

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from lib.home import DataError
from lib.plan.kept import kept
from lib.plan.opened import Plan
from lib.store import plan_text
from lib.text import citation
from lib.text.citation import Sections
from lib.ui.opened import plan
from lib.ui.plans import here
from lib.ui.settings import setting


@kept
def sections_of(opened: Plan) -> Sections:
    """The sections of a plan."""
    return Sections(opened.frame("section"))


def sections() -> Sections:
    """The sections of the open plan."""
    return sections_of(plan())


def passage(line: int) -> str | None:
    """The plan's text at a line where the user has supplied it; else None."""
    lines = supplied()
    return lines[line - 1].strip() if 0 < line <= len(lines) else None


def supplied() -> tuple[str, ...]:
    """The lines of the plan's text: of the file that is set, else of that which was supplied; none where there is
    none."""
    path = Path(setting("plan_text") or here().text)
    try:
        stamp = path.stat().st_mtime_ns
    except OSError:
        return ()
    return _lines(path, stamp)


@st.cache_resource(show_spinner=False, max_entries=2)
def _lines(path: Path, stamp: int) -> tuple[str, ...]:
    try:
        return tuple(plan_text.decode(plan_text.load(path)))
    except DataError:
        return ()


def fault() -> str:
    """Why the plan's text that is set, or was supplied, is not shown; "" if it is, or if there is none."""
    given = setting("plan_text")
    path = Path(given or here().text)
    if supplied() or not (given or path.exists()):
        return ""
    try:
        plan_text.decode(plan_text.load(path))
    except DataError as error:
        return str(error)
    return ""


def cite(lines: int | str | Sequence[int] | None) -> None:
    """Where the plan says something (a line, several, or a cell of them): chapters and sections, the lines for who
    points at them; the plan's own words beneath where the text has been supplied."""
    cited = list(lines) if isinstance(lines, list | tuple) else citation.numbers(lines)
    if not cited:
        return
    st.caption(f"规划{sections().of(cited)}", help=citation.on_hover(cited))
    for line in dict.fromkeys(cited):
        if text := passage(line):
            st.text(text)


def prose(text: str) -> None:
    """A text (Markdown) that may cite lines: chapters and sections in their place, the lines for who points at it."""
    st.markdown(sections().told(text), help=citation.lines_in(text) or None)
