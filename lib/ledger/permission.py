"""Who may do what. Checked where records are written, never by hiding buttons."""

from collections.abc import Mapping
from typing import NamedTuple

from lib.ledger.names import Known, with_added
from lib.ledger.record import KINDS, Entry
from lib.ledger.state import State

READER, UNIT, OFFICE, ADMIN = ROLES = ("reader", "unit", "office", "admin")
"""Reads · fills in what its unit owes · plans, reviews and evaluates · grants roles too."""

BY_UNITS = ("figure_submitted", "figure_withdrawn", "project_event", "explanation_given", "supervision_answered")
BY_ADMINS = ("role_granted",)
GONE = "找不到要处理的记录，它可能在另一个库中。请刷新页面。"


class Person(NamedTuple):
    """Who is at work: a name, a role of ROLES, and the unit of a person with the role `unit`."""

    name: str
    role: str = READER
    unit: str = ""


def refusal(person: Person, item: Entry, state: State, known: Known) -> str | None:
    """Why this person may not write this record; None if it may.

    >>> from lib.ledger.record import entry
    >>> from lib.ledger.state import EMPTY
    >>> from lib.measure.period import Period
    >>> opened = entry("supervision_opened", {"title": "x", "unit": "发改局", "due": "2018-06-30"})
    >>> known = Known(*[frozenset()] * 5, {}, Period(2015, 2020, 2018, 2010))
    >>> refusal(Person("甲", OFFICE), opened, EMPTY, known) is None, refusal(Person("乙", UNIT, "发改局"), opened, EMPTY, known)
    (True, '规划办才可以做这一项。')
    """
    if person.role not in (UNIT, OFFICE, ADMIN):
        return "当前身份只能阅读，不能录入；原因见页面右上角。"
    if not person.name.strip():
        return "请先填写姓名：每条记录都要写明由谁录入。"
    if item.kind in BY_ADMINS:
        return None if person.role == ADMIN else "管理员才可以授予角色。"
    if person.role in (OFFICE, ADMIN):
        return None
    if item.kind not in BY_UNITS:
        return "规划办才可以做这一项。"
    kind = KINDS[item.kind]
    if kind.marks and state.get(kind.table, item.payload["of"]) is None:
        return GONE
    return None if _owns(person, item, state, known) else f"这一项不由{person.unit or '您的单位'}负责。"


def _owns(person: Person, item: Entry, state: State, known: Known) -> bool:
    """Whether what the record is about is assigned to the person's unit, or was entered by the person. What it marks is
    there."""
    if item.kind == "supervision_answered":
        return state.get("supervision", item.payload["of"])["unit"] == person.unit
    if item.kind == "figure_withdrawn":
        figure = state.get("figure", item.payload["of"])
        return figure["who"] == person.name or concerns(duty_of(figure, state), person.unit)
    if item.kind == "explanation_given":
        about = with_added(known, state.rows("adjustment")).clauses.get(item.payload["clause"])
        return about is not None and concerns(duty_of(about._asdict(), state), person.unit)
    return concerns(duty_of(item.payload, state), person.unit)


def duty_of(fields: Mapping, state: State) -> Mapping | None:
    """The duty under which a figure, a clause (by its `area` and `indicator`) or a project's event falls; None where
    nobody has it."""
    return state.get("duty", thing(fields))


def thing(fields: Mapping) -> str:
    """What a duty is given for: a project by its id, or an area's indicator.

    >>> thing({"area": "天元区", "indicator": "gdp"}), thing({"project": "dongli-gu"})
    ('天元区.gdp', 'dongli-gu')
    """
    return fields.get("project") or f"{fields['area']}.{fields['indicator']}"


def concerns(duty: Mapping | None, unit: str) -> bool:
    """Whether a duty is the unit's, as lead or in support; what is assigned to nobody concerns nobody."""
    return duty is not None and bool(unit) and unit in (duty["lead"], *listed(duty.get("support")))


def listed(text: str | None) -> list[str]:
    """Several names in one cell.

    >>> listed("示例一局;示例二局"), listed(None)
    (['示例一局', '示例二局'], [])
    """
    return [name.strip() for name in (text or "").split(";") if name.strip()]
