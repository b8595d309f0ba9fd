"""What counts for the score of the units of an open plan, and their points."""

from typing import TYPE_CHECKING

import pandas as pd

from lib.cycle import duties, score
from lib.cycle.score_basis import Year, counted
from lib.intake import submit
from lib.plan.kept import kept

if TYPE_CHECKING:
    from lib.plan.opened import Plan


@kept
def basis(plan: "Plan", year: int, day: str) -> pd.DataFrame:
    """What counts for each unit (Counted), on a day of the year."""
    day = min(day, f"{year}-12-31")
    things = duties.things(plan.in_force, plan.catalogue, plan.source.measures)
    found = Year(
        year,
        day,
        duties.assigned(things, plan.state),
        submit.asked(plan, year),
        plan.with_annual(year),
        plan.dispatched(year, day),
        plan.tasks(year, day),
        plan.state,
    )
    return counted(found)


def points(plan: "Plan", year: int, day: str) -> pd.DataFrame:
    """The parts (Points) of every registered unit's score; without rows while none is laid down."""
    weights = score.weights(plan.state, year)
    rows = basis(plan, year, day) if weights else score.Counted.frame()
    return score.points(rows, weights, duties.units(plan.state))
