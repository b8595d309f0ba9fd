"""Projects in words and tables: the flagship six, what they hold, what the plan says of them in different places."""

import pandas as pd

from lib.about import About
from lib.measure.clause import Measured
from lib.measure.kinds import having
from lib.measure.period import Period
from lib.once import once
from lib.projects.project import Project
from lib.text import clauses
from lib.text import words as w
from lib.theme import badge, in_colour


def flagship_title(flagships: pd.DataFrame, milestones: pd.DataFrame, about: About) -> str:
    """The six projects in one line: how many are done, due or unknown, and where the plan disagrees with itself."""
    verdicts = milestones["verdict"].value_counts()
    parts = [f"{n}项{v}" for v, n in verdicts.items() if n]
    parts = [f"都{verdicts.idxmax()}"] if len(parts) == 1 else parts
    contradictory = int(flagships["note"].notna().sum())
    return f"{about.flagship.name}：{len(milestones)}项时限条款{'中' if len(parts) > 1 else ''}{'、'.join(parts)}；{contradictory}项工程在规划中说法不一"


def milestone(row: Measured, period: Period) -> str:
    """One milestone clause with its verdict."""
    return (
        f"{in_colour(badge(row.verdict))}　{row.due}年：{row.name}（规划第{row.line}行）——{clauses.reason(row, period)}"
    )


def deadlines(flagships: pd.DataFrame, milestones: pd.DataFrame, claims: pd.DataFrame, about: About) -> pd.DataFrame:
    """Marks of the flagship time line: `name, year, label, stated, verdict` (stated: a date of the plan and the verdict of
    its clause; else the state in 2015, no verdict)."""
    names = flagships.set_index("indicator")["name"]
    dated = [
        (names[r.indicator], r.due, r.name.removeprefix(names[r.indicator]), True, r.verdict)
        for r in Measured.of(milestones)
    ]
    first = claims[claims["line"] < about.text.intent].drop_duplicates("project").set_index("project")["words"]
    states = [(r.name, about.period.base, first[r.id], False, "") for r in Project.of(flagships) if r.id in first]
    return pd.DataFrame(states + dated, columns=["name", "year", "label", "stated", "verdict"])


def flagships_table(flagships: pd.DataFrame, milestones: pd.DataFrame, period: Period) -> pd.DataFrame:
    """The flagship projects in one table: state in the plan's words, dates, park, verdicts of their clauses."""
    by_indicator = dict(list(milestones.sort_values("due").groupby("indicator")))
    own = [by_indicator.get(i, milestones.iloc[:0]) for i in flagships["indicator"]]
    return pd.DataFrame(
        {
            "工程": flagships["name"],
            "其他说法": flagships["other_names"].str.replace(";", "；"),
            f"{period.base}年": flagships["stage_words"],
            "时限": [" / ".join(f"{y}" for y in measured["due"]) for measured in own],
            "结论": [" / ".join(badge(v) for v in measured["verdict"]) for measured in own],
            "园区": flagships["park"],
            "行业": flagships["sector"],
            "规划行号": flagships["lines"].str.replace(";", "、"),
            "说法不一": flagships["note"],
        }
    )


@once
def parts(project: str, lists: pd.DataFrame, members: pd.DataFrame) -> list[tuple[str, str, int]]:
    """What a project holds: (title of the list, its members, line)."""
    own = lists[lists["project"] == project]
    named = members.sort_values("position").groupby("enumeration")["name"].agg("、".join)
    return [(r.title, named.get(r.id, "规划未列出"), r.line) for r in own.itertuples()]


def with_progress(table: pd.DataFrame, flagships: pd.DataFrame, register: pd.DataFrame) -> pd.DataFrame:
    """That table with how far the projects are in the `register` of a year; several verdicts parted by a comma."""
    now = register.set_index("id").loc[flagships["id"]]
    return table.assign(
        结论=table["结论"].astype(str).str.replace(" / ", ","),
        进度=[badge(verdict) for verdict in now["verdict"]],
        完成比例=now["share"].to_numpy(),
    )


def claims(claims: pd.DataFrame) -> pd.DataFrame:
    """What the plan says of a project, line by line."""
    rows = claims.sort_values("line")
    return pd.DataFrame(
        {"规划行号": rows["line"], "说法": [w.word("claim", claim) for claim in rows["claim"]], "原话": rows["words"]}
    )


def flagship_rows(projects: pd.DataFrame) -> pd.DataFrame:
    """The six flagship projects."""
    return projects[projects["flagship"] == "yes"]


def milestones_of(flagships: pd.DataFrame, assessed: pd.DataFrame) -> pd.DataFrame:
    """The assessed milestones that date the flagship projects."""
    dated = having(assessed["kind"], lambda kind: not kind.numeric)
    return assessed[dated & assessed["indicator"].isin(flagships["indicator"])]


def at_a_glance(projects: pd.DataFrame, assessed: pd.DataFrame, period: Period) -> pd.DataFrame:
    """One line a flagship project for the overview: state, dates, verdicts."""
    flagships = flagship_rows(projects)
    return flagships_table(flagships, milestones_of(flagships, assessed), period)[
        ["工程", f"{period.base}年", "时限", "结论"]
    ]


def place_of(project: Project, links: pd.DataFrame) -> str | None:
    """The id of the place where a project lies; None where the plan gives none."""
    found = links.loc[links["project"] == project.id, "place"]
    return found.iloc[0] if len(found) else None
