"""Our verdicts beside two published methods: does a verdict hang on the method?"""

import numpy as np
import pandas as pd

from lib.measure import constants as c
from lib.measure.published_methods import COLUMNS, eurostat, open_sdg

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


def end_points(assessed: pd.DataFrame) -> pd.DataFrame:
    """The clauses as both methods read them: COLUMNS, NaN where a clause has no end points for them.

    Levels, shares and counts go in as they are; growth rates and cumulative changes as an index with 100 at the base.
    Sums, kept targets and milestones have no growth that the methods could read.
    """
    kind, years = assessed["kind"], assessed["actual_year"] - c.BASE_YEAR
    valued = kind.isin(("level", "share", "count")) & ~assessed["kept"]
    growth, change = kind == "annual_growth", kind == "cumulative_change"
    index = growth | change
    value = np.where(
        growth,
        100 * (1 + assessed["actual"] / 100) ** years,
        np.where(change, 100 + assessed["actual"], assessed["actual"]),
    )
    target = np.where(
        growth,
        100 * (1 + assessed["target"] / 100) ** c.SPAN,
        np.where(change, 100 + assessed["target"], assessed["target"]),
    )
    base = np.where(index, 100.0, assessed["base"])
    current = assessed["actual_year"] == assessed["evaluation_year"]
    direction = np.where(assessed["direction"] != 0, assessed["direction"], np.sign(target - base))
    frame = pd.DataFrame(
        {
            "direction": direction,
            "base_year": float(c.BASE_YEAR),
            "base": base,
            "year": assessed["actual_year"],
            "value": value,
            "target_year": assessed["due"].astype(float),
            "target": target,
            "limit": np.nan,
        },
        index=assessed.index,
    )
    return frame[list(COLUMNS)].where(current & (valued | index))


def compare(assessed: pd.DataFrame) -> pd.DataFrame:
    """One row a clause: `id, own, pace`, and for each method `status`, `progress` and whether it agrees (None = not
    comparable)."""
    points = end_points(assessed)
    own = assessed["verdict"].astype(str).map(OWN_CLASS)
    result = pd.DataFrame({"id": assessed["id"], "own": own, "pace": assessed["pace"]})
    for name, method in (("open_sdg", open_sdg), ("eurostat", eurostat)):
        measured = method(points)
        theirs = measured["status"].map(STATUS_CLASS)
        agrees = (own == theirs).astype(object).where(own.notna() & theirs.notna(), None)
        result = result.assign(
            **{f"{name}_status": measured["status"], f"{name}_progress": measured["progress"], f"{name}_agrees": agrees}
        )
    return result
