"""调整: whether what is asked is an adjustment of the class it claims to be, and the record it makes."""

from collections.abc import Mapping
from typing import Any

from lib.ledger.changes import ADDED_ID, CHANGES, LOWERED, OPEN, RAISED
from lib.ledger.entered import COLUMNS
from lib.ledger.kinds import KINDS as RECORDS
from lib.ledger.record import Entry, entry
from lib.ledger.state import State
from lib.measure.kinds import KINDS
from lib.measure.period import Period

Target = Mapping[str, Any]
"""A target or what is asked of it: `value, operator, year, name` and, where one is added, what else it needs; what is
asked has the basis (`number, date, body, why`) and a `note` too."""
ADJUSTED = RECORDS["target_adjusted"]
BASIS = {field.name: field.word for field in ADJUSTED.fields if field.filled} | {"why": "理由"}
"""What an adjustment must be based on."""


def _missing(value: Any) -> bool:
    return value is None or value != value or value == ""


def _words(names: tuple[str, ...], asked: Target) -> str:
    """What is missing of some fields, in words."""
    words = {field.name: field.word for field in ADJUSTED.fields}
    return "、".join(words[name] for name in names if _missing(asked.get(name)))


def fields(clause: Mapping[str, Any]) -> Target:
    """What of a clause in force can be adjusted, by the names of the record.

    >>> fields({"target": 420.0, "operator": ">=", "due": 2020, "name": "a", "line": 117})
    {'value': 420.0, 'operator': '>=', 'year': 2020, 'name': 'a'}
    """
    return {field: clause[column] for field, column in COLUMNS.items()}


def changed(current: Target, asked: Target) -> dict[str, Any]:
    """The fields of OPEN that `asked` gives and that differ from the clause in force.

    >>> changed({"value": 420.0, "operator": ">=", "year": 2020, "name": "a"}, {"value": 400.0, "operator": ">=", "year": 2020, "name": "a"})
    {'value': 400.0}
    """
    return {name: asked[name] for name in OPEN if not _missing(asked.get(name)) and asked[name] != current.get(name)}


def rises(current: Target, new: Target) -> bool | None:
    """Whether the change of value, or else of date, asks for more (a higher figure, an earlier year); None if neither
    changes.

    High and low are meant as numbers: 下调 of an energy intensity is a lower figure.

    >>> rises({"value": 420.0, "year": 2020}, {"value": 400.0}), rises({"value": None, "year": 2018}, {"year": 2019}), rises({}, {"name": "x"})
    (False, False, None)
    """
    if "value" in new and not _missing(current.get("value")):
        return bool(new["value"] > current["value"])
    return bool(new["year"] < current["year"]) if "year" in new else None


def problems(change: str, current: Target | None, asked: Target, period: Period) -> list[str]:
    """What is wrong with the target that is asked for; `current` is the clause in force (None for one to be added)."""
    kind, found = CHANGES[change], list[str]()
    if kind.adds:
        valued = _missing(asked.get("type")) or KINDS[asked["type"]].numeric
        wanted = ("name", "area", "indicator", "type", *(("value",) if valued else ()))
        if missing := _words(wanted, asked):
            found.append(f"新增的目标还缺：{missing}。")
    elif current is not None and not kind.ends:
        new = changed(current, asked)
        up = None if kind.more is None else rises(current, new)
        if up is None and (kind.more is not None or (not new and _missing(asked.get("note")))):
            found.append(kind.idle)
        elif up != kind.more:
            found.append(
                f"新的目标比现在{'高' if up else '低'}（或时限{'提前' if up else '推后'}），应为{RAISED if up else LOWERED}。"
            )
    if not _missing(asked.get("year")) and asked["year"] not in period.years:
        found.append(f"到期年应在{period.first}至{period.end}年之间。")
    return found


def lacking(asked: Target) -> str:
    """What is still missing of the basis; "" when it is complete.

    >>> lacking({"number": "3号", "date": "2018-09-28", "body": " "})
    '调整必须有依据，还缺：批准机关、理由。'
    """
    missing = [word for name, word in BASIS.items() if not str(asked.get(name) or "").strip()]
    return f"调整必须有依据，还缺：{'、'.join(missing)}。" if missing else ""


def record(change: str, clause: str, current: Target | None, asked: Target) -> Entry:
    """The record of an adjustment whose target has no problems: only what it changes, and its basis as far as it is
    known."""
    kind = CHANGES[change]
    given = asked if kind.adds else changed(current or {}, asked)
    basis = {name: str(asked[name]).strip() for name in ("number", "date", "body")}
    fields = {name: given[name] for name in kind.sets if not _missing(given.get(name))}
    note = {} if _missing(asked.get("note")) else {"note": asked["note"].strip()}
    return entry("target_adjusted", {"clause": clause, "change": change} | basis | fields | note, asked["why"].strip())


def next_id(state: State) -> str:
    """The id of the next clause that the procedure adds.

    >>> from lib.ledger.fold import EMPTY
    >>> next_id(EMPTY)
    'N001'
    """
    numbers = [int(row["clause"][1:]) for row in state.rows("adjustment") if ADDED_ID.fullmatch(row["clause"])]
    return f"N{max(numbers, default=0) + 1:03d}"
