"""Rules of the audit about relations: shares times totals, sums and their parts, targets that must hold together."""

import pandas as pd

from lib.about import About
from lib.audit.finding import HARD, HINT, SCOPE, Finding, gap, lines, plain
from lib.measure.interval import Interval, compounded, printed

SEVERITY = {"hard": HARD, "scope": SCOPE, "hint": HINT}
OUGHT = {"=": "应等于", "<=": "应不超过", "<": "应小于"}
ONE = Interval(1.0, 1.0, 1.0)


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
    """The relations of one rule that do not hold even when rounding is allowed for."""
    factors = dict(zip(frames["unit"]["name"], frames["unit"]["factor"], strict=True))
    lookup = {
        "target": frames["clause"].set_index("id"),
        "observation": frames["series"].set_index("id"),
        "place": frames["place"].set_index("id"),
    }
    found = []
    for relation in frames["identity"][frames["identity"]["rule"] == rule].itertuples():
        terms = frames["term"][frames["term"]["identity"] == relation.id].sort_values(["side", "product", "position"])
        if not all(
            kind == "constant" or ref in lookup[kind].index
            for kind, ref in zip(terms["kind"], terms["ref"], strict=True)
        ):
            continue
        sides = {side: _side(rows, lookup, factors, about.period.span) for side, rows in terms.groupby("side")}
        (left, left_text, _), (right, right_text, _) = sides["left"], sides["right"]
        if _holds(relation.relation, left, right):
            continue
        shown = sides["right"][2]
        a, b = left.value / _factor(shown, factors), right.value / _factor(shown, factors)
        cited, concerned = _cited(terms, lookup)
        first, second = _equals(left_text, a, shown), _equals(right_text, b, shown)
        words = f"已有{first}，目标{second}" if rule == "reached" else f"{first}，{OUGHT[relation.relation]}{second}"
        difference = gap(b, a, shown) if rule == "reached" else gap(a, b, shown)
        reason = relation.reason if isinstance(relation.reason, str) else ""
        found.append(
            Finding(
                SEVERITY[relation.severity], cited, relation.title, words, difference, reason, a, b, shown, concerned
            )
        )
    return found


def _equals(text: str, value: float, unit: str) -> str:
    """A side in words: with its result where it is a sum or a product."""
    return f"{text} = {plain(value)}{unit}" if "×" in text or "＋" in text else text


def _factor(unit: str, factors: dict[str, float]) -> float:
    """Base units in a unit; a per cent is a hundredth."""
    return 0.01 if unit == "%" else factors.get(unit, 1.0)


def _side(terms: pd.DataFrame, lookup: dict, factors: dict, span: int) -> tuple[Interval, str, str]:
    """Value in base units, text and unit of one side: products of terms, added up. A rate counts as its five-year
    multiple, a constant is exact."""
    total, texts, unit = Interval(0.0, 0.0, 0.0), [], ""
    for _, factors_of in terms.groupby("product"):
        product, words = ONE, []
        for term in factors_of.itertuples():
            value, name, years = _value(term, lookup, span)
            if years:
                product = product * compounded(ONE, printed(value), years)
                words.append(f"(1{value:+g}%)" + ("⁵" if years == span else ""))
                continue
            exact = Interval(value, value, value) if term.kind == "constant" else printed(value)
            product = product * exact.scaled(_factor(name, factors))
            words.append(f"{plain(value)}{name}")
            unit = name if name not in ("%", "家") else unit or name
        total = total + product
        texts.append("×".join(words))
    return total, "＋".join(texts), unit


def _value(term, lookup: dict, span: int) -> tuple[float, str, int]:
    """A term's printed value and unit, and over how many periods it compounds (0: not a rate)."""
    if term.kind == "constant":
        return term.value, term.unit, 0
    row = lookup[term.kind].loc[term.ref]
    if term.kind == "place":
        return row["area_km2"], "平方公里", 0
    return row["value"], row["unit"], {"annual_growth": span, "cumulative_change": 1}.get(row.get("kind"), 0)


def _holds(relation: str, left: Interval, right: Interval) -> bool:
    """Whether a relation may hold for some values within rounding; a strict one needs room between the printed
    values."""
    if relation == "=":
        return left.meets(right)
    return left.low <= right.high if relation == "<=" else left.value < right.value


def _cited(terms: pd.DataFrame, lookup: dict) -> tuple[tuple[int, ...], tuple[tuple[str, str], ...]]:
    """Plan lines and (area, indicator) pairs of a relation's terms."""
    cited, concerned = list(terms["line"]), []
    for term in terms.itertuples():
        if term.kind in ("target", "observation"):
            row = lookup[term.kind].loc[term.ref]
            cited.append(row["line"])
            concerned.append((row["area"], row["indicator"]))
    return lines(*cited), tuple(dict.fromkeys(concerned))
