"""The places of a selection of projects as map layers: one unit a place, under the id of the project it stands for."""

import pandas as pd

from lib.maps.drawing import Drawn
from lib.projects.register import PLACED

NAMES_SHOWN = 6


def layers(
    rows: pd.DataFrame, links: pd.DataFrame, units: dict[str, list[Drawn]], chosen: str | None
) -> tuple[dict[str, list[Drawn]], dict[str, str]]:
    """Units by layer holding only the places of the projects in `rows`, and the tooltip's second line by id.

    A place of several projects is named after the first and their number; its id is that of the chosen project where it
    is among them, else of the first.
    """
    known = dict(zip(rows["id"], zip(rows["name"], rows["stage"], strict=True), strict=True))
    at: dict[str, dict[str, tuple[str, str]]] = {}
    for project, place in zip(links["project"], links["place"], strict=True):
        if project in known:
            at.setdefault(place, {})[project] = known[project]
    kept: dict[str, list[Drawn]] = {}
    details: dict[str, str] = {}
    for slug, layer in units.items():
        found = [(unit, at[unit.id]) for unit in layer if unit.id in at]
        for unit, projects in found:
            key = chosen if chosen in projects else next(iter(projects))
            name = projects[key][0] if len(projects) == 1 else f"{projects[key][0]}等{len(projects)}项"
            kept.setdefault(slug, []).append(unit._replace(id=key, name=name))
            details[key] = _detail(list(projects.values()))
    return kept, details


def _detail(projects: list[tuple[str, str]]) -> str:
    """The projects at a place with their stages."""
    listed = [f"{name}（{stage}）" for name, stage in projects[:NAMES_SHOWN]]
    return "\n".join(listed) + (f"\n……共{len(projects)}项" if len(projects) > NAMES_SHOWN else "")


def caption(rows: pd.DataFrame) -> str:
    """How much of the selection the map can show.

    >>> caption(pd.DataFrame({"placed": [PLACED, "位置未载明", "位置未载明"]}))
    '3项中1项有位置；其余2项规划没有写明位置，在“表”中可以看到。'
    """
    drawn = int((rows["placed"] == PLACED).sum())
    return f"{len(rows)}项中{drawn}项有位置；其余{len(rows) - drawn}项规划没有写明位置，在“表”中可以看到。"
