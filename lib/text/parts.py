"""分解 in words and tables."""

from collections.abc import Hashable
from typing import Any

import pandas as pd

from lib.cycle.month_row import Monthly
from lib.cycle.parts import Part, Rolled
from lib.ledger.record import Entry, entry
from lib.text import words as w

WHO, GIVEN, DONE = "分到谁", "年度任务", "累计完成"


def title(row: Monthly, sums: Rolled) -> str:
    """Whether the parts make up the year's plan, in one line.

    >>> row = Monthly(name="财政总收入", plan=84.0, unit="亿元", total=40.0)
    >>> title(row, Rolled(2, 80.0, 30.0, 1))
    '财政总收入分给2家，共80亿元，比年度计划84亿元少4亿元；1家没有报完成数，其余累计30亿元，总的累计40亿元'
    >>> title(row, Rolled(2, 84.0, 40.0, 0)), title(row, Rolled())
    ('财政总收入分给2家，共84亿元，与年度计划相等；都报了完成数，累计40亿元，与总的累计相等', '财政总收入还没有分解')
    """
    if not sums.parts:
        return f"{row.name}还没有分解"
    head = f"{row.name}分给{sums.parts}家，共{w.quantity(sums.value, row.unit)}，{_beside(sums.value, row.plan, row.unit, '年度计划')}"
    if sums.silent == sums.parts:
        return f"{head}；都没有报完成数"
    if sums.silent:
        whole = f"，总的累计{w.quantity(row.total, row.unit)}" if row.total == row.total else ""
        return f"{head}；{sums.silent}家没有报完成数，其余累计{w.quantity(sums.done, row.unit)}{whole}"
    whole = f"，{_beside(sums.done, row.total, row.unit, '总的累计')}" if row.total == row.total else ""
    return f"{head}；都报了完成数，累计{w.quantity(sums.done, row.unit)}{whole}"


def _beside(value: float, other: float, unit: str, what: str) -> str:
    gap = round(value - other, 6)
    return (
        f"比{what}{w.quantity(other, unit)}{'多' if gap > 0 else '少'}{w.quantity(abs(gap), unit)}"
        if gap
        else f"与{what}相等"
    )


def form(names: list[str], rows: pd.DataFrame) -> pd.DataFrame:
    """The table to type in: everybody who may have a part, with what was set and reported (`rows` as Part)."""
    known = {one.part: one for one in Part.of(rows)}
    cells = [
        (name, *(w.number(value).replace(",", "") if value == value else "" for value in (one.value, one.done)))
        for name in dict.fromkeys([*known, *names])
        for one in [known.get(name, Part())]
    ]
    return pd.DataFrame(cells, columns=[WHO, GIVEN, DONE], dtype=object)


def entries(
    edited: pd.DataFrame, fresh: pd.DataFrame, clause: str, year: int, month: int
) -> tuple[list[Entry], list[str]]:
    """The records that write what was typed, and who has something that is no number."""
    found: list[Entry] = []
    wrong: list[str] = []
    for now, was in zip(edited.to_dict("records"), fresh.to_dict("records"), strict=True):
        for column in (GIVEN, DONE):
            if (now[column] or "") == (was[column] or ""):
                continue
            value, good = _number(now[column])
            if not good or (value is None and column == DONE):
                wrong.append(f"{now[WHO]}的{column}")
            else:
                found.append(_entry(column, {"clause": clause, "part": now[WHO], "value": value}, year, month))
    return found, wrong


def _entry(column: str, fields: dict[str, Any], year: int, month: int) -> Entry:
    if column == GIVEN:
        return entry("part_set", fields | {"year": year})
    return entry("part_reported", fields | {"month": f"{year}-{month:02d}"})


def _number(cell: Hashable) -> tuple[float | None, bool]:
    """A typed number, None for nothing, and whether it is one or the other."""
    text = str(cell or "").replace(",", "").strip()
    try:
        return (float(text), True) if text else (None, True)
    except ValueError:
        return None, False


def table(rows: pd.DataFrame, unit: str) -> pd.DataFrame:
    """The parts as a table."""
    found = Part.of(rows)
    return pd.DataFrame(
        {
            WHO: [one.part for one in found],
            GIVEN: [w.quantity(one.value, unit) for one in found],
            DONE: [w.quantity(one.done, unit) for one in found],
            "完成率": [w.percent(one.rate) for one in found],
            "报到": [one.month for one in found],
        }
    )
