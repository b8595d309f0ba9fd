"""Rules of the audit about words: scopes, definitions, conditions, names."""

import re
from dataclasses import dataclass

import pandas as pd

from lib.about import About
from lib.audit.finding import HINT, NONE, SCOPE, Finding, lines, plain
from lib.measure.clause import Target
from lib.measure.row import Row, text

BOUND = re.compile("不超过|不低于|不少于|超过|大于|突破|小于|以上|以内|以下|左右|约")
"""Words by which a target says on which side of its number it is met."""
COVERAGE = "覆盖率"
LATIN = re.compile("[A-Za-z]+")
"""An abbreviation in Latin letters stands for any words: it is no other name."""
KEY_SYSTEMS = ("cores", "circle")
"""Spatial systems whose units the plan steers by, beside the parks with an area of their own: several names for one are
worth a note."""


@dataclass(frozen=True, slots=True)
class Condition(Row):
    """The words by which a target says how its number is met."""

    target: str = text("the clause")
    words: str = text("the plan's words")


def scopes(frames: dict[str, pd.DataFrame], about: About) -> list[Finding]:
    """Base and target, or two targets, of different scope or term, as far as plan lines show it; different quantities
    are no doubt."""
    clauses, scope = frames["clause"], frames["scope"]
    found = []
    for row in scope[scope["lines"].notna() & (scope["differs"] != "quantity")].itertuples():
        concerned = tuple((row.area, slug) for slug in dict.fromkeys((row.indicator, row.other)))
        named = clauses[(clauses["indicator"] == row.indicator) & (clauses["area"] == row.area)]
        name, outside = named["name"].iloc[0] if len(named) else row.indicator, row.outside == "yes"
        found.append(
            Finding(
                SCOPE,
                lines(*map(int, str(row.lines).split(";"))),
                f"{name}：用语或统计范围前后不一",
                row.note,
                NONE,
                f"宜在规划说明中注明采用的口径，评估时按同一口径取数{'（这一处用到规划以外的资料）' if outside else ''}",
                indicators=concerned,
                outside=outside,
            )
        )
    return found


def undefined(frames: dict[str, pd.DataFrame], about: About) -> list[Finding]:
    """A rate of coverage that neither the plan nor common use defines: a share of what, and in what."""
    rows = [
        row
        for row in Target.of(frames["clause"])
        if row.name.endswith(COVERAGE) and not row.definition and row.traits.numeric
    ]
    return [
        Finding(
            SCOPE,
            lines(row.line),
            f"{row.name}：没有说明分子和分母",
            f"第{row.line}行目标{plain(row.target)}{row.unit}，规划没有定义这一比率",
            NONE,
            "以什么占什么计算，结果会差得很远；宜注明，否则无法评估",
            indicators=((row.area, row.indicator),),
        )
        for row in rows
    ]


def bounded_twice(frames: dict[str, pd.DataFrame], about: About) -> list[Finding]:
    """A condition that says twice on which side of its number it is met."""
    clauses, found = Target.by(frames["clause"]), []
    for row in Condition.of(frames["condition"]):
        said, clause = list(dict.fromkeys(BOUND.findall(row.words))), clauses.get(row.target)
        if clause is not None and len(said) > 1:
            found.append(
                Finding(
                    HINT,
                    lines(clause.line),
                    f"{clause.name}：“{row.words}”用词重复",
                    "".join(f"“{word}”" for word in said) + "同时用于一个数",
                    NONE,
                    "是否含本数，两个词说法不同；宜只用一个",
                    indicators=((clause.area, clause.indicator),),
                )
            )
    return found


def names(frames: dict[str, pd.DataFrame], about: About) -> list[Finding]:
    """Key units and flagship projects that go by several names; plain abbreviations are not counted."""
    places = frames["place"]
    measured = set(places.loc[places["area_km2"].notna(), "id"])
    places = places[
        places["system"].isin(KEY_SYSTEMS) | (places["id"].isin(measured) & ~places["parent"].isin(measured))
    ]
    projects = frames["project"][frames["project"]["flagship"] == "yes"]
    taken, found = set(), []
    for row in pd.concat([projects, places]).itertuples():
        others = _others(row.name, (row.other_names or "").split(";"))
        if not others or row.name in taken or not isinstance(row.lines, str):
            continue
        taken |= {row.name, *others}
        found.append(
            Finding(
                HINT,
                lines(*map(int, row.lines.split(";"))),
                f"{row.name}：又作{'、'.join(others)}",
                f"同一事物有{len(others) + 1}种名称",
                NONE,
                "宜统一名称，便于检索和考核",
            )
        )
    return found


def _others(main: str, names_of: list[str]) -> list[str]:
    """The names that are not just `main` shortened; two different shortened forms are names too, a form that lacks its
    first letter is a misprint.

    >>> _others("新马科技创新城", ["新马创新城", "新马科技城"]), _others("栗雨科技工业园", ["栗雨工业园", "雨工业园"]), _others("甲", [""])
    (['新马创新城', '新马科技城'], [], [])
    """
    whole = [name for name in names_of if name and not any(other[1:] == name for other in [main, *names_of])]
    different = [name for name in whole if _another(name, main)]
    shortened = [name for name in whole if name not in different and name not in main and main not in name]
    return [*different, *shortened] if different or len(shortened) > 1 else []


def misprints(frames: dict[str, pd.DataFrame], about: About) -> list[Finding]:
    """A name of a unit that lacks just the first character of another of its names, unless other units' names end on it
    too (a common noun)."""
    heads, found = frames["place"]["name"], []
    for row in frames["place"][frames["place"]["other_names"].notna()].itertuples():
        names_of = [row.name, *row.other_names.split(";")]
        for name in names_of:
            whole = [other for other in names_of if len(other) == len(name) + 1 and other.endswith(name)]
            if whole and not (heads.str.endswith(name) & (heads != row.name)).any():
                elsewhere = "或".join(f"“{other}”" for other in dict.fromkeys((whole[0], row.name)))
                found.append(
                    Finding(
                        HINT,
                        lines(*map(int, row.lines.split(";"))),
                        f"“{name}”疑为“{whole[0]}”漏字",
                        f"其余各处作{elsewhere}",
                        NONE,
                        "宜更正文字",
                    )
                )
    return found


def _another(name: str, main: str) -> bool:
    """Whether `name` is another name than `main`, and not `main` shortened, or lengthened by a word before or behind.

    >>> _another("金山科技园", "金山高科园"), _another("河西示范园", "河西高新技术产业示范园"), _another("千亿汽车产业集群", "汽车产业集群")
    (True, False, False)
    >>> _another("月塘生态城", "月塘生态新城"), _another("", "甲")
    (True, False)
    >>> _another("新马生态商务区", "新马EBD"), _another("新马EBD", "新马生态商务区")
    (False, False)
    """
    if not name or main in name or name in main:
        return False
    if any(
        _shortens(LATIN.sub("", short), whole) for short, whole in ((name, main), (main, name)) if LATIN.search(short)
    ):
        return False
    return not _shortens(name, main) or len(main) - len(name) == 1


def _shortens(name: str, main: str) -> bool:
    """Whether all letters of a name stand in another, in that order."""
    letters = iter(main)
    return all(letter in letters for letter in name)
