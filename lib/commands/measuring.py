"""Commands that measure: the plan's clauses for a year, the plan against itself, series by a published method."""

import sys
from pathlib import Path

import pandas as pd

from lib.commands.output import print_frame
from lib.compute.constants import YEARS
from lib.compute.methods import COLUMNS, METHODS
from lib.plan import open_plan
from lib.view.clauses import reason

ASSESS_COLUMNS = [
    "target_id", "line", "area", "indicator", "kind", "operator", "target", "unit", "base", "actual", "actual_year",
    "completion", "time_elapsed", "pace", "required_growth", "catch_up_growth", "verdict", "reason",
]  # fmt: skip


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
    print_frame(result.rename(columns={"id": "target_id"})[ASSESS_COLUMNS])
    return 0


def _audit(arguments) -> int:
    found = open_plan().findings()
    found = found.assign(lines=[";".join(map(str, cited)) for cited in found["lines"]])
    print_frame(found[["rule", "severity", "lines", "what", "computation", "gap"]])
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


def register(command) -> None:
    """Add the commands of this module; `command(name, run, text)` makes a parser."""
    command("audit", _audit, "hold the plan's own figures against each other").add_argument("--format", choices=["csv"], default="csv")
    method = command("measure", _measure, f"progress of series by a published method; the input has the columns {', '.join(COLUMNS)}")
    method.add_argument("--method", choices=sorted(METHODS), required=True)
    method.add_argument("--input", type=Path, required=True, metavar="FILE")
    assess = command("assess", _assess, "measure every target clause for a year; an area includes the clauses both areas share")
    assess.add_argument("--area", help="e.g. 天元区; all areas without it")
    assess.add_argument("--year", type=int, choices=YEARS, required=True)
    assess.add_argument("--format", choices=["csv"], default="csv")
