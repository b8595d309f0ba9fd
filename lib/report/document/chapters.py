"""The chapters of the report: each puts headings, sentences and tables on a `Paper`."""

import pandas as pd

from lib.about import About
from lib.audit.finding import HARD, SEVERITIES
from lib.measure import constants as c
from lib.measure.clause import Measured
from lib.measure.kinds import having
from lib.projects.project import Project
from lib.report import changes
from lib.report.document import adjusted, course, prose
from lib.report.document.paper import Field, Paper, Ref
from lib.report.selection import Selection
from lib.text import clauses, findings, flagship
from lib.text import words as w
from lib.text.citation import WHERE, numbers
from lib.theme import badge

LATE = [
    Field("目标条款", 46),
    Field("完成程度", 17, "right"),
    Field("序时进度比", 20, "right"),
    Field("结论", 20, "center"),
    Field("要达到目标", 53),
]
GROUPS = {"达标或达到进度": clauses.GOOD, "滞后": clauses.LATE, "未到期": (c.NOT_DUE,), "无法评估": (c.UNKNOWN,)}
NAMED = 12
"""How many names a sentence lists before it says 等."""


def summary(paper: Paper, s: Selection) -> None:
    """总体情况: what was evaluated, how it stands, what moved, what is behind, what is not known."""
    rows = s.clauses
    paper.heading(1, "总体情况")
    paper.heading(2, "评估范围和依据")
    paper.text(
        f"本报告依据《{s.about.name.official}》（以下简称《规划》）及公开资料，评估{s.year}年的实施情况。规划期为{s.about.period.first}—{s.about.period.end}年，",
        f"基期为{s.about.period.base}年，{s.year}年的时间进度为{w.percent((s.year - s.about.period.base) / s.about.period.span, 0)}。",
        "《规划》中一句话的一个条件为一项目标条款；结论由基期值、实际值和目标值按统一的方法得出，缺的数据列为缺，不作估计。",
        "数据来源、口径说明和评估方法见附件。",
    )
    paper.heading(2, "评估结论")
    if rows.empty:
        paper.text(f"《规划》没有为{s.of or '本报告的范围'}单独设定目标条款，本报告只列项目和规划自身数字的核对。")
        return
    paper.text(prose.overall(rows, s.year), "各领域的情况见", Ref("domains"), "。")
    _by_domain(paper, s)
    course.of_year(paper, s)
    sentence, better, worse = prose.moved(rows, s.history.get(s.year - 1), s.year)
    paper.heading(2, "与上年比较")
    paper.text(sentence, _names("好转的", better, s.area, s.about), _names("转差的", worse, s.area, s.about))
    paper.heading(2, "滞后的条款")
    _late(paper, s)
    paper.heading(2, "数据情况")
    known = int(rows["actual"].notna().sum())
    if known:
        paper.text(
            f"{len(rows)}项条款中，{known}项有{s.year}年或此前的实际值，数据完备度为{w.percent(known / len(rows))}。",
            prose.lacking(rows, s.about.period),
        )
    else:
        paper.text(
            f"{len(rows)}项条款都没有{s.about.period.first}年以来的实际值。", prose.lacking(rows, s.about.period)
        )
    adjusted.chapter(paper, s)


def _by_domain(paper: Paper, s: Selection) -> None:
    def counts(name: str, rows: pd.DataFrame) -> list[str | int]:
        return [name, len(rows), *(int(rows["verdict"].isin(group).sum()) for group in GROUPS.values())]

    body = [counts(rows["domain_name"].iloc[0], rows) for _, rows in s.clauses.groupby("domain_position", sort=True)]
    fields = [
        Field("领域", 38),
        Field("条款数", 18, "right"),
        *(Field(name, 28 if len(name) > 4 else 24, "right") for name in GROUPS),
    ]
    paper.table("domains", f"各领域目标条款的结论（{s.year}年，项）", fields, [*body, counts("合计", s.clauses)])


def _late(paper: Paper, s: Selection) -> None:
    late = s.clauses[s.clauses["verdict"].isin(clauses.LATE)].sort_values(["verdict", "pace"])
    if late.empty:
        paper.text(
            "在可以评估的条款中没有滞后。"
            if s.clauses["verdict"].isin(clauses.GOOD).any()
            else "没有可以评估的条款，无从判断是否滞后。"
        )
        return
    where = late["domain_name"].value_counts()
    paper.text(
        f"滞后的{len(late)}项条款见",
        Ref("late"),
        "，按领域分：",
        "、".join(f"{name}{n}项" for name, n in where.items()),
        "。",
    )
    body = [
        [
            f"{r.name}{prose.apart(r.area, s.area, s.about)}{changes.mark(r)}",
            w.percent(r.completion),
            w.pace(r.pace),
            badge(r.verdict),
            prose.catch_up(r) or w.MISSING,
        ]
        for r in Measured.of(late)
    ]
    paper.table("late", f"滞后的目标条款及所需的追赶增速（{s.year}年）", LATE, body)


def projects(paper: Paper, s: Selection) -> None:
    """百亿工程和项目: the flagship six with their dates, the others by stage, what is due."""
    if s.projects.empty:
        return
    flagships = flagship.flagship_rows(s.projects)
    milestones = flagship.milestones_of(flagships, s.clauses)
    dated = flagships[flagships["indicator"].isin(milestones["indicator"])]
    paper.heading(1, f"{s.about.flagship.short}和项目" if len(flagships) else "项目")
    if len(dated):
        paper.heading(2, s.about.flagship.short)
        verdicts = prose.by_verdict(milestones, c.VERDICTS)
        paper.text(
            f"{s.about.flagship.short}{len(dated)}项，时限条款{len(milestones)}项：{verdicts}。各项的时限见",
            Ref("flagships"),
            "。",
        )
        table = s.sections.on_screen(flagship.flagships_table(dated, milestones, s.about.period))
        fields = [
            Field("工程", 36),
            Field("园区", 26),
            Field(f"{s.about.period.base}年", 20),
            Field("时限", 20, "center"),
            Field("结论", 24, "center"),
            Field(WHERE, 30),
        ]
        paper.table(
            "flagships",
            f"{s.about.flagship.short}的时限和结论",
            fields,
            table[[field.title for field in fields]].fillna(w.MISSING).to_numpy().tolist(),
        )
        paper.heading(2, "全部项目")
    stages = s.projects["stage"].value_counts()
    paper.text(
        f"《规划》点名或计数的项目{len(s.projects)}项，按{s.staged}的阶段分：",
        "、".join(f"{name}{n}项" for name, n in stages.items()),
        "。",
        f"写明时限的{dues}项。" if (dues := int(s.projects["due"].notna().sum())) else "都没有写明时限。",
    )
    if s.kind in ("park", "domain") and len(s.projects) > len(flagships):
        fields = [
            Field("项目", 50),
            Field("行业领域", 28),
            Field("阶段", 24, "center"),
            Field("时限", 18, "center"),
            Field(WHERE, 36),
        ]
        body = [
            [r.name, r.sector, r.stage, w.MISSING if r.due is None else r.due, s.sections.of(numbers(r.lines))]
            for r in Project.of(s.projects)
        ]
        paper.table("projects", "项目一览", fields, body)


def audit(paper: Paper, s: Selection) -> None:
    """规划自身数字的核对: how many findings, and the contradictions beyond rounding."""
    if s.findings.empty:
        return
    paper.heading(1, "规划自身数字的核对")
    counts = s.findings["severity"].astype(str).value_counts()
    parts = "，".join(f"{name}{counts[name]}处" for name in SEVERITIES if counts.get(name))
    hard = s.findings[s.findings["severity"] == HARD]
    paper.text(
        f"把《规划》自己的数字相互印证，发现{len(s.findings)}处不一致：{parts}。",
        *(("其中硬矛盾见", Ref("hard"), "。") if len(hard) else ()),
        "核对结果供作出说明或按程序调整时参考，不是对规划的评价。",
    )
    if len(hard):
        table = s.sections.on_screen(findings.table(hard))
        fields = [
            Field("发现", 34),
            Field("算式与依据", 42),
            Field("差", 22),
            Field("可能的原因与建议", 36),
            Field(WHERE, 22),
        ]
        paper.table("hard", "超出舍入范围的不一致", fields, table[[f.title for f in fields]].to_numpy().tolist())


def next_steps(paper: Paper, s: Selection) -> None:
    """下一步: what follows from the figures and nothing else."""
    rows = s.clauses
    late = rows[rows["verdict"].isin(clauses.LATE)]
    unexplained = s.unexplained
    unknown = rows[rows["verdict"] == c.UNKNOWN]
    due = rows[
        having(rows["kind"], lambda kind: not kind.numeric)
        & (rows["due"] == s.year + 1)
        & (rows["verdict"] == c.NOT_DUE)
    ]
    steps: list[tuple[str, int, list[str | Ref]]] = [
        ("追赶滞后的目标", len(late), [f"滞后的{len(late)}项条款按", Ref("late"), "所列的增速追赶。"]),
        (
            "补交偏差说明",
            len(unexplained),
            [
                f"应说明而没有说明的{len(unexplained)}项，由责任单位说明原因、措施和时限",
                _names("：", unexplained, s.area, s.about),
            ],
        ),
        (
            "补齐数据",
            len(unknown),
            [prose.lacking(unknown, s.about.period), "所缺的数据由统计和行业主管部门提供，经审核后入库。"],
        ),
        (
            f"{s.year + 1}年到期的里程碑",
            len(due),
            [f"{s.year + 1}年到期的里程碑{len(due)}项", _names("：", due, s.area, s.about)],
        ),
        (
            "处理规划自身的不一致",
            int((s.findings["severity"] == HARD).sum()),
            [f"硬矛盾{(s.findings['severity'] == HARD).sum()}处，须作出说明，或按程序调整目标。"],
        ),
    ]
    if any(count for _, count, _ in steps):
        paper.heading(1, "下一步")
    for title, parts in ((title, parts) for title, count, parts in steps if count):
        paper.heading(2, title)
        paper.text(*parts)


def _names(head: str, rows: pd.DataFrame, own: str | None, about: About) -> str:
    """Names of clauses after a head, at most NAMED of them; empty where there are none."""
    if rows.empty:
        return "" if head != "：" else "。"
    names = [f"{r.name}{prose.apart(r.area, own, about)}" for r in Measured.of(rows)]
    more = f"等{len(names)}项" if len(names) > NAMED else ""
    return f"{head}{'' if head == '：' else '条款：'}{'、'.join(names[:NAMED])}{more}。"
