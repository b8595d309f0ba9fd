"""The map of the first page: the plan's layout, its units coloured by the state of the projects that lie in them."""

from typing import Any, NamedTuple

import pandas as pd

from lib.maps.sheet import Bounds, Map, layer, of_report, point
from lib.maps.style import BOUNDARY, NEIGHBOURS, WATER
from lib.projects.register import COMPLETED

SOME, MANY = 0.0, 0.3
"""Shares of late projects, among those that were reported on, above which a unit is amber and red."""
FEW = 3
"""Least number of projects reported on before a unit is compared with others."""
BENEATH = (NEIGHBOURS, BOUNDARY, WATER)
TOWN = "town"
"""The kind of spatial system (`system.csv`) whose units are where people live."""
REPORT = "annual"
"""The report whose layers are shown where the area has none of its own (`layer.csv`, column `reports`)."""
MARGIN = 0.04
SLIMMEST = 0.84
"""Least width of the sheet, in degrees, for one of height: names need room beside a slim district."""


class Unit(NamedTuple):
    """The state of a spatial unit: `projects` lie in it, of `known` of them something was reported, `late` are late.

    `tone` is a colour of the palette ("plan" where nothing was reported), `told` the state in words, `brief` in very
    few.
    """

    id: str
    name: str
    projects: int
    known: int
    late: int
    tone: str
    told: str
    brief: str


class Land(NamedTuple):
    """The sheet, the slugs of the layers whose units carry a state and of those that are only named, and the states by
    unit."""

    sheet: Map
    stated: tuple[str, ...]
    named: tuple[str, ...]
    units: dict[str, Unit]


def state(name: str, key: str, projects: int, finished: int, known: int, late: int) -> Unit:
    """The state of one unit from its counts.

    >>> state("甲", "a", 12, 3, 10, 4)[5:]
    ('bad', '甲：12个项目，3个竣工；已报进展的10个中4个滞后', '4/10滞后')
    >>> state("乙", "b", 2, 0, 0, 0)[5:]
    ('plan', '乙：2个项目，尚无进展记录', '2个项目')
    """
    if not known:
        told = f"{name}：{projects}个项目，尚无进展记录" if projects else f"{name}：没有载明落在这里的项目"
        return Unit(
            key, name, projects, 0, 0, "plan" if projects else "neutral", told, f"{projects}个项目" if projects else ""
        )
    tone = "good" if late <= SOME * known else "warn" if late <= MANY * known else "bad"
    some = ("" if late else "没有") if known == 1 else f"中{late}个" if late else "中没有"
    told = f"{name}：{projects}个项目，{finished}个竣工；已报进展的{known}个{some}滞后"
    return Unit(key, name, projects, known, late, tone, told, f"{late}/{known}滞后" if late else f"{known}个无滞后")


def states(places: pd.DataFrame, pairs: pd.DataFrame, projects: pd.DataFrame) -> dict[str, Unit]:
    """The state of every place by id. `pairs` are the projects by place, `projects` those of a year (`Registered`)."""
    rows = pairs.merge(projects[["id", "stage", "behind"]], left_on="project", right_on="id")
    by = rows.assign(
        finished=rows["stage"].eq(COMPLETED),
        known=rows["behind"].notna(),
        late=rows["behind"].fillna(False).astype(bool),
    ).groupby("place")[["finished", "known", "late"]]
    counts = by.sum().join(by.size().rename("projects")).astype(int)
    counts = counts.reindex(places["id"], fill_value=0)
    return {
        row.Index: state(name, str(row.Index), row.projects, row.finished, row.known, row.late)
        for row, name in zip(counts.itertuples(), places["name"], strict=True)
    }


def homes(places: pd.DataFrame, systems: pd.DataFrame, pairs: pd.DataFrame) -> list[tuple[str, str]]:
    """The towns and villages of the plan in which projects lie: id, name and number of projects, most first."""
    towns = places[places["system"].isin(systems.loc[systems["kind"] == TOWN, "slug"])]
    names = dict(zip(towns["id"], towns["name"], strict=True))
    counts = pairs.loc[pairs["place"].isin(names), "place"].value_counts()
    return [(str(key), f"{names[key]}{count}个") for key, count in counts.items()]


def land(layers: pd.DataFrame, shapes: dict[str, Any], units: dict[str, Unit], area: str | None) -> Land | None:
    """The map of an area; None where the plan has no map. `layers` is layer.csv, `shapes` the layers by slug."""
    slugs = of_report(layers, area, REPORT)
    if not slugs:
        return None
    rows = layers.set_index("slug")
    roles = {slug: rows.at[slug, "style"].role for slug in shapes}
    stated = tuple(slug for slug in slugs if rows.at[slug, "frame"] == "yes") or tuple(slugs)
    named = tuple(
        slug
        for slug in slugs
        if slug not in stated and rows.at[slug, "style"].label and not rows.at[slug, "style"].quiet
    )
    bounds = bounds_of([shapes[slug] for slug in shapes if slug in slugs or roles[slug] == BOUNDARY])
    drawn = tuple(
        layer(shapes[slug], rows.loc[slug], bounds) for slug in shapes if slug in slugs or roles[slug] in BENEATH
    )
    own = {feature.id for one in drawn if one.slug in stated for feature in one.features}
    return Land(Map(drawn, *point(bounds[2:], bounds)), stated, named, {key: units[key] for key in units if key in own})


def bounds_of(frames: list[Any]) -> Bounds:
    """West, south, east, north of some layers with a margin, in degrees; at least SLIMMEST as wide as high."""
    found = pd.DataFrame([frame.total_bounds for frame in frames])
    west, south, east, north = found[0].min(), found[1].min(), found[2].max(), found[3].max()
    tall = MARGIN * (north - south)
    wide = max(MARGIN * (east - west), (SLIMMEST * (north - south + 2 * tall) - (east - west)) / 2)
    return west - wide, south - tall, east + wide, north + tall
