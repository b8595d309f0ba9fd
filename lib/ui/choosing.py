"""Filters and choices whose state is kept in the address: what a link asks for is chosen, what is chosen can be sent as
a link."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import numpy as np
import pandas as pd
import streamlit as st

from lib.ledger.permission import each
from lib.once import once, remembering
from lib.search.matching import Searched
from lib.text import words as w
from lib.ui import address, projector

ALL = "全部"
LISTS = 200
"""Filters, each of a year and an area, whose values are kept."""
Option = TypeVar("Option")


def choose(label: str, rows: pd.DataFrame, column: str, key: str, words: Callable[[Any], str] = str) -> pd.DataFrame:
    """A filter by the values of a column (a cell may hold several, as a tuple), with their counts; kept in the URL as `key`
    by value. Returns the rows left.

    What was chosen stays, though no row has it now. A label whose count has changed while somebody clicked it is no
    value: it is dropped.
    """
    held, counts = _values(rows, column)
    options = list(counts)
    address.seed(st.session_state, st.query_params, key, options, many=True)
    gone, known = (
        [value for value in st.session_state.get(key, []) if value not in counts],
        address.notes(st.session_state).get(f"{key}@url", []),
    )
    options += [value for value in gone if str(value) in known or not str(value).endswith("）")]
    chosen = st.multiselect(
        label,
        options,
        key=key,
        persist_state="session",
        placeholder=ALL,
        format_func=lambda value: f"{words(value)}（{counts.get(value, 0)}）",
    )
    projector.said(label, "、".join(map(words, chosen)))
    address.keep(st.session_state, st.query_params, key, chosen)
    if not chosen:
        return rows
    return rows[np.array([any(value in chosen for value in values) for values in held], dtype=bool)]  # of no row too


@remembering(LISTS)
def _values(rows: pd.DataFrame, column: str) -> tuple[list[tuple[Any, ...] | list[Any] | np.ndarray], dict[Any, int]]:
    """What each cell of a column holds, and how often each value stands there."""
    held = [cell if isinstance(cell, tuple | list | np.ndarray) else (cell,) for cell in rows[column].tolist()]
    return held, _counts(rows[column].dtype, held)


def _counts(dtype: object, held: Iterable[Iterable[Any]]) -> dict[Any, int]:
    """How often each value stands in the cells, in the order of the values, or of the categories of a type that has
    some.

    >>> _counts(np.dtype(object), [("乙",), ("甲", "乙"), (None,), ()])
    {'乙': 2, '甲': 1}
    """
    found = Counter(value for values in held for value in values if not w.missing(value))
    order = dtype.categories if isinstance(dtype, pd.CategoricalDtype) else sorted(found)
    return {value: found[value] for value in order if value in found}


def choose_unit(label: str, rows: pd.DataFrame, column: str, key: str) -> pd.DataFrame:
    """The same by units: what several lead together is found under each of them."""
    apart = _each(rows, column)
    left = choose(label, apart, column, key)
    return rows if left is apart else rows.loc[left.index]


@once
def _each(rows: pd.DataFrame, column: str) -> pd.DataFrame:
    return rows.assign(**{column: rows[column].map(each)})


def find(key: str, placeholder: str, **look: Any) -> str:
    """What a list is searched for, kept in the URL as `key`."""
    text: str = st.text_input("查找", key=key, bind="query-params", type="search", placeholder=placeholder, **look)
    projector.said("查找", text)
    return text


def search_in(
    rows: pd.DataFrame, every: pd.DataFrame, searched: Callable[[], Searched], key: str, placeholder: str, **look: Any
) -> pd.DataFrame:
    """A filter by what is typed, kept in the URL as `key`. Returns the rows left: `rows` are some of `every`, by index;
    `searched` are all of these ready to be searched, in their order."""
    text = find(key, placeholder, **look)
    return rows[rows.index.isin(every.index[searched().holding(text)])] if text else rows


def switches(label: str, names: pd.Series, key: str, default: list[str]) -> list[str]:
    """Several out of a few, all in sight: `names` by id; the ids are kept in the URL as `key`. Until somebody chooses, it
    is the `default`, which may change."""
    address.seed(st.session_state, st.query_params, key, list(names.index), many=True)
    notes = address.notes(st.session_state)
    if key not in st.session_state or st.session_state[key] == notes.get(f"{key}@default"):
        st.session_state[key] = default
    notes[f"{key}@default"] = default
    chosen = st.pills(
        label,
        list(names.index),
        selection_mode="multi",
        key=key,
        format_func=lambda i: names[i],
        persist_state="session",
        label_visibility="collapsed",
    )
    address.keep(st.session_state, st.query_params, key, chosen)
    return chosen


def _options(label: str, names: pd.Series, key: str) -> list[Any]:
    """The ids of `names`; the session holds one of them under `key`, as the URL asks, else the first. Where there is
    none the page says so and ends."""
    options = list(names.index)
    if not options:
        st.header(f"还没有{label}")
        st.info("这份规划的 data/ 文件夹里还没有填。", icon=":material/inbox:")
        st.stop()
    address.seed(st.session_state, st.query_params, key, options, many=False)
    if st.session_state.get(key) not in options:
        st.session_state[key] = options[0]
    return options


def pick(label: str, names: pd.Series, key: str) -> Any:
    """One thing out of many: `names` by id; the id is kept in the URL as `key`."""
    options, named = _options(label, names, key), names.to_dict()
    chosen = st.selectbox(label, options, key=key, persist_state="session", format_func=named.__getitem__)
    projector.said(label, named[chosen])
    address.keep(st.session_state, st.query_params, key, [chosen])
    return chosen


def one_of(label: str, names: pd.Series, key: str, **look: Any) -> Any:
    """One out of a few, all in sight: `names` by id; the id is kept in the URL as `key`."""
    chosen = st.segmented_control(
        label,
        _options(label, names, key),
        required=True,
        key=key,
        format_func=lambda i: names[i],
        persist_state="session",
        **look,
    )
    address.keep(st.session_state, st.query_params, key, [chosen])
    return chosen


def bound(label: str, options: list[Option], default: Option, key: str, always: bool = False, **look: Any) -> Option:
    """One out of a few, bound to the URL as `key` by Streamlit itself, which leaves its default out of it. `always`: what
    is chosen stands there in any case, so that a link shows the same when the default is another one.

    A link that ends in `key=` and nothing empties the control, required or not. Only before it is drawn may a control
    be given its value: hence the second run.
    """
    if always and key not in st.session_state and st.query_params.get(key) not in [str(option) for option in options]:
        st.query_params[key] = str(default)
    if st.session_state.get(key, default) is None:
        st.session_state[key] = default
    chosen: Option | None = st.segmented_control(
        label,
        options,
        default=None if always else default,
        required=True,
        key=key,
        bind="query-params",
        persist_state="session",
        **look,
    )
    if chosen is None:
        st.rerun()
    return chosen


def slide(label: str, low: float, high: float, default: float, step: float, key: str, of: str) -> float:
    """A slider kept in the URL that starts anew when the thing it belongs to (`of`) changes. Its range may change
    meanwhile."""
    notes = address.notes(st.session_state)
    if notes.get(f"{key}@of", of) != of:
        st.session_state[key] = default
    notes[f"{key}@of"] = of
    if key not in st.session_state:
        st.session_state[key] = address.number(st.query_params, key, low, high, default)
    st.session_state[key] = min(max(st.session_state[key], low), high)
    value = st.slider(label, low, high, step=step, key=key, persist_state="session")
    address.keep(st.session_state, st.query_params, key, [value])
    return value
