"""How units call an indicator, in words and tables: names that mean none yet, and those that were confirmed."""

from collections.abc import Mapping, Sequence
from typing import Protocol

import pandas as pd

from lib.ledger.record import Entry, entry
from lib.text import choices

WRITTEN, MEANT, SURE = "文件中写的", "就是规划的", "记住"
"""Columns of the table of names that mean no indicator."""


class Nearest(Protocol):
    """What finds the indicator whose name looks most like another."""

    def nearest(self, name: str) -> str:
        """Its name; "" where none does."""


def indicator_names(indicators: pd.DataFrame) -> dict[str, str]:
    """The slugs of the indicators by name; those of one name apart by unit."""
    told = choices.apart(
        indicators["name"].tolist(), indicators["unit"].fillna("").tolist(), indicators["slug"].tolist()
    )
    return dict(zip(told, indicators["slug"], strict=True))


def title(unknown: tuple[str, ...], known: Sequence[Mapping[str, object]]) -> str:
    """How many names are not known, and how many were confirmed."""
    parts = [f"{len(unknown)}个名称读不懂" if unknown else "", f"记住了{len(known)}个说法" if known else ""]
    return "指标的说法：" + "，".join(part for part in parts if part)


def table(unknown: tuple[str, ...], words: Nearest, names: Mapping[str, str]) -> pd.DataFrame:
    """Names that mean no indicator, each with the one that looks most like it."""
    known = set(names)
    near = [name if (name := words.nearest(text)) in known else None for text in unknown]
    return pd.DataFrame({WRITTEN: list(unknown), MEANT: near, SURE: [False] * len(unknown)}).astype({MEANT: object})


def confirmed(edited: pd.DataFrame, names: Mapping[str, str]) -> list[Entry]:
    """The records that remember the names that were ticked."""
    rows = edited[edited[SURE] & edited[MEANT].notna()]
    return [
        entry("alias_confirmed", {"name": name, "indicator": names[meant]})
        for name, meant in zip(rows[WRITTEN], rows[MEANT], strict=True)
    ]
