"""The places of a selection of projects as map layers: one feature a place, under the id of the project it stands for."""

import pandas as pd

from lib.view import words as w

NAMES_SHOWN = 6


def layers(rows: pd.DataFrame, links: pd.DataFrame, frames: dict, chosen: str | None) -> tuple[dict, dict[str, str]]:
    """Frames by slug holding only the places of the projects in `rows`, and the tooltip's second line by feature id.

    A place of several projects is named after the first and their number; its id is that of the chosen project where it is
    among them, else of the first.
    """
    here = links[links["project"].isin(rows["id"])].merge(rows[["id", "name", "stage"]], left_on="project", right_on="id")
    at = dict(list(here.groupby("place", sort=False)))
    kept, details, taken = {}, {}, set()
    for slug, frame in frames.items():
        found = frame[frame["id"].isin(at)]
        if found.empty or slug == "boundary":
            continue
        ids, names = [], []
        for place in found["id"]:
            projects = at[place]
            key = chosen if chosen in set(projects["id"]) else projects["id"].iloc[0]
            if key in taken and key != chosen:
                key = next((other for other in projects["id"] if other not in taken), key)
            taken.add(key)
            first = projects.loc[projects["id"] == key, "name"].iloc[0]
            ids.append(key)
            names.append(first if len(projects) == 1 else f"{first}等{len(projects)}项")
            details[key] = _detail(projects)
        kept[slug] = found.assign(id=ids, name=names)
    return kept, details


def _detail(projects: pd.DataFrame) -> str:
    """The projects at a place with their stages."""
    listed = [f"{row.name}（{row.stage}）" for row in projects.head(NAMES_SHOWN).itertuples()]
    return "\n".join(listed) + (f"\n……共{len(projects)}项" if len(projects) > NAMES_SHOWN else "")


def caption(rows: pd.DataFrame, drawn: int) -> str:
    """How much of the selection the map can show."""
    return f"{len(rows)}项中{drawn}项有位置；其余{w.number(len(rows) - drawn)}项规划没有写明位置，在“表”中可以看到。"
