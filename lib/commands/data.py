"""Commands on the plan's data: build the store, print a table, hold citations against a plan text."""

import sys
from pathlib import Path

from lib.commands.output import print_frame
from lib.plan import open_plan
from lib.store import build
from lib.store.citations import read_plan, verify


def _build(arguments) -> int:
    print(f"已建成 {build.build(build.DATA, build.STORE)}")
    return 0


def _show(arguments) -> int:
    plan = open_plan()
    if arguments.table not in plan.store.names():
        print(f"没有名为“{arguments.table}”的表。可用：{', '.join(plan.store.names())}", file=sys.stderr)
        return 2
    print_frame(plan.frame(arguments.table))
    return 0


def _verify(arguments) -> int:
    try:
        lines = read_plan(arguments.plan)
    except (OSError, UnicodeDecodeError) as error:
        print(f"读不了规划文本 {arguments.plan}：{error}", file=sys.stderr)
        return 2
    plan = open_plan()
    names = ("target", "observation", "place", "project", "claim", "member", "enumeration", "section")
    checked = verify({name: plan.frame(name) for name in names}, lines)
    for table, rows in checked.groupby("table", sort=False):
        print(f"{table}：{len(rows)}处引用，{int(rows['found'].sum())}处相符，{int((~rows['found']).sum())}处不符")
    for row in checked[~checked["found"]].itertuples():
        print(f"不符：{row.table} {row.key}：“{row.what}”不在第{row.line}行", file=sys.stderr)
    return 0 if checked["found"].all() else 1


def register(command) -> None:
    """Add the commands of this module; `command(name, run, text)` makes a parser."""
    command("build", _build, f"rebuild {build.STORE.name} from data/*.csv and schema.sql")
    show = command("show", _show, "print a table or view of the store")
    show.add_argument("table")
    show.add_argument("--format", choices=["csv"], default="csv")
    check = command("verify", _verify, "hold every cited figure and name against a plan text")
    check.add_argument("plan", type=Path, metavar="PLAN_TEXT")
