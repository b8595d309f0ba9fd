"""Who may do what. Checked where records are written, never by hiding buttons."""

from typing import NamedTuple

from lib.compute.record import Entry
from lib.compute.state import State

READER, UNIT, OFFICE, ADMIN = ROLES = ("reader", "unit", "office", "admin")
"""Reads · fills in what its unit owes · plans, reviews and evaluates · grants roles too."""

BY_UNITS = ("figure_submitted", "figure_withdrawn", "project_event", "explanation_given", "supervision_answered")
BY_ADMINS = ("role_granted",)


class Person(NamedTuple):
    """Who is at work: a name, a role of ROLES, and the unit of a person with the role `unit`."""

    name: str
    role: str = READER
    unit: str = ""


def refusal(person: Person, item: Entry, state: State) -> str | None:
    """Why this person may not write this record; None if it may.

    >>> from lib.compute.record import entry
    >>> from lib.compute.state import EMPTY
    >>> opened = entry("supervision_opened", {"title": "x", "unit": "发改局", "due": "2018-06-30"})
    >>> refusal(Person("甲", OFFICE), opened, EMPTY) is None, refusal(Person("乙", UNIT, "发改局"), opened, EMPTY)
    (True, '规划办才可以做这一项。')
    """
    if not person.name.strip():
        return "请先填写姓名：每条记录都要写明由谁录入。"
    if item.kind in BY_ADMINS:
        return None if person.role == ADMIN else "管理员才可以授予角色。"
    if person.role in (OFFICE, ADMIN):
        return None
    if person.role != UNIT:
        return "当前身份只能阅读，不能录入。"
    if item.kind not in BY_UNITS:
        return "规划办才可以做这一项。"
    return None if _owns(person, item, state) else f"这一项不由{person.unit or '您的单位'}负责。"


def _owns(person: Person, item: Entry, state: State) -> bool:
    """Whether what the record is about is assigned to the person's unit, or was entered by it."""
    if item.kind == "supervision_answered":
        return state.get("supervision", item.payload["of"])["unit"] == person.unit
    if item.kind == "figure_withdrawn":
        return state.get("figure", item.payload["of"])["who"] == person.name
    return _leads(state.get("duty", thing(item)), person.unit)


def thing(item: Entry) -> str:
    """What a record is about in the words of the duties: an area's indicator (`area.slug`), a project or a clause."""
    fields = item.payload
    return f"{fields['area']}.{fields['indicator']}" if item.kind == "figure_submitted" else fields.get("project") or fields["clause"]


def _leads(duty: dict | None, unit: str) -> bool:
    return duty is not None and unit in (duty["lead"], *str(duty.get("support") or "").split(";"))
