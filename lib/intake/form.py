"""What is asked for a year: one row an indicator and measure that clauses need, with last year's value and what is
known already.

`ask` makes the form that the template, the page and the checks share.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from lib.ledger.changes import CANCELLED
from lib.measure.asked import Asked
from lib.measure.clause import Clause
from lib.measure.evidence import Facts
from lib.measure.observation import Observation
from lib.measure.period import Period

SUFFIX = {"level": "", "growth": "比上年增长", "sum": "（{first}年以来累计）"}
BASIS = {"current": "现价", "comparable": "可比价"}
COLUMNS = list(Asked.__annotations__)


class Quantity(NamedTuple):
    """An indicator as the table `indicator` describes it."""

    slug: str
    name: str
    unit: str | None
    direction: int
    decimals: int
    ceiling: float
    path: str
    definition: str | None


def since(measure: str, year: int, period: Period) -> int | None:
    """The year that a measure counts from: the year before for growth, the base year for a sum, none for a level.

    >>> period = Period(2015, 2020, 2018, 2010)
    >>> since("growth", 2018, period), since("sum", 2018, period), since("level", 2018, period)
    (2017, 2015, None)
    """
    return {"growth": year - 1, "sum": period.base}.get(measure)


def name_of(indicator: str, measure: str, period: Period) -> str:
    """An indicator's name with its measure.

    >>> name_of("就业", "sum", Period(2015, 2020, 2018, 2010))
    '就业（2016年以来累计）'
    """
    return indicator + SUFFIX[measure].format(first=period.first)


def known(
    facts: Facts, area: str, indicator: str, measure: str, year: int, basis: str | None = None, *, period: Period
) -> Observation | None:
    """The best observation of a measure for a year (a row of `series`), or None; growth of the price basis where one is
    asked."""
    if measure == "level":
        return facts.levels(area, indicator).get(year)
    if measure == "growth":
        return facts.rates(area, indicator, basis).get(year)
    return facts.since(area, indicator, measure, period.base).get(year)


def _text_or_none(value: object) -> str | None:
    return value if isinstance(value, str) else None


def row_of(
    quantity: Quantity,
    area: str,
    measure: str,
    year: int,
    facts: Facts,
    price_basis: str | None = None,
    *,
    period: Period,
) -> Asked:
    """One row of the form for an indicator: COLUMNS by name."""
    last, now = (known(facts, area, quantity.slug, measure, y, price_basis, period=period) for y in (year - 1, year))
    growth = measure == "growth"
    return {
        "key": f"{quantity.slug}.{measure}",
        "area": area,
        "indicator": quantity.slug,
        "measure": measure,
        "since": since(measure, year, period),
        "year": year,
        "domain": "",
        "name": name_of(quantity.name, measure, period),
        "unit": "%" if growth else _text_or_none(quantity.unit),
        "milestone": False,
        "price_basis": price_basis,
        "direction": quantity.direction,
        "decimals": 1 if growth else quantity.decimals,
        "ceiling": None if growth or pd.isna(quantity.ceiling) else quantity.ceiling,
        "path": "linear" if growth else quantity.path,
        "definition": _text_or_none(quantity.definition),
        "last": last.amount if last else None,
        "last_operator": last.operator if last else None,
        "now": now.amount if now else None,
        "now_operator": now.operator if now else None,
        "now_basis": _text_or_none(now.price_basis) if now else None,
        "now_source": now.source_title if now else None,
        "clauses": "",
    }


def ask(clauses: pd.DataFrame, facts: Facts, year: int, area: str | None = None, *, period: Period) -> list[Asked]:
    """The form for a year: rows with COLUMNS, one an area, indicator and measure, in the order of domains and lines.

    `clauses` is the store's view; values in the indicator's unit, growth in per cent on the year before, sums since the
    base year. The base year asks for levels only: that is where paths begin. Cancelled clauses ask for nothing.
    """
    asked: dict[tuple[str, str, str], list[Clause]] = {}
    for clause in Clause.of(clauses.sort_values(["domain_position", "line", "id"], kind="stable")):
        kind = clause.traits
        needed = year > period.base or kind.direct
        if needed and area in (None, clause.area) and clause.change != CANCELLED:
            asked.setdefault((clause.area, clause.indicator, kind.figure), []).append(clause)
    rows: list[Asked] = []
    for (place, slug, measure), same in asked.items():
        first = same[0]
        quantity = Quantity(
            slug,
            first.indicator_name,
            first.indicator_unit,
            first.direction,
            first.decimals,
            first.ceiling,
            first.path,
            first.definition,
        )
        basis = next((clause.price_basis for clause in same if clause.price_basis), None)
        milestone = not any(clause.traits.numeric for clause in same)
        rows.append(
            {
                **row_of(quantity, place, measure, year, facts, basis, period=period),
                "domain": first.domain_name,
                "milestone": milestone,
                "clauses": ";".join(clause.id for clause in same),
            }
        )
    return rows


def frame(rows: Sequence[Mapping[str, object]]) -> pd.DataFrame:
    """The form as a frame: numbers as floats, text as objects with None for what is missing."""
    numbers = ("last", "now", "ceiling")
    return pd.DataFrame(
        {name: pd.Series([row[name] for row in rows], dtype=float if name in numbers else object) for name in COLUMNS}
    )
