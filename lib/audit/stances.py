"""Rules of the audit about what the plan says of one thing in two places: its status, how it stands to it."""

from dataclasses import dataclass

import pandas as pd

from lib.about import About
from lib.audit.finding import HARD, HINT, NONE, SCOPE, Finding, grouped, lines, quoted
from lib.measure.row import Row, maybe, text, whole

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
Said = tuple[tuple[int, str], ...]
"""What stands in which lines."""


@dataclass(frozen=True, slots=True)
class Claim(Row):
    """What the plan says of the state of a thing."""

    project: str = text("the project")
    line: int = whole("line of the plan")
    claim: str = text("done, partly, ongoing or planned")
    words: str = text("the plan's words")


@dataclass(frozen=True, slots=True)
class Stance(Row):
    """How the plan stands to a thing in one place."""

    topic: str = text("the thing")
    line: int = whole("line of the plan")
    stance: str = text("one of a pair in OPPOSED")
    words: str = text("the plan's words")
    indicator: str | None = maybe("slug of the indicator")


def claims(frames: dict[str, pd.DataFrame], about: About) -> list[Finding]:
    """A thing said to be finished in one place and to be built, or still going on, in another; things of which the same
    is said together."""
    projects, alike = frames["project"].set_index("id"), dict[tuple[str, Said], list[pd.Series]]()
    for key, rows in grouped(Claim.of(frames["claim"].sort_values("line")), lambda row: row.project).items():
        for finished, severity in (("done", HARD), ("partly", SCOPE)):
            ends = [row for row in rows if row.claim == finished]
            later = [row for row in rows if ends and row.line > ends[0].line and _unfinished(row, finished)]
            if later:
                said = tuple((row.line, row.words) for row in [*ends, *later])
                alike.setdefault((severity, said), []).append(projects.loc[key])
                break
    return [_status(severity, said, things) for (severity, said), things in alike.items()]


def _unfinished(row: Claim, finished: str) -> bool:
    """Whether a claim speaks against one that the thing is `finished`: anything to be done, or, for a part, a new plan
    of it."""
    return row.claim in ("planned", "ongoing") if finished == "done" else row.words.startswith("规划")


def _status(severity: str, said: Said, things: list[pd.Series]) -> Finding:
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
    for topic, rows in grouped(Stance.of(frames["stance"].sort_values("line")), lambda row: row.topic).items():
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
