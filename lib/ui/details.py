"""A thing in full beside the list it is from: a link to it opens it whatever had been filtered, a filter that no longer
holds it closes it."""

from collections.abc import Collection
from typing import Any, NamedTuple

import streamlit as st

from lib.text import projects as register


class Detail(NamedTuple):
    """The `key` of what is open on a page, and the filters of its list with their value when nothing is filtered."""

    key: str
    filters: dict[str, Any]


def _several(*keys: str) -> dict[str, Any]:
    return dict.fromkeys(keys, ())


DETAILS = {
    "indicators": Detail("clause", _several("domain", "verdict", "kind", "chapter", "scope") | {"q": ""}),
    "register": Detail("project", _several(*register.FACETS) | {"find": "", "list": register.EVERYTHING}),
    "measures": Detail("measure", _several("head", "subject") | {"measure_find": ""}),
}
"""By the name of the page in its address."""


def arrive(page: str) -> None:
    """At the head of a run: where a link newly asks for a thing, filters that it does not name are put away. What they
    were is of no use to who follows it, and might hide what he came for."""
    state, query, one = st.session_state, st.query_params, DETAILS.get(page)
    asked = one and query.get(one.key)
    if one and asked and [asked] != state.get(f"{one.key}@url"):
        for key, value in one.filters.items():
            if key not in query and key in state:
                state[key] = list(value) if isinstance(value, tuple) else value


def within(key: str, ids: Collection[str]) -> None:
    """Before the thing under `key` is shown: put it away if the list held it when it was last shown and holds it no
    longer. One that a link asks for beside the list stays."""
    state = st.session_state
    current = state.get(key)
    if current is not None and current not in ids and state.get(f"{key}@within") == current:
        state[key] = current = None
    state[f"{key}@within"] = current if current in ids else None
