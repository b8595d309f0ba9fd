"""Tables: shown, clicked, taken along. At most six columns stand in one, the others are added by whoever wants them."""

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from lib import theme
from lib.report import files
from lib.text import choices, exports, terms
from lib.text import words as w
from lib.ui import prepared, printing
from lib.ui.choosing import switches
from lib.ui.citations import sections
from lib.ui.opened import demo, plan
from lib.ui.phone import Card, cards
from lib.ui.screen import mode, narrow, scale

MOST, BEFORE_A_ROOM = 6, 5
"""Columns that a table shows unless more are asked for: on a desk, on a projector."""
LINE, WRAPPED, MORE = 36, 56, 19
"""Pixels of a row of one line, of one whose text is wrapped up to three (Streamlit wraps from four times the letter up),
of each line above."""


def table(
    rows: pd.DataFrame,
    alt: str,
    widths: dict[str, int] | None = None,
    first: Sequence[str] = (),
    more: str = "",
    card: Card | None = None,
    **options: Any,
) -> Any:
    """A table as tall as its rows (up to 20), with a dash for what is missing; badges are coloured chips, text that is
    longer than its column is wrapped. `widths` in pixels by column; `first` are the columns that stand there (else the
    first ones), the others are chosen and kept in the address under `more`. On a phone cards, where it is said what
    stands on one. Returns its selection."""
    cells, cited = prepared.Cells(rows), sections()
    rows = prepared.on_screen(cells, cited)
    if card and narrow():
        return cards(rows, card, more)
    config = dict.fromkeys(choices.CODES) | options.pop("column_config", {})
    offered = [name for name in rows.columns if name not in config or config[name] is not None]
    shown = [name for name in first or offered if name in offered][: MOST if scale() == 1 else BEFORE_A_ROOM]
    place = st.container()
    if more and len(offered) > len(shown):
        shown += _others([name for name in offered if name not in shown], more)
    widths = {name: int(width * scale()) for name, width in (widths or {}).items()}
    chips = {name: _chip(widths.get(name)) for name in shown if name in prepared.badges(cells)}
    plain = {name: st.column_config.Column(width=width) for name, width in widths.items()}
    lines = prepared.lines(cells, cited, shown, widths, scale())
    tall = int((LINE if lines == 1 else WRAPPED + MORE * max(0, lines - 3)) * scale())
    few = len(rows) <= (20 if lines == 1 else 12)
    look = {"hide_index": True, "height": "content" if few else 720, "placeholder": w.MISSING, "row_height": tall}
    columns = {"alt": alt, "column_order": shown, "column_config": _explained(plain | config | chips)}
    with place:
        chosen = st.dataframe(prepared.sent(cells, cited), **(look | columns | options))
        _on_paper(cells, alt, options.get("key") or alt, shown, offered)
    return chosen


def on_paper(rows: pd.DataFrame, alt: str, key: str, shown: Sequence[str]) -> None:
    """All rows of a table that is filled in, for paper, in the columns that are `shown`."""
    _on_paper(prepared.Cells(rows), alt, key, shown, ())


def _on_paper(cells: prepared.Cells, alt: str, key: str, shown: Sequence[str], offered: Sequence[str]) -> None:
    if len(cells.rows):
        printing.rows(prepared.printed(cells, sections(), alt, tuple(shown), tuple(offered)), key)


def _explained(config: dict[str, Any]) -> dict[str, Any]:
    """The heads of columns that hold a term of the method say what it means to who points at them."""
    meant = terms.help_of(plan().about.period)
    given = {name: config.get(name, {}) for name in meant}
    return config | {
        name: one | {"help": one.get("help") or meant[name]} for name, one in given.items() if one is not None
    }


def _others(names: list[str], key: str) -> list[str]:
    """The columns that are added, chosen beneath the table."""
    if key in st.session_state:
        st.session_state[key] = [name for name in st.session_state[key] if name in names]
    with st.popover("列", icon=":material/view_column:", type="tertiary", help="在表中再加几列；下载的表格总有全部列"):
        return switches("再加几列", pd.Series(names, index=names, dtype=object), key, [])


def _chip(width: int | None) -> Any:
    colours = theme.chips(mode())
    return st.column_config.MultiselectColumn(options=list(colours), color=list(colours.values()), width=width)


def tall(rows: pd.DataFrame, most: int = 16) -> int | str:
    """The height of a table that stands beside something: all its rows up to `most`, then it scrolls."""
    return "content" if len(rows) <= most else int(36 * (most + 1) * scale())


def table_with_choice(
    rows: pd.DataFrame,
    key: str,
    column: str,
    alt: str,
    column_config: dict[str, Any],
    name: str = "table",
    card: Card | None = None,
    several: bool = False,
    **options: Any,
) -> None:
    """A table whose clicked row sets the session's `key` to the value in `column` (not shown); on a phone cards, where
    it is said what stands on one. `several`: the key holds a list. `name` tells two of a page apart; `options` as `table` takes them."""

    def open_(position: int) -> None:
        found = rows[column].iloc[position]
        st.session_state[key] = [found] if several else found

    def take() -> None:
        chosen = st.session_state[f"{key}-{name}"].selection.rows
        if chosen:
            open_(chosen[0])

    if card and narrow():
        cards(rows, card, f"{key}-{name}", open_)
        return
    table(
        rows,
        alt,
        height="auto",
        key=f"{key}-{name}",
        on_select=take,
        selection_mode="single-row",
        column_config={column: None} | column_config,
        **options,
    )


def download(rows: pd.DataFrame | Callable[[], pd.DataFrame], name: str, key: str) -> None:
    """Buttons that save a table, or what makes it, as filtered: CSV (UTF-8 with BOM, formulas neutralised) and Excel,
    made when asked for: then no page is running, so all that it needs of one is taken beforehand."""

    def made() -> pd.DataFrame:
        return rows() if callable(rows) else rows

    name, mark, about = exports.named(name, demo()), exports.mark(demo()), plan().about
    save: dict[str, Any] = {"on_click": "ignore", "type": "tertiary", "icon": ":material/download:"}
    with st.container(horizontal=True, width="content", key=f"{key}-files"):
        st.download_button(
            "下载表格", lambda: exports.csv(made()), f"{name}.csv", "text/csv", key=key, help="CSV", **save
        )
        st.download_button(
            "Excel",
            lambda: files.table(made(), name, mark, about=about),
            f"{name}.xlsx",
            files.SHEET,
            key=f"{key}-xlsx",
            **save,
        )
