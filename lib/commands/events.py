"""Projects of a year and their progress from a file into the ledger: every row is checked, and all are recorded or
none."""

import sys
from argparse import Namespace
from datetime import date

from lib.commands.taking import UNANSWERED, taken, written
from lib.intake import dispatch_records, submit
from lib.intake.problem import ERROR, QUESTION
from lib.intake.progress_sheet import check
from lib.intake.read import EVENTS
from lib.plan.opened import open_plan
from lib.text import dispatch, filling


def import_events(arguments: Namespace) -> int:
    """Record what the file's rows say of projects and the ledger does not say yet; exit status 1 if any row is wrong, 2
    if the file or the ledger cannot be had."""
    if (upload := taken(arguments.file, EVENTS)) is None:
        return 2
    plan = open_plan(arguments.home)
    events, problems, unread = check(upload, plan.catalogue, date.today().isoformat(), plan.about.period)
    problems += dispatch_records.doubts(events, plan.state) + dispatch_records.repeated(events, plan.state)
    if unread:
        print(f"没有读这些列：{'、'.join(unread)}。", file=sys.stderr)
    for found in problems:
        where = filling.place(found.sheet, found.row, found.column)
        print(
            f"{found.severity} {upload.name} {where}：读到“{found.found}”，应为{found.expected}。{found.mend}",
            file=sys.stderr,
        )
    if wrong := sum(found.severity == ERROR for found in problems):
        print(f"{wrong}处有误，没有记录任何内容。改正后重试。", file=sys.stderr)
        return 1
    if any(found.severity == QUESTION for found in problems) and not arguments.checked:
        print(UNANSWERED, file=sys.stderr)
        return 1
    entries = dispatch_records.entries(events, plan.state, arguments.why, submit.origin(upload))
    return written(entries, arguments, plan, lambda records: dispatch.recorded(record.kind for record in records))
