"""`digest`: what a unit owes, as a document, a page or days of a calendar, or by mail; for the task scheduler."""

import os
import sys
from argparse import Namespace
from datetime import date
from pathlib import Path

from lib import log
from lib.commands import mail, usage
from lib.commands.adding import Adding
from lib.commands.output import save, within
from lib.cycle import duties as d
from lib.cycle.owed import of_all
from lib.intake import submit
from lib.plan.opened import Plan, open_plan
from lib.report import files
from lib.text import digest, exports


def _digest(arguments: Namespace) -> int:
    plan = open_plan(arguments.home)
    day = date.fromisoformat(arguments.day or (arguments.home.demo and plan.about.training.today) or f"{date.today()}")
    year = arguments.year or min(max(day.year, plan.about.period.first), plan.about.period.end)
    if not within(year, plan.about.period.years):
        return 2
    if not arguments.output and not arguments.mail:
        print("请用 -o 写明文件，或用 --mail 发给单位。", file=sys.stderr)
        return 2
    ending = "html" if not arguments.output else arguments.output.suffix.removeprefix(".").lower()
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
    if arguments.output:
        if not save(files.DIGESTS[ending](found, plan.about.name.product), arguments.output):
            return 2
        print(f"已写成 {arguments.output}：{digest.told(found)}")
    return _mail(found, plan) if arguments.mail else 0


def _mail(found: digest.Digest, plan: Plan) -> int:
    """Send the digest to the address of its unit."""
    by, to = plan.about.mail, (plan.state.get("unit", found.unit) or {}).get("mail") or ""
    if not by.host:
        print("没有配置邮件服务器，没有发送。请在 plan.toml 的 [mail] 里写 host 和 sender。", file=sys.stderr)
        return 2
    if not to:
        print(f"没有登记{found.unit}的邮箱，没有发送。请在“单位与角色”页的单位名册里填写。", file=sys.stderr)
        return 2
    if os.environ.get(log.FILE):
        log.start()
    try:
        mail.send(mail.message(found, by.sender, to, exports.named(f"待办-{found.unit}", bool(found.mark))), by)
    except mail.NotSent as error:
        log.note("mail_failed", unit=found.unit, server=by.host, why=str(error))
        print(error, file=sys.stderr)
        return 1
    log.note("mail", unit=found.unit, server=by.host, owed=len(found.rows))
    print(f"已发给{found.unit}（{to}）：{digest.told(found)}")
    return 0


def register(command: Adding) -> None:
    """Add the command; `command(name, run, text)` makes a parser."""
    made = command("digest", _digest, "一个单位要办的事，逾期的在前：docx、html 或 ics")
    made.add_argument("--unit", required=True, help="已登记的单位")
    made.add_argument("--year", type=int, help="规划期的年份；不写是今年")
    made.add_argument("--day", type=usage.day, help="YYYY-MM-DD；不写是今天")
    made.add_argument("-o", "--output", type=Path, metavar="FILE")
    made.add_argument("--mail", action="store_true", help="发到单位名册里的邮箱（plan.toml 的 [mail] 写明服务器）")
