"""What a deck is made of: the selection that every report shares, and what only slides need."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import pandas as pd

from lib.front.track import Track, tracks
from lib.front.works import Work, works
from lib.ledger.state import State
from lib.maps.dots import Dot
from lib.report import dispatch
from lib.report.opened import Opened
from lib.report.selection import GENERAL, Selection, chosen
from lib.text import dots, year_works
from lib.text.indicative import Told, told
from lib.text.monthly import unreported

TABLES = ("project", "project_place", "place", "map_step", "claim", "enumeration", "member")


class Material(NamedTuple):
    """A selection with the effort of its targets, the tables TABLES by name, the table of map layers, the layers by slug,
    where on the map each project stands (pairs project, place) and what lies in each place (pairs place, project).

    `told` are the indicative judgements of its clauses in words, `courses` those of its main indicators, `works` its
    flagship projects, `silent` says which units have not told the figures of the last month and quarter, `listed` and
    `tasks` what the year's key projects and the tasks come to, `photos` show the former, `score` is that of the units,
    `came` are the dots of projects that came after the plan. `layers`, `shapes`, `spots` and `held` are empty where no
    map is wanted.
    """

    chosen: Selection
    effort: pd.DataFrame
    tables: dict[str, pd.DataFrame]
    layers: pd.DataFrame
    shapes: dict[str, Any]
    spots: pd.DataFrame
    held: pd.DataFrame
    state: State
    told: list[Told]
    courses: list[Track]
    works: list[Work]
    silent: Sequence[str] = ()
    listed: year_works.Told | None = None
    tasks: year_works.Told | None = None
    photos: tuple[dispatch.Photo, ...] = ()
    came: Sequence[Dot] = ()
    score: year_works.Told | None = None

    @property
    def subject(self) -> str:
        """What the deck is about, for titles."""
        return self.chosen.of or self.chosen.area or "·".join(self.chosen.areas)

    @property
    def earlier(self) -> dict[int, pd.DataFrame]:
        """The clauses by year before the evaluation year."""
        return {year: rows for year, rows in self.chosen.history.items() if year < self.chosen.year}

    @property
    def over(self) -> bool:
        """Whether the plan has come to its end."""
        return self.chosen.year >= self.chosen.about.period.end


def material(plan: Opened, mapped: bool = True, **asked: Any) -> Material:
    """The material of a deck from an open plan; `asked` as `lib.report.selection.chosen` takes it.

    UnknownChoice where something asked for does not exist.
    """
    selected, nothing = chosen(plan, **asked), pd.DataFrame()
    layers, shapes = plan.source.geometry if mapped else (nothing, {})
    register, clauses = plan.projects(selected.year), selected.clauses
    known = plan.indicative(selected.year)
    general = selected.kind in GENERAL
    shown = register if general or selected.kind == "flagship" else selected.projects
    return Material(
        selected,
        plan.effort(selected.year),
        plan.frames(TABLES) | {"project": register},
        layers,
        shapes,
        plan.source.projects_on_map if mapped else nothing,
        plan.source.projects_in_places if mapped and general else nothing,
        plan.state,
        told(known[known["id"].isin(clauses["id"])], plan.frames(("series",))["series"], selected.about.period),
        _courses(selected, plan, general),
        works(shown, clauses, plan.dispatched(selected.year, f"{selected.year}-12-31"), plan.state),
        _silent(selected, plan),
        dispatch.key_projects(plan, selected, year_works.FEW),
        dispatch.tasks(plan, selected, year_works.FEW),
        dispatch.photographs(plan, selected),
        dots.arrived(plan.newcomers, plan.newcomers_on_map, plan.state, selected.year) if mapped else (),
        dispatch.score(plan, selected),
    )


def _silent(selected: Selection, plan: Opened) -> list[str]:
    """Which units have not told the figures of the last month and of the last quarter, a line for each."""
    keys = selected.clauses["area"] + "." + selected.clauses["indicator"]
    return unreported(plan.monthly, lambda rows: rows[rows["key"].isin(keys)], plan.state, selected.year)


def _courses(selected: Selection, plan: Opened, general: bool) -> list[Track]:
    """The courses of the main indicators; of a domain or a park those of all."""
    rows = selected.clauses if general else selected.clauses.assign(headline=1.0)
    return tracks(rows, plan.facts(selected.year), selected.about, selected.area) if len(rows) else []
