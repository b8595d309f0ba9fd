"""`export`: the slides, the documents and the workbook as files, without a browser."""

import sys
from argparse import Namespace
from pathlib import Path

from lib import log
from lib.commands import usage
from lib.commands.adding import Adding
from lib.commands.output import save
from lib.ledger.ledger import Ledger
from lib.plan.frozen import as_frozen
from lib.plan.opened import Plan
from lib.plan.source import open_source, place
from lib.report import files, selection
from lib.report.letter import Letter


def _export(arguments: Namespace) -> int:
    asked = {
        "kind": arguments.kind,
        "year": arguments.year,
        "area": arguments.area,
        "of": arguments.of,
        "demo": arguments.home.demo,
    }
    source = open_source(arguments.home)
    book = Ledger(place(arguments.home), lambda: source.known)
    plan = Plan(source, book.state())
    found = selection.frozen_for(plan.evaluations, arguments.kind, arguments.area, arguments.year)
    if found and not arguments.live:
        plan = as_frozen(plan, book, found)
    try:
        letter = Letter(arguments.to or "", arguments.by or "", arguments.date or "", arguments.meeting or "")
        made = files.KINDS[arguments.format].make(plan, letter, **asked)
    except ValueError as error:  # what was asked for does not exist, or the office's master is not one
        print(error, file=sys.stderr)
        return 2
    if not save(made, arguments.output):
        return 2
    log.note("export", kind=arguments.kind, format=arguments.format, bytes=len(made))
    print(f"已写成 {arguments.output}（{len(made) / 1024:,.0f} KB）；{selection.standing(plan.evaluation)}。")
    return 0


def register(command: Adding) -> None:
    """Add the commands of this module; `command(name, run, text)` makes a parser."""
    export = command("export", _export, "把评估的幻灯片、文稿或工作簿写成文件")
    export.add_argument("format", choices=list(files.KINDS))
    export.add_argument("--kind", choices=selection.KINDS, required=True)
    export.add_argument("--area", help="规划的一个地域（含各地域共同的条款）；不写是全部地域")
    export.add_argument("--of", help="园区或领域的名称，见 area.csv、domain.csv")
    export.add_argument("--to", help="主送机关；不写按 plan.toml")
    export.add_argument("--by", help="落款单位；不写按 plan.toml")
    export.add_argument("--date", type=usage.day, help="成文日期，YYYY-MM-DD")
    export.add_argument("--meeting", help="会议名称，写在幻灯片的封面上")
    export.add_argument("--live", action="store_true", help="用今天的数据，即使评估已经冻结")
    export.add_argument("--year", type=int, required=True)
    export.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
