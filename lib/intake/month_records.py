"""Lines of a monthly sheet as records of the ledger, and the table in which they are typed as a sheet that is read like
any other."""

from collections.abc import Iterable
from typing import Any

import pandas as pd

from lib.intake.beside import Place
from lib.intake.month_cells import Line
from lib.intake.read import Upload
from lib.intake.records import Record, Table
from lib.ledger.kinds import KINDS
from lib.ledger.monthly import FIGURES
from lib.ledger.record import Entry, entry
from lib.ledger.rules import FINAL, FLASH
from lib.ledger.state import State

PAGE = "页面填写"
NAMES = KINDS["month_reported"].names
TYPED = {"own": "当期", "total": "累计", "own_growth": "当期同比（%）", "total_growth": "累计同比（%）", "note": "备注"}
"""Headings of the columns that are typed, by field."""


def entries(lines: Iterable[Line], state: State, why: str = "", file: str = "", place: str = "") -> list[Entry]:
    """The records that write what the lines say and the ledger does not say yet. What a line leaves out stays as it was
    reported with the same finality; `place` is where the figures are from, where a line does not say."""
    found = []
    for line in lines:
        known = state.get("month", line["area"], line["indicator"], line["span"]) or {}
        same = known.get("release") == line["release"]
        before = {name: known[name] for name in NAMES if same and known.get(name) is not None}
        fields = before | ({"place": place} if place and not before else {}) | {n: line[n] for n in NAMES if n in line}
        if fields != before:
            found.append(entry("month_reported", fields, why, file))
    return found


def changed(written: Iterable[Entry], state: State) -> int:
    """How many records give another figure than was recorded of the same period: not those that only add to it, nor a
    final figure in the place of a preliminary one."""
    count = 0
    for item in written:
        now = item.payload
        known = state.get("month", now["area"], now["indicator"], now["span"]) or {}
        other = any(known.get(field.name) not in (None, now.get(field.name)) for field in FIGURES)
        count += other and (known["release"], now["release"]) != (FLASH, FINAL)
    return count


def told_within(listed: pd.DataFrame) -> tuple[frozenset[str], frozenset[str]]:
    """Of the indicators that are told within the year (`indicator, every, adds`), those by quarter, and those whose
    periods add up to the year."""
    quarterly, adds = listed["every"] == "quarter", listed["adds"] == "yes"
    return frozenset(listed.loc[quarterly, "indicator"]), frozenset(listed.loc[adds, "indicator"])


def form(rows: pd.DataFrame, state: State, year: int, month: int) -> pd.DataFrame:
    """The table to fill in for some indicators (as `Monthly`) of a year and month: 编号, 指标, 单位, 上期累计 and what
    was reported of the month so far."""
    found = []
    for key, area, slug, name, unit in zip(
        *(rows[one] for one in ("key", "area", "indicator", "name", "unit")), strict=True
    ):
        known = state.get("month", area, slug, f"{year}-{month:02d}")
        known = known or (state.get("month", area, slug, f"{year}-Q{month // 3}") if month % 3 == 0 else None) or {}
        before = state.get("month", area, slug, f"{year}-{month - 1:02d}") or (
            state.get("month", area, slug, f"{year}-Q{month // 3 - 1}") if month % 3 == 0 else None
        )
        last = _shown((before or {}).get("total"))
        found.append([key, name, unit, last, *(_shown(known.get(field)) for field in TYPED)])
    return pd.DataFrame(found, columns=["编号", "指标", "单位", "上期累计", *TYPED.values()], dtype=object)


def typed(edited: pd.DataFrame, fresh: pd.DataFrame, year: int, month: int) -> Upload:
    """The rows of a table that were changed, as a file that was read."""
    head: dict[str, tuple[Place, ...]] = {field: (Place("表头", 1, "", word),) for field, word in TYPED.items()}
    records = []
    for number, (now, was) in enumerate(zip(edited.to_dict("records"), fresh.to_dict("records"), strict=True), 1):
        cells: dict[str, Any] = {
            field: now[word] or None for field, word in TYPED.items() if (now[word] or "") != (was[word] or "")
        }
        if cells:
            records.append(Record(number, {"indicator": now["指标"], "unit": now["单位"], **cells}, (), {}, {}, ()))
    columns = dict.fromkeys(["indicator", "unit", *TYPED], "")
    tables = (Table(PAGE, True, 1, columns, head, (), tuple(records)),) if records else ()
    return Upload(PAGE, "", tables=tables)


def _shown(value: Any) -> str:
    """A value as it is typed."""
    return "" if value is None or value != value else f"{value:.10g}" if isinstance(value, int | float) else str(value)
