"""存在问题及原因: what is behind and why the units say so, late projects, missing data, the plan against itself."""

import pandas as pd

from lib.audit.finding import HARD, SEVERITIES, Finding
from lib.ledger.frozen import MUST_EXPLAIN
from lib.measure import constants as c
from lib.measure.clause import Measured
from lib.report import changes
from lib.report.basis import LACKS
from lib.report.document import prose, works
from lib.report.document.dossier import Dossier
from lib.report.document.overview import names
from lib.report.document.paper import Field, Paper, Ref
from lib.report.selection import Selection
from lib.text import clauses, summary
from lib.text import words as w
from lib.theme import badge

LATE = [
    Field("目标条款", 36),
    Field("结论", 20, "center"),
    Field("序时\n进度比", 15, "right"),
    Field("原因", 33),
    Field("措施", 33),
    Field("责任单位、时限", 26),
]
SEVERAL = 20
"""How many clauses that are behind the table of the text lists."""


def chapter(paper: Paper, d: Dossier) -> None:
    """The fifth chapter."""
    s = d.chosen
    paper.heading(1, "存在问题及原因")
    if len(s.clauses):
        _late(paper, s)
    works.late(paper, s)
    if len(s.clauses):
        _lacking(paper, d)
    _audit(paper, s)


def _late(paper: Paper, s: Selection) -> None:
    """The clauses that are behind: those that must be explained with what was said, the others by name."""
    word = summary.behind_word(s.year, s.about.period)
    paper.heading(2, f"{word}的目标")
    late = s.clauses[s.clauses["verdict"].isin(clauses.LATE)].sort_values(["verdict", "pace"])
    if late.empty:
        paper.text(
            f"在可以评估的条款中没有{word}。"
            if s.clauses["verdict"].isin(clauses.GOOD).any()
            else f"没有可以评估的条款，无从判断是否{word}。"
        )
        return
    where = late["domain_name"].value_counts()
    several = f"，按领域分：{'、'.join(f'{name}{n}项' for name, n in where.items())}" if len(where) > 1 else ""
    paper.text(f"{word}的条款{len(late)}项{several}。")
    asked = late[late["verdict"].isin(MUST_EXPLAIN)]
    slight = late[late["verdict"] == c.SLIGHT]
    paper.text(names(f"略有滞后{len(slight)}项：", slight, s))
    if asked.empty:
        return
    paper.text(
        f"应作说明的{len(asked)}项，责任单位说明的原因、措施和时限见",
        Ref("late"),
        f"；其中没有说明的{len(s.unexplained)}项。" if len(s.unexplained) else "。",
    )
    shown = asked.head(SEVERAL)
    more = f"注：列出进度最慢的{len(shown)}项，其余见附件1。" if len(shown) < len(asked) else ""
    paper.table("late", f"应作说明的{word}目标及原因、措施（{s.year}年）", LATE, explained(s, shown), more)


def explained(s: Selection, rows: pd.DataFrame) -> list[list[str]]:
    """Clauses that are behind, each with its verdict and what its unit said."""
    told = {r.clause: r for r in prose.Explanation.of(s.explanations)}
    body = []
    for row in Measured.of(rows):
        said = told.get(row.id)
        words = ["没有说明", "", ""] if said is None else [said.why, said.will, said.who]
        called = f"{row.name}{prose.apart(row.area, s.area, s.about)}{changes.mark(row)}"
        body.append([called, badge(row.verdict), w.pace(row.pace), *words])
    return body


def _lacking(paper: Paper, d: Dossier) -> None:
    """How many clauses have figures, why others cannot be judged, and what is indicated of them."""
    s, rows = d.chosen, d.chosen.clauses
    unknown = rows[rows["verdict"] == c.UNKNOWN]
    if unknown.empty:
        return
    known = int(rows["actual"].notna().sum())
    paper.heading(2, "数据缺口")
    paper.text(
        f"目标条款{len(rows)}项中，"
        + (
            f"有{s.year}年或此前实际值的{known}项，数据完备度为{w.percent(known / len(rows))}。"
            if known
            else f"都没有{s.about.period.first}年以来的实际值。"
        ),
        prose.lacking(rows, s.about.period),
    )
    if rows["domain"].nunique() > 1:
        paper.text("各领域缺的数据见", Ref("gaps"), "。")
        _gaps(paper, s, unknown)
    if not d.told:
        return
    paper.text(
        f"其中{len(d.told)}项有公布的资料可作参考判断，见", Ref("told"), "。参考判断附有假定，不计入结论的项数。"
    )
    fields = [Field("目标条款", 44), Field("参考判断", 34, "center"), Field("数据和假定", 78)]
    body = [
        [f"{one.name}{prose.apart(one.area, s.area, s.about)}", one.badge, s.sections.told(one.assumed)]
        for one in d.told
    ]
    paper.table("told", f"参考判断（{s.year}年）", fields, body)


def _gaps(paper: Paper, s: Selection, unknown: pd.DataFrame) -> None:
    """What keeps the clauses of each domain from being judged."""

    def counts(name: str, rows: pd.DataFrame) -> list[str | int]:
        return [name, len(rows), *(int(rows["gap"].isin(codes).sum()) for codes in LACKS.values())]

    heads = [head.format(base=s.about.period.base, year=s.year) for head in LACKS]
    fields = [
        Field("领域", 38),
        Field("无法评估", 24, "right"),
        *(Field(head, 30 if "年" in head else 22, "right") for head in heads),
    ]
    groups = [(rows["domain_name"].iloc[0], rows) for _, rows in unknown.groupby("domain_position", sort=True)]
    body = [counts(name, rows) for name, rows in [*groups, ("合计", unknown)]]
    note = "注：“其他”指口径或价格不一致、逐年的数缺年份、到期而无完成记录。"
    paper.table("gaps", "各领域无法评估的条款缺的数据（项）", fields, body, note)


def _audit(paper: Paper, s: Selection) -> None:
    """How many findings, and the contradictions beyond rounding."""
    if s.findings.empty:
        return
    paper.heading(2, "规划自身数字不一致")
    counts = s.findings["severity"].astype(str).value_counts()
    parts = "，".join(f"{name}{counts[name]}处" for name in SEVERITIES if counts.get(name))
    hard = s.findings[s.findings["severity"] == HARD]
    paper.text(
        f"把《规划》的数字相互印证，发现{len(s.findings)}处不一致：{parts}。",
        *(("硬矛盾见", Ref("hard"), "。") if len(hard) else ()),
    )
    if len(hard):
        fields = [Field("不一致之处", 70), Field("差", 34), Field("规划章节", 52)]
        body = [
            [s.sections.told(one.what), one.gap or w.MISSING, s.sections.of(list(one.lines))]
            for one in Finding.of(hard)
        ]
        paper.table("hard", "超出舍入范围的不一致", fields, body)
