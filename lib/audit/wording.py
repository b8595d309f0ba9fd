"""Rules of the audit about words: counted lists, scopes, definitions, names, statuses, stances."""

import re

import pandas as pd

from lib.about import About
from lib.audit.finding import HARD, HINT, NONE, SCOPE, Finding, lines, plain, quoted, rows_by

BOUND = re.compile("不超过|不低于|不少于|超过|大于|突破|小于|以上|以内|以下|左右|约")
"""Words by which a target says on which side of its number it is met."""
COVERAGE = "覆盖率"
LATIN = re.compile("[A-Za-z]+")
"""An abbreviation in Latin letters stands for any words: it is no other name."""
OPPOSED = {
    ("promised", "sought"): (
        SCOPE,
        "一处承诺完成，一处只说争取或探索",
        "承诺的程度宜前后一致；一时完不成的宜写明阶段目标",
    ),
    ("kept", "merged"): (SCOPE, "一处要巩固，一处要整合", "整合之后原制度可能不再单列；宜写明衔接办法和考核的口径"),
    ("established", "emerging"): (
        HINT,
        "一处列为传统优势产业，一处列为新兴产业",
        "归类不同，统计范围就不同；宜写明归入哪一类",
    ),
}
"""Stances that two places cannot both take on one thing: severity, what is found, likely reason."""
KEY_SYSTEMS = ("cores", "circle")
"""Spatial systems whose units the plan steers by, beside the parks with an area of their own: several names for one are
worth a note."""


def counted_lists(frames: dict[str, pd.DataFrame], about: About) -> list[Finding]:
    """Items of a counted list against the number that is stated; one that is compared with another list is left to
    that."""
    listed = frames["member"].groupby("enumeration")["name"].agg(list)
    found = []
    for row in frames["enumeration"][frames["enumeration"]["relation"] != "same"].itertuples():
        items = listed.get(row.id, [])
        if pd.isna(row.stated) or not items or len(items) == row.stated or row.listed_all == "example":
            continue
        stated = int(row.stated)
        complete = row.listed_all == "yes"
        if not complete and len(items) > stated:
            complete = True
        found.append(
            Finding(
                HARD if complete else HINT,
                lines(row.line),
                f"{row.title}：称{stated}项，列出{len(items)}项",
                f"列出：{'、'.join(items)}",
                f"{len(items) - stated:+d}项",
                "列举与数目宜对上" if complete else "以“等”结尾或未列全，宜补列其余，便于逐项考核",
                float(len(items)),
                float(stated),
                "项",
            )
        )
    return found


def compared_lists(frames: dict[str, pd.DataFrame], about: About) -> list[Finding]:
    """Two lists of the same things that differ, two that ought to stand apart and share an item, or two groups that may
    hold each other."""
    lists, members = frames["enumeration"].set_index("id"), frames["member"]
    members = members.assign(means=members["means"].fillna(members["name"]))
    items = {key: dict(zip(rows["means"], rows["name"], strict=True)) for key, rows in members.groupby("enumeration")}
    found, groups = [], {}
    for key, row in lists[lists["other"].notna()].iterrows():
        one, two, other = items.get(key, {}), items.get(row["other"], {}), lists.loc[row["other"]]
        if row["relation"] == "overlap":
            groups.setdefault((int(other["line"]), int(row["line"])), []).append((other["title"], row["title"]))
            continue
        cited = lines(
            other["line"], row["line"], *members.loc[members["enumeration"].isin((key, row["other"])), "line"]
        )
        if row["relation"] == "apart" and (both := [one[name] for name in one if name in two]):
            found.append(
                Finding(
                    SCOPE,
                    cited,
                    f"{'、'.join(both)}：既属{other['title']}，又属{row['title']}",
                    f"第{other['line']}行与第{row['line']}行都列入",
                    NONE,
                    "两处可能各指其中一部分；宜划清界线或说明如何并存",
                )
            )
        lacks, adds = [two[name] for name in two if name not in one], [one[name] for name in one if name not in two]
        if row["relation"] == "same" and (lacks or adds):
            only = ((other["line"], row["line"], lacks), (row["line"], other["line"], adds))
            said = [f"第{here}行有而第{there}行没有：{'、'.join(names)}" for here, there, names in only if names]
            found.append(
                Finding(
                    HINT,
                    cited,
                    f"{row['title']}：与{other['title']}不同",
                    "；".join(said),
                    f"{len(one) - len(two):+d}项" if len(one) != len(two) else NONE,
                    "宜统一名单，便于对照考核",
                )
            )
    return found + [_overlapping(*cited, pairs) for cited, pairs in groups.items()]


def _overlapping(first: int, second: int, pairs: list[tuple[str, str]]) -> Finding:
    """Groups named in one line beside groups of the same kinds in another, each pair in its order."""
    before, after = ("、".join(dict.fromkeys(titles)) for titles in zip(*pairs, strict=True))
    return Finding(
        SCOPE,
        lines(first, second),
        f"{before}：与{after}的关系没有说明",
        f"第{first}行：{before}；第{second}行：{after}",
        NONE,
        "后一处可能是前一处中尚未建成的，也可能另加；宜逐项写明哪些已建、哪些待建",
    )


def unexplained(frames: dict[str, pd.DataFrame], about: About) -> list[Finding]:
    """A shorthand with a number in it that the plan steers by and nowhere spells out."""
    rows = rows_by(frames["enumeration"][frames["enumeration"]["listed_all"] == "none"], "line")
    return [
        Finding(
            HINT,
            lines(line),
            f"{'、'.join(row.title for row in together)}：只有名目，没有展开",
            "规划正文没有列出各项",
            NONE,
            "宜附注各项内容，便于分解责任和考核",
        )
        for (line,), together in rows.items()
    ]


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
    rows = frames["clause"][
        frames["clause"]["name"].str.endswith(COVERAGE)
        & frames["clause"]["definition"].isna()
        & frames["clause"]["value"].notna()
    ]
    return [
        Finding(
            SCOPE,
            lines(row.line),
            f"{row.name}：没有说明分子和分母",
            f"第{row.line}行目标{plain(row.value)}{row.unit}，规划没有定义这一比率",
            NONE,
            "以什么占什么计算，结果会差得很远；宜注明，否则无法评估",
            indicators=((row.area, row.indicator),),
        )
        for row in rows.itertuples()
    ]


def bounded_twice(frames: dict[str, pd.DataFrame], about: About) -> list[Finding]:
    """A condition that says twice on which side of its number it is met."""
    clauses, found = {row.id: row for row in frames["clause"].itertuples()}, []
    for row in frames["condition"].itertuples():
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


def claims(frames: dict[str, pd.DataFrame], about: About) -> list[Finding]:
    """A thing said to be finished in one place and to be built, or still going on, in another; things of which the same
    is said together."""
    projects, alike = frames["project"].set_index("id"), {}
    for key, rows in rows_by(frames["claim"].sort_values("line"), "project").items():
        for finished, severity in (("done", HARD), ("partly", SCOPE)):
            ends = [row for row in rows if row.claim == finished]
            later = [row for row in rows if ends and row.line > ends[0].line and _unfinished(row, finished)]
            if later:
                said = tuple((row.line, row.words) for row in [*ends, *later])
                alike.setdefault((severity, said), []).append(projects.loc[key[0]])
                break
    return [_status(severity, said, things) for (severity, said), things in alike.items()]


def _unfinished(row, finished: str) -> bool:
    """Whether a claim speaks against one that the thing is `finished`: anything to be done, or, for a part, a new plan
    of it."""
    return row.claim in ("planned", "ongoing") if finished == "done" else row.words.startswith("规划")


def _status(severity: str, said: tuple[tuple[int, str], ...], things: list[pd.Series]) -> Finding:
    return Finding(
        severity,
        lines(*(line for line, _ in said)),
        f"{'、'.join(thing['name'] for thing in things)}：{'称已建成，又列为待建或推进' if severity == HARD else '称基本建成，又列入规划'}",
        "；".join(f"第{line}行{quoted(words)}" for line, words in said),
        NONE,
        "可能指不同的期次或内容；宜写明各期的范围与进度",
        indicators=tuple(
            (thing["area"], thing["indicator"]) for thing in things if isinstance(thing["indicator"], str)
        ),
    )


def stances(frames: dict[str, pd.DataFrame], about: About) -> list[Finding]:
    """One thing promised in one place and only sought in another, kept and merged, or counted among both the old and
    the new."""
    found = []
    for (topic,), rows in rows_by(frames["stance"].sort_values("line"), "topic").items():
        for pair, (severity, what, reason) in OPPOSED.items():
            if not set(pair) <= {row.stance for row in rows}:
                continue
            told = [row for row in rows if row.stance in pair]
            slugs = {row.indicator for row in told}
            concerned = frames["clause"][frames["clause"]["indicator"].isin(slugs)]
            found.append(
                Finding(
                    severity,
                    lines(*(row.line for row in told)),
                    f"{topic}：{what}",
                    "；".join(f"第{row.line}行{quoted(row.words)}" for row in told),
                    NONE,
                    reason,
                    indicators=tuple(dict.fromkeys(zip(concerned["area"], concerned["indicator"], strict=True))),
                )
            )
    return found
