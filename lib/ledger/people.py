"""Units and roles: as tables, and what an edited table would write."""

from collections.abc import Mapping

import pandas as pd

from lib.ledger.known import Known
from lib.ledger.permission import ROLES, UNIT
from lib.ledger.procedure import judged
from lib.ledger.record import Entry, entry
from lib.ledger.state import State

UNIT_KINDS = ("区直部门", "镇、街道", "园区", "平台公司", "其他")
UNIT_FIELDS = ("name", "kind", "contact", "mail", "note")
SUCCESSION_FIELDS = ("name", "how", "into", "number", "date", "note")
ROLE_FIELDS = ("person", "name", "granted", "unit")


def units(state: State) -> pd.DataFrame:
    """The register of units: UNIT_FIELDS, "" where nothing is known."""
    return pd.DataFrame(
        [{name: row.get(name) or "" for name in UNIT_FIELDS} for row in state.rows("unit")], columns=list(UNIT_FIELDS)
    )


def roles(state: State) -> pd.DataFrame:
    """Who was granted which role: ROLE_FIELDS."""
    return pd.DataFrame(
        [{name: row.get(name) or "" for name in ROLE_FIELDS} for row in state.rows("role")], columns=list(ROLE_FIELDS)
    )


def unit_entries(before: pd.DataFrame, edited: pd.DataFrame) -> tuple[list[Entry], str]:
    """The records that an edited register would write, or the sentence that says why not. A unit is never taken out.

    >>> none = pd.DataFrame(columns=list(UNIT_FIELDS))
    >>> found, problem = unit_entries(none, pd.DataFrame([{"name": " 示例一局 ", "kind": None, "contact": "", "mail": "", "note": ""}]))
    >>> found[0].payload["name"], problem
    ('示例一局', '')
    """
    return _entries("unit_set", UNIT_FIELDS, "单位", before, edited)


def role_entries(before: pd.DataFrame, edited: pd.DataFrame) -> tuple[list[Entry], str]:
    """The records that an edited table of roles would write, or the sentence that says why not."""
    found, problem = _entries("role_granted", ROLE_FIELDS, "账号", before, edited)
    for item in found:
        if item.payload["granted"] not in ROLES:
            return [], f"“{item.payload['person']}”还没有选角色。"
        if item.payload["granted"] == UNIT and not item.payload["unit"]:
            return [], f"“{item.payload['person']}”的角色是责任单位：请选择是哪个单位。"
    return found, problem


def successions(state: State) -> pd.DataFrame:
    """What became of units: SUCCESSION_FIELDS and `at, who`, the newest first; `into` as it was then."""
    rows = [
        {name: row.get(name) or "" for name in (*SUCCESSION_FIELDS, "at", "who")}
        for row in sorted(state.rows("succession"), key=lambda row: -row["seq"])
    ]
    return pd.DataFrame(rows, columns=[*SUCCESSION_FIELDS, "at", "who"])


def succession_entries(edited: pd.DataFrame, state: State, known: Known) -> tuple[list[Entry], list[str]]:
    """The records that a table of successions (SUCCESSION_FIELDS) would write, and why not, a sentence each."""
    rows = [{name: _text(row[name]) for name in SUCCESSION_FIELDS} for row in edited.to_dict("records")]
    found = [succession(row) for row in rows if _whole(row)]
    lacking = [row["name"] or row["into"] or "某行" for row in rows if any(row.values()) and not _whole(row)]
    problems = [f"“{name}”还要写明原单位、方式和新单位。" for name in lacking]
    return found, problems + [wrong for wrong in judged(found, state, known) if wrong]


def succession(row: Mapping[str, str], file: str = "") -> Entry:
    """The record of a unit that went over into another (SUCCESSION_FIELDS)."""
    return entry("unit_succeeded", {name: row.get(name) or None for name in SUCCESSION_FIELDS}, file=file)


def _whole(row: Mapping[str, str]) -> bool:
    return bool(row["name"] and row["into"] and row["how"])


def _entries(
    kind: str, fields: tuple[str, ...], word: str, before: pd.DataFrame, edited: pd.DataFrame
) -> tuple[list[Entry], str]:
    key = fields[0]
    known = {row[key]: row for row in before.to_dict("records")}
    rows = [{name: _text(row[name]) for name in fields} for row in edited.to_dict("records")]
    rows = [row for row in rows if any(row.values())]
    keys = [row[key] for row in rows]
    if "" in keys:
        return [], f"有一行没有填写{word}。"
    if ";" in "".join(keys):
        return [], f"{word}中不能有分号。"
    if twice := [name for name in keys if keys.count(name) > 1]:
        return [], f"“{twice[0]}”出现了两次。"
    if gone := [name for name in known if name not in keys]:
        return (
            [],
            f"“{gone[0]}”不能在这里删除或改名：台账中已有它的记录。请恢复这一行，改在下面的“机构更替”里写明更名、并入或改正误写。",
        )
    return [entry(kind, row) for row in rows if row != known.get(row[key])], ""


def _text(cell: object) -> str:
    return "" if cell is None or cell != cell else " ".join(str(cell).split())
