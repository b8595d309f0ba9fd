"""主要目标进展: the main indicators, the growth of the year, each domain, the annual plan, the outlook."""

from collections.abc import Iterator

import pandas as pd

from lib.cycle.annual_plan import MET, MISSED
from lib.measure.clause import Measured
from lib.measure.evidence import Facts
from lib.measure.kinds import having
from lib.report import changes, requirement
from lib.report.basis import growths
from lib.report.document import adjusted, figures, outlook, prose
from lib.report.document.chart import Chart, Series
from lib.report.document.dossier import Dossier
from lib.report.document.paper import Field, Paper, Ref
from lib.report.selection import GENERAL, Selection
from lib.text import clauses, summary
from lib.text import words as w
from lib.theme import badge

MAIN = [
    Field("目标条款", 46),
    Field("基期值", 24, "right"),
    Field("目标", 30),
    Field("实际", 30, "right"),
    Field("结论", 24, "center"),
]
RISES = "由低到高，1为恰在目标路径上"
DRAWN, BARS = 2, 14
"""How many main indicators are drawn year by year, and how many bars the paces have."""
JUDGED = (*clauses.GOOD, *clauses.LATE)


def chapter(paper: Paper, d: Dossier) -> None:
    """The second chapter; nothing without any target."""
    s = d.chosen
    if s.clauses.empty:
        return
    paper.heading(1, "主要目标进展")
    _main(paper, s)
    _growth(paper, s)
    _domains(paper, s)
    if s.kind in GENERAL:
        _annual(paper, d)
    if s.kind == "midterm":
        outlook.section(paper, s)
    adjusted.section(paper, s)


def _main(paper: Paper, s: Selection) -> None:
    """The main indicators in a table, and some of them drawn."""
    rows = s.clauses[s.clauses["headline"].notna() & having(s.clauses["kind"], lambda kind: kind.numeric)]
    if rows.empty:
        return
    rows = rows.sort_values(["headline", "area", "id"])
    known = int(rows["actual"].notna().sum())
    paper.heading(2, "主要指标")
    paper.text(
        f"主要指标的目标条款{len(rows)}项，",
        f"有实际值的主要指标条款{known}项，" if known else f"都没有{s.about.period.first}年以来的实际值，",
        "基期值、目标和最近的实际值见",
        Ref("main"),
        "。",
    )
    body = [
        [
            f"{r.name}{prose.apart(r.area, s.area, s.about)}{changes.mark(r)}",
            figures.base(r),
            requirement.in_force(r),
            figures.latest(r, s.year),
            badge(r.verdict),
        ]
        for r in Measured.of(rows)
    ]
    paper.table(
        "main",
        f"主要指标的目标和实际（{s.year}年）",
        MAIN,
        body,
        f"注：“—”表示缺数据；没有注明年份的为{s.year}年的数，增速为{s.about.period.first}年以来的年均。",
    )
    _paces(paper, s, rows)
    for row, chart, note in list(_courses(s, rows))[:DRAWN]:
        where = prose.apart(row.area, s.area, s.about)
        title = f"{row.indicator_name}{where}的实际值和目标路径（{row.indicator_unit}）"
        paper.figure(f"course-{row.id}", title, chart, note)


def _paces(paper: Paper, s: Selection, rows: pd.DataFrame) -> None:
    """The pace of the main indicators, where three or more have one."""
    rows = rows[rows["pace"].notna()]
    if len(rows) < 3:
        return
    each = Measured.of(rows.sort_values("pace").drop_duplicates(["area", "indicator"]).head(BARS))
    chart = Chart(
        "bars",
        tuple(f"{r.name}{prose.apart(r.area, s.area, s.about)}" for r in each),
        (Series("序时进度比", tuple(round(r.pace, 2) for r in each), "plan"),),
        2,
        12 + 7.5 * len(each),
        f"主要指标的序时进度比，{RISES}",
    )
    paper.figure("paces", f"主要指标的序时进度比（{RISES}）", chart)


def _courses(s: Selection, rows: pd.DataFrame) -> Iterator[tuple[Measured, Chart, str]]:
    """The levels of main indicators beside their paths, those with two figures or more since the base year; and what
    must be known of bounds."""
    facts, period = Facts(s.series[s.series["year"] <= s.year]), s.about.period
    years = range(period.base, period.end + 1)
    for row in Measured.of(rows[having(rows["kind"], lambda kind: kind.valued) & rows["base"].notna()]):
        levels = facts.levels(row.area, row.indicator)
        seen = tuple(levels[year].amount if year in levels else float("nan") for year in years)
        if sum(value == value for value in seen) < 2:
            continue
        path = tuple(
            float(row.way.planned(row.base, row.target, (year - period.base) / period.span, period.span)) / row.scale
            for year in years
        )
        lines = (Series("实际值", seen, "accent"), Series("目标路径", path, "plan", True))
        labels = tuple(f"{year}年" for year in years)
        bounds = [one for year, one in levels.items() if year in years and one.operator != "="]
        named = [
            f"{one.year}年{w.quantity(one.amount, row.indicator_unit, row.decimals, one.operator)}" for one in bounds
        ]
        note = f"注：{'，'.join(named)}，是界限值。" if named else ""
        yield row, Chart("lines", labels, lines, row.decimals, 58, f"{row.indicator_name}逐年的实际值和目标路径"), note


def _growth(paper: Paper, s: Selection) -> None:
    """What was published for the year beside the yearly growth that the plan asks for; no verdict."""
    found = growths(s)
    if not found:
        return
    below = sum(rate.value < row.target for row, rate in found)
    every = "都" if len(found) > 1 else ""
    told = f"{every}低于" if below == len(found) else f"其中{below}个低于" if below else f"{every}不低于"
    paper.heading(2, "当年增速")
    paper.text(
        f"{s.year}年有当年增速的指标{len(found)}个，{told}规划要求的年均增速，见",
        Ref("growth"),
        f"。一年的增速不作结论，结论按{s.about.period.first}年以来的年均增速。",
    )
    fields = [Field("指标", 44), Field("规划要求", 40), Field("当年增速", 26, "right"), Field("来源", 46)]
    body = [
        [
            f"{row.indicator_name}{prose.apart(row.area, s.area, s.about)}",
            requirement.required(row),
            w.quantity(rate.value, "%", 1, rate.operator),
            "责任单位自报" if rate.own else rate.source_title,
        ]
        for row, rate in found
    ]
    paper.table("growth", f"{s.year}年的当年增速", fields, body)


def _domains(paper: Paper, s: Selection) -> None:
    """Each domain in a few sentences: what stands well, what is behind, what cannot be judged."""
    paper.heading(2, "分领域进展" if s.clauses["domain"].nunique() > 1 else "各项条款")
    silent = [
        rows["domain_name"].iloc[0]
        for _, rows in s.clauses.groupby("domain_position", sort=True)
        if not rows["verdict"].isin(JUDGED).any()
    ]
    every = "各领域都" if len(silent) == s.clauses["domain"].nunique() else f"{'、'.join(silent)}领域"
    none = f"{every}没有可以评估的条款，缺什么数据见第五部分。" if silent else ""
    paper.text(f"各条款的基期值、目标、实际值和结论见附件1。{none}")
    for _, rows in s.clauses.groupby("domain_position", sort=True):
        if rows["verdict"].isin(JUDGED).sum() == 0:
            continue
        if s.clauses["domain"].nunique() > 1:
            paper.heading(3, rows["domain_name"].iloc[0])
            paper.text(prose.overall(rows, s.year, s.about.period), prose.lacking(rows, s.about.period))
        good = rows[rows["verdict"].isin(clauses.GOOD)]
        late = rows[rows["verdict"].isin(clauses.LATE)].sort_values(["verdict", "pace"])
        for group in (good, late):
            told = [prose.state(r, s.area, s.about) for r in Measured.of(group.iloc[: prose.told_of(s.clauses)])]
            more = f"；其余{len(group) - len(told)}项见附件1" if len(group) > len(told) else ""
            if told:
                word = summary.good_word if group is good else summary.behind_word
                paper.text(f"{word(s.year, s.about.period)}的有：{'；'.join(told)}{more}。")


def _annual(paper: Paper, d: Dossier) -> None:
    """The annual plan that was issued: what was met, and what was not."""
    s, rows = d.chosen, d.annual
    issued = rows[rows["issued"] & rows["planned"].notna()]
    paper.heading(2, "年度计划执行情况")
    if issued.empty:
        paper.text(f"{s.year}年的年度计划没有录入，本节不作评估。")
        return
    met, missed = (issued[issued["met"] == word] for word in (MET, MISSED))
    unknown = len(issued) - len(met) - len(missed)
    counts = f"，没有当年数的{unknown}项" if unknown else ""
    paper.text(
        f"{s.year}年下达年度计划指标{len(issued)}项，达到计划{len(met)}项，未达到计划{len(missed)}项{counts}。",
        f"下达文件：{'、'.join(map(prose.dated, dict.fromkeys(issued['issue'])))}。",
        *(("未达到的见", Ref("annual"), "。") if len(missed) else ()),
    )
    if missed.empty:
        return
    known = Measured.by(s.clauses)
    pairs = [(known[r.id], r.planned, r.own) for r in missed.itertuples()]
    short = sorted(pairs, key=lambda pair: (pair[0].headline is None, pair[0].line))[: prose.LISTED]
    more = f"注：未达到计划的共{len(missed)}项，列出主要的{len(short)}项。" if len(short) < len(missed) else ""
    fields = [Field("目标条款", 70), Field("当年计划", 40, "right"), Field("当年实际", 40, "right")]
    body = [
        [
            f"{row.name}{prose.apart(row.area, s.area, s.about)}",
            figures.of_year(row, planned, (planned, own)),
            figures.of_year(row, own, (planned, own), row.actual_operator if own == row.actual else "="),
        ]
        for row, planned, own in short
    ]
    paper.table("annual", f"未达到年度计划的指标（{s.year}年）", fields, body, more)
