"""A file of projects (xlsx, xls, csv; or typed in the page): records of progress and the list of a year. Every row is
checked; all of them, or the problems and none."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import pandas as pd

from lib.intake import contradict
from lib.intake.cell import Cell
from lib.intake.number import squeeze
from lib.intake.problem import ERROR, QUESTION, Problem, found_words
from lib.intake.progress_beside import beside, of_all, of_another, stated_beside, year_of
from lib.intake.progress_cells import AMOUNTS, HEADS, READERS, Days, Names, Value, Wrong
from lib.intake.progress_heads import of_heads
from lib.intake.read import Upload
from lib.intake.records import TWICE, Record, Table
from lib.intake.text import whole
from lib.measure.period import Period

NEEDED = ("project", "date", "stage", "source")
LISTS = {"total", "planned"}
"""Fields of which one stands in a list of a year; such a list needs no records of progress."""
Event = dict[str, str | float]
"""What a row says, by field: of a record of progress, of the year's list, of units and problems."""
SECOND = "同一内容只有一列", "已有同一内容的另一列，这一列没有读；请核对读的是不是该读的那一列。"
MORE = (("year_investment", "investment", "开工以来完成投资"), ("planned", "total", "总投资"))
"""What cannot be more than another amount, and how that is called."""
SHARES = "完成比例、完成进度、序时进度、完成率"
"""What a share of completion may be called."""
HUGE = 1_000
"""An amount of one project, in 亿元, from which on it is asked about."""
Seen = dict[tuple[Value, Value], str]
"""Where the file has the row of a project and a day."""


class Checked(NamedTuple):
    """The rows of a file (amounts in 亿元, `share` in per cent; `year` where it is a list of that year without a day),
    what is wrong (errors) or must be confirmed (questions) about it, and the headings of the columns that were not
    read."""

    events: list[Event]
    problems: list[Problem]
    unread: list[str]


def check(upload: Upload, projects: pd.DataFrame, today: str, period: Period) -> Checked:
    """The records of all sheets. `projects` holds `id, name, other_names, area`; `today` (YYYY-MM-DD) is the last day a record
    may carry, the first is that of the base year."""
    days = Days(f"{period.base}-01-01", today)
    known, found = names_of(projects), Checked([], [], [])
    seen: Seen = {}
    areas = tuple(dict.fromkeys(str(area) for area in projects["area"]))
    for table in upload.tables:
        if not table.head:
            expected = "表头一行，含" + "、".join(HEADS[field][0] for field in NEEDED)
            mend = (
                "请在第一行写列名："
                + "、".join(names[0] for names in HEADS.values())
                + "；不是进展记录的表请删去或命名为“说明”。"
            )
            found.problems.append(Problem(ERROR, table.sheet, 1, "", "没有找到表头", expected, mend))
        elif not table.visible:
            found.problems.append(
                Problem(
                    ERROR, table.sheet, None, "", "隐藏的工作表", "要读的工作表不隐藏", "请取消隐藏，或删去这张表。"
                )
            )
        else:
            found.problems.extend(table.said)
            _rows(table, known, days, seen, areas, found)
    return found


def names_of(projects: pd.DataFrame) -> Names:
    """The ids that each id, name and other name of a project may mean, squeezed."""
    found: Names = {}
    for row in projects.itertuples():
        for name in (row.id, row.name, *(row.other_names or "").split(";")):
            if name:
                found.setdefault(squeeze(name), set()).add(row.id)
    return found


def _rows(table: Table, known: Names, days: Days, seen: Seen, areas: tuple[str, ...], found: Checked) -> None:
    """All rows of a table, into `found`; a row for the same project and day as another of the file (`seen`) is an
    error."""
    events, problems, unread = found
    before = len(events), len(problems)
    unread += [found_words(place.text) for place in table.unread if place.what != TWICE]
    problems += [
        Problem(QUESTION, table.sheet, place.row, place.column, found_words(place.text), *SECOND)
        for place in table.unread
        if place.what == TWICE
    ]
    listing = "stage" not in table.columns and not LISTS.isdisjoint(table.columns)
    told, year = stated_beside(table), year_of(table) if listing else None
    needed = ("project",) if listing else NEEDED
    lacking = [HEADS[field][0] for field in needed if field not in table.columns and field not in told]
    lacking += ["年份（写在标题或“某年计划投资”里）"] if listing and year is None else []
    if lacking:
        problems.append(Problem(ERROR, table.sheet, table.head, "", "缺少列", "、".join(lacking), "请补上这些列。"))
        return
    records = [record for record in table.rows if record.faults or any(map(whole, record.cells.values()))]
    problems += of_all(table, {} if listing else told) if records else []
    asked: set[str] = set()
    for record in records:
        taken = {**record.cells, **{field: text for field, (text, _) in told.items()}}
        event: dict[str, Value] = {}
        wrong = list(_read(table, record, taken, event, listing, (known, days), asked, problems))
        wrong = wrong or list(_together(event, year, seen))
        problems += [_problem(table, record, field, taken.get(field), *rest) for field, *rest in wrong]
        if not wrong:
            seen[event["project"], event.get("date")] = f"{table.sheet}第{record.row}行已有这个项目当日的记录"
            event["note"] = event.get("note") if listing else _noted(record, event)
            event["year"] = year
            problems += [
                _problem(table, record, field, taken.get(field), expected, mend, QUESTION)
                for field, expected, mend in _odd(event, asked)
            ]
            events.append({field: value for field, value in event.items() if value is not None})
    problems += of_another(table, events[before[0] :], areas) + of_heads(table, events[before[0] :])
    problems += contradict.of_table(table, ("share", *AMOUNTS), SHARES if "share" in table.columns else "")
    if (len(events), len(problems)) == before:
        problems.append(
            Problem(
                ERROR, table.sheet, table.head + 1, "", "空", "至少一行记录", "请在表头下面填写记录，或删去这张表。"
            )
        )


def _read(
    table: Table,
    record: Record,
    taken: dict[str, Cell],
    event: dict[str, Value],
    listing: bool,
    beside_: tuple[Names, Days],
    asked: set[str],
    problems: list[Problem],
) -> Iterator[tuple[str, str, str]]:
    """Read the cells of a row into `event`; what is wrong as (field, expected, mend). What must be confirmed goes into
    `problems`, once a column (`asked`)."""
    for field in HEADS:
        if listing and field in NEEDED[1:]:
            continue
        try:
            taken[field], question = beside(field, taken.get(field), table, record)
            event[field] = READERS[field](taken[field], *beside_)
            if question and field not in asked:
                asked.add(field)
                problems.append(_problem(table, record, field, record.cells.get(field), *question, QUESTION))
        except Wrong as error:
            yield field, *error.args


def _noted(record: Record, event: Mapping[str, Value]) -> Value:
    """The note, with the stage as the sheet calls it where that is another word."""
    called, note = whole(record.cells.get("stage")), event.get("note")
    return note if called == event["stage"] else "；".join(str(text) for text in (called, note) if text)


def _problem(
    table: Table, record: Record, field: str, cell: Cell, expected: str, mend: str, severity: str = ERROR
) -> Problem:
    column = table.columns[field] if table.sheet and field in table.columns else HEADS[field][0]
    return Problem(severity, table.sheet, record.row, column, found_words(cell), expected, mend)


def _odd(event: Mapping[str, Value], asked: set[str]) -> Iterator[tuple[str, str, str]]:
    """What is odd about a row whose cells are each right: (field, expected, mend); of a column that is `asked` about
    already, not how large it is."""
    done, total = event.get("investment"), event.get("total")
    if isinstance(done, float) and isinstance(total, float) and done > total + 1e-9:
        yield "investment", "一般不超过总投资", f"完成投资{done:g}亿元大于总投资{total:g}亿元；请核对两个数和单位。"
    if event.get("share") == 1 and "share" not in asked:
        asked.add("share")
        yield "share", "0至100的百分数", "按1%读入；是全部完成的，请写100。"
    for field in AMOUNTS:
        value = event.get(field)
        if isinstance(value, float) and value >= HUGE and field not in asked:
            asked.add(field)
            yield field, f"一个项目一般不到{HUGE:,}亿元", f"读作{value:,g}亿元；请核对单位和小数点。"


def _together(event: Mapping[str, Value], year: int | None, seen: Seen) -> Iterator[tuple[str, str, str]]:
    """What is wrong with a row whose cells are each right: (field, expected, mend)."""
    if told := seen.get((event["project"], event.get("date"))):
        yield "project" if year else "date", "一个项目一天一条记录", f"{told}；请改日期或删去这一行。"
    if event.get("stage") == "竣工投产" and event["share"] not in (None, 100):
        yield "share", "竣工投产的完成比例为100", "请改完成比例，或把阶段改为在建。"
    for part, whole_, words in MORE:
        small, large = event.get(part), event.get(whole_)
        if isinstance(small, float) and isinstance(large, float) and small > large + 1e-9:
            yield part, f"不超过{words}", f"{HEADS[part][0]}{small:g}亿元大于{words}{large:g}亿元；请核对两个数和单位。"
