"""The parks in numbers: which they are, the projects of each, the targets that concern one."""

import pandas as pd

from lib.projects.register import EXISTING, NO_STAGE, UNFINISHED

FACTS = ("name", "area_km2", "industries", "projects", "finished", "behind", "targets")
"""The columns of `comparison` before those of the stages."""
FURTHEST = ("竣工投产", EXISTING, "在建", "已引进", "前期", "储备", "适时启动", NO_STAGE)


def known(areas: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """The parks by place id, in the order of `areas`: `name`, `parent` (an area), `within` (its own and its parts'
    names) and `zone` (the area whose park it is or is part of).

    A park is an area of the kind park; its place is the one that bears that name, first or among the other names.

    >>> areas = pd.DataFrame({"name": ["甲园", "乙园"], "kind": "park", "parent": ["区", "甲园"]})
    >>> places = pd.DataFrame({"id": ["a", "b"], "name": ["甲示范园", "乙园"], "other_names": ["甲园;甲", None]})
    >>> known(areas, places)[["within", "zone"]].to_numpy().tolist()
    [[['甲园', '乙园'], '区'], [['乙园'], '区']]
    """
    named = zip(places["id"], places["name"], places["other_names"].fillna(""), strict=True)
    by_name = {either: key for key, name, others in named for either in [*others.split(";"), name]}
    parks = areas[areas["kind"] == "park"]
    rows = [
        (by_name[row.name], row.name, row.parent, [row.name, *parks.loc[parks["parent"] == row.name, "name"]])
        for row in parks.itertuples()
    ]
    frame = pd.DataFrame(rows, columns=["id", "name", "parent", "within"]).set_index("id")
    above = dict(zip(frame["name"], frame["parent"], strict=True))
    return frame.assign(zone=[above.get(parent, parent) for parent in frame["parent"]])


def whole(parks: pd.DataFrame) -> pd.DataFrame:
    """The parks (`known`) that are no part of another.

    >>> whole(pd.DataFrame({"name": ["甲园", "乙园"], "parent": ["区", "甲园"]}))["name"].tolist()
    ['甲园']
    """
    return parks[~parks["parent"].isin(parks["name"])]


def projects(park: str, within: list[str], pairs: pd.DataFrame, every: pd.DataFrame) -> pd.DataFrame:
    """The projects of a park: those that the plan puts down to it or its parts, and those that lie in its place.

    `park` is the place's id, `pairs` the projects by place, `every` all projects with `id` and `park`.
    """
    lying = pairs.loc[pairs["place"] == park, "project"]
    return every[every["park"].isin(within) | every["id"].isin(lying)]


def furthest(stage: str) -> int:
    """The place of a stage where what is furthest on stands first.

    >>> sorted(["在建", "储备", "旧已建成", "竣工投产"], key=furthest)
    ['旧已建成', '竣工投产', '在建', '储备']
    """
    return FURTHEST.index(stage) if stage in FURTHEST else -1


def stages(rows: pd.DataFrame) -> pd.Series:
    """How many projects are in each stage, the furthest first, those without a project left out.

    >>> stages(pd.DataFrame({"stage": ["前期", "在建", "前期"]})).to_dict()
    {'在建': 1, '前期': 2}
    """
    counts = rows["stage"].value_counts()
    return counts.reindex(sorted(counts.index, key=furthest))


def targets(rows: pd.DataFrame, clauses: pd.DataFrame, zone: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The clauses that measure these projects, and those set for the `zone` as a whole, which the plan does not divide
    among its parks."""
    own = clauses["indicator"].isin(rows["indicator"].dropna())
    shared = clauses["area"].eq(zone) & ~own
    return clauses[own], clauses[shared]


def comparison(
    parks: pd.DataFrame, places: pd.DataFrame, pairs: pd.DataFrame, every: pd.DataFrame, clauses: pd.DataFrame
) -> pd.DataFrame:
    """The parks side by side by place id: `name`, `area_km2` (planned), `industries`, `projects`, `finished` and
    `behind` (shares, missing where unknown), `targets` (clauses that measure its projects) and one column a stage."""
    found, columns = {}, stages(every).index
    for park in parks.itertuples():
        rows = projects(park.Index, park.within, pairs, every)
        place = next(places[places["id"] == park.Index].itertuples())
        late = rows["behind"].dropna().astype(float).mean() if "behind" in rows else float("nan")
        numbers = {
            "projects": len(rows),
            "finished": (~rows["stage"].isin(UNFINISHED)).mean(),
            "behind": late,
            "targets": len(targets(rows, clauses, park.zone)[0]),
        }
        facts = {"name": park.name, "area_km2": place.area_km2, "industries": place.industries}
        found[park.Index] = facts | numbers | stages(rows).reindex(columns, fill_value=0).to_dict()
    return pd.DataFrame.from_dict(found, orient="index")


def stages_of(rows: pd.DataFrame) -> list[str]:
    """The stages that any of the parks of a `comparison` has projects in."""
    return [stage for stage in rows.columns if stage not in FACTS and rows[stage].any()]
