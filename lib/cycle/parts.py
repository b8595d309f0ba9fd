"""分解: a target of a year divided over parks, towns and units, and what these have done of it, which adds up."""

from dataclasses import dataclass
from math import nan

import pandas as pd

from lib.cycle.dispatch import ratio
from lib.ledger.state import State
from lib.measure.row import Row, maybe, number, text, whole


@dataclass(frozen=True, slots=True)
class Part(Row):
    """A part of a year's target. Amounts in the indicator's unit."""

    part: str = text("park, town or unit")
    value: float = number("what it was given")
    done: float = number("what it has done since January")
    month: str | None = maybe("month of its last report, YYYY-MM")
    rate: float = number("done ÷ value")


@dataclass(frozen=True, slots=True)
class Rolled(Row):
    """The parts together."""

    parts: int = whole("how many")
    value: float = number("what they were given")
    done: float = number("what those that reported have done; NaN where none did")
    silent: int = whole("how many have not reported")


def parts(state: State, clause: str, year: int, month: int) -> pd.DataFrame:
    """The parts of a clause's target of a year as they stood at the end of a month: a frame of Part, in the order in
    which they were set."""
    reports = [row for row in state.rows("part_month") if row["clause"] == clause]
    reports = [row for row in reports if f"{year}-01" <= row["month"] <= f"{year}-{month:02d}"]
    last = {row["part"]: row for row in sorted(reports, key=lambda row: row["month"])}
    found = []
    for row in state.rows("part"):
        if (row["clause"], row["year"]) != (clause, year) or row["value"] is None:
            continue
        told = last.get(row["part"])
        done = float(told["value"]) if told else nan
        value = float(row["value"])
        found.append(Part(row["part"], value, done, told["month"] if told else None, ratio(done, value)))
    return Part.frame(found)


def rolled(rows: pd.DataFrame) -> Rolled:
    """The sums of parts. What was not reported adds nothing.

    >>> one = rolled(Part.frame([Part("甲", 10.0, 4.0), Part("乙", 6.5)]))
    >>> one.value, one.done, one.silent
    (16.5, 4.0, 1)
    """
    value, done = (round(float(rows[name].sum(min_count=1)), 10) for name in ("value", "done"))
    return Rolled(len(rows), value, done, int(rows["done"].isna().sum()))
