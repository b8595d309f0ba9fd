"""The year's projects typed in a table of the page, as a sheet that is read like any other. Amounts are typed in
万元."""

from typing import Any

import pandas as pd

from lib.intake.beside import Place
from lib.intake.progress_cells import AMOUNTS, HEADS
from lib.intake.read import Upload
from lib.intake.records import Record, Table
from lib.ledger.dispatching import FUNDS
from lib.ledger.state import State

PAGE, UNIT = "页面填写", 10_000
"""How typed rows are called; how many 万元 are 1 亿元."""
PLAN = ("total", "planned", "begin", "finish", "content")
PROGRESS = ("stage", "year_investment", "investment", *FUNDS, "works", "problem", "note")
CARRIED = ("year_investment", "investment", *FUNDS, "works")
"""What can be carried over from the last report."""
TYPED = {name: f"{HEADS[name][0]}（万元）" if name in AMOUNTS else HEADS[name][0] for name in (*PLAN, *PROGRESS)}
"""Headings of the columns that are typed, by field."""


def plan_of(projects: pd.DataFrame, state: State, year: int) -> pd.DataFrame:
    """What the year's list says of some projects (`id, name`), as it is typed: 编号, 项目 and the columns of PLAN."""
    rows = []
    for key, name in zip(projects["id"], projects["name"], strict=True):
        listed = state.get("listing", key, year) or {}
        rows.append([key, name, *(_shown(field, listed.get(field)) for field in PLAN)])
    return pd.DataFrame(rows, columns=["编号", "项目", *(TYPED[field] for field in PLAN)], dtype=object)


def progress_of(projects: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """The table of progress to fill in: 编号, 项目, 上期 (what was reported last) and the columns of PROGRESS, in which
    only the stage of the last record stands. `rows` are the projects as `Dispatched`."""
    known = rows.set_index("id")[["stage", "asof", "done"]].to_dict("index")
    found = []
    for key, name in zip(projects["id"], projects["name"], strict=True):
        one = known.get(key, {})
        last = f"{one['asof']} {_shown('done', one['done']) or '—'}" if one.get("asof") else ""
        found.append([key, name, last, one.get("stage"), *([""] * (len(PROGRESS) - 1))])
    return pd.DataFrame(
        found, columns=["编号", "项目", "上期完成", *(TYPED[field] for field in PROGRESS)], dtype=object
    )


def carried(fresh: pd.DataFrame, state: State, until: str) -> pd.DataFrame:
    """The table of progress with what each project reported last, by a day (YYYY-MM-DD), in the columns of CARRIED; of
    what counts from January only what was reported in the day's year."""
    last = state.dated("event", "project", until)
    table = fresh.copy()
    for field in CARRIED:
        whole = field in ("investment", "works")
        told = [
            [
                row[field]
                for row in last.get(key, [])
                if row.get(field) is not None and (whole or row["date"][:4] == until[:4])
            ]
            for key in fresh["编号"]
        ]
        table[TYPED[field]] = [_shown(field, found[-1]) if found else "" for found in told]
    return table


def typed(edited: pd.DataFrame, fresh: pd.DataFrame, year: int, date: str = "", source: str = "") -> Upload:
    """The rows of a table that were changed as a file that was read: a list of the `year`, or with a `date` and
    `source` a report of progress."""
    fields = [name for name, word in TYPED.items() if word in edited]
    progress = TYPED["stage"] in edited
    head = {
        name: Place("表头", 1, "", f"{year}年{TYPED[name]}" if name == "planned" else TYPED[name]) for name in fields
    }
    given = {"date": date, "source": source} if progress else {}
    records = []
    for number, (now, was) in enumerate(zip(edited.to_dict("records"), fresh.to_dict("records"), strict=True), 1):
        if all(_same(now[TYPED[name]], was[TYPED[name]]) for name in fields):
            continue
        cells: dict[str, Any] = {name: now[TYPED[name]] or None for name in fields}
        records.append(Record(number, {"project": now["编号"], **cells, **given}, (), {}, {}, ()))
    columns = dict.fromkeys(["project", *fields, *given], "")
    heads: dict[str, tuple[Place, ...]] = {name: (place,) for name, place in head.items()}
    tables = (Table("", True, 1, columns, heads, (), tuple(records)),) if records else ()
    return Upload(PAGE, "", tables=tables)


def _same(one: Any, other: Any) -> bool:
    return (one or "") == (other or "")


def _shown(field: str, value: Any) -> str:
    """A value as it is typed."""
    if value is None or value != value:
        return ""
    return f"{value * UNIT:.10g}" if isinstance(value, int | float) else str(value)
