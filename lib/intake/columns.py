"""What the columns of a table of figures hold: the role of each, and which of those with numbers are read."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from lib.intake.beside import RATIOS, SPELT, UNSAID, WHOLE, Place, Said, said
from lib.intake.cell import Line
from lib.intake.grid import Head
from lib.intake.layout import layout
from lib.intake.number import WORDS
from lib.intake.problem import NOTE, QUESTION, Problem

LAYOUT = layout(WORDS["heading"], "indicator", "key")
ONCE = ("note", "source", "operator", "price_basis", "unit", "measure", "year", "area")
"""Roles of which a table has one column; what stands in a further one is not read, and that is said."""


class Figure(NamedTuple):
    """A column with numbers: its position from 0, its headings (nearest first), year, part of the year, status, and
    whether it holds growth on the year before."""

    column: int
    stack: tuple[Place, ...]
    year: int | None = None
    part: tuple[int, int] | None = None
    status: str = ""
    growth: bool = False


class Columns(NamedTuple):
    """The columns of a table: by role, those with figures that are read, and those that are not: (position, why) with
    `why` one of SPARE. `years` are those of which figures are read; none: of any."""

    roles: dict[str, int]
    figures: list[Figure]
    left: list[tuple[int, str]]
    years: tuple[int, ...] = ()


UNCLEAR = ("增减", "±", "升降")
"""Headings that may be of a rate or of an amount."""
UNCLEAR_MEND = "增速（%）", "没有写是率还是量，按比上年增长的百分数读入；若是增减的量，请改表头"
SPARE = {
    "twice": (QUESTION, "同一内容只有一列", "这一列与前面的列意思相同，没有读；请合并成一列，或改表头"),
    "part": (QUESTION, "同一年只有一列数", "同一年另有全年（或更长时间）的一列，这一列没有读；请核对"),
    "planned": (NOTE, "完成数", "计划、目标、预计数，没有读"),
    "outside": (NOTE, "{years}", "不在规划期内，没有读"),
    "other": (NOTE, "可以填报的列", "表头不是要填报的内容，没有读"),
}
"""Why a column is not read: severity of what is said, what is expected, the mend."""


def kind(stack: tuple[Place, ...]) -> str:
    """What a column holds by its headings: a role, value, growth, planned, last or other.

    >>> def of(*texts): return kind(tuple(Place("表头", 1, "", text) for text in texts))
    >>> of("2018年"), of("绝对量", "2018年"), of("增速（%）", "2018年"), of("2018年计划"), of("上年值（2017年）"), of("环比"), of("占比")
    ('value', 'value', 'growth', 'planned', 'last', 'other', 'other')
    >>> of("计量单位"), of("1-9月"), of("增减（亿元）"), of("2018年预计"), of("万元", "2018年"), of("其中"), of("年份")
    ('unit', 'value', 'other', 'value', 'value', 'other', 'year')
    """
    low, role = said(stack[0].text), LAYOUT.role(stack[0].text)
    if role not in ("", "value", "last"):
        return role
    heard = [said(place.text) for place in stack]
    measure = next((one.measure for one in heard if one.measure), "")
    if role == "last" or measure in ("last", "change"):
        return "last" if measure != "change" else "other"
    if measure == "growth":
        absolute = low.measure == "growth" and any(unit not in RATIOS for unit in low.units)
        return "other" if low.rest or absolute else "growth"
    if next((one.status for one in heard if one.status), "") == "plan":
        return "planned" if low.rest in ("", "规划") else "other"
    if role == "value" or (not low.rest and (low.years or low.months or low.measure == "level" or low.status)):
        return "value"
    return "value" if not low.rest and low.units and len(stack) > 1 and kind(stack[1:]) == "value" else "other"


def units(found: Columns, rows: Sequence[Line]) -> Columns:
    """The columns with one that holds units and nothing else in the rows beneath, where its heading does not say so."""
    taken = {*found.roles.values(), *(one.column for one in found.figures)}
    for column in range(max(map(len, rows), default=0)) if "unit" not in found.roles else ():
        texts = [row[column] for row in rows if column < len(row) and row[column] is not None]
        if (
            column not in taken
            and texts
            and all(isinstance(one, str) and one.strip().upper() in SPELT for one in texts)
        ):
            left = [one for one in found.left if one[0] != column]
            return found._replace(roles=found.roles | {"unit": column}, left=left)
    return found


def columns(head: Head, years: Collection[int] = ()) -> Columns:
    """The columns under a head; those of other years than `years` are not read (none: all are)."""
    roles: dict[str, int] = {}
    left: list[tuple[int, str]] = []
    values: list[Figure] = []
    growths: list[Figure] = []
    for column, stack in head.stacks.items():
        what = kind(stack)
        if what in ("value", "growth"):
            one = _figure(column, stack, what == "growth")
            if one is None or (years and one.year is not None and one.year not in years):
                left.append((column, "outside"))
            else:
                (growths if one.growth else values).append(one)
        elif what in ("planned", "other"):
            left.append((column, what))
        elif what in roles:
            left += [(column, "twice")] if what in ONCE else []
        else:
            roles[what] = column
    read, spare = _chosen(values)
    grown, twice = _grown(growths, read)
    return Columns(roles, sorted(read + grown, key=lambda one: one.column), sorted(left + spare + twice), tuple(years))


def _figure(column: int, stack: tuple[Place, ...], growth: bool) -> Figure | None:
    """A column of numbers by its headings: the nearest that says year, part or status counts; None for a span of
    years."""
    heard = [said(place.text) for place in stack]
    dated = next((one for one in heard if one.years), Said())
    if dated.span or len(dated.years) > 1:
        return None
    part = next((one.months[0] for one in heard if one.months), None)
    status = next((one.status for one in heard if one.status), "")
    return Figure(column, stack, dated.years[0] if dated.years else None, part, status, growth)


def _rank(one: Figure) -> tuple[bool, bool, bool, bool, int, int]:
    """Which of several columns for a year is the year's figure: what happened before what is expected, the longest part
    of the year."""
    part = one.part or WHOLE
    return one.status == "forecast", part != WHOLE, part == UNSAID, part[0] != 1, -part[1], one.column


def _chosen(values: list[Figure]) -> tuple[list[Figure], list[tuple[int, str]]]:
    """One column a year; where some say a year, one that says none is left."""
    dated = [one for one in values if one.year is not None]
    years: dict[int | None, list[Figure]] = {}
    for one in dated or values:
        years.setdefault(one.year, []).append(one)
    read = [min(same, key=_rank) for same in years.values()]
    parts = {one.year: one.part or WHOLE for one in read}
    left = [one for one in values if one not in read]
    why = {
        one.column: "part" if one.year in parts and (one.part or WHOLE) != parts[one.year] else "twice" for one in left
    }
    return read, [(one.column, "planned" if one.status == "forecast" else why[one.column]) for one in left]


def _grown(growths: list[Figure], read: list[Figure]) -> tuple[list[Figure], list[tuple[int, str]]]:
    """Columns of growth with the year and part of the column of figures to their left where they say none; one a
    year."""
    found: dict[int | None, Figure] = {}
    left = []
    for one in growths:
        before = max(
            (value for value in read if value.column < one.column), key=lambda value: value.column, default=None
        )
        if before:
            one = one._replace(year=one.year if one.year is not None else before.year, part=one.part or before.part)
        if one.year in found:
            left.append((one.column, "twice"))
        found.setdefault(one.year, one)
    return list(found.values()), left


def unread(sheet: str, head: Head, found: Columns, used: set[int]) -> list[Problem]:
    """What is said of the columns under a head that hold something (`used`) and are not read: a question each, notes
    once a table."""
    problems: list[Problem] = []
    together: dict[str, list[Place]] = {}
    span = f"{min(found.years)}至{max(found.years)}年" if found.years else "一年"
    for column, why in found.left:
        severity, expected, mend = SPARE[why]
        place = head.stacks[column][0]
        if column in used and severity == QUESTION:
            problems.append(Problem(QUESTION, sheet, place.row, place.column, place.text[:60], expected, mend))
        elif column in used:
            together.setdefault(why, []).append(place)
    for why, places in together.items():
        severity, expected, mend = SPARE[why]
        names = "、".join(place.text[:20] for place in places[:12]) + (f"等{len(places)}列" if len(places) > 12 else "")
        problems.append(
            Problem(
                severity,
                sheet,
                head.last + 1,
                "、".join(place.column for place in places[:12]),
                names,
                expected.format(years=span),
                mend,
            )
        )
    return problems


def of_columns(sheet: str, found: Columns) -> list[Problem]:
    """What is said of the columns that are read: growth that may be an amount, and headings above that were not
    understood."""
    problems: list[Problem] = []
    for one in found.figures:
        low = one.stack[0]
        if one.growth and low.text.strip() in UNCLEAR:
            problems.append(Problem(QUESTION, sheet, low.row, low.column, low.text, *UNCLEAR_MEND))
        for place in one.stack:
            heard = said(place.text)
            if heard.asides or (heard.rest and place != low and not LAYOUT.role(place.text)):
                odd = "、".join(heard.asides) or heard.rest
                mend = f"表头里的“{odd}”没有读懂；请核对这一列的数是什么、以什么为单位"
                problems.append(
                    Problem(QUESTION, sheet, place.row, place.column, place.text[:60], "年份、单位等", mend)
                )
    return problems
