"""One spatial unit in words: what the plan says of it, its projects and the clauses that measure them."""

import pandas as pd

from lib.about import About
from lib.maps.drawing import Drawn
from lib.measure.clause import Measured
from lib.projects.place import Place
from lib.text import words as w
from lib.theme import badge


def place(row: Place, places: pd.DataFrame, drawn: float, precision: str) -> list[tuple[str, str]]:
    """What is known of a spatial unit, as (label, text); what the plan does not say is left out."""
    names = places.set_index("id")["name"]
    roughly = "约" if row.area_about == "yes" else ""
    planned = (
        f"规划{roughly}{w.number(row.area_km2)}平方公里" if pd.notna(row.area_km2) else ("规划未给" if drawn else "")
    )
    facts = [
        ("其他说法", (row.other_names or "").replace(";", "、")),
        ("功能", row.role),
        ("产业", (row.industries or "").replace(";", "、")),
        ("面积", "；".join(filter(None, [planned, f"图上{w.number(drawn, 2)}平方公里" if drawn else ""]))),
        ("位置", row.location or ("" if row.located == "yes" else "未载明")),
        (
            "图形",
            {"surveyed": "测绘：公布的界线", "point": "点位：公开地标", "schematic": "示意：按规划文字绘制"}.get(
                precision, "没有图形：位置未载明"
            ),
        ),
        ("属于", names.get(row.parent, "") if row.parent else ""),
        ("包含", "、".join(places.loc[places["parent"] == row.id, "name"])),
        ("出处", f"规划第{row.lines.replace(';', '、')}行" if row.lines else "规划未提及，仅作参照"),
        ("说明", row.note),
    ]
    return [(label, text) for label, text in facts if text]


def figure_of(units: dict[str, list[Drawn]], key: str) -> tuple[float, str]:
    """Area in square kilometres (EPSG:4547; 0 for lines and points) and precision of the drawn unit; "" if it is not
    drawn."""
    found = [unit for layer in units.values() for unit in layer if unit.id == key]
    return (found[0].area_km2, found[0].precision) if found else (0.0, "")


def count(projects: pd.DataFrame, filtered: bool) -> str:
    """How many projects a unit has, and of which."""
    return f"{len(projects)}个" + ("（符合上面的园区、行业筛选）" if filtered else "")


def projects_of(chosen: list[str], pairs: pd.DataFrame, projects: pd.DataFrame) -> pd.DataFrame:
    """The projects that lie in any of some units."""
    return projects[projects["id"].isin(pairs.loc[pairs["place"].isin(chosen), "project"])]


def names(chosen: list[str], places: pd.DataFrame) -> list[str]:
    """The names of some units, in their order."""
    return [str(name) for name in places.set_index("id").loc[chosen, "name"]]


def several(names: list[str]) -> str:
    """Some units in a line: how many, and which."""
    return w.literal(f"{len(names)}个单元：{'、'.join(names)}")


NAMED = 3
"""Units that the way to them names."""


def way(names: list[str]) -> str:
    """What leads to some units on the map.

    >>> way(["甲园"]), way(["甲园", "乙园", "丙园", "丁园"])
    ('在地图上看甲园', '在地图上看甲园、乙园、丙园等4个单元')
    """
    more = f"等{len(names)}个单元" if len(names) > NAMED else ""
    return f"在地图上看{'、'.join(names[:NAMED])}{more}"


def each(chosen: list[str], names: list[str], numbers: pd.DataFrame) -> list[str]:
    """Each of some units with its planned area and its projects (Markdown)."""
    told = []
    for key, name in zip(chosen, names, strict=True):
        row = numbers.loc[key]
        area = f"　规划{w.number(row['area_km2'])}平方公里" if pd.notna(row["area_km2"]) else ""
        done = f"，竣工{row['done']:.0f}个" if row["done"] else ""
        late = f"，滞后{row['late']:.0f}个" if row["late"] else ""
        told.append(f"**{w.literal(name)}**{area}　项目{row['projects']:.0f}个{done}{late}")
    return told


def project_table(rows: pd.DataFrame) -> pd.DataFrame:
    """Projects in a few columns."""
    columns = {"name": "项目", "stage": "阶段", "sector": "行业", "due": "时限", "lines": "规划行号"}
    return rows[list(columns)].rename(columns=columns).assign(规划行号=rows["lines"].str.replace(";", "、"))


def clauses_of(rows: pd.DataFrame, clauses: pd.DataFrame, about: About) -> list[tuple[str, str]]:
    """The target clauses that measure these projects: (id, verdict and name)."""
    found = clauses[clauses["indicator"].isin(rows["indicator"].dropna())]
    return [(r.id, f"{badge(r.verdict)}　{r.name}（{about.areas.short(r.area)}）") for r in Measured.of(found)]
