"""What the state of the ledger allows next: the procedure of review, annual plan, evaluation, adjustment and supervision."""

from lib.compute.access import ROLES, UNIT
from lib.compute.record import KINDS, Entry
from lib.compute.state import State

CHANGES = ("新增", "上调", "下调", "口径变更", "取消")
NEXT = {
    "figure_approved": ("submitted",),
    "figure_returned": ("submitted",),
    "figure_withdrawn": ("submitted",),
    "evaluation_published": ("frozen",),
    "supervision_answered": ("opened", "answered"),
    "supervision_closed": ("answered",),
}
"""The states in which a row may be marked."""


def refusal(item: Entry, state: State) -> str | None:
    """Why a record cannot follow on the present state; None if it can."""
    kind = KINDS[item.kind]
    if kind.marks:
        row = state.get(kind.table, item.payload["of"])
        if row is None:
            return "找不到要处理的记录，它可能在另一个库中。请刷新页面。"
        if row["status"] not in NEXT[item.kind]:
            return "这条记录已经被处理过。请刷新页面，看最新的状态。"
    special = SPECIAL.get(item.kind)
    return special(item, state) if special else None


def _reasoned(item: Entry, state: State) -> str | None:
    return None if item.why.strip() else "请写明理由。"


def _annual(item: Entry, state: State) -> str | None:
    year = item.payload["year"]
    issued = [row["area"] for row in state.rows("issue") if row["year"] == year]
    return f"{year}年度计划已下达，不能再改；确需调整请走“调整”程序。" if issued else None


def _issue(item: Entry, state: State) -> str | None:
    done = state.get("issue", item.payload["area"], item.payload["year"])
    return f"{item.payload['area']}{item.payload['year']}年度计划已经下达。" if done else None


def _adjusted(item: Entry, state: State) -> str | None:
    if item.payload["change"] not in CHANGES:
        return f"调整类别应为{'、'.join(CHANGES)}之一。"
    lacking = [word for name, word in (("number", "文号"), ("date", "日期"), ("body", "批准机关")) if not str(item.payload[name]).strip()]
    return f"调整必须有依据：缺{'、'.join(lacking)}。" if lacking else _reasoned(item, state)


def _frozen(item: Entry, state: State) -> str | None:
    return f"已有名为“{item.payload['name']}”的评估。" if state.get("evaluation", item.payload["name"]) else None


def _granted(item: Entry, state: State) -> str | None:
    if item.payload["granted"] not in ROLES:
        return "没有这种角色。"
    return "责任单位的人员要写明是哪个单位。" if item.payload["granted"] == UNIT and not item.payload.get("unit") else None


SPECIAL = {
    "figure_returned": _reasoned,
    "annual_set": _annual,
    "annual_issued": _issue,
    "target_adjusted": _adjusted,
    "evaluation_frozen": _frozen,
    "role_granted": _granted,
}
