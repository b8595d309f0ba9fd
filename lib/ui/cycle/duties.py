"""Who answers for what, kept with the plan: for the pages of the duties and of one unit."""

import pandas as pd

from lib.cycle import duties
from lib.intake import submit
from lib.measure.asked import Asked
from lib.plan.kept import kept
from lib.plan.opened import Plan
from lib.search import entries
from lib.search.matching import Searched
from lib.text import duties as words


@kept
def assigned(plan: Plan) -> pd.DataFrame:
    """Everything there is to assign, with who has it: see cycle.duties."""
    return duties.assigned(duties.things(plan.in_force, plan.frame("project")), plan.state)


@kept
def searched(plan: Plan) -> Searched:
    """Everything there is to assign as it is searched, in the order of `assigned`."""
    lines = {key: entries.lines_of(line) for key, line in zip(plan.in_force["id"], plan.in_force["line"], strict=True)}
    projects = plan.frame("project")
    lines |= {key: entries.lines_of(line) for key, line in zip(projects["id"], projects["lines"], strict=True)}
    return plan.source.searched(words.things(assigned(plan), lines))


@kept
def coverage(plan: Plan, area: str | None) -> str:
    """How much is assigned, in one line."""
    return words.title(duties.coverage(plan.within(assigned(plan), area)))


@kept
def asked(plan: Plan, year: int) -> list[Asked]:
    """The figures that a year asks for, of all areas."""
    return submit.asked(plan, year)
