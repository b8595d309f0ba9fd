"""The year's key projects and tasks of a report, the same for slides and document."""

from typing import NamedTuple

import pandas as pd

from lib.ledger import evidence, photograph
from lib.report.opened import Opened
from lib.report.selection import GENERAL, Selection
from lib.text import score as scores
from lib.text import year_works
from lib.text.year_works import MOST, Told

PHOTOS, SIDE = 6, 800
"""Photographs of a report, and the longer side of one there in pixels."""


class Photo(NamedTuple):
    """A photograph of a key project: its name, its stage and the day in words, the picture."""

    name: str
    told: str
    shot: photograph.Shot


def _listed(plan: Opened, s: Selection) -> pd.DataFrame:
    """The year's key projects: of an area all that it lists, else those that the report is about."""
    rows = plan.dispatched(s.year, f"{s.year}-12-31")
    return plan.within(rows, s.area) if s.kind in GENERAL else rows[rows["id"].isin(s.projects["id"])]


def key_projects(plan: Opened, s: Selection, most: int = MOST) -> Told | None:
    """What is told of the year's key projects."""
    return year_works.key_projects(_listed(plan, s), s.year, most)


def photographs(plan: Opened, s: Selection) -> tuple[Photo, ...]:
    """The latest photographs of the year's key projects, at most PHOTOS, one of each project before a second one; none
    of a file that is missing."""
    rows = _listed(plan, s).set_index("id")
    found = []
    for row in evidence.latest(plan.state, rows.index, f"{s.year}-12-31"):
        name, stage = rows.at[row["about"], "name"], rows.at[row["about"], "stage"]
        if data := plan.source.held(row["sha256"]):
            told = "　".join(part for part in (stage, row.get("date")) if part and not pd.isna(part))
            found.append(Photo(str(name), told, photograph.anew(data, SIDE)))
        if len(found) == PHOTOS:
            break
    return tuple(found)


def tasks(plan: Opened, s: Selection, most: int = MOST) -> Told | None:
    """What is told of the tasks: of an area all, nothing in a report of a part of the plan."""
    if s.kind not in GENERAL:
        return None
    return year_works.tasks(plan.within(plan.tasks(s.year, f"{s.year}-12-31"), s.area), s.year, most)


def score(plan: Opened, s: Selection) -> Told | None:
    """What is told of the score of the units; nothing in a report of a part of the plan."""
    if s.kind not in GENERAL:
        return None
    return scores.told(plan.points(s.year, f"{s.year}-12-31"), plan.state.get("scoring", s.year), s.year)
