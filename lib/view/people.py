"""Persons and roles in words."""

from lib.compute import identity
from lib.compute.access import READER, Person
from lib.compute.identity import Standing
from lib.compute.record import Record
from lib.view import words as w


def label(standing: Standing) -> str:
    """The person in a few words, for the frame.

    >>> label(Standing("alone", Person("示例甲", "admin"))), label(Standing("exposed", Person("")))
    ('示例甲 · 单机模式', '只读')
    """
    if standing.mode == identity.ALONE:
        return f"{standing.person.name or '未填姓名'} · {w.word('standing', 'alone')}"
    return f"{standing.person.name} · {role(standing.person)}" if standing.person.name else w.word("standing", standing.mode)


def role(person: Person) -> str:
    """A person's role, with the unit where there is one.

    >>> role(Person("甲", "unit", "示例一局")), role(Person("乙", "office"))
    ('责任单位（示例一局）', '规划办')
    """
    return w.word("role", person.role) + (f"（{person.unit}）" if person.unit else "")


def explained(standing: Standing) -> str:
    """Why the person may or may not write, and what to do about it (Markdown, no text of the user in it)."""
    text = w.word("standing_why", standing.mode)
    if standing.mode == identity.SIGNED_IN:
        text += w.word("role_may", standing.person.role) + (w.word("standing_why", "ask") if standing.person.role == READER else "")
    return text


def earlier(records: list[Record]) -> list[str]:
    """The names of those who wrote in the ledger, the last first."""
    return list(dict.fromkeys(record.who for record in reversed(records)))
