"""A thing in full beside the list it is from: a link to it opens it whatever had been filtered, a filter that no longer
holds it closes it."""

from collections.abc import Collection
from typing import Any, NamedTuple

import streamlit as st

from lib.text import projects
from lib.ui import address


class Detail(NamedTuple):
    """The `key` of what is open on a page, and the filters of its list with their value when nothing is filtered."""

    key: str
    filters: dict[str, Any]


def _several(*keys: str) -> dict[str, Any]:
    return dict.fromkeys(keys, ())


DETAILS = {
    "indicators": Detail("clause", _several("domain", "verdict", "kind", "chapter", "scope", "units") | {"q": ""}),
    "register": Detail("project", _several(*projects.FACETS) | {"find": "", "list": projects.EVERYTHING}),
    "measures": Detail("measure", _several("head", "subject") | {"measure_find": ""}),
}
"""By the name of the page in its address."""


def arrive(page: str, areas: Collection[str]) -> None:
    """At the head of a run: where a link newly asks for a thing, filters that it does not name are put away. What they
    were is of no use to who follows it, and might hide what he came for.

    A link within the product adds its area to that in the address, or leaves the address as it was where the page is the
    same: Streamlit would keep the old ones.
    """
    state, query, one = st.session_state, st.query_params, DETAILS.get(page)
    asked = one and query.get(one.key)
    if not one or not asked or [asked] == address.notes(state).get(f"{one.key}@url"):
        return
    for key, value in one.filters.items():
        if key not in query and key in state:
            state[key] = list(value) if isinstance(value, tuple) else value
    area = query.get_all("area")[-1:]
    if area and area[0] in areas:
        state["area"] = area[0]
    query[one.key] = asked


def within(key: str, ids: Collection[str]) -> None:
    """Before the thing under `key` is shown: put it away if the list held it when it was last shown and holds it no
    longer. One that a link asks for beside the list stays."""
    state, asked = st.session_state, st.query_params.get(key)
    notes = address.notes(state)
    newly = asked is not None and [asked] != notes.get(f"{key}@url")
    current = asked if newly else state.get(key)
    if current not in ids and not newly and notes.get(f"{key}@within") == current:
        state[key] = current = None
    notes[f"{key}@within"] = current if current in ids else None
