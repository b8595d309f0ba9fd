"""A sheet of units, and of what became of them (xlsx, xls, csv): a row with a new unit is a succession, any other
registers one; what cannot be written is named by row."""

import re

from lib.intake.duty_sheet import INNER
from lib.intake.problem import ERROR, Problem, found_words
from lib.intake.read import Upload
from lib.intake.records import Record, Table
from lib.intake.submit import origin
from lib.intake.text import whole
from lib.intake.unseen import answered
from lib.ledger.known import Known
from lib.ledger.people import UNIT_FIELDS, succession
from lib.ledger.procedure import judged
from lib.ledger.record import Entry, entry
from lib.ledger.state import State
from lib.ledger.succession import DISSOLVED, MERGED, RENAMED

DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
SAME = {"改名": RENAMED, "名称变更": RENAMED, "合并": MERGED, "划入": MERGED, "整合": MERGED, "撤并": DISSOLVED}
"""How offices say in what way a unit went over into another."""


def check(upload: Upload, state: State, known: Known) -> tuple[list[Entry], list[Problem]]:
    """The records that a sheet would write and the state does not say yet, and what is wrong with it (errors: those
    rows are not written). `upload` as read for UNITS."""
    if upload.problem:
        return [], [Problem(ERROR, "", None, "", upload.name, "xlsx、xls 或 csv", upload.problem)]
    mend = "名册写“单位名称”和“类别”“联系人”；更替写“原单位”“新单位”“方式”“文号”“日期”。"
    problems = [
        Problem(ERROR, table.sheet, 1, "", "没有找到表头", "一行表头，含单位名称", mend)
        for table in upload.tables
        if not table.head
    ]
    problems += [one for table in upload.tables for one in answered(table.said) if one.severity == ERROR]
    rows = [(table, record) for table in upload.tables if table.head for record in table.rows]
    items = [_entry(record, state, origin(upload)) for _, record in rows]
    wanted = [(table, record, item) for (table, record), item in zip(rows, items, strict=True) if item]
    wrong = judged([item for *_, item in wanted], state, known)
    good = [item for (*_, item), said in zip(wanted, wrong, strict=True) if not said]
    problems += [_problem(table, record, said) for (table, record, _), said in zip(wanted, wrong, strict=True) if said]
    return good, problems


def _problem(table: Table, record: Record, said: str) -> Problem:
    column = table.columns.get("into" if record.cells.get("into") else "name", "")
    return Problem(
        ERROR, table.sheet, record.row, column, found_words(record.cells.get("name")), "能记入台账的一行", said
    )


def _entry(record: Record, state: State, file: str) -> Entry | None:
    """The record of a row; None where it says nothing, or only what is known."""
    row = {field: INNER.sub("", " ".join(whole(cell).split())) for field, cell in record.cells.items()}
    if not row.get("name"):
        return None
    if row.get("into"):
        how = SAME.get(row.get("how", ""), row.get("how") or RENAMED)
        done = state.get("succession", row["name"])
        if done and done["into"] == row["into"]:
            return None
        return succession(row | {"how": how, "date": day_of(row.get("date", ""))}, file)
    said = {name: row.get(name, "") for name in UNIT_FIELDS}
    before = {name: (state.get("unit", said["name"]) or {}).get(name) or "" for name in UNIT_FIELDS}
    said = {name: text or before[name] for name, text in said.items()}
    return entry("unit_set", said, file=file) if said != before else None


def day_of(text: str) -> str:
    """A day as YYYY-MM-DD; what is none as it stands, to be refused by name.

    >>> day_of("2019年3月1日"), day_of("2019-03-01"), day_of("去年")
    ('2019-03-01', '2019-03-01', '去年')
    """
    told = DAY.fullmatch(text.replace(" ", ""))
    return f"{told[1]}-{int(told[2]):02d}-{int(told[3]):02d}" if told else text
