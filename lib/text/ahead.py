"""What is still to be done for a clause, as parts of sentences."""

import math

from lib.measure.clause import Measured
from lib.text import clauses
from lib.text import words as w


def changing(row: Measured, rate: float, years: int) -> str:
    """A yearly rate of a clause over some years as a part of a sentence.

    >>> falls, adds = Measured(kind="level", unit="吨"), Measured(kind="cumulative_sum", unit="亿元", rounding=0.05)
    >>> changing(falls, -8.571, 2), changing(falls, 3.5, 1), changing(adds, 64.0, 2)
    ('年均下降8.57%', '增长3.50%', '每年完成64亿元')
    >>> changing(Measured(kind="share", unit="%"), -0.3, 4), changing(adds, float("nan"), 2)
    ('每年降低0.30个百分点', '')
    """
    if math.isnan(rate):
        return ""
    said = w.growth(row.kind, abs(rate), row.unit)
    each, verbs = ("年均", ("增长", "下降")) if row.traits.compounding else ("每年", ("提高", "降低"))
    if not row.traits.compounding and clauses.countable(row):
        verbs = "增加", "减少"
    verb = "完成" if row.traits.summed else verbs[rate < 0]
    return f"{each if years > 1 else ''}{verb}{said.removeprefix(each)}"


def pending(row: Measured) -> str:
    """What the years left have to bring as a part of a sentence, things counted one by one whole; empty where nothing is
    left to do or that is not known.

    >>> at = {"operator": ">=", "actual": 1.0, "target": 2.0, "actual_year": 2018.0, "due": 2020}
    >>> pending(Measured(kind="cumulative_sum", catch_up_growth=0.5, unit="座", **at))
    '还须完成1座'
    >>> pending(Measured(kind="share", catch_up_growth=0.5, unit="%", rounding=0.05, **at))
    '须每年提高0.50个百分点'
    """
    if not clauses.still(row):
        return ""
    left, rate = int(row.due - row.actual_year), row.catch_up_growth
    if not clauses.countable(row):
        return f"须{changing(row, rate, left)}"
    verb = "完成" if row.traits.summed else "增加" if rate >= 0 else "减少"
    return f"还须{verb}{w.number(w.whole(abs(rate) * left))}{row.unit}"


def digits(row: Measured, value: float) -> int:
    """Decimals of a figure that is only about right: four digits in all, no more than are published."""
    published = max(0, row.decimals + round(math.log10(1 / row.scale)))
    return min(published, max(0, 3 - math.floor(math.log10(abs(value) or 1))))
