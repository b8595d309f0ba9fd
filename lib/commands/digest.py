"""`digest`: what a unit owes, as a document, a page or days of a calendar; for the task scheduler."""

import sys
from argparse import Namespace
from datetime import date
from pathlib import Path

from lib.commands import usage
from lib.commands.adding import Adding
from lib.commands.output import save, within
from lib.cycle import duties as d
from lib.cycle.owed import of_all
from lib.intake import submit
from lib.plan.opened import open_plan
from lib.report import files
from lib.text import digest, exports


def _digest(arguments: Namespace) -> int:
    plan = open_plan(arguments.home)
    day = date.fromisoformat(arguments.day or (arguments.home.demo and plan.about.training.today) or f"{date.today()}")
    year = arguments.year or min(max(day.year, plan.about.period.first), plan.about.period.end)
    if not within(year, plan.about.period.years):
        return 2
    ending = arguments.output.suffix.removeprefix(".").lower()
    if ending not in files.DIGESTS:
        print(f"不认识“{arguments.output.name}”的格式：请以 .{'、.'.join(files.DIGESTS)} 结尾。", file=sys.stderr)
        return 2
    units = d.units(plan.state)
    if arguments.unit not in units:
        print(f"没有登记名为“{arguments.unit}”的单位。已登记的：{'、'.join(units) or '没有'}", file=sys.stderr)
        return 2
    assigned = d.assigned(d.things(plan.in_force, plan.catalogue, plan.source.measures), plan.state)
    rows = of_all(
        [arguments.unit],
        assigned,
        submit.asked(plan, year),
        plan.assessed(year),
        plan.monthly(year, 12),
        plan.state,
        year,
        day,
    )
    found = digest.Digest(arguments.unit, year, day, rows, exports.mark(arguments.home.demo))
    made = files.DIGESTS[ending](found, plan.about.name.product)
    if not save(made, arguments.output):
        return 2
    print(f"已写成 {arguments.output}：{digest.told(found)}")
    return 0


def register(command: Adding) -> None:
    """Add the command; `command(name, run, text)` makes a parser."""
    made = command("digest", _digest, "一个单位要办的事，逾期的在前：docx、html 或 ics")
    made.add_argument("--unit", required=True, help="已登记的单位")
    made.add_argument("--year", type=int, help="规划期的年份；不写是今年")
    made.add_argument("--day", type=usage.day, help="YYYY-MM-DD；不写是今天")
    made.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
