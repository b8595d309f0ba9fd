"""Rules of the audit about relations: shares times totals, sums and their parts, targets that must hold together."""

import pandas as pd

from lib.compute.finding import HARD, SCOPE, Finding, gap, lines, plain
from lib.compute.interval import Interval, printed


def identities(frames: dict[str, pd.DataFrame]) -> list[Finding]:
    """Shares times totals against parts, sums against their wholes: relations that ought to hold."""
    return _relations(frames, "identity")


def joint_targets(frames: dict[str, pd.DataFrame]) -> list[Finding]:
    """Targets that cannot all hold at the stated figures."""
    return _relations(frames, "joint")


def _relations(frames: dict[str, pd.DataFrame], rule: str) -> list[Finding]:
    """The relations of one rule that do not hold even when rounding is allowed for."""
    factors = dict(zip(frames["unit"]["name"], frames["unit"]["factor"], strict=True))
    lookup = {
        "target": frames["clause"].set_index("id"), "observation": frames["series"].set_index("id"), "place": frames["place"].set_index("id"),
    }  # fmt: skip
    found = []
    for relation in frames["identity"][frames["identity"]["rule"] == rule].itertuples():
        terms = frames["term"][frames["term"]["identity"] == relation.id].sort_values(["side", "product", "position"])
        if not all(kind == "constant" or ref in lookup[kind].index for kind, ref in zip(terms["kind"], terms["ref"], strict=True)):
            continue
        sides = {side: _side(rows, lookup, factors) for side, rows in terms.groupby("side")}
        (left, left_text, _), (right, right_text, _) = sides["left"], sides["right"]
        if _holds(relation.relation, left, right):
            continue
        shown = sides["right"][2]
        a, b = left.value / _factor(shown, factors), right.value / _factor(shown, factors)
        cited, concerned = _cited(terms, lookup)
        found.append(Finding(
            HARD if relation.severity == "hard" else SCOPE, cited, relation.title,
            f"{_equals(left_text, a, shown)}，另一边{_equals(right_text, b, shown)}",
            gap(a, b, shown), relation.reason if isinstance(relation.reason, str) else "", a, b, shown, concerned,
        ))  # fmt: skip
    return found


def _equals(text: str, value: float, unit: str) -> str:
    """A side in words: with its result where it is a sum or a product."""
    return f"{text} = {plain(value)}{unit}" if "×" in text or "＋" in text else text


def _factor(unit: str, factors: dict[str, float]) -> float:
    """Base units in a unit; a per cent is a hundredth."""
    return 0.01 if unit == "%" else factors.get(unit, 1.0)


def _side(terms: pd.DataFrame, lookup: dict, factors: dict) -> tuple[Interval, str, str]:
    """Value in base units, text and unit of one side: products of terms, added up."""
    total, texts, unit = Interval(0.0, 0.0, 0.0), [], ""
    for _, factors_of in terms.groupby("product"):
        product, words = Interval(1.0, 1.0, 1.0), []
        for term in factors_of.itertuples():
            value, name = _value(term, lookup)
            product = product * printed(value).scaled(_factor(name, factors))
            words.append(f"{plain(value)}{name}")
            unit = name if name not in ("%", "家") else unit or name
        total = total + product
        texts.append("×".join(words))
    return total, "＋".join(texts), unit


def _value(term, lookup: dict) -> tuple[float, str]:
    """A term's printed value and unit."""
    if term.kind == "constant":
        return term.value, term.unit
    row = lookup[term.kind].loc[term.ref]
    return (row["area_km2"], "平方公里") if term.kind == "place" else (row["value"], row["unit"])


def _holds(relation: str, left: Interval, right: Interval) -> bool:
    """Whether a relation may hold for some values within rounding; a strict one needs room between the printed values."""
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
