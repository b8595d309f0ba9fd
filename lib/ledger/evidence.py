"""The kinds of record of files on which figures, adjustments and explanations rest, and of photographs of projects."""

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from typing import Any

from lib.ledger import checks
from lib.ledger.attachments import LARGEST, TYPES
from lib.ledger.checks import maybe, one_of
from lib.ledger.kind import UNITS, Field, Kind, said
from lib.ledger.known import Known
from lib.ledger.permission import Person, has_duty, has_duty_of_clause, submitted
from lib.ledger.state import Row, State

FIGURE, ADJUSTMENT, EXPLANATION, PROJECT = MATTERS = ("figure", "adjustment", "explanation", "project")
"""What a file can be evidence for: tables of the state; or of what it is a photograph."""
PHOTOS = ("jpg", "png")
HASH = re.compile(r"[0-9a-f]{64}")


def about_of(matter: str, row: Mapping[str, Any]) -> str:
    """How a record of evidence names a row of the state.

    >>> about_of("figure", {"key": 12}), about_of("explanation", {"key": ("T117b", 2018)})
    ('12', 'T117b/2018')
    """
    key = row["key"]
    return "/".join(map(str, key)) if isinstance(key, tuple) else str(key)


def row_of(matter: str, about: str, state: State) -> Row | None:
    """The row of the state that is named so; None where there is none."""
    clause, slash, year = about.partition("/")
    key: Hashable = (clause, int(year)) if slash and year.isdigit() else int(about) if about.isdigit() else about
    return state.tables[matter].rows.get(key) if matter in MATTERS and matter != PROJECT else None


def hashed(word: str, value: Any, known: Known) -> str:
    """A complaint about what is no SHA-256 in hexadecimal."""
    return "" if isinstance(value, str) and HASH.fullmatch(value) else f"{word}“{str(value)[:20]}”不是SHA-256。"


def sized(word: str, value: Any, known: Known) -> str:
    """A complaint about what is no size of a file that is taken."""
    return checks.amount(word, value, known) or ("" if 0 < value <= LARGEST else f"{word}超过限制，或为0。")


def there(fields: Mapping[str, Any], state: State, known: Known) -> str:
    """Evidence is for something that stands in the ledger, a photograph of a project."""
    if fields["matter"] == PROJECT:
        if wrong := checks.project("项目", fields["about"], known):
            return wrong
        if fields["type"] not in PHOTOS:
            return "项目的照片应为 jpg 或 png。"
    elif row_of(fields["matter"], fields["about"], state) is None:
        return "找不到要附依据的数、调整或说明。请刷新页面。"
    same = (fields["matter"], fields["about"], fields["sha256"])
    if any((row["matter"], row["about"], row["sha256"]) == same for row in attached(state)):
        return f"“{fields['name']}”已经附上了。"
    return ""


def is_its_own(person: Person, fields: Mapping[str, Any], state: State, known: Known) -> bool:
    """Whether evidence, attached or marked, is for a figure or an explanation of the person's unit."""
    one = state.get("evidence", fields["of"]) if "of" in fields else fields
    if one and one["matter"] == PROJECT:
        return has_duty(person, {"project": one["about"]}, state, known)
    row = row_of(one["matter"], one["about"], state) if one else None
    if one is None or row is None:
        return False
    if one["matter"] == FIGURE:
        return submitted(person, {"of": row["key"]}, state, known)
    return one["matter"] == EXPLANATION and has_duty_of_clause(person, row, state, known)


def attached(state: State) -> list[Row]:
    """The files that were attached and not withdrawn, oldest first."""
    return [row for row in state.rows("evidence") if row["status"] == "attached"]


def photos(state: State, project: str) -> list[Row]:
    """The photographs of a project, the latest first."""
    own = [row for row in attached(state) if (row["matter"], row["about"]) == (PROJECT, project)]
    return sorted(own, key=lambda row: (row.get("date") or "", row["seq"]), reverse=True)


def latest(state: State, projects: Iterable[str], until: str) -> list[Row]:
    """The photographs of some projects, taken by a day (YYYY-MM-DD, or not said when): the latest of each project first,
    then its next one."""
    wanted, taken = set(projects), Counter[str]()
    own = [row for row in attached(state) if row["matter"] == PROJECT and row["about"] in wanted]
    own = [row for row in own if (row.get("date") or "") <= until]
    turns = []
    for row in sorted(own, key=lambda row: (row.get("date") or "", row["seq"]), reverse=True):
        turns.append((taken[row["about"]], row))
        taken[row["about"]] += 1
    return [row for _, row in sorted(turns, key=lambda pair: pair[0])]


EVIDENCE = (
    Kind(
        "evidence_attached",
        "evidence",
        "附上",
        noun="依据文件",
        key=("seq",),
        subject=(Field("matter", "所依据的类别", one_of(MATTERS)), said("about", "所依据的")),
        needs=(
            Field("sha256", "指纹", hashed),
            said("name", "文件名"),
            Field("size", "大小", sized),
            Field("type", "文件类型", one_of(TYPES)),
        ),
        may=(Field("note", "说明"), Field("date", "拍摄日期", maybe(checks.day))),
        status=("attached", "在册"),
        by=UNITS,
        owner=is_its_own,
        rule=there,
    ),
    Kind(
        "evidence_withdrawn",
        "evidence",
        "撤下",
        after=("attached",),
        status=("withdrawn", "已撤下"),
        reasoned=True,
        by=UNITS,
        owner=is_its_own,
    ),
)
