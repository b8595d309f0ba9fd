"""The middle of a deck: what is behind and what it would take, what was adjusted, what improved."""

import pandas as pd

from lib.measure.clause import Measured
from lib.measure.kinds import having
from lib.measure.period import Period
from lib.report import changes
from lib.report.deck import parts
from lib.report.deck.material import Material
from lib.report.deck.slide import Bars, Series, Slide, Table
from lib.report.deck.typeset import grid, pages, room
from lib.text import clauses, summary
from lib.text import words as w
from lib.theme import badge

LABELS = 5
"""Groups of bars that a room can tell apart."""


def behind(m: Material) -> list[Slide]:
    """What is behind, the furthest first, with what would catch up; when the plan is over, what was not reached and by
    how much."""
    rows, over = parts.late(m.chosen.clauses), m.chosen.year >= m.chosen.about.period.end
    if rows.empty:
        return []
    first, word = rows.iloc[0], summary.behind_word(m.chosen.year, m.chosen.about.period)
    head = ("目标", "结论", "完成程度", "与目标差距") if over else ("目标", "结论", "进度比", "追赶增速")

    def table(some: pd.DataFrame) -> Table:
        each = zip(parts.placed(some, m.chosen.area, m.chosen.about), Measured.of(some), strict=True)
        body = tuple(
            (name + changes.mark(r), badge(r.verdict), *_short_of(r, m.chosen.about.period, over)) for name, r in each
        )
        return grid(head, body, tuple(some["id"]), (2, 3))

    shown = room(rows, table)
    pace = (
        (f"（完成程度{w.percent(first['completion'])}）" if over else f"（进度比{w.pace(first['pace'])}）")
        if pd.notna(first["pace"])
        else ""
    )
    title = (
        f"{len(rows)}项{word}，差得最远的是{first['name']}{pace}"
        if len(rows) > 1
        else f"1项{word}：{first['name']}{pace}"
    )
    return [
        Slide(
            "behind",
            word,
            title,
            (table(shown),),
            parts.notes(shown, m.chosen.about) + parts.rest(rows, len(shown), m.chosen.about),
            parts.sources(shown, m.chosen.series),
        )
    ]


def _short_of(row: Measured, period: Period, over: bool) -> tuple[str, str]:
    """Pace and what would catch up; when the plan is over, completion and what is wanting."""
    if over:
        return w.percent(row.completion), summary.behind_by(row, period)
    return w.pace(row.pace), clauses.catch_up(row) or w.MISSING


def catch_up(m: Material) -> list[Slide]:
    """Growth needed to 2020 beside that of 2010–2015: what it would take. Nothing when the plan is over."""
    if m.chosen.year >= m.chosen.about.period.end:
        return []
    own = m.chosen.clauses.set_index("id")
    hard = m.effort[
        (m.effort["path"] == "geometric") & m.effort["required"].notna() & m.effort["clause"].isin(own.index)
    ]
    hard = hard.assign(
        catch_up=hard["clause"].map(own["catch_up_growth"]), late=hard["clause"].map(own["verdict"]).isin(clauses.LATE)
    )
    hard = hard.assign(compared=hard["trend"].notna())[hard["trend"].notna() | hard["catch_up"].notna()]
    hard = hard.sort_values(["compared", "late", "catch_up", "ratio"], ascending=False, na_position="last").head(LABELS)
    if hard.empty:
        return []
    rows = own.loc[hard["clause"]].reset_index()
    original = tuple(changes.original_catch_up(r, m.chosen.about.period) for r in Measured.of(rows))
    labels = tuple(
        f"{r.indicator_name}{parts.apart(r.area, m.chosen.area, m.chosen.about)}{changes.mark(r)}"
        for r in Measured.of(rows)
    )
    bars = Bars(
        labels,
        (
            Series(f"“{m.chosen.about.name.before}”年均", tuple(map(float, hard["trend"])), "neutral"),
            Series("目标所需年均", tuple(map(float, hard["required"])), "plan"),
            Series("今后追赶需要", tuple(map(float, hard["catch_up"])), "accent"),
            *([Series("按原目标追赶需要", original, "warn")] if any(value == value for value in original) else []),
        ),
        "%",
        1,
        keys=tuple(hard["clause"]),
    )
    need = hard["catch_up"].fillna(hard["required"])
    faster, compared = int((need > hard["trend"]).sum()), int(hard["trend"].notna().sum())
    if faster:
        title = f"{compared}项可与“{m.chosen.about.name.before}”相比，{faster}项今后要更快"
    elif compared:
        title = f"可与“{m.chosen.about.name.before}”相比的{compared}项，所需增速都比“{m.chosen.about.name.before}”低"
    else:
        title = f"今后要求最高的是{labels[0]}：年均{w.number(float(need.iloc[0]), 1)}%"
    told = (
        f"追赶：由最近的实际数到{m.chosen.about.period.end}年目标所需的年均增速；没有此后实际数的不画。“{m.chosen.about.name.before}”与所需为同一价格口径。",
        *parts.notes(rows, m.chosen.about),
    )
    return [Slide("catch-up", "追赶增速", title, (bars,), told, parts.sources(rows, m.chosen.series))]


def adjusted(m: Material) -> list[Slide]:
    """What was adjusted and cancelled by procedure: the original target beside the one in force, the basis."""
    changed = changes.listed(m.chosen)
    if not changed:
        return []

    def table(some: list[changes.Change]) -> Table:
        body = tuple(
            (
                f"{one.name}{parts.apart(one.area, m.chosen.area, m.chosen.about)}",
                one.change,
                one.before,
                one.now,
                one.number,
            )
            for one in some
        )
        return grid(("目标", "类别", "原目标", "现目标", "文号"), body, tuple(one.clause for one in some))

    def slide(some: list[changes.Change]) -> Slide:
        told = tuple(
            f"{one.name}（{m.chosen.about.areas.short(one.area)}，{one.clause}，{w.citation(one.line)}）{one.change}：{one.body}，{one.number}，{w.day(one.date)}。理由：{one.why}。"
            f"按原目标{one.before_verdict}，按现目标{one.verdict}。"
            for one in some
        )
        return Slide(
            "adjusted",
            "目标调整",
            changes.sentence(changed),
            (table(some),),
            told,
            parts.cite(one.line for one in some),
        )

    return parts.several([slide(some) for some in pages(changed, table)])


def improved(m: Material) -> list[Slide]:
    """What is better than in 2015."""
    rows = m.chosen.clauses[
        having(m.chosen.clauses["kind"], lambda kind: kind.valued or kind.kept)
        & m.chosen.clauses["base"].notna()
        & m.chosen.clauses["actual"].notna()
        & (m.chosen.clauses["direction"] != 0)
    ]
    if rows.empty:
        return []
    rows = rows.sort_values("completion", ascending=False)
    change = rows["direction"] * (rows["actual"] - rows["base"])
    better = rows[change > rows["rounding"]]

    def table(some: pd.DataFrame) -> Table:
        each = zip(parts.placed(some, m.chosen.area, m.chosen.about), Measured.of(some), strict=True)
        body = tuple(
            (
                name + changes.mark(r),
                clauses.base_text(r),
                parts.latest(r),
                _change(r),
                parts.done_sign(r) + w.percent(r.completion),
            )
            for name, r in each
        )
        return grid(
            ("目标", f"{m.chosen.about.period.base}年", "最近", "变化", "完成程度"),
            body,
            tuple(some["id"]),
            (1, 2, 3, 4),
        )

    shown = room(rows, table)
    stale = int((rows["actual_year"] < m.chosen.year).sum())
    every = "都" if len(rows) > 1 else ""
    title = f"前后可比的{len(rows)}项" + (
        f"{every}好于{m.chosen.about.period.base}年"
        if len(better) == len(rows)
        else f"中，{len(better)}项好于{m.chosen.about.period.base}年"
    )
    title += f"（{stale}项的最近数早于{m.chosen.year}年）" if stale else ""
    return [
        Slide(
            "improved",
            "改善",
            title,
            (table(shown),),
            parts.notes(shown, m.chosen.about) + parts.rest(rows, len(shown), m.chosen.about),
            parts.sources(shown, m.chosen.series),
        )
    ]


def _change(row: Measured) -> str:
    """The change of a clause since 2015 in its unit, with the sign of a bound."""
    return parts.change_sign(row) + w.difference(row.actual - row.base, row.unit, parts.digits(row.actual, row.base))
