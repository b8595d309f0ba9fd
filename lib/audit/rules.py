"""The plan held against itself: rules over its data, each one function and one row of RULES.

A finding names the figures with their lines, the arithmetic, the gap and a likely reason. It is a question to the
authors, not a reproach. Source: method.md, "Audit of the plan's own numbers".
"""

from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import pandas as pd

from lib.about import About
from lib.audit import figures, relations
from lib.audit import wording as texts
from lib.audit.finding import SEVERITIES, Finding, merged


class Rule(NamedTuple):
    """One rule: number and title, the columns it needs by table, and the function that applies it.

    What a rule that is `beside` others finds of two indicators is told with a finding of figures that compares both.
    """

    title: str
    needs: dict[str, tuple[str, ...]]
    run: Callable[[dict[str, pd.DataFrame], About], list[Finding]]
    beside: bool = False


CLAUSE = (
    "id",
    "line",
    "area",
    "indicator",
    "name",
    "kind",
    "operator",
    "value",
    "unit",
    "year",
    "scale",
    "direction",
    "price_basis",
    "ceiling",
)
SERIES = (
    "id",
    "line",
    "area",
    "indicator",
    "indicator_name",
    "measure",
    "since",
    "year",
    "operator",
    "amount",
    "value",
    "unit",
    "price_basis",
    "rank",
)
SCOPES = ("indicator", "other", "area", "base", "differs", "outside", "lines", "note")
BEARING = ("indicator", "line", "words", "effect")
RELATION = {
    "identity": ("id", "rule", "title", "relation", "severity", "norm", "topic", "lines", "reason"),
    "term": ("identity", "side", "product", "position", "kind", "ref", "value", "unit", "line"),
    "clause": CLAUSE,
    "series": SERIES,
    "place": ("id", "area_km2", "area_about"),
    "unit": ("name", "factor"),
}
LISTS = {
    "enumeration": ("id", "title", "line", "stated", "listed_all", "other", "relation"),
    "member": ("enumeration", "name", "line", "means"),
}
NAMED = {
    "project": ("id", "name", "other_names", "flagship", "lines"),
    "place": ("id", "name", "other_names", "system", "parent", "area_km2", "lines"),
}
RULES = (
    Rule("1 增速与水平", {"clause": CLAUSE, "series": SERIES, "scope": SCOPES}, figures.growth_and_level),
    Rule("2 倍数与增速", {"series": SERIES}, figures.multiple_and_growth),
    Rule("3 一事两标", {"clause": CLAUSE}, figures.two_targets),
    Rule("3 相近目标", RELATION, relations.near_targets),
    Rule("4 目标低于现状", {"clause": CLAUSE, "series": SERIES, "bearing": BEARING}, figures.already_reached),
    Rule(
        "4 称已实现",
        {"clause": CLAUSE, "achieved": ("indicator", "line", "words"), "bearing": BEARING},
        figures.claimed,
    ),
    Rule("4 相近现状", RELATION, relations.near_reached),
    Rule("5 恒等关系", RELATION, relations.identities),
    Rule("5 部分近于整体", {"place": ("id", "name", "parent", "area_km2", "lines")}, relations.nearly_all),
    Rule("5 列举与数目", LISTS, texts.counted_lists),
    Rule("5 列举前后", LISTS, texts.compared_lists),
    Rule("5 名目未展开", LISTS, texts.unexplained),
    Rule("6 不能同时成立", RELATION, relations.joint_targets),
    Rule("7 口径不一", {"scope": SCOPES, "clause": CLAUSE}, texts.scopes, beside=True),
    Rule("7 没有定义", {"clause": (*CLAUSE, "definition")}, texts.undefined),
    Rule("7 条件用词", {"condition": ("target", "words"), "clause": CLAUSE}, texts.bounded_twice),
    Rule("7 一物多名", NAMED, texts.names),
    Rule("7 文字", {"place": ("name", "other_names", "lines")}, texts.misprints),
    Rule(
        "8 状态矛盾",
        {"claim": ("project", "line", "claim", "words"), "project": ("id", "name", "area", "indicator")},
        texts.claims,
    ),
    Rule("8 提法不一", {"stance": ("topic", "line", "stance", "words", "indicator"), "clause": CLAUSE}, texts.stances),
)

AUDITED = tuple(dict.fromkeys(table for rule in RULES for table in rule.needs))
"""The tables that the audit reads."""


def audit(frames: dict[str, pd.DataFrame], about: About, rules: tuple[Rule, ...] = RULES) -> pd.DataFrame:
    """All findings in a plan, hard ones first: the fields of Finding and `rule`. KeyError if a rule lacks a table or a column."""
    found: list[tuple[str, Finding]] = []
    for rule in rules:
        for table, columns in rule.needs.items():
            missing = set(columns) - set(frames[table].columns)
            if missing:
                raise KeyError(f"{rule.title}: {table} lacks {sorted(missing)}")
        for finding in rule.run(frames, about):
            _tell(found, rule, finding)
    table = pd.DataFrame(
        [{"rule": title, **finding._asdict()} for title, finding in _named_apart(found)],
        columns=["rule", *Finding._fields],
    )
    table["outside"] = table["outside"].astype(bool)
    table["severity"] = pd.Categorical(table["severity"], categories=SEVERITIES, ordered=True)
    return table.sort_values(["rule", "severity", "lines"], kind="stable", ignore_index=True)


def _tell(found: list[tuple[str, Finding]], rule: Rule, finding: Finding) -> None:
    """Add a finding, or, if its rule is `beside` others, lay it to one of figures that compares its two indicators."""
    concerned = set(finding.indicators)
    for at, (title, other) in enumerate(found):
        if rule.beside and len(concerned) > 1 and concerned <= set(other.indicators) and other.left == other.left:
            found[at] = title, merged(other.what, [other, finding._replace(reason="")])
            return
    found.append((rule.title, finding))


def _named_apart(found: list[tuple[str, Finding]]) -> list[tuple[str, Finding]]:
    """The findings with their rules; where two have the same title, each names its area."""
    often = Counter(finding.what for _, finding in found)
    apart = []
    for title, finding in found:
        if often[finding.what] > 1 and finding.indicators:
            head, colon, rest = finding.what.partition("：")
            areas = "、".join(dict.fromkeys(area for area, _ in finding.indicators))
            finding = finding._replace(what=f"{head}（{areas}）{colon}{rest}")
        apart.append((title, finding))
    return apart


def of_clause(findings: pd.DataFrame, clause) -> pd.DataFrame:
    """The findings that concern a clause's indicator: those that cite its line first, then by severity."""
    own = (clause.area, clause.indicator)
    found = findings[np.array([own in concerned for concerned in findings["indicators"]], dtype=bool)]
    cited = found["lines"].map(lambda lines: clause.line in lines)
    return (
        found.assign(cited=cited)
        .sort_values(["cited", "severity"], ascending=[False, True], kind="stable")
        .drop(columns="cited")
    )
