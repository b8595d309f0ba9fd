"""Where the name of a unit may stand: points in order of preference, each with the room it has from west to east."""

import shapely

HEIGHTS = (0.5, 0.38, 0.62, 0.26, 0.74, 0.15, 0.85)
LENGTHS = (0.5, 0.36, 0.64, 0.22, 0.78, 0.1, 0.9)


def anchors(shape: shapely.Geometry) -> list[tuple[float, float, float]]:
    """(longitude, latitude, room) in degrees; room is the width of a polygon at that latitude, 0 for lines and points.

    A polygon offers its pole of inaccessibility, then the middles of its widest part at seven heights.

    >>> anchors(shapely.Point(113, 27.8))
    [(113.0, 27.8, 0.0)]
    >>> anchors(shapely.box(113, 27, 114, 29))[1]
    (113.5, 28.0, 1.0)
    """
    largest = max(shapely.get_parts(shape), key=lambda part: part.area or part.length)
    if largest.geom_type == "Point":
        found = [(largest.x, largest.y, 0.0)]
    elif largest.geom_type == "LineString":
        points = [largest.interpolate(share, normalized=True) for share in LENGTHS]
        found = [(point.x, point.y, 0.0) for point in points]
    else:
        west, south, east, north = largest.bounds
        pole = shapely.maximum_inscribed_circle(largest).coords[0]
        heights = [pole[1], *(south + (north - south) * share for share in HEIGHTS)]
        found = [chord for height in heights if (chord := _chord(largest, west, east, height))]
        found[0] = (pole[0], pole[1], found[0][2])
    return [(round(x, 5), round(y, 5), round(room, 5)) for x, y, room in found]


def _chord(polygon: shapely.Polygon, west: float, east: float, height: float) -> tuple[float, float, float] | None:
    """Middle and length of the longest stretch of a polygon along a parallel."""
    cut = polygon.intersection(shapely.LineString([(west, height), (east, height)]))
    longest = max(shapely.get_parts(cut), key=lambda part: part.length, default=None)
    if longest is None or not longest.length:
        return None
    middle = longest.interpolate(0.5, normalized=True)
    return middle.x, height, longest.length
