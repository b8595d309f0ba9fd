"""The first slides: cover, the year on one page, verdicts by domain."""

from lib.measure import constants as c
from lib.report.deck import parts
from lib.report.deck.material import Material
from lib.report.deck.slide import Figure, Figures, Slide, Text
from lib.report.deck.typeset import ROWS
from lib.text import summary
from lib.text import words as w

TONES = {"达标或达到进度": "good", c.DONE: "good", "滞后": "bad", c.FAILED: "bad", "无法评估": "neutral"}


def cover(m: Material) -> list[Slide]:
    """What this is, for which area and year."""
    head = {
        "annual": f"{m.subject}“{m.chosen.about.name.plan}”规划{m.chosen.year}年度评估",
        "midterm": f"{m.subject}“{m.chosen.about.name.plan}”规划{m.chosen.called}（{m.chosen.year}年）",
    }
    title = (
        head.get(m.chosen.kind)
        or f"{m.chosen.of or m.chosen.about.flagship.name}：“{m.chosen.about.name.plan}”规划进展（{m.chosen.year}年）"
    )
    elapsed = w.percent(min(1.0, (m.chosen.year - m.chosen.about.period.base) / m.chosen.about.period.span), 0)
    scope = (
        ""
        if m.chosen.kind in ("park", "flagship")
        else f"范围：{m.chosen.area}（含{m.chosen.about.areas.joint}的条款）"
        if m.chosen.area and m.chosen.about.areas.joint
        else f"范围：{m.chosen.area or '、'.join(m.chosen.areas)}"
    )
    lines = [f"评估年：{m.chosen.year}年，时间进度{elapsed}", scope, m.chosen.standing, "缺的数据显示为缺，不作估计"]
    method = "每个结论的算式和行号在备注中；目标怎样测量，见“方法”页。"
    return [
        Slide(
            "cover",
            "封面",
            title,
            (Text(tuple(line for line in lines if line)),),
            (f"{m.chosen.called}。{method}",),
            cover=True,
        )
    ]


def one_page(m: Material) -> list[Slide]:
    """The year in six numbers."""
    items = tuple(
        Figure(value, label, note, "neutral" if value == w.MISSING else TONES.get(label, "text"))
        for label, value, note in summary.figures(m.chosen.clauses, m.chosen.year, m.chosen.about.period)
    )
    late = parts.late(m.chosen.clauses)
    told = parts.notes(late.head(ROWS), m.chosen.about) or parts.none_late(
        m.chosen.clauses, m.chosen.year, m.chosen.about.period
    )
    return [
        Slide(
            "year",
            "一页总览",
            summary.title(m.chosen.clauses, m.chosen.year, m.chosen.about.period),
            (Figures(items),),
            told,
            parts.cite(m.chosen.clauses["line"]),
        )
    ]


def by_domain(m: Material) -> list[Slide]:
    """Verdicts by domain."""
    order = m.chosen.clauses.drop_duplicates("domain").sort_values("domain_position")["domain_name"].tolist()
    if len(order) < 2:
        return []
    judged = parts.judged(m.chosen.clauses)
    late = parts.late(m.chosen.clauses)["domain_name"].value_counts()
    counts = judged["domain_name"].value_counts()
    if len(late):
        silent, behind = len(order) - len(counts), summary.behind_word(m.chosen.year, m.chosen.about.period)
        title = (
            f"{behind}最多的是{first}"
            if (first := summary.most(late))
            else f"{behind}的{late.sum()}项分散在{len(late)}个领域，各{late.iloc[0]}项"
        )
        title += f"；{silent}个领域没有可评的条款" if silent else ""
    elif len(counts):
        title = f"可评的{len(judged)}项都{summary.good_word(m.chosen.year, m.chosen.about.period)}" + (
            f"，最多的是{first}" if (first := summary.most(counts)) else ""
        )
    else:
        lacking = m.chosen.clauses.loc[m.chosen.clauses["verdict"] == c.UNKNOWN, "domain_name"].value_counts()
        title = f"{len(order)}个领域都没有可评的条款" if len(lacking) else "各领域的条款都未到期"
        title += f"，无法评估最多的是{first}" if (first := summary.most(lacking)) else ""
    told = tuple(
        f"{name}：{'、'.join(f'{v}{n}项' for v, n in rows['verdict'].value_counts().items() if n)}。"
        for name, rows in m.chosen.clauses.groupby("domain_name", sort=False)
    )
    return [
        Slide(
            "domains",
            "各领域结论",
            title,
            (parts.stacked(m.chosen.clauses, "domain_name", order),),
            told,
            parts.cite(m.chosen.clauses["line"]),
        )
    ]
