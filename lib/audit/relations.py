"""Rules of the audit about relations: shares times totals, sums and their parts, targets that must hold together."""

from dataclasses import dataclass, replace

import pandas as pd

from lib.about import About
from lib.audit.finding import HARD, HINT, NONE, SCOPE, Finding, gap, lines, merged, plain
from lib.measure.constants import ABOUT
from lib.measure.interval import Interval, compounded, printed
from lib.measure.kinds import KINDS
from lib.measure.period import Period
from lib.measure.row import Row, maybe, number, text, whole

SEVERITY = {"hard": HARD, "scope": SCOPE, "hint": HINT}
OUGHT = {"=": "应等于", "<=": "应不超过", "<": "应小于", "part": "“其中”应不超过"}
USUAL = {"=": "另一处为", "<=": "通常不超过", "<": "通常小于", "part": "“其中”通常不超过"}
"""How the right side is put where nothing but custom says that the relation holds."""
PART = "part"
NEARLY_ALL = 0.85
"""From this share of its whole a single part is nearly all of it."""
ONE = Interval(1.0, 1.0, 1.0)


Frames = dict[str, pd.DataFrame]


@dataclass(frozen=True, slots=True)
class Relation(Row):
    """A relation between figures of the plan that ought to hold, or usually does."""

    id: str = text("its id")
    rule: str = text("identity, joint, double or reached")
    title: str = text("what it is about")
    relation: str = text("=, <=, < or part")
    severity: str = text("hard, scope or hint")
    norm: str = text("yes where the plan itself or arithmetic says that it holds")
    topic: str | None = maybe("those of one topic are one finding")
    lines: str | None = maybe("further lines of the plan")
    reason: str | None = maybe("a likely reason")


@dataclass(frozen=True, slots=True)
class Term(Row):
    """One factor on one side of a relation."""

    product: int = whole("terms of the same product are multiplied, products added up")
    kind: str = text("target, observation, place or constant")
    ref: str | None = maybe("id of the figure")
    value: float = number("of a constant")
    unit: str | None = maybe("of a constant")
    line: int | None = maybe("line of the plan")


def identities(frames: dict[str, pd.DataFrame], about: About) -> list[Finding]:
    """Shares times totals against parts, sums against their wholes: relations that ought to hold."""
    return _relations(frames, about, "identity")


def joint_targets(frames: dict[str, pd.DataFrame], about: About) -> list[Finding]:
    """Targets that cannot all hold at the stated figures."""
    return _relations(frames, about, "joint")


def near_targets(frames: dict[str, pd.DataFrame], about: About) -> list[Finding]:
    """Two targets, differently named, that mean nearly the same and differ."""
    return _relations(frames, about, "double")


def near_reached(frames: dict[str, pd.DataFrame], about: About) -> list[Finding]:
    """A target below what is already reached of a thing, differently named, that is nearly the same: reached left,
    target right."""
    return _relations(frames, about, "reached")


def _relations(frames: dict[str, pd.DataFrame], about: About, rule: str) -> list[Finding]:
    """The relations of one rule that do not hold even when rounding is allowed for; those of one topic are one
    finding."""
    factors = dict(zip(frames["unit"]["name"], frames["unit"]["factor"], strict=True))
    lookup = {
        "target": frames["clause"].set_index("id"),
        "observation": frames["series"].set_index("id"),
        "place": frames["place"].set_index("id"),
    }
    found: list[Finding] = []
    topics: dict[str, list[Finding]] = {}
    for relation in Relation.of(frames["identity"][frames["identity"]["rule"] == rule]):
        terms = frames["term"][frames["term"]["identity"] == relation.id].sort_values(["side", "product", "position"])
        if not all(
            kind == "constant" or ref in lookup[kind].index
            for kind, ref in zip(terms["kind"], terms["ref"], strict=True)
        ):
            continue
        finding = _related(relation, terms, lookup, factors, about.period)
        if finding and relation.topic:
            topics.setdefault(relation.topic, []).append(finding)
        elif finding:
            found.append(finding)
    return found + [_topic(topic, rows) for topic, rows in topics.items()]


def _topic(topic: str, rows: list[Finding]) -> Finding:
    """The findings of one topic as one; each said under its own name unless all say the same."""
    if len({row.computation for row in rows}) > 1:
        rows = [replace(row, computation=f"{row.what}{row.computation}") for row in rows]
    return merged(topic, rows)


def _related(
    relation: Relation, terms: pd.DataFrame, lookup: Frames, factors: dict[str, float], period: Period
) -> Finding | None:
    """What one relation shows; None where it may hold within rounding. Parts that nearly make up their whole leave a
    rest to be named."""
    sides = {side: _side(rows, lookup, factors, period) for side, rows in terms.groupby("side")}
    (left, left_text, _), (right, right_text, shown) = sides["left"], sides["right"]
    kept = _holds(relation.relation, left, right)
    rest = kept and relation.relation == PART and left.high < right.low and left.value >= (1 - ABOUT) * right.value
    if kept and not rest:
        return None
    a, b = left.value / _factor(shown, factors), right.value / _factor(shown, factors)
    first, second = _equals(left_text, a, shown), _equals(right_text, b, shown)
    cited, concerned = _cited(relation, terms, lookup)
    difference = gap(a, b, shown)
    if relation.rule == "reached":
        words, difference = f"已有{first}，目标{second}", gap(b, a, shown)
    elif rest:
        words = f"其中{first}，≤{second}；其余{plain(b - a)}{shown}没有列出"
    else:
        words = f"{first}，{(OUGHT if relation.norm == 'yes' else USUAL)[relation.relation]}{second}"
    severity = HINT if rest else SEVERITY[relation.severity]
    return Finding(severity, cited, relation.title, words, difference, relation.reason or "", a, b, shown, concerned)


def _equals(text: str, value: float, unit: str) -> str:
    """A side in words: with its result where it is a sum or a product."""
    return f"{text} = {plain(value)}{unit}" if "×" in text or "＋" in text else text


def _factor(unit: str, factors: dict[str, float]) -> float:
    """Base units in a unit; a per cent is a hundredth."""
    return 0.01 if unit == "%" else factors.get(unit, 1.0)


def _side(terms: pd.DataFrame, lookup: Frames, factors: dict[str, float], period: Period) -> tuple[Interval, str, str]:
    """Value in base units, text and unit of one side: products of terms, added up. A rate counts as its five-year
    multiple, a constant is exact."""
    total, texts, unit = Interval(0.0, 0.0, 0.0), [], ""
    for _, factors_of in terms.groupby("product"):
        product, words = ONE, []
        for term in Term.of(factors_of):
            value, name, years = _value(term, lookup, period)
            if years:
                product = product * compounded(ONE, printed(value), years)
                words.append(f"(1{value:+g}%)" + ("⁵" if years == period.span else ""))
                continue
            exact = Interval(value, value, value) if term.kind == "constant" else printed(value)
            product = product * exact.scaled(_factor(name, factors))
            roughly = "约" if term.kind == "place" and lookup["place"].loc[term.ref, "area_about"] == "yes" else ""
            words.append(f"{roughly}{plain(value)}{name}")
            unit = name if name not in ("%", "家") else unit or name
        total = total + product
        texts.append("×".join(words))
    return total, "＋".join(texts), unit


def _value(term: Term, lookup: Frames, period: Period) -> tuple[float, str, int]:
    """A term's printed value and unit, and over how many periods it compounds (0: not a rate)."""
    if term.kind == "constant":
        return term.value, term.unit or "", 0
    row = lookup[term.kind].loc[term.ref]
    if term.kind == "place":
        return row["area_km2"], "平方公里", 0
    if term.kind == "target":
        return row["target"], row["unit"], KINDS[row["kind"]].times(period.span)
    return row["value"], row["unit"], 0


def _holds(relation: str, left: Interval, right: Interval) -> bool:
    """Whether a relation may hold for some values within rounding; a strict one needs room between the printed
    values."""
    if relation == "=":
        return left.meets(right)
    return left.low <= right.high if relation in ("<=", PART) else left.value < right.value


def _cited(
    relation: Relation, terms: pd.DataFrame, lookup: Frames
) -> tuple[tuple[int, ...], tuple[tuple[str, str], ...]]:
    """Plan lines and (area, indicator) pairs of a relation and its terms."""
    cited, concerned = [*terms["line"], *_numbers(relation.lines)], []
    for term in Term.of(terms):
        if term.kind in ("target", "observation"):
            row = lookup[term.kind].loc[term.ref]
            cited.append(row["line"])
            concerned.append((row["area"], row["indicator"]))
    return lines(*cited), tuple(dict.fromkeys(concerned))


def _numbers(cell: str | None) -> list[int]:
    """The line numbers of a cell: "23;264" → [23, 264]."""
    return [int(each) for each in cell.split(";")] if isinstance(cell, str) else []


def nearly_all(frames: dict[str, pd.DataFrame], about: About) -> list[Finding]:
    """A place whose area is nearly all that can be left for the unit it lies in: the whole less the other parts that
    are measured."""
    places = frames["place"].set_index("id")
    found = []
    for _, part in places[places["area_km2"].notna()].iterrows():
        unit = places.loc[part["parent"]] if part["parent"] in places.index else None
        if unit is None or not pd.isna(unit["area_km2"]) or unit["parent"] not in places.index:
            continue
        whole = places.loc[unit["parent"]]
        others = places[(places["parent"] == unit["parent"]) & places["area_km2"].notna()]
        room = whole["area_km2"] - others["area_km2"].sum()
        if others.empty or not NEARLY_ALL * room <= part["area_km2"] <= room:
            continue
        shared = set.intersection(*(set(_numbers(text)) for text in [whole["lines"], part["lines"], *others["lines"]]))
        taken = "－".join(plain(area) for area in [whole["area_km2"], *others["area_km2"]])
        found.append(
            Finding(
                SCOPE,
                lines(*(shared or _numbers(part["lines"]))),
                f"{part['name']}：面积几乎占去{unit['name']}的全部",
                f"{whole['name']}除去其余各片：{taken} = {plain(room)}平方公里；{part['name']}{plain(part['area_km2'])}平方公里，占{part['area_km2'] / room:.0%}",
                NONE,
                "面积可能是整个片区的，记在了其中一处名下；宜分别写明",
                part["area_km2"],
                room,
                "平方公里",
            )
        )
    return found
