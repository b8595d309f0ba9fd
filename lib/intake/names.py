"""Which indicator and measure a row means, and how units convert: names as people write them against the plan's own."""

import re
from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd
from rapidfuzz import fuzz, process

from lib.about import About
from lib.intake import form
from lib.intake.beside import SPELT, clean
from lib.intake.expected import Expected
from lib.intake.number import WORDS, squeeze, tidy
from lib.measure.asked import Asked
from lib.measure.evidence import Facts
from lib.measure.kinds import having

FALLS = tuple(squeeze(word) for word in WORDS["fall"]["endings"])
ENDINGS = sorted((*(squeeze(word) for word in WORDS["growth"]["endings"]), *FALLS), key=len, reverse=True)
SAME = {squeeze(word): squeeze(other) for word, other in WORDS["same"].items()}
MEASURES = {squeeze(word): measure for measure, words in WORDS["measure"].items() for word in words}

TRAILING = re.compile(
    r"(?P<rest>.+?)\s*(?:[(\[【](?P<bracket>[^()\[\]【】]*)[)\]】]|[:：\s]\s*(?P<tail>[^\s:：()]{1,8}))$"
)
"""A name with a piece that trails it: in brackets, or behind a colon or a blank."""
PEELED = 4
"""Pieces that may trail a name."""
MONEY = ("货币", "美元", "人均产出")
"""Dimensions whose levels are at current prices unless somebody says otherwise (the convention of Chinese
statistics)."""


class Match(NamedTuple):
    """An indicator, its measure, and whether the measure was only presumed."""

    slug: str
    measure: str
    presumed: bool = False


def bare(name: str) -> str:
    """A squeezed name without what trails it in brackets.

    >>> bare("城镇净增就业人数(2016年以来累计)"), bare("新建小(Ⅰ)型水库")
    ('城镇净增就业人数', '新建小(Ⅰ)型水库')
    """
    return re.sub(r"\([^()]*\)$", "", name) or name


def plain(text: object) -> str:
    """A name as names are compared: squeezed, with one word for what means the same, and every 每 before 万人 left out.

    >>> plain("第三产业占GDP比重") == plain("服务业增加值占地区生产总值比重"), plain("R&D经费占GDP的比例")
    (True, '研发经费占地区生产总值的比重')
    """
    told = squeeze(text)
    for word, other in SAME.items():
        told = told.replace(word, other)
    return re.sub(r"^每(?=[十百千万])", "", told)


def falls(name: str) -> bool:
    """Whether the name of a growth asks by how much something fell.

    >>> falls("单位GDP能耗降低率"), falls("地区生产总值增速")
    (True, False)
    """
    return plain(name).endswith(FALLS)


def peeled(name: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """A name, and what is left of it when what trails it (in brackets, or a unit behind a colon or a blank) is taken
    off piece by piece.

    >>> list(peeled("新建公共绿地（2016年以来累计）：万平方米"))[1:]
    [('新建公共绿地(2016年以来累计)', ('万平方米',)), ('新建公共绿地', ('2016年以来累计', '万平方米'))]
    """
    text = clean(name)
    asides: tuple[str, ...] = ()
    yield text, asides
    while len(asides) < PEELED and (found := TRAILING.match(text)):
        piece = found["bracket"] if found["bracket"] is not None else found["tail"]
        if found["bracket"] is None and piece.upper() not in SPELT:
            return
        text, asides = found["rest"].strip(" :："), (piece, *asides)
        yield text, asides


class Vocabulary:
    """What may be reported: the form of every year, all indicators, areas and units. Pure lookups over the plan's
    frames."""

    def __init__(
        self,
        clauses: pd.DataFrame,
        indicators: pd.DataFrame,
        units: pd.DataFrame,
        areas: list[str],
        facts: Facts,
        about: About,
        others: tuple[str, ...] = (),
        wholes: tuple[str, ...] = (),
        aliases: tuple[tuple[str, str], ...] = (),
    ):
        """`clauses`, `indicators`, `units` are the store's frames; `areas` the names that figures may be reported for,
        `about` the plan, `others` the names of other places that it knows,
        `wholes` of those that hold all of `areas`; `aliases` other names of indicators that somebody confirmed, with
        the slug of each."""
        self.wholes = wholes
        self.clauses, self.facts, self.areas, self.about, self.others = clauses, facts, areas, about, others
        fields = ["slug", "name", "unit", "direction", "decimals", "ceiling", "path", "definition"]
        self.quantities = {
            row.slug: form.Quantity(*row) for row in indicators[fields].itertuples(index=False, name="Row")
        }
        self.units: dict[str, tuple[str, float]] = {row.name: (row.dimension, row.factor) for row in units.itertuples()}
        extensive = units["extensive"] if "extensive" in units else pd.Series("no", units.index)
        self._extensive = set(units["name"][extensive == "yes"])
        self._units: dict[str, str] = {squeeze(name): name for name in self.units}
        self._forms: dict[int, dict[tuple[str, str], Asked]] = {}
        self.expected = Expected(clauses, about.period)
        levels = clauses[~having(clauses["kind"], lambda kind: kind.chained)]
        self._names: dict[str, str] = {plain(row.name): row.indicator for row in levels.itertuples()} | {
            plain(q.name): q.slug for q in self.quantities.values()
        }
        self._names |= {
            plain(other): self._names[plain(name)]
            for other, name in WORDS["alias"].items()
            if plain(name) in self._names and plain(other) not in self._names
        }
        self._names |= {
            plain(name): slug for name, slug in aliases if slug in self.quantities and plain(name) not in self._names
        }

    def rows(self, year: int) -> dict[tuple[str, str], Asked]:
        """The form of a year by (area, key)."""
        if year not in self._forms:
            self._forms[year] = {
                (row["area"], row["key"]): row
                for row in form.ask(self.clauses, self.facts, year, period=self.about.period)
            }
        return self._forms[year]

    def row(self, area: str, match: Match, year: int) -> Asked:
        """The row of the form for a figure; one made from the indicator table where the plan asks for none (`clauses`
        empty)."""
        asked = self.rows(year).get((area, f"{match.slug}.{match.measure}"))
        if asked:
            return asked
        basis = (
            "current"
            if match.measure == "level"
            and self.units.get(self.quantities[match.slug].unit or "", ("", 0.0))[0] in MONEY
            else None
        )
        other = next(
            (row for (place, _), row in self.rows(year).items() if place == area and row["indicator"] == match.slug),
            None,
        )
        return form.row_of(
            self.quantities[match.slug], area, match.measure, year, self.facts, basis, period=self.about.period
        ) | {"clauses": other["clauses"] if other else ""}

    def named(self, name: str, above: str) -> tuple[str, tuple[str, ...]]:
        """The name of an indicator as it stands in a row, without what trails it, and that piece by piece; the whole
        where nothing fits."""
        for text, asides in peeled(name):
            told = plain(text)
            ending = self._ending(told)
            if told in self._names or (ending and self._named(told[: len(told) - len(ending)] or plain(above))):
                return text, asides
        return clean(name), ()

    def match(self, name: str, key: str, measure: str, unit: str, area: str, year: int, above: str) -> Match | None:
        """The indicator that a row means: `name` as `named` gives it, `measure` (of form.SUFFIX) where something beside
        says it, `above` the name in the row above, for rows that say only 增速. None where nothing fits."""
        slug, _, keyed = key.strip().partition(".")
        if slug in self.quantities:
            return Match(slug, measure or (keyed if keyed in form.SUFFIX else "level"))
        text = plain(name)
        slug, found = self._named(text), measure
        if not slug:
            ending = self._ending(text)
            slug, found = self._named(text[: len(text) - len(ending)] or plain(above)), found or "growth"
            if not ending or not slug:
                return None
        if found:
            return Match(slug, found)
        asked = {m for m in form.SUFFIX if (area, f"{slug}.{m}") in self.rows(year)}
        if unit == "%" and self.quantities[slug].unit not in ("%", "百分点", "‰"):
            return Match(slug, "growth", presumed=True)
        return Match(slug, "sum", presumed=True) if asked == {"sum"} else Match(slug, "level")

    def slug(self, name: str) -> str:
        """The indicator of a name; "" for none."""
        return self._names.get(plain(name), "")

    def factor(self, slug: str) -> float:
        """How many of its dimension's first unit an indicator's unit is."""
        return self.units.get(self.quantities[slug].unit or "", ("", 1.0))[1]

    def share(self, slug: str) -> bool:
        """Whether an indicator is a ratio, in per cent or per mille."""
        return self.quantities[slug].unit in ("%", "‰", "百分点")

    def extensive(self, slug: str) -> bool:
        """Whether an indicator of parts adds up to that of the whole."""
        return self.quantities[slug].unit in self._extensive

    def reference(self, area: str, slug: str, measure: str, year: int) -> tuple[str, float] | None:
        """What a first figure can be held against where the year before is not known: the nearest year's level, or the
        plan's target of the same measure; in words, and in the indicator's unit. None where there is neither."""
        if measure == "level" and (
            levels := {y: one.amount for y, one in self.facts.levels(area, slug).items() if y != year}
        ):
            nearest = min(levels, key=lambda y: (abs(y - year), -y))
            return f"{nearest}年的", levels[nearest]
        target = self.expected.target(area, slug, measure)
        return None if target is None else ("规划目标", target)

    def _ending(self, text: str) -> str:
        """The ending of a name that asks for a growth rate."""
        return next((ending for ending in ENDINGS if text.endswith(ending)), "")

    def same(self, piece: str, slug: str) -> bool:
        """Whether what stands in brackets behind a name is another name of the same indicator."""
        return self._names.get(plain(piece)) == slug

    def _named(self, text: str) -> str:
        return self._names.get(text) or self._names.get(bare(text), "")

    def nearest(self, name: str) -> str:
        """The plan's name that looks most like another; empty where none does."""
        if len(name) > 40:
            return ""
        close = process.extractOne(plain(name), list(self._names), scorer=fuzz.WRatio, score_cutoff=60)
        return self.quantities[self._names[close[0]]].name if close else ""

    def stem(self, name: str) -> str:
        """An unknown name as it is remembered: without what trails it, and without what asks for its growth, so that
        the growth of it is never read as a level."""
        *_, (text, _) = peeled(name)
        told = plain(text)
        return told[: len(told) - len(ending)] if (ending := self._ending(told)) else told

    def unit(self, written: str, asked: str | None) -> str | None:
        """The unit that somebody wrote, by its name here; "亿" and "万" are completed from the unit asked for. None if
        unknown."""
        text = squeeze(written)
        text = squeeze(WORDS["unit"].get(text, text))
        if text in self._units:
            return self._units[text]
        same = [
            name
            for name, (dimension, _) in self.units.items()
            if asked in self.units and dimension == self.units[asked][0]
        ]
        return next((name for name in same if text in ("亿", "万") and name.startswith(text)), None)

    def convert(self, value: float, unit: str, asked: str | None) -> float | None:
        """A value in another unit of the same dimension; None where they cannot be converted.

        >>> import pandas as pd
        >>> from types import SimpleNamespace
        >>> units = pd.DataFrame({"name": ["亿元", "万元"], "dimension": ["货币"] * 2, "factor": [1e8, 1e4]})
        >>> frame = pd.DataFrame(columns=["kind", "slug", "name", "unit", "direction", "decimals", "ceiling", "path", "definition"])
        >>> Vocabulary(frame, frame, units, [], None, SimpleNamespace(period=None)).convert(2684000.0, "万元", "亿元")
        268.4
        """
        if unit == asked:
            return value
        if asked not in self.units or self.units[unit][0] != self.units[asked][0]:
            return None
        return tidy(value * self.units[unit][1] / self.units[asked][1])
