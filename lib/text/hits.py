"""What was found in words: where it stands in the plan, of which area it is, how it stands."""

import pandas as pd

from lib.about import About
from lib.measure.clause import Measured
from lib.projects.project import Registered
from lib.search.entries import CLAUSE, MEASURE, PROJECT, Entry
from lib.search.found import Found, Group, Index
from lib.search.matching import folded, spelt
from lib.text import words as w
from lib.theme import badge, tone

LONGEST = 60
"""Characters of what a thing is; the rest is left out."""
COLOURS = {"good": "green", "warn": "orange", "bad": "red", "neutral": "gray"}
"""The tones of the house as Streamlit names its colours."""
LISTS = {
    CLAUSE: ("monitor/indicators", "q"),
    PROJECT: ("projects/register", "find"),
    MEASURE: ("projects/measures", "measure_find"),
}
"""The page that lists all of a kind, and the parameter by which it is searched."""


def states(assessed: pd.DataFrame, cancelled: pd.DataFrame, register: pd.DataFrame) -> dict[tuple[str, str], str]:
    """The state of every clause and project by kind and id (Markdown): the verdict as shape, word and colour with what is
    asked for; the stage of a project, with its verdict where something is recorded of it."""
    found = {}
    for row in Measured.of(assessed):
        found[CLAUSE, row.id] = f"{coloured(row.verdict)}　{w.literal(w.condition(row.operator, row.target, row.unit))}"
    found |= {(CLAUSE, key): ":gray[已取消]" for key in cancelled["id"]}
    for project in Registered.of(register):
        verdict = f"　{coloured(project.verdict)}" if project.events else ""
        found[PROJECT, project.id] = w.literal(project.stage) + verdict
    return found


def coloured(verdict: str) -> str:
    """A verdict as shape, word and colour (Markdown).

    >>> coloured("达到进度")
    ':green[▲ 达到进度]'
    """
    return f":{COLOURS[tone(verdict)]}[{badge(verdict)}]"


def where(entry: Entry, sections: pd.DataFrame, about: About) -> str:
    """Where a thing stands in the plan, of which area it is, and what it is: parts that are known."""
    parts = [_chapter(entry.line, sections), about.areas.short(entry.area), _short(entry.detail)]
    return "　".join(filter(None, parts))


def _chapter(line: int | None, sections: pd.DataFrame) -> str:
    if line is None:
        return ""
    at = sections[(sections["first_line"] <= line) & (line <= sections["last_line"])]
    if at.empty:
        return ""
    chapter, section, title = at[["chapter", "section", "title"]].iloc[-1]
    return f"{w.chapter_name(chapter)}{w.section_name(section)}　{title}"


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def line(state: str | None, where: str) -> str:
    """What stands under the name of a hit (Markdown): its state, if it has one, and where it is.

    >>> line(":green[▲ 达到进度]", "第三章"), line(None, "第三章")
    (':small[:green[▲ 达到进度]　:gray[第三章]]', ':small[:gray[第三章]]')
    """
    parts = (state, where and f":gray[{w.literal(where)}]")
    return f":small[{'　'.join(filter(None, parts))}]"


def heading(group: Group) -> str:
    """The kind of a group and how many of it there are."""
    return f"**{w.word('found', group.kind)}**　:gray[{group.total}]"


def told(found: Found, query: str) -> str:
    """What is to be said above the results (Markdown), "" where they speak for themselves."""
    if found.typing_error:
        return f"没有写作“{w.literal(query)}”的，以下是写法或读音相近的："
    if not found.groups:
        return f"没有找到“{w.literal(query)}”。" + ("最接近的是：" if found.nearest else "请换一个说法。")
    return ""


def examples(index: Index, synonyms: list[str]) -> list[str]:
    """A few things to try, each found in another way: a synonym, a name, a name's beginning in initials."""
    first = {entry.kind: entry for entry in reversed(index.entries)}
    found = synonyms[:1]
    if project := first.get(PROJECT):
        found += [project.name, spelt(folded(project.name)).initials]
    return found
