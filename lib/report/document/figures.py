"""The figures of a clause as documents write them: with the same decimals beside one another."""

import pandas as pd

from lib.measure.clause import Measured
from lib.text import words as w


def even(row: Measured) -> int | None:
    """With how many decimals the figures of a clause stand beside one another: as many as the most exact of base and
    actual has, three at most; None where they are as the plan prints them.

    >>> even(Measured(base=268.4, actual=361.12345)), even(Measured(base=16.0, actual=17.0))
    (3, 0)
    """
    return max((_places(value) for value in (row.base, row.actual) if value == value), default=None)


def _places(value: float) -> int:
    return min(len(f"{abs(value):.4f}".rstrip("0").partition(".")[2]), 3)


def base(row: Measured) -> str:
    """The base of a clause with its unit, with the decimals of its figures; a rate or a sum begins with none.

    >>> base(Measured(kind="share", base=47.0, actual=49.75, unit="%")), base(Measured(kind="annual_growth", base=268.4))
    ('47.00%', '［年均］')
    """
    if row.traits.base is not None:
        return "［年均］" if row.traits.yearly else "［累计］"
    return w.quantity(row.base, row.unit, even(row), row.base_operator)


def latest(row: Measured, year: int) -> str:
    """The latest figure of a clause with the decimals of its figures, and with its year where that is not `year`.

    >>> of = {"actual": 49.75, "actual_year": 2018.0, "actual_operator": "=", "unit": "%"}
    >>> latest(Measured(kind="share", base=47.0, **of), 2018), latest(Measured(kind="share", base=47.0, **of), 2019)
    ('49.75%', '49.75%（2018年）')
    """
    if pd.isna(row.actual):
        return w.MISSING
    then = "" if int(row.actual_year) == year else f"（{int(row.actual_year)}年）"
    if not row.traits.numeric:
        return f"{'已完成' if row.actual == 1 else '未完成'}{then}"
    if row.traits.chained:
        return f"{w.number(row.actual, 2)}%{then}"
    return f"{w.quantity(row.actual, row.unit, even(row), row.actual_operator)}{then}"


def of_year(row: Measured, value: float, beside: tuple[float, ...], operator: str = "=") -> str:
    """The plan or the figure of one year, with the decimals that those `beside` it have, two at most.

    >>> of_year(Measured(kind="share", unit="%"), 51.0, (51.0, 49.75)), of_year(Measured(kind="milestone"), 1.0, (1.0,))
    ('51.00%', '完成')
    """
    if not row.traits.numeric:
        return "完成" if value == 1 else "未完成"
    unit = "%" if row.traits.chained else row.unit
    return w.quantity(value, unit, min(max(_places(one) for one in beside), 2), operator)
