"""The places of a selection of projects as map layers: one unit a place, under the id of the project it stands for."""

import pandas as pd

from lib.space.drawing import Drawn

NAMES_SHOWN = 6


def layers(rows: pd.DataFrame, links: pd.DataFrame, units: dict[str, list[Drawn]], chosen: str | None) -> tuple[dict, dict[str, str]]:
    """Units by layer holding only the places of the projects in `rows`, and the tooltip's second line by id.

    A place of several projects is named after the first and their number; its id is that of the chosen project where it is
    among them, else of the first.
    """
    here = links[links["project"].isin(rows["id"])].merge(rows[["id", "name", "stage"]], left_on="project", right_on="id")
    at = dict(list(here.groupby("place", sort=False)))
    kept, details = {}, {}
    for slug, layer in units.items():
        found = [(unit, at[unit.id]) for unit in layer if unit.id in at]
        if not found:
            continue
        kept[slug] = []
        for unit, projects in found:
            key = chosen if chosen in set(projects["id"]) else projects["id"].iloc[0]
            name = projects.loc[projects["id"] == key, "name"].iloc[0]
            kept[slug].append(unit._replace(id=key, name=name if len(projects) == 1 else f"{name}等{len(projects)}项"))
            details[key] = _detail(projects)
    return kept, details


def _detail(projects: pd.DataFrame) -> str:
    """The projects at a place with their stages."""
    listed = [f"{row.name}（{row.stage}）" for row in projects.head(NAMES_SHOWN).itertuples()]
    return "\n".join(listed) + (f"\n……共{len(projects)}项" if len(projects) > NAMES_SHOWN else "")


def caption(rows: pd.DataFrame, drawn: int) -> str:
    """How much of the selection the map can show."""
    return f"{len(rows)}项中{drawn}项有位置；其余{len(rows) - drawn}项规划没有写明位置，在“表”中可以看到。"
