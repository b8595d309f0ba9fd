"""The annex of a deck: what the plan contradicts itself on, what data is missing, explanations, years, sources."""

import pandas as pd

from lib.audit.finding import SEVERITIES, Finding
from lib.measure import constants as c
from lib.measure.clause import Measured, Target
from lib.measure.evidence import Facts
from lib.measure.period import Period
from lib.report.basis import observed
from lib.report.deck import parts
from lib.report.deck.material import Material
from lib.report.deck.slide import Bars, Series, Slide, Table, Text
from lib.report.deck.typeset import grid, pages, room
from lib.text import clauses, findings, summary
from lib.text import words as w


def contradictions(m: Material) -> list[Slide]:
    """What the plan says against itself, the hard ones first."""
    if m.chosen.findings.empty:
        return []
    order = m.chosen.findings["severity"].astype(str).map(list(SEVERITIES).index)
    rows = m.chosen.findings.assign(order=order).sort_values(["order", "lines"], kind="stable")

    def table(some: pd.DataFrame) -> Table:
        body = tuple(
            (str(r.severity), r.what, r.gap or w.MISSING, "、 ".join(map(str, r.lines))) for r in Finding.of(some)
        )
        return grid(("程度", "说法不一之处", "差", "行号"), body, tuple(map(str, some.index)), (2,))

    shown = room(rows, table)
    told = tuple(
        f"{r.severity}：{r.what}。{r.computation}。差：{r.gap}。{r.reason}（{parts.cite(r.lines)}）"
        for r in Finding.of(shown)
    )
    left = rows.iloc[len(shown) :]
    told += (f"其余{len(left)}处见“目标自洽性”页。",) if len(left) else ()
    lines = [line for r in Finding.of(shown) for line in r.lines]
    return [Slide("audit", "目标自洽性", findings.title(m.chosen.findings), (table(shown),), told, parts.cite(lines))]


def gaps(m: Material) -> list[Slide]:
    """Why clauses cannot be judged, and what share of them has any figure."""
    missing = summary.gaps(m.chosen.clauses, m.chosen.about.period)
    if missing.empty:
        return []
    total, unknown = len(m.chosen.clauses), int(missing["value"].sum())
    title = f"{total}项{f'中{unknown}项' if unknown < total else '都'}无法评估，{_reasons(missing.set_index('label')['value'])}"
    rows = m.chosen.clauses[m.chosen.clauses["verdict"] == c.UNKNOWN]
    shown: Bars | Table
    if len(missing) > 1:
        counts = tuple(map(float, missing["value"]))
        shown = Bars(
            tuple(missing["label"]), (Series("条款", counts, "neutral"),), "项", 0, keys=tuple(missing["label"])
        )
    else:  # one bar says nothing that the title does not
        shown = _lacking(m, room(rows, lambda some: _lacking(m, some)))
    told = tuple(
        f"{w.gap(gap, m.chosen.about.period)}：{'、'.join(f'{r.name}（{m.chosen.about.areas.short(r.area)}，第{r.line}行）' for r in Target.of(group))}。"
        for gap, group in rows.groupby("gap")
    )
    late = (Text((f"{'，'.join(line.partition('：')[0] for line in m.silent)}。",)),) if m.silent else ()
    notes = (*told, *(f"{line}。" for line in m.silent))
    return [Slide("gaps", "数据缺口", title, (shown, *late), notes, parts.cite(rows["line"]))]


def _reasons(counts: pd.Series) -> str:
    """What the gaps are due to: the first reason, or all that tie for it.

    >>> _reasons(pd.Series({"缺甲": 4, "缺乙": 1})), _reasons(pd.Series({"缺甲": 1, "缺乙": 1}))
    ('首要原因是缺甲（4项）', '原因是缺甲、缺乙（各1项）')
    """
    first = summary.most(counts)
    return f"{'原因' if len(set(counts)) == 1 else '首要原因'}是{first}" if first else f"有{len(counts)}种原因"


def nearly(m: Material) -> list[Slide]:
    """Clauses that one more figure would make assessable."""
    unknown = m.chosen.clauses[m.chosen.clauses["verdict"] == c.UNKNOWN]
    one = (
        unknown["missing_years"].map(lambda years: len(years.split(";")) == 1 and years != "").astype(bool)
    )  # of no row, it is text
    rows = unknown[
        (unknown["gap"] == "no_base")
        | ((unknown["gap"] == "no_actual") & unknown["base"].notna())
        | ((unknown["gap"] == "chain") & one)
    ]
    if rows.empty:
        return []
    rows = rows.sort_values(["headline", "line"], na_position="last")
    shown = room(rows, lambda some: _lacking(m, some))
    return [
        Slide(
            "nearly",
            "补充数据的次序",
            f"{len(rows)}项只差一个数就能评估，先补这些",
            (_lacking(m, shown),),
            parts.notes(shown, m.chosen.about) + parts.rest(rows, len(shown), m.chosen.about),
            parts.sources(shown, m.chosen.series),
        )
    ]


def _lacking(m: Material, rows: pd.DataFrame) -> Table:
    """Clauses with the figure that each lacks."""
    facts, each = (
        Facts(m.chosen.series),
        zip(parts.placed(rows, m.chosen.area, m.chosen.about), Measured.of(rows), strict=True),
    )
    return grid(
        ("目标", "还缺什么"),
        tuple((name, _lacks(r, facts, m.chosen.year, m.chosen.about.period)) for name, r in each),
        tuple(rows["id"]),
    )


def _lacks(row: Measured, facts: Facts, year: int, period: Period) -> str:
    """The figure that a clause lacks, and those of other years that there are."""
    text, known = clauses.reason(row, period).partition("（最近")[0], parts.growths(row, facts, year, period)
    if row.gap == "chain" and known:
        return f"缺{row.missing_years.replace(';', '、')}年的增速（已有{'、'.join(f'{y}年{w.number(value)}%' for y, value in known.items())}）"
    after = parts.later(row, facts, year, row.actual_year, period)
    latest = "" if pd.isna(row.actual) else f"最近{int(row.actual_year)}年{parts.latest(row).partition('（')[0]}"
    told = "，".join(part for part in (latest, after) if part)
    return text + (f"（{told}）" if told else "")


def explanations(m: Material) -> list[Slide]:
    """What the units have explained: cause, measures, deadline; all of it."""
    if m.chosen.explanations.empty:
        return []
    names = pd.Series(parts.named(m.chosen.clauses, m.chosen.about), m.chosen.clauses["id"])
    asked, given = m.chosen.to_explain, m.chosen.explanations

    def table(some: pd.DataFrame) -> Table:
        body = tuple(
            (names[r.clause], r.cause, r.measures, r.unit, parts.until(r.deadline))
            for r in some.fillna("").astype(str).itertuples()
        )
        return grid(("目标", "原因", "措施", "单位", "时限"), body, tuple(some["clause"]))

    done = int(asked["id"].isin(given["clause"]).sum())
    title = parts.explained(len(asked), done) if len(asked) else f"{len(given)}项作了说明"
    lines = m.chosen.clauses.set_index("id")["line"]
    return parts.several(
        [
            Slide("explained", "情况说明", title, (table(some),), (), parts.cite(lines.loc[some["clause"]]))
            for some in pages(given, table)
        ]
    )


def years(m: Material) -> list[Slide]:
    """Verdicts year by year up to the evaluation year."""
    everything = pd.concat([*m.earlier.values(), m.chosen.clauses])
    order = [*m.earlier, m.chosen.year]
    known = {y: len(parts.judged(frame)) for y, frame in {**m.earlier, m.chosen.year: m.chosen.clauses}.items()}
    title = "可评的条款：" + "，".join(f"{y}年{n}项" if n else f"{y}年没有" for y, n in known.items())
    title = title if any(known.values()) else f"{m.chosen.about.period.first}年以来没有一年有可评的条款"
    block = parts.stacked(everything, "evaluation_year", order, {y: f"{y}年" for y in order})
    told = tuple(
        f"{y}年：{'、'.join(f'{v}{n}项' for v, n in frame['verdict'].value_counts().items() if n)}。"
        for y, frame in {**m.earlier, m.chosen.year: m.chosen.clauses}.items()
    )
    return [Slide("years", "逐年结论", title, (block,), told, parts.cite(m.chosen.clauses["line"]))]


def provenance(m: Material) -> list[Slide]:
    """Where the figures come from, and how reliable that is; nothing without any target."""
    if m.chosen.clauses.empty:
        return []
    series = m.chosen.series
    used = series[series["id"].isin(observed(m.chosen.clauses))]
    counts = used.groupby("source").size().sort_values(ascending=False)
    known = m.chosen.sources.set_index("slug")
    body = (
        (
            "规划纲要（目标条款）",
            known.loc["plan", "issuer"],
            str(known.loc["plan", "reliability"]),
            f"{len(m.chosen.clauses)}项",
        ),
    )
    body += tuple(
        (known.loc[s, "title"], known.loc[s, "issuer"] or w.MISSING, str(known.loc[s, "reliability"]), f"{n}个数")
        for s, n in counts.items()
    )
    keys = ("plan", *counts.index)

    def table(some: tuple[tuple[str, ...], ...]) -> Table:
        return grid(("来源", "发布", "可靠性", "供给"), some, keys[: len(some)], (3,))

    told = tuple(
        f"{r.title}（{r.issuer or '—'}，可靠性{r.reliability}）{r.address or ''}"
        for r in known.loc[list(counts.index)].itertuples()
    )
    title = f"{len(m.chosen.clauses)}项目标出自规划；" + (
        f"结论用到的{len(used)}个数出自{len(counts)}个来源" if len(used) else "还没有用到观测值"
    )
    return [
        Slide(
            "sources",
            "数据来源",
            title,
            (table(room(body, table)),),
            told,
            "可靠性：A为原始文件，B、C依次较低；逐条见“数据来源”页",
        )
    ]
