"""A monthly sheet of the bureau (本月, 累计, 同比; or typed in the page): a line an indicator. What is no indicator of the
plan is named, what contradicts itself or the months before is asked about."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lib.intake import contradict, month_doubts, month_wide
from lib.intake.beside import Place, clean, said
from lib.intake.context import mentioned
from lib.intake.month_cells import BEFORE, At, Line, Own, line_of
from lib.intake.month_wide import Part
from lib.intake.names import Vocabulary
from lib.intake.number import NotANumber
from lib.intake.problem import ERROR, NOTE, QUESTION, Problem, found_words
from lib.intake.read import Upload
from lib.intake.records import Record, Table
from lib.intake.text import MARKS, whole
from lib.ledger.monthly import FIGURES
from lib.ledger.state import State

SHOWN = 12
"""Names that one message holds."""
PART = re.compile(r"^\s*(?:[#＃]|其中|内\s*[:：])|^[\s\u3000]{2,}\S")
"""How the line of a part of the indicator above begins."""
WHERE = ("sheet", "row", "name", "column")
"""What a line carries only until it was checked."""
FIGURED = tuple(field.name for field in FIGURES)


class Checked(NamedTuple):
    """Lines that may be recorded; what is wrong, doubtful or left out; the month that the sheet is of, as it was read."""

    lines: list[Line]
    problems: list[Problem]
    month: str


def check(
    upload: Upload, words: Vocabulary, quarterly: frozenset[str], adding: frozenset[str], at: At, state: State
) -> Checked:
    """Every line of a sheet. `quarterly` are the indicators that are told by quarter, `adding` those whose months add up
    to the year. A wrong line is left out and said; the others may be recorded."""
    lines: list[Line] = []
    problems: list[Problem] = []
    told = f"{at.year}-{at.month:02d}"
    for table in upload.tables:
        if not table.head or not any(map(month_wide.is_number, table.columns)):
            mend = "请写表头：指标、单位、本月、累计、同比（“1-6月”“1月、2月……”也可以）；不是月报的表请删去。"
            problems.append(Problem(ERROR, table.sheet, 1, "", "没有找到月报的表头", "指标、本月或累计", mend))
            continue
        if not table.visible:
            mend = "请取消隐藏，或删去这张表。"
            problems.append(Problem(ERROR, table.sheet, None, "", "隐藏的工作表", "要读的工作表不隐藏", mend))
            continue
        own, asked = of_table(table, at, words)
        problems += [*table.said, *asked]
        numbers = [role for role in table.columns if month_wide.is_number(role)]
        problems += contradict.of_table(table, numbers, monthly=True)
        problems += contradict.fractions(table, (role for role in numbers if "growth" in role))
        told = f"{own.year}-{own.month:02d}"
        if unread := [found_words(place.text) for place in table.unread]:
            problems.append(_of_table(NOTE, table, "、".join(unread[:SHOWN]), "月报的列", "没有读这些列。"))
        lines += _lines(table, own, words, quarterly, problems)
    kept = list(_once(lines, problems))
    beside: dict[tuple[str, ...], Line] = {
        (str(line["area"]), str(line["indicator"]), str(line["span"])): line for line in kept
    }
    for line in kept:
        about, adds = words.quantities[str(line["indicator"])], str(line["indicator"]) in adding
        problems += month_doubts.doubts(line, about, adds, state, beside)
    problems += month_doubts.risen(kept, adding)
    return Checked([{name: cell for name, cell in line.items() if name not in WHERE} for line in kept], problems, told)


def of_table(table: Table, at: At, words: Vocabulary) -> tuple[At, list[Problem]]:
    """The area, year and month that a table is of, as its headings, titles, sheet and file say, the nearest first; what
    is another than was chosen, and places that contradict each other, are asked about."""
    heads = [place for stack in table.heads.values() for place in stack]
    far = [place for record in table.rows[:1] for group in record.beyond for place in group]
    several = any("@" in role for role in table.columns)
    months = [(p, part[1]) for p in (*heads, *far) for part in said(p.text).months if part[1] and not several]
    years = [(place, year) for place in (*heads, *far) for year in said(place.text).years]
    found = at
    problems: list[Problem] = []
    if several and (loose := month_wide.unsaid(table)):
        problems.append(
            _at(loose, table, "当期或累计", "没有写各月是当期的还是累计的，按当期读入；请核对，累计的请在表头写明。")
        )
    if not several and not any(part[0] == 1 for place in (*heads, *far) for part in said(place.text).months):
        loose = next((place for role in ("value", "growth") for place in table.heads.get(role, ())), None)
        problems += [_at(loose, table, "本月或累计", "没有写是本月的还是累计的，按累计读入；请核对。")] if loose else []
    for pairs, chosen, unit, name in ((years, at.year, "年", "year"), (months, at.month, "月", "month")):
        if not pairs:
            continue
        place, value = pairs[0]
        found = found._replace(year=value) if name == "year" else found._replace(month=value)
        others = sorted({other for _, other in pairs} - {value})
        if others:
            mend = f"另一处写的是{'、'.join(f'{one}{unit}' for one in others)}；按{value}{unit}读入，请核对。"
            problems.append(_at(place, table, f"同一个{unit}份", mend))
        elif value != chosen:
            problems.append(_at(place, table, f"{chosen}{unit}", f"写的是{value}{unit}，按{value}{unit}读入；请核对。"))
    all_ = words.about.areas
    others_ = words.others if all_.shared else (*words.others, *(set(all_.spellings) - set(words.areas)))
    for place in (*heads, *far):
        here, there = mentioned(place.text, tuple(words.areas), others_, all_.spellings, all_.shared)
        if (here and at.area not in here) or (there and not here):
            name = (here or there)[0]
            problems.append(
                _at(place, table, at.area, f"写的是{name}，按{at.area}读入；若不是{at.area}的数，请不要提交。")
            )
            break
    return found, problems


def _lines(
    table: Table, at: At, words: Vocabulary, quarterly: frozenset[str], problems: list[Problem]
) -> Iterator[Line]:
    """The lines of a table that speak of indicators, one a month; what is said of the others, and of units, goes into
    `problems`."""
    parent, near = "", ""
    strange: list[str] = []
    units: dict[tuple[str, str], list[str]] = {}
    idle = month_wide.idle(table)
    months = [part for part in month_wide.parts(table) if part.month not in idle]
    for number, record in enumerate(table.rows):
        text, numbers = (
            whole(record.cells.get("indicator")),
            any(cell is not None for role, cell in record.cells.items() if month_wide.is_number(role)),
        )
        of_row = month_wide.of_row(text)
        near = of_row if of_row and not numbers else near
        if not text or not numbers:
            continue
        if of_row and parent:
            record = record._replace(cells={**record.cells, "indicator": parent})
            text = parent
        slug, measure, asides = _indicator(text, parent, record, words, at, table, problems)
        parent = parent if PART.match(text) else MARKS.sub("", clean(text))
        if not slug:
            strange.append(MARKS.sub("", clean(text))[:30])
            continue
        if odd := contradict.of_name(filter(not_of_months, asides), words, slug):
            mend = f"名称后面的“{odd[:20]}”没有读；若不是规划的口径，请不要提交。"
            problems.append(_problem(QUESTION, table, record, "指标的名称和单位", mend))
        flow = of_row or next(filter(None, map(month_wide.of_row, asides)), "") or near
        own = Own(slug, measure, asides, flow, slug in quarterly)
        yield from _months(months, number, record, own, words, at, units, problems)
    problems += _of_units(table, units)
    if idle:
        told = "、".join(f"{month}月" for month in idle)
        problems.append(_of_table(NOTE, table, told, "已有的月份", "这些月的数都是0，没有读。"))
    if strange:
        more = f"等{len(strange)}行" if len(strange) > SHOWN else ""
        told = "、".join(dict.fromkeys(strange[:SHOWN])) + more
        problems.append(_of_table(NOTE, table, told, "规划的指标", "规划没有这些指标，没有读。"))


def not_of_months(aside: str) -> bool:
    """Whether what trails a name does not say of which months its numbers are."""
    return not (month_wide.of_row(aside) or BEFORE.search(aside))


def _of_units(table: Table, units: dict[tuple[str, str], list[str]]) -> Iterator[Problem]:
    """What was converted, and what has no unit."""
    for (unit, own), names in units.items():
        mend = f"按{unit}换算成{own}读入；请核对。" if unit else f"没有写单位，按{own}读入；请核对。"
        told = "、".join(list(dict.fromkeys(names))[:SHOWN])
        yield _of_table(QUESTION, table, told, f"以{own}为单位", mend)


def _months(
    months: list[Part],
    number: int,
    record: Record,
    own: Own,
    words: Vocabulary,
    at: At,
    units: dict[tuple[str, str], list[str]],
    problems: list[Problem],
) -> Iterator[Line]:
    """The lines of a row, one a month; what is wrong with several months alike is said once."""
    wrong: dict[str, Problem] = {}
    quarters = month_wide.filled(record) <= month_wide.QUARTERS
    for part in months:
        row = month_wide.settled(part.table.rows[number], own.flow, part.several)
        row = row._replace(cells={**row.cells, "indicator": record.cells.get("indicator")})
        then = at._replace(month=part.month or at.month)
        told = own._replace(quarter=own.quarter and (not part.several or quarters))
        try:
            line = line_of(part, row, told, words, then, units)
        except NotANumber as error:
            found = _problem(ERROR, part.table, row, "一个数", f"{error}。这一行没有读。")
            wrong.setdefault(str(error), found)
            continue
        if line:
            yield line
    problems += wrong.values()


def _indicator(
    text: str, parent: str, record: Record, words: Vocabulary, at: At, table: Table, problems: list[Problem]
) -> tuple[str, str, tuple[str, ...]]:
    """The indicator of a line, what it measures, and what trails its name. A part that has no name of its own takes that
    of what it is a part of, which is asked about."""
    bare = MARKS.sub("", clean(text))
    name, asides = words.named(bare, parent)
    unit = whole(record.cells.get("unit"))
    found = words.match(name, "", "", unit, at.area, at.year, parent)
    if (
        found is None
        and PART.match(text)
        and parent
        and (found := words.match(f"{bare}{parent}", "", "", unit, at.area, at.year, ""))
    ):
        mend = f"按“{bare}{parent}”读入；请核对。"
        problems.append(_problem(QUESTION, table, record, "指标的全名", mend))
    return (found.slug, found.measure, asides) if found else ("", "", ())


def _once(lines: list[Line], problems: list[Problem]) -> Iterator[Line]:
    """Lines of one indicator and period joined into one where they say different things of it; where they say two things
    of the same, none stands."""
    by_thing: dict[tuple[str, str], list[Line]] = {}
    for line in lines:
        by_thing.setdefault((str(line["indicator"]), str(line["span"])), []).append(line)
    for same in by_thing.values():
        joined: Line = {}
        clash = False
        for line in same:
            clash |= any(joined.get(field, line[field]) != line[field] for field in FIGURED if field in line)
            joined = line | joined
        if clash:
            rows = "、".join(str(line["row"]) for line in same)
            problems += [
                Problem(
                    ERROR,
                    str(line["sheet"]),
                    int(line["row"]),
                    "",
                    str(line["name"]),
                    "每个指标一行",
                    f"第{rows}行是同一指标，数不同，都没有读；请只留一行。",
                    str(line["name"]),
                )
                for line in same
            ]
        else:
            yield joined


def _at(place: Place, table: Table, expected: str, mend: str) -> Problem:
    return Problem(QUESTION, table.sheet, place.row, place.column, place.text[:60], expected, mend)


def _of_table(severity: str, table: Table, found: str, expected: str, mend: str) -> Problem:
    return Problem(severity, table.sheet, table.head, "", found, expected, mend)


def _problem(severity: str, table: Table, record: Record, expected: str, mend: str) -> Problem:
    name = whole(record.cells.get("indicator"))
    return Problem(
        severity, table.sheet, record.row, table.columns.get("indicator", ""), name[:60], expected, mend, name[:60]
    )
