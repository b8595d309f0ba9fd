"""A frozen evaluation: what its rows are, which evaluations there are, what must be explained before one is public.

A frozen evaluation is a list of rows, one a clause, whole in themselves. Explanations are given after the freeze, when
it is known what must be explained; the record that publishes carries them as they stood at that moment.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple, NotRequired, TypedDict, cast, get_type_hints

from lib.ledger import checks
from lib.ledger.checks import Check
from lib.ledger.frozen_works import Assigned, Listed
from lib.ledger.known import Known
from lib.ledger.state import State
from lib.measure import constants as c
from lib.measure.period import Period


class Type(NamedTuple):
    """A type of evaluation: what it is called, and the years of a plan for which it can be made."""

    word: str
    years: Callable[[Period], tuple[int, ...]]


TYPES = {
    "midterm": Type("中期评估", lambda period: (period.midterm,)),
    "final": Type("期末评估", lambda period: (period.end,)),
    "annual": Type("年度评估", lambda period: period.years),
}
"""The types of evaluation, the most telling first."""
MUST_EXPLAIN = (c.AWAY, c.OVERDUE, c.FAILED, c.BEHIND)


class Told(TypedDict):
    """What a frozen row says in words: condition, figures ("" without one), reason, arithmetic and sources."""

    condition: str
    base: str
    actual: str
    catch_up: str
    annual: str
    reason: str
    arithmetic: list[str]
    sources: list[str]


class Judged(Told):
    """One clause of a frozen evaluation; `line` of the plan, `due` and `actual_year` are years, `completion` and `pace`
    ratios, `actual_value` is in the clause's unit. `original_verdict` is "" where the target was not adjusted."""

    clause: str
    line: int
    area: str
    domain: str
    name: str
    due: int
    change: str
    change_note: str
    actual_value: float | None
    actual_year: float | None
    completion: float | None
    pace: float | None
    verdict: str
    original_verdict: str


class Said(TypedDict):
    """Why a clause was missed and what will be done, by `unit` until `deadline`."""

    clause: str
    cause: str
    measures: str
    unit: str
    deadline: str


class Explanation(Said):
    """What was said, by whom (`who`) and when (`at`)."""

    who: str
    at: str


class Evaluation(TypedDict):
    """A row of the state: an evaluation of an area (None: both) and year with data as of the day `asof`. Old ones have
    neither `projects` nor `tasks`."""

    key: str
    name: str
    type: str
    area: str | None
    year: int
    asof: str
    rows: list[Judged]
    projects: NotRequired[list[Listed]]
    tasks: NotRequired[list[Assigned]]
    explanations: list[Explanation]
    status: str
    seq: int
    who: str
    at: str
    marked_by: str
    marked_at: str
    marked_seq: int


SAID, EXPLANATION = tuple(get_type_hints(Said)), tuple(get_type_hints(Explanation))
"""What an explanation must say to be complete, and all that is known of one."""
OF_TYPE: dict[Any, Check] = {
    str: checks.text,
    int: checks.number,
    float | None: checks.maybe(checks.number),
    list[str]: checks.texts,
}
FIELDS: dict[str, tuple[str, Check]] = {name: ("", OF_TYPE[kind]) for name, kind in get_type_hints(Judged).items()} | {
    "arithmetic": ("算式", checks.texts),
    "sources": ("出处", checks.texts),
    "verdict": ("结论", checks.one_of(c.VERDICTS)),
    "original_verdict": ("按原目标的结论", checks.one_of(("", *c.VERDICTS))),
}
"""What is said of each field of a row, and what it must be. The clause's id is not looked up: an evaluation is whole in
itself."""


def rows(word: str, value: Any, known: Known) -> str:
    """A check of the rows of an evaluation: every field there and of its kind, the verdict among the known ones, each
    clause once."""
    if (
        not value
        or not isinstance(value, list)
        or any(not isinstance(row, dict) or FIELDS.keys() - row for row in value)
    ):
        return "评估没有内容，或有条款缺结论。"
    for row in value:
        for name, (called, check) in FIELDS.items():
            if wrong := check(called, row[name], known):
                return f"评估的条款{row['clause']}：{wrong}"
    return "评估中有条款重复。" if len({row["clause"] for row in value}) < len(value) else ""


def explained(word: str, value: Any, known: Known) -> str:
    """A check of the explanations that are published with an evaluation."""
    return "" if isinstance(value, list) and all(isinstance(item, dict) for item in value) else f"{word}不是说明。"


def evaluations(state: State) -> list[Evaluation]:
    """The evaluations that were frozen and not discarded, the newest first."""
    return [cast(Evaluation, row) for row in reversed(state.rows("evaluation")) if row["status"] != "discarded"]


def named(found: Iterable[Evaluation], name: str) -> Evaluation:
    """The evaluation of a name, of which there is one."""
    return next(one for one in found if one["name"] == name)


def to_explain(rows: Iterable[Judged]) -> list[Judged]:
    """The rows whose verdict must be explained."""
    return [row for row in rows if row["verdict"] in MUST_EXPLAIN]


def explanations(state: State, year: int, clauses: Iterable[str] | None = None) -> list[Explanation]:
    """The explanations given for a year; only of `clauses` on request."""
    wanted = None if clauses is None else set(clauses)
    given = [
        row for row in state.rows("explanation") if row["year"] == year and (wanted is None or row["clause"] in wanted)
    ]
    return [cast(Explanation, {name: row[name] for name in EXPLANATION}) for row in given]


def complete(explanation: Mapping[str, Any]) -> bool:
    """Whether every field of an explanation says something.

    >>> complete({"clause": "T1", "cause": "a", "measures": "b", "unit": " ", "deadline": "2019-12-31"})
    False
    """
    return all(str(explanation.get(name) or "").strip() for name in SAID)


def unexplained(rows: Iterable[Judged], given: Iterable[Mapping[str, Any]]) -> list[Judged]:
    """The rows that must be explained and are not, or not completely."""
    explained = {item["clause"] for item in given if complete(item)}
    return [row for row in to_explain(rows) if row["clause"] not in explained]


def to_publish(evaluation: Mapping[str, Any], state: State) -> list[Explanation]:
    """The explanations that belong to an evaluation (a row of the state) as they stand now."""
    return explanations(state, evaluation["year"], [row["clause"] for row in to_explain(evaluation["rows"])])
