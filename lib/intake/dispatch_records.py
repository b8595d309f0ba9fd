"""The rows of a sheet of projects as records of the ledger: only what is new, and what about it must be confirmed."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from lib.intake.problem import NOTE, QUESTION, Problem
from lib.intake.progress_sheet import Event
from lib.ledger.dispatching import LISTING
from lib.ledger.kinds import KINDS
from lib.ledger.permission import led, listed
from lib.ledger.record import Entry, entry
from lib.ledger.state import State
from lib.ledger.succession import current, told

RECORDED = KINDS["project_event"].names
LISTED = tuple(field.name for field in LISTING)
SAME = "台账里已有相同的内容，不再记录。"


def entries(rows: Iterable[Event], state: State, why: str = "", file: str = "") -> list[Entry]:
    """The records that write what the rows say and the ledger does not say yet.

    A row of a year's list, or of progress with what such a list holds, lists its project; what the row leaves out stays
    as it was listed. A unit is given the duty for a project that nobody has; a problem is raised unless the same words
    are open.
    """
    found: list[Entry] = []
    for row in rows:
        event = {name: row[name] for name in RECORDED if name in row}
        if "date" in row and not _recorded(event, state):
            found.append(entry("project_event", event, why, file))
        if listing := _listing(row, state):
            found.append(entry("project_listed", listing, why, file))
        if duty := _duty(row, state):
            found.append(entry("duty_assigned", duty, why, file))
        if text := row.get("problem"):
            known = (one for one in state.rows("problem") if one["status"] != "solved")
            if not any((one["project"], one["text"]) == (row["project"], text) for one in known):
                found.append(entry("problem_raised", {"project": row["project"], "text": text}, why, file))
    return found


def year_of(row: Event) -> int:
    """The year of which a row is."""
    return int(row["year"]) if "year" in row else int(str(row["date"])[:4])


def doubts(rows: Iterable[Event], state: State) -> list[Problem]:
    """What the rows say of units that the ledger does not know or that it knows otherwise, each unit once."""
    unknown: Counter[str] = Counter()
    other: Counter[tuple[str, str]] = Counter()
    former: dict[str, str] = {}
    for row in rows:
        duty = state.get("duty", row["project"]) or {}
        for name in [name for field in ("lead", "support") for name in _units(row, field)]:
            unknown[name] += state.get("unit", current(name, state)) is None
            former |= {name: said} if (said := told(name, state)) else {}
        lead = next((current(name, state) for name in _units(row, "lead")), "")
        if lead and duty.get("lead") and lead not in listed(duty["lead"]) and state.get("unit", lead):
            other[lead, led(duty)] += 1
    column = "责任单位"
    return (
        [
            Problem(
                QUESTION,
                "",
                None,
                column,
                name,
                "已登记的单位",
                f"没有登记名为“{name}”的单位，{n}行的单位不记录；请先在“单位与角色”页登记，或在“责任分解”页分解。",
            )
            for name, n in unknown.items()
            if n
        ]
        + [
            Problem(
                QUESTION,
                "",
                None,
                column,
                new,
                old,
                f"台账里由{old}负责，{n}行写的是{new}；责任单位以责任分解为准，不改。",
            )
            for (new, old), n in other.items()
        ]
        + [Problem(NOTE, "", None, column, name, current(name, state), said) for name, said in former.items()]
    )


def repeated(rows: list[Event], state: State) -> list[Problem]:
    """That some rows say nothing new."""
    n = sum(not entries([row], state) for row in rows)
    return [Problem(NOTE, "", None, "", f"{n}行", "新的内容", SAME)] if n else []


def _recorded(event: dict[str, Any], state: State) -> bool:
    """Whether the last record of the project and day says the same."""
    known = [row for row in state.rows("event") if (row["project"], row["date"]) == (event["project"], event["date"])]
    return bool(known) and all(known[-1].get(name) == event.get(name) for name in RECORDED)


def _listing(row: Event, state: State) -> dict[str, Any]:
    """What lists the project of a row in its year; empty where it is listed so, or the row says nothing of it."""
    said = {name: row[name] for name in LISTED if name in row}
    if not said:
        return {}
    key = {"project": row["project"], "year": year_of(row)}
    known = state.get("listing", *key.values()) or {}
    before = {name: known[name] for name in LISTED if known.get(name) is not None}
    return {} if known.get("status") == "listed" and before == before | said else key | before | said


def _units(row: Event, field: str) -> list[str]:
    return listed(str(row.get(field) or ""))


def _duty(row: Event, state: State) -> dict[str, Any]:
    """The duty that a row gives: for a project that nobody has, to registered units."""
    units = [[current(name, state) for name in _units(row, field)] for field in ("lead", "support")]
    names = [name for group in units for name in group]
    if not units[0] or any(state.get("unit", name) is None for name in names):
        return {}
    if (state.get("duty", row["project"]) or {}).get("lead"):
        return {}
    lead, *more = dict.fromkeys(names)
    return {"thing": row["project"], "lead": lead, "person": "", "support": ";".join(more), "note": ""}
