"""What is not certain: indicative judgements, what the plan says against itself, missing figures; and what the meeting is
asked to decide."""

import pandas as pd

from lib.about import About
from lib.audit.finding import HARD, SEVERITIES, Finding
from lib.measure import constants as c
from lib.measure.kinds import having
from lib.measure.period import Period
from lib.report.deck import parts
from lib.report.deck.material import Material
from lib.report.deck.slide import Card, Cards, Point, Points, Slide
from lib.report.deck.typeset import card_fits
from lib.text import summary
from lib.text import words as w
from lib.theme import hollow

LINES, SAID = 6, 5
"""Lines that a card has at most, and decisions that a meeting takes in."""


def doubts(m: Material) -> list[Slide]:
    """What of all this is not certain, side by side."""
    cards = [card for card in (_indicative(m), _contradictions(m), _missing(m)) if card]
    if not cards:
        return []
    cards = [_readable(card, len(cards)) for card in cards]
    title = "，".join(card.title for card in cards)
    told = [f"{one.name}（{m.chosen.about.areas.short(one.area)}）：{one.badge}。{one.basis}。" for one in m.told]
    lines = [line for found in Finding.of(m.chosen.findings) for line in found.lines]
    return [Slide("doubts", "不确定之处", title, (Cards(tuple(cards), len(cards)),), tuple(told), parts.cite(lines))]


def _indicative(m: Material) -> Card | None:
    """What published facts say of the clauses that cannot be judged."""
    if not m.told:
        return None
    own = m.chosen.area
    first = sorted(m.told, key=lambda one: not one.verdict)
    lines = [
        f"{one.name}{parts.apart(one.area, own, m.chosen.about)}：{hollow(one.verdict) if one.verdict else one.threshold}"
        for one in first
    ]
    return Card(f"{len(m.told)}项只能作参考判断", "", "plan", tuple(lines))


def _contradictions(m: Material) -> Card | None:
    """What the plan says against itself, the hard ones first."""
    found = m.chosen.findings
    if found.empty:
        return None
    order = found["severity"].astype(str).map(list(SEVERITIES).index)
    rows = Finding.of(found.assign(order=order).sort_values(["order", "lines"], kind="stable"))
    return Card(f"规划自身{len(rows)}处说法不一", "", "warn", tuple(row.what for row in rows))


def _missing(m: Material) -> Card | None:
    """Why clauses cannot be judged."""
    gaps = summary.gaps(m.chosen.clauses, m.chosen.about.period)
    if gaps.empty:
        return None
    lines = [f"{row.label}　{row.value}项" for row in gaps.itertuples()]
    return Card(f"{int(gaps['value'].sum())}项缺数据，无法评估", "", "neutral", tuple(lines))


def _readable(card: Card, count: int) -> Card:
    """A card that is one of `count`, with as many of its lines as a room can read."""
    each = (card._replace(lines=_cut(card.lines, most)) for most in range(LINES, 0, -1))
    return next(short for short in each if card_fits(short, count, count) or len(short.lines) <= 2)


def _cut(lines: tuple[str, ...], most: int) -> tuple[str, ...]:
    """The first lines, and how many more there are.

    >>> _cut(("甲", "乙", "丙", "丁"), 2), _cut(("甲", "乙", "丙"), 2)
    (('甲', '乙', '……另有2项'), ('甲', '乙', '丙'))
    """
    left = len(lines) - most
    return (*lines[:most], f"……另有{left}项") if left > 1 else lines


def decisions(m: Material) -> list[Slide]:
    """What the meeting is asked to decide: catch up, explain, fill in, look after dates, settle what is meant."""
    late = parts.late(m.chosen.clauses)
    asked, silent, over = len(m.chosen.to_explain), len(m.chosen.unexplained), m.over
    names = parts.listed(parts.named(late, m.chosen.about))
    ahead = (
        f"作交代：{names}未完成，逐项列明差额，提出转入下一期规划的意见"
        if over
        else f"赶进度：{names}，逐项核定今后的进度"
    )
    said = (
        ahead if len(late) else "",
        f"作说明：应作说明的{asked}项{parts.some(silent, asked)}还没有说明原因、措施和时限" if silent else "",
        _lacking(m.chosen.clauses, m.chosen.year, m.chosen.about.period),
        *_due(m.chosen.clauses, m.chosen.year, m.chosen.about),
        "" if len(m.chosen.clauses) else f"补目标：规划没有为{m.subject}写明可量度的目标",
        _scope(m),
    )
    points = tuple(Point(*line.split("：", 1)) for line in said if line)[:SAID]
    if not points:
        return []
    told = parts.notes(_milestones(m.chosen.clauses, m.chosen.year), m.chosen.about)
    heads = "、".join(point.head for point in points)
    return [Slide("decisions", "提请议定", f"提请会议议定{len(points)}件事：{heads}", (Points(points),), told)]


def _lacking(rows: pd.DataFrame, year: int, period: Period) -> str:
    """The figures to ask for, by what each clause lacks."""
    gaps = rows.loc[rows["verdict"] == c.UNKNOWN, "gap"].value_counts()
    now, both, base, chain = (int(gaps.get(name, 0)) for name in ("no_actual", "no_base_no_actual", "no_base", "chain"))
    texts = [
        f"{now + both}项缺{year}年的数" + (f"（其中{both}项也缺{period.base}年的数）" if both else "")
        if now + both
        else "",
        f"{base}项只缺{period.base}年的数" if base else "",
        f"{chain}项缺个别年份的数" if chain else "",
    ]
    text = "，".join(part for part in texts if part)
    return f"补数据：{text}，由统计和主管部门提供并注明出处" if text else ""


def _milestones(rows: pd.DataFrame, year: int) -> pd.DataFrame:
    """The milestones that are due by the end of the next year and not known to be done."""
    open_ones = rows["verdict"].isin((c.NOT_DUE, c.UNKNOWN, c.OVERDUE))
    return rows[having(rows["kind"], lambda kind: not kind.numeric) & (rows["due"] <= year + 1) & open_ones]


def _due(rows: pd.DataFrame, year: int, about: About) -> list[str]:
    """What to look after of the milestones: due without a record, overdue by the record, due next year."""
    found, texts = _milestones(rows, year), []
    for head, verdict, what, then in (
        ("补记录", c.UNKNOWN, "已到期而无完成记录的里程碑", "由责任单位补完成记录"),
        ("定时间", c.OVERDUE, "已逾期的里程碑", "定出完成时间"),
        ("盯时限", c.NOT_DUE, f"{year + 1}年底前到期的里程碑", "提前检查"),
    ):
        those = found[found["verdict"] == verdict]
        if len(those):
            dates = sorted(set(those["due"]))
            when = f"{dates[0]}年" if len(dates) == 1 and verdict != c.NOT_DUE else ""
            texts.append(f"{head}：{when}{what}{len(those)}项（{parts.listed(parts.named(those, about), 2)}），{then}")
    return texts


def _scope(m: Material) -> str:
    """What has to be decided: scope and prices of figures that do not match, and what the plan says against itself."""
    gaps = m.chosen.clauses.loc[m.chosen.clauses["verdict"] == c.UNKNOWN, "gap"].value_counts()
    hard = int((m.chosen.findings["severity"] == HARD).sum())
    apart = [f"{int(gaps[name])}项{w.word('gap', name)}" for name in ("scope", "basis") if gaps.get(name, 0)]
    texts = [
        f"{'、'.join(apart)}，先统一口径再评" if apart else "",
        f"规划自身的{hard}处硬矛盾，按程序说明或调整" if hard else "",
    ]
    return "定口径：" + "；".join(part for part in texts if part) if any(texts) else ""
