"""The annexes of the report: sources, definitions, method."""

import pandas as pd

from lib.measure import constants as c
from lib.measure.clause import Target
from lib.measure.kinds import KINDS, having
from lib.measure.observation import Observation
from lib.measure.period import Period
from lib.report.document import course
from lib.report.document.paper import Field, Paper, Ref
from lib.report.selection import Selection
from lib.text import provenance
from lib.text import words as w
from lib.theme import badge

TESTS = {
    c.MET: "评估年条件成立",
    c.ERODING: "条件成立，但最近值差于基期或差于此前最好的一年",
    c.ON_PACE: f"序时进度比不低于{c.ON_TRACK:g}（在舍入范围内，下同）",
    c.SLIGHT: f"序时进度比不低于{c.SLIGHTLY_BEHIND:g}，低于{c.ON_TRACK:g}",
    c.BEHIND: f"序时进度比低于{c.SLIGHTLY_BEHIND:g}",
    c.AWAY: "完成程度为负",
    c.NOT_DUE: "里程碑未到期",
    c.OVERDUE: "里程碑到期而记录为未完成",
    c.UNKNOWN: "缺基期值或实际值，或口径、价格不同，或增速缺年份，或到期而无记录",
    c.DONE: "{end}年或到期年条件成立",
    c.FAILED: "{end}年或到期年条件不成立",
}


def sources(paper: Paper, s: Selection) -> None:
    """附件1: the sources, and every figure that a verdict of this report rests on."""
    paper.annex("附件1　数据来源")
    rows = s.series[s.series["id"].isin(course.used(s))].sort_values("id")
    table = provenance.sources(s.sources, rows, s.clauses)
    table = table[(table["观测值"] > 0) | s.sources["slug"].eq("plan")]
    paper.text(
        "目标条款取自《规划》，以章节为据；所用观测值的来源见",
        Ref("sources"),
        "。可靠性：A为官方原件，B为转载或二手，C为绘制或推断，加减号为细分。",
    )
    fields = [
        Field("来源", 70),
        Field("发布者", 36),
        Field("日期", 23, "center"),
        Field("可靠性", 14, "center"),
        Field("观测值", 14, "right"),
    ]
    paper.table(
        "sources",
        "数据来源",
        fields,
        table[[f.title for f in fields]].astype(object).where(table.notna(), w.MISSING).to_numpy().tolist(),
    )
    if s.ledger:
        paper.text(f"{s.ledger}。凭这个指纹可以核对台账到那时为止没有改动。")
    if rows.empty:
        paper.text("本报告的条款没有观测值。")
        return
    paper.text(f"结论和算式所用的观测值{len(rows)}个，逐个的出处见", Ref("observations"), "。")
    body = [
        [
            r.id,
            f"{r.indicator_name}（{s.about.areas.short(r.area)}）",
            r.year,
            f"{w.word('measure', r.measure)}{provenance.observation(r)}",
            s.sections.told(provenance.source(r)),
        ]
        for r in Observation.of(rows)
    ]
    fields = [Field("编号", 18), Field("指标", 46), Field("年份", 13, "center"), Field("数值", 35), Field("出处", 44)]
    paper.table("observations", "结论所用的观测值", fields, body)


def definitions(paper: Paper, s: Selection) -> None:
    """附件2: the definition of every indicator that has one, and the scopes that must not be mixed."""
    paper.annex("附件2　口径说明")
    near = s.scope.groupby("indicator")["note"].agg(list)
    rows = []
    numeric = s.clauses[having(s.clauses["kind"], lambda kind: kind.numeric)]
    for row in Target.of(numeric.drop_duplicates("indicator")):
        texts = [*([row.definition] if row.definition else []), *dict.fromkeys(near.get(row.indicator, []))]
        if texts:
            rows.append([row.indicator_name, s.sections.told("；".join(texts))])
    if not rows:
        paper.text("本报告的指标没有需要说明的口径。")
        return
    paper.text(
        f"需要说明口径的指标{len(rows)}个，见", Ref("definitions"), "。口径不同的数据不互相代替，也不连成一个序列。"
    )
    paper.table("definitions", "指标口径", [Field("指标", 50), Field("口径和提示", 106)], rows)


def method(paper: Paper, period: Period) -> None:
    """附件3: how completion and verdict are found."""
    paper.annex("附件3　评估方法")
    paper.text(
        f"时间进度为（评估年 − {period.base}）÷ {period.span}；序时进度比为完成程度 ÷ 时间进度，1表示恰在目标路径上；",
        "追赶增速为由最近的实际值到目标值、按剩余年数平均的增速。完成程度按条款类型计算，见",
        Ref("kinds"),
        "；结论的条件见",
        Ref("tests"),
        "。",
    )
    groups = ("completion_formula", "required_formula", "path_formula")
    body = [
        [w.word("kind", kind), *(w.formula(group, kind, period) or w.MISSING for group in groups)] for kind in KINDS
    ]
    fields = [Field("类型", 18), Field("完成程度", 52), Field("所需年均", 38), Field("目标路径", 48)]
    paper.table("kinds", "完成程度的计算", fields, body)
    tests = pd.Series(TESTS)
    paper.table(
        "tests",
        "结论的条件",
        [Field("结论", 30), Field("条件", 126)],
        [[badge(v), text.format(end=period.end)] for v, text in tests.items()],
        f"注：“左右”在目标值上下{c.ABOUT:.0%}以内为符合；基期已达到的目标按保持类计。公布数是舍入过的：序时进度比按末位的半个单位往好的方向放宽后再与条件比较，"
        "放宽后才够的，表中注明“在舍入范围内”；逐个计数的没有舍入。",
    )
