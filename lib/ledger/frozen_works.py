"""What a frozen evaluation keeps beside its clauses: the year's key projects and the tasks as they stood that day, a row
each, whole in themselves. An evaluation that was frozen before these were kept has neither.

What was said in a report is not kept: it stands in the records of the ledger, and may be long.
"""

from collections.abc import Mapping
from typing import Any, TypedDict, get_type_hints

from lib.ledger import checks
from lib.ledger.checks import Check
from lib.ledger.known import Known

PROJECTS, TASKS = "projects", "tasks"
"""The fields of the record."""


class Listed(TypedDict):
    """A project in the list of the year: its plan, what had been reported of the year, how it stood. Fields as those of
    cycle.dispatched.Dispatched; amounts in 亿元, days YYYY-MM-DD, None for what was not known."""

    id: str
    name: str
    area: str
    park: str
    sector: str
    lead: str
    total: float | None
    planned: float | None
    done: float | None
    cumulative: float | None
    funded: float | None
    works: str | None
    stage: str | None
    asof: str | None
    begin: str | None
    finish: str | None
    started: str | None
    ended: str | None
    opening: str
    closing: str
    rate: float | None
    funding: float | None
    gone: float | None
    slow: bool | None
    problems: int
    overdue: int


class Assigned(TypedDict):
    """A measure of the plan or a project for people's livelihood, and how it stood: fields as those of
    cycle.tasks.Task."""

    id: str
    kind: str
    name: str
    area: str
    domain: str
    lead: str
    standing: str
    date: str | None


OF_TYPE: dict[Any, Check] = {
    str: checks.text,
    int: checks.number,
    str | None: checks.maybe(checks.text),
    float | None: checks.maybe(checks.number),
    bool | None: checks.one_of((True, False, None)),
}


def kept(row: type) -> Check:
    """A check of rows as they are declared: every field there and of its kind, no other, each thing once."""
    fields: Mapping[str, Check] = {name: OF_TYPE[kind] for name, kind in get_type_hints(row).items()}

    def check(word: str, value: Any, known: Known) -> str:
        if not isinstance(value, list) or any(
            not isinstance(one, dict) or one.keys() != fields.keys() for one in value
        ):
            return f"评估所记的{word}缺少内容，或有多余的内容。"
        for one in value:
            for name, right in fields.items():
                if wrong := right("", one[name], known):
                    return f"评估所记的{word}{one['id']}：{wrong}"
        return f"评估所记的{word}有重复。" if len({one["id"] for one in value}) < len(value) else ""

    return check
