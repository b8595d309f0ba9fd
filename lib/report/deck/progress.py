"""What is behind and why, what it would take to catch up, what was adjusted."""

from typing import Any

import pandas as pd

from lib.ledger.permission import duty_of, led, thing
from lib.measure.clause import Measured
from lib.measure.period import Period
from lib.report import changes
from lib.report.deck import parts
from lib.report.deck.material import Material
from lib.report.deck.slide import Bars, Card, Cards, Series, Slide, Table
from lib.report.deck.typeset import grid, pages, room
from lib.text import clauses, summary
from lib.text import words as w
from lib.theme import badge, shape, tone

FEW = 3
"""Rows of a table that are worth a page."""
LABELS = 5
"""Groups of bars that a room can tell apart."""


def problems(m: Material) -> list[Slide]:
    """What is behind and why: cause, measure, unit and deadline, as units explained or were told; what is behind alone
    where nobody said anything."""
    late = parts.late(m.chosen.clauses)
    if late.empty:
        return []
    explained = late["id"].isin(m.chosen.explanations["clause"])
    first = late.assign(
        name_=parts.placed(late, m.chosen.area, m.chosen.about),
        told=[_answered(row, m) for row in Measured.of(late)],
        silent=~explained,
        minor=late["headline"].isna(),
    )
    first = first[explained | late["id"].isin(m.chosen.to_explain["id"])]
    if not any(any(one) for one in first["told"]):
        return [] if len(late) < FEW else behind(m)
    first = first.sort_values(["silent", "minor", "verdict"], kind="stable")
    word = summary.behind_word(m.chosen.year, m.chosen.about.period)
    done = int(m.chosen.to_explain["id"].isin(m.chosen.explanations["clause"]).sum())
    asked = len(m.chosen.to_explain)
    title = f"{len(late)}项{word}" + (f"，{parts.explained(asked, done)}" if asked else "")
    if len(first) < FEW:
        block: Cards | Table = Cards(tuple(_problem(row) for row in first.itertuples()), len(first))
        shown = first
    else:
        shown = room(first, _problems)
        block = _problems(shown)
    if len(shown) < len(first):
        title += f"；先列{len(shown)}项"
    left = parts.rest(late[~late["id"].isin(shown["id"])], 0, m.chosen.about)
    sources = parts.sources(shown, m.chosen.series)
    return [Slide("problems", "问题和措施", title, (block,), parts.notes(shown, m.chosen.about) + left, sources)]


def _answered(row: Measured, m: Material) -> tuple[str, str, str, str]:
    """Cause, measure, unit and deadline of what is behind: what was explained, else what was ordered, else whose duty it
    is."""
    given = m.chosen.explanations[m.chosen.explanations["clause"] == row.id]
    if len(given):
        one = given.iloc[-1]
        return str(one["cause"]), str(one["measures"]), str(one["unit"]), parts.until(str(one["deadline"]))
    subject = {"area": row.area, "indicator": row.indicator}
    for item in reversed(m.state.rows("supervision")):
        if item.get("thing") == thing(subject):
            return "", item["task"], led({"lead": item["unit"]}), parts.until(item["due"])
    duty = duty_of(subject, m.state)
    return "", "", led(duty), ""


def _problems(some: pd.DataFrame) -> Table:
    """What is behind as a table."""
    body = tuple(
        (f"{shape(str(r.verdict))} {r.name_}", *(part or w.MISSING for part in r.told)) for r in some.itertuples()
    )
    return grid(("问题", "原因", "措施", "单位", "时限"), body, tuple(some["id"]))


def _problem(row: Any) -> Card:
    """What is behind as a card."""
    said = zip(("原因", "措施", "单位", "时限"), row.told, strict=True)
    lines = tuple(f"{name}：{words or '未说明'}" for name, words in said)
    return Card(row.name_, badge(str(row.verdict)), tone(str(row.verdict)), lines)


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
