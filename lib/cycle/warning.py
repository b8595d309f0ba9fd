"""预警: which clauses are behind, how seriously, whom it concerns and since when. Computed, never entered."""

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from lib.cycle.annual_plan import MISSED
from lib.ledger import clock
from lib.ledger.permission import duty_of, led
from lib.ledger.state import State
from lib.measure import constants as c
from lib.measure.clause import Measured

YELLOW, RED = LEVELS = ("黄", "红")
BEHIND_PACE = (c.AWAY, c.BEHIND, c.SLIGHT, c.FAILED)
PAST_DUE = (c.OVERDUE, c.FAILED)
SERIOUS = (c.AWAY, c.BEHIND, *PAST_DUE)
NOBODY = "未分解"
COLUMNS = ("level", "clause", "unit", "person", "behind_pace", "behind_year", "overdue", "since", "known")


def level(behind_pace: ArrayLike, behind_year: ArrayLike, serious: ArrayLike) -> np.ndarray:
    """The level of many warnings: 红 where it is `serious` (far behind on the five-year path, moving away, overdue), or
    behind on the path and on the issued plan of the year alike; 黄 behind on one of the two; "" neither.

    >>> level([True, False, True, False], [False, True, True, False], [False, False, False, True]).tolist()
    ['黄', '黄', '红', '红']
    """
    pace, year, late = (np.asarray(x, dtype=bool) for x in (behind_pace, behind_year, serious))
    return np.select([late | (pace & year), pace | year], [RED, YELLOW], "")


def held(assessed: pd.DataFrame, annual: pd.DataFrame) -> pd.DataFrame:
    """The conditions and the level of every clause of one year, by clause id."""
    verdict = assessed["verdict"].astype(str)
    parts = {
        "behind_pace": verdict.isin(BEHIND_PACE),
        "behind_year": annual["met"] == MISSED,
        "overdue": verdict.isin(PAST_DUE),
    }
    levels = level(parts["behind_pace"], parts["behind_year"], verdict.isin(SERIOUS))
    return pd.DataFrame(parts).assign(level=levels).set_axis(assessed["id"], axis=0)


def since(levels: dict[int, dict[str, str]], key: str, year: int) -> int:
    """The first year of the unbroken run of warnings of one clause up to `year`; `levels` holds them by year and
    clause.

    >>> since({2016: {"T1": "黄"}, 2017: {"T1": ""}, 2018: {"T1": "黄"}, 2019: {"T1": "红"}}, "T1", 2019)
    2018
    """
    while levels.get(year - 1, {}).get(key, ""):
        year -= 1
    return year


def warnings(
    assessed: dict[int, pd.DataFrame], annual: dict[int, pd.DataFrame], state: State, year: int
) -> pd.DataFrame:
    """The warnings of `year`: COLUMNS, the red ones first, then the longest.

    `assessed` and `annual` hold every year up to it. `unit` and `person` are the duty's lead, 未分解 and "" without one;
    `since` is the first year of the run, `known` the day on which that year's figure was approved ("" where it comes
    from the plan or a public source).
    """
    by_year = {y: held(assessed[y], annual[y]) for y in assessed if y <= year}
    levels = {y: frame["level"].to_dict() for y, frame in by_year.items()}
    figures = {y: dict(zip(assessed[y]["id"], assessed[y]["actual_id"], strict=True)) for y in by_year}
    rows = []
    for clause in Measured.of(assessed[year]):
        now = by_year[year].loc[clause.id]
        if now["level"]:
            begun, owner = (
                since(levels, clause.id, year),
                duty_of({"area": clause.area, "indicator": clause.indicator}, state),
            )
            rows.append(
                {
                    **now.to_dict(),
                    "clause": clause.id,
                    "unit": led(owner) or NOBODY,
                    "person": owner["person"] if owner else "",
                    "since": begun,
                    "known": approval(figures[begun].get(clause.id, ""), state),
                }
            )
    rows.sort(key=lambda row: (-LEVELS.index(row["level"]), row["since"], row["clause"]))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def approval(ids: str, state: State) -> str:
    """The day on which the last of some observations (ids joined by ;) was approved; "" if none came through the
    ledger."""
    entered = [state.get("figure", int(key[1:])) for key in ids.split(";") if key.startswith("L")]
    return max((clock.day(row["marked_at"]) for row in entered if row), default="")
