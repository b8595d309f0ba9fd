"""Roles, and who answers for what. Checked where records are written, never by hiding buttons."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from lib.ledger.known import Known
from lib.ledger.state import Row, State

READER, UNIT, OFFICE, ADMIN = ROLES = ("reader", "unit", "office", "admin")
"""Reads · fills in what its unit owes · plans, reviews and evaluates · grants roles too."""


class Person(NamedTuple):
    """Who is at work: a name, a role of ROLES, and the unit of a person with the role `unit`."""

    name: str
    role: str = READER
    unit: str = ""


Owner = Callable[[Person, Mapping[str, Any], State, Known], bool]
"""Whether what a record (its fields) is about is assigned to the person's unit, or was entered by the person."""


def has_duty(person: Person, fields: Mapping[str, Any], state: State, known: Known) -> bool:
    """For a figure or a project's event: whether the unit has the duty for it."""
    return concerns(duty_of(fields, state), person.unit)


def has_duty_of_clause(person: Person, fields: Mapping[str, Any], state: State, known: Known) -> bool:
    """Whether the unit has the duty for the indicator of the clause."""
    about = known.with_added(state.rows("adjustment")).clauses.get(fields["clause"])
    return about is not None and concerns(duty_of(about._asdict(), state), person.unit)


def submitted(person: Person, fields: Mapping[str, Any], state: State, known: Known) -> bool:
    """Whether the person submitted the figure that is marked, or the unit has the duty for it."""
    figure = state.get("figure", fields["of"])
    return figure is not None and (figure["who"] == person.name or concerns(duty_of(figure, state), person.unit))


def undertakes(person: Person, fields: Mapping[str, Any], state: State, known: Known) -> bool:
    """Whether the supervision item that is marked was handed to the unit."""
    item = state.get("supervision", fields["of"])
    return item is not None and person.unit in listed(item["unit"])


def has_problem(person: Person, fields: Mapping[str, Any], state: State, known: Known) -> bool:
    """Whether the problem that is marked is the unit's to solve, or of a project for which it has the duty."""
    row = state.get("problem", fields["of"])
    return row is not None and (row.get("solver") == person.unit or concerns(duty_of(row, state), person.unit))


def is_part(person: Person, fields: Mapping[str, Any], state: State, known: Known) -> bool:
    """Whether a part of a target is the unit's."""
    return bool(fields["part"] == person.unit)


def speaks_of_its_duty(person: Person, fields: Mapping[str, Any], state: State, known: Known) -> bool:
    """Whether a comment, made or marked, is on a clause or a project that is the unit's."""
    comment = state.get("comment", fields["of"]) if "of" in fields else fields
    if comment is None or comment["matter"] not in ("clause", "project"):
        return False
    about = {comment["matter"]: comment["about"]}
    duty = has_duty_of_clause if comment["matter"] == "clause" else has_duty
    return duty(person, about, state, known)


def made(person: Person, fields: Mapping[str, Any], state: State, known: Known) -> bool:
    """Whether the comment that is marked is the person's own."""
    row = state.get("comment", fields["of"])
    return row is not None and row["who"] == person.name


def duty_of(fields: Mapping[str, Any], state: State) -> Row | None:
    """The duty under which a figure, a clause (by its `area` and `indicator`) or a project's event falls; None where
    nobody has it."""
    return state.get("duty", thing(fields))


def thing(fields: Mapping[str, Any]) -> str:
    """What a duty is given for: a project or a measure by its id, or an area's indicator.

    >>> thing({"area": "天元区", "indicator": "gdp"}), thing({"project": "dongli-gu"})
    ('天元区.gdp', 'dongli-gu')
    """
    return fields.get("project") or fields.get("thing") or f"{fields['area']}.{fields['indicator']}"


def concerns(duty: Mapping[str, Any] | None, unit: str) -> bool:
    """Whether a duty is the unit's, as lead or in support; what is assigned to nobody concerns nobody."""
    return duty is not None and bool(unit) and unit in listed(f"{duty['lead']};{duty.get('support') or ''}")


def led(duty: Mapping[str, Any] | None, shares: bool = False) -> str:
    """Who leads a duty, in words, with the share of each where `shares` are asked for and given; "" where nobody does.

    >>> duty = {"lead": "示例一局;示例二局", "shares": "60;40"}
    >>> led(duty), led(duty, shares=True), led(None)
    ('示例一局、示例二局', '示例一局60%、示例二局40%', '')
    """
    names, parts = listed((duty or {}).get("lead")), listed((duty or {}).get("shares"))
    if shares and len(parts) == len(names):
        names = [f"{name}{part}%" for name, part in zip(names, parts, strict=True)]
    return "、".join(names)


@lru_cache(maxsize=10_000)
def each(lead: str) -> tuple[str, ...]:
    """The units of a lead in words (`led`) or as recorded, one by one.

    >>> each("示例一局、示例二局"), each("示例一局;示例二局"), each("未分解")
    (('示例一局', '示例二局'), ('示例一局', '示例二局'), ('未分解',))
    """
    return tuple(listed(lead.replace("、", ";")))


def listed(text: str | None) -> list[str]:
    """Several names in one cell.

    >>> listed("示例一局;示例二局"), listed(None)
    (['示例一局', '示例二局'], [])
    """
    return [name.strip() for name in text.split(";") if name.strip()] if text else []
