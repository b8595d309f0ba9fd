"""Slides of the domains: one each, what is lacking where nothing can be judged, the clauses counted and one by one."""

from collections.abc import Iterable

import pandas as pd

from lib.about import About
from lib.front import judgement
from lib.front import words as front
from lib.measure import constants as c
from lib.measure.clause import Measured
from lib.report.basis import LACKS
from lib.report.deck import parts
from lib.report.deck.material import Material
from lib.report.deck.slide import Bars, Figure, Figures, Series, Slide, Table
from lib.report.deck.typeset import LOWER, grid, pages, room
from lib.text import clauses, summary
from lib.text import words as w
from lib.theme import GROUPS, badge, group

INDICATIVE = "可作参考判断"
TELLING = 5
"""Clauses that the slide of a domain shows beneath its numbers."""


def by_domain(m: Material) -> list[Slide]:
    """How many clauses of each domain are in which state."""
    rows = m.chosen.clauses
    names = rows.drop_duplicates("domain").sort_values("domain_position")["domain_name"].tolist()
    if len(names) < 2:
        return []
    groups = rows["verdict"].astype(str).map(lambda verdict: group(verdict).name)
    if not judgement.enough(rows):
        groups = groups.mask(rows["id"].isin({one.id for one in m.told}), INDICATIVE)
    counts = rows.groupby(["domain_name", groups]).size()
    kinds = [*((one.name, one.tone, one.shape) for one in GROUPS), (INDICATIVE, "plan", "△")]
    kinds.sort(key=lambda one: one[1] == "grid")
    found = [
        Series(name, tuple(float(counts.get((domain, name), 0)) for domain in names), tone, mark)
        for name, tone, mark in kinds
    ]
    bars = Bars(tuple(names), tuple(one for one in found if any(one.values)), "项", 0, stacked=True, keys=tuple(names))
    told = tuple(
        f"{name}：{'、'.join(f'{v}{n}项' for v, n in own['verdict'].value_counts().items() if n)}。"
        for name, own in rows.groupby("domain_name", sort=False)
    )
    title = front.domains(rows, m.chosen.year, m.chosen.about.period)
    return [Slide("domains", "各领域进展", title, (bars,), told, parts.cite(rows["line"]))]


def domains(m: Material) -> list[Slide]:
    """One slide a domain; a single one for all where nothing can be judged in any."""
    if m.chosen.kind == "domain":
        return []
    groups = m.chosen.clauses.sort_values("domain_position").groupby("domain", sort=False)
    if len(groups) > 1 and parts.judged(m.chosen.clauses).empty:
        return [_lacking(m, groups)]
    return [_domain(m, slug, rows) for slug, rows in groups]


def _lacking(m: Material, groups: Iterable[tuple[str, pd.DataFrame]]) -> Slide:
    """What keeps each domain from being judged, on one slide."""
    year, unknown = m.chosen.year, m.chosen.clauses["verdict"] == c.UNKNOWN
    body = []
    for _, rows in groups:
        waiting, gaps = int((rows["verdict"] == c.NOT_DUE).sum()), rows.loc[rows["verdict"] == c.UNKNOWN, "gap"]
        numbers = (len(rows), waiting, *(int(gaps.isin(names).sum()) for names in LACKS.values()))
        body.append((rows["domain_name"].iloc[0], *(f"{n}" if n else w.MISSING for n in numbers)))
    block = grid(
        (
            "领域（项）",
            "目标条款",
            "未到期",
            *(name.format(year=year, base=m.chosen.about.period.base) for name in LACKS),
        ),
        tuple(body),
        tuple(slug for slug, _ in groups),
        tuple(range(1, 7)),
    )
    told = (
        "其他：基期口径不一致，增速缺年份，价格口径不同，到期而无完成记录。",
        *parts.notes(m.chosen.clauses[m.chosen.clauses["actual"].notna()], m.chosen.about),
    )
    title = f"{len(body)}个领域{year}年无一可评：{int(unknown.sum())}项各缺什么"
    return Slide("lacking", "各领域缺什么", title, (block,), told, parts.cite(m.chosen.clauses["line"]))


def _domain(m: Material, slug: str, rows: pd.DataFrame) -> Slide:
    (figures, title), told = _standing(rows, m.chosen.year, m.chosen.about), _telling(rows)
    shown = room(told, lambda some: _clauses(some, m.chosen.area, m.chosen.about), LOWER, TELLING)
    name = rows.iloc[0]["domain_name"]
    blocks = (figures, _clauses(shown, m.chosen.area, m.chosen.about))
    return Slide(
        f"domain-{slug}",
        name,
        f"{name}：{title}",
        blocks,
        parts.notes(shown, m.chosen.about) + parts.rest(told, len(shown), m.chosen.about),
        parts.sources(shown, m.chosen.series),
    )


def standing(m: Material) -> list[Slide]:
    """The clauses of a domain or a park counted, on one slide."""
    if m.chosen.clauses.empty:
        return []
    figures, title = _standing(m.chosen.clauses, m.chosen.year, m.chosen.about)
    told = parts.notes(parts.judged(m.chosen.clauses), m.chosen.about) or parts.none_late(
        m.chosen.clauses, m.chosen.year, m.chosen.about.period
    )
    return [
        Slide("standing", "条款状况", f"{m.subject}：{title}", (figures,), told, parts.cite(m.chosen.clauses["line"]))
    ]


def every_clause(m: Material) -> list[Slide]:
    """All clauses, a table to a slide, the most telling first."""
    rows, own = _telling(m.chosen.clauses), m.chosen.area
    title = f"{m.subject}的{len(rows)}项目标条款"
    return parts.several(
        [
            Slide(
                "clauses",
                "条款",
                title,
                (_clauses(some, own, m.chosen.about),),
                parts.notes(some, m.chosen.about),
                parts.sources(some, m.chosen.series),
            )
            for some in pages(rows, lambda some: _clauses(some, own, m.chosen.about))
        ]
    )


def _standing(rows: pd.DataFrame, year: int, about: About) -> tuple[Figures, str]:
    """Some clauses counted so that the numbers add up, and what they say."""
    good, late = int(rows["verdict"].isin(clauses.GOOD).sum()), parts.late(rows)
    unknown, waiting = (int((rows["verdict"] == v).sum()) for v in (c.UNKNOWN, c.NOT_DUE))
    fine, behind = summary.good_word(year, about.period), summary.behind_word(year, about.period)
    verdicts = ((good, fine, "good"), (len(late), behind, "bad")) if good or len(late) else ()
    figures = Figures(
        (
            Figure(f"{len(rows)}项", "目标条款"),
            *(Figure(f"{n}项", label, "", tone if n else "neutral") for n, label, tone in verdicts),
            *(() if verdicts else (Figure(w.MISSING, fine, "", "neutral"), Figure(w.MISSING, behind, "", "neutral"))),
            *((Figure(f"{unknown}项", "无法评估", "", "neutral"),) if unknown else ()),
            *((Figure(f"{waiting}项", "未到期", "", "neutral"),) if waiting else ()),
        )
    )
    if len(late):
        return (
            figures,
            f"{good + len(late)}项可评，{len(late)}项{behind}（{parts.listed(parts.named(late, about), 2)}）",
        )
    if good:
        return figures, f"{good}项可评，{'都' if good > 1 else ''}{fine}" + (
            f"；{unknown}项无法评估" if unknown else ""
        )
    if unknown:
        return figures, f"{len(rows)}项目标{year}年" + (
            f"无一可评，{unknown}项无法评估" if unknown < len(rows) else "都无法评估"
        )
    return figures, f"{len(rows)}项目标都未到期"


def _telling(rows: pd.DataFrame) -> pd.DataFrame:
    """Clauses in the order in which a room wants them: late, judged, with an actual, with a base, main ones; then by
    line."""
    rank = rows["verdict"].astype(str).map(clauses.ORDER)
    keys = {
        "rank": rank,
        "no_actual": rows["actual"].isna(),
        "no_base": rows["base"].isna(),
        "minor": rows["headline"].isna(),
    }
    return rows.assign(**keys).sort_values([*keys, "line", "id"], kind="stable").drop(columns=list(keys))


def _clauses(rows: pd.DataFrame, own: str | None, about: About) -> Table:
    names = parts.placed(rows, own, about)
    body = tuple(
        (name, parts.condition(r), clauses.base_text(r), parts.latest(r), badge(r.verdict))
        for name, r in zip(names, Measured.of(rows), strict=True)
    )
    return grid(("目标", "条件", f"{about.period.base}年", "最近", "结论"), body, tuple(rows["id"]), (1, 2, 3))
