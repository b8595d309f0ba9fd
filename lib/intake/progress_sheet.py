"""A file of progress records of projects (xlsx, xls, csv): every row checked; all of them, or the problems and none."""

import calendar
import re
from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from lib.intake.beside import BESIDE, Place, clean, said
from lib.intake.cell import Cell
from lib.intake.number import squeeze, tidy
from lib.intake.problem import ERROR, QUESTION, Problem, found_words
from lib.intake.progress_cells import HEADS, MONEY, READERS, Days, Names, Value, Wrong, amount
from lib.intake.read import Upload
from lib.intake.records import Record, Table
from lib.intake.text import whole
from lib.measure.period import Period

NEEDED = ("project", "date", "stage", "source")
UNTIL = re.compile(r"截[至止]到?(?P<y>20\d\d)年(?P<m>1[0-2]|0?[1-9])月(?:(?P<d>\d{1,2})日|[末底]|份)")
YEARS_OWN = "表头写的是本年的数，看板记的是开工以来的累计；请核对，不是累计的请改列名或删去这一列。"
Event = dict[str, str | float]
"""A payload of `project_event`."""
Seen = dict[tuple[Value, Value], str]
Recorded = set[tuple[Value, ...]]
"""Where the file has the record of a project and a day; the records of the ledger."""


class Checked(NamedTuple):
    """The records of a file as payloads of `project_event` (`investment` in 亿元, `share` in per cent), what is wrong
    (errors) or must be confirmed (questions) about it, and the headings of the columns that were not read."""

    events: list[Event]
    problems: list[Problem]
    unread: list[str]


def check(upload: Upload, projects: pd.DataFrame, recorded: pd.DataFrame, today: str, period: Period) -> Checked:
    """The records of all sheets. `projects` holds `id, name, other_names`; `recorded` the events so far
    (`project, date, stage, share`); `today` (YYYY-MM-DD) is the last day a record may carry, the first is that of the base year."""
    days = Days(f"{period.base}-01-01", today)
    known, found = names_of(projects), Checked([], [], [])
    known_already: Recorded = {(row.project, row.date, row.stage, _known(row.share)) for row in recorded.itertuples()}
    seen: Seen = {}
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
            _rows(table, known, days, seen, known_already, found)
    return found


def names_of(projects: pd.DataFrame) -> Names:
    """The ids that each id, name and other name of a project may mean, squeezed."""
    found: Names = {}
    for row in projects.itertuples():
        for name in (row.id, row.name, *(row.other_names or "").split(";")):
            if name:
                found.setdefault(squeeze(name), set()).add(row.id)
    return found


def _rows(table: Table, known: Names, days: Days, seen: Seen, known_already: Recorded, found: Checked) -> None:
    """All rows of a table, into `found`; a row for the same project and day as another of the file (`seen`) is an
    error, and so is what stands in the ledger already; another word on a recorded day is a correction."""
    events, problems, unread = found
    before = len(events), len(problems)
    unread += [found_words(place.text) for place in table.unread]
    stated = _stated(table)
    lacking = [HEADS[field][0] for field in NEEDED if field not in table.columns and field not in stated]
    if lacking:
        problems.append(Problem(ERROR, table.sheet, table.head, "", "缺少列", "、".join(lacking), "请补上这些列。"))
        return
    records = [record for record in table.rows if record.faults or any(map(whole, record.cells.values()))]
    problems += _of_all(table, stated) if records else []
    for record in records:
        taken = {**record.cells, **{field: text for field, (text, _) in stated.items()}}
        problems += _of_hidden(table, record)
        event: dict[str, Value] = {}
        wrong = 0
        for field in HEADS:
            try:
                taken[field], question = _beside(field, taken.get(field), table, record)
                event[field] = READERS[field](taken[field], known, days)
                problems += (
                    [_problem(table, record, field, record.cells.get(field), question[0], question[1], QUESTION)]
                    if question
                    else []
                )
            except Wrong as error:
                wrong += 1
                problems.append(_problem(table, record, field, taken.get(field), *error.args))
        if not wrong:
            for field, expected, mend in _together(event, seen, known_already):
                wrong += 1
                problems.append(_problem(table, record, field, taken.get(field), expected, mend))
        if not wrong:
            seen[event["project"], event["date"]] = f"{table.sheet}第{record.row}行已有这个项目当日的记录"
            event["note"] = _noted(record, event)
            events.append({field: value for field, value in event.items() if value is not None})
    if (len(events), len(problems)) == before:
        problems.append(
            Problem(
                ERROR, table.sheet, table.head + 1, "", "空", "至少一行记录", "请在表头下面填写记录，或删去这张表。"
            )
        )


def _stated(table: Table) -> dict[str, tuple[str, Place]]:
    """Day and source where no column has them: the day that the title says (截至2018年12月31日), and the title with
    the file's name; each with the place where it stands."""
    far = [place for record in table.rows[:1] for group in record.beyond for place in group]
    found: dict[str, tuple[str, Place]] = {}
    if "date" not in table.columns and (
        told := next(((day, place) for place in far if (day := _day(place.text))), None)
    ):
        found["date"] = told
    titles = [place for place in far if place.what == "标题" and not said(place.text).units]
    if "source" not in table.columns and titles:
        file = next(place.text for place in far if place.what == "文件名")
        found["source"] = f"{titles[-1].text[:200]}（{file[:200]}）", titles[-1]
    return found


def _day(text: str) -> str:
    """The day that a title says something ends on; "" for none.

    >>> _day("单位：万元　截至2018年12月31日"), _day("截至2018年6月底"), _day("2018年重点项目")
    ('2018-12-31', '2018-06-30', '')
    """
    found = UNTIL.search(clean(text))
    if not found:
        return ""
    year, month = int(found["y"]), int(found["m"])
    last = calendar.monthrange(year, month)[1]
    return f"{year}-{month:02d}-{min(int(found['d'] or last), last):02d}"


def _of_all(table: Table, stated: Mapping[str, tuple[str, Place]]) -> list[Problem]:
    """What must be confirmed once for all rows: what the title says for them, the year's own investment."""
    found = [
        Problem(
            QUESTION,
            table.sheet,
            place.row,
            place.column,
            place.text[:60],
            f"“{HEADS[field][0]}”一列",
            f"没有这一列，各行按标题记为“{text}”；请核对。",
        )
        for field, (text, place) in stated.items()
    ]
    head = table.heads.get("investment", ())
    return found + [
        Problem(QUESTION, table.sheet, at.row, at.column, at.text[:60], "开工以来的完成投资", YEARS_OWN)
        for at in head[:1]
        if any(word in at.text for word in BESIDE["this"])
    ]


def _of_hidden(table: Table, record: Record) -> list[Problem]:
    """A row that nobody sees must be confirmed."""
    mend = "这一行照常读入；不应记录的，请删去。"
    return [Problem(QUESTION, table.sheet, record.row, "", "隐藏的行", "要读的行不隐藏", mend)] if record.hidden else []


def _noted(record: Record, event: Mapping[str, Value]) -> Value:
    """The note, with the stage as the sheet calls it where that is another word."""
    called, note = whole(record.cells.get("stage")), event.get("note")
    return note if called == event["stage"] else "；".join(str(text) for text in (called, note) if text)


def _beside(field: str, cell: Cell, table: Table, record: Record) -> tuple[Cell, tuple[str, str] | None]:
    """A cell with what stands beside its number taken in (number format, unit of heading, line or title), and what must
    be confirmed: (expected, mend), or None. A number that several rows share by a merged cell is wrong."""
    if field in record.faults:
        raise Wrong(
            "一个数" if field in ("share", "investment") else "文字",
            f"单元格的内容有误（{record.faults[field]}），请改正。",
        )
    if field not in ("share", "investment") or cell is None:
        return cell, None
    if field in record.merged:
        raise Wrong("一格一个数", "这一格来自合并单元格，几行用了同一个数；请拆分后各填各的。")
    percent, scale, text = record.shown.get(field, (False, 1.0, ""))
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        cell = tidy(cell * (100 if percent else scale))
    if field == "share" or cell is None or amount(cell)[1]:
        return cell, None
    units = (text, *(unit for place in table.heads.get(field, ()) for unit in said(place.text).units))
    if near := next((unit for unit in units if unit), ""):
        return f"{whole(cell)}{near}", None
    for place in (place for group in record.beyond for place in group):
        if unit := next((unit for unit in said(place.text).units if unit in MONEY), ""):
            money = amount(cell)[0]
            if unit == "亿元" or money is None:
                return f"{whole(cell)}{unit}", None
            mend = (
                f"{place.what}写的单位是{unit}，按{whole(cell)}{unit}（{money * MONEY[unit]:.10g}亿元）读入；请核对。"
            )
            return f"{whole(cell)}{unit}", ("以亿元为单位", mend)
    return cell, None


def _problem(
    table: Table, record: Record, field: str, cell: Cell, expected: str, mend: str, severity: str = ERROR
) -> Problem:
    column = table.columns[field] if table.sheet and field in table.columns else HEADS[field][0]
    return Problem(severity, table.sheet, record.row, column, found_words(cell), expected, mend)


def _known(share: float | None) -> float | None:
    return None if share is None or share != share else float(share)


def _together(event: Mapping[str, Value], seen: Seen, known_already: Recorded) -> list[tuple[str, str, str]]:
    """What is wrong with a row whose cells are each right: (field, expected, mend)."""
    found = []
    if told := seen.get((event["project"], event["date"])):
        found.append(("date", "一个项目一天一条记录", f"{told}；请改日期或删去这一行。"))
    elif (event["project"], event["date"], event["stage"], event["share"]) in known_already:
        found.append(
            (
                "date",
                "台账里还没有的记录",
                "台账里已有相同的记录，不必再导入；请删去这一行。更正请写更正后的内容，以后录入的为准。",
            )
        )
    if event["stage"] == "竣工投产" and event["share"] not in (None, 100):
        found.append(("share", "竣工投产的完成比例为100", "请改完成比例，或把阶段改为在建。"))
    return found
