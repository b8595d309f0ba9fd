"""Commands of 填报: a template as a file; what a filled sheet would change, and handing it in."""

import sys
from argparse import Namespace
from pathlib import Path

from lib.commands.adding import Adding
from lib.commands.events import import_events
from lib.commands.months import import_months
from lib.commands.output import print_frame, save, within
from lib.commands.taking import UNANSWERED, WRONG, taken, written
from lib.intake import submit
from lib.intake.check import check
from lib.intake.read import FIGURES
from lib.intake.template import template
from lib.ledger.monthly import RELEASES
from lib.plan.opened import open_plan
from lib.text import exports, filling

PROGRESS, WITHIN = "project_event", "month"


def _template(arguments: Namespace) -> int:
    plan = open_plan(arguments.home)
    if not within(arguments.year, plan.about.period.with_base):
        return 2
    rows = submit.asked(plan, arguments.year, arguments.area)
    if not rows:
        print(f"没有名为“{arguments.area}”的填报地域。可用：{'、'.join(plan.areas('plan', 'joint'))}", file=sys.stderr)
        return 2
    if not save(
        template(rows, arguments.area, arguments.year, exports.mark(arguments.home.demo), about=plan.about),
        arguments.output,
    ):
        return 2
    print(f"已写出 {arguments.output}：{len(rows)}项")
    return 0


def _import(arguments: Namespace) -> int:
    if arguments.what == PROGRESS:
        return import_events(arguments)
    if arguments.what == WITHIN:
        return import_months(arguments)
    if arguments.area is None or arguments.year is None:
        print("填报表要说明地域和年份：请加 --area 和 --year。", file=sys.stderr)
        return 2
    plan = open_plan(arguments.home)
    if not within(arguments.year, plan.about.period.with_base):
        return 2
    if (upload := taken(arguments.file, FIGURES, plan.about.period.with_base)) is None:
        return 2
    checked = check(upload.rows, upload.said, submit.vocabulary(plan), arguments.area, arguments.year)
    compared = submit.compare(checked.figures, submit.waiting(plan.state))
    if compared:
        print_frame(filling.preview(compared, plan.about))
    for row in checked.problems.itertuples():
        where = filling.place(row.sheet, row.row, row.column)
        print(f"{row.severity} {where}：读到“{row.found}”，应为{row.expected}。{row.mend}", file=sys.stderr)
    print(filling.verdict(compared, checked.blocked, filling.questions(checked.problems)), file=sys.stderr)
    if not arguments.record:
        return 1 if checked.blocked else 0
    if checked.blocked and not arguments.good_rows:
        print(WRONG, file=sys.stderr)
        return 1
    if filling.questions(checked.problems) and not arguments.checked:
        print(UNANSWERED, file=sys.stderr)
        return 1
    if not arguments.why.strip() and (changed := sum(one["change"] == submit.CHANGED for one in compared)):
        print(f"有{changed}项更改已有的数，没有记录任何内容。请用 --why 写明为什么更改。", file=sys.stderr)
        return 1
    entries = submit.records(submit.to_record(compared), arguments.why, submit.origin(upload))
    return written(entries, arguments, plan, lambda records: f"已提交{len(records)}项，等待审核。")


def register(command: Adding) -> None:
    """Add the commands of this module; `command(name, run, text)` makes a parser."""
    blank = command("template", _template, "写出一个单位要填的表")
    fill = command("import", _import, "列出一张填好的表（xlsx、xls、csv）会改什么、有哪些错误和疑问；加 --record 提交")
    for parser, needed in ((blank, True), (fill, False)):
        parser.add_argument("--area", required=needed)
        parser.add_argument("--year", type=int, required=needed)
    blank.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
    fill.add_argument(
        "what",
        nargs="?",
        choices=[FIGURES, PROGRESS, WITHIN],
        default=FIGURES,
        help=f"{PROGRESS}：项目进展，直接记录；{WITHIN}：月度、季度数，直接记录",
    )
    fill.add_argument("file", type=Path)
    fill.add_argument("--month", type=int, choices=range(1, 13), default=12, help="月报到哪个月；表里写明的以表为准")
    fill.add_argument("--release", choices=RELEASES, default=RELEASES[0], help="月报是快报还是定报")
    fill.add_argument("--record", action="store_true", help="提交读到的数；审核后计入")
    fill.add_argument("--who", default="", help="提交人")
    fill.add_argument("--why", default="", help="事由")
    fill.add_argument("--checked", action="store_true", help="疑问都已核对，读到的没有错")
    fill.add_argument("--good-rows", action="store_true", help="有错误的行不提交，其余照常提交")
