"""Whether a record speaks of what this installation's data knows: refused where it is written, left out where it is
counted.

A ledger outlives the data set beside which it was written. What it says of an indicator, an area or a clause that is no
longer there must not stop the dashboard: such rows are told apart (`counted`), shown, and count nowhere.
"""

import math
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from typing import NamedTuple

import pandas as pd

from lib.cycle import evaluation as e
from lib.ledger.entered import ADDED
from lib.ledger.state import UNREAD, State
from lib.measure import constants as c
from lib.measure.kinds import KINDS, having
from lib.measure.period import Period
from lib.projects.register import STAGES

FRAMES = ("area", "indicator", "unit", "project", "target")
"""The tables of the store from which `of` takes the names."""
MEASURES = ("level", "growth", "average_growth", "multiple", "difference", "sum")
BOUNDS = ("=", ">", "<", ">=", "<=", "~")
LONG_AGO = 10
"""Years before the period before the plan's from which figures are still taken."""
ADDED_ID = re.compile(r"N[0-9]{3,6}")
"""The id of a clause that the procedure adds."""


class Measured(NamedTuple):
    """What a clause is about: an area and an indicator."""

    area: str
    indicator: str


class Known(NamedTuple):
    """The names of a data set; `units` of measure, `clauses` with what each is about, `joint` the areas that both
    share, `period` the plan's years, `milestones` the clauses that ask for something by a date instead of a value."""

    areas: frozenset[str]
    joint: frozenset[str]
    indicators: frozenset[str]
    units: frozenset[str]
    projects: frozenset[str]
    clauses: Mapping[str, Measured]
    period: Period
    milestones: frozenset[str] = frozenset()


def of(frames: Mapping[str, pd.DataFrame], period: Period) -> Known:
    """The names in the tables FRAMES of a plan."""
    area, targets = frames["area"], frames["target"]
    names = [frozenset(frames[name][key]) for name, key in (("indicator", "slug"), ("unit", "name"), ("project", "id"))]
    clauses = {
        key: Measured(*about) for key, *about in zip(targets["id"], targets["area"], targets["indicator"], strict=True)
    }
    joint, milestones = (
        area.loc[area["kind"] == "joint", "name"],
        targets.loc[having(targets["kind"], lambda kind: not kind.numeric), "id"],
    )
    return Known(frozenset(area["name"]), frozenset(joint), *names, clauses, period, frozenset(milestones))


def _dated(kind: object) -> bool:
    """Whether a name is that of a kind of clause that asks for no figure, but to be done by its date."""
    return kind in [name for name, row in KINDS.items() if not row.numeric]


def with_added(known: Known, adjustments: Iterable[Mapping]) -> Known:
    """The names, with the clauses that the procedure added."""
    added = [row for row in adjustments if row["change"] == ADDED]
    clauses = {row["clause"]: Measured(row.get("area"), row.get("indicator")) for row in added}
    milestones = {row["clause"] for row in added if _dated(row.get("type"))}
    return known._replace(clauses={**known.clauses, **clauses}, milestones=known.milestones | milestones)


def problem(table: str, fields: Mapping, known: Known) -> str | None:
    """Why a row of a table of the state cannot count; None if it can.

    >>> PERIOD = Period(2015, 2020, 2018, 2010)
    >>> known = Known(frozenset({"天元区"}), frozenset(), frozenset(), frozenset(), frozenset(), {}, PERIOD)
    >>> problem("issue", {"area": "天元区", "year": 2018}, known), problem("issue", {"area": "甲区", "year": 2018}, known)
    (None, '数据中没有名为“甲区”的地域。')
    """
    if table == "adjustment" and (wrong := _adjusted(fields, known)):
        return wrong
    if wrong := next(
        (wrong for name, check in CHECKS.get(table, {}).items() if (wrong := check(fields.get(name), known))), None
    ):
        return wrong
    if table == "annual" and (area := known.clauses[fields["clause"]].area) != fields["area"]:
        return f"条款{fields['clause']}属于{area}，不属于{fields['area']}。"  # by its area an issued plan is locked
    return None


def counted(state: State, known: Known) -> tuple[State, list[dict]]:
    """The state without the rows that cannot count, and those rows with their `table` and `problem`, oldest first."""
    tables, out = dict(state.tables), [row | {"table": UNREAD} for row in state.rows(UNREAD)]
    for table in CHECKS:
        kept = {}
        for key, row in state.tables[table].items():
            if wrong := problem(table, row, known):
                out.append(row | {"table": table, "problem": wrong})
                continue
            kept[key] = row
            if table == "adjustment" and row["change"] == ADDED:
                known = with_added(known, [row])
        if len(kept) < len(tables[table]):
            tables[table] = kept
    return (state._replace(tables=tables) if out else state), sorted(out, key=lambda row: row["seq"])


def is_day(text) -> bool:
    """Whether a text is a day as YYYY-MM-DD.

    >>> [is_day(text) for text in ("2018-09-28", "2018-9-28", "20180928", "2018-02-30", None)]
    [True, False, False, False, False]
    """
    try:
        return date.fromisoformat(text).isoformat() == text
    except (TypeError, ValueError):
        return False


def _named(what: str, names: Callable[[Known], Iterable[str]]) -> Callable:
    """A check that a name stands in the data."""
    return lambda value, known: (
        "" if isinstance(value, str) and value in names(known) else f"数据中没有名为“{value}”的{what}。"
    )


def _one_of(what: str, values: Iterable) -> Callable:
    return lambda value, known: "" if value.__hash__ and value in values else f"{what}“{value}”不在可用的之中。"


def _year(years: Callable[[Period], Collection[int]]) -> Callable:
    """A check that a year is one of those of the plan that can be spoken of."""
    return lambda value, known: _one_of("年份", years(known.period))(value, known)


def _maybe(check: Callable) -> Callable:
    return lambda value, known: "" if value is None else check(value, known)


def _number(value, known: Known) -> str:
    """A complaint about what is no finite number.

    >>> [bool(_number(value, None)) for value in (1, 2.5, "3", True, None, float("nan"), 10**400)]
    [False, False, True, True, True, True, True]
    """
    plain = isinstance(value, int | float) and not isinstance(value, bool)
    return "" if plain and abs(value) < 1e300 and math.isfinite(value) else f"“{str(value)[:40]}”不是数。"


def _texts(value, known: Known) -> str:
    return "" if isinstance(value, list) and all(isinstance(item, str) for item in value) else "算式或出处不是文字。"


def _text(value, known: Known) -> str:
    return "" if isinstance(value, str) else "应为文字的地方没有文字。"


def _day(value, known: Known) -> str:
    return "" if is_day(value) else f"“{value}”不是日期。"


def _thing(value, known: Known) -> str:
    """A complaint about what no duty can be given for."""
    area, dot, slug = str(value).partition(".")
    return (
        ""
        if value in known.projects or (dot and area in known.areas and slug in known.indicators)
        else f"数据中没有指标或项目“{value}”。"
    )


def _adjusted(fields: Mapping, known: Known) -> str:
    """A target is added under a new id, with all that it needs; what is changed must be there."""
    milestone = _dated(fields.get("type")) if fields["change"] == ADDED else fields["clause"] in known.milestones
    if not milestone and fields.get("year") not in (None, known.period.end):
        return f"只有里程碑可以改时限；有数值的目标以{known.period.end}年为期，路径和进度都按整个规划期算。"
    if fields["change"] != ADDED:
        return CLAUSE(fields["clause"], known)
    if not ADDED_ID.fullmatch(str(fields["clause"])):
        return f"新增目标的编号“{fields['clause']}”应写作N和三位数字。"
    if fields["clause"] in known.clauses:
        return f"已有编号为“{fields['clause']}”的条款，新增的目标要用新的编号。"
    needed = {"area": AREA, "indicator": INDICATOR, "type": _one_of("类型", KINDS)}
    needed |= {} if milestone else {"value": _number, "operator": _one_of("条件", c.OPERATORS)}
    return next((wrong for name, check in needed.items() if (wrong := check(fields.get(name), known))), "")


def _rows(rows, known: Known) -> str:
    """Each row of a frozen evaluation: every field there and of its kind, the verdict among the known ones, each clause
    once."""
    if (
        not rows
        or not isinstance(rows, list)
        or any(not isinstance(row, dict) or set(e.FIELDS) - row.keys() for row in rows)
    ):
        return "评估没有内容，或有条款缺结论。"
    for row in rows:
        for name in e.FIELDS:
            if wrong := ROW.get(name, _text)(row[name], known):
                return f"评估的条款{row['clause']}：{wrong}"
    return "评估中有条款重复。" if len({row["clause"] for row in rows}) < len(rows) else ""


AREA, INDICATOR = _named("地域", lambda known: known.areas), _named("指标", lambda known: known.indicators)
CLAUSE, PROJECT = _named("条款", lambda known: known.clauses), _named("项目", lambda known: known.projects)
UNIT = _named("计量单位", lambda known: known.units | {""})
YEAR = _year(lambda period: period.years)
REPORTED = _year(lambda period: range(period.before - LONG_AGO, period.end + 2))
CHECKS = {
    "adjustment": {
        "value": _maybe(_number),
        "operator": _maybe(_one_of("条件", c.OPERATORS)),
        "year": _maybe(YEAR),
        "unit": _maybe(UNIT),
        "name": _maybe(_text),
    },
    "figure": {
        "area": AREA,
        "indicator": INDICATOR,
        "measure": _one_of("量法", MEASURES),
        "since": _maybe(REPORTED),
        "year": REPORTED,
        "value": _number,
        "operator": _one_of("约数", BOUNDS),
        "price_basis": _maybe(_one_of("价格口径", c.PRICES)),
    },
    "event": {
        "project": PROJECT,
        "date": _day,
        "stage": _one_of("阶段", STAGES),
        "share": _maybe(_number),
        "investment": _maybe(_number),
    },
    "duty": {"thing": _thing, "lead": _text, "person": _text},
    "annual": {"clause": CLAUSE, "area": AREA, "year": YEAR, "value": _number},
    "issue": {"area": AREA, "year": YEAR},
    "explanation": {"clause": CLAUSE, "year": YEAR},
    "evaluation": {"type": _one_of("类型", e.TYPES), "area": _maybe(_text), "year": YEAR, "rows": _rows},
    "supervision": {"title": _text, "unit": _text, "due": _day},
}
"""What each field of a row must be, by table; adjustments first, because the clauses that they add are known to the
others."""
ROW = {
    **dict.fromkeys(("line", "due"), _number),
    **dict.fromkeys(("actual_value", "actual_year", "completion", "pace"), _maybe(_number)),
    **dict.fromkeys(("arithmetic", "sources"), _texts),
    "verdict": _one_of("结论", c.VERDICTS),
    "original_verdict": _one_of("结论", ("", *c.VERDICTS)),
}
"""What the fields of an evaluated clause must be; the others are text. Its id is not looked up: an evaluation is whole
in itself."""
