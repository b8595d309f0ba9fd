"""Forms that write in the ledger: what the person had seen, saving, ticking rows."""

from collections.abc import Iterable, Mapping
from typing import Any
from zlib import crc32

import pandas as pd
import streamlit as st

from lib import ui
from lib.ledger.record import Entry
from lib.ui import address, drafts


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

    Notes what of the ledger the person had seen when the form was opened, for `save`; of a draft that is taken up again,
    what he had seen when he began it.
    """
    st.session_state.setdefault(f"{form}@seen", drafts.seen(form, ui.plan().state.seq))
    return f"{form}#{st.session_state.get(f'{form}@saved', 0)}"


def save(form: str, entries: list[Entry], message: str, **chosen: str) -> None:
    """Write what a form says and show the page anew with `chosen`, by the keys of its choices. If it is refused, the page says why and
    the form stays as it is; what others wrote meanwhile is then on the page, so that saving again means having seen it.
    """
    if ui.write(entries, st.session_state.get(f"{form}@seen")):
        st.toast(message, icon=":material/check:")
        address.lead(st.session_state, chosen)
        st.session_state[f"{form}@saved"] = st.session_state.get(f"{form}@saved", 0) + 1
        st.session_state.pop(f"{form}@seen", None)
        drafts.forget(form)
        st.rerun()
    st.session_state[f"{form}@seen"] = ui.book().state().seq


def resumed(fresh: pd.DataFrame, key: str) -> pd.DataFrame:
    """A table to be edited under `key` (which begins with that of `begin`), with what was typed before the page was left
    or loaded anew. Its first column tells the rows apart: others may have come or gone meanwhile."""
    form, part = named(key)
    if f"{key}@typed" not in st.session_state:
        st.session_state[f"{key}@typed"] = kept = drafts.cells(form, part)
        st.session_state[f"{key}@kept"] = bool(kept)
    typed: dict[tuple[str, str], object] = st.session_state[f"{key}@typed"]
    if st.session_state.get(f"{key}@kept") and typed:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption("接着上次填的内容，还没有提交。", width="content")
            st.button("清空", key=f"{key}-anew", on_click=discard, args=(form,), type="tertiary")
    if key not in st.session_state:
        st.session_state[f"{key}@before"] = dict(typed)
    table, at = fresh.copy(), {name: label for label, name in fresh.iloc[:, 0].items()}
    for (name, column), cell in st.session_state.get(f"{key}@before", {}).items():
        if name in at and column in table:
            table.loc[at[name], column] = cell
    return table


def named(key: str) -> tuple[str, str]:
    """The form of a widget's key, and what of the form it is; the same in every session.

    >>> named("tasks#3-a1b2"), named("tasks")
    (('tasks', '-a1b2'), ('tasks', ''))
    """
    form, _, rest = key.partition("#")
    return form, rest.lstrip("0123456789")


def rows_of(names: Iterable[str]) -> str:
    """A short name for just these rows, the same in every process.

    >>> rows_of(["甲", "乙"]) == rows_of(["甲", "乙"]) != rows_of(["甲乙"])
    True
    """
    return f"{crc32(chr(0).join(names).encode()):08x}"


def over(table: pd.DataFrame, key: str) -> pd.DataFrame:
    """A table with what was typed in another one, under `key`, in the cells where something was."""
    filled, at = table.copy(), {name: label for label, name in table.iloc[:, 0].items()}
    for (name, column), cell in st.session_state.get(f"{key}@typed", {}).items():
        if name in at and cell:
            filled.loc[at[name], column] = cell
    return filled


def pending(form: str, name: str) -> dict[str, Any]:
    """What the session holds under a name of changes that are not written yet; at first the draft of the form."""
    if name not in st.session_state:
        kept = drafts.of(form).get(name)
        st.session_state[name] = kept if isinstance(kept, dict) else {}
    held: dict[str, Any] = st.session_state[name]
    return held


def hold(form: str, name: str, changes: dict[str, Any]) -> dict[str, Any]:
    """Keep changes that are not written yet, in the session and as the draft of the form; they are returned."""
    st.session_state[name] = changes
    drafts.put(form, name, changes)
    return changes


def fields(form: str, fresh: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a form as they were left, over those that it begins with."""
    return dict(fresh) | {name: value for (_, name), value in drafts.cells(form, "fields").items()}


def remember_fields(form: str, typed: Mapping[str, Any], fresh: Mapping[str, Any]) -> None:
    """Keep the fields of a form that were changed."""
    changed = {("", name): value for name, value in typed.items() if (value or "") != (fresh.get(name) or "")}
    drafts.put_cells(form, "fields", changed)


def drawn(draft: str, key: str) -> dict[str, Any]:
    """The session's `draft` as it was when the table under `key` was first drawn. A table that is given back what was
    typed in it begins anew and says so to the server, which can cut off the run of a button that was just pressed."""
    if key not in st.session_state:
        st.session_state[f"{draft}@drawn"] = dict(st.session_state.get(draft, {}))
    kept: dict[str, Any] = st.session_state[f"{draft}@drawn"]
    return kept


def remember(edited: pd.DataFrame, fresh: pd.DataFrame, key: str) -> None:
    """Keep what was typed in a table (`fresh` as it is without) for when the page is opened again, here or elsewhere."""
    typed = st.session_state[f"{key}@typed"] = {
        (name, column): now
        for column in fresh
        for name, now, was in zip(fresh.iloc[:, 0], edited[column], fresh[column], strict=True)
        if now != was and not (pd.isna(now) and pd.isna(was))
    }
    drafts.put_cells(*named(key), typed)


def discard(form: str, *session: str) -> None:
    """Forget what was typed in a form, and what the session holds of it under these names."""
    st.session_state[f"{form}@saved"] = st.session_state.get(f"{form}@saved", 0) + 1
    st.session_state.pop(f"{form}@seen", None)
    for name in session:
        st.session_state.pop(name, None)
    drafts.forget(form)


def today() -> str:
    """Today as YYYY-MM-DD: the day as of which an evaluation is frozen."""
    return ui.today().isoformat()
