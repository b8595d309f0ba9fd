"""The chapter of a domain: its clauses in words and in a table, and what the units explained."""

import pandas as pd

from lib.measure import constants as c
from lib.measure.clause import Measured
from lib.measure.period import Period
from lib.report import requirement
from lib.report.document import prose
from lib.report.document.paper import Field, Paper, Ref
from lib.report.selection import Selection
from lib.text import clauses
from lib.text import words as w
from lib.theme import badge

CLAUSES = [
    Field("序号", 10, "center"),
    Field("目标条款", 30),
    Field("要求", 22),
    Field("基期与最近", 24),
    Field("结论", 21, "center"),
    Field("算式与依据", 49),
]
TOLD = ("时间进度", "所需年均")
"""Steps that the table of a chapter leaves out: the text gives the first, the plan or the workbook the second."""
SPELT_OUT = 6
"""Up to how many clauses that are met or on track a domain tells the figures in words; beyond it the table does."""
ITSELF = "midterm_evaluation"
"""The indicator of the clause that asks for the midterm evaluation."""


def chapter(paper: Paper, s: Selection, rows: pd.DataFrame) -> None:
    """One domain: its clauses in words and in a table, and what the units explained."""
    name, key = rows["domain_name"].iloc[0], f"d_{rows['domain'].iloc[0]}"
    paper.heading(1, name)
    good, late = (
        rows[rows["verdict"].isin(clauses.GOOD)],
        rows[rows["verdict"].isin(clauses.LATE)].sort_values(["verdict", "pace"]),
    )
    paper.text(
        prose.overall(rows, s.year), prose.lacking(rows, s.about.period), "各条款的要求、结论和算式见", Ref(key), "。"
    )
    if len(good):
        paper.heading(2, "达标和达到进度的条款")
        for verdict, group in good.groupby("verdict", observed=True, sort=False):
            paper.text(
                f"{verdict}{len(group)}项：{'；'.join(prose.state(r, s.area, full=len(good) <= SPELT_OUT, about=s.about) for r in Measured.of(group))}。"
            )
    if len(late):
        paper.heading(2, "滞后的条款及原因、措施")
        for row in Measured.of(late):
            ahead = prose.catch_up(row)
            told = prose.explained(s.explanations[s.explanations["clause"] == row.id])
            paper.text(
                prose.state(row, s.area, about=s.about),
                f"，结论为{row.verdict}。",
                f"要在{int(row.due)}年达到目标，{ahead}。" if ahead else "",
                *told,
            )
        silent = s.unexplained
        silent = silent[silent["id"].isin(late["id"])]
        paper.text(f"其中应作偏差说明的{len(silent)}项尚未提交说明。" if len(silent) else "")
    ordered = rows.assign(order=rows["verdict"].astype(str).map(clauses.ORDER)).sort_values(["order", "line", "id"])
    body = [
        [
            i,
            f"{r.name}\n{prose.where(r.area, s.area, s.about, s.sections.at(r.line))}",
            requirement.required(r),
            _figures(r, s.about.period),
            badge(r.verdict),
            _why(s, r),
        ]
        for i, r in enumerate(Measured.of(ordered), 1)
    ]
    paper.table(
        key, f"{name}目标条款的结论和算式（{s.year}年）", CLAUSES, body, "注：章节为《规划》的章节；“—”表示缺数据。"
    )


def _figures(row: Measured, period: Period) -> str:
    """Base and latest figure, a line each."""
    if not row.traits.numeric:
        return prose.attained(row, period) or w.MISSING
    latest = prose.attained(row, period)
    base = f"{period.base}年{'水平' if row.traits.chained else ''}{clauses.base_text(row)}"
    if row.traits.figure == "sum":
        base = f"自{period.first}年起累计"
    return base + (f"\n{latest}" if latest else "\n实际值—")


def _why(s: Selection, row: Measured) -> str:
    """The arithmetic of a verdict, or why there is none; the midterm report is itself the evaluation that the plan asks
    for."""
    if row.indicator == ITSELF and s.kind == "midterm" and not s.interim and row.verdict == c.UNKNOWN:
        return "即本次评估，尚未记为完成"
    if row.verdict in (c.UNKNOWN, c.NOT_DUE) or not row.traits.numeric:
        return clauses.reason(row, s.about.period)
    return "\n".join(
        [
            *(f"{step}：{text}" for step, text in clauses.arithmetic(row, s.about.period) if step not in TOLD),
            *clauses.caveats(row),
        ]
    )
