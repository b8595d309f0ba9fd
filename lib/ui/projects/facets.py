"""Filters by several facets with live counts."""

from collections.abc import Callable
from typing import Any

import numpy as np
import streamlit as st

from lib import ui
from lib.projects.facets import Facets
from lib.ui import address, projector

FACET_WIDTH = 127
"""Pixels: nine filters stand in one row on a desk, two on a phone."""
Words = Callable[[str, Any], str]
Order = Callable[[str, Any], tuple[Any, ...]]


def facets(
    index: Facets,
    labels: dict[str, str],
    among: np.ndarray,
    words: Words,
    order: Order,
    apart: dict[str, tuple[str, np.ndarray]],
) -> dict[str, list[Any]]:
    """Filters by several facets, kept in the address; beside each value the rows it would leave, given all other
    filters.

    `labels` by facet; `words(facet, value)` is how a value reads, `order(facet, value)` where it stands; `apart` by
    facet a word and the rows that are counted apart under it. Returns the values chosen by facet.
    """
    for facet in labels:
        address.seed(st.session_state, st.query_params, facet, index.options(facet), many=True)
    chosen = {
        facet: [value for value in st.session_state.get(facet, []) if value in index.options(facet)] for facet in labels
    }
    counts = index.counts(chosen, among)
    for facet, label in labels.items():
        st.session_state[facet] = chosen[facet]
        word, rows = apart.get(facet, ("", among & False))
        own = index.counts(chosen, among & rows)[facet] if rows.any() else {}
        told = {value: f"{n}，{word}{own[value]}" if own.get(value) else f"{n}" for value, n in counts[facet].items()}
        _facet(facet, label, told, chosen[facet], words, order)
        address.keep(st.session_state, st.query_params, facet, chosen[facet])
    return chosen


def _facet(facet: str, label: str, counts: dict[Any, str], chosen: list[Any], words: Words, order: Order) -> None:
    options = sorted(
        (value for value, n in counts.items() if n != "0" or value in chosen), key=lambda value: order(facet, value)
    )
    st.multiselect(
        label,
        options,
        key=facet,
        persist_state="session",
        placeholder=ui.ALL,
        width=FACET_WIDTH,
        format_func=lambda value: f"{words(facet, value)}（{counts.get(value, 0)}）",
    )
    projector.said(label, "、".join(words(facet, value) for value in chosen))
