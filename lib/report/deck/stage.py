"""The map that fills a slide: the units of the layout by the state of what lies in them, with callouts; and the picture of
a cover."""

import pandas as pd

from lib.front import land
from lib.front import words as front
from lib.front.land import Land, Unit
from lib.maps.sheet import XY, Bounds, Layer, Map, layer, of_report, point
from lib.maps.style import BOUNDARY
from lib.report.deck.maps import beneath
from lib.report.deck.material import Material
from lib.report.deck.slide import FULL, Callout, Slide, Stage
from lib.report.deck.typeset import HEIGHT, PANEL, READABLE, STORY, STORY_AFTER, WIDTH, high
from lib.text import places

CALLED, TOLD = 9, 3
"""Units that are called out, and those of which sentences tell."""
STEP, SIDE = 0.115, 0.085
"""Distance of two callouts, and that of their middle from the edge, as shares of the height and the width of the
sheet."""
FIRM, FAINT = 170, 70
"""How opaque the units are that carry a state, 0–255: those that the map is about, and what they lie in."""


def emblem(m: Material) -> tuple[Map, ...]:
    """The outline of the map with the layout in it, for the cover; nothing without a map."""
    slugs = of_report(m.layers, m.chosen.area, land.REPORT) if len(m.layers) else []
    if not slugs:
        return ()
    rows = m.layers.set_index("slug")
    border = [slug for slug in m.shapes if rows.at[slug, "style"].role == BOUNDARY]
    drawn = [slug for slug in m.shapes if slug in (*border, *slugs)]
    bounds = _around([slug for slug in drawn if rows.at[slug, "frame"] == "yes" or slug in border], m)
    layers = tuple(layer(m.shapes[slug], rows.loc[slug], bounds) for slug in drawn)
    return (Map(layers, *point(bounds[2:], bounds)),)


def sheet(m: Material) -> list[Slide]:
    """The map with what lies in its units."""
    if m.layers.empty or m.held.empty:
        return []
    slugs = of_report(m.layers, m.chosen.area, land.REPORT)
    if not slugs:
        return []
    rows, seen = m.layers.set_index("slug"), {*beneath(m), *slugs}
    states = land.states(m.tables["place"], m.held, m.tables["project"])
    stated = tuple(slug for slug in slugs if rows.at[slug, "geometry"] == "polygon") or tuple(slugs)
    border = [slug for slug in m.shapes if rows.at[slug, "style"].role == BOUNDARY]
    bounds = _wide(_around([*border, *stated], m))
    drawn = [layer(frame, rows.loc[slug], bounds) for slug, frame in m.shapes.items() if slug in seen]
    coloured = tuple(
        _by_state(one, states, FIRM if rows.at[one.slug, "frame"] == "yes" else FAINT) if one.slug in stated else one
        for one in drawn
    )
    own = {feature.id: feature.anchor for one in coloured if one.slug in stated for feature in one.features}
    found = Land(
        Map(coloured, *point(bounds[2:], bounds)), stated, (), {key: states[key] for key in own if key in states}
    )
    shown = sorted((unit for unit in found.units.values() if unit.projects), key=_weight)[:CALLED]
    callouts = _placed([(unit, own[unit.id]) for unit in shown], found.sheet)
    key = [f"{sign}\u00a0{word}" for sign, _, word in front.land_key(found)]
    tellings = ((*(f"{unit.told}。" for unit in shown[:count]), "　".join(key)) for count in range(TOLD, -1, -1))
    said = next(text for text in tellings if _fits(text) or len(text) == 1)
    title = front.land(found, m.chosen.about)
    told = tuple(f"{unit.told}。" for unit in found.units.values() if unit.projects)
    notes = (*told, places.note(m.chosen.about))
    return [Slide("map", "空间布局", title, (Stage(found.sheet, callouts, said),), notes, "示意图，不作划界依据", FULL)]


def _fits(said: tuple[str, ...]) -> bool:
    """Whether a room can read the words beside the map."""
    return high(said, STORY.width, READABLE, STORY_AFTER) <= STORY.height


def _weight(unit: Unit) -> tuple[float, int]:
    """What is late first, then what holds most."""
    return (-unit.late, -unit.projects)


def _by_state(one: Layer, states: dict[str, Unit], fill: float) -> Layer:
    """A layer in the colours of the state of its units."""
    tones = {key: "neutral" if unit.tone == "plan" and not unit.projects else unit.tone for key, unit in states.items()}
    return one._replace(fill=fill, features=tuple(f._replace(tone=tones.get(f.id, f.tone)) for f in one.features))


def _around(slugs: list[str], m: Material) -> Bounds:
    """West, south, east, north of some layers with a small margin, in degrees."""
    found = pd.DataFrame([m.shapes[slug].total_bounds for slug in slugs])
    west, south, east, north = found[0].min(), found[1].min(), found[2].max(), found[3].max()
    wide, tall = 0.03 * (east - west), 0.03 * (north - south)
    return west - wide, south - tall, east + wide, north + tall


def _wide(bounds: Bounds) -> Bounds:
    """Bounds in the shape of a slide, what was asked for in the part of it that the words leave free."""
    west, south, east, north = bounds
    width, height = point(bounds[2:], bounds)
    scale = max(width / (WIDTH - PANEL.width), height / HEIGHT)
    metre = (east - west) / width, (north - south) / height
    more, high = WIDTH * scale - width, (HEIGHT * scale - height) / 2 * metre[1]
    left = PANEL.width * scale + (more - PANEL.width * scale) / 2
    return west - left * metre[0], south - high, east + (more - left) * metre[0], north + high


def _placed(units: list[tuple[Unit, XY]], drawn: Map) -> tuple[Callout, ...]:
    """Callouts in two columns beside the units, in the order in which these lie: no line crosses another."""
    middle = sorted(x for _, (x, _) in units)[len(units) // 2] if units else 0.0
    columns = [one for one in units if one[1][0] < middle], [one for one in units if one[1][0] >= middle]
    edges = (PANEL.width / WIDTH + SIDE) * drawn.width, (1 - SIDE) * drawn.width
    found = []
    for column, x in zip(columns, edges, strict=True):
        column.sort(key=lambda one: -one[1][1])
        heights = _spread([at[1] / drawn.height for _, at in column])
        for (unit, at), height in zip(column, heights, strict=True):
            label = (round(x, 1), round(height * drawn.height, 1))
            found.append(Callout(at, label, unit.name, unit.brief, unit.tone))
    return tuple(found)


def _spread(heights: list[float]) -> list[float]:
    """Heights from the top down (shares of the sheet), moved apart where they would lie upon each other.

    >>> [round(height, 3) for height in _spread([0.9, 0.88, 0.2])]
    [0.9, 0.785, 0.2]
    """
    found: list[float] = []
    for height in heights:
        found.append(min(height, 1 - STEP / 2, found[-1] - STEP if found else 1.0))
    for i in range(len(found) - 1, -1, -1):
        found[i] = max(found[i], found[i + 1] + STEP if i + 1 < len(found) else STEP)
    return found
