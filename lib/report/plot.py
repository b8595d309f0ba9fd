"""The map of a deck: layers as plain coordinates in metres, so that a browser and PowerPoint can both draw them."""

import math

import pandas as pd

from lib.report import parts
from lib.report.material import Material
from lib.report.slide import Feature, Layer, Map, Slide
from lib.view import layout
from lib.view.theme import layer_style

METRES = 111_320.0
"""Metres in a degree of latitude; in one of longitude times the cosine of the latitude. Enough for a sheet of 40 km."""
TOLERANCE = 0.0003
"""Outlines are thinned by about 30 metres: no eye sees it on a sheet of this scale."""
BENEATH = ("neighbours", "boundary", "river")
SHOWN = {"annual": ("belts", "cores"), "midterm": ("belts", "cores"), "domain": (), "park": ("zone-parks", "parks", "zone-parts"),
         "flagship": ("parks", "zone-parts")}  # fmt: skip
FLAGSHIPS = {"innovation-park", "ebd", "auto-expo-park", "tianyi-startup", "yuetang-newtown"}


def sheet(m: Material) -> list[Slide]:
    """The map of the report: the plan's layout, or the parks with what is of interest set off."""
    slugs = [s for s in SHOWN[m.chosen.kind] if s in m.shapes]
    if not slugs:
        return []
    chosen = _chosen(m)
    bounds = _bounds(m, slugs)
    titles = m.tables["place"].set_index("id")["name"]
    layers = tuple(_layer(m, slug, bounds, chosen) for slug in m.shapes if slug in (*BENEATH, *slugs))
    west, south, east, north = bounds
    drawn = Map(layers, round((east - west) * METRES * math.cos(math.radians(south))), round((north - south) * METRES))
    units = [f for layer in layers if layer.slug in slugs for f in layer.features]
    lines = {line for f in units for line in str(_lines(m, f.id)).split(";") if line.isdigit()}
    told = tuple(f"{titles.get(f.id, f.name)}：{_words(m, f.id)}" for f in units if _words(m, f.id))
    return [Slide("map", "地图", _title(m, units, chosen), (drawn,), told, "；".join(filter(None, (parts.cite(map(int, lines)), layout.NOTE))))]


def _title(m: Material, units: list[Feature], chosen: set[str]) -> str:
    if m.chosen.kind == "park":
        return f"{m.chosen.of}在图上的位置与其中的单元" if chosen else f"{m.chosen.of}的位置规划没有载明，图上为各园区"
    if m.chosen.kind == "flagship":
        drawn = [f.name for f in units if f.id in chosen]
        return f"六大百亿工程中{len(drawn)}项有位置，都在河西示范园；汽车产业集群没有边界"
    return f"三带多廊、一主五副：{len(units)}个空间单元的位置"


def _chosen(m: Material) -> set[str]:
    """The units that the report is about, set off on the map."""
    places = m.tables["place"]
    if m.chosen.kind == "flagship":
        return FLAGSHIPS
    if m.chosen.kind == "park":
        own = {r.id for r in places.itertuples() if m.chosen.of in (r.name, *(r.other_names or "").split(";"))}
        return own | ({"hexi-park"} if m.chosen.of == "河西示范园" else set())
    return set()


def _bounds(m: Material, slugs: list[str]) -> tuple[float, float, float, float]:
    """West, south, east, north of the sheet in degrees, with a margin."""
    bounds = pd.DataFrame([m.shapes[slug].total_bounds for slug in ("boundary", *slugs) if slug in m.shapes])
    west, south, east, north = bounds[0].min(), bounds[1].min(), bounds[2].max(), bounds[3].max()
    return west - 0.01, south - 0.01, east + 0.01, north + 0.01


def _layer(m: Material, slug: str, bounds, chosen: set[str]) -> Layer:
    style, frame = layer_style(slug), m.shapes[slug]
    note = m.layers.set_index("slug").loc[slug]
    cut = frame.assign(geometry=frame.geometry.intersection(_box(bounds)).simplify(TOLERANCE))
    cut = cut[~cut.geometry.is_empty]
    features = tuple(
        Feature(r.id, r.name, _paths(r.geometry, bounds), "accent" if r.id in chosen else style["tones"].get(r.id, style["tone"]),
                _point(r.geometry.representative_point().coords[0], bounds), bool(style["label"]) and (slug != "zone-parts" or r.id in chosen or not chosen))
        for r in cut.itertuples()
    )  # fmt: skip
    dashed = bool((cut["precision"] == "schematic").all()) if len(cut) else False
    return Layer(slug, str(note["note"]).split("：")[0].split("；")[0] or slug, note["geometry"], style["fill"], style["line"], dashed, features)


def _box(bounds):
    from shapely.geometry import box  # a fifth of a second to import; only a map needs it

    return box(*bounds)


def _point(coordinate, bounds) -> tuple[float, float]:
    west, south, _, _ = bounds
    return (round((coordinate[0] - west) * METRES * math.cos(math.radians(south)), 1), round((coordinate[1] - south) * METRES, 1))


def _paths(geometry, bounds) -> tuple:
    """All rings, paths or points of a geometry in metres."""
    shape = geometry.__geo_interface__
    parts_ = [geometry] if not hasattr(geometry, "geoms") else list(geometry.geoms)
    found = []
    for part in parts_:
        if part.geom_type == "Polygon":
            found += [part.exterior.coords, *(ring.coords for ring in part.interiors)]
        elif shape["type"] != "GeometryCollection" or part.geom_type != "Point":
            found.append(part.coords)
    return tuple(tuple(_point(xy, bounds) for xy in path) for path in found)


def _lines(m: Material, key: str) -> str:
    found = m.tables["place"].loc[m.tables["place"]["id"] == key, "lines"]
    return found.iloc[0] or "" if len(found) else ""


def _words(m: Material, key: str) -> str:
    """Role, planned area and plan lines of a unit."""
    found = m.tables["place"][m.tables["place"]["id"] == key]
    if found.empty:
        return ""
    row = found.iloc[0]
    texts = (row["role"], row["location"], f"规划第{row['lines'].replace(';', '、')}行" if row["lines"] else "")
    return "；".join(text for text in texts if text)
