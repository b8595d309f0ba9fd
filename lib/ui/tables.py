"""Tables: shown, clicked, taken along."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from lib.report import files
from lib.text import choices, exports, terms
from lib.text import words as w
from lib.ui.citations import sections
from lib.ui.opened import demo, plan
from lib.ui.screen import scale


def table(rows: pd.DataFrame | Styler, alt: str, widths: dict[str, int] | None = None, **options: Any) -> Any:
    """A table as tall as its rows (up to 20), with a dash for what is missing; `widths` in pixels by column. Returns
    its selection."""
    rows = rows if isinstance(rows, Styler) else sections().on_screen(rows)
    height = "content" if len(rows.index) <= 20 else 720
    columns: dict[str, Any] = (
        dict.fromkeys(choices.CODES)
        | {name: st.column_config.Column(width=int(width * scale())) for name, width in (widths or {}).items()}
        | options.pop("column_config", {})
    )
    for name, meaning in terms.help_of(plan().about.period).items():
        if (given := columns.get(name, {})) is not None:
            columns[name] = given | {"help": given.get("help") or meaning}
    return st.dataframe(
        rows,
        **{"hide_index": True, "height": height, "placeholder": w.MISSING, "alt": alt, "column_config": columns}
        | options,
    )


def tall(rows: pd.DataFrame, most: int = 16) -> int | str:
    """The height of a table that stands beside something: all its rows up to `most`, then it scrolls."""
    return "content" if len(rows) <= most else int(36 * (most + 1) * scale())


def table_with_choice(
    rows: pd.DataFrame | Styler, key: str, column: str, alt: str, column_config: dict[str, Any], name: str = "table"
) -> None:
    """A table whose clicked row sets the session's `key` to the value in `column` (not shown). `name` tells two of a
    page apart."""
    plain = getattr(rows, "data", rows)  # rows may be painted (a Styler)

    def take() -> None:
        chosen = st.session_state[f"{key}-{name}"].selection.rows
        if chosen:
            st.session_state[key] = plain[column].iloc[chosen[0]]

    table(
        rows,
        alt,
        height="auto",
        key=f"{key}-{name}",
        on_select=take,
        selection_mode="single-row",
        column_config={column: None} | column_config,
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
