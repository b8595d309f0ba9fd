"""Rules of the audit about lists: their number, what two of them share or lack, what is nowhere spelled out."""

import pandas as pd

from lib.about import About
from lib.audit.finding import HARD, HINT, NONE, SCOPE, Finding, lines


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
    found: list[Finding] = []
    groups: dict[tuple[int, int], list[tuple[str, str]]] = {}
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
    return found + [_overlapping(first, second, pairs) for (first, second), pairs in groups.items()]


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
    unlisted = frames["enumeration"][frames["enumeration"]["listed_all"] == "none"]
    rows = unlisted.groupby("line")["title"].agg(list)
    return [
        Finding(
            HINT,
            lines(line),
            f"{'、'.join(titles)}：只有名目，没有展开",
            "规划正文没有列出各项",
            NONE,
            "宜附注各项内容，便于分解责任和考核",
        )
        for line, titles in rows.items()
    ]
