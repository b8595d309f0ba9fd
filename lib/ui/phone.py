"""A list on a phone: a card a row, in pages; a tap opens it."""

from collections.abc import Callable
from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

from lib import theme
from lib.text import words as w
from lib.ui.links import link

PAGE = 10
"""Cards on one page."""


class Card(NamedTuple):
    """How a row of a table reads as a card: the columns of its name, its badge and two or three facts. `leads` is the
    page it leads to, what is chosen there, and the column that says which one; () where it leads nowhere."""

    title: str
    status: str
    facts: tuple[str, ...]
    leads: tuple[str, str, str] | tuple[()] = ()


def cards(rows: pd.DataFrame, card: Card, key: str, take: Callable[[int], None] | None = None) -> None:
    """The rows as cards; a tap on a name calls `take` with the position of its row, where it is given."""
    pages = -(-len(rows) // PAGE)
    if st.session_state.get(f"{key}-page", 1) > pages:
        st.session_state[f"{key}-page"] = 1
    at = st.pagination(pages, key=f"{key}-page", persist_state="session") if pages > 1 else 1
    for position in range((at - 1) * PAGE, min(at * PAGE, len(rows))):
        with st.container(border=True, gap="xsmall", key=f"{key}-card-{position}"):
            _one(rows.iloc[position], card, take and (lambda position=position: take(position)))


def _one(row: Any, card: Card, take: Callable[[], None] | None) -> None:
    title = str(row[card.title])
    if not w.missing(row[card.status]) and row[card.status]:
        st.markdown(_said(row[card.status]))
    if take:
        st.button(f"**{w.literal(title)}**", key=f"card-{row.name}-{title}", on_click=take, type="tertiary")
    elif card.leads:
        page, key, column = card.leads
        link(page, title, **{key: str(row[column])})
    else:
        st.markdown(f"**{w.literal(title)}**")
    told = [f"{name}　{_said(row[name])}" for name in card.facts if name in row and _known(row[name])]
    if told:
        st.caption("  \n".join(told))


def _said(cell: object) -> str:
    """A cell (Markdown); badges coloured and apart.

    >>> _said("▲ 达到进度"), _said("▲ 达到进度,▼ 滞后"), _said("*甲*")
    (':green-badge[▲ 达到进度]', ':green-badge[▲ 达到进度]\\u3000:red-badge[▼ 滞后]', '\\\\*甲\\\\*')
    """
    parts = str(cell).split(theme.SEVERAL)
    return "　".join(map(theme.in_colour, parts)) if theme.TONES.keys() >= {*parts} else w.literal(cell)


def _known(cell: object) -> bool:
    return not w.missing(cell) and cell not in ("", w.MISSING)
