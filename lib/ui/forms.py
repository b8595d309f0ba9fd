"""Forms that write in the ledger: what the person had seen, saving, ticking rows."""

from typing import Any

import pandas as pd
import streamlit as st

from lib import ui
from lib.ledger.record import Entry


def ticks(rows: pd.DataFrame, key: str, alt: str, widths: dict[str, int], first: tuple[str, ...]) -> list[int]:
    """A table of which several rows can be ticked; their positions. The ticks belong to the rows and the state of the
    ledger that were shown: in other rows they would tick something else."""
    shown = f"{ui.plan().state.seq}-{hash(rows.to_csv())}"
    event = ui.table(
        rows, alt, widths, first, "ticked_columns", key=f"{key}-{shown}", on_select="rerun", selection_mode="multi-row"
    )
    ticked: list[int] = event["selection"]["rows"]
    return ticked


def begin(form: str) -> str:
    """The key under which the widgets of a form keep what is typed; a new one after each save.

    Notes what of the ledger the person had seen when the form was opened, for `save`.
    """
    st.session_state.setdefault(f"{form}@seen", ui.plan().state.seq)
    return f"{form}#{st.session_state.get(f'{form}@saved', 0)}"


def save(form: str, entries: list[Entry], message: str, **query: str) -> None:
    """Write what a form says and show the page anew, with `query` in its link. If it is refused, the page says why and
    the form stays as it is; what others wrote meanwhile is then on the page, so that saving again means having seen it.
    """
    if ui.write(entries, st.session_state.get(f"{form}@seen")):
        st.toast(message, icon=":material/check:")
        st.query_params.update(query)
        st.session_state[f"{form}@saved"] = st.session_state.get(f"{form}@saved", 0) + 1
        st.session_state.pop(f"{form}@seen", None)
        st.rerun()
    st.session_state[f"{form}@seen"] = ui.book().state().seq


def resumed(fresh: pd.DataFrame, key: str) -> pd.DataFrame:
    """A table to be edited under `key`, with what was typed before the page was left. Its first column tells the rows
    apart: others may have come or gone meanwhile."""
    typed: dict[tuple[str, str], object] = st.session_state.setdefault(f"{key}@typed", {})
    if key not in st.session_state:
        st.session_state[f"{key}@before"] = dict(typed)
    table, at = fresh.copy(), {name: label for label, name in fresh.iloc[:, 0].items()}
    for (name, column), cell in st.session_state.get(f"{key}@before", {}).items():
        if name in at:
            table.loc[at[name], column] = cell
    return table


def over(table: pd.DataFrame, key: str) -> pd.DataFrame:
    """A table with what was typed in another one, under `key`, in the cells where something was."""
    filled, at = table.copy(), {name: label for label, name in table.iloc[:, 0].items()}
    for (name, column), cell in st.session_state.get(f"{key}@typed", {}).items():
        if name in at and cell:
            filled.loc[at[name], column] = cell
    return filled


def drawn(draft: str, key: str) -> dict[str, Any]:
    """The session's `draft` as it was when the table under `key` was first drawn. A table that is given back what was
    typed in it begins anew and says so to the server, which can cut off the run of a button that was just pressed."""
    if key not in st.session_state:
        st.session_state[f"{draft}@drawn"] = dict(st.session_state.get(draft, {}))
    kept: dict[str, Any] = st.session_state[f"{draft}@drawn"]
    return kept


def remember(edited: pd.DataFrame, fresh: pd.DataFrame, key: str) -> None:
    """Keep what was typed in a table (`fresh` as it is without) for when the page is opened again."""
    st.session_state[f"{key}@typed"] = {
        (name, column): now
        for column in fresh
        for name, now, was in zip(fresh.iloc[:, 0], edited[column], fresh[column], strict=True)
        if now != was and not (pd.isna(now) and pd.isna(was))
    }


def discard(form: str, *drafts: str) -> None:
    """Forget what was typed in a form and in the session's `drafts`."""
    st.session_state[f"{form}@saved"] = st.session_state.get(f"{form}@saved", 0) + 1
    for draft in drafts:
        st.session_state.pop(draft, None)


def today() -> str:
    """Today as YYYY-MM-DD: the day as of which an evaluation is frozen."""
    return ui.today().isoformat()
