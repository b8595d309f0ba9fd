"""Numbers of the spatial units: the projects that lie in each, how many are finished or behind, its planned area."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

import pandas as pd

from lib.projects.register import COMPLETED, EXISTING, STAGES

WIDER = ("city", "town")
"""Kinds of spatial system (`system.csv`) whose units are no parts of a park, wherever they are drawn."""
PARK = "park"


def ancestors(places: pd.DataFrame) -> dict[str, list[str]]:
    """Every unit with the units that the table says contain it, itself first.

    >>> ancestors(pd.DataFrame({"id": ["a", "b", "c"], "parent": [None, "a", "b"]}))["c"]
    ['c', 'b', 'a']
    """
    parent = {row.id: row.parent for row in places.itertuples() if isinstance(row.parent, str) and row.parent}
    found = {}
    for key in places["id"]:
        chain = [key]
        while chain[-1] in parent and parent[chain[-1]] not in chain:
            chain.append(parent[chain[-1]])
        found[key] = chain
    return found


def at_drawn(links: pd.DataFrame, places: pd.DataFrame, drawn: Collection[str]) -> pd.DataFrame:
    """The pairs (project, place) with each place that is not on the drawing replaced by the nearest unit that contains
    it by the table and is; without those that are in none.

    >>> places = pd.DataFrame({"id": ["part", "park", "shop"], "parent": ["park", None, None]})
    >>> links = pd.DataFrame({"project": ["p", "q"], "place": ["part", "shop"]})
    >>> at_drawn(links, places, {"park"}).to_numpy().tolist()
    [['p', 'park']]
    """
    nearest = {key: next((unit for unit in chain if unit in drawn), None) for key, chain in ancestors(places).items()}
    return links.assign(place=links["place"].map(nearest)).dropna(subset="place").drop_duplicates(ignore_index=True)


def of_newcomers(rows: Iterable[Mapping[str, Any]], places: pd.DataFrame) -> pd.DataFrame:
    """Pairs (project, place) of projects that came after the plan: the unit that bears the name of the park, else of the
    town, that was said of each. Nothing more precise is known of them.

    >>> places = pd.DataFrame({"id": ["fields", "town", "park"], "name": ["甲片", "甲镇", "乙工业园"], "other_names": ["甲镇", None, "乙园"]})
    >>> rows = [{"id": "X001", "park": "乙园", "town": "甲镇"}, {"id": "X002", "park": "", "town": "甲镇"}, {"id": "X003"}]
    >>> of_newcomers(rows, places).to_numpy().tolist()
    [['X001', 'park'], ['X002', 'town']]
    """
    others = zip(places["id"], places["other_names"].fillna(""), strict=True)
    named = {other: key for key, names in others for other in names.split(";")} | dict(
        zip(places["name"], places["id"], strict=True)
    )
    found = [(row["id"], next((named[name] for name in _said(row) if name in named), None)) for row in rows]
    return pd.DataFrame([pair for pair in found if pair[1]], columns=["project", "place"])


def _said(row: Mapping[str, Any]) -> list[str]:
    return [row[name] for name in ("park", "town") if row.get(name)]


def projects_in(places: pd.DataFrame, links: pd.DataFrame, contained: pd.DataFrame) -> pd.DataFrame:
    """Pairs (place, project): a project lies in the unit it is linked to, in every unit that contains that one by the
    table (`parent`), and in every unit that holds one of these on the drawing (`contained`: pairs unit, holder).

    >>> places = pd.DataFrame({"id": ["part", "park", "belt"], "parent": ["park", None, None]})
    >>> links = pd.DataFrame({"project": ["p"], "place": ["part"]})
    >>> projects_in(places, links, pd.DataFrame({"unit": ["park"], "holder": ["belt"]}))["place"].tolist()
    ['part', 'park', 'belt']
    """
    chains, holders = ancestors(places), contained.groupby("unit")["holder"].agg(list).to_dict()
    pairs = []
    for row in links.itertuples():
        chain = chains.get(row.place, [row.place])
        units = dict.fromkeys([*chain, *(holder for unit in chain for holder in holders.get(unit, []))])
        pairs += [(unit, row.project) for unit in units]
    return pd.DataFrame(pairs, columns=["place", "project"]).drop_duplicates(ignore_index=True)


def outside_parks(contained: pd.DataFrame, places: pd.DataFrame, systems: pd.DataFrame) -> pd.DataFrame:
    """The pairs of the drawing without those in which a part of the city, a town or an industry's city lies in a park:
    their signs stand for something wider than the spot where they are drawn."""
    kinds = places.set_index("id")["system"].map(systems.set_index("slug")["kind"])
    wider = contained["unit"].map(kinds).isin(WIDER) & contained["holder"].map(kinds).eq(PARK)
    return contained[~wider]


def units_of(pairs: pd.DataFrame, places: pd.DataFrame, by: str = "project") -> dict[str, tuple[str, ...]]:
    """The names of the units in which each project lies, or what else stands beside `place` in the column `by`; what lies
    in none is left out.

    >>> pairs = pd.DataFrame({"place": ["a", "b", "b"], "project": ["p", "p", "q"]})
    >>> units_of(pairs, pd.DataFrame({"id": ["a", "b"], "name": ["甲园", "乙园"]}))
    {'p': ('甲园', '乙园'), 'q': ('乙园',)}
    """
    names = pairs["place"].map(places.set_index("id")["name"])
    return {str(key): tuple(own) for key, own in names.groupby(pairs[by])}


def unit_numbers(places: pd.DataFrame, pairs: pd.DataFrame, projects: pd.DataFrame) -> pd.DataFrame:
    """By place id: `projects` (count); `done` and `due`: how many of the plan's own are completed, of how many (without
    what stood before the plan began); `late` and `known`: how many are behind, of how many whose state is reported;
    `finished` and `behind`: the shares of these, NaN without any; `investment` (亿元, NaN where none is reported) and
    `area_km2` (the plan's).

    `pairs` are the projects by unit (`projects_in`), `projects` those that count, with `id`, `stage` and, where they are
    known, `behind` (True, False or missing) and `investment`.
    """
    inner = pairs.merge(projects, left_on="project", right_on="id")
    place, empty = inner["place"], pd.Series(float("nan"), index=inner.index)
    own = inner["stage"].isin(STAGES) & (inner["stage"] != EXISTING)
    behind = inner.get("behind", empty).astype("Float64")
    counts = {
        "projects": pd.Series(True, index=inner.index),
        "done": inner["stage"] == COMPLETED,
        "due": own,
        "late": behind.fillna(0) > 0,
        "known": behind.notna(),
    }
    numbers = pd.DataFrame(index=pd.Index(places["id"], name="place"))
    for name, counted in counts.items():
        numbers[name] = counted.groupby(place).sum().reindex(numbers.index, fill_value=0).astype(int)
    numbers["finished"] = numbers["done"] / numbers["due"].where(numbers["due"] > 0)
    numbers["behind"] = numbers["late"] / numbers["known"].where(numbers["known"] > 0)
    numbers["investment"] = inner.get("investment", empty).astype(float).groupby(place).sum(min_count=1)
    numbers["area_km2"] = places.set_index("id")["area_km2"]
    return numbers
