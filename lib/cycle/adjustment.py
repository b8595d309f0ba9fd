"""调整: whether what is asked is an adjustment of the class it claims to be, and the record it makes."""

from lib.ledger.entered import ADDED, CANCELLED
from lib.ledger.names import ADDED_ID
from lib.ledger.record import Entry, entry
from lib.ledger.state import State
from lib.measure.kinds import KINDS
from lib.measure.period import Period

RAISED, LOWERED, REDEFINED = "上调", "下调", "口径变更"
OPEN = ("value", "operator", "year", "name")
"""What of an existing clause can be adjusted."""
BASIS = {"number": "文号", "date": "日期", "body": "批准机关", "why": "理由"}


def _missing(value) -> bool:
    return value is None or value != value or value == ""


def changed(current: dict, asked: dict) -> dict:
    """The fields of OPEN that `asked` gives and that differ from the clause in force.

    >>> changed({"value": 420.0, "operator": ">=", "year": 2020, "name": "a"}, {"value": 400.0, "operator": ">=", "year": 2020, "name": "a"})
    {'value': 400.0}
    """
    return {name: asked[name] for name in OPEN if not _missing(asked.get(name)) and asked[name] != current.get(name)}


def rises(current: dict, new: dict) -> bool | None:
    """Whether the change of value, or else of date, asks for more (a higher figure, an earlier year); None if neither
    changes.

    High and low are meant as numbers: 下调 of an energy intensity is a lower figure.

    >>> rises({"value": 420.0, "year": 2020}, {"value": 400.0}), rises({"value": None, "year": 2018}, {"year": 2019}), rises({}, {"name": "x"})
    (False, False, None)
    """
    if "value" in new and not _missing(current.get("value")):
        return new["value"] > current["value"]
    return new["year"] < current["year"] if "year" in new else None


def problems(change: str, current: dict | None, asked: dict, period: Period) -> list[str]:
    """What is wrong with the target that is asked for; `current` is the clause in force (None for 新增)."""
    found = []
    if change == ADDED:
        wanted = {"name": "名称", "area": "地域", "indicator": "指标", "type": "类型"}
        wanted |= {"value": "目标值"} if _missing(asked.get("type")) or KINDS[asked["type"]].numeric else {}
        missing = [word for name, word in wanted.items() if _missing(asked.get(name))]
        found += [f"新增的目标还缺：{'、'.join(missing)}。"] if missing else []
    elif current is not None and change in (RAISED, LOWERED):
        up = rises(current, changed(current, asked))
        if up is None:
            found.append(f"{change}要改目标值或到期年。")
        elif up != (change == RAISED):
            found.append(
                f"新的目标比现在{'高' if up else '低'}（或时限{'提前' if up else '推后'}），应为{RAISED if up else LOWERED}。"
            )
    elif current is not None and change == REDEFINED and not changed(current, asked) and _missing(asked.get("note")):
        found.append("口径变更要写明新的说法、条件，或在口径说明中写明差别。")
    if not _missing(asked.get("year")) and asked["year"] not in period.years:
        found.append(f"到期年应在{period.first}至{period.end}年之间。")
    return found


def lacking(asked: dict) -> str:
    """What is still missing of the basis; "" when it is complete.

    >>> lacking({"number": "3号", "date": "2018-09-28", "body": " "})
    '调整必须有依据，还缺：批准机关、理由。'
    """
    missing = [word for name, word in BASIS.items() if not str(asked.get(name) or "").strip()]
    return f"调整必须有依据，还缺：{'、'.join(missing)}。" if missing else ""


def record(change: str, clause: str, current: dict | None, asked: dict) -> Entry:
    """The record of an adjustment whose target has no problems: only what it changes, and its basis as far as it is
    known."""
    basis = {name: str(asked[name]).strip() for name in ("number", "date", "body")}
    note = {} if _missing(asked.get("note")) else {"note": asked["note"].strip()}
    if change == ADDED:
        fields = {
            name: asked[name]
            for name in ("area", "indicator", "type", "name", "operator", "value", "unit", "year")
            if not _missing(asked.get(name))
        }
    else:
        fields = {} if change == CANCELLED else changed(current, asked)
    return entry("target_adjusted", {"clause": clause, "change": change} | basis | fields | note, asked["why"].strip())


def next_id(state: State) -> str:
    """The id of the next clause that the procedure adds.

    >>> from lib.ledger.state import EMPTY
    >>> next_id(EMPTY)
    'N001'
    """
    numbers = [int(row["clause"][1:]) for row in state.rows("adjustment") if ADDED_ID.fullmatch(row["clause"])]
    return f"N{max(numbers, default=0) + 1:03d}"
