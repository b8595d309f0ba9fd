"""The spatial units in words: what the map shows, its legend, those without a location."""

import re
from collections.abc import Iterable

import pandas as pd

from lib.about import About
from lib.maps.drawing import Drawn
from lib.maps.sheet import Layer
from lib.once import once
from lib.text import shades
from lib.text import words as w

COLOURS = {"plan": "蓝", "accent": "橙", "good": "绿", "warn": "黄", "bad": "红", "neutral": "灰", "text": "黑"}
"""The colours of a printed map by tone."""


def colours(layers: Iterable[Layer], own: str | None = None) -> str:
    """What the colours of a map stand for, in drawing order; `own` is what the map is about, set off in its layer.

    >>> from lib.maps.sheet import Feature
    >>> unit = Feature("a", "甲", (), "plan", (0.0, 0.0), "")
    >>> layer = Layer("parks", "三园，工业", "polygon", 80, 1, True, (unit, unit._replace(tone="accent")))
    >>> border = Layer("border", "区界（量得）", "polygon", 0, 1, False, (unit._replace(tone="text"),))
    >>> colours([border, layer], "某园"), colours([layer])
    ('黑线：区界；蓝：三园；橙：某园；虚线边：位置为示意', '蓝、橙：三园；虚线边：位置为示意')
    """
    found: dict[str, dict[str, None]] = {}
    drawn = [one for one in layers if one.features]
    for one in drawn:
        line = "" if one.fill and one.geometry == "polygon" else "线" if one.geometry != "point" else "点"
        name = re.split("[（，]", one.title)[0]
        words = dict.fromkeys(COLOURS.get(feature.tone, "") for feature in one.features)
        chosen = COLOURS["accent"] if own and len(words) > 1 else ""
        rest = "、".join(f"{word}{line}" for word in words if word and word != chosen)
        found.setdefault(rest, {})[name] = None
        if chosen in words:
            found.setdefault(f"{chosen}{line}", {})[own or name] = None
    said = [f"{words}：{'、'.join(names)}" for words, names in found.items() if words]
    return "；".join([*said, *(["虚线边：位置为示意"] if any(one.dashed for one in drawn) else [])])


def note(about: About) -> str:
    """What the map is and is not, and where its shapes come from."""
    return (
        f"示意图，不作划界依据。{about.map.credit}。面积在EPSG:{about.map.metres}下量算。"
        "单元内的项目：项目所在的单元及其上级，以及图上落在其中的，故随示意界线而变。"
    )


def heading(about: About) -> str:
    """The title of the map as a drawing."""
    return f"{about.map.name}空间布局示意图"


def subtitle(systems: list[str]) -> str:
    """What the drawing shows."""
    return "　".join(systems) if len(systems) <= SHOWN else f"{'　'.join(systems[:SHOWN])}等{len(systems)}个体系"


def foot(about: About) -> tuple[str, ...]:
    """What stands at the foot of the drawing: that it is no survey, and where it comes from."""
    return "示意图，不作划界依据", f"{about.map.credit}。"


SHOWN = 4
"""Systems that the subtitle of the map names."""
PRECISION = (
    "━ 实线：公布的界线（测绘）　┅ 虚线：按规划文字所绘（示意）　● 实心点：公开地标（点位）　○ 空心点：大致位置（示意）"
)
TONE_NAMES = {
    "plan": "blue",
    "good": "green",
    "warn": "orange",
    "sun": "yellow",
    "bad": "red",
    "neutral": "gray",
    "accent": "violet",
    "text": "gray",
}
PICK = "在图上、表中或这里选"
PICK_HELP = "点图上的单元选中，再点一次或点空白处取消；按住 Shift 或 Ctrl 点，可选几个"
PAPER = "按此刻图上的范围、图层、着色、项目点和选中的单元排成一页，浅色。文件在这台电脑的浏览器里生成，不经网络。"
MARKS = {"polygon": "■", "line": "━", "point": "●"}
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
    ranked = shades.measured(rows, measure).sort_values(measure, ascending=False)
    shade = shades.SHADES[measure]
    if ranked[measure].le(0).all():
        return f"{head}，都没有{shade.name}"
    first, best = ranked.iloc[0], int((ranked[measure] == ranked[measure].max()).sum())
    who = first["name"] if best == 1 else f"{first['name']}等{best}个单元"
    amount = shades.amounts(ranked, measure).iloc[0]
    return f"{head}，共有{inside['project'].nunique()}个项目；{shade.name}{shade.most}的是{who}（{amount}）"


def alt(chosen: list[str], systems: pd.Series, about: About) -> str:
    """A short description of the map for a screen reader."""
    return f"{about.map.name}空间布局示意图：" + "、".join(systems.reindex(chosen))


def listing(
    places: pd.DataFrame,
    systems: list[str],
    hidden: list[str],
    units: dict[str, list[Drawn]],
    numbers: pd.DataFrame,
    filtered: bool,
) -> pd.DataFrame:
    """The units of the chosen systems: id, name, located, layer, drawn (km²), precision, the numbers, and `ranked`:
    whether the unit is one among others and not the whole. Units of hidden layers are left out, and where projects are
    filtered those without any."""
    drawn = {u.id: (u.layer, u.area_km2, u.precision, u.style.fill > 0) for layer in units.values() for u in layer}
    rows = places.loc[places["system"].isin(systems), ["id", "name", "located"]].set_index("id")
    facts = [drawn.get(key, (None, 0.0, None, False)) for key in rows.index]
    columns = ["layer", "drawn", "precision", "ranked"]
    rows[columns] = pd.DataFrame(facts, columns=columns, index=rows.index).astype({"ranked": bool})
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
            "竣工": rows["done"],
            "滞后": rows["late"].where(rows["known"] > 0),
            "投资亿元": rows["investment"],
            "规划km²": rows["area_km2"],
            "图上km²": rows["drawn"].where(rows["drawn"] > 0).round(2),
        }
    )
    empty = [name for name in ("滞后", "投资亿元", "规划km²") if columns[name].isna().all()]
    return columns.drop(columns=empty)


CITES = re.compile(r"第[\d、]+行")


@once
def details(places: pd.DataFrame, numbers: pd.DataFrame | None = None) -> dict[str, str]:
    """The tooltip's other lines by id: role, planned area, projects; and the note where the drawing has to answer a line
    of the plan."""
    counts = {} if numbers is None else numbers["projects"].to_dict()
    found = {}
    for row in places.itertuples():
        area = f"规划{w.number(row.area_km2)}平方公里" if pd.notna(row.area_km2) else ""
        count = f"{counts[row.id]:.0f}个项目" if counts.get(row.id, 0) > 0 else ""
        said = row.note if CITES.search(row.note or "") else ""
        found[row.id] = "\n".join(filter(None, [row.role, "　".join(filter(None, [area, count])), said]))
    return found


@once
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


@once
def legend(layers: pd.DataFrame, units: dict[str, list[Drawn]], shown: list[str]) -> pd.Series:
    """The shown layers by slug as legend entries: a mark in each tone of the layer, and its name (Markdown)."""
    entries = {}
    for row in layers[layers["slug"].isin(shown)].itertuples():
        used = dict.fromkeys(unit.style.tone_of(unit.id) for unit in units[row.slug])
        entries[row.slug] = "".join(f":{TONE_NAMES[tone]}[{MARKS[row.geometry]}]" for tone in used) + f" {row.name}"
    return pd.Series(entries, dtype=object)


@once
def names(places: pd.DataFrame) -> pd.Series:
    """Names by id of all units that the plan speaks of."""
    return places[places["system"] != "context"].set_index("id")["name"]


@once
def drawn_systems(systems: pd.DataFrame, layers: pd.DataFrame) -> pd.Series:
    """Names by slug of the plan's systems that have a layer, in order."""
    rows = systems[(systems["slug"] != "context") & systems["slug"].isin(layers["system"])]
    return rows.sort_values("position").set_index("slug")["name"]


FREE = "自由看"


def steps(rows: pd.DataFrame) -> pd.Series:
    """The steps of the guided tour by what the address says; first: none."""
    return pd.concat([pd.Series({"": FREE}), rows["name"]])


@once
def first(systems: pd.DataFrame, names: pd.Series, area: str = "") -> list[str]:
    """The systems that the map begins with: those of the area, else those that say so, else the first that is drawn."""
    for rows in (systems[systems["area"] == area], systems[systems["shown"] == "yes"]):
        if shown := [slug for slug in rows["slug"] if slug in names.index]:
            return shown
    return list(names.index[:1])


@once
def split(layers: pd.DataFrame, chosen: list[str]) -> tuple[list[str], list[str]]:
    """Slugs of the layers beneath (neighbours, river, bridges) and of those that are shown and can be picked."""
    shown = layers.loc[layers["system"].isin(chosen), "slug"].tolist()
    return layers.loc[(layers["system"] == "context") & layers["default_on"], "slug"].tolist(), shown


def others(systems: pd.Series, chosen: list[str]) -> pd.Series:
    """The systems that can be set beside the map; first: none."""
    return pd.concat([pd.Series({"": "不对照"}), systems.drop(index=chosen)])


def ids(units: dict[str, list[Drawn]], slugs: list[str]) -> frozenset[str]:
    """The ids of all units of some layers."""
    return frozenset(unit.id for slug in slugs for unit in units[slug])


def faded(rows: pd.DataFrame, units: dict[str, list[Drawn]], shown: list[str]) -> frozenset[str]:
    """Units of the shown layers that the listing has left out."""
    return ids(units, shown) - frozenset(rows["id"])


def options(rows: pd.DataFrame) -> list[str]:
    """The ids of the listing in reading order."""
    found: list[str] = rows["id"].tolist()
    return found


def tabs(rows: pd.DataFrame, places: pd.DataFrame, systems: list[str]) -> list[str]:
    """Heads of the two lists beside the map, with their counts."""
    lost = ((places["located"] == "no") & places["system"].isin(systems)).sum()
    return [f"单元一览（{len(rows)}）", f"位置未载明（{lost}）"]


def for_bars(counts: pd.Series) -> pd.DataFrame:
    """Counts by name as rows for bars: `label`, `value`."""
    return pd.DataFrame({"label": counts.index, "value": counts.to_numpy()})
