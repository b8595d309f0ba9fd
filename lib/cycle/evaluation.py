"""评估: what moved between two evaluations, in which direction and why."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from lib.ledger.changes import ADDED, CANCELLED, CHANGES
from lib.ledger.frozen import Evaluation
from lib.measure import constants as c

BETTER, WORSE, SAME, NEWLY, NO_LONGER = "改善", "退步", "不变", "新可评", "不再可评"
MOVES = (BETTER, WORSE, SAME, NEWLY, NO_LONGER, ADDED, CANCELLED)
Row = Mapping[str, Any]
"""The row of a clause in an evaluation, or as much of it as is asked for."""


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
        return ADDED if before is None else CANCELLED
    first, second = rank(before), rank(after)
    if first is None or second is None:
        return SAME if first is second else NEWLY if first is None else NO_LONGER
    return SAME if first == second else BETTER if second > first else WORSE


def causes(before: Row | None, after: Row | None, explanation: Row | None) -> list[str]:
    """What differs between the two rows of a clause: an adjusted target, a corrected base, new or corrected data; and
    what was explained."""
    found = []
    if before is None or after is None:
        note = (after or before or {}).get("change_note")
        found.append(note or (f"{ADDED}的目标" if before is None else f"目标{CHANGES[CANCELLED].stands}"))
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


def by_time(before: Row | None, after: Row | None, years: tuple[int, int]) -> list[str]:
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


def when(one: Evaluation) -> tuple[int, str, int]:
    """Where an evaluation stands in time: by its year, then by the day and record of freezing.

    >>> when({"year": 2017, "asof": "2019-01-01", "seq": 9}) < when({"year": 2018, "asof": "2018-06-01", "seq": 3})
    True
    """
    return one["year"], one["asof"], one["seq"]


def compared(before: Evaluation, after: Evaluation) -> pd.DataFrame:
    """Two evaluations (rows of the state) clause by clause: `clause, name, area, before, after, direction, why`.

    `before` and `after` are verdicts, "" where the clause is not in that evaluation; `why` is a list of sentences
    (`causes`, else `by_time`; the explanations are those of the later one), empty where the ledger holds no reason.
    What moved comes first. Evaluations of different areas are compared by the clauses that both have.
    """
    first, second = _rows(before), _rows(after)
    if before.get("area") != after.get("area"):
        both = first.keys() & second.keys()
        first, second = ({key: row for key, row in rows.items() if key in both} for rows in (first, second))
    given = {item["clause"]: item for item in after.get("explanations") or []}
    rows = []
    for key in dict.fromkeys([*second, *first]):
        old, new = first.get(key), second.get(key)
        one = new or old or {}
        move = direction(old["verdict"] if old else None, new["verdict"] if new else None)
        why = causes(old, new, given.get(key)) or by_time(old, new, (before["year"], after["year"]))
        rows.append(
            {
                "clause": key,
                "name": one["name"],
                "area": one["area"],
                "before": old["verdict"] if old else "",
                "after": new["verdict"] if new else "",
                "direction": move,
                "why": why,
            }
        )
    frame = pd.DataFrame(rows, columns=["clause", "name", "area", "before", "after", "direction", "why"])
    order = {move: i for i, move in enumerate((WORSE, BETTER, NO_LONGER, NEWLY, CANCELLED, ADDED, SAME))}
    return frame.sort_values("direction", key=lambda moves: moves.map(order), kind="stable").reset_index(drop=True)


def _rows(one: Evaluation) -> dict[str, Row]:
    """The rows of an evaluation by clause."""
    return {row["clause"]: row for row in one["rows"]}
