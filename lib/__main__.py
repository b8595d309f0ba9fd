"""`python -m lib …`: the product's functions without a browser. Tables go to standard output as CSV."""

import argparse
import sys
from pathlib import Path

import pandas as pd

from lib.compute.constants import YEARS
from lib.compute.methods import COLUMNS, METHODS
from lib.plan import open_plan
from lib.store import build
from lib.store.citations import read_plan, verify
from lib.store.explain import DataError
from lib.view.clauses import reason

ASSESS_COLUMNS = [
    "target_id", "line", "area", "indicator", "kind", "operator", "target", "unit", "base", "actual", "actual_year",
    "completion", "time_elapsed", "pace", "required_growth", "catch_up_growth", "verdict", "reason",
]  # fmt: skip


def _print(frame: pd.DataFrame) -> None:
    """A frame as CSV: whole years as integers, numbers with at most ten significant digits."""
    whole = frame.convert_dtypes()
    whole.to_csv(sys.stdout, index=False, lineterminator="\n", float_format="%.10g")


def _build(arguments) -> int:
    print(f"已建成 {build.build(build.DATA, build.STORE)}")
    return 0


def _show(arguments) -> int:
    plan = open_plan()
    if arguments.table not in plan.store.names():
        print(f"没有名为“{arguments.table}”的表。可用：{', '.join(plan.store.names())}", file=sys.stderr)
        return 2
    _print(plan.frame(arguments.table))
    return 0


def _assess(arguments) -> int:
    plan = open_plan()
    result = plan.assessed(arguments.year)
    measured = sorted(set(result["area"]))
    if arguments.area and arguments.area not in measured:
        print(f"没有名为“{arguments.area}”的地域。可用：{', '.join(measured)}", file=sys.stderr)
        return 2
    if arguments.area:
        result = plan.within(result, arguments.area)
    result = result.assign(reason=[reason(row) for row in result.itertuples()])
    _print(result.rename(columns={"id": "target_id"})[ASSESS_COLUMNS])
    return 0


def _audit(arguments) -> int:
    found = open_plan().findings()
    found = found.assign(lines=[";".join(map(str, cited)) for cited in found["lines"]])
    _print(found[["rule", "severity", "lines", "what", "computation", "gap"]])
    return 0


def _measure(arguments) -> int:
    try:
        rows = pd.read_csv(arguments.input, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        print(f"读不了 {arguments.input}：{error}", file=sys.stderr)
        return 2
    if missing := [name for name in COLUMNS if name not in rows.columns]:
        print(f"{arguments.input} 缺少列：{'、'.join(missing)}", file=sys.stderr)
        return 2
    numbers = rows[list(COLUMNS)].apply(pd.to_numeric, errors="coerce")
    wrong = numbers.isna() & (rows[list(COLUMNS)] != "")
    if wrong.any(axis=None):
        row, column = wrong.stack()[lambda cell: cell].index[0]
        print(f"{arguments.input} 第{row + 2}行「{column}」列：“{rows.loc[row, column]}”不是数", file=sys.stderr)
        return 2
    rows.join(METHODS[arguments.method](numbers)).to_csv(sys.stdout, index=False, lineterminator="\n")
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


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m lib", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run, text: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=text, description=text)
        sub.set_defaults(run=run)
        return sub

    command("audit", _audit, "hold the plan's own figures against each other").add_argument("--format", choices=["csv"], default="csv")
    method = command("measure", _measure, f"progress of series by a published method; the input has the columns {', '.join(COLUMNS)}")
    method.add_argument("--method", choices=sorted(METHODS), required=True)
    method.add_argument("--input", type=Path, required=True, metavar="FILE")
    command("build", _build, f"rebuild {build.STORE.name} from data/*.csv and schema.sql")
    show = command("show", _show, "print a table or view of the store")
    show.add_argument("table")
    show.add_argument("--format", choices=["csv"], default="csv")
    measure = command("assess", _assess, "measure every target clause for a year; an area includes the clauses both areas share")
    measure.add_argument("--area", help="e.g. 天元区; all areas without it")
    measure.add_argument("--year", type=int, choices=YEARS, required=True)
    measure.add_argument("--format", choices=["csv"], default="csv")
    check = command("verify", _verify, "hold every cited figure and name against a plan text")
    check.add_argument("plan", type=Path, metavar="PLAN_TEXT")
    return parser


def main(argv: list[str] | None = None) -> int:
    """Run one command; the exit status. Wrong data is one sentence on standard error, not a traceback."""
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    arguments = _parser().parse_args(argv)
    try:
        return arguments.run(arguments)
    except DataError as error:
        print(error, file=sys.stderr)
        return 2
    except BrokenPipeError:  # the reader (head, less) has seen enough
        sys.stdout = None
        return 0


if __name__ == "__main__":
    sys.exit(main())
