"""The maps of a deck: layers as plain coordinates in metres, so that a browser and PowerPoint can both draw them."""

import pandas as pd

from lib.maps.sheet import XY, Bounds, Feature, Layer, Map, layer, of_report, point
from lib.maps.style import BOUNDARY, NEIGHBOURS, WATER
from lib.projects.project import Project
from lib.report.deck import parts
from lib.report.deck.material import Material
from lib.report.deck.slide import Slide, Text
from lib.text import flagship, places

LETTER = 0.075
"""Room that a number takes on the sheet, as a share of the height of the sheet."""
BENEATH = (NEIGHBOURS, BOUNDARY, WATER)
NAMED = 9
"""Units that the key beside the map names."""


def sheet(m: Material) -> list[Slide]:
    """The map of the report: the plan's layout, or the parks with what is of interest set off."""
    slugs = _slugs(m)
    if not slugs:
        return []
    chosen = _chosen(m)
    bounds = _bounds(m, slugs, chosen)
    rows, seen = m.layers.set_index("slug"), {*beneath(m), *slugs}
    layers = [layer(frame, rows.loc[slug], bounds, chosen) for slug, frame in m.shapes.items() if slug in seen]
    units = [feature for one in layers if one.slug in slugs for feature in one.features]
    known = m.tables["place"].set_index("id")
    inside = {f.id for f in units if known["parent"].get(f.id) in chosen} if m.chosen.kind == "park" else set()
    shown = ([f for f in units if f.id in chosen] + [f for f in units if f.id in inside - chosen] or units)[:NAMED]
    width, height = point(bounds[2:], bounds)
    role = {f.id: known["role"].get(f.id) for f in shown}
    named = _flagship_names(m)
    each = (
        f"{n}　{named.get(f.id, f.name)}" + (f"：{_role(role[f.id])}" if role[f.id] else "")
        for n, f in enumerate(shown, start=1)
    )
    key = Text((*each, places.colours(layers, m.chosen.of)))
    lines = [int(line) for f in shown for line in str(known["lines"].get(f.id) or "").split(";") if line]
    told = tuple(f"{n}　{f.name}：{words}" for n, f in enumerate(shown, start=1) if (words := _words(m, f.id)))
    drawn = Map(numbered(layers, shown, height), width, height)
    framed, beyond = _framed(m, slugs), _called(m, [slug for slug in slugs if slug not in _framed(m, slugs)])
    foot = "示意图，不作划界依据" + (f"；图幅限于{_called(m, framed)}，{beyond}向外延伸" if framed and beyond else "")
    return [
        Slide(
            "map",
            "地图",
            _title(m, shown, chosen),
            (drawn, key),
            (*told, places.note(m.chosen.about)),
            "；".join(filter(None, (parts.cite(lines), foot))),
        )
    ]


def beneath(m: Material) -> list[str]:
    """The layers that lie beneath every map."""
    found: list[str] = m.layers.loc[[style.role in BENEATH for style in m.layers["style"]], "slug"].tolist()
    return found


def _role(words: str) -> str:
    """What a unit is, without a second colon behind its name."""
    return words.replace("：", "，", 1)


def _flagship_names(m: Material) -> dict[str, str]:
    """The places of flagship projects by the name that the report has for the project."""
    if m.chosen.kind != "flagship":
        return {}
    return {
        place: r.name
        for r in Project.of(m.chosen.projects)
        if (place := flagship.place_of(r, m.tables["project_place"]))
    }


def _title(m: Material, shown: list[Feature], chosen: set[str]) -> str:
    if m.chosen.kind == "park":
        return f"{m.chosen.of}的位置" if chosen else f"{m.chosen.of}的位置规划没有载明，图上为各园区"
    if m.chosen.kind == "flagship":
        drawn = {f.id for f in shown}
        lost = [
            r.name
            for r in Project.of(m.chosen.projects)
            if flagship.place_of(r, m.tables["project_place"]) not in drawn
        ]
        return f"{m.chosen.about.flagship.name}中{len(shown)}项落在图上" + (
            f"；{'、'.join(lost)}的位置规划没有载明" if lost else ""
        )
    return f"{_called(m, _slugs(m))}：{len(shown)}个空间单元的位置"


def _slugs(m: Material) -> list[str]:
    """The layers of a report: those of its area where there are any, else of its kind."""
    return of_report(m.layers, m.chosen.area, m.chosen.kind)


def _framed(m: Material, slugs: list[str]) -> list[str]:
    """The layers that the sheet is cut to: others may run too far for what lies in these to be seen."""
    rows = m.layers[m.layers["slug"].isin(slugs)]
    return list(rows.loc[rows["frame"] == "yes", "slug"])


def _called(m: Material, slugs: list[str]) -> str:
    """The names of layers."""
    return "、".join(m.layers.loc[m.layers["slug"].isin(slugs), "name"])


def _chosen(m: Material) -> set[str]:
    """The units that the report is about, set off on the map."""
    if m.chosen.kind == "flagship":
        return {
            place for r in Project.of(m.chosen.projects) if (place := flagship.place_of(r, m.tables["project_place"]))
        }
    own = {r.id for r in m.tables["place"].itertuples() if m.chosen.of in (r.name, *(r.other_names or "").split(";"))}
    return own if m.chosen.kind == "park" else set()


def _bounds(m: Material, slugs: list[str], chosen: set[str]) -> Bounds:
    """West, south, east, north of the sheet in degrees: what is of interest with a margin, else the whole area."""
    frames = [m.shapes[slug] for slug in _framed(m, slugs) or slugs]
    picked = [frame[frame["id"].isin(chosen)] for frame in frames]
    bounds = pd.DataFrame([f.total_bounds for f in picked if len(f)] or [f.total_bounds for f in frames])
    west, south, east, north = bounds[0].min(), bounds[1].min(), bounds[2].max(), bounds[3].max()
    margin = 0.3 if chosen else 0.15
    wide, tall = margin * (east - west), margin * (north - south)
    return west - wide, south - tall, east + wide, north + tall


def numbered(layers: list[Layer], shown: list[Feature], height: float) -> tuple[Layer, ...]:
    """Layers with a number on each unit that the key names, moved a little where two would lie upon each other."""
    step, kept = LETTER * height, dict[str, tuple[str, XY]]()
    taken: list[XY] = []
    for number, feature in enumerate(shown, start=1):
        x, y = feature.anchor
        for dx, dy in ((0, 0), (0, 1), (0, -1), (1, 0), (-1, 0), (0, 2), (0, -2), (1, 1), (-1, -1)):
            at = (round(x + dx * step, 1), round(y + dy * step, 1))
            if all(max(abs(at[0] - other[0]), abs(at[1] - other[1])) >= step for other in taken):
                break
        taken.append(at)
        kept[feature.id] = (str(number), at)
    return tuple(
        layer._replace(
            features=tuple(
                f._replace(label=kept[f.id][0], anchor=kept[f.id][1]) if f.id in kept else f for f in layer.features
            )
        )
        for layer in layers
    )


def _words(m: Material, key: str) -> str:
    """Role, planned area and plan lines of a unit."""
    found = m.tables["place"][m.tables["place"]["id"] == key]
    if found.empty:
        return ""
    row = found.iloc[0]
    texts = (row["role"], row["location"], f"规划第{row['lines'].replace(';', '、')}行" if row["lines"] else "")
    return "；".join(text for text in texts if text)
