"""The special conditions of the records about units: what is registered, what goes over into what, who can have a duty."""

from collections.abc import Iterable, Mapping
from typing import Any

from lib.ledger import succession
from lib.ledger.known import Known
from lib.ledger.permission import UNIT, listed
from lib.ledger.state import State

Fields = Mapping[str, Any]


def of_no_former_name(fields: Fields, state: State, known: Known) -> str:
    """A name under which a unit went before is not registered again: it means the successor."""
    row = state.get(succession.TABLE, fields["name"])
    return (
        f"“{fields['name']}”已{row['how']}，现在是“{succession.current(fields['name'], state)}”，不再登记。"
        if row
        else ""
    )


def succeeding(fields: Fields, state: State, known: Known) -> str:
    """A registered unit goes over into another one, by a document; a single one takes a name that is free."""
    old, new, how = fields["name"], fields["into"].strip(), fields["how"]
    if state.get("unit", old) is None:
        return f"没有登记名为“{old}”的单位，或者它已更替。"
    if new == old or ";" in new:
        return f"“{old}”的新单位“{new}”不能与原来相同，也不能含分号。"
    if how in succession.SINGLE and state.get("unit", new):
        return f"“{new}”已是登记的单位：两个单位合成一个，方式请选“{succession.MERGED}”。"
    if how != succession.MISTYPED and not (fields.get("number") and fields.get("date")):
        return f"“{old}”{how}要写明文号和日期；只是名称写错的，方式请选“{succession.MISTYPED}”。"
    return ""


def of_a_unit(fields: Fields, state: State, known: Known) -> str:
    """Who works for a unit has one, and it is registered."""
    if fields["granted"] == UNIT and not fields.get("unit"):
        return "责任单位的人员要写明是哪个单位。"
    return unregistered([fields.get("unit")], state)


def assignable(fields: Fields, state: State, known: Known) -> str:
    """A duty is given to registered units, one of which leads."""
    return next(
        iter(misassigned(fields["lead"], fields["person"], fields.get("support"), state, fields.get("shares"))), ""
    )


def misassigned(lead: str, person: str, support: str | None, state: State, shares: str | None = None) -> list[str]:
    """Why a thing cannot be assigned so.

    >>> from lib.ledger.fold import EMPTY
    >>> misassigned("", "示例甲", "", EMPTY)
    ['有责任人或配合单位而没有牵头单位：请填写牵头单位。']
    """
    leads = listed(lead)
    found = [unregistered([*leads, *listed(support)], state), unshared(leads, listed(shares))]
    if not lead and (person or support):
        found.append("有责任人或配合单位而没有牵头单位：请填写牵头单位。")
    found += [f"“{one}”既是牵头单位又是配合单位：请去掉一处。" for one in leads if one in listed(support)]
    return [sentence for sentence in found if sentence]


def unshared(leads: list[str], shares: list[str]) -> str:
    """A complaint about the shares of leading units; "" if there are none, or they say how 100 per cent are shared.

    >>> unshared(["示例一局", "示例二局"], ["60", "40"]), unshared(["示例一局"], [])
    ('', '')
    >>> unshared(["示例一局", "示例二局"], ["60", "50"])
    '分担应为每个牵头单位一个百分数、合计100：现为60、50。'
    """
    try:
        parts = [float(share) for share in shares]
    except ValueError:
        parts = []
    good = len(parts) == len(leads) and all(part > 0 for part in parts) and abs(sum(parts) - 100) < 1e-6
    return "" if not shares or good else f"分担应为每个牵头单位一个百分数、合计100：现为{'、'.join(shares)}。"


def unregistered(names: Iterable[str | None], state: State) -> str:
    """A complaint about the first of the names that is no registered unit; "" if all are, or are empty."""
    unknown = next(
        (name for name in names if name and state.get("unit", succession.current(name, state)) is None), None
    )
    return f"没有登记名为“{unknown}”的单位：请先在“单位与角色”页登记，或改成已登记的名称。" if unknown else ""
