"""目标的调整: the section of the report on what was adjusted and cancelled by procedure."""

from lib.ledger.changes import CANCELLED
from lib.report import changes
from lib.report.changes import Change
from lib.report.document import prose
from lib.report.document.paper import Field, Paper, Ref
from lib.report.selection import Selection
from lib.text import words as w

CHANGED = [
    Field("目标条款", 32),
    Field("类别", 12, "center"),
    Field("原目标", 24),
    Field("现目标", 24),
    Field("结论", 30),
    Field("依据和理由", 34),
]
WITHDRAWN = [
    Field("目标条款", 34),
    Field("原目标", 28),
    Field("文号", 24),
    Field("日期", 20, "center"),
    Field("批准机关", 20),
    Field("理由", 30),
]


def section(paper: Paper, s: Selection) -> None:
    """What was adjusted by procedure, and what was cancelled: the original target, the one in force, the basis."""
    changed = changes.listed(s)
    if not changed:
        return
    kept, cancelled = (
        [one for one in changed if one.change != CANCELLED],
        [one for one in changed if one.change == CANCELLED],
    )
    paper.heading(2, "目标的调整")
    paper.text(f"{changes.sentence(changed)}。")
    if kept:
        paper.text("原目标、现目标和依据见", Ref("changed"), "。结论以现目标为准。")
        body = [
            [
                _called(one, s),
                one.change,
                one.before,
                one.now,
                f"按原目标：\n{one.before_verdict}\n按现目标：\n{one.verdict}",
                f"{one.body}，{one.number}，{w.day(one.date)}\n{one.why}",
            ]
            for one in kept
        ]
        paper.table("changed", "按程序调整的目标", CHANGED, body)
    if cancelled:
        paper.text(f"取消的{len(cancelled)}项不再评估，不计入本报告的项数，见", Ref("cancelled"), "。")
        body = [[_called(one, s), one.before, one.number, w.day(one.date), one.body, one.why] for one in cancelled]
        paper.table("cancelled", "按程序取消的目标", WITHDRAWN, body)


def _called(one: Change, s: Selection) -> str:
    return f"{one.name}\n{prose.where(one.area, s.area, s.about, s.sections.at(one.line))}"
