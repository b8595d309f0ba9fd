"""A frame's row as a declared record: its columns, their types and what they mean are written once, in its class.

pandas is imported when a frame is made: the process that reads a file declares rows, makes none, and starts for every
file.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, Self, get_type_hints

if TYPE_CHECKING:
    import pandas as pd

DTYPES: dict[object, str] = {
    float: "float64",
    int: "int64",
    bool: "bool",
    int | None: "Int64",
    bool | None: "boolean",
    datetime | None: "datetime64[s]",
}


def text(meaning: str, default: str = "") -> Any:
    """A column of words or codes."""
    return _column(meaning, default)


def number(meaning: str, default: float = float("nan")) -> Any:
    """A column of figures, NaN where one is missing."""
    return _column(meaning, default)


def whole(meaning: str, default: int = 0) -> Any:
    """A column of whole numbers."""
    return _column(meaning, default)


def flag(meaning: str, default: bool = False) -> Any:
    """A column of yes and no."""
    return _column(meaning, default)


def anything(meaning: str, default: Any) -> Any:
    """A column of anything else that is always there."""
    return _column(meaning, default)


def maybe(meaning: str) -> Any:
    """A column of anything that may be missing: None."""
    return _column(meaning, None)


def _column(meaning: str, default: Any) -> Any:
    return field(default=default, metadata={"meaning": meaning})


class Column(NamedTuple):
    """A column as its field declares it; `optional`: None stands for what is missing."""

    dtype: str
    optional: bool
    meaning: str


@dataclass(frozen=True, slots=True)
class Row:
    """What all declared rows have: made from a frame, and making one. Each field is a column of the same name."""

    @classmethod
    def columns(cls) -> dict[str, Column]:
        """The columns by name, in the order of the fields."""
        return _columns(cls)  # type: ignore[arg-type]  # a class is hashable, whatever its rows are

    @classmethod
    def check(cls, frame: pd.DataFrame) -> pd.DataFrame:
        """The same frame, which may have more columns; KeyError naming what it lacks if it has not all of them."""
        held = set(frame.columns)  # an index is slow to ask
        if lacking := [name for name in cls.columns() if name not in held]:
            raise KeyError(f"{cls.__name__} lacks {', '.join(lacking)}")
        return frame

    @classmethod
    def of(cls, frame: pd.DataFrame) -> list[Self]:
        """The rows of a frame in its order. KeyError if it has not all columns."""
        import pandas as pd

        columns, place = cls.columns(), {name: i for i, name in enumerate(cls.check(frame).columns)}
        at, optional = [place[name] for name in columns], [column.optional for column in columns.values()]
        made = []
        for cells in frame.to_numpy(dtype=object).tolist():  # far cheaper than column by column where there is one row
            values = [cells[i] for i in at]
            made.append(cls(*(None if may and pd.isna(v) else v for v, may in zip(values, optional, strict=True))))
        return made

    @classmethod
    def first(cls, frame: pd.DataFrame) -> Self:
        """The first row of a frame; IndexError if it has none."""
        return cls.of(frame.iloc[:1])[0]

    @classmethod
    def by(cls, frame: pd.DataFrame, column: str = "id") -> dict[str, Self]:
        """The rows of a frame by the text of one of its columns; of equals the last."""
        return dict(zip(frame[column], cls.of(frame), strict=True))

    @classmethod
    def frame(cls, rows: Iterable[Self] = ()) -> pd.DataFrame:
        """A frame of rows; with all its columns when there are none."""
        import pandas as pd

        columns = cls.columns()
        cells = [[getattr(row, name) for name in columns] for row in rows]
        made = pd.DataFrame(cells, columns=list(columns), dtype=object)  # words that are missing stay None
        return made.astype({name: one.dtype for name, one in columns.items()})


@cache
def _columns(cls: Any) -> dict[str, Column]:
    hints = get_type_hints(cls)
    return {
        one.name: Column(DTYPES.get(hints[one.name], "object"), one.default is None, one.metadata["meaning"])
        for one in fields(cls)
    }
