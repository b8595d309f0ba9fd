"""Figures of months and quarters from a bureau's sheet into the ledger: what would be recorded, what is doubtful, and
recording it."""

import sys
from argparse import Namespace

from lib.commands.output import print_frame, within
from lib.commands.taking import UNANSWERED, WRONG, taken, written
from lib.intake import month_records, submit
from lib.intake.month_cells import At
from lib.intake.month_sheet import check
from lib.intake.problem import ERROR, QUESTION
from lib.intake.read import MONTHS
from lib.ledger.record import Entry
from lib.plan.opened import Plan, open_plan
from lib.text import filling, monthly


def import_months(arguments: Namespace) -> int:
    """Show what a sheet would write of an area's months, and record it if told to; exit status 1 where something is
    wrong, unanswered or without its reason, 2 where the file or the ledger cannot be had."""
    if arguments.area is None or arguments.year is None:
        print("月报要说明地域和年份（表里写明的以表为准）：请加 --area 和 --year。", file=sys.stderr)
        return 2
    plan = open_plan(arguments.home)
    if not within(arguments.year, plan.about.period.with_base):
        return 2
    if arguments.area not in (areas := plan.areas("plan", "joint")):
        print(f"没有名为“{arguments.area}”的填报地域。可用：{'、'.join(areas)}", file=sys.stderr)
        return 2
    if (upload := taken(arguments.file, MONTHS)) is None:
        return 2
    at = At(arguments.area, arguments.year, arguments.month, arguments.release)
    quarterly, adding = month_records.told_within(plan.source.frame("monthly"))
    found = check(upload, submit.vocabulary(plan), quarterly, adding, at, plan.state)
    entries = month_records.entries(found.lines, plan.state, arguments.why, submit.origin(upload), upload.name)
    if entries:
        print_frame(monthly.preview(entries, plan.frame("indicator").set_index("slug")["name"]))
    for one in found.problems:
        where = filling.place(one.sheet, one.row, one.column)
        print(f"{one.severity} {where}：读到“{one.found}”，应为{one.expected}。{one.mend}", file=sys.stderr)
    wrong, asked = (sum(one.severity == kind for one in found.problems) for kind in (ERROR, QUESTION))
    if not arguments.record:
        print(f"将记录{len(entries)}条，尚未写入；错误{wrong}处，疑问{asked}处。", file=sys.stderr)
        return 1 if wrong else 0
    return _record(entries, arguments, plan, wrong, asked)


def _record(entries: list[Entry], arguments: Namespace, plan: Plan, wrong: int, asked: int) -> int:
    """Record what was read, where nothing stands against it."""
    refusal = ""
    if wrong and not arguments.good_rows:
        refusal = WRONG
    elif asked and not arguments.checked:
        refusal = UNANSWERED
    elif (changed := month_records.changed(entries, plan.state)) and not arguments.why.strip():
        refusal = f"有{changed}条更改已记录的数，没有记录任何内容。请用 --why 写明为什么更改。"
    if refusal:
        print(refusal, file=sys.stderr)
        return 1
    if not entries:
        print("没有新的内容要记录。", file=sys.stderr)
        return 0
    return written(entries, arguments, plan, lambda records: f"已记录{len(records)}条月度数。")
