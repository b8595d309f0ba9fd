"""The cells of a line of a monthly sheet: its numbers in the indicator's unit, the period that they are of."""

import re
from typing import NamedTuple

from lib.intake.beside import RATIOS, clean, said
from lib.intake.cell import Cell
from lib.intake.doubt import plain
from lib.intake.month_columns import NUMBERS
from lib.intake.month_wide import Part
from lib.intake.names import Vocabulary
from lib.intake.number import NotANumber, Reading, read_number, squeeze, tidy
from lib.intake.records import Record, Table
from lib.intake.text import MARKS, unfit, whole
from lib.intake.unit_beside import NO_UNIT

Line = dict[str, str | float]
"""A record `month_reported` in the making, with `sheet`, `row` and the indicator's `name`."""
BEFORE = re.compile(r"(?:1|年初)?(?:-+|—+|–|~|～|至|到)?上月(?:止|末)?(?:累计)?$")
"""What stands behind the name of an indicator that is told a month later than the others."""


class At(NamedTuple):
    """What the person has chosen, which counts where the sheet says nothing: area, year, month, 快报 or 定报."""

    area: str
    year: int
    month: int
    release: str


class Own(NamedTuple):
    """What a row is about: indicator, what it measures (level, growth …), what trails its name, of which months it says
    that it speaks (own, total, ""), and whether it may be told by quarter."""

    slug: str
    measure: str
    asides: tuple[str, ...]
    flow: str
    quarter: bool


def line_of(
    part: Part, record: Record, of: Own, words: Vocabulary, at: At, units: dict[tuple[str, str], list[str]]
) -> Line | None:
    """One line; NotANumber with the mend. `units` gathers what was converted or has no unit, by both units."""
    table, slug = part.table, of.slug
    late = any(BEFORE.search(piece) for piece in of.asides)
    month = at.month - 1 if late else at.month
    if not month:
        raise NotANumber("“1-上月”在1月的表里是上年的数")
    own, amounts = words.quantities[slug].unit or "", {}
    for role in NUMBERS:
        reading = reading_of(record, role)
        if reading.value is None:
            continue
        grown = role.endswith("growth") or of.measure == "growth"
        percent, scale, shown = record.shown.get(role, (False, 1.0, ""))
        if not grown and percent and own not in RATIOS:
            raise NotANumber(f"单元格是百分比（{plain(reading.value * 100)}%）；请改单元格格式并填数")
        if not grown and reading.change:
            raise NotANumber("写的是升降；请填在同比一列")
        value = tidy(reading.value * (100 if percent else scale)) * (-1 if reading.change < 0 else 1)
        field = field_of(role, grown)
        if field not in amounts:
            unit = reading.unit or ("" if shown[:1] in ("（", "(") else shown)
            amounts[field] = value if grown else amount_of(value, unit, table, record, words, own, units)
    if late:
        amounts = {name: value for name, value in amounts.items() if name.startswith("total")}
    if not amounts:
        return None
    of_month = "own" in amounts and any("月" in place.text for place in table.heads.get("own", ()))
    quarter = of.quarter and month % 3 == 0 and (part.several or not of_month)
    span = f"{at.year}-Q{month // 3}" if quarter else f"{at.year}-{month:02d}"
    line: Line = {"area": at.area, "indicator": slug, "span": span, "release": at.release, **amounts}
    for role in ("place", "note"):
        text = whole(record.cells.get(role))
        if wrong := unfit(text):
            raise NotANumber(wrong[1].rstrip("。"))
        line |= {role: text} if text else {}
    column = next((table.columns[role] for role in NUMBERS if role in table.columns), "") if part.several else ""
    return line | {"sheet": table.sheet, "row": record.row, "column": column, "name": words.quantities[slug].name}


def field_of(role: str, grown: bool) -> str:
    """The field of a number by its column. What does not say of which months it is, is of the months so far.

    >>> field_of("value", False), field_of("growth", True), field_of("own", True)
    ('total', 'total_growth', 'own_growth')
    """
    flow = {"value": "total", "growth": "total"}.get(role, role).removesuffix("_growth")
    return f"{flow}_growth" if grown else flow


def reading_of(record: Record, role: str) -> Reading:
    """The number of a cell; NotANumber where it has none of its own."""
    if role in record.faults:
        raise NotANumber(f"单元格的内容有误（{record.faults[role]}），请改正")
    if role in record.merged:
        raise NotANumber("这一格来自合并单元格，几行用了同一个数；请拆分后各填各的")
    cell: Cell = record.cells.get(role)
    return read_number(cell)


def amount_of(
    value: float,
    typed: str,
    table: Table,
    record: Record,
    words: Vocabulary,
    own: str,
    units: dict[tuple[str, str], list[str]],
) -> float:
    """A value in the indicator's unit, from the nearest unit that is said: behind the number, in its column, behind the
    name, over the table."""
    name = MARKS.sub("", clean(whole(record.cells.get("indicator"))))
    places = [place for role in (*NUMBERS, "indicator") for place in table.heads.get(role, ())]
    places += [place for group in record.beyond for place in group]
    near = [typed, whole(record.cells.get("unit")), *said(f"（{name}）").units]
    near = [unit for unit in near if unit and squeeze(unit) not in NO_UNIT][:1]
    far = [unit for place in places for unit in said(place.text).units]
    for unit in near or far:
        known = words.unit(unit, own)
        if known and (found := words.convert(value, known, own)) is not None:
            if known != own:
                units.setdefault((unit, own), []).append(name)
            return found
    if near:
        raise NotANumber(f"单位写的是{near[0]}，这个指标以{own or '无单位'}计，不能换算")
    if own:
        units.setdefault(("", own), []).append(name)
    return value
