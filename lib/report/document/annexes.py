"""The annexes: every clause in the form of the table of indicators, the sources and scopes, the method."""

from typing import Any

import pandas as pd

from lib.ledger.monthly import UNSAID
from lib.measure import constants as c
from lib.measure.clause import Measured, Target
from lib.measure.kinds import having
from lib.measure.observation import Observation
from lib.report import changes, requirement
from lib.report.document import figures, overview, prose
from lib.report.document.paper import Field, Paper, Part, Ref
from lib.report.selection import Selection
from lib.text import clauses
from lib.text import words as w
from lib.theme import badge

TESTS = {
    c.DONE: "{end}年或到期年条件成立",
    c.MET: "评估年条件成立",
    c.ERODING: "条件成立，但最近值差于基期或差于此前最好的一年",
    c.ON_PACE: f"序时进度比不低于{c.ON_TRACK:g}（在舍入范围内，下同）",
    c.SLIGHT: f"序时进度比不低于{c.SLIGHTLY_BEHIND:g}，低于{c.ON_TRACK:g}",
    c.BEHIND: f"序时进度比低于{c.SLIGHTLY_BEHIND:g}",
    c.AWAY: "完成程度为负",
    c.NOT_DUE: "里程碑未到期",
    c.OVERDUE: "里程碑到期而记录为未完成",
    c.FAILED: "{end}年或到期年条件不成立",
    c.UNKNOWN: "缺基期值或实际值，或口径、价格不同，或增速缺年份，或到期而无记录",
}
TITLES = ("目标条款完成情况表", "数据来源和口径", "评估方法")


def enclosed(s: Selection) -> list[str]:
    """The titles of the annexes of a report in their order; the workbook goes along as the last."""
    return [*(TITLES if len(s.clauses) else TITLES[1:2]), f"核对表（Excel工作簿《{s.name}》）"]


def annexes(paper: Paper, s: Selection) -> None:
    """All annexes."""
    parts = (clause_table, sources, method) if len(s.clauses) else (sources,)
    for n, (title, part) in enumerate(zip(enclosed(s), parts, strict=False), 1):
        paper.annex(f"附件{n}　{title}")
        part(paper, s)
    if s.ledger:
        paper.note(f"{s.ledger}。")


def clause_table(paper: Paper, s: Selection) -> None:
    """附件1: every clause in the form of the table of indicators, by domain."""
    period = s.about.period
    fields = [
        Field("序号", 11, "center"),
        Field("目标条款", 46),
        Field("属性", 15, "center"),
        Field(f"{period.base}年", 22, "right"),
        Field("目标", 28),
        Field("实际", 28, "right"),
        Field("完成情况", 22, "center"),
    ]
    body: list[list[Any] | Part] = []
    ordered = s.clauses.assign(order=s.clauses["verdict"].astype(str).map(clauses.ORDER))
    ordered = ordered.sort_values(["domain_position", "line", "id"])
    n, attribute = 0, dict(zip(s.clauses["id"], s.bindings, strict=False))
    for _, rows in ordered.groupby("domain_position", sort=True):
        body.append(Part(f"{rows['domain_name'].iloc[0]}（{len(rows)}项）"))
        for row in Measured.of(rows):
            n += 1
            where = prose.where(row.area, s.area, s.about, s.sections.at(row.line))
            body.append(
                [
                    n,
                    f"{row.name}{changes.mark(row)}\n（{where}）",
                    attribute.get(row.id, UNSAID),
                    figures.base(row) if row.traits.numeric else w.MISSING,
                    requirement.in_force(row),
                    figures.latest(row, s.year),
                    badge(row.verdict),
                ]
            )
    note = (
        "注：《规划》没有载明约束性或预期性，属性没有另以文件确定的列为“未载明”；［年均］［累计］为按年均增速或累计计算的条款，不以基期值起算；"
        f"“—”表示缺数据或不适用；没有注明年份的为{s.year}年的数。算式和逐个数据的出处见《{s.name}》工作簿的“结论”“观测值”表。"
    )
    paper.table("clauses", f"目标条款完成情况（{s.year}年）", fields, body, note)


def sources(paper: Paper, s: Selection) -> None:
    """附件2: the sources of the figures, and the scopes that must not be mixed."""
    rows = s.series[s.series["id"].isin(overview.used(s))]
    paper.text(
        "目标取自《规划》，引用以章节为据。所用数据的来源见",
        Ref("sources"),
        f"，逐个的出处见《{s.name}》工作簿的“观测值”表。可靠性：A为官方原件，B为转载或二手，C为绘制或推断，加减号为细分；",
        "自报为责任单位填报、经审核的数，不是公布的统计。",
    )
    known = s.sources.set_index("slug")
    counts = pd.Series([one.source for one in Observation.of(rows)], dtype=object).value_counts().to_dict()
    used = [slug for slug in known.index if slug == "plan" or counts.get(slug)]
    fields = [Field("来源", 80), Field("发布者", 40), Field("可靠性", 18, "center"), Field("数据（个）", 20, "right")]
    body = [
        [known.at[slug, "title"], known.at[slug, "issuer"], known.at[slug, "reliability"], counts.get(slug, w.MISSING)]
        for slug in used
    ]
    paper.table("sources", "数据来源", fields, body)
    _definitions(paper, s)


def _definitions(paper: Paper, s: Selection) -> None:
    """The definition of every indicator that has one, and the scopes that must not be mixed."""
    near = s.scope.groupby("indicator")["note"].agg(list)
    rows = []
    numeric = s.clauses[having(s.clauses["kind"], lambda kind: kind.numeric)]
    for row in Target.of(numeric.drop_duplicates("indicator")):
        texts = [*([row.definition] if row.definition else []), *dict.fromkeys(near.get(row.indicator, []))]
        if texts:
            rows.append([row.indicator_name, s.sections.told("；".join(texts))])
    if not rows:
        return
    paper.text(
        f"需要说明口径的指标{len(rows)}个，见", Ref("definitions"), "。口径不同的数据不互相代替，也不连成一个序列。"
    )
    paper.table("definitions", "指标口径", [Field("指标", 50), Field("口径和提示", 106)], rows)


def method(paper: Paper, s: Selection) -> None:
    """附件3: how completion and verdict are found."""
    period = s.about.period
    paper.text(
        f"时间进度为（评估年 − {period.base}）÷ {period.span}；序时进度比为完成程度 ÷ 时间进度，1表示恰在目标路径上；"
        "完成程度是由基期到目标走过的比例：总量按年均增速计，比重、数量按差额计，年均增速按平均增速计，累计指标按累计数计，"
        "每年保持的指标按符合要求的年数计。公式见工作簿的“说明”表，结论的条件见",
        Ref("tests"),
        "。",
    )
    paper.table(
        "tests",
        "结论的条件",
        [Field("结论", 30, "center"), Field("条件", 126)],
        [[badge(v), text.format(end=period.end)] for v, text in TESTS.items()],
        f"注：“左右”在目标值上下{c.ABOUT:.0%}以内为符合；公布数是舍入过的，序时进度比按末位的半个单位往好的方向放宽后再与条件比较；"
        "逐个计数的没有舍入。",
    )
