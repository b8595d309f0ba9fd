"""Which outline of a file belongs to which spatial unit: by id, by name, by another name; what is not clear is not
guessed."""

import unicodedata
from typing import NamedTuple

import geopandas
import pandas as pd

BY = ("编号", "名称", "别名")
IDS, NAMES = ("id", "slug", "编号", "代码"), ("name", "名称", "单元")
"""Heads of the columns that say what an outline is where nothing in the file is the name of a unit."""


class Match(NamedTuple):
    """An outline: its number in the file from 1, what the file calls it, the unit (id and name; "" for none), by what it
    was found, and why it was not."""

    number: int
    called: str
    unit: str
    name: str
    by: str
    problem: str


def plain(words: object) -> str:
    """A name as it is compared: without width, blanks, brackets and case.

    >>> plain("栗雨 园（一期）") == plain("栗雨园(一期)"), plain(None)
    (True, '')
    """
    text = unicodedata.normalize("NFKC", words if isinstance(words, str) else "")
    return "".join(sign for sign in text if sign.isalnum()).casefold()


def match(frame: geopandas.GeoDataFrame, units: pd.DataFrame) -> list[Match]:
    """Every outline with its unit. `units` has `id, name, other_names` (separated by ";").

    All are looked for in that column of the file in which most are found.
    """
    known = _known(units)
    texts = [name for name in frame.columns if name != "geometry" and frame[name].map(type).eq(str).any()]
    counts = {name: sum(plain(cell) in known for cell in frame[name]) for name in texts}
    likely = sorted(texts, key=lambda name: (-counts[name], name.lower() not in IDS, name.lower() not in NAMES))
    cells = frame[likely[0]] if likely else pd.Series("", index=frame.index)
    names = dict(zip(units["id"], units["name"], strict=True))
    found = [_of(number, cell, known, names) for number, cell in enumerate(cells, start=1)]
    taken = pd.Series([one.unit for one in found]).value_counts()
    return [
        one._replace(unit="", by="", problem=f"{one.name}在文件里有{taken[one.unit]}个图形，请合并成一个或删去多余的")
        if one.unit and taken[one.unit] > 1
        else one
        for one in found
    ]


def _known(units: pd.DataFrame) -> dict[str, list[tuple[str, str]]]:
    """What a unit may be called, with the units (id, by what); an id goes before a name, a name before another name."""
    known: dict[str, list[tuple[str, str]]] = {}
    others = [[part for part in (names or "").split(";") if part] for names in units["other_names"].fillna("")]
    given = {"编号": [[key] for key in units["id"]], "名称": [[name] for name in units["name"]], "别名": others}
    for by in BY:
        found: dict[str, list[tuple[str, str]]] = {}
        for key, words in zip(units["id"], given[by], strict=True):
            for word in words:
                found.setdefault(plain(word), []).append((key, by))
        known = found | known
    return known


def _of(number: int, cell: object, known: dict[str, list[tuple[str, str]]], names: dict[str, str]) -> Match:
    called = cell.strip() if isinstance(cell, str) else ""
    found = known.get(plain(called), []) if called else []
    if len(found) == 1:
        return Match(number, called, found[0][0], names[found[0][0]], found[0][1], "")
    if not called:
        return Match(number, "（没有名称）", "", "", "", "没有编号或名称，请在属性表里填上单元的名称")
    several = "、".join(f"{names[key]}（{key}）" for key, _ in found)
    return Match(number, called, "", "", "", f"可能是{several}，请写编号" if several else "这一层里没有这个单元")
