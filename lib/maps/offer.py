"""A file of outlines offered for a layer: read, matched, judged; and put in the layer's place."""

import os
from pathlib import Path
from typing import NamedTuple

import geopandas
import pandas as pd

from lib.home import DataError
from lib.maps import datum, matching, outlines, received
from lib.maps.places import read


class Layer(NamedTuple):
    """What outlines are offered for: its name and kind (polygon, line, point), its units now (WGS-84), all units that it
    may draw (`id, name, other_names`), where the map lies (west, south, east, north in degrees), the areas that the plan
    states (km², by id), and the projection to measure by (an EPSG number)."""

    name: str
    kind: str
    present: geopandas.GeoDataFrame
    units: pd.DataFrame
    near: received.Bounds
    planned: dict[str, float]
    metres: int


def layer_of(
    asked: str, rows: pd.DataFrame, frames: dict[str, geopandas.GeoDataFrame], places: pd.DataFrame, metres: int
) -> tuple[str, Layer]:
    """The file of the layer that is named by slug or name, and what outlines are offered for: its units, and those of its
    system that no layer draws yet. `rows` are those of layer.csv. DataError if there is none."""
    found = rows[(rows["slug"] == asked) | (rows["name"] == asked)]
    if found.empty:
        listed = "、".join(f"{slug}（{name}）" for slug, name in zip(rows["slug"], rows["name"], strict=True))
        raise DataError(f"没有名为“{asked}”的图层，有：{listed}。")
    row, drawn = found.iloc[0], {key for frame in frames.values() for key in frame["id"]}
    present, columns = frames[row["slug"]], ["id", "name", "other_names"]
    own = places["id"].isin(present["id"]) | ((places["system"] == row["system"]) & ~places["id"].isin(drawn))
    extra = present.loc[~present["id"].isin(places["id"]), columns[:2]].assign(other_names="")
    stated = places.dropna(subset=["area_km2"])
    own_layers = rows.loc[rows["system"] != "context", "slug"]
    return row["file"], Layer(
        row["name"],
        row["geometry"],
        present,
        pd.concat([places.loc[own, columns], pd.DataFrame(extra)], ignore_index=True),
        received.around([frames[slug].total_bounds for slug in own_layers]),
        dict(zip(stated["id"], stated["area_km2"].astype(float), strict=True)),
        metres,
    )


class Offer(NamedTuple):
    """The outlines in WGS-84, the unit of each, the system that the file is in, what would change and what is doubtful,
    and whether the shift of GCJ-02 was taken back."""

    frame: geopandas.GeoDataFrame
    matches: list[matching.Match]
    system: str
    changes: list[outlines.Change]
    doubts: list[str]
    restored: bool

    def table(self, layer: Layer) -> pd.DataFrame:
        """What matched, what did not, what is not in the file."""
        return outlines.table(self.changes, self.matches, layer.present)


def offer(path: Path, layer: Layer, system: str = "", table: str = "") -> Offer:
    """What a file would change in a layer; `system` and `table` as `received.read` takes them. DataError, naming the
    file, the outline and the mend, for what cannot stand there."""
    got = received.read(path, layer.near, system, table)
    matches = matching.match(got.frame, layer.units)
    if not any(one.unit for one in matches):
        called = "、".join(dict.fromkeys(one.called for one in matches))
        problems = "；".join(dict.fromkeys(one.problem for one in matches))
        raise DataError(
            f"{path.name}：没有一个图形对得上“{layer.name}”的单元（文件里是：{called}；{problems}）。"
            f"请在属性表里填单元的编号或名称：{'、'.join(layer.units['name'])}。"
        )
    if bad := outlines.wrong(got.frame, matches, layer.kind):
        raise DataError("\n".join(f"{path.name} {sentence}" for sentence in bad))
    frame = _in_place(path, got.frame, matches, layer, system == received.GCJ02)
    found = outlines.changes(frame, matches, layer.present, layer.metres)
    doubtful = outlines.doubts(found, layer.planned)
    return Offer(frame, matches, got.system, found, doubtful, system == received.GCJ02)


def _in_place(
    path: Path, frame: geopandas.GeoDataFrame, matches: list[matching.Match], layer: Layer, back: bool
) -> geopandas.GeoDataFrame:
    """The outlines where they belong: the shift of GCJ-02 is taken back only if somebody asked for it, and only if it is
    there."""
    off = outlines.misfit(frame, matches, layer.present, layer.metres)
    if not back and outlines.shifted(off):
        raise DataError(
            f"{path.name}：像是 GCJ-02（“火星坐标”，高德、腾讯等网上地图所用）：与现在的图形相差约{off[0]:.0f}米，"
            f"按 GCJ-02 还原后只差{off[1]:.0f}米。没有写入。请向出图的单位要 CGCS2000 的坐标；"
            "确实只有这一份的，加 --from gcj02，由程序按公开的公式还原，并在图形的说明里写明。"
        )
    if back and off[0] < off[1]:
        raise DataError(
            f"{path.name}：不像 GCJ-02：照原样与现在的图形相差约{off[0]:.0f}米，还原后反而相差{off[1]:.0f}米。请去掉 --from gcj02。"
        )
    return frame.assign(geometry=[datum.restored(shape) for shape in frame.geometry]) if back else frame


def put(path: Path, layer: Layer, asked: Offer, said: dict[str, str]) -> Path:
    """Write the layer's file with the outlines of an offer, whole or not at all; what was there is kept beside it (the
    path that is given back). `said` are precision, source and note of what is new. DataError if it cannot be written or
    would be no layer."""
    beside, kept = path.with_name(f".{path.name}.{os.getpid()}.tmp"), path.with_name(f"{path.name}.bak")
    try:
        try:
            beside.write_text(outlines.collection(asked.frame, asked.matches, layer.present, said), encoding="utf-8")
            read(beside, "", layer.kind, path.name)
            kept.write_bytes(path.read_bytes())
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise DataError(f"写不了 geo/{path.name}（{error.strerror}）。请检查文件是否只读、是否正被打开。") from error
    return kept
