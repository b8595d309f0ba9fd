"""The plan held against itself: rules over its data, each one function and one row of RULES.

A finding names the figures with their lines, the arithmetic, the gap and a likely reason. It is a question to the
authors, not a reproach. Source: method.md, "Audit of the plan's own numbers".
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import pandas as pd

from lib.about import About
from lib.audit import lists, rates, relations, stances, targets, wording
from lib.audit.finding import SEVERITIES, Finding, merged
from lib.measure.clause import Target
from lib.measure.observation import Observation


class Rule(NamedTuple):
    """One rule: number and title, the columns it needs by table, and the function that applies it.

    What a rule that is `beside` others finds of two indicators is told with a finding of figures that compares both.
    """

    title: str
    needs: dict[str, tuple[str, ...]]
    run: Callable[[dict[str, pd.DataFrame], About], list[Finding]]
    beside: bool = False


CLAUSE, SERIES = tuple(Target.columns()), tuple(Observation.columns())
SCOPES = ("indicator", "other", "area", "base", "differs", "outside", "lines", "note")
BEARING = tuple(targets.Bearing.columns())
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
    Rule("1 增速与水平", {"clause": CLAUSE, "series": SERIES, "scope": SCOPES}, rates.growth_and_level),
    Rule("2 倍数与增速", {"series": SERIES}, rates.multiple_and_growth),
    Rule("3 一事两标", {"clause": CLAUSE}, targets.two_targets),
    Rule("3 相近目标", RELATION, relations.near_targets),
    Rule("4 目标低于现状", {"clause": CLAUSE, "series": SERIES, "bearing": BEARING}, targets.already_reached),
    Rule(
        "4 称已实现",
        {"clause": CLAUSE, "achieved": tuple(targets.Achieved.columns()), "bearing": BEARING},
        targets.claimed,
    ),
    Rule("4 相近现状", RELATION, relations.near_reached),
    Rule("5 恒等关系", RELATION, relations.identities),
    Rule("5 部分近于整体", {"place": ("id", "name", "parent", "area_km2", "lines")}, relations.nearly_all),
    Rule("5 列举与数目", LISTS, lists.counted_lists),
    Rule("5 列举前后", LISTS, lists.compared_lists),
    Rule("5 名目未展开", LISTS, lists.unexplained),
    Rule("6 不能同时成立", RELATION, relations.joint_targets),
    Rule("7 口径不一", {"scope": SCOPES, "clause": CLAUSE}, wording.scopes, beside=True),
    Rule("7 没有定义", {"clause": CLAUSE}, wording.undefined),
    Rule("7 条件用词", {"condition": ("target", "words"), "clause": CLAUSE}, wording.bounded_twice),
    Rule("7 一物多名", NAMED, wording.names),
    Rule("7 文字", {"place": ("name", "other_names", "lines")}, wording.misprints),
    Rule(
        "8 状态矛盾",
        {"claim": ("project", "line", "claim", "words"), "project": ("id", "name", "area", "indicator")},
        stances.claims,
    ),
    Rule(
        "8 提法不一", {"stance": ("topic", "line", "stance", "words", "indicator"), "clause": CLAUSE}, stances.stances
    ),
)

AUDITED = tuple(dict.fromkeys(table for rule in RULES for table in rule.needs))
"""The tables that the audit reads."""


def audit(frames: dict[str, pd.DataFrame], about: About, rules: tuple[Rule, ...] = RULES) -> pd.DataFrame:
    """All findings in a plan by rule, hard ones first: a frame of Finding. KeyError if a rule lacks a table or a column."""
    found: list[Finding] = []
    for rule in rules:
        for table, columns in rule.needs.items():
            missing = set(columns) - set(frames[table].columns)
            if missing:
                raise KeyError(f"{rule.title}: {table} lacks {sorted(missing)}")
        for finding in rule.run(frames, about):
            _tell(found, rule, replace(finding, rule=rule.title))
    told = Finding.frame(_named_apart(found))
    told["severity"] = pd.Categorical(told["severity"], categories=SEVERITIES, ordered=True)
    return told.sort_values(["rule", "severity", "lines"], kind="stable", ignore_index=True)


def _tell(found: list[Finding], rule: Rule, finding: Finding) -> None:
    """Add a finding, or, if its rule is `beside` others, lay it to one of figures that compares its two indicators."""
    concerned = set(finding.indicators)
    for at, other in enumerate(found):
        if rule.beside and len(concerned) > 1 and concerned <= set(other.indicators) and other.left == other.left:
            found[at] = replace(merged(other.what, [other, replace(finding, reason="")]), rule=other.rule)
            return
    found.append(finding)


def _named_apart(found: list[Finding]) -> list[Finding]:
    """The findings; where two have the same title, each names its area."""
    often = Counter(finding.what for finding in found)
    return [_with_area(one) if often[one.what] > 1 and one.indicators else one for one in found]


def _with_area(finding: Finding) -> Finding:
    head, colon, rest = finding.what.partition("：")
    areas = "、".join(dict.fromkeys(area for area, _ in finding.indicators))
    return replace(finding, what=f"{head}（{areas}）{colon}{rest}")


def of_clause(findings: pd.DataFrame, clause: Target) -> pd.DataFrame:
    """The findings that concern a clause's indicator: those that cite its line first, then by severity."""
    own = (clause.area, clause.indicator)
    found = findings[np.array([own in concerned for concerned in findings["indicators"]], dtype=bool)]
    cited = found["lines"].map(lambda lines: clause.line in lines)
    return (
        found.assign(cited=cited)
        .sort_values(["cited", "severity"], ascending=[False, True], kind="stable")
        .drop(columns="cited")
    )
