"""对策建议: what follows from the figures and nothing else, and what is under supervision."""

from lib.audit.finding import HARD
from lib.cycle import supervision
from lib.measure import constants as c
from lib.measure.clause import Measured
from lib.measure.kinds import having
from lib.report.document import prose
from lib.report.document.dossier import Dossier
from lib.report.document.overview import names
from lib.report.document.paper import Field, Paper, Ref
from lib.report.selection import Selection
from lib.text import clauses
from lib.text import words as w
from lib.theme import badge


def chapter(paper: Paper, d: Dossier) -> None:
    """The sixth chapter."""
    paper.heading(1, "对策建议")
    for title, parts in steps(d.chosen):
        paper.heading(2, title)
        paper.text(*parts)
        if Ref("ahead") in parts:
            _ahead(paper, d.chosen)
    _supervised(paper, d)


def steps(s: Selection) -> list[tuple[str, tuple[str | Ref, ...]]]:
    """What is to be done, each a title and the parts of its text."""
    rows, over = s.clauses, s.year >= s.about.period.end
    late = rows[rows["verdict"].isin(clauses.LATE)]
    unknown = int((rows["verdict"] == c.UNKNOWN).sum())
    due = rows[
        having(rows["kind"], lambda kind: not kind.numeric)
        & (rows["due"] == s.year + 1)
        & (rows["verdict"] == c.NOT_DUE)
    ]
    hard, silent = int((s.findings["severity"] == HARD).sum()), s.unexplained
    ahead = ("，要达到目标所需的增速或增量见", Ref("ahead")) if any(map(clauses.still, Measured.of(late))) else ()
    told = f"应说明而没有说明的{len(silent)}项，由责任单位说明原因、措施和时限："
    lack = f"无法评估的{unknown}项，所缺的数据由统计和行业主管部门提供，经审核后补评。"
    found: list[tuple[int, str, tuple[str | Ref, ...]]] = [
        (0 if over else len(late), "追赶滞后的目标", (f"滞后的{len(late)}项条款由责任单位制定追赶措施", *ahead, "。")),
        (len(late) if over else 0, "处理未完成的目标", (f"未完成的{len(late)}项由责任单位说明原因，提出后续安排。",)),
        (len(silent), "补交偏差说明", (names(told, silent, s),)),
        (unknown, "补齐数据", (lack,)),
        (len(due), f"抓好{s.year + 1}年到期的事项", (names(f"{s.year + 1}年到期的里程碑{len(due)}项：", due, s),)),
        (hard, "处理规划自身的不一致", (f"硬矛盾{hard}处，作出说明，或按规定程序调整目标。",)),
    ]
    return [(title, parts) for count, title, parts in found if count]


def _ahead(paper: Paper, s: Selection) -> None:
    """What the years left would have to bring."""
    late = s.clauses[s.clauses["verdict"].isin(clauses.LATE)].sort_values(["verdict", "pace"])
    rows = [row for row in Measured.of(late) if clauses.still(row)]
    shown = rows[: prose.LISTED]
    more = f"注：列出进度最慢的{len(shown)}项，其余见核对表的“指标”表。" if len(shown) < len(rows) else ""
    fields = [Field("目标条款", 60), Field("完成程度", 24, "right"), Field("要达到目标", 72)]
    body = [
        [f"{row.name}{prose.apart(row.area, s.area, s.about)}", w.percent(row.completion), prose.catch_up(row)]
        for row in shown
    ]
    paper.table("ahead", "滞后目标所需的追赶", fields, body, more)


def _supervised(paper: Paper, d: Dossier) -> None:
    """The supervision items of the time, as they stood on the day."""
    rows, day = d.supervision, w.day(d.day.isoformat())
    paper.heading(2, "督查考核")
    if rows.empty:
        paper.text(
            "没有录入督办事项。滞后的目标和逾期的事项列入督办，明确承办单位和时限。"
            if len(d.chosen.clauses)
            else "没有录入督办事项。"
        )
        return
    tally = "、".join(f"{name}{n}项" for name, n in supervision.tally(rows).items() if n)
    paper.text(f"督办事项{len(rows)}项，截至{day}：{tally}，见", Ref("supervised"), "。")
    fields = [Field("事项", 66), Field("承办单位", 34), Field("时限", 32, "center"), Field("状态", 24, "center")]
    shown = rows.head(prose.LISTED)
    body = [[r.title, r.unit, w.day(r.due.isoformat()), badge(r.lamp)] for r in shown.itertuples()]
    more = f"注：列出{len(shown)}项。" if len(shown) < len(rows) else ""
    paper.table("supervised", "督办事项", fields, body, more)
