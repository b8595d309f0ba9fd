"""A sheet of explanations (xlsx, xls, csv): a row explains all clauses of its indicator that must be explained, unless
they have rows of their own; what cannot be written is named by row."""

from collections.abc import Mapping, Sequence

import pandas as pd

from lib.intake.duty_sheet import INNER
from lib.intake.names import plain
from lib.intake.problem import ERROR, Problem, found_words
from lib.intake.read import Upload
from lib.intake.records import Record, Table
from lib.intake.submit import origin
from lib.intake.text import whole
from lib.intake.unit_sheet import day_of
from lib.intake.unseen import answered
from lib.ledger.frozen import SAID, Judged
from lib.ledger.known import Known
from lib.ledger.procedure import judged
from lib.ledger.record import Entry, entry
from lib.ledger.state import State

TOLD = tuple(name for name in SAID if name != "clause")
"""What a row says: cause, measures, unit, deadline."""
Row = Mapping[str, str]


def check(
    upload: Upload, rows: Sequence[Judged], clauses: pd.DataFrame, year: int, state: State, known: Known
) -> tuple[list[Entry], list[Problem]]:
    """The records that a sheet would write for an evaluation of a `year` and the state does not say yet, and what is
    wrong with it (errors: those rows are not written).

    `upload` as read for EXPLANATIONS; `rows` those that must be explained; `clauses` the plan's frame.
    """
    if upload.problem:
        return [], [Problem(ERROR, "", None, "", upload.name, "xlsx、xls 或 csv", upload.problem)]
    things = {row.id: (row.area, row.indicator) for row in clauses.itertuples()}
    mend = "请下载“解释说明”的表，在其中填写原因、措施、责任单位、新时限。"
    problems = [
        Problem(ERROR, table.sheet, 1, "", "没有找到表头", "一行表头，含条款或目标，和原因", mend)
        for table in upload.tables
        if not table.head
    ]
    problems += [one for table in upload.tables for one in answered(table.said) if one.severity == ERROR]
    found: list[tuple[Table, Record, Row, list[str]]] = []
    for table, record in [(one, record) for one in upload.tables if one.head for record in one.rows]:
        row = {field: INNER.sub("", " ".join(whole(cell).split())) for field, cell in record.cells.items()}
        if not any(row.get(name) for name in TOLD):
            continue
        meant = _meant(row, rows)
        if len(meant) == 1:
            found.append((table, record, row, meant))
        else:
            expected = "能分清的一项" if meant else "须说明的条款或目标"
            how = "同名的有几项：请写条款编号或地域。" if meant else "请核对名称，或从下载的表中抄条款编号。"
            problems.append(_problem(table, record, expected, how))
    own = {clause for *_, meant in found for clause in meant}
    good: list[Entry] = []
    for table, record, told, meant in found:
        same = [r["clause"] for r in rows if things.get(r["clause"]) == things.get(meant[0]) and r["clause"] not in own]
        said = {name: told.get(name, "") for name in TOLD} | {"deadline": day_of(told.get("deadline", ""))}
        items = [
            entry("explanation_given", said | {"clause": clause, "year": year}, file=origin(upload))
            for clause in (*meant, *same)
        ]
        if wrong := next(filter(None, judged(items, state, known)), ""):
            problems.append(_problem(table, record, "一条完整的说明", wrong))
        else:
            good += [item for item in items if not _known(item, state)]
    return good, problems


def _meant(row: Row, rows: Sequence[Judged]) -> list[str]:
    """The clauses that a row may mean: by id, else by name and area."""
    if row.get("clause"):
        return [one["clause"] for one in rows if one["clause"] == row["clause"]]
    named = [one for one in rows if plain(one["name"]) == plain(row.get("name", ""))]
    near = [one for one in named if row.get("area") and one["area"].endswith(row["area"])]
    return [one["clause"] for one in near or named]


def _known(item: Entry, state: State) -> bool:
    """Whether the same was said before."""
    row = state.get("explanation", item.payload["clause"], item.payload["year"])
    return row is not None and all(row[name] == item.payload[name] for name in TOLD)


def _problem(table: Table, record: Record, expected: str, mend: str) -> Problem:
    role = "clause" if record.cells.get("clause") else "name"
    found = found_words(record.cells.get(role))
    return Problem(ERROR, table.sheet, record.row, table.columns.get(role, ""), found, expected, mend)
