"""What the plan's own targets say of a figure of which nothing is known yet."""

import pandas as pd

from lib.intake.doubt import plain
from lib.intake.number import tidy
from lib.measure.asked import Asked
from lib.measure.kinds import KINDS, having
from lib.measure.period import Period

SLACK = 0.05
"""By how much (a share) a figure may be worse than the start that two targets imply."""
LIKE = 0.5, 1.5
"""Between which multiples of one year's share a sum is like the year's own."""


class Expected:
    """Targets by what they are of, in the unit of the indicator."""

    def __init__(self, clauses: pd.DataFrame, period: Period):
        self._period = period
        answered = clauses[having(clauses["kind"], lambda kind: kind.numeric and not kind.chained)]
        self._targets: dict[tuple[str, str, str], float] = {
            (row.area, row.indicator, KINDS[row.kind].figure): tidy(row.target / (row.scale or 1))
            for row in answered.itertuples()
            if row.target == row.target and row.target
        }
        self._changes: dict[tuple[str, str], float] = {
            (row.area, row.indicator): float(KINDS[row.kind].index(row.target, period.span))
            for row in clauses[having(clauses["kind"], lambda kind: kind.chained)].itertuples()
            if row.target == row.target
        }

    def target(self, area: str, slug: str, measure: str) -> float | None:
        """The target of a measure; None where the plan has none."""
        return self._targets.get((area, slug, measure))

    def start(self, area: str, slug: str) -> float | None:
        """The level of the base year that two targets of one indicator imply: its level at the end, and by how much it
        is to change until then. None where they are not both there."""
        level, index = self.target(area, slug, "level"), self._changes.get((area, slug))
        return level / index if level and index and index > 0 else None

    def doubts(self, row: Asked, value: float) -> list[tuple[str, str]]:
        """Questions about a figure where last year's is not known: a sum like one year's own amount, a level after the
        base year that is worse than where the plan begins."""
        if row["last"] is not None or row["milestone"] or value <= 0:
            return []
        area, slug = row["area"], row["indicator"]
        if row["measure"] == "sum":
            return of_one_year(row, value, self.target(area, slug, "sum"), self._period)
        later = row["measure"] == "level" and row["year"] > self._period.base
        return worse(row, value, self.start(area, slug)) if later else []


def of_one_year(row: Asked, value: float, target: float | None, period: Period) -> list[tuple[str, str]]:
    """The question about a sum since the base year that is like the amount of one year; of what comes singly in several
    years, none.

    >>> row, period = {"unit": "人", "year": 2018}, Period(2015, 2020, 2018, 2010)
    >>> of_one_year(row, 5400.0, 25000.0, period)[0][0], of_one_year(row, 14000.0, 25000.0, period)
    ('2016年以来的累计，按进度约15,000人', [])
    """
    if target is None or row["year"] <= period.first:
        return []
    share, due = target / period.span, target * period.elapsed(row["year"])
    if share < 1 or not share * LIKE[0] <= value < min(share * LIKE[1], due / 2):
        return []
    unit = row["unit"] or ""
    mend = f"与一年的量（目标的{period.span}分之一，{plain(share)}{unit}）相近；若是当年数，请加上以前各年"
    return [(f"{period.first}年以来的累计，按进度约{plain(due)}{unit}", mend)]


def worse(row: Asked, value: float, start: float | None) -> list[tuple[str, str]]:
    """The question about a level that is worse than where two targets of the plan let it begin.

    >>> row = {"unit": "吨标煤/万元", "direction": -1}
    >>> worse(row, 0.7, 0.55 / 0.85)[0][0], worse(row, 0.64, 0.55 / 0.85)
    ('由规划的水平目标和变化目标推算，起点约0.647吨标煤/万元', [])
    """
    if not start or (value / start - 1) * row["direction"] >= -SLACK:
        return []
    told = f"由规划的水平目标和变化目标推算，起点约{plain(float(f'{start:.3g}'))}{row['unit'] or ''}"
    return [(told, f"比起点还{'高' if value > start else '低'}{abs(value / start - 1):.0%}；请核对单位、小数点和口径")]
