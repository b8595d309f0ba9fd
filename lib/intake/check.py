"""Rows of a file → figures that may be recorded, and findings: errors block their row, questions only ask."""

from typing import NamedTuple

import pandas as pd

from lib.intake import cells
from lib.intake import problem as finding
from lib.intake.cells import Asking, Fault
from lib.intake.doubt import doubts, plain
from lib.intake.names import Vocabulary
from lib.intake.problem import ERROR, QUESTION, Finding
from lib.intake.table import Row

FIGURE = [
    "area",
    "indicator",
    "measure",
    "since",
    "year",
    "key",
    "name",
    "unit",
    "milestone",
    "operator",
    "value",
    "price_basis",
    "place",
    "note",
    "now",
    "now_operator",
    "now_basis",
    "now_source",
    "sheet",
    "row",
    "column",
    "questions",
]

SUGGESTED = 100
"""Wrong rows for which the nearest name is looked up (a millisecond each)."""


class Checked(NamedTuple):
    """Figures ready to be recorded (dicts with FIGURE), findings as a frame, and how many rows an error blocks."""

    figures: list[dict]
    findings: pd.DataFrame
    blocked: int


def check(rows: list[Row], said: list[Finding], words: Vocabulary, area: str, year: int) -> Checked:
    """Read every row; `area` and `year` are taken where a row does not say, `said` are the findings made so far."""
    figures, findings, blocked = [], list(said), 0
    for row in rows:
        asking = Asking(row)
        try:
            figure = _figure(asking, words, area, year, suggest=blocked < SUGGESTED)
        except Fault as fault:
            findings += [*asking.questions, asking.finding(ERROR, *fault.args)]
            blocked += 1
            continue
        if figure:
            figures.append(figure | {"questions": len(asking.questions)})
            findings += asking.questions
    kept, twice, lost = _once(figures)
    return Checked(kept, finding.frame(findings + twice), blocked + lost)


def _once(figures: list[dict]) -> tuple[list[dict], list[Finding], int]:
    """Figures that a file gives once; the same twice is asked about, different values for one thing block each
    other."""
    by_thing: dict[tuple, list[dict]] = {}
    for figure in figures:
        by_thing.setdefault((figure["area"], figure["key"], figure["year"]), []).append(figure)
    kept, findings, lost = [], [], 0
    for same in by_thing.values():
        differ = len({(figure["value"], figure["operator"], figure["price_basis"]) for figure in same}) > 1
        kept += [] if differ else same[:1]
        lost += len(same) if differ else 0
        rows = "、".join(f"{figure['row']}" for figure in same)
        mend = f"第{rows}行是同一指标，填的不同；请只留一行" if differ else f"第{rows}行重复，只记一次"
        findings += [
            Finding(
                ERROR if differ else QUESTION,
                f["sheet"],
                f["row"],
                f["column"],
                plain(f["value"]),
                "每个指标一行",
                mend,
                f["name"],
            )
            for f in (same if differ else same[1:])
        ]
    return kept, findings, lost


def _figure(asking: Asking, words: Vocabulary, area: str, year: int, suggest: bool) -> dict | None:
    """One row as a figure (FIGURE without `questions`); None where it holds no value."""
    row = asking.row
    if "unvalued" in row.marks:
        raise Fault("value", "公式的结果", "公式没有算出的值；请在 Excel 里打开并保存一次，或直接填数")
    if row.fault:
        raise Fault("value", "一个数", "这是公式的错误值；请改正公式，或直接填数")
    reading = cells.reading_of(row.cells["value"])
    if reading.value is None:
        return None
    area, year = cells.area_of(asking, words, area), cells.year_of(asking, year, words.about.period)
    unit = cells.unit_of(asking, reading)
    match = words.match(
        asking.text("indicator"), asking.text("key"), asking.text("measure"), unit, area, year, row.above
    )
    if match is None:
        near = words.nearest(asking.text("indicator")) if suggest else ""
        raise Fault(
            "indicator",
            "规划的指标名称",
            f"找不到这个指标；是不是“{near}”？" if near else "找不到这个指标；请照模板的名称填写",
        )
    asked = words.row(area, match, year)
    cells.agree(asking, words, match, asked)
    value = cells.value_of(asking, words, asked, reading, unit)
    for expected, mend in doubts(asked, value, bool(reading.operator)):
        asking.ask("value", expected, mend)
    return {name: asked[name] for name in FIGURE[:9] if name != "operator"} | {
        "area": area,
        "operator": cells.operator_of(asking, reading),
        "value": value,
        "price_basis": cells.basis_of(asking, asked),
        "place": cells.text_of(asking, "source"),
        "note": cells.note_of(asking, reading),
        "now": asked["now"],
        "now_operator": asked["now_operator"],
        "now_basis": asked["now_basis"],
        "now_source": asked["now_source"],
        "sheet": row.sheet,
        "row": row.row,
        "column": row.letters["value"],
    }
