"""Commands on the map: an office's own outlines come in."""

import sys
from argparse import Namespace
from pathlib import Path

from lib.commands import usage
from lib.commands.adding import Adding
from lib.commands.output import print_frame
from lib.home import DataError
from lib.plan.source import open_source

GCJ02 = "gcj02"
PRECISIONS = ("surveyed", "schematic")


def _import(arguments: Namespace) -> int:
    from lib.maps.offer import layer_of, offer, put  # geopandas takes half a second to import

    source = open_source(arguments.home)
    rows, frames = source.geometry
    file, layer = layer_of(arguments.layer, rows, frames, source.frame("place"), source.about.map.metres)
    asked = offer(arguments.file, layer, arguments.given or arguments.crs, arguments.table)
    print_frame(asked.table(layer))
    summary = f"{asked.system}，{len(asked.matches)}个图形，{len(asked.changes)}个对上；存为 WGS-84"
    print(f"{arguments.file.name}：{summary}。", file=sys.stderr)
    for sentence in asked.doubts:
        print(f"存疑：{arguments.file.name} {sentence}", file=sys.stderr)
    if arguments.dry_run:
        print("这是预览（--dry-run），没有写入。", file=sys.stderr)
        return 0
    if not arguments.source or not arguments.date:
        raise DataError("没有写入：请用 --source 说明这些图形由谁提供，用 --date 说明是哪一天的（年-月-日）。")
    if asked.doubts and not arguments.checked:
        raise DataError("没有写入：请核对以上存疑之处，确实无误再加 --checked。")
    back = "，由GCJ-02按公开公式还原" if asked.restored else ""
    said = {
        "precision": arguments.precision,
        "source": f"{arguments.source}（{arguments.date}）",
        "note": f"由{arguments.file.name}（{asked.system}）导入{back}",
    }
    kept = put(arguments.home.geo / file, layer, asked, said)
    print(f"已写入 geo/{file}；原来的留在 geo/{kept.name}。刷新页面即可看到。", file=sys.stderr)
    return 0


def register(command: Adding) -> None:
    """Add the commands of this module; `command(name, run, text)` makes a parser."""
    geo = command("geo", _import, "把单位自己的图形放进地图的一个图层：GeoJSON、GeoPackage、打包的 Shapefile")
    geo.add_argument("action", choices=["import"])
    geo.add_argument("file", type=Path)
    geo.add_argument("layer", help="图层的编号或名称，见 geo/layer.csv")
    geo.add_argument("--dry-run", action="store_true", help="只列出会变什么，不写入")
    geo.add_argument("--source", default="", help="图形由谁绘制")
    geo.add_argument("--date", default="", type=usage.day, help="图形是哪一天的，YYYY-MM-DD")
    geo.add_argument("--precision", choices=PRECISIONS, default=PRECISIONS[0])
    geo.add_argument("--crs", default="", help="cgcs2000、wgs84 或 EPSG 编号；文件没有写明坐标系时填写")
    geo.add_argument("--from", dest="given", choices=[GCJ02], default="", help="把 GCJ-02 的偏移还原")
    geo.add_argument("--table", default="", help="文件里有几个图层时，读哪一个")
    geo.add_argument("--checked", action="store_true", help="存疑之处已经核对")
