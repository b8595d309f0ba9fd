"""Tables on paper: all rows of what a screen shows a part of."""

from typing import Any

import pandas as pd
import streamlit as st

from lib.measure.constants import VERDICTS
from lib.text import words as w
from lib.theme import badge, colour
from lib.ui.drawn import parts

_PARTS = parts("paper/rows", "paper/rows.js")
COLUMNS = 7
"""Columns that a sheet across has room for; the first ones are printed."""
COLOURS = {badge(verdict): colour(verdict, "light") for verdict in VERDICTS}
"""What a verdict is printed in, by how it stands in a table."""


def rows(table: pd.DataFrame, alt: str, key: str, hidden: set[str]) -> None:
    """All rows of a table for paper, in its first columns that are not `hidden`. Nothing is drawn before somebody
    prints."""
    if len(table):
        st.components.v2.component("rows", **_PARTS)(data=printed(table, alt, hidden), key=f"rows-{key}")


def printed(table: pd.DataFrame, alt: str, hidden: set[str]) -> dict[str, Any]:
    """All rows as words: `head`, `rows`, which columns are `numbers`, a `title` that says how many rows there are and
    which columns have no room.

    >>> printed(pd.DataFrame({"编号": ["a"], "项目": ["甲"], "投资": [1.5]}), "项目一览", {"编号"})["rows"]
    [['甲', '1.5']]
    """
    lists = [name for name, cells in table.items() if len(cells) and isinstance(cells.iloc[0], list | tuple)]
    columns = [name for name in table.columns if name not in hidden and name not in lists]
    shown, left = columns[:COLUMNS], columns[COLUMNS:]
    more = f"，另有{'、'.join(map(str, left))}见屏幕或下载的表格" if left else ""
    return {
        "head": [str(name) for name in shown],
        "rows": [list(cells) for cells in zip(*(_words(table[name]) for name in shown), strict=True)],
        "colours": COLOURS,
        "numbers": [at for at, name in enumerate(shown) if pd.api.types.is_numeric_dtype(table[name])],
        "title": f"{alt}：全部{len(table)}行{more}",
    }


def _words(cells: pd.Series) -> list[str]:
    """The cells of a column as words; whole numbers without separators, as years are."""
    if pd.api.types.is_bool_dtype(cells):
        return ["是" if cell else "否" for cell in cells]
    if pd.api.types.is_integer_dtype(cells):
        return [w.MISSING if missing else str(cell) for cell, missing in zip(cells, cells.isna(), strict=True)]
    if pd.api.types.is_float_dtype(cells):
        return [w.number(round(cell, 2)) for cell in cells]
    return [w.MISSING if missing else str(cell) for cell, missing in zip(cells, cells.isna(), strict=True)]
