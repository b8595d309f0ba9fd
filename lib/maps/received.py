"""Outlines as an office has them: GeoJSON, GeoPackage or zipped Shapefile, in CGCS2000 or WGS-84, read as WGS-84.

What cannot be read, and what the file does not say and only a person knows, is a DataError that says what to do.
"""

import tempfile
import unicodedata
import zipfile
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import geopandas
import pyogrio
import pyproj
import shapely

from lib.home import DataError
from lib.maps import datum
from lib.maps.places import STORED

LARGEST = 200_000_000
"""Bytes of a Shapefile that is not packed."""
PARTS = (".shp", ".shx", ".dbf", ".prj")
AROUND = 0.3
"""Degrees around what is drawn: what lies further away is of another place."""
GCJ02 = "gcj02"
Bounds = tuple[float, float, float, float]
Read = tuple[geopandas.GeoDataFrame, pyproj.CRS | None]


def around(bounds: Iterable[Sequence[float]]) -> Bounds:
    """What holds all of these.

    >>> around([(113, 27, 114, 28), (112, 27.5, 113, 29)])
    (112, 27, 114, 29)
    """
    west, south, east, north = zip(*bounds, strict=True)
    return min(west), min(south), max(east), max(north)


class Received(NamedTuple):
    """The shapes of a file in WGS-84 with their columns of text, and the system that the file was in, in words."""

    frame: geopandas.GeoDataFrame
    system: str


def read(path: Path, near: Bounds, system: str = "", table: str = "") -> Received:
    """What a file holds. `near` is where it should lie (west, south, east, north in degrees); `system` (cgcs2000, wgs84,
    gcj02 or an EPSG number) and `table` say what the file does not."""
    readers = {".geojson": _geojson, ".json": _geojson, ".gpkg": _geopackage, ".zip": _shapefile}
    if path.suffix.lower() not in readers:
        raise DataError(
            f"{path.name}：不认得这种文件。请给 GeoJSON（.geojson）、GeoPackage（.gpkg），或把 .shp、.shx、.dbf、.prj 压成一个 .zip。"
        )
    try:
        frame, said = readers[path.suffix.lower()](path, table)
    except (OSError, zipfile.BadZipFile, ValueError, pyogrio.errors.DataSourceError) as error:
        raise DataError(
            f"{path.name}：不能读取，文件不存在、正被打开或已损坏（{_plain(error)}）。请重新导出。"
        ) from error
    shapes = frame.geometry.dropna()
    if shapes.empty:
        raise DataError(f"{path.name}：没有图形。请检查导出时选的图层。")
    bounds: Bounds = tuple(shapes.total_bounds)
    used = _asked(path, system) if system else said
    if used is None or (not used.is_projected and not _degrees(bounds)):
        raise DataError(f"{path.name}：没有写明坐标系（{_lacks(path)}）。{_choices(bounds, near)}")
    if not datum.known(used):
        raise DataError(
            f"{path.name}：坐标系是{used.name}，不是 CGCS2000 或 WGS-84，两者之间没有公开的转换参数。请由测绘部门转换后再导入。"
        )
    moved = frame.set_crs(used, allow_override=True).to_crs(STORED)
    moved = moved.assign(geometry=shapely.force_2d(moved.geometry.array))
    if not _close(tuple(moved.geometry.dropna().total_bounds), near):
        raise DataError(
            f"{path.name}：按{datum.called(used)}，这些图形不在本规划的地图上，像是别处的。{_choices(bounds, near)}"
        )
    return Received(moved, "GCJ-02" if system == GCJ02 else datum.called(used))


def _geojson(path: Path, table: str) -> Read:
    data = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
    frame = pyogrio.read_dataframe(data.decode(_coding([data])).encode())
    return frame, frame.crs


def _geopackage(path: Path, table: str) -> Read:
    names = [str(name) for name, kind in pyogrio.list_layers(path) if kind]
    frame = pyogrio.read_dataframe(path, layer=_one(path, names, table))
    return frame, frame.crs


def _shapefile(path: Path, table: str) -> Read:
    """The one Shapefile of an archive. Its `.cpg` is not believed: what the bytes of its texts are is seen by them."""
    with zipfile.ZipFile(path) as archive, tempfile.TemporaryDirectory() as folder:
        files = {_name(one): one for one in archive.infolist() if not one.is_dir() and "__MACOSX" not in one.filename}
        stems = [name[:-4] for name in files if name.lower().endswith(".shp")]
        stem = _one(path, stems, table)
        own = {part: one for name, one in files.items() for part in PARTS if name.lower() == f"{stem}{part}".lower()}
        if missing := [part for part in (".shx", ".dbf") if part not in own]:
            raise DataError(
                f"{path.name}：{stem}.shp 缺少{'、'.join(missing)}。请把同名的 {'、'.join(PARTS)} 一起压缩。"
            )
        if sum(one.file_size for one in own.values()) > LARGEST:
            raise DataError(f"{path.name}：解开后超过{LARGEST // 1_000_000}MB。请只导出要用的图层。")
        for part, one in own.items():
            (Path(folder) / f"one{part}").write_bytes(archive.read(one))
        frame = pyogrio.read_dataframe(Path(folder) / "one.shp", encoding="ISO-8859-1")
    texts = [name for name in frame.columns if name != "geometry" and frame[name].map(type).eq(str).any()]
    cells = [_bytes(cell) for name in texts for cell in (name, *frame[name].dropna())]
    coding = _coding(cells)
    for name in texts:
        frame[name] = [_bytes(cell).decode(coding, "ignore") if isinstance(cell, str) else None for cell in frame[name]]
    return frame.rename(columns=lambda name: _bytes(name).decode(coding, "ignore")), frame.crs


def _name(member: zipfile.ZipInfo) -> str:
    """The name of a file in an archive: where no UTF-8 is announced, Windows wrote GBK."""
    if member.flag_bits & (1 << 11):
        return member.filename
    raw = member.filename.encode("cp437", "replace")
    return raw.decode(_coding([raw]), "replace")


def _bytes(text: str) -> bytes:
    return text.encode("latin-1", "ignore")


def _coding(cells: Iterable[bytes]) -> str:
    """UTF-8 if all these bytes are, but for a sign cut off at the end of a field; else the Chinese coding."""
    for coding in ("utf-8", "gb18030"):
        if all(_reads(cell, coding) for cell in cells):
            return coding
    raise ValueError("文字既不是 UTF-8 也不是 GBK")


def _reads(cell: bytes, coding: str) -> bool:
    for cut in range(4):
        try:
            cell[: len(cell) - cut].decode(coding)
        except UnicodeDecodeError:
            continue
        return True
    return False


def _one(path: Path, names: list[str], table: str) -> str:
    """The table that is meant, of those that a file holds."""
    if not names:
        raise DataError(f"{path.name}：里面没有图层。请检查导出时选的图层。")
    if table and table not in names:
        raise DataError(f"{path.name}：没有名为“{table}”的图层，有：{'、'.join(names)}。")
    if not table and len(names) > 1:
        raise DataError(f"{path.name}：有{len(names)}个图层：{'、'.join(names)}。请用 --table 说明要哪一个。")
    return table or names[0]


def _asked(path: Path, system: str) -> pyproj.CRS:
    """The system that a person names."""
    code = 4326 if system == GCJ02 else datum.NAMES.get(system.lower(), system)
    try:
        return pyproj.CRS.from_epsg(int(code))
    except (ValueError, pyproj.exceptions.CRSError) as error:
        raise DataError(
            f"{path.name}：不认得坐标系“{system}”。可以写 {'、'.join(datum.NAMES)}，或 EPSG 编号。"
        ) from error


def _degrees(bounds: Bounds) -> bool:
    """Whether coordinates can be degrees."""
    return max(abs(bounds[0]), abs(bounds[2])) <= 180 and max(abs(bounds[1]), abs(bounds[3])) <= 90


def _close(found: Bounds, near: Bounds) -> bool:
    """Whether all of it lies about what is drawn."""
    return bool(shapely.box(*near).buffer(AROUND).covers(shapely.box(*found)))


def _choices(bounds: Bounds, near: Bounds) -> str:
    """The systems by which coordinates lie where they should, as options to choose from."""
    turned = bounds[1], bounds[0], bounds[3], bounds[2]
    for corners, order in ((bounds, ""), (turned, "而且横、纵坐标颠倒了，要先对调")):
        codes = [*datum.NAMES.values(), *datum.projected((near[0] + near[2]) / 2)]
        found = [code for code in codes if _close(_moved(corners, code), near)]
        if found:
            listed = "；".join(f"--crs {code}（{datum.called(pyproj.CRS(code))}）" for code in found)
            return f"坐标看来是下面之一{order}，请问明后加上：{listed}。"
    return "坐标与本地的经纬度和 CGCS2000 高斯投影都不相符，请问明坐标系和地点。"


@cache
def _mover(code: int) -> pyproj.Transformer:
    return pyproj.Transformer.from_crs(code, STORED, always_xy=True)


def _moved(bounds: Bounds, code: int) -> Bounds:
    mover = _mover(code)
    west, south = mover.transform(bounds[0], bounds[1])
    east, north = mover.transform(bounds[2], bounds[3])
    found = min(west, east), min(south, north), max(west, east), max(south, north)
    return found if all(abs(one) < 1e6 for one in found) else (0.0, 0.0, 0.0, 0.0)


def _lacks(path: Path) -> str:
    lacks = {".zip": "压缩包里没有 .prj", ".gpkg": "GeoPackage 里没有写"}
    return lacks.get(path.suffix.lower(), "GeoJSON 里的数不是经纬度")


def _plain(error: Exception) -> str:
    """The first line of a library's words."""
    return unicodedata.normalize("NFC", str(error).split("\n")[0])[:120]
