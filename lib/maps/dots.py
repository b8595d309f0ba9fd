"""Projects as dots where they lie: one a state at each spot, with their number; spots close together are one."""

import math
from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple

import pydeck as pdk

from lib.maps import labels
from lib.maps.cartography import Look, lettering, shrunk
from lib.maps.drawing import Drawn
from lib.maps.layers import Feature, by_fill, drawn, feature, written
from lib.theme import palette, rgb

NEAR, GAP, NAMED = 34.0, 2.0, 6
"""Pixels of the first view within which spots are one, and between the dots of a spot; names that a tooltip lists."""
PALE = 115
"""The opacity of a dot whose projects were all last heard of in the plan."""


class Dot(NamedTuple):
    """A project at a place: its name, its state with the tone of that, whether its place is inferred, whether its state
    is that of the plan's words, because nobody has reported since, and what else is to be said of it."""

    place: str
    name: str
    state: str
    tone: str
    inferred: bool
    carried: bool = False
    more: str = ""


class Spot(NamedTuple):
    """Where some projects lie, in Web Mercator pixels and degrees; the first place's id."""

    id: str
    pixel: tuple[float, float]
    at: tuple[float, float]
    dots: list[Dot]


def spots(dots: Iterable[Dot], units: dict[str, list[Drawn]], zoom: float) -> list[Spot]:
    """The spots of all projects whose place is drawn, those with most first; what lies within NEAR of one joins it."""
    anchors = {unit.id: unit.anchors[0][:2] for layer in units.values() for unit in layer}
    at: dict[str, list[Dot]] = {}
    for dot in dots:
        if dot.place in anchors:
            at.setdefault(dot.place, []).append(dot)
    found: list[Spot] = []
    for place, own in sorted(at.items(), key=lambda item: (-len(item[1]), item[0])):
        lon, lat = anchors[place]
        x, y = labels.position(lon, lat, zoom)
        near = next((spot for spot in found if math.hypot(spot.pixel[0] - x, spot.pixel[1] - y) < NEAR), None)
        if near:
            near.dots.extend(own)
        else:
            found.append(Spot(place, (x, y), (lon, lat), own))
    return found


def radius(count: int) -> float:
    """Pixels of a dot that stands for so many projects.

    >>> radius(1), radius(9)
    (5.0, 11.4)
    """
    return 5.0 if count == 1 else round(6.0 + 1.8 * math.sqrt(count), 1)


def covered(dots: Iterable[Dot], units: dict[str, list[Drawn]], look: Look, zoom: float) -> list[labels.Box]:
    """What the dots of all spots cover, in Web Mercator pixels: names give way to them."""
    k = look.scale * shrunk(look)
    found = []
    for spot in spots(dots, units, zoom):
        sizes = [radius(count) * k for count in Counter((dot.state, dot.tone) for dot in spot.dots).values()]
        found.append(labels.box(*spot.pixel, 2 * sum(sizes) + GAP * (len(sizes) - 1), 2 * max(sizes)))
    return found


def layers(dots: Iterable[Dot], units: dict[str, list[Drawn]], look: Look, start: pdk.ViewState) -> list[pdk.Layer]:
    """The dots of every spot side by side and their numbers; a ring where all of a dot's places are inferred."""
    p, k, degree = palette(look.mode), look.scale * shrunk(look), 512 * 2**start.zoom / 360
    features: list[Feature] = []
    counts: list[dict[str, Any]] = []
    for spot in spots(dots, units, start.zoom):
        groups: dict[tuple[str, str], list[Dot]] = {}
        for dot in spot.dots:
            groups.setdefault((dot.state, dot.tone), []).append(dot)
        sizes = [radius(len(group)) * k for group in groups.values()]
        left = -sum(sizes) - GAP * (len(sizes) - 1) / 2
        for ((state, tone), group), size in zip(groups.items(), sizes, strict=True):
            east, left = left + size, left + 2 * size + GAP
            here = [round(spot.at[0] + east / degree, 6), spot.at[1]]
            hollow, pale = all(dot.inferred for dot in group), all(dot.carried for dot in group)
            edge = PALE if pale else 255
            features.append(
                feature(
                    {"type": "Point", "coordinates": here},
                    id=spot.id,
                    name=f"{state} {len(group)}项",
                    detail=_detail(group),
                    fill=rgb(p["surface"] if hollow else p[tone], PALE if pale and not hollow else 240),
                    line=rgb(p[tone], edge) if hollow else rgb(p["surface"]),
                    width=2.2 * k if hollow else 1.2 * k,
                    radius=size,
                )
            )
            if len(group) > 1:
                ink = rgb(p["text"] if hollow or pale else p["surface"])
                counts.append({"text": str(len(group)), "at": here, "size": 12 * k, "colour": ink})
    flat = lettering(look) | {"outline_width": 0, "font_weight": 700}
    return [
        *drawn("projects", sorted(features, key=by_fill), rgb(p["accent"], 60)),
        *written("projects-count", counts, **flat),
    ]


def _detail(group: list[Dot]) -> str:
    """The projects of a dot; what of each is not reported but inferred."""
    names = [f"{dot.name}{_unsure(dot)}" for dot in group[:NAMED]]
    return "\n".join(names) + (f"\n……共{len(group)}项" if len(group) > NAMED else "")


def _unsure(dot: Dot) -> str:
    """
    >>> _unsure(Dot("", "", "", "", True, True)), _unsure(Dot("", "", "", "", False))
    ('（落点为推断、阶段沿用规划）', '')
    """
    unsure = [] if dot.more else ["落点为推断"] * dot.inferred + ["阶段沿用规划"] * dot.carried
    said = "、".join([dot.more] * bool(dot.more) + unsure)
    return f"（{said}）" if said else ""
