"""The state of a page in its address: what a link asks for, and what the link should say now.

Streamlit's own binding writes the label of an option into the URL; here it is the value, so that a label may carry a
count. `state` and `query` are the session's state and the query parameters (any mappings of that shape).
"""

import time
from collections.abc import Mapping, Sequence
from datetime import date
from math import inf
from typing import Any

from streamlit.runtime.state import QueryParamsProxy, SessionStateProxy

ON_ITS_WAY = 1.0
"""Seconds after a link was rewritten in which a browser may still ask by the old one: long enough for a second click,
short enough that whoever goes back means it."""
_NOTES = "notes"


def notes(state: SessionStateProxy) -> dict[str, Any]:
    """What is noted of controls beside their values, under `<key>@<what>`, in one entry of the session: Streamlit goes
    through all its entries for every field that it draws."""
    found: dict[str, Any] | None = state.get(_NOTES)
    if found is None:
        found = state[_NOTES] = {}
    return found


def seed(state: SessionStateProxy, query: QueryParamsProxy, key: str, options: Sequence[object], many: bool) -> None:
    """Before a widget is drawn: take its value from the URL, where that has changed since we wrote it. Unknown and
    empty values are ignored."""
    carry(state, key)
    asked = [text for text in query.get_all(key) if text]
    if asked and asked != notes(state).get(f"{key}@url") and asked != _left(state, key):
        known = [option for option in options if str(option) in asked]
        if known or many:
            state[key] = known if many else known[0]
    if notes(state).get(f"{key}@led") in options:
        state[key] = notes(state)[f"{key}@led"]


def arrive(state: SessionStateProxy, page: str) -> None:
    """At the head of a run of `page`: note whether another page was shown before."""
    state["arrived"], state["at"] = state.get("at", page) != page, page


def carry(state: SessionStateProxy, key: str) -> None:
    """Before a widget is drawn: on arrival at a page, hand over what the widget of that key held on the page before.

    Streamlit does so too, but after the page has run once with the widget's default: what a link asked for would show
    at the second run.
    """
    if state.get("arrived") and key in state:
        state[key] = state[key]


def keep(
    state: SessionStateProxy, query: QueryParamsProxy, key: str, values: Sequence[object], within: float = ON_ITS_WAY
) -> None:
    """After a widget is drawn: write its value to the URL, so that the page can be sent to a colleague. An empty value
    stays out.

    Until the browser has taken over the new link, or for `within` seconds, the old one counts for nothing: a rerun that
    was on its way still carries it, and would bring back what a person has just left.
    """
    text, old = [str(value) for value in values if value != ""], query.get_all(key)
    led = notes(state).pop(f"{key}@led", None) is not None
    notes(state)[f"{key}@url"] = text
    if text == old:
        notes(state).pop(f"{key}@left", None)
        return
    notes(state)[f"{key}@left"] = (old, time.monotonic() + (inf if led else within))
    if text:
        query[key] = text
    else:
        query.pop(key, None)


def lead(state: SessionStateProxy, chosen: Mapping[str, object]) -> None:
    """After something was saved: what the page is to show in its next run, by the keys of its widgets."""
    for key, value in chosen.items():
        notes(state)[f"{key}@led"] = value


def _left(state: SessionStateProxy, key: str) -> list[str] | None:
    """What the link said before it was rewritten, as long as that counts for nothing."""
    old, until = notes(state).get(f"{key}@left", (None, 0.0))
    return old if time.monotonic() < until else None


def day_asked(state: SessionStateProxy, query: QueryParamsProxy, key: str) -> str | None:
    """The day that the link newly asks for; None where it says nothing new or only repeats what was just left."""
    asked = day(query.get(key))
    return asked if asked and [asked] not in (notes(state).get(f"{key}@url"), _left(state, key)) else None


def number(query: QueryParamsProxy, key: str, low: float, high: float, default: float) -> float:
    """The number that the URL asks for, if it is one between `low` and `high`; else the default."""
    try:
        asked = float(query.get(key, ""))
    except ValueError:
        return default
    return asked if low <= asked <= high else default


def day(text: str | None) -> str | None:
    """A day as YYYY-MM-DD if the text is one; else None.

    >>> day("2018-06-30"), day("2018-6-31"), day(None)
    ('2018-06-30', None, None)
    """
    try:
        return date.fromisoformat(text or "").isoformat()
    except ValueError:
        return None
