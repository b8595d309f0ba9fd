"""What a person has typed and not handed in, kept on the server: a reload, another replica or tomorrow goes on with it.

The session asks for a draft once; from then on what it holds is what counts, and every change is kept.
"""

import json
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from lib import ui
from lib.ledger import drafts
from lib.ledger.permission import READER
from lib.ui import signin

Parts = dict[str, Any]
"""What a form says, by its parts; plain values."""


def of(form: str) -> Parts:
    """The draft of a form; {} for who may only read, and on the view of a past day."""
    held: dict[tuple[str, str], Parts] = st.session_state.setdefault("drafts", {})
    person = _person()
    if person is None:
        return {}
    if (person, form) not in held:
        try:
            said = json.loads(drafts.load(ui.book().path, person, form) or "{}")
        except ValueError:
            said = {}
        held[person, form] = said if isinstance(said, dict) else {}
    return held[person, form]


def put(form: str, part: str, value: Any) -> None:
    """Keep what a part of a form says; a part that says nothing is forgotten, and so is the draft without any."""
    person, said = _person(), of(form)
    value = json.loads(json.dumps(value, ensure_ascii=False, default=_plain))
    if person is None or said.get(part) == value or not (value or part in said):
        return
    said.pop(part, None)
    if value:
        said[part] = value
    if said.keys() - {"seen"}:
        said.setdefault("seen", st.session_state.get(f"{form}@seen", ui.plan().state.seq))
        drafts.keep(ui.book().path, person, form, json.dumps(said, ensure_ascii=False))
    else:
        forget(form)


def forget(form: str) -> None:
    """Forget the draft of a form."""
    person = _person()
    if person is not None and of(form):
        st.session_state["drafts"][person, form] = {}
        drafts.forget(ui.book().path, person, form)


def pairs(form: str, part: str) -> list[tuple[Any, Any]]:
    """A part that says pairs of something and its value; nothing where it is spoilt."""
    said = of(form).get(part, [])
    whole = isinstance(said, list) and all(isinstance(pair, list) and len(pair) == 2 for pair in said)
    return [(_plainly(at), value) for at, value in said] if whole else []


def cells(form: str, part: str) -> dict[tuple[str, str], object]:
    """What was typed in a table, by its row and column."""
    return {at: _cell(value) for at, value in pairs(form, part) if isinstance(at, tuple) and len(at) == 2}


def put_cells(form: str, part: str, typed: dict[tuple[str, str], object]) -> None:
    """Keep what was typed in a table."""
    put(form, part, list(typed.items()))


def seen(form: str, now: int) -> int:
    """What of the ledger the person had seen who began the draft; `now` where there is none."""
    found = of(form).get("seen", now)
    return found if isinstance(found, int) else now


def _person() -> str | None:
    """Whose draft it is: the account, or the one person at this machine; None for who cannot hand in anything."""
    found = signin.standing(ui.now())
    return None if ui.asof() or found.person.role == READER else found.account


def _plain(value: object) -> object:
    """A value that JSON does not know."""
    if isinstance(value, date):
        return {"date": f"{value:%Y-%m-%d}"}
    if isinstance(value, tuple):
        return list(value)
    return None if pd.isna(value) else getattr(value, "item", lambda: str(value))()


def _cell(value: Any) -> object:
    return date.fromisoformat(str(value.get("date", ""))) if isinstance(value, dict) else value


def _plainly(at: Any) -> Any:
    return tuple(at) if isinstance(at, list) else at
