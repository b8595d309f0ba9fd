"""信息专报: what of an evaluation is red, why, what is done about it, by whom and until when."""

from lib.ledger.frozen import MUST_EXPLAIN
from lib.measure.clause import Measured
from lib.report import requirement
from lib.report.document import figures, prose, works
from lib.report.document.dossier import Dossier
from lib.report.document.paper import Field, Paper, Ref
from lib.text import summary
from lib.theme import badge

RED = [
    Field("目标条款", 34),
    Field("目标和实际", 36),
    Field("结论", 19, "center"),
    Field("原因", 30),
    Field("措施", 30),
    Field("单位、时限", 24),
]


def title(d: Dossier) -> tuple[str, ...]:
    """Its title in lines."""
    s = d.chosen
    return (f"{s.of or s.area or s.about.areas.whole}“{s.about.name.plan}”规划", f"滞后事项信息专报（{s.year}年）")


def body(paper: Paper, d: Dossier) -> None:
    """The clauses that must be explained, the worst first, and the projects that are late."""
    s = d.chosen
    paper.addressed(d.to)
    red = s.clauses[s.clauses["verdict"].isin(MUST_EXPLAIN)].sort_values(["verdict", "pace"])
    word = summary.behind_word(s.year, s.about.period)
    paper.heading(1, f"{word}的目标")
    if red.empty:
        paper.text(f"{s.year}年没有{'、'.join(MUST_EXPLAIN)}的条款。", prose.lacking(s.clauses, s.about.period))
    else:
        told = len(red) - len(s.unexplained)
        paper.text(
            f"{s.year}年目标条款{len(s.clauses)}项中，应作说明的{len(red)}项（{prose.by_verdict(red, MUST_EXPLAIN)}），",
            f"已作说明的{told}项" if told else "都没有说明",
            f"，没有说明的{len(s.unexplained)}项" if told and len(s.unexplained) else "",
            "，逐项见",
            Ref("red"),
            "。",
        )
        said = {r.clause: r for r in prose.Explanation.of(s.explanations)}
        rows = []
        for row in Measured.of(red):
            one = said.get(row.id)
            words = ["没有说明", "", ""] if one is None else [one.why, one.will, one.who]
            rows.append(
                [
                    f"{row.name}{prose.apart(row.area, s.area, s.about)}",
                    f"{requirement.in_force(row)}\n{figures.latest(row, s.year)}",
                    badge(row.verdict),
                    *words,
                ]
            )
        paper.table("red", f"{word}的目标条款（{s.year}年）", RED, rows)
    works.late(paper, s, 1)
    paper.text(f"{s.standing}。")
    paper.closing([], d.signed)
