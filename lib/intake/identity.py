"""Figures that must agree with each other: shares and amounts per head with their parts, growth with levels, a part
with the whole that it lies in. What does not is a question."""

from collections.abc import Iterator
from typing import NamedTuple

from lib.intake.doubt import plain
from lib.intake.names import Vocabulary
from lib.intake.number import WORDS
from lib.intake.problem import QUESTION, Problem
from lib.measure.asked import Answered

SHARES_APART = 0.1
"""By how much (a share) a quotient may differ from what is stated: parts are rounded, populations are averages."""
POINTS_APART = 3.0
REAL_APART = 10.0
"""By how many points growth may differ from that of the levels: on one price basis, and on two (the deflator)."""
Place = tuple[str, str, str, int]
"""Area, indicator, measure, year."""


class Value(NamedTuple):
    """An exact value in the indicator's unit, and its price basis."""

    amount: float
    basis: str | None


class _Known:
    """What the file and the observations say; the file goes first."""

    def __init__(self, figures: list[Answered], words: Vocabulary):
        self.words = words
        self.own = {(f["area"], f["indicator"], f["measure"], f["year"]): f for f in figures}

    def get(self, area: str, slug: str, measure: str, year: int) -> Value | None:
        if own := self.own.get((area, slug, measure, year)):
            return Value(own["value"], own["price_basis"]) if own["operator"] == "=" else None
        facts = self.words.facts
        found = (facts.levels(area, slug) if measure == "level" else facts.rates(area, slug, None)).get(year)
        return Value(found.amount, found.price_basis) if found and found.operator == "=" else None


def doubts(figures: list[Answered], asked: list[Answered], words: Vocabulary) -> list[Problem]:
    """Questions about those of `figures` that are `asked` about and do not agree with others of the file or with what
    is known, one a disagreement."""
    known = _Known(figures, words)
    found: dict[tuple[str, str], Problem] = {}
    for figure in asked:
        area, slug, measure, year = figure["area"], figure["indicator"], figure["measure"], figure["year"]
        if figure["milestone"] or figure["operator"] != "=":
            continue
        said = [*_quotients(known, area, slug, year)] if measure == "level" else []
        said += _growths(known, area, slug, measure, year)
        said += _wholes(known, slug, year, figure["value"]) if measure == "level" else []
        for expected, mend in said:
            place = figure["sheet"], figure["row"], figure["column"]
            found.setdefault(
                (area, mend), Problem(QUESTION, *place, plain(figure["value"]), expected, mend, figure["name"])
            )
    return list(found.values())


def _quotients(known: _Known, area: str, slug: str, year: int) -> Iterator[tuple[str, str]]:
    """Shares and amounts per head that an indicator is part of, held against their parts."""
    words = known.words
    for name, (top, bottom) in WORDS["quotient"].items():
        slugs = [words.slug(one) for one in (name, top, bottom)]
        if slug not in slugs or not all(slugs):
            continue
        values = [known.get(area, one, "level", year) for one in slugs]
        if None in values:
            continue
        stated, above, below = (
            value.amount * words.factor(one) for value, one in zip(values, slugs, strict=True) if value
        )
        computed = above / below * (100 if words.share(slugs[0]) else 1) if below else 0.0
        if stated and computed and abs(computed / stated - 1) > SHARES_APART:
            quantity = words.quantities[slugs[0]]
            told = plain(float(f"{computed / words.factor(slugs[0]):.4g}")) + (quantity.unit or "")
            given = plain(stated / words.factor(slugs[0])) + (quantity.unit or "")
            yield f"{name}＝{top}÷{bottom}", f"{year}年{top}÷{bottom}为{told}，{name}为{given}，对不上；请核对单位和数"


def _growths(known: _Known, area: str, slug: str, measure: str, year: int) -> Iterator[tuple[str, str]]:
    """Growth held against the levels of the two years; a level is the later or the earlier of a pair."""
    for later in (year, year + 1) if measure == "level" else (year,) if measure == "growth" else ():
        now, last = (known.get(area, slug, "level", one) for one in (later, later - 1))
        rate = known.get(area, slug, "growth", later)
        if not (now and last and rate) or last.amount <= 0 or known.words.share(slug):
            continue
        implied = (now.amount / last.amount - 1) * 100
        same = rate.basis is None or rate.basis == now.basis == last.basis
        if abs(implied - rate.amount) > (POINTS_APART if same else REAL_APART):
            yield (
                "增速与两年的数相符",
                f"由{later - 1}年的{plain(last.amount)}到{later}年的{plain(now.amount)}为{implied:+.1f}%，"
                f"而增速为{plain(rate.amount)}%，对不上；请核对",
            )


def _wholes(known: _Known, slug: str, year: int, value: float) -> Iterator[tuple[str, str]]:
    """A total held against that of the areas that hold this one."""
    words = known.words
    for place in words.wholes if words.extensive(slug) else ():
        levels = words.facts.levels(place, slug)
        if levels:
            nearest = min(levels, key=lambda one: (abs(one - year), -one))
            amount, unit = levels[nearest].amount, words.quantities[slug].unit or ""
            if amount > 0 and value > amount * (1 + SHARES_APART):
                told = f"{place}{nearest}年为{plain(amount)}{unit}"
                yield f"不大于{place}的数", f"{told}，这里填的比它还大；请核对单位和小数点"
                return
