"""The year's key projects and tasks of a report, the same for slides and document."""

from lib.report.opened import Opened
from lib.report.selection import GENERAL, Selection
from lib.text import year_works
from lib.text.year_works import MOST, Told


def key_projects(plan: Opened, s: Selection, most: int = MOST) -> Told | None:
    """What is told of the year's key projects: of an area all that it lists, else those that the report is about."""
    rows = plan.dispatched(s.year, f"{s.year}-12-31")
    own = plan.within(rows, s.area) if s.kind in GENERAL else rows[rows["id"].isin(s.projects["id"])]
    return year_works.key_projects(own, s.year, most)


def tasks(plan: Opened, s: Selection, most: int = MOST) -> Told | None:
    """What is told of the tasks: of an area all, nothing in a report of a part of the plan."""
    if s.kind not in GENERAL:
        return None
    return year_works.tasks(plan.within(plan.tasks(s.year, f"{s.year}-12-31"), s.area), s.year, most)
