"""How a table looks follows from its cells alone: it is worked out once for the same cells, whoever looks at them."""

import json
import math
import pickle
from collections.abc import Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b

import pandas as pd
import pyarrow as pa

from lib import theme
from lib.text import words as w
from lib.text.citation import Sections
from lib.ui import printing

KEPT = 400
"""Tables of which it is kept, those looked at last."""
HALF = 6.7
"""Pixels of half a sign in a table."""
LINES = 5
"""Lines that a cell shows; the rest of a long text appears when one points at it."""


class Cells:
    """A table, equal to every other with the same cells. Its `rows` are shared: never change them in place.

    >>> Cells(pd.DataFrame({"a": ["x"]})) == Cells(pd.DataFrame({"a": ["x"]})) != Cells(pd.DataFrame({"a": ["y"]}))
    True
    """

    def __init__(self, rows: pd.DataFrame) -> None:
        self.rows = rows
        self._key = blake2b(pickle.dumps(rows, pickle.HIGHEST_PROTOCOL), digest_size=16).digest()

    def __hash__(self) -> int:
        return hash(self._key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Cells) and other._key == self._key


@lru_cache(maxsize=KEPT)
def on_screen(cells: Cells, sections: Sections) -> pd.DataFrame:
    """The table with chapters and sections in the place of lines."""
    return sections.on_screen(cells.rows)


@lru_cache(maxsize=KEPT)
def sent(cells: Cells, sections: Sections) -> pa.Table | pd.DataFrame:
    """The same as it goes to the browser; as it is where Streamlit has to mend it first (values of several kinds in a
    column)."""
    rows = on_screen(cells, sections)
    try:
        return pa.Table.from_pandas(rows)
    except (pa.ArrowException, OverflowError):
        return rows


@lru_cache(maxsize=KEPT)
def printed(cells: Cells, sections: Sections, alt: str, shown: tuple[str, ...], offered: tuple[str, ...]) -> bytes:
    """All rows for paper (see printing.printed) as JSON in UTF-8."""
    found = printing.printed(on_screen(cells, sections), alt, shown, offered)
    return json.dumps(found, ensure_ascii=False).encode()


@lru_cache(maxsize=KEPT)
def badges(cells: Cells) -> frozenset[str]:
    """The columns that hold badges (one in a cell or several) and nothing else."""
    return frozenset(str(name) for name in cells.rows.columns if _badges(cells.rows[name]))


def _badges(cells: pd.Series) -> bool:
    if isinstance(cells.dtype, pd.CategoricalDtype) or not pd.api.types.is_string_dtype(cells):
        return False
    found = {part for text in cells.dropna().unique() for part in text.split(theme.SEVERAL)} - {"", w.MISSING}
    return bool(found) and theme.TONES.keys() >= found


def lines(cells: Cells, sections: Sections, shown: Sequence[str], widths: Mapping[str, int], scale: float) -> int:
    """The lines of the longest text, in those columns whose width (pixels) is given."""
    longest = _longest(cells, sections)
    needed = [
        longest[name] * HALF * scale / (widths[name] - 16) for name in widths if name in shown and name in longest
    ]
    return min(LINES, max(1, *map(math.ceil, needed)) if needed else 1)


@lru_cache(maxsize=KEPT)
def _longest(cells: Cells, sections: Sections) -> dict[str, int]:
    """The width of the longest text of each column that holds texts, in half widths of a sign."""
    rows = on_screen(cells, sections)
    texts = [name for name in rows.columns if pd.api.types.is_string_dtype(rows[name])]
    return {name: max(map(_length, rows[name].dropna().unique()), default=0) for name in texts}


@lru_cache(maxsize=20_000)
def _length(text: str) -> int:
    """The width of a text in half widths of a sign.

    >>> _length("GDP增长")
    7
    """
    return sum(1 if sign < "ÿ" else 2 for sign in text)
