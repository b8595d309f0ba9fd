"""Figures that the drawing adds to a shape: its middle line, hatching, the tips of a band, the span of a bridge.

Shapes are in degrees, as they are kept; lengths in metres. Near enough for a sheet of some tens of kilometres.
"""

import math
from collections.abc import Iterable

import shapely
from shapely import affinity

DEGREE = 111_320.0
"""Metres in a degree of latitude; in one of longitude times the cosine of the latitude."""
CHORDS = 40


def flat(shape: shapely.Geometry, latitude: float) -> shapely.Geometry:
    """A shape in metres on a plane that touches the earth at a latitude."""
    return affinity.scale(shape, DEGREE * math.cos(math.radians(latitude)), DEGREE, origin=(0, 0))


def round_(shape: shapely.Geometry, latitude: float) -> shapely.Geometry:
    """The way back from `flat`."""
    return affinity.scale(shape, 1 / (DEGREE * math.cos(math.radians(latitude))), 1 / DEGREE, origin=(0, 0))


def spine(shape: shapely.Geometry) -> shapely.LineString:
    """The middle line of a long area, from its western or its northern end; a line is its own.

    >>> line = spine(shapely.box(113, 27, 113.1, 28))
    >>> [round(x, 2) for x in line.coords[0]], round(line.coords[-1][1], 2)
    ([113.05, 27.9], 27.1)
    """
    part = max(shapely.get_parts(shape), key=lambda part: part.area or part.length)
    if part.geom_type == "LineString":
        return part
    west, south, east, north = part.bounds
    upright = (north - south) > (east - west) * math.cos(math.radians(north))
    middles = []
    for step in range(1, CHORDS):
        at = step / CHORDS
        ends = (
            [(west - 1, north - (north - south) * at), (east + 1, north - (north - south) * at)]
            if upright
            else [(west + (east - west) * at, south - 1), (west + (east - west) * at, north + 1)]
        )
        cuts = shapely.get_parts(part.intersection(shapely.LineString(ends)))
        chord = max(cuts, key=lambda cut: cut.length, default=None)
        if chord is not None and chord.length:
            middles.append(chord.interpolate(0.5, normalized=True).coords[0])
    if len(middles) < 2:
        return shapely.LineString([(west, (south + north) / 2), (east, (south + north) / 2)])
    for _ in range(3):
        near = [middles[max(i - 3, 0) : i + 4] for i in range(len(middles))]
        middles = [(_mean(x for x, _ in few), _mean(y for _, y in few)) for few in near]
    return shapely.LineString(middles)


def _mean(numbers: Iterable[float]) -> float:
    found = list(numbers)
    return sum(found) / len(found)


def hatch(shape: shapely.Geometry, angle: float, gap: float) -> list[shapely.LineString]:
    """Parallel strokes `gap` metres apart that fill an area, at an angle against the east.

    >>> len(hatch(shapely.box(113, 27, 113.1, 27.1), 0, 1000))
    11
    """
    latitude = shape.centroid.y
    turned = affinity.rotate(flat(shape, latitude), -angle, origin=(0, 0))
    west, south, east, north = turned.bounds
    rows = [south + gap * (step + 0.5) for step in range(int((north - south) / gap))]
    strokes = [turned.intersection(shapely.LineString([(west - 1, y), (east + 1, y)])) for y in rows]
    parts = [part for cut in strokes for part in shapely.get_parts(cut) if part.length > gap / 4]
    return [round_(affinity.rotate(part, angle, origin=(0, 0)), latitude) for part in parts]


def tips(line: shapely.LineString, length: float) -> list[shapely.Polygon]:
    """Arrowheads at both ends of a line, a little wider than long."""
    latitude = line.centroid.y
    path = flat(line, latitude)
    length = min(length, path.length / 3)
    found = []
    for end, before in ((0.0, length), (path.length, path.length - length)):
        tip, base = path.interpolate(end), path.interpolate(before)
        dx, dy = (tip.x - base.x) / length, (tip.y - base.y) / length
        wing = length * 0.62
        corners = [(tip.x, tip.y), (base.x - dy * wing, base.y + dx * wing), (base.x + dy * wing, base.y - dx * wing)]
        found.append(round_(shapely.Polygon(corners), latitude))
    return found


def span(point: shapely.Point, course: shapely.Geometry, reach: float) -> shapely.LineString:
    """A line across a river at a bridge, `reach` metres to each side of its middle."""
    latitude = point.y
    spot, path = flat(point, latitude), flat(course, latitude)
    near = min(shapely.get_parts(path), key=lambda part: part.distance(spot))
    at = near.project(spot)
    one, other = near.interpolate(max(at - 300, 0)), near.interpolate(at + 300)
    far = math.hypot(other.x - one.x, other.y - one.y) or 1
    dx, dy = (other.x - one.x) / far * reach, (other.y - one.y) / far * reach
    return round_(shapely.LineString([(spot.x - dy, spot.y + dx), (spot.x + dy, spot.y - dx)]), latitude)
