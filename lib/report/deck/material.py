"""What a deck is made of: the selection that every report shares, and the frames that only slides need."""

from typing import Any, NamedTuple

import pandas as pd

from lib.report.opened import Opened
from lib.report.selection import Selection, chosen

TABLES = ("project", "project_place", "place", "map_step", "claim", "enumeration", "member")


class Material(NamedTuple):
    """A selection with the effort of its targets, the tables TABLES by name, the table of map layers, the layers by slug,
    and where on the map each project stands (pairs project, place).

    `layers`, `shapes` and `spots` are empty where no map is wanted.
    """

    chosen: Selection
    effort: pd.DataFrame
    tables: dict[str, pd.DataFrame]
    layers: pd.DataFrame
    shapes: dict[str, Any]
    spots: pd.DataFrame

    @property
    def subject(self) -> str:
        """What the deck is about, for titles."""
        return self.chosen.of or self.chosen.area or "·".join(self.chosen.areas)

    @property
    def earlier(self) -> dict[int, pd.DataFrame]:
        """The clauses by year before the evaluation year."""
        return {year: rows for year, rows in self.chosen.history.items() if year < self.chosen.year}


def material(plan: Opened, mapped: bool = True, **asked: Any) -> Material:
    """The material of a deck from an open plan; `asked` as `lib.report.selection.chosen` takes it.

    UnknownChoice where something asked for does not exist.
    """
    selected = chosen(plan, **asked)
    layers, shapes = plan.source.geometry if mapped else (pd.DataFrame(), {})
    return Material(
        selected,
        plan.effort(selected.year),
        plan.frames(TABLES) | {"project": plan.projects(selected.year)},
        layers,
        shapes,
        plan.source.projects_on_map if mapped else pd.DataFrame(),
    )
