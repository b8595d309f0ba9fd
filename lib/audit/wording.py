"""Rules of the audit about words: counted lists, scopes, names, statuses."""

import pandas as pd

from lib.about import About
from lib.audit.finding import HARD, HINT, SCOPE, Finding, lines, quoted

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
        if pd.isna(row.stated) or not items or len(items) == row.stated:
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
    """Two lists of the same things that differ, or two that ought to stand apart and share an item."""
    lists, members = frames["enumeration"].set_index("id"), frames["member"]
    members = members.assign(means=members["means"].fillna(members["name"]))
    items = {key: dict(zip(rows["means"], rows["name"], strict=True)) for key, rows in members.groupby("enumeration")}
    found = []
    for key, row in lists[lists["other"].notna()].iterrows():
        one, two, other = items.get(key, {}), items.get(row["other"], {}), lists.loc[row["other"]]
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
                    "—",
                    "两种功能在同一范围内，宜划清界线或说明如何并存",
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
                    f"{len(one) - len(two):+d}项" if len(one) != len(two) else "—",
                    "宜统一名单，便于对照考核",
                )
            )
    return found


def unexplained(frames: dict[str, pd.DataFrame], about: About) -> list[Finding]:
    """A shorthand with a number in it that the plan steers by and nowhere spells out."""
    rows = frames["enumeration"][frames["enumeration"]["listed_all"] == "none"]
    return [
        Finding(
            HINT,
            lines(row.line),
            f"{row.title}：只有名目，没有展开",
            "规划正文没有列出各项",
            "—",
            "宜附注各项内容，便于分解责任和考核",
        )
        for row in rows.itertuples()
    ]


def scopes(frames: dict[str, pd.DataFrame], about: About) -> list[Finding]:
    """Base and target, or two targets, of different scope or term, as far as plan lines show it."""
    clauses = frames["clause"]
    found = []
    for row in frames["scope"][frames["scope"]["lines"].notna()].itertuples():
        concerned = tuple((row.area, slug) for slug in dict.fromkeys((row.indicator, row.other)))
        named = clauses[(clauses["indicator"] == row.indicator) & (clauses["area"] == row.area)]
        name = named["name"].iloc[0] if len(named) else row.indicator
        found.append(
            Finding(
                SCOPE,
                lines(*map(int, str(row.lines).split(";"))),
                f"{name}：用语或统计范围前后不一",
                row.note,
                "—",
                "宜在规划说明中注明采用的口径，评估时按同一口径取数",
                indicators=concerned,
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
                "—",
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
                        "—",
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
    """
    if not name or main in name or name in main:
        return False
    letters = iter(main)
    shortened = all(letter in letters for letter in name)
    return not shortened or len(main) - len(name) == 1


def claims(frames: dict[str, pd.DataFrame], about: About) -> list[Finding]:
    """A thing said to be finished in one place and to be built, or still going on, in another."""
    projects = frames["project"].set_index("id")
    found = []
    for key, rows in frames["claim"].sort_values("line").groupby("project", sort=False):
        for finished, severity in (("done", HARD), ("partly", SCOPE)):
            ends = rows[rows["claim"] == finished]
            if ends.empty:
                continue
            begun = (
                rows["claim"].isin(("planned", "ongoing"))
                if finished == "done"
                else rows["words"].str.startswith("规划")
            )
            later = rows[begun & (rows["line"] > ends["line"].min())]
            if later.empty:
                continue
            project = projects.loc[key]
            said = "；".join(f"第{r.line}行{quoted(r.words)}" for r in pd.concat([ends, later]).itertuples())
            concerned = ((project["area"], project["indicator"]),) if isinstance(project["indicator"], str) else ()
            found.append(
                Finding(
                    severity,
                    lines(*ends["line"], *later["line"]),
                    f"{project['name']}：{'称已建成，又列为待建或推进' if finished == 'done' else '称基本建成，又列入规划'}",
                    said,
                    "—",
                    "可能指不同的期次或内容；宜写明各期的范围与进度",
                    indicators=concerned,
                )
            )
            break
    return found
