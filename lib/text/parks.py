"""The parks in words and on the map: one park in full, its neighbours, the four side by side."""

import pandas as pd

from lib.about import About
from lib.maps import scene
from lib.maps.drawing import Drawn
from lib.measure.clause import Measured
from lib.projects.parks import furthest, stages_of
from lib.projects.place import Place
from lib.projects.project import Project
from lib.text import words as w
from lib.theme import badge

NEAR = "near"
"""What `layer.csv` says of a layer whose units are the neighbours of a park; another of its map is `drawn`."""
NOTE = "示意图，不作划界依据。形状未知的园区画成规划面积的圆；距离按图量算，只作大致参考。"


def title(name: str, place: Place, counts: pd.Series, targets: int) -> str:
    """A park in one line: its area, its projects by stage, its targets."""
    area = (
        f"规划{'约' if place.area_about == 'yes' else ''}{w.number(place.area_km2)}平方公里"
        if pd.notna(place.area_km2)
        else "规划未给面积"
    )
    parts = "、".join(f"{stage}{n}个" for stage, n in counts.items())
    works = f"{counts.sum()}个项目（{parts}）" if len(counts) else "规划没有点名的项目"
    return f"{name}：{area}，{works}，{targets}项目标直接相关"


def parts(park: str, places: pd.DataFrame) -> list[str]:
    """The ids of a park, its parts, and theirs."""
    found, children = [park], places.groupby("parent")["id"].agg(list).to_dict()
    for key in found:
        found += [child for child in children.get(key, []) if child not in found]
    return found


def outline(units: dict[str, list[Drawn]], park: str, margin: float = 0.35) -> tuple[float, float, float, float]:
    """West, south, east, north (degrees) of a park with a margin, as a share of its size, for what lies next to it."""
    west, south, east, north = next(unit.bounds for layer in units.values() for unit in layer if unit.id == park)
    wide, high = margin * (east - west), margin * (north - south)
    return west - wide, south - high, east + wide, north + high


def others(units: dict[str, list[Drawn]], layers: pd.DataFrame, mine: list[str]) -> frozenset[str]:
    """The units on the small map that are not the park's own."""
    shown = layers.loc[layers["parks"] != "", "slug"]
    return frozenset(unit.id for slug in shown for unit in units[slug]) - frozenset(mine)


def neighbours(near: pd.DataFrame) -> str:
    """The neighbours of a park as a line: direction, name, distance.

    >>> near = pd.DataFrame({"name": ["甲园", "乙园", "丙园"], "km": [0.0, 0.4, 2.6], "direction": ["北", "东", "西南"]})
    >>> neighbours(near)
    '北：甲园（相接）；东：乙园（不足1公里）；西南：丙园（约3公里）'
    """
    far = ["相接" if km == 0 else "不足1公里" if km < 1 else f"约{km:.0f}公里" for km in near["km"]]
    return "；".join(
        f"{row.direction}：{row.name}（{how}）" for row, how in zip(near.itertuples(index=False), far, strict=True)
    )


def works(rows: pd.DataFrame) -> pd.DataFrame:
    """What a park is to build: its projects, those furthest on first."""
    rows = rows.assign(order=rows["stage"].map(furthest)).sort_values(["order", "name"])
    return pd.DataFrame(
        {
            "项目": rows["name"],
            "阶段": rows["stage"],
            "行业": rows["sector"],
            "时限": rows["due"],
            "规模": [
                w.quantity(r.quantity, r.unit or "", None, r.bound) if pd.notna(r.quantity) else None
                for r in Project.of(rows)
            ],
            "园区": rows["park"],
            "规划行号": rows["lines"].str.replace(";", "、"),
            "说明": rows["note"],
        }
    )


def targets(clauses: pd.DataFrame, about: About) -> list[tuple[str, str]]:
    """Clauses as links: (id, verdict, name, area)."""
    return [
        (row.id, f"{badge(row.verdict)}　{row.name}（{about.areas.short(row.area)}，{row.due}年）")
        for row in Measured.of(clauses)
    ]


def compared(rows: pd.DataFrame) -> str:
    """The parks in one line."""
    first = rows.sort_values("projects", ascending=False).iloc[0]
    return f"各园比较：规划面积合计{w.number(rows['area_km2'].sum())}平方公里，{rows['projects'].sum()}个项目中{first['projects']}个在{first['name']}"


def comparison_table(rows: pd.DataFrame) -> pd.DataFrame:
    """The parks side by side; columns without any value are left out."""
    table = pd.DataFrame(
        {
            "园区": rows["name"],
            "规划km²": rows["area_km2"],
            "产业": rows["industries"].str.replace(";", "、"),
            "项目": rows["projects"],
            **{stage: rows[stage] for stage in stages_of(rows)},
            "已建成": rows["finished"] * 100,
            "滞后": rows["behind"] * 100,
            "相关目标": rows["targets"],
        }
    )
    return table if rows["behind"].notna().any() else table.drop(columns="滞后")


def among(layers: pd.DataFrame) -> list[str]:
    """The layers whose units are the neighbours of a park."""
    found: list[str] = layers.loc[layers["parks"] == NEAR, "slug"].tolist()
    return found


def map_of(units: dict[str, list[Drawn]], layers: pd.DataFrame, look: scene.Look, park: str) -> scene.Deck:
    """The small map: the park and its parts in colour, its neighbours pale and without their parts."""
    shown, near = layers.loc[layers["parks"] != "", "slug"].tolist(), among(layers)
    units = units | {
        slug: [unit for unit in units[slug] if unit.id not in look.faded] for slug in shown if slug not in near
    }
    context = layers.loc[(layers["system"] == "context") & layers["default_on"], "slug"].tolist()
    return scene.layout(units, layers, context, shown, look, outline(units, park))
