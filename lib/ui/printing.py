"""Tables on paper: all rows of what a screen shows a part of."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from lib.text import words as w
from lib.theme import TONES, palette
from lib.ui.drawn import parts

_PARTS = parts("paper/rows", "paper/rows.js")
COLOURS = {badge: palette("light")[tone] for badge, tone in TONES.items()}
"""What a badge is printed in."""


def rows(data: bytes, key: str) -> None:
    """All rows of a table for paper, as `printed` gives them, in JSON. Nothing is read or drawn before somebody
    prints."""
    st.components.v2.component("rows", **_PARTS)(data=data, key=f"rows-{key}")


def printed(table: pd.DataFrame, alt: str, shown: Sequence[str], offered: Sequence[str] = ()) -> dict[str, Any]:
    """All rows as words: `head`, `rows`, which columns are `numbers`, a `title` that says how many rows there are and
    which columns are left out.

    >>> found = printed(pd.DataFrame({"项目": ["甲"], "投资": [1.5], "说明": ["无"]}), "项目", ["项目", "投资"], ["说明"])
    >>> found["rows"], found["title"]
    ([['甲', '1.5']], '项目：全部1行，另有说明见屏幕或下载的表格')
    """
    lists = {name for name in shown if isinstance(table[name].iloc[0], list | tuple | np.ndarray)}
    columns = [name for name in shown if name not in lists]
    left = [name for name in offered if name not in shown]
    more = f"，另有{'、'.join(left)}见屏幕或下载的表格" if left else ""
    return {
        "head": columns,
        "rows": list(map(list, zip(*(_words(table[name]) for name in columns), strict=True))),
        "colours": COLOURS,
        "numbers": [at for at, name in enumerate(columns) if pd.api.types.is_numeric_dtype(table[name])],
        "title": f"{alt}：全部{len(table)}行{more}",
    }


def _words(cells: pd.Series) -> list[str]:
    """The cells of a column as words; whole numbers without separators, as years are."""
    if pd.api.types.is_bool_dtype(cells):
        return ["是" if cell else "否" for cell in cells]
    if pd.api.types.is_float_dtype(cells):
        return [w.number(round(cell, 2)) for cell in cells]
    missing, told = cells.isna().to_numpy(), list(map(str, cells.tolist()))
    if missing.any():
        told = [w.MISSING if none else cell for none, cell in zip(missing.tolist(), told, strict=True)]
    return told
