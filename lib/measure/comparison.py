"""Our verdicts beside two published methods: does a verdict hang on the method?"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from lib.measure import constants as c
from lib.measure.kinds import KINDS, having
from lib.measure.period import Period
from lib.measure.published_methods import COLUMNS, eurostat, open_sdg
from lib.measure.row import Row, maybe, number, text

ON, PARTLY, OFF = "on", "partly", "off"
OWN_CLASS = {
    c.DONE: ON,
    c.MET: ON,
    c.ERODING: ON,
    c.ON_PACE: ON,
    c.SLIGHT: PARTLY,
    c.BEHIND: OFF,
    c.AWAY: OFF,
    c.FAILED: OFF,
    c.OVERDUE: OFF,
}
STATUS_CLASS = {
    "target_achieved": ON,
    "substantial_progress": ON,
    "significant_progress": ON,
    "moderate_progress": PARTLY,
    "limited_progress": OFF,
    "deterioration": OFF,
    "insufficient_progress": OFF,
    "moving_away": OFF,
}


def end_points(assessed: pd.DataFrame, period: Period) -> pd.DataFrame:
    """The clauses as both methods read them: COLUMNS, NaN where a clause has no end points for them.

    Levels, shares and counts go in as they are; growth rates and cumulative changes as an index with 100 at the base.
    Sums, kept targets and milestones have no growth that the methods could read.
    """
    comparable = having(assessed["kind"], lambda kind: kind.compared) & ~assessed["kept"]
    base, value, target = (np.full(len(assessed), np.nan) for _ in range(3))
    for name, rows in assessed.groupby("kind").indices.items():
        kind, some = KINDS[name], assessed.iloc[rows]
        size = 100.0 if kind.chained else 1.0
        base[rows] = some["base"] if kind.base is None else size * kind.base
        value[rows] = size * kind.index(some["actual"], some["actual_year"] - period.base)
        target[rows] = size * kind.index(some["target"], period.span)
    current = assessed["actual_year"] == assessed["evaluation_year"]
    direction = np.where(assessed["direction"] != 0, assessed["direction"], np.sign(target - base))
    frame = pd.DataFrame(
        {
            "direction": direction,
            "base_year": float(period.base),
            "base": base,
            "year": assessed["actual_year"],
            "value": value,
            "target_year": assessed["due"].astype(float),
            "target": target,
            "limit": np.nan,
        },
        index=assessed.index,
    )
    return frame[list(COLUMNS)].where(current & comparable)


@dataclass(frozen=True, slots=True)
class Compared(Row):
    """A clause's verdict beside those of the two published methods; None where they cannot be compared."""

    id: str = text("of the clause")
    own: str | None = maybe("what our verdict amounts to: on, partly or off")
    pace: float = number("序时进度比")
    open_sdg_status: str = text("of the method")
    open_sdg_progress: float = number("ratio of growth to the growth required")
    open_sdg_agrees: bool | None = maybe("whether it says the same as ours")
    eurostat_status: str = text("of the method")
    eurostat_progress: float = number("ratio of growth to the growth required")
    eurostat_agrees: bool | None = maybe("whether it says the same as ours")


def compare(assessed: pd.DataFrame, period: Period) -> pd.DataFrame:
    """Every clause of an assessment (Measured) as Compared."""
    points = end_points(assessed, period)
    own = assessed["verdict"].astype(str).map(OWN_CLASS)
    result = pd.DataFrame({"id": assessed["id"], "own": own, "pace": assessed["pace"]})
    for name, method in (("open_sdg", open_sdg), ("eurostat", eurostat)):
        measured = method(points)
        theirs = measured["status"].map(STATUS_CLASS)
        agrees = (own == theirs).astype(object).where(own.notna() & theirs.notna(), None)
        result = result.assign(
            **{f"{name}_status": measured["status"], f"{name}_progress": measured["progress"], f"{name}_agrees": agrees}
        )
    return Compared.check(result)
