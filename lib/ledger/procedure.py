"""Whether a record may be written: by this person, and on the present state of the ledger."""

from collections.abc import Iterable, Mapping
from typing import Any

from lib.ledger import limits
from lib.ledger.counting import problem
from lib.ledger.fold import Folding
from lib.ledger.kind import ADMINS, Kind
from lib.ledger.kinds import KINDS
from lib.ledger.known import Known
from lib.ledger.organising import asks_second
from lib.ledger.permission import READER, ROLES, UNIT, Person
from lib.ledger.record import Entry, sealed
from lib.ledger.state import Row, State

OWN = "这个数是您自己填报的：规定由另一人审核。"
GONE = "找不到要处理的记录，它可能在另一个库中。请刷新页面。"


def refusal(person: Person, item: Entry, state: State, known: Known) -> str:
    """Why this person may not write this record now; "" if that is allowed.

    >>> from lib.ledger.fold import EMPTY
    >>> from lib.ledger.record import entry
    >>> from lib.measure.period import Period
    >>> known = Known(*[frozenset()] * 5, {}, Period(2015, 2020, 2018, 2010))
    >>> item = entry("unit_set", {"name": "示例一局"})
    >>> refusal(Person("甲", "office"), item, EMPTY, known), refusal(Person("乙", UNIT, "示例一局"), item, EMPTY, known)
    ('', '规划办才可以做这一项。')
    """
    return forbidden(person, item, state, known) or _unfit(person, item) or refused(item, state, known)


def judged(items: Iterable[Entry], state: State, known: Known) -> list[str]:
    """Why each of several records cannot follow on the present state and on those before it that can; "" if it can."""
    found, now = [], Folding(state)
    for item in items:
        found.append(wrong := refused(item, now.state, known))
        if not wrong:
            now.add(sealed(now.state.seq + 1, "", "", "", item, ""))
    return found


def _unfit(person: Person, item: Entry) -> str:
    """A complaint about a text that is too long or of characters that nobody types."""
    fields = {"who": person.name, "why": item.why, "file": item.file} | item.payload
    return limits.refused(fields, {field.name: field.word for field in KINDS[item.kind].fields})


def forbidden(person: Person, item: Entry, state: State, known: Known) -> str:
    """Why this person may not write such a record; "" if it may."""
    kind = KINDS[item.kind]
    if person.role not in ROLES or person.role == READER:
        return "当前身份只能阅读，不能录入；原因见页面右上角。"
    if not person.name.strip():
        return "请先填写姓名：每条记录都要写明由谁录入。"
    if person.role not in kind.by:
        return f"{'管理员' if kind.by == ADMINS else '规划办'}才可以做这一项。"
    if kind.second and own(person, state.get(kind.table, item.payload["of"]), state):
        return OWN
    if person.role != UNIT:
        return ""
    if kind.marks and state.get(kind.table, item.payload["of"]) is None:
        return GONE
    owned = kind.owner is not None and kind.owner(person, item.payload, state, known)
    return "" if owned else f"这一项不由{person.unit or '您的单位'}负责。"


def own(person: Person, row: Row | None, state: State) -> bool:
    """Whether somebody may not approve a row because it is his own, where that is laid down."""
    return asks_second(state) and row is not None and row["who"] == person.name


def refused(item: Entry, state: State, known: Known) -> str:
    """Why a record cannot follow on the present state, or speaks of what the data does not know; "" if it can be
    written."""
    kind = KINDS[item.kind]
    if kind.marks:
        row = state.get(kind.table, item.payload["of"])
        if row is None:
            return GONE
        if row["status"] not in kind.after:
            return "这条记录已经被处理过。请刷新页面，看最新的状态。"
    known = known.with_added(state.rows("adjustment"), state.rows("newcomer"))
    if wrong := _lacking(kind, item.payload) or problem(kind, item.payload, known):
        return wrong
    if kind.rule and (wrong := kind.rule(item.payload, state, known)):
        return wrong
    return "请写明理由。" if kind.reasoned and not item.why.strip() else ""


def _lacking(kind: Kind, fields: Mapping[str, Any]) -> str:
    """A complaint about the fields that should say something and do not."""
    words = [field.word for field in kind.fields if field.filled and not str(fields.get(field.name) or "").strip()]
    return kind.lacking.format("、".join(words)) if words else ""
