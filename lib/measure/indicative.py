"""参考判断: what published facts say of a clause that cannot be judged, under one assumption that is named.

It stands beside the firm verdict and is never counted. Source: method.md, "Indicative verdict". Four rules:

- A, a bracketed gap: one missing year in a chain of rates, taken between the lowest and the highest known rate;
- B, a declared neighbour: base and actual both from another indicator that is declared the same series;
- C, another area that carries the target by its nature: its level against the target, no path;
- D, a bound or a neighbour that may allow only a threshold.

Under each the unknown figure lies between two ends. Where both ends give the same verdict, that is said; else what is
needed (`needed`). Whatever joins two years is withheld where the sources note a break between them.
"""

from dataclasses import dataclass, replace
from typing import NamedTuple

import pandas as pd

from lib.measure import constants as c
from lib.measure.clause import Clause, Measured
from lib.measure.evidence import Facts, gather
from lib.measure.growth import average, chain
from lib.measure.kinds import Kind, having
from lib.measure.period import Period
from lib.measure.row import Row, maybe, number, text
from lib.measure.verdict import holds, judge

RULES = ("A", "B", "C", "D")
RATE, GROWTH, AMOUNT = "rate", "growth", "amount"
FAR = 1e6
"""How many times the target is as good as no limit."""
NO_SCOPE = pd.DataFrame({"indicator": [], "area": []})


@dataclass(frozen=True, slots=True)
class Proxy(Row):
    """A figure that may stand for that of a target: the store's view `proxies`."""

    indicator: str = text("slug of the target's indicator")
    area: str = text("地域 of the target")
    other: str = text("slug of the indicator that stands for it")
    other_area: str = text("its 地域")
    use: str = text("series, area or floor")
    basis: str = text("why it may")
    caveat: str = text("what must be known")
    other_name: str = text("name of the other indicator")
    other_unit: str | None = maybe("its unit")
    factor: float = number("from its unit to that of the target's indicator", 1.0)


@dataclass(frozen=True, slots=True)
class Indicative(Measured):
    """A clause as it would stand: `verdict` is the indicative one, "" where only `needed` can be said; `base`, `actual`,
    `completion` and `pace` are those of the assumed evidence at its `low` end."""

    rule: str = text("one of RULES")
    low: float = number("the actual value at the one end, in the unit of the clause; rates in per cent")
    high: float = number("at the other; a bound without a ceiling ends at FAR times the target")
    missing_year: int | None = maybe("A: the year without a rate")
    missing_low: float = number("A: its lowest rate, per cent")
    missing_high: float = number("A: its highest rate, per cent")
    needed: float = number("what is needed to be on the path (rate) or to reach the target (growth, amount)")
    needs: str = text("rate: of the missing year, growth: a year from the actual on, amount: in all; empty for none")
    other_name: str = text("B, C, D: name of the indicator that stands for the target's; empty where its own does")
    other_area: str = text("its 地域; empty where it is the target's")
    basis: str = text("why it may")
    caveat: str = text("what must be known")


class Question(NamedTuple):
    """What is asked of every rule: the year, the period, the thresholds, and which years cannot be joined
    (`breaks`: `area, indicator, before, after`)."""

    year: int
    period: Period
    limits: c.Thresholds
    breaks: pd.DataFrame

    def broken(self, area: str, indicator: str) -> bool:
        """Whether the sources note a break of a series between the base year and the year that is judged."""
        rows = self.breaks[(self.breaks["area"] == area) & (self.breaks["indicator"] == indicator)]
        return bool(((rows["before"] >= self.period.base) & (rows["after"] <= self.year)).any())


def indicative(
    assessed: pd.DataFrame,
    series: pd.DataFrame,
    proxies: pd.DataFrame,
    breaks: pd.DataFrame,
    year: int,
    period: Period,
    limits: c.Thresholds = c.IN_FORCE,
) -> pd.DataFrame:
    """The indicative judgements of an evaluation `year`, one row a clause at most (Indicative), in the order of the
    plan.

    `assessed` are Measured of that year, `series` Observations, `proxies` Proxy, `breaks` see Question. Only clauses
    without a firm verdict are looked at, and no figure of a later year.
    """
    asked = Question(year, period, limits, breaks)
    unknown, known = assessed[assessed["verdict"] == c.UNKNOWN], series[series["year"] <= year]
    found = {row.id: row for row in _bounded(unknown, asked)}
    found |= {row.id: row for row in _proxied(unknown, known, Proxy.of(proxies), asked)}
    found |= {row.id: row for row in _bracketed(unknown, Facts(known), asked)}
    return Indicative.frame(found[key] for key in unknown["id"] if key in found)


def gap_rate(kind: Kind, target: float, rates: list[float], years: int, span: int) -> float:
    """The rate in per cent that the one missing of `years` years must have had for the path of a `span`; `rates` are
    the known ones.

    >>> from lib.measure.kinds import KINDS
    >>> round(gap_rate(KINDS["annual_growth"], 9.5, [10.8, 9.0], 3, 5), 2)
    8.71
    """
    due = float(kind.path(float("nan"), target, years / span, span))
    return 100 * (due / (1 + chain(rates) / 100) - 1)


def ends(value: float, operator: str, limit: float) -> tuple[float, float]:
    """Between what a figure lies: itself, or from a lower bound to `limit`, or from nought to an upper one.

    >>> ends(80.2, "=", 1e8), ends(300.0, ">", 1e8), ends(4.0, "<=", 1e8)
    ((80.2, 80.2), (300.0, 100000000.0), (0.0, 4.0))
    """
    return (value, limit) if operator in (">", ">=") else (0.0, value) if operator in ("<", "<=") else (value, value)


def _bracketed(unknown: pd.DataFrame, facts: Facts, asked: Question) -> list[Indicative]:
    """Rule A: the year that is judged has its rate, one other has none, and at least two are known."""
    found, period = [], asked.period
    for row in Measured.of(unknown[having(unknown["kind"], lambda kind: kind.chained)]):
        every = facts.rates(row.area, row.indicator, row.price_basis or None)
        rates = {y: rate for y, rate in every.items() if period.base < y <= asked.year and rate.operator == "="}
        missing = [y for y in period.years if y < asked.year and y not in rates]
        if len(missing) != 1 or asked.year not in rates or len(rates) < 2 or asked.broken(row.area, row.indicator):
            continue
        known = [rate.amount for rate in rates.values()]
        low, high = ((average if row.traits.yearly else chain)([*known, end]) for end in (min(known), max(known)))
        one = unknown[unknown["id"] == row.id].assign(
            actual_year=float(asked.year), actual_id=";".join(rate.id for rate in rates.values()), actual_operator="="
        )
        judged = _between(one, [(low, high)], asked)[0]
        needed = gap_rate(row.traits, row.target, known, asked.year - period.base, period.span)
        judged = replace(judged, missing_year=missing[0], missing_low=min(known), missing_high=max(known))
        found.append(replace(judged, rule="A", needed=needed, needs=RATE))
    return found


def _proxied(unknown: pd.DataFrame, series: pd.DataFrame, proxies: list[Proxy], asked: Question) -> list[Indicative]:
    """Rules B, C and D: what is declared to stand for the target's own figure."""
    found = []
    for proxy in proxies:
        same = proxy.use == "series"
        rows = unknown[(unknown["indicator"] == proxy.indicator) & (unknown["area"] == proxy.area)]
        chained = having(rows["kind"], lambda kind: kind.chained) & same
        rows = rows[having(rows["kind"], lambda kind: kind.valued) | chained]
        if rows.empty or (same and asked.broken(proxy.other_area, proxy.other)):
            continue
        figures = _standing_for(proxy, series, asked.period)
        clauses = rows[list(Clause.columns())]
        evidence = gather(clauses, figures, NO_SCOPE, asked.year, asked.period, asked.limits.about)
        for judged in _known(evidence, asked):
            rule = "C" if proxy.use == "area" else "B" if same and judged.verdict else "D"
            found.append(
                replace(
                    judged,
                    rule=rule,
                    other_name=proxy.other_name if proxy.other != proxy.indicator else "",
                    other_area=proxy.other_area if proxy.other_area != proxy.area else "",
                    basis=proxy.basis,
                    caveat=proxy.caveat,
                )
            )
    return found


def _standing_for(proxy: Proxy, series: pd.DataFrame, period: Period) -> pd.DataFrame:
    """The figures of a proxy as if they were the target's own: without a base where the two are not one series, and as
    lower bounds where they are only that."""
    rows = series[(series["area"] == proxy.other_area) & (series["indicator"] == proxy.other)]
    if proxy.use != "series":
        rows = rows[(rows["year"] > period.base) & (rows["measure"] == "level")]
    if proxy.use == "floor":
        rows = rows[rows["operator"].isin(("=", ">", ">="))].assign(operator=">=")
    scaled = rows["amount"].where(~rows["measure"].isin(("level", "sum", "difference")), rows["amount"] * proxy.factor)
    return rows.assign(area=proxy.area, indicator=proxy.indicator, amount=scaled)


def _bounded(unknown: pd.DataFrame, asked: Question) -> list[Indicative]:
    """Rule D: a figure of the target's own that is a bound."""
    valued = having(unknown["kind"], lambda kind: kind.valued)
    bound = unknown["actual_operator"].isin((">", ">=", "<", "<="))
    return [replace(judged, rule="D") for judged in _known(unknown[valued & bound], asked)]


def _known(evidence: pd.DataFrame, asked: Question) -> list[Indicative]:
    """What the rows with an actual value say: a verdict, or what is needed; nothing where neither can be said."""
    rows = evidence[evidence["actual"].notna()]
    limits = (rows["ceiling"] * rows["scale"]).fillna(rows["target"].abs() * FAR)
    spread = [
        ends(value, operator, limit)
        for value, operator, limit in zip(rows["actual"], rows["actual_operator"], limits, strict=True)
    ]
    told = [_needing(judged, asked) for judged in _between(rows, spread, asked)]
    return [one for one in told if one.verdict or one.needs]


def _between(rows: pd.DataFrame, spread: list[tuple[float, float]], asked: Question) -> list[Indicative]:
    """Rows of evidence judged at the two ends of their actual value; the verdict is "" where the ends differ."""
    low, high = [pair[0] for pair in spread], [pair[1] for pair in spread]
    first, other = (
        judge(rows.assign(actual=end, gap=""), asked.year, asked.period, asked.limits) for end in (low, high)
    )
    agreed = first["verdict"].astype(str).where(first["verdict"].astype(str) == other["verdict"].astype(str), c.UNKNOWN)
    judged = rows.drop(columns=[name for name in first.columns if name in rows.columns]).join(first)
    words = {"verdict": agreed.replace(c.UNKNOWN, ""), "evaluation_year": asked.year, "original_verdict": ""}
    return [
        Indicative(**{name: getattr(row, name) for name in Measured.columns()}, low=least, high=most)
        for row, (least, most) in zip(Measured.of(judged.assign(actual=low, **words)), spread, strict=True)
    ]


def _needing(row: Indicative, asked: Question) -> Indicative:
    """With what is needed to reach the target, where anything is: growth while years are left, else the amount."""
    met = holds([row.operator], [row.actual], [row.target], [row.direction], asked.limits.about)[0]
    ahead, current = row.due > asked.year, row.actual_year == asked.year
    if (met and not row.traits.yearly) or not (ahead or (current and not row.verdict)):
        return row
    if ahead and (row.traits.chained or row.traits.compounding):
        return replace(row, needed=row.catch_up_growth, needs=GROWTH)
    return row if row.traits.chained else replace(row, needed=row.target - row.actual, needs=AMOUNT)
