"""The middle of a deck: what is behind and what it would take, what improved, each domain, the clauses one by one."""

import pandas as pd

from lib.compute import constants as c
from lib.report import changes, parts
from lib.report.material import Material
from lib.report.slide import Bars, Figure, Figures, Series, Slide, Table, Text
from lib.view import clauses, summary
from lib.view import words as w
from lib.view.theme import badge

LABELS = 5
"""Groups of bars that a room can tell apart."""


def behind(m: Material) -> list[Slide]:
    """What is behind, the furthest first, with the growth that would catch up."""
    rows = parts.late(m.chosen.clauses)
    if rows.empty:
        known = len(parts.judged(m.chosen.clauses))
        title = f"{m.chosen.year}年可评的{known}项没有滞后" if known else f"{m.chosen.year}年没有可评的条款，不能说有没有滞后"
        return [Slide("behind", "滞后", title, (Text((summary.nothing_late(m.chosen.clauses, m.chosen.year),)),), (), "")]
    shown, first = rows.head(parts.ROWS), rows.iloc[0]
    body = tuple(
        (r.name + changes.mark(r), w.short(r.area), badge(r.verdict), w.number(r.pace, 2), w.growth(r.kind, r.catch_up_growth, r.unit))
        for r in shown.itertuples()
    )
    block = Table(("目标", "地域", "结论", "进度比", "要赶上需"), body, (38, 10, 16, 10, 24), tuple(shown["id"]), (3, 4))
    pace = f"（进度比{w.number(first['pace'], 2)}）" if pd.notna(first["pace"]) else ""
    title = f"{len(rows)}项滞后，差得最远的是{first['name']}{pace}" if len(rows) > 1 else f"1项滞后：{first['name']}{pace}"
    return [Slide("behind", "滞后", title, (block,), parts.notes(shown) + parts.rest(rows, len(shown)), parts.sources(shown, m.chosen.series))]


def catch_up(m: Material) -> list[Slide]:
    """Growth needed to 2020 beside that of 2010–2015: what it would take."""
    own = m.chosen.clauses.set_index("id")
    hard = m.effort[(m.effort["path"] == "geometric") & m.effort["required"].notna() & m.effort["clause"].isin(own.index)]
    hard = hard.assign(catch_up=hard["clause"].map(own["catch_up_growth"]), late=hard["clause"].map(own["verdict"]).isin(clauses.LATE))
    hard = hard.assign(compared=hard["trend"].notna())[hard["trend"].notna() | hard["catch_up"].notna()]
    hard = hard.sort_values(["compared", "late", "catch_up", "ratio"], ascending=False, na_position="last").head(LABELS)
    if hard.empty:
        return []
    rows = own.loc[hard["clause"]].reset_index()
    original = tuple(changes.original_catch_up(r) for r in rows.itertuples())
    labels = tuple(f"{r.indicator_name}·{w.short(r.area)}{changes.mark(r)}" for r in rows.itertuples())
    bars = Bars(labels, (
        Series("“十二五”年均", tuple(map(float, hard["trend"])), "neutral"),
        Series("目标所需年均", tuple(map(float, hard["required"])), "plan"),
        Series("今后追赶需要", tuple(map(float, hard["catch_up"])), "accent"),
        *([Series("按原目标追赶需要", original, "warn")] if any(value == value for value in original) else []),
    ), "%", 1, keys=tuple(hard["clause"]))  # fmt: skip
    need = hard["catch_up"].fillna(hard["required"])
    faster, compared = int((need > hard["trend"]).sum()), int(hard["trend"].notna().sum())
    if faster:
        title = f"{compared}项可与“十二五”相比，{faster}项今后要更快"
    elif compared:
        title = f"可与“十二五”相比的{compared}项，所需增速都比“十二五”低"
    else:
        title = f"今后要求最高的是{labels[0]}：年均{w.number(float(need.iloc[0]), 1)}%"
    told = ("追赶：由最近的实际数到2020年目标所需的年均增速；没有此后实际数的不画。“十二五”与所需为同一价格口径。", *parts.notes(rows))
    return [Slide("catch-up", "追赶增速", title, (bars,), told, parts.sources(rows, m.chosen.series))]


def adjusted(m: Material) -> list[Slide]:
    """What was adjusted and cancelled by procedure: the original target beside the one in force, the basis."""
    changed = changes.listed(m.chosen)
    if not changed:
        return []
    shown = changed[-parts.ROWS :]
    body = tuple((f"{one.name}·{w.short(one.area)}", one.change, one.before, one.now, one.number) for one in shown)
    block = Table(("目标", "类别", "原目标", "现目标", "文号"), body, (28, 9, 22, 22, 19), tuple(one.clause for one in shown))
    told = tuple(f"{one.name}（{one.area}，{one.clause}，{w.citation(one.line)}）{one.change}：{one.body}，{one.number}，{one.date}。理由：{one.why}。"
                 f"按原目标{one.before_verdict}，按现目标{one.verdict}。" for one in changed)  # fmt: skip
    title = f"按程序调整目标{len(changed)}项次：{changes.counted(changed)}"
    return [Slide("adjusted", "目标调整", title, (block,), told, parts.cite(one.line for one in changed))]


def improved(m: Material) -> list[Slide]:
    """What is better than in 2015."""
    rows = m.chosen.clauses[
        m.chosen.clauses["kind"].isin(("level", "share", "count"))
        & m.chosen.clauses["base"].notna()
        & m.chosen.clauses["actual"].notna()
        & (m.chosen.clauses["direction"] != 0)
    ]
    if rows.empty:
        text = "没有一项既有2015年的数又有此后的数，因此不能说改善或退步。"
        return [Slide("improved", "改善", f"{m.chosen.year}年没有前后可比的数", (Text((text,)),), (), "")]
    change = rows["direction"] * (rows["actual"] - rows["base"])
    better = rows[change > rows["rounding"]]
    shown = rows.assign(share=rows["completion"]).sort_values("share", ascending=False).head(parts.ROWS)
    body = tuple(
        (
            f"{r.name}·{w.short(r.area)}{changes.mark(r)}",
            clauses.base_text(r),
            parts.latest(r),
            w.difference(r.actual - r.base, r.unit, 2),
            w.percent(r.completion),
        )
        for r in shown.itertuples()
    )
    block = Table(("目标", "2015年", "最近", "变化", "完成程度"), body, (32, 16, 24, 20, 14), tuple(shown["id"]), (1, 2, 3, 4))
    stale = int((rows["actual_year"] < m.chosen.year).sum())
    title = f"前后可比的{len(rows)}项中，{len(better)}项好于2015年" + (f"（{stale}项的最近数早于{m.chosen.year}年）" if stale else "")
    return [Slide("improved", "改善", title, (block,), parts.notes(shown) + parts.rest(rows, len(shown)), parts.sources(shown, m.chosen.series))]


def domains(m: Material) -> list[Slide]:
    """One slide a domain."""
    groups = m.chosen.clauses.sort_values("domain_position").groupby("domain", sort=False)
    return [_domain(m, slug, rows) for slug, rows in groups] if m.chosen.kind != "domain" else []


def _domain(m: Material, slug: str, rows: pd.DataFrame) -> Slide:
    figures, title = _standing(rows, m.chosen.year)
    shown = _telling(rows).head(LABELS - 1)
    name = rows.iloc[0]["domain_name"]
    return Slide(f"domain-{slug}", name, f"{name}：{title}", (figures, _clauses(shown)), parts.notes(shown) + parts.rest(_telling(rows), len(shown)),
                 parts.sources(shown, m.chosen.series))  # fmt: skip


def standing(m: Material) -> list[Slide]:
    """The clauses of a domain or a park counted, on one slide."""
    if m.chosen.clauses.empty:
        return []
    figures, title = _standing(m.chosen.clauses, m.chosen.year)
    told = parts.notes(parts.judged(m.chosen.clauses)) or (summary.nothing_late(m.chosen.clauses, m.chosen.year),)
    return [Slide("standing", "条款状况", f"{m.subject}：{title}", (figures,), told, parts.cite(m.chosen.clauses["line"]))]


def every_clause(m: Material) -> list[Slide]:
    """All clauses, a table to a slide, the most telling first."""
    rows, slides = _telling(m.chosen.clauses), []
    pages = -(-len(rows) // parts.ROWS)
    for page in range(pages):
        shown = rows.iloc[page * parts.ROWS : (page + 1) * parts.ROWS]
        title = f"{m.subject}的{len(rows)}项目标条款" + (f"（{page + 1}/{pages}）" if pages > 1 else "")
        slides.append(
            Slide(f"clauses-{page + 1}", f"条款{page + 1}", title, (_clauses(shown),), parts.notes(shown), parts.sources(shown, m.chosen.series))
        )
    return slides


def _standing(rows: pd.DataFrame, year: int) -> tuple[Figures, str]:
    """Four numbers of some clauses, and the finding in words."""
    good, late = int(rows["verdict"].isin(clauses.GOOD).sum()), parts.late(rows)
    unknown, waiting = (int((rows["verdict"] == v).sum()) for v in (c.UNKNOWN, c.NOT_DUE))
    figures = Figures((
        Figure(f"{len(rows)}项", "目标条款", f"其中里程碑未到期{waiting}项" if waiting else ""), Figure(f"{good}项", "达标或达到进度", "", "good"),
        Figure(f"{len(late)}项", "滞后", "", "bad"), Figure(f"{unknown}项", "无法评估", "", "neutral"),
    ))  # fmt: skip
    if len(late):
        return figures, f"{good + len(late)}项可评，{len(late)}项滞后（{parts.listed(late['name'], 2)}）"
    if good:
        return figures, f"{good}项可评，都达标或达到进度；{unknown}项缺数据"
    if unknown:
        return figures, f"{len(rows)}项目标{year}年无一可评，{unknown}项缺数据"
    return figures, f"{len(rows)}项目标都未到期"


def _telling(rows: pd.DataFrame) -> pd.DataFrame:
    """Clauses in the order in which a room wants them: late, judged, with an actual, with a base, main ones; then by line."""
    rank = rows["verdict"].astype(str).map(clauses.ORDER)
    keys = {"rank": rank, "no_actual": rows["actual"].isna(), "no_base": rows["base"].isna(), "minor": rows["headline"].isna()}
    return rows.assign(**keys).sort_values([*keys, "line", "id"], kind="stable").drop(columns=list(keys))


def _clauses(rows: pd.DataFrame) -> Table:
    body = tuple(
        (f"{r.name}·{w.short(r.area)}", clauses.condition(r), clauses.base_text(r), parts.latest(r), badge(r.verdict)) for r in rows.itertuples()
    )
    return Table(("目标", "条件", "2015年", "最近", "结论"), body, (33, 22, 14, 16, 15), tuple(rows["id"]), (1, 2, 3))
