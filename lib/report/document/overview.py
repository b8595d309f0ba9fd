"""总体情况: what was evaluated and on what data, how it stands, what moved."""

import pandas as pd

from lib.measure import constants as c
from lib.measure.clause import Measured
from lib.measure.observation import Observation
from lib.measure.period import Period
from lib.report import basis
from lib.report.document import prose
from lib.report.document.chart import Chart, Series
from lib.report.document.dossier import Dossier
from lib.report.document.paper import Field, Paper, Ref
from lib.report.selection import Selection
from lib.text import clauses, summary
from lib.text import words as w
from lib.theme import GROUPS

NAMED = 8
"""How many names a sentence lists before it says 等."""


def chapter(paper: Paper, d: Dossier) -> None:
    """The first chapter."""
    s = d.chosen
    paper.heading(1, "总体情况")
    paper.heading(2, "评估范围和依据")
    paper.text(
        f"本报告依据《{s.about.name.official}》（以下简称《规划》）评估{s.year}年的实施情况，范围是{scope(s)}。"
        f"规划期为{s.about.period.first}—{s.about.period.end}年，基期为{s.about.period.base}年，至{s.year}年底时间进度为",
        f"{w.percent((s.year - s.about.period.base) / s.about.period.span, 0)}。",
        "《规划》对一个指标提出的一个条件为一项目标条款，结论由基期值、实际值和目标值按统一的方法得出；",
        "没有数据的列为无法评估，不作估计。",
    )
    paper.text(sources(s), f"{s.standing}。")
    paper.heading(2, "评估结论")
    if s.clauses.empty:
        paper.text(f"《规划》没有为{s.of or '本报告的范围'}单独设定目标条款，本报告只列项目和规划自身数字的核对。")
        return
    paper.text(
        prose.overall(s.clauses, s.year, s.about.period),
        *(("各领域的情况见", Ref("domains"), "。") if _many(s) else ()),
    )
    if _many(s):
        _by_domain(paper, s)
    _moved(paper, s)


def scope(s: Selection) -> str:
    """What the report covers.

    >>> from types import SimpleNamespace as N
    >>> about = N(areas=N(whole="甲区、乙区", joint="两区共同"))
    >>> scope(N(kind="annual", area="甲区", of=None, about=about)), scope(N(kind="park", area=None, of="某园", about=about))
    ('甲区及两区共同条款', '某园')
    """
    if s.kind == "flagship":
        return s.about.flagship.name
    where = s.area + (f"及{s.about.areas.joint}条款" if s.about.areas.joint else "") if s.area else s.about.areas.whole
    return where if s.of is None else s.of if s.kind == "park" else f"{where}的{s.of}领域"


def used(s: Selection) -> set[str]:
    """The ids of the observations that the report rests on: of the verdicts, of the growth of the year, and of the
    main indicators in every year."""
    frames = [s.clauses, *(rows[rows["headline"].notna()] for rows in s.history.values())]
    return set.union(*map(basis.observed, frames)) | {rate.id for _, rate in basis.growths(s)}


def sources(s: Selection) -> str:
    """How many figures the report rests on, and whose they are."""
    rows = s.series[s.series["id"].isin(used(s))]
    if rows.empty:
        return "本报告没有可用的数据。"
    each = Observation.of(rows)
    own, plan = (sum(test(one) for one in each) for test in (lambda one: one.own, lambda one: one.line is not None))
    parts = (("责任单位自报", own), ("《规划》载明", plan), ("取自公开资料", len(each) - own - plan))
    there = [(name, n) for name, n in parts if n]
    if len(there) == 1:
        return f"所用数据{len(each)}个，{'都' if len(each) > 1 else ''}是{there[0][0]}的。"
    return f"所用数据{len(each)}个，其中{'，'.join(f'{name}的{n}个' for name, n in there)}。"


def _many(s: Selection) -> bool:
    """Whether there is more than one domain to tell apart."""
    return bool(s.clauses["domain"].nunique() > 1)


def _grouped(year: int, period: Period) -> dict[str, tuple[str, ...]]:
    """The columns of a table of verdicts in the words of a year, and the verdicts that each counts."""
    good, late = (word(year, period) for word in (summary.good_word, summary.behind_word))
    return {good: clauses.GOOD, late: clauses.LATE, c.NOT_DUE: (c.NOT_DUE,), c.UNKNOWN: (c.UNKNOWN,)}


def _by_domain(paper: Paper, s: Selection) -> None:
    grouped = _grouped(s.year, s.about.period)
    groups = [
        (name, rows)
        for _, rows in s.clauses.groupby("domain_position", sort=True)
        for name in [rows["domain_name"].iloc[0]]
    ]

    def counts(name: str, rows: pd.DataFrame) -> list[str | int]:
        return [name, len(rows), *(int(rows["verdict"].isin(group).sum()) for group in grouped.values())]

    fields = [
        Field("领域", 36),
        Field("条款数", 20, "right"),
        *(Field(name, 30 if len(name) > 4 else 22, "right") for name in grouped),
    ]
    body = [*(counts(name, rows) for name, rows in groups), counts("合计", s.clauses)]
    paper.table("domains", f"各领域目标条款的结论（{s.year}年，项）", fields, body)
    there = [one for one in GROUPS if s.clauses["verdict"].isin(one.verdicts).any()]
    chart = Chart(
        "stacked",
        tuple(name for name, _ in groups),
        tuple(
            Series(one.name, tuple(float(rows["verdict"].isin(one.verdicts).sum()) for _, rows in groups), one.tone)
            for one in there
        ),
        0,
        14 + 8 * len(groups),
        f"各领域目标条款的结论：{prose.overall(s.clauses, s.year, s.about.period)}",
    )
    paper.figure("domains-drawn", f"各领域目标条款的结论（{s.year}年，项）", chart)


def _moved(paper: Paper, s: Selection) -> None:
    """Against the year before, and over the years where more than two can be told."""
    sentence, better, worse = prose.moved(s.clauses, s.history.get(s.year - 1), s.year, s.year >= s.about.period.end)
    paper.heading(2, "与上年比较")
    paper.text(sentence, names("好转的条款：", better, s), names("转差的条款：", worse, s))
    if len(s.history) < 2:
        return
    paper.text("各年年底的结论见", Ref("verdicts"), "，以前年份按当年的实际值和当年年末有效的目标评定。")
    grouped = _grouped(s.about.period.first, s.about.period)  # most of the years are within the plan
    body = [
        [f"{year}年", *(int(rows["verdict"].isin(group).sum()) for group in grouped.values())]
        for year, rows in s.history.items()
    ]
    fields = [Field("年份", 28, "center"), *(Field(name, 32, "right") for name in grouped)]
    paper.table("verdicts", "逐年的结论（项）", fields, body)


def names(head: str, rows: pd.DataFrame, s: Selection) -> str:
    """Names of clauses after a head, at most NAMED of them, as a sentence; empty where there are none."""
    found = [f"{r.name}{prose.apart(r.area, s.area, s.about)}" for r in Measured.of(rows)]
    counted = f"{len(found)}项" if f"{len(found)}项" not in head else ""
    more = f"等{counted}" if len(found) > NAMED else ""
    return f"{head}{'、'.join(found[:NAMED])}{more}。" if found else ""
