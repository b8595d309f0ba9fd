"""变化: what is otherwise on one day than on another: verdicts turned, figures corrected, projects moved, targets adjusted."""

from typing import NamedTuple

import pandas as pd

from lib.cycle.evaluation import MOVES, SAME, direction
from lib.ledger.state import Row, State

CORRECTED, NEW, GONE = "更正", "新报", "撤销"
SORTS = (CORRECTED, GONE, NEW)
FIGURE = ["area", "indicator", "measure", "since", "year"]
"""What tells one figure from another."""


class Turned(NamedTuple):
    """A clause whose verdict turned, in a direction of MOVES; "" where it was not or is no longer measured."""

    clause: str
    name: str
    area: str
    direction: str
    before: str
    after: str


def turned(before: pd.DataFrame, after: pd.DataFrame) -> list[Turned]:
    """The clauses of two assessments (`id, name, area, verdict`) whose verdict turned, by direction."""
    old, new = (
        {key: (name, area, str(verdict)) for key, name, area, verdict in _rows(rows)} for rows in (before, after)
    )
    found = []
    for key in old | new:
        was, now = old.get(key), new.get(key)
        name, area, _ = now or old[key]
        turn = direction(was[2] if was else None, now[2] if now else None)
        if turn != SAME:
            found.append(Turned(key, name, area, turn, was[2] if was else "", now[2] if now else ""))
    return sorted(found, key=lambda one: MOVES.index(one.direction))


def _rows(rows: pd.DataFrame) -> list[tuple[str, str, str, str]]:
    return list(rows[["id", "name", "area", "verdict"]].itertuples(index=False, name=None))


def figures(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """The figures of two `series` that differ, of each the one that counts: FIGURE, `indicator_name, decimals, sort` and
    `value, unit, operator` as they were (`_was`) and are (`_now`). Corrected ones first."""
    sides = [_counting(rows) for rows in (before, after)]
    both = sides[0].add_suffix("_was").join(sides[1].add_suffix("_now"), how="outer")
    was, now = both["value_was"].notna(), both["value_now"].notna()
    same = (both["value_was"] == both["value_now"]) & (both["operator_was"] == both["operator_now"])
    both["sort"] = [CORRECTED if w and n else NEW if n else GONE for w, n in zip(was, now, strict=True)]
    both["indicator_name"] = both["indicator_name_now"].where(now, both["indicator_name_was"])
    found = both[~same].reset_index()
    return found.sort_values(
        ["sort", "area", "indicator", "year"],
        key=lambda cells: cells.map(SORTS.index) if cells.name == "sort" else cells,
        kind="stable",
    ).reset_index(drop=True)


def _counting(rows: pd.DataFrame) -> pd.DataFrame:
    first = rows.assign(since=rows["since"].fillna(0)).sort_values("rank", kind="stable").drop_duplicates(FIGURE)
    return first.set_index(FIGURE)[["value", "unit", "operator", "indicator_name"]]


class Moved(NamedTuple):
    """A project that was reported on between the days: the stages that its records give before ("" if none) and last, the
    share done (%) and the day of the last record, by how much the investment since works began grew (亿元; None where
    one of the two totals was not said)."""

    project: str
    before: str
    after: str
    share: float | None
    investment: float | None
    day: str


def moved(before: State, after: State) -> list[Moved]:
    """The projects reported on between two states, those whose stage changed first."""
    old, now = (state.dated("event", "project") for state in (before, after))
    told = {row["project"] for row in after.rows("event") if row["seq"] > before.seq}
    found = [
        Moved(
            project,
            old[project][-1]["stage"] if project in old else "",
            rows[-1]["stage"],
            rows[-1].get("share"),
            _grown(_total(old.get(project, [])), _total(rows)),
            rows[-1]["date"],
        )
        for project, rows in now.items()
        if project in told
    ]
    return sorted(found, key=lambda one: (one.before == one.after, one.project))


def _grown(before: float | None, after: float | None) -> float | None:
    return None if before is None or after is None else round(after - before, 10)


def _total(rows: list[Row]) -> float | None:
    """The last total of the investment since works began."""
    return next((row["investment"] for row in reversed(rows) if row.get("investment") is not None), None)


def adjusted(before: State, after: State) -> list[Row]:
    """The adjustments of targets that were made between two states, oldest first."""
    return [row for row in after.rows("adjustment") if row["seq"] > before.seq]
