"""How a register that is filtered is called, on the page and in the name of its files."""

from collections.abc import Mapping, Sequence
from typing import Any

from lib.about import About
from lib.text.projects import EVERYTHING, option

NAMED = 3
"""Filters that the name of a file tells."""


def listed(name: str, chosen: Mapping[str, Sequence[Any]], text: str) -> str:
    """The list as filtered: one that is filtered is not 全部项目.

    >>> listed("全部项目", {"stage": []}, ""), listed("全部项目", {"stage": ["在建"]}, ""), listed("重点民生实事", {}, "桥")
    ('全部项目', '符合条件的项目', '重点民生实事')
    """
    return "符合条件的项目" if name == EVERYTHING and (text or any(chosen.values())) else name


def called(name: str, area: str, year: int, chosen: Mapping[str, Sequence[Any]], text: str, about: About) -> str:
    """The name of a file of the register as filtered.

    >>> called("全部项目", "两区", 2018, {"stage": []}, "", None), called("全部项目", "两区", 2018, {"stage": ["在建"]}, "桥", None)
    ('全部项目-两区-2018', '项目-在建-“桥”-两区-2018')
    """
    told = [option(facet, value, about) for facet, found in chosen.items() for value in found]
    told += [f"“{text}”"] if text else []
    several = told if len(told) <= NAMED else [*told[:NAMED], f"等{len(told)}个条件"]
    return "-".join(["项目" if told and name == EVERYTHING else name, *several, area, f"{year}"]).replace("/", "、")
