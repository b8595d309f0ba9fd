"""How sure a projection is: the predictive distribution of a growing quantity, and the chance of meeting its target.

Log growth is taken as a random walk with drift whose mean and spread are estimated from yearly growth rates on one
price basis; the future value then has a Student-t predictive distribution with n − 1 degrees of freedom, the
uncertainty of the estimated mean included. Source: method.md, "Projection". With fewer than MINIMUM rates
nothing is said.
"""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import pandas as pd
import scipy  # its submodules load when first used: a page without a projection does not wait for them
from numpy.typing import ArrayLike

from lib.measure.clause import Measured
from lib.measure.constants import ABOUT
from lib.measure.evidence import Facts
from lib.measure.growth import Floats, compound_growth, floats
from lib.measure.period import Period

MINIMUM = 4
"""Fewest yearly growth rates from which a spread is estimated."""


class Outlook(NamedTuple):
    """What is expected of a quantity: its value now, drift and spread of its log growth, from how many rates.

    `value` and `target` in one unit (an index for growth clauses), `year` the year of the value.
    """

    value: float
    year: int
    target: float
    rising: bool
    drift: float
    spread: float
    rates: int

    def _scale(self, ahead: ArrayLike) -> Floats:
        (years,) = floats(ahead)
        scale: Floats = self.spread * np.sqrt(years + years**2 / self.rates)
        return scale

    def quantile(self, share: float, year: ArrayLike) -> Floats:
        """Value that is not exceeded with probability `share` at the end of `year` (a number or an array).

        >>> outlook = Outlook(100.0, 2018, 120.0, True, 0.08, 0.02, 5)
        >>> outlook.quantile(0.5, np.array([2018, 2020])).round(1).tolist()
        [100.0, 117.4]
        """
        ahead = floats(year)[0] - self.year
        drift: Floats = self.drift * ahead + scipy.special.stdtrit(self.rates - 1, share) * self._scale(ahead)
        return self.value * np.exp(drift)

    def probability(self, year: int) -> float:
        """Probability that the target holds at the end of `year`.

        >>> round(Outlook(100.0, 2018, 100 * np.exp(0.16), True, 0.08, 0.02, 5).probability(2020), 3)
        0.5
        """
        ahead = float(year - self.year)
        distance = np.log(self.target / self.value) - self.drift * ahead
        scale = self._scale(ahead)
        if scale == 0:
            return float(distance <= 1e-12 if self.rising else distance >= -1e-12)
        below = float(scipy.special.stdtr(self.rates - 1, distance / scale))
        return 1 - below if self.rising else below


def estimate(rates: Iterable[float]) -> tuple[float, float, int] | None:
    """Mean and spread of log growth, and the number of `rates` (per cent a year); None with fewer than MINIMUM.

    >>> [round(x, 4) for x in estimate([8.0, 9.0, 10.0, 11.0])]
    [0.0907, 0.0118, 4]
    >>> estimate([8.0, 9.0, 10.0]) is None
    True
    """
    logs = np.log1p(np.asarray(list(rates), dtype=float) / 100)
    if len(logs) < MINIMUM or not np.isfinite(logs).all():
        return None
    return float(logs.mean()), float(logs.std(ddof=1)), len(logs)


def yearly_rates(facts: Facts, area: str, indicator: str, basis: str | None) -> dict[int, float]:
    """Growth on the previous year by year, on one price basis: published rates, else the ratio of consecutive
    levels."""
    levels = facts.levels(area, indicator)
    found = {}
    for year in sorted(levels):
        before = levels.get(year - 1)
        if before is not None and before.price_basis == levels[year].price_basis == basis and before.amount > 0:
            found[year] = float(compound_growth(before.amount, levels[year].amount, 1))
    return found | {year: row.value for year, row in facts.rates(area, indicator, basis).items()}


def outlook(clause: Measured, facts: Facts, period: Period) -> tuple[Outlook | None, int]:
    """Outlook of one clause and the number of usable rates; no outlook with too few of them.

    A growth clause is judged on the index of its own rates since the base year, a level clause on its latest value. A
    value that is a bound (超过300) is not exact and gives none. Shares, counts and the other kinds have none: their steps
    are not growth rates.
    """
    rates = yearly_rates(facts, clause.area, clause.indicator, clause.price_basis)
    known = {year: rate for year, rate in rates.items() if year <= clause.evaluation_year}
    fitted = estimate(known.values())
    kind, bound = clause.traits, clause.actual_operator not in ("", "=")
    if fitted is None or not kind.uncertain or pd.isna(clause.actual) or bound:
        return None, len(known) if kind.uncertain else 0
    last = int(clause.actual_year)
    rising = clause.direction > 0 or (clause.direction == 0 and clause.operator in (">=", ">"))
    target = clause.target * (1 - ABOUT if rising else 1 + ABOUT) if clause.operator == "~=" else clause.target
    value, target = float(kind.index(clause.actual, last - period.base)), float(kind.index(target, period.span))
    return Outlook(value, last, target, rising, *fitted), len(known)
