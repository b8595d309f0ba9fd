"""Where coordinates come from: the datum and projections of China's surveys, and the shifted GCJ-02 of web maps.

WGS-84 and CGCS2000 agree within a metre. GCJ-02 moves both by some hundred metres, by a published formula that has no
closed inverse: one steps back until the point that is moved is the one that was given (within a millimetre).
"""

from collections.abc import Iterator

import numpy as np
import pyproj
import shapely

AXIS, SQUARED = 6378245.0, 0.00669342162296594323
"""Half the long axis (metres) and the squared eccentricity of the ellipsoid that GCJ-02 reckons with (Krasovsky 1940)."""
STEPS, CLOSE = 30, 1e-9
"""Of the inverse: steps at most, and degrees (a tenth of a millimetre) within which it has found the point."""
NAMES = {"cgcs2000": 4490, "wgs84": 4326}
DATUMS = ("China 2000", "World Geodetic System 1984", "WGS 84", "WGS_1984", "D_China_2000")


def to_gcj02(points: np.ndarray) -> np.ndarray:
    """WGS-84 points (rows of longitude, latitude in degrees) as GCJ-02 has them.

    >>> to_gcj02(np.array([[113.1, 27.8]])).round(4).tolist()
    [[113.1058, 27.7969]]
    """
    east, north = points[:, 0] - 105.0, points[:, 1] - 35.0
    root, rad = np.sqrt(np.abs(east)), np.pi
    fine = (20 * np.sin(6 * east * rad) + 20 * np.sin(2 * east * rad)) * 2 / 3
    up = -100 + 2 * east + 3 * north + 0.2 * north**2 + 0.1 * east * north + 0.2 * root + fine
    up += (20 * np.sin(north * rad) + 40 * np.sin(north / 3 * rad)) * 2 / 3
    up += (160 * np.sin(north / 12 * rad) + 320 * np.sin(north * rad / 30)) * 2 / 3
    right = 300 + east + 2 * north + 0.1 * east**2 + 0.1 * east * north + 0.1 * root + fine
    right += (20 * np.sin(east * rad) + 40 * np.sin(east / 3 * rad)) * 2 / 3
    right += (150 * np.sin(east / 12 * rad) + 300 * np.sin(east / 30 * rad)) * 2 / 3
    latitude = np.radians(points[:, 1])
    bent = 1 - SQUARED * np.sin(latitude) ** 2
    degrees_north = np.degrees(up / (AXIS * (1 - SQUARED) / bent**1.5))
    degrees_east = np.degrees(right / (AXIS / np.sqrt(bent) * np.cos(latitude)))
    moved: np.ndarray = points + np.column_stack([degrees_east, degrees_north])
    return moved


def from_gcj02(points: np.ndarray) -> np.ndarray:
    """GCJ-02 points (rows of longitude, latitude in degrees) back in WGS-84.

    >>> from_gcj02(to_gcj02(np.array([[113.1, 27.8]]))).round(7).tolist()
    [[113.1, 27.8]]
    """
    found = points.copy()
    for _ in range(STEPS):
        off = points - to_gcj02(found)
        found += off
        if np.abs(off).max(initial=0) < CLOSE:
            break
    return found


def restored(shape: shapely.Geometry) -> shapely.Geometry:
    """A shape in GCJ-02 (degrees), back in WGS-84."""
    return shapely.transform(shape, from_gcj02)


def known(system: pyproj.CRS) -> bool:
    """Whether a system stands on CGCS2000 or WGS-84: from others (Beijing 54, Xi'an 80) no public way leads here.

    >>> known(pyproj.CRS(4547)), known(pyproj.CRS(2383))
    (True, False)
    """
    base = system.geodetic_crs
    return base is not None and base.datum is not None and base.datum.name.removesuffix(" ensemble") in DATUMS


def called(system: pyproj.CRS) -> str:
    """A system as surveyors call it.

    >>> [called(pyproj.CRS(code)) for code in (4490, 4547, 4526, 4508)]
    ['CGCS2000经纬度（EPSG:4490）', 'CGCS2000三度带中央经线114度，东坐标不带带号（EPSG:4547）', \
'CGCS2000三度带中央经线114度，东坐标带带号38（EPSG:4526）', 'CGCS2000六度带中央经线111度，东坐标不带带号（EPSG:4508）']
    """
    code = f"（EPSG:{system.to_epsg()}）" if system.to_epsg() else ""
    base, operation = system.geodetic_crs, system.coordinate_operation
    datum = "CGCS2000" if base is not None and base.datum is not None and "China" in base.datum.name else "WGS-84"
    if operation is None or not system.is_projected:
        return f"{datum}经纬度{code}"
    given = {one.name: float(one.value) for one in operation.params}
    middle, east = given.get("Longitude of natural origin", 0.0), given.get("False easting", 0.0)
    zone = int(east // 1_000_000)
    wide = "六度带" if "3-degree" not in system.name and middle % 6 == 3 else "三度带"
    return f"{datum}{wide}中央经线{middle:g}度，东坐标{f'带带号{zone}' if zone else '不带带号'}{code}"


def projected(longitude: float) -> Iterator[int]:
    """The EPSG numbers of the Gauss-Krüger systems of CGCS2000 whose zones lie around a longitude: of three degrees and
    of six, without the zone's number in the easting and with it.

    >>> list(projected(113.1))[:4]
    [4547, 4526, 4508, 4497]
    """
    for step in (0, -1, 1):
        third, sixth = round(longitude / 3) + step, int(longitude // 6) + 1 + step
        yield from (4509 + third, 4488 + third, 4489 + sixth, 4478 + sixth)
