"""Which months and quarters a unit owes: of what is told within the year, the periods that are over and were not told."""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

import pandas as pd

from lib.cycle.month_row import Monthly
from lib.cycle.monthly import by_year, last_month
from lib.cycle.months import QUARTERS, YEAR, end_of
from lib.ledger.dispatching import WITHIN
from lib.ledger.state import State


class Within(NamedTuple):
    """The periods of an indicator in a year, by the month in which each ends: those asked for, those told, those
    missing, and the last that was told (0 for none)."""

    asked: tuple[int, ...]
    missing: tuple[int, ...]
    last: int
    step: int = 1
    """Months of a period."""

    @property
    def told(self) -> tuple[int, ...]:
        """Those asked for that were told.

        >>> Within((3, 6), (6,), 3, 3).told
        (3,)
        """
        return tuple(month for month in self.asked if month not in self.missing)


def within(monthly: pd.DataFrame, state: State, year: int, day: date) -> dict[str, Within]:
    """What is asked of each indicator of a year (rows as `Monthly`) up to a day, by `area.indicator`: the periods that
    are over; where days were set for some, these; where none was, those up to the last of which anything was told."""
    told, last = by_year(state), last_month(state, year)
    set_ = {row["period"] for row in state.rows("deadline") if row["what"] == WITHIN and row["period"][:4] == str(year)}
    found = {}
    for row in Monthly.of(monthly):
        if not row.every:
            continue
        ends = QUARTERS if row.every == "quarter" else tuple(YEAR)
        over = [month for month in ends if end(year, month) < day]
        asked = [month for month in over if (named(year, month) in set_ if set_ else month <= last)]
        given = {end_of(one["span"]) for one in told.get((row.area, row.indicator, year), [])}
        step = ends[1] - ends[0]
        found[row.key] = Within(tuple(asked), tuple(missing(asked, given)), max(given, default=0), step)
    return found


def missing(asked: Iterable[int], told: set[int]) -> list[int]:
    """The months that were not told of those asked for. January may be told with February.

    >>> missing((1, 2, 3), {2}), missing((1, 2), set()), missing((3, 6), {3})
    ([3], [1, 2], [6])
    """
    return [month for month in asked if month not in told and not (month == 1 and 2 in told)]


def spoken(months: Sequence[int], step: int) -> str:
    """Periods in words, those that follow each other together; `step` months are a period.

    >>> spoken((1, 2, 3, 9), 1), spoken((3, 6, 12), 3), spoken((5,), 1)
    ('1–3月、9月', '一至二季度、四季度', '5月')
    """
    runs: list[list[int]] = []
    for month in months:
        if runs and month == runs[-1][-1] + step:
            runs[-1].append(month)
        else:
            runs.append([month])
    if step == 1:
        return "、".join(f"{run[0]}–{run[-1]}月" if run[1:] else f"{run[0]}月" for run in runs)
    names = [["一二三四"[month // 3 - 1] for month in (run[0], run[-1])] for run in runs]
    return "、".join(f"{first}至{last}季度" if first != last else f"{first}季度" for first, last in names)


def named(year: int, month: int) -> str:
    """A month as a deadline names it.

    >>> named(2018, 3)
    '2018-03'
    """
    return f"{year}-{month:02d}"


def end(year: int, month: int) -> date:
    """The last day of a month.

    >>> end(2016, 2)
    datetime.date(2016, 2, 29)
    """
    return date(year, month, monthrange(year, month)[1])


def since(year: int, month: int) -> str:
    """From when on a period that ends with a month could be told.

    >>> since(2018, 12)
    '2019-01-01'
    """
    return (end(year, month) + timedelta(days=1)).isoformat()
