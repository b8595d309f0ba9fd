"""考核: what each unit was asked and did, as points by the weights that the planning office laid down, and a ranking.

What was not asked of a unit is no part of its score; a unit of which nothing was asked has none.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from lib.cycle.dispatch import ratio
from lib.ledger.scoring import SCORED, WHOLE
from lib.ledger.state import State
from lib.measure.row import Row, maybe, number, text


@dataclass(frozen=True, slots=True)
class Counted(Row):
    """One thing of a part that counts for a unit. Amounts of money in 亿元, all else in pieces; both by the unit's share."""

    unit: str = text("责任单位")
    part: str = text("one of SCORED")
    id: str = text("of the clause, thing, project, task, problem or supervision item")
    name: str = text("what it is")
    told: str = text("how it stands")
    share: float = number("the unit's share of it, 0–1", 1.0)
    asked: float = number("what was asked")
    got: float = number("what of it was done, 0 to `asked`")


@dataclass(frozen=True, slots=True)
class Points(Row):
    """A part of a unit's score: points = got ÷ asked × weight."""

    unit: str = text("责任单位")
    part: str = text("one of SCORED")
    asked: float = number("what was asked of the unit, 0 for nothing")
    got: float = number("what of it was done")
    rate: float = number("got ÷ asked; NaN where nothing was asked")
    weight: float = number("of the part, in points")
    points: float = number("rate × weight; NaN where nothing was asked")


@dataclass(frozen=True, slots=True)
class Scored(Row):
    """A unit's score: its points out of the weights of what was asked of it, as a share of a hundred."""

    unit: str = text("责任单位")
    points: float = number("sum of its parts; NaN where nothing was asked")
    weight: float = number("sum of the weights of the parts that were asked of it")
    score: float = number("points ÷ weight × 100")
    rank: int | None = maybe("1 for the highest score; equal scores share it")


def weights(state: State, year: int) -> dict[str, float]:
    """The weights in force in a year, by part, in the order of SCORED; empty where the office laid down none: then
    nothing is scored."""
    rule = state.get("scoring", year)
    if rule is None or rule["status"] != "in_force":
        return {}
    return {name: float(rule[name]) for name in SCORED if rule.get(name)}


def points(rows: pd.DataFrame, weights: Mapping[str, float], units: Iterable[str]) -> pd.DataFrame:
    """A frame of Points: each unit's parts, in the order of the `weights`. `rows` are Counted.

    >>> rows = Counted.frame([Counted("甲", "moving", "M1", asked=1, got=1), Counted("甲", "moving", "M2", asked=1, got=0)])
    >>> [(one.got, one.asked, one.points) for one in Points.of(points(rows, {"moving": 30, "solved": 70}, ["甲"]))]
    [(1.0, 2.0, 15.0), (0.0, 0.0, nan)]
    """
    sums = rows.groupby(["unit", "part"], sort=False)[["asked", "got"]].sum()
    known = {
        key: (float(asked), float(got)) for key, asked, got in zip(sums.index, sums["asked"], sums["got"], strict=True)
    }
    found = []
    for unit in units:
        for part, weight in weights.items():
            asked, got = known.get((unit, part), (0.0, 0.0))
            rate = ratio(got, asked)
            found.append(Points(unit, part, asked, got, rate, weight, rate * weight))
    return Points.frame(found)


def scored(rows: pd.DataFrame) -> pd.DataFrame:
    """A frame of Scored from Points: the highest score first, those without one last.

    >>> rows = Points.frame([Points("甲", "moving", 2, 1, 0.5, 30, 15.0), Points("甲", "solved", 0, 0, weight=70)])
    >>> scored(rows)[["unit", "points", "weight", "score", "rank"]].values.tolist()
    [['甲', 15.0, 30.0, 50.0, 1]]
    """
    totals = []
    for unit, own in rows.groupby("unit", sort=True):
        asked = own[own["points"].notna()]
        total, weight = float(asked["points"].sum(min_count=1)), float(asked["weight"].sum())
        totals.append((str(unit), total, weight, round(ratio(total, weight) * WHOLE, 9)))
    totals.sort(key=lambda one: (one[3] != one[3], -one[3], one[0]))
    best = [score for *_, score in totals]
    return Scored.frame(Scored(*one, rank=None if one[3] != one[3] else best.index(one[3]) + 1) for one in totals)
