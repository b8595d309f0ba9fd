"""呈阅件: an evaluation on one page for leaders."""

import pandas as pd

from lib.ledger.frozen import MUST_EXPLAIN
from lib.measure import constants as c
from lib.measure.clause import Measured
from lib.measure.kinds import having
from lib.report import requirement
from lib.report.document import advice, figures, prose, works
from lib.report.document.dossier import Dossier
from lib.report.document.paper import Field, Paper
from lib.text import clauses, summary
from lib.text import words as w
from lib.theme import badge

FEW, WORST, STEPS, LONG = 5, 3, 4, 30
"""Main indicators, clauses that are behind, steps, and characters of a cause that the page has room for."""


def title(d: Dossier) -> tuple[str, ...]:
    """Its title in lines."""
    return (*d.chosen.heading[:-1], f"{d.chosen.heading[-1]}呈阅件")


def page(paper: Paper, d: Dossier) -> None:
    """What is on the page: how it stands, the main indicators, what is behind, what to do."""
    s = d.chosen
    paper.tighten()
    paper.text(f"{s.standing}。")
    if s.clauses.empty:
        paper.text(f"《规划》没有为{s.of or '本报告的范围'}单独设定目标条款。")
    else:
        paper.text("总体情况：", prose.overall(s.clauses, s.year, s.about.period))
        _main(paper, d)
        paper.text(*_behind(d))
    if len(s.projects):
        paper.text(f"项目：《规划》的项目{len(s.projects)}项，", works.progress(s.projects, s.year))
    if found := advice.steps(s):
        paper.text(f"建议：{'；'.join(title for title, _ in found[:STEPS])}。")
    paper.closing([], d.signed)


def _main(paper: Paper, d: Dossier) -> None:
    """The first of the main indicators; those that can be judged go before."""
    s = d.chosen
    rows = s.clauses[having(s.clauses["kind"], lambda kind: kind.numeric)]
    rows = rows.assign(unknown=rows["verdict"] == c.UNKNOWN, minor=rows["headline"].isna())
    rows = rows.sort_values(["minor", "unknown", "headline", "line", "id"]).drop_duplicates("indicator").head(FEW)
    if rows.empty:
        return
    fields = [Field("主要指标", 54), Field("目标", 40), Field("实际", 36, "right"), Field("结论", 26, "center")]
    body = [
        [
            f"{r.name}{prose.apart(r.area, s.area, s.about)}",
            requirement.in_force(r),
            figures.latest(r, s.year),
            badge(r.verdict),
        ]
        for r in Measured.of(rows)
    ]
    paper.table("main", f"主要指标（{s.year}年）", fields, body)


def _behind(d: Dossier) -> list[str]:
    """What is behind most, and why its units say so."""
    s = d.chosen
    late = s.clauses[s.clauses["verdict"].isin(clauses.LATE)]
    word = summary.behind_word(s.year, s.about.period)
    if late.empty:
        return ["问题：", prose.lacking(s.clauses, s.about.period) or f"没有{word}的条款。"]
    worst = late[late["verdict"].isin(MUST_EXPLAIN)].sort_values(["verdict", "pace"])
    names = [f"{r.name}（{r.verdict}）" for r in Measured.of(worst.head(WORST))]
    causes = pd.Series([one.why for one in prose.Explanation.of(s.explanations)], dtype=object).value_counts()
    told = "；".join(_short(cause) for cause in causes[causes.index != w.MISSING].index[:2])
    return [
        f"问题：{word}的条款{len(late)}项" + (f"，其中应作说明的{len(worst)}项" if len(worst) else ""),
        f"，{'差得最多' if s.year >= s.about.period.end else '进度最慢'}的是{'、'.join(names)}" if names else "",
        f"。责任单位说明的原因主要是：{told}。" if told else "。",
    ]


def _short(text: str) -> str:
    """A text as far as there is room for it."""
    return text if len(text) <= LONG else f"{text[: LONG - 1]}…"
