"""What the state of the ledger allows next: the procedure of review, annual plan, evaluation, adjustment and
supervision."""

from lib.cycle import duties
from lib.cycle import evaluation as e
from lib.ledger.entered import CANCELLED
from lib.ledger.names import Known, is_day, problem, with_added
from lib.ledger.permission import GONE, ROLES, UNIT
from lib.ledger.record import KINDS, Entry
from lib.ledger.state import State

CHANGES = ("新增", "上调", "下调", "口径变更", "取消")
NEXT = {
    "figure_approved": ("submitted",),
    "figure_returned": ("submitted",),
    "figure_withdrawn": ("submitted",),
    "evaluation_published": ("frozen",),
    "evaluation_discarded": ("frozen",),
    "supervision_answered": ("opened", "answered", "returned"),
    "supervision_returned": ("answered",),
    "supervision_closed": ("answered",),
}
"""The states in which a row may be marked."""


def refusal(item: Entry, state: State, known: Known) -> str | None:
    """Why a record cannot follow on the present state, or speaks of what the data does not know; None if it can be
    written."""
    kind = KINDS[item.kind]
    if kind.marks:
        row = state.get(kind.table, item.payload["of"])
        if row is None:
            return GONE
        if row["status"] not in NEXT[item.kind]:
            return "这条记录已经被处理过。请刷新页面，看最新的状态。"
    special, known = SPECIAL.get(item.kind), with_added(known, state.rows("adjustment"))
    if special and (message := special(item, state)):
        return message
    if message := None if kind.marks else problem(kind.table, item.payload, known):
        return message
    return _whole(item, state, known) if item.kind == "evaluation_frozen" else None


def _reasoned(item: Entry, state: State) -> str | None:
    return None if item.why.strip() else "请写明理由。"


def _dated(text, what: str) -> str | None:
    """A complaint if the text is not a day (YYYY-MM-DD)."""
    return None if is_day(text) else f"{what}“{text}”不是日期，应写作 2026-09-28 这样的年-月-日。"


def _annual(item: Entry, state: State) -> str | None:
    area, year = item.payload["area"], item.payload["year"]
    issued = state.get("issue", area, year)
    if issued:
        return f"{area}{year}年度计划已下达（{issued['number']}），不能再改。"
    return _reasoned(item, state)


def _issue(item: Entry, state: State) -> str | None:
    fields = item.payload
    if done := state.get("issue", fields["area"], fields["year"]):
        return f"{fields['area']}{fields['year']}年度计划已经下达（{done['number']}）。"
    return "下达年度计划要写明文号。" if not str(fields["number"]).strip() else _dated(fields["date"], "下达日期")


def _adjusted(item: Entry, state: State) -> str | None:
    fields = item.payload
    if fields["change"] not in CHANGES:
        return f"调整类别应为{'、'.join(CHANGES)}之一。"
    lacking = [
        word
        for name, word in (("number", "文号"), ("date", "日期"), ("body", "批准机关"))
        if not str(fields[name]).strip()
    ]
    if lacking:
        return f"调整必须有依据：缺{'、'.join(lacking)}。"
    if fields["change"] == "新增" and not all(fields.get(name) for name in ("area", "indicator", "type", "name")):
        return "新增的目标要写明名称、地域、指标和类型。"
    return _dated(fields["date"], "日期") or _reasoned(item, state)


def _explained(item: Entry, state: State) -> str | None:
    return None if e.complete(item.payload) else "说明要写全：原因、措施、责任单位、新时限。"


def _frozen(item: Entry, state: State) -> str | None:
    fields = item.payload
    if not str(fields["name"]).strip():
        return "请给评估一个名称。"
    if state.get("evaluation", fields["name"]):
        return f"已有名为“{fields['name']}”的评估，请另取名称。"
    return _dated(fields["asof"], "数据截止日")


def _whole(item: Entry, state: State, known: Known) -> str | None:
    """A frozen evaluation takes every clause that was in force in its area, and no other: none can be left out or
    slipped in.

    What is not checked: that the verdicts and figures of the rows are those that the plan yields at that moment. They
    are computed above this room, so a program that writes by itself could state others; the page and `Plan.assessed` do
    not.
    """
    period = known.period
    if item.payload["year"] not in e.years(item.payload["type"], period):
        return f"中期评估只评{period.midterm}年，期末评估只评{period.end}年，年度评估评{period.first}至{period.end}年。"
    last = {row["clause"]: row["change"] for row in state.rows("adjustment")}
    area = item.payload["area"]
    wanted = {key for key, about in known.clauses.items() if area in (None, about.area) or about.area in known.joint}
    wanted -= {key for key, change in last.items() if change == CANCELLED}
    if wrong := wanted.symmetric_difference(row["clause"] for row in item.payload["rows"]):
        return f"评估应包括范围内现行的全部条款，不多不少：{'、'.join(sorted(wrong)[:3])}{'等' if len(wrong) > 3 else ''}不符。请刷新页面再冻结。"
    return None


def _published(item: Entry, state: State) -> str | None:
    row = state.get("evaluation", item.payload["of"])
    lacking = e.unexplained(row["rows"], e.explanations(state, row["year"]))
    if lacking:
        names = "、".join(r["name"] for r in lacking[:3])
        return f"还有{len(lacking)}项没有解释说明（{names}{'等' if len(lacking) > 3 else ''}），不能公开。"
    if item.payload["explanations"] != e.to_publish(row, state):
        return "说明在您打开页面之后有改动。请刷新，看过之后再公开。"
    return None


def _granted(item: Entry, state: State) -> str | None:
    if item.payload["granted"] not in ROLES:
        return "没有这种角色。"
    unit = item.payload.get("unit")
    if item.payload["granted"] == UNIT and not unit:
        return "责任单位的人员要写明是哪个单位。"
    return duties.unregistered([unit], state) or None


def _assigned(item: Entry, state: State) -> str | None:
    fields = item.payload
    return next(iter(duties.wrong(fields["lead"], fields["person"], fields.get("support"), state)), None)


def _opened(item: Entry, state: State) -> str | None:
    lacking = [
        word
        for name, word in (("title", "事项"), ("unit", "承办单位"), ("due", "办结期限"))
        if not str(item.payload[name]).strip()
    ]
    if lacking:
        return f"交办要写明{'、'.join(lacking)}。"
    return _dated(item.payload["due"], "办结期限") or duties.unregistered([item.payload["unit"]], state) or None


def _registered(item: Entry, state: State) -> str | None:
    return None if str(item.payload["name"]).strip() else "请写单位名称。"


def _answered(item: Entry, state: State) -> str | None:
    return None if str(item.payload["text"]).strip() else "请写明办理情况。"


SPECIAL = {
    "unit_set": _registered,
    "figure_returned": _reasoned,
    "duty_assigned": _assigned,
    "annual_set": _annual,
    "annual_issued": _issue,
    "target_adjusted": _adjusted,
    "explanation_given": _explained,
    "evaluation_frozen": _frozen,
    "evaluation_published": _published,
    "evaluation_discarded": _reasoned,
    "role_granted": _granted,
    "supervision_opened": _opened,
    "supervision_answered": _answered,
    "supervision_returned": _reasoned,
}
