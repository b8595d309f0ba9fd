"""评估: what must be explained before an evaluation may be published, and what moved between two of them.

A frozen evaluation is a list of rows (JSON objects), one a clause, with FIELDS. Explanations are given after the
freeze, when it is known what must be explained; the publishing record carries them as they stood at that moment.
"""

from collections.abc import Iterable

import pandas as pd

from lib.ledger.state import State
from lib.measure import constants as c
from lib.measure.period import Period

TYPES = ("annual", "midterm", "final")
"""The kinds of evaluation."""
FIELDS = (
    "clause",
    "line",
    "area",
    "domain",
    "name",
    "condition",
    "due",
    "change",
    "change_note",
    "base",
    "actual",
    "actual_value",
    "actual_year",
    "completion",
    "pace",
    "catch_up",
    "annual",
    "verdict",
    "original_verdict",
    "reason",
    "arithmetic",
    "sources",
)
EXPLANATION = ("clause", "cause", "measures", "unit", "deadline")
MUST_EXPLAIN = (c.AWAY, c.OVERDUE, c.FAILED, c.BEHIND)
BETTER, WORSE, SAME, NEWLY, NO_LONGER, ADDED, REMOVED = MOVES = (
    "改善",
    "退步",
    "不变",
    "新可评",
    "不再可评",
    "新增",
    "取消",
)


def years(kind: str, period: Period) -> tuple[int, ...]:
    """The years for which a kind of evaluation can be made.

    >>> years("midterm", Period(2015, 2020, 2018, 2010))
    (2018,)
    """
    return {"annual": period.years, "midterm": (period.midterm,), "final": (period.end,)}.get(kind, ())


def to_explain(rows: Iterable[dict]) -> list[dict]:
    """The rows whose verdict must be explained."""
    return [row for row in rows if row["verdict"] in MUST_EXPLAIN]


def explanations(state: State, year: int, clauses: Iterable[str] | None = None) -> list[dict]:
    """The explanations given for a year, in the words of EXPLANATION with `who` and `at`; only of `clauses` on
    request."""
    wanted = None if clauses is None else set(clauses)
    given = [
        row for row in state.rows("explanation") if row["year"] == year and (wanted is None or row["clause"] in wanted)
    ]
    return [{name: row[name] for name in (*EXPLANATION, "who", "at")} for row in given]


def complete(explanation: dict) -> bool:
    """Whether every field of an explanation says something.

    >>> complete({"clause": "T1", "cause": "a", "measures": "b", "unit": " ", "deadline": "2019-12-31"})
    False
    """
    return all(str(explanation.get(name) or "").strip() for name in EXPLANATION)


def unexplained(rows: Iterable[dict], given: Iterable[dict]) -> list[dict]:
    """The rows that must be explained and are not, or not completely."""
    explained = {item["clause"] for item in given if complete(item)}
    return [row for row in to_explain(rows) if row["clause"] not in explained]


def to_publish(evaluation: dict, state: State) -> list[dict]:
    """The explanations that belong to an evaluation (a row of the state) as they stand now."""
    return explanations(state, evaluation["year"], [row["clause"] for row in to_explain(evaluation["rows"])])


def rank(verdict: str) -> int | None:
    """How good a verdict is, 0 the worst; None for those that say nothing about it.

    >>> rank(c.BEHIND) < rank(c.SLIGHT) < rank(c.MET), rank(c.UNKNOWN)
    (True, None)
    """
    return None if verdict in (c.UNKNOWN, c.NOT_DUE) else c.VERDICTS.index(verdict)


def direction(before: str | None, after: str | None) -> str:
    """In which direction a verdict moved, one of MOVES; None where the clause is not in the evaluation.

    >>> direction(c.BEHIND, c.ON_PACE), direction(c.UNKNOWN, c.MET), direction(c.MET, None), direction(c.NOT_DUE, c.UNKNOWN)
    ('改善', '新可评', '取消', '不变')
    """
    if before is None or after is None:
        return ADDED if before is None else REMOVED
    first, second = rank(before), rank(after)
    if first is None or second is None:
        return SAME if first is second else NEWLY if first is None else NO_LONGER
    return SAME if first == second else BETTER if second > first else WORSE


def causes(before: dict | None, after: dict | None, explanation: dict | None) -> list[str]:
    """What differs between the two rows of a clause: an adjusted target, a corrected base, new or corrected data; and
    what was explained."""
    found = []
    if before is None or after is None:
        found.append(
            (after or before).get("change_note") or ("新增的目标" if before is None else "目标已取消，不再评估")
        )
    else:
        if before["condition"] != after["condition"] or before["change"] != after["change"]:
            found.append(f"目标{after['change'] or '改变'}：{before['condition']} → {after['condition']}")
        if before["base"] != after["base"]:
            found.append(
                f"基期{'更正' if before['base'] and after['base'] else '数据'}：{before['base'] or '—'} → {after['base'] or '—'}"
            )
        if before["actual"] != after["actual"]:
            same = before["actual_year"] == after["actual_year"] and before["actual_year"] is not None
            found.append(f"{'数据更正' if same else '新数据'}：{before['actual'] or '—'} → {after['actual'] or '—'}")
    if explanation:
        found.append(f"说明：{explanation['cause']}；措施：{explanation['measures']}")
    return found


def by_time(before: dict | None, after: dict | None, years: tuple[int, int]) -> list[str]:
    """Why the verdict of a clause can have moved though nothing about it differs: a later year asks for more, or its
    date has come.

    >>> by_time({"verdict": c.ON_PACE}, {"verdict": c.BEHIND, "due": 2020}, (2017, 2018)), by_time({"verdict": c.BEHIND}, {"verdict": c.MET}, (2017, 2018))
    (['评估年由2017年到2018年，时间进度要求提高'], [])
    """
    if before is None or after is None or years[1] <= years[0]:
        return []
    if before["verdict"] == c.NOT_DUE != after["verdict"] and after["due"] <= years[1]:
        return [f"时限已到（{after['due']:.0f}年）"]
    worse = direction(before["verdict"], after["verdict"]) == WORSE
    return [f"评估年由{years[0]}年到{years[1]}年，时间进度要求提高"] if worse else []


def compared(before: dict, after: dict) -> pd.DataFrame:
    """Two evaluations (rows of the state) clause by clause: `clause, name, area, before, after, direction, why`.

    `before` and `after` are verdicts, "" where the clause is not in that evaluation; `why` is a list of sentences
    (`causes`, else `by_time`; the explanations are those of the later one), empty where the ledger holds no reason.
    What moved comes first. Evaluations of different areas are compared by the clauses that both have.
    """
    first, second = ({row["clause"]: row for row in item["rows"]} for item in (before, after))
    if before.get("area") != after.get("area"):
        first, second = (
            {key: row for key, row in rows.items() if key in first.keys() & second.keys()} for rows in (first, second)
        )
    given = {item["clause"]: item for item in after.get("explanations") or []}
    rows = []
    for key in dict.fromkeys([*second, *first]):
        old, new = first.get(key), second.get(key)
        move = direction(old and old["verdict"], new and new["verdict"])
        why = causes(old, new, given.get(key)) or by_time(old, new, (before["year"], after["year"]))
        rows.append(
            {
                "clause": key,
                "name": (new or old)["name"],
                "area": (new or old)["area"],
                "before": old["verdict"] if old else "",
                "after": new["verdict"] if new else "",
                "direction": move,
                "why": why,
            }
        )
    frame = pd.DataFrame(rows, columns=["clause", "name", "area", "before", "after", "direction", "why"])
    order = {move: i for i, move in enumerate((WORSE, BETTER, NO_LONGER, NEWLY, REMOVED, ADDED, SAME))}
    return frame.sort_values("direction", key=lambda moves: moves.map(order), kind="stable").reset_index(drop=True)
