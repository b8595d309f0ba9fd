"""Names that run along a belt or a river: a character at a time, each turned with the line on which it stands."""

import math
from functools import lru_cache
from typing import NamedTuple

import shapely

from lib.maps.figures import flat, round_

SHARES = (0.5, 0.58, 0.42, 0.66, 0.34, 0.74, 0.26, 0.82, 0.18)
"""Where on the line the middle of a name may stand, the best first."""


class Letter(NamedTuple):
    """A character and where it stands: degrees, and its turn against the upright, counterclockwise."""

    text: str
    lon: float
    lat: float
    angle: float


def along(text: str, line: shapely.LineString, step: float, share: float) -> list[Letter]:
    """A name on a line, its characters `step` metres apart and its middle at a share of the length; nothing where the
    line is too short. From north to south upright characters, from west to east a line of writing.

    >>> [(x.text, round(x.lat, 3), x.angle) for x in along("湘江", shapely.LineString([(113, 28), (113, 27)]), 11132, 0.5)]
    [('湘', 27.55, 0.0), ('江', 27.45, 0.0)]
    """
    latitude = line.centroid.y
    path = flat(line, latitude)
    start = path.length * share - step * (len(text) - 1) / 2
    end = start + step * (len(text) - 1)
    if start < step / 2 or end > path.length - step / 2:
        return []
    one, other = path.interpolate(start), path.interpolate(end)
    upright = abs(other.y - one.y) > abs(other.x - one.x)
    if (upright and other.y > one.y) or (not upright and other.x < one.x):
        path = path.reverse()
        start = path.length - end
    found = []
    for number, letter in enumerate(text):
        at = start + step * number
        here, before, after = path.interpolate(at), path.interpolate(at - step / 2), path.interpolate(at + step / 2)
        dx, dy = after.x - before.x, after.y - before.y
        angle = math.atan2(dx, -dy) if upright else math.atan2(dy, dx)
        spot = round_(shapely.Point(here.x, here.y), latitude)
        found.append(Letter(letter, round(spot.x, 5), round(spot.y, 5), round(math.degrees(angle), 1) + 0.0))
    return found


@lru_cache(maxsize=256)
def choices(text: str, line: shapely.LineString, steps: tuple[float, ...]) -> list[list[Letter]]:
    """All ways to set a name along a line: the widest spacing first, then by where it stands."""
    tried = [along(text, line, step, share) for step in steps for share in SHARES]
    return [letters for letters in tried if letters]
