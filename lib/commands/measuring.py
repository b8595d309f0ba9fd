"""Commands that measure: the plan's clauses for a year, the plan against itself, series by a published method."""

import csv
import math
import sys
from argparse import Namespace
from pathlib import Path

import pandas as pd

from lib.commands.adding import Adding
from lib.commands.output import print_frame, within
from lib.commands.usage import unreadable
from lib.measure.clause import Measured
from lib.measure.published_methods import COLUMNS, METHODS, cautions
from lib.measure.verdict import of_the_year
from lib.plan.opened import open_plan
from lib.text import indicative, words
from lib.text.clauses import reason

ASSESS_COLUMNS = [
    "target_id",
    "line",
    "area",
    "indicator",
    "kind",
    "operator",
    "target",
    "unit",
    "base",
    "actual",
    "actual_year",
    "completion",
    "time_elapsed",
    "pace",
    "required_growth",
    "catch_up_growth",
    "verdict",
    "reason",
    "indicative",
    "indicative_basis",
]


def _assess(arguments: Namespace) -> int:
    plan = open_plan(arguments.home)
    if not within(arguments.year, plan.about.period.years):
        return 2
    result = plan.assessed(arguments.year)
    measured = sorted(set(result["area"]))
    if arguments.area and arguments.area not in measured:
        print(f"没有名为“{arguments.area}”的地域。可用：{', '.join(measured)}", file=sys.stderr)
        return 2
    if arguments.area:
        result = plan.within(result, arguments.area)
    reasons = [reason(row, plan.about.period) for row in Measured.of(result)]
    beside = {one.id: one for one in indicative.told(plan.indicative(arguments.year), plan.series, plan.about.period)}
    result = result.assign(
        completion=of_the_year(result),
        reason=reasons,
        indicative=[beside[key].verdict or beside[key].threshold if key in beside else None for key in result["id"]],
        indicative_basis=[beside[key].basis if key in beside else None for key in result["id"]],
    )
    print_frame(result.rename(columns={"id": "target_id"})[ASSESS_COLUMNS])
    return 0


def _audit(arguments: Namespace) -> int:
    found = open_plan(arguments.home).source.findings
    found = found.assign(lines=[";".join(map(str, cited)) for cited in found["lines"]])
    print_frame(found[["rule", "severity", "lines", "what", "computation", "gap", "reason"]])
    return 0


def _measure(arguments: Namespace) -> int:
    try:
        header, rows = read_series(arguments.input)
    except (OSError, csv.Error, ValueError) as error:
        unreadable(arguments.input, error)
        return 2
    numbers = pd.DataFrame([cells for _, _, cells in rows], columns=COLUMNS, dtype=float)
    results = METHODS[arguments.method](numbers)
    for name, positions in cautions(numbers).items():
        if len(positions):
            print(f"{words.word('caution', name)}：{_listed([rows[i][0] for i in positions])}", file=sys.stderr)
    if taken := [name for name in results.columns if name in header]:
        print(f"{arguments.input} 原有的列被新算的结果取代：{'、'.join(taken)}", file=sys.stderr)
    kept = [i for i, name in enumerate(header) if name not in results.columns]
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow([*(header[i] for i in kept), *results.columns])
    for (_, row, _), (progress, score, status) in zip(rows, results.itertuples(index=False), strict=True):
        writer.writerow(
            [*(row[i] for i in kept), *("" if x != x else repr(float(x)) for x in (progress, score)), status]
        )
    return 0


def read_series(path: Path) -> tuple[list[str], list[tuple[int, list[str], list[float]]]]:
    """Header and rows of a file of series: file line, the cells as they stand, the values of COLUMNS (empty = NaN).

    OSError, UnicodeDecodeError or csv.Error if the file cannot be read; ValueError naming line and column if a cell
    cannot.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file)
        header = next(reader, [])
        if missing := [name for name in COLUMNS if name not in header]:
            raise ValueError(f"缺少列：{'、'.join(missing)}")
        if twice := [name for name in COLUMNS if header.count(name) > 1]:
            raise ValueError(f"有两列同名：{'、'.join(twice)}；请只留一列，或改列名")
        at, rows = [header.index(name) for name in COLUMNS], []
        for row in reader:
            if not row:
                continue
            if len(row) != len(header):
                raise ValueError(f"第{reader.line_num}行有{len(row)}格，表头有{len(header)}列")
            rows.append((reader.line_num, row, [_number(row[i], reader.line_num, header[i]) for i in at]))
    return header, rows


def _number(cell: str, line: int, column: str) -> float:
    try:
        value = float(cell) if cell.strip() else float("nan")
    except ValueError:
        value = float("inf")
    if math.isinf(value) or (value != value and cell.strip()) or "_" in cell:
        raise ValueError(f"第{line}行「{column}」列：“{cell}”不是数")
    return value


def _listed(numbers: list[int], most: int = 20) -> str:
    """File lines in words, the first `most` of them.

    >>> _listed([2, 5]), _listed([2, 3, 4], most=2)
    ('第2、5行', '第2、3行等3行')
    """
    return f"第{'、'.join(map(str, numbers[:most]))}行" + (f"等{len(numbers)}行" if len(numbers) > most else "")


def register(command: Adding) -> None:
    """Add the commands of this module; `command(name, run, text)` makes a parser."""
    command("audit", _audit, "核对规划自身的数字是否相符").add_argument("--format", choices=["csv"], default="csv")
    method = command("measure", _measure, f"按公开的方法测算序列的进度；输入的列：{'、'.join(COLUMNS)}")
    method.add_argument("--method", choices=sorted(METHODS), required=True)
    method.add_argument("--input", type=Path, required=True, metavar="FILE")
    assess = command("assess", _assess, "评定一年的全部目标条款；一个地域含各地域共同的条款")
    assess.add_argument("--area", help="规划的一个地域；不写是全部地域")
    assess.add_argument("--year", type=int, required=True)
    assess.add_argument("--format", choices=["csv"], default="csv")
