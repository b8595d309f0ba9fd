"""The terms of the method and what they mean: one table, `terms.csv`, for tooltips, the glossary and the search."""

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from lib.measure.constants import IN_FORCE
from lib.measure.period import Period


class Term(NamedTuple):
    """A term, its `subject`, what it means, and the `columns` of tables that hold it."""

    term: str
    columns: tuple[str, ...]
    subject: str
    meaning: str


def _read() -> tuple[Term, ...]:
    with Path(__file__).with_suffix(".csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Term(row["term"], tuple(filter(None, row["columns"].split(";"))), row["subject"], row["meaning"])
            for row in csv.DictReader(file)
        )


_TERMS = _read()


def terms(period: Period) -> list[Term]:
    """All terms in the order of the glossary, with the years of a plan and the thresholds in force.

    >>> next(term for term in terms(Period(2015, 2020, 2018, 2010)) if term.term == "时间进度").meaning
    '规划期已经过去的部分：(评估年 − 2015) ÷ 5。'
    """
    known = {"base": period.base, "end": period.end, "span": period.span} | IN_FORCE._asdict()
    return [term._replace(meaning=term.meaning.format(**known)) for term in _TERMS]


@cache
def help_of(period: Period) -> dict[str, str]:
    """What the head of a column says to who points at it, by the name of the column. Shared: never change it."""
    return {column: term.meaning for term in terms(period) for column in term.columns}


def table(found: list[Term]) -> pd.DataFrame:
    """The glossary as a table."""
    return pd.DataFrame(
        [(one.term, one.subject, one.meaning) for one in found], columns=["用语", "归类", "含义"], dtype=object
    )


def programmes(rows: pd.DataFrame) -> pd.DataFrame:
    """The programmes that the plan names: their names, kind, meaning, and the lines on which they stand."""
    return pd.DataFrame(
        {
            "名称": rows["name"],
            "其他说法": rows["other_names"].fillna("").str.replace(";", "、"),
            "类别": rows["kind"],
            "含义": rows["meaning"],
            "规划行号": rows["lines"].str.replace(";", "、"),
        }
    )
