"""Persons and roles in words."""

import pandas as pd

from lib.access import identity
from lib.access.identity import Standing
from lib.ledger.clock import day
from lib.ledger.permission import READER, Person
from lib.ledger.record import Entry
from lib.text import words as w

UNIT_HEADINGS = {"name": "单位", "kind": "类别", "contact": "联系人", "mail": "邮箱", "note": "备注"}
SUCCESSION_HEADINGS = {
    "name": "原单位",
    "how": "方式",
    "into": "新单位",
    "number": "文号",
    "date": "日期",
    "note": "备注",
}
ROLE_HEADINGS = {"person": "账号", "name": "姓名", "granted": "角色", "unit": "单位"}
_ROLES = w.WORDS["role"]


def label(standing: Standing) -> str:
    """The person in a few words, for the frame.

    >>> label(Standing("alone", Person("示例甲", "admin"))), label(Standing("exposed", Person("")))
    ('示例甲 · 单机模式', '只读')
    """
    if standing.mode == identity.ALONE:
        return f"{standing.person.name or '未填姓名'} · {w.word('standing', 'alone')}"
    return (
        f"{standing.person.name} · {role(standing.person)}"
        if standing.person.name
        else w.word("standing", standing.mode)
    )


def training(today: str) -> str:
    """What stands above every page of the training set (Markdown): the day on which it ends, or that there is none."""
    return w.word("notice", "demo").format(today=today) if today else w.word("notice", "demo_empty")


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
        text += w.word("role_may", standing.person.role) + (
            w.word("standing_why", "ask") if standing.person.role == READER else ""
        )
    return text


def title(units: pd.DataFrame, roles: pd.DataFrame) -> str:
    """Units and roles in one line."""
    return f"已登记{len(units)}个单位，{len(roles)}个账号有角色" if len(units) or len(roles) else "还没有登记单位"


def units_table(units: pd.DataFrame) -> pd.DataFrame:
    """The register of units as a table to edit."""
    return units.rename(columns=UNIT_HEADINGS).astype(object)


def roles_table(roles: pd.DataFrame) -> pd.DataFrame:
    """The roles as a table to edit."""
    return roles.assign(granted=roles["granted"].map(_ROLES)).rename(columns=ROLE_HEADINGS).astype(object)


def successions_table(rows: pd.DataFrame) -> pd.DataFrame:
    """What became of units (`people.successions`), the newest first."""
    told = rows.rename(columns=SUCCESSION_HEADINGS).astype(object)
    return told.assign(记入=rows["at"].map(day), 记入人=rows["who"]).drop(columns=["at", "who"])


def succession_blank() -> pd.DataFrame:
    """An empty table in which successions are typed."""
    return pd.DataFrame(columns=list(SUCCESSION_HEADINGS.values()), dtype=object)


def told(entries: list[Entry]) -> pd.DataFrame:
    """What records of units and successions would do, a line each."""
    rows = [
        (item.payload["name"], f"{item.payload['how']}为“{item.payload['into']}”")
        if "into" in item.payload
        else (item.payload["name"], "登记")
        for item in entries
    ]
    return pd.DataFrame(rows, columns=["单位", "将要"])


def fields(edited: pd.DataFrame) -> pd.DataFrame:
    """An edited table with the names of the fields, and roles by their codes."""
    every = (SUCCESSION_HEADINGS, UNIT_HEADINGS, ROLE_HEADINGS)
    headings = next(one for one in every if set(one.values()) <= set(edited))
    rows = edited.rename(columns={word: name for name, word in headings.items()})
    return (
        rows.assign(granted=rows["granted"].map({word: code for code, word in _ROLES.items()}))
        if "granted" in rows
        else rows
    )
