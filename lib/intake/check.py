"""Rows of a file → figures that may be recorded, and problems: errors block their row, questions only ask."""

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from lib.intake import cells, context, identity, scope, unit_beside
from lib.intake.asking import Asking, Fault, Unknown
from lib.intake.beside import Heard
from lib.intake.doubt import distant, doubts, plain
from lib.intake.facts import NO_DATE
from lib.intake.names import Match, Vocabulary
from lib.intake.problem import ERROR, QUESTION, Problem, ordered
from lib.intake.table import Row
from lib.intake.text import MARKS
from lib.measure.asked import Answered

SUGGESTED = 100
"""Wrong rows for which the nearest name is looked up (a millisecond each)."""
SHOWN = 500
"""Problems that are listed; of more the worst, with how many there are."""
PER_ROW = ("area", "year", "unit")
"""Roles of columns that every row fills, or none."""
SAME = 10
"""Rows that are named where many are the same thing."""


class Checked(NamedTuple):
    """Figures ready to be recorded, problems as a frame, how many rows an error blocks, and the names (`names.stem`) that
    mean no indicator, each once."""

    figures: list[Answered]
    problems: pd.DataFrame
    blocked: int
    unknown: tuple[str, ...] = ()


def frame(problems: list[Problem]) -> pd.DataFrame:
    """Problems as a frame, each once, the worst first; of very many those that are listed, and how many more there
    are."""
    rows = ordered(problems)
    if len(rows) > SHOWN:
        severity = rows[SHOWN].severity
        rows = [
            *rows[:SHOWN],
            Problem(
                severity,
                "",
                None,
                "",
                f"还有{len(rows) - SHOWN}处",
                "逐条改正",
                "没有全部列出；请先改正以上各处，再上传",
            ),
        ]
    return Problem.frame(rows)


def check(rows: Sequence[Row], said: Sequence[Problem], words: Vocabulary, area: str, year: int) -> Checked:
    """Read every row; `area` and `year` are taken where a row does not say, `said` are the problems made so far."""
    figures: list[Answered] = []
    problems, blocked = list(said), 0
    doubted: set[tuple[str, int, str]] = set()
    unknown: list[str] = []
    filled = {(row.sheet, row.letters.get(role)) for row in rows for role in PER_ROW if row.cells.get(role) is not None}
    for row in rows:
        asking = Asking(row, _lacking(row, filled))
        try:
            figure = _figure(asking, words, area, year, suggest=blocked < SUGGESTED)
        except Fault as fault:
            problems += [*asking.questions, asking.problem(ERROR, *fault.args)]
            if isinstance(fault, Unknown) and (stem := words.stem(asking.name)):
                unknown.append(stem)
            blocked += 1
            continue
        problems += asking.notes
        if figure:
            figures.append(figure)
            doubted |= {(figure["sheet"], figure["row"], figure["column"])} if asking.doubted else set()
            problems += asking.questions
    kept, twice, lost = _once(figures)
    apart = identity.doubts(
        kept, [one for one in kept if (one["sheet"], one["row"], one["column"]) not in doubted], words
    )
    told = {(one.sheet, one.row, one.column) for one in apart}
    for figure in kept:
        figure["questions"] += (figure["sheet"], figure["row"], figure["column"]) in told
    names = tuple(dict.fromkeys(unknown))[:SUGGESTED]
    return Checked(kept, frame(problems + twice + apart), blocked + lost, names)


def _lacking(row: Row, filled: set[tuple[str, str | None]]) -> frozenset[str]:
    """The columns of a row that are blank while they are `filled` (sheet and letters) in others."""
    blank = (role for role in PER_ROW if role in row.letters and row.cells.get(role) is None)
    return frozenset(role for role in blank if (row.sheet, row.letters[role]) in filled)


def _once(figures: list[Answered]) -> tuple[list[Answered], list[Problem], int]:
    """Figures that a file gives once; the same twice is asked about, different values for one thing block each
    other."""
    by_thing: dict[tuple[str, str, int], list[Answered]] = {}
    for figure in figures:
        by_thing.setdefault((figure["area"], figure["key"], figure["year"]), []).append(figure)
    kept: list[Answered] = []
    problems: list[Problem] = []
    lost = 0
    for same in by_thing.values():
        differ = len({(figure["value"], figure["operator"], figure["price_basis"]) for figure in same}) > 1
        kept += [] if differ else same[:1]
        lost += len(same) if differ else 0
        rows = "、".join(f"{figure['row']}" for figure in same[:SAME]) + (f"等{len(same)}" if len(same) > SAME else "")
        mend = f"第{rows}行是同一指标，填的不同；请只留一行" if differ else f"第{rows}行重复，只记一次"
        problems += [
            Problem(
                ERROR if differ else QUESTION,
                f["sheet"],
                f["row"],
                f["column"],
                plain(f["value"]),
                "每个指标一行",
                mend,
                f["name"],
            )
            for f in (same if differ else same[1:])[:SAME]
        ]
    return kept, problems, lost


def _figure(asking: Asking, words: Vocabulary, area: str, year: int, suggest: bool) -> Answered | None:
    """One row as a figure; None where it holds no value."""
    row = asking.row
    _legible(row)
    reading = cells.reading_of(row.cells["value"])
    if reading.value is None:
        return None
    asking.name, asking.asides = words.named(MARKS.sub("", asking.text("indicator")), row.above)
    groups, own = context.heard(asking, reading.note), context.year_cell(asking, words.about.period)
    area = context.area_of(asking, words, area, groups)
    year = context.year_of(asking, year, own, groups, words.about.period)
    units = unit_beside.near_units(asking, words, reading)
    match = _match(asking, words, groups, units, area, year)
    if match is None:
        raise _unknown(words.nearest(asking.text("indicator")) if suggest else "")
    if row.growth and not _asks_growth(asking, words, match, area, year):
        asking.note_at(row.heads[0], "规划有增速目标的指标", "这一列只读了规划有增速目标的指标，其余没有读")
        return None
    asked = words.row(area, match, year)
    unit_beside.unread(asking, words, match.slug)
    context.period(asking, own, groups, match.measure == "sum")
    context.status(asking, own, groups)
    scope.doubts(asking, words, asked)
    cells.agree(asking, words, match, asked)
    unit = units[0] if units else unit_beside.table_unit(asking, words, groups, asked)
    value = cells.value_of(asking, words, asked, reading, reading.value, unit)
    known = words.reference(area, match.slug, match.measure, year)
    far = distant(asked, value, known)
    for expected, mend in doubts(asked, value, bool(reading.operator)) + (far or words.expected.doubts(asked, value)):
        asking.ask("value", expected, mend)
        asking.doubted = True
    return {
        "area": area,
        "indicator": asked["indicator"],
        "measure": asked["measure"],
        "since": asked["since"],
        "year": asked["year"],
        "key": asked["key"],
        "name": asked["name"],
        "unit": asked["unit"],
        "milestone": asked["milestone"],
        "operator": cells.operator_of(asking, reading),
        "value": value,
        "price_basis": cells.basis_of(asking, asked, context.basis_of(groups)),
        "place": cells.text_of(asking, "source"),
        "note": cells.note_of(asking, reading),
        "now": asked["now"],
        "now_operator": asked["now_operator"],
        "now_basis": asked["now_basis"],
        "now_source": asked["now_source"],
        "sheet": row.sheet,
        "row": row.row,
        "column": row.letters["value"],
        "questions": len(asking.questions),
    }


def _unknown(near: str) -> Unknown:
    """That no indicator has this name, and which one may be meant."""
    mend = f"找不到这个指标；是不是“{near}”？" if near else "找不到这个指标；请照模板的名称填写"
    return Unknown("indicator", "规划的指标名称", mend)


def _legible(row: Row) -> None:
    """Fault for a formula that has no result, or a wrong one."""
    if "unvalued" in row.marks:
        raise Fault("value", "公式的结果", "公式没有算出的值；请在 Excel 里打开并保存一次，或直接填数")
    if row.fault:
        mend = (
            "单元格设成了日期格式，里面的数不是日期；请改为“常规”格式"
            if row.fault == NO_DATE
            else "这是公式的错误值；请改正公式，或直接填数"
        )
        raise Fault("value", "一个数", mend)


def _match(asking: Asking, words: Vocabulary, groups: Heard, units: list[str], area: str, year: int) -> Match | None:
    """The indicator and measure of a row."""
    heading = next(
        (unit for group in groups for place, found in group if place.what == "表头" for unit in found.units), ""
    )
    near = (units or [heading])[0]
    key = asking.text("key").partition(".")[0] if asking.row.growth else asking.text("key")
    return words.match(asking.name, key, context.measure_of(asking, groups, near), near, area, year, asking.row.above)


def _asks_growth(asking: Asking, words: Vocabulary, match: Match, area: str, year: int) -> bool:
    """Whether a column of growth holds what the plan asks of this row: its indicator has a target of growth, and is not
    growth itself."""
    itself = words.match(asking.name, "", "", "", area, year, asking.row.above)
    return (area, f"{match.slug}.growth") in words.rows(year) and not (itself and itself.measure == "growth")
