"""Slides of the main indicators: their courses as small charts, all of them in a table, the growth of the year."""

import re

import pandas as pd

from lib.front.track import Track, foremost
from lib.measure import constants as c
from lib.measure.clause import Target
from lib.measure.evidence import Facts
from lib.measure.kinds import having
from lib.measure.period import Period
from lib.report.basis import growths
from lib.report.changes import mark
from lib.report.deck import parts
from lib.report.deck.material import Material
from lib.report.deck.slide import NAN, Bars, Lines, Panel, Panels, Series, Slide, Table
from lib.report.deck.typeset import BODY, READABLE, ROWS, cells, grid, lines, room
from lib.report.selection import GENERAL
from lib.text import clauses, summary
from lib.text import words as w
from lib.theme import badge

BOUND = re.compile(r"-?\d")
"""How a number begins: what stands before it in words says how it is bounded."""
SHOWN, WIDE = 6, cells(1, 3, BODY)[0].width
"""Small charts that a slide has room for, and the width of each."""


def courses(m: Material) -> list[Slide]:
    """The main indicators as small charts, each with what follows from it; nothing where hardly any can be drawn."""
    drawn = [track for track in m.courses if track.points or track.way]
    domains = dict(zip(m.chosen.clauses["id"], m.chosen.clauses["domain"], strict=True))
    found = foremost(drawn, domains, {one.id for one in m.told}, SHOWN)
    if len(found) < 2:
        return []
    rows = m.chosen.clauses[m.chosen.clauses["id"].isin([key for track in found for key in track.clauses])]
    panels = Panels(tuple(_panel(track, m) for track in found), tuple(rows["id"]))
    title = _courses(found, len(m.courses), m)
    notes = parts.notes(rows, m.chosen.about)
    sources = f"实线为实际，虚线为目标路径；{parts.sources(rows, m.chosen.series)}"
    return [Slide("headlines", "主要指标", title, (panels,), notes, sources)]


def _courses(found: list[Track], total: int, m: Material) -> str:
    """How many of the indicators shown keep to their way, and which do not."""
    judged = [track for track in found if track.verdict not in (c.UNKNOWN, c.NOT_DUE)]
    period, what = m.chosen.about.period, "主要指标" if m.chosen.kind in GENERAL else "指标"
    if not judged:
        known = sum(any(point.year > period.base for point in track.points) for track in found)
        seen = f"{known}个有此后公布的数" if known else "此后还没有公布的数"
        shown = f"{total}个{what}中先看{len(found)}个" if len(found) < total else f"{total}个{what}"
        return f"到{period.end}年要走的路：{shown}，{seen}"
    late = [track.name for track in judged if track.tone in ("warn", "bad")]
    good = len(judged) - len(late)
    named = "、".join(dict.fromkeys(late)) if len(late) <= 2 else f"{len(late)}个"
    said = (
        f"{good}个{summary.good_word(m.chosen.year, period)}" if good else "",
        f"{named}{summary.behind_word(m.chosen.year, period)}" if late else "",
        f"{len(found) - len(judged)}个缺数据" if len(judged) < len(found) else "",
    )
    return f"先看{len(found)}个{what}：{'，'.join(part for part in said if part)}"


def _panel(track: Track, m: Material) -> Panel:
    """One indicator: what was observed and the way to the target."""
    period = m.chosen.about.period
    years = period.with_base
    seen = {point.year: point.value for point in track.points if not point.later}
    way = {point.year: point.value for point in track.way}
    if not way:
        way = {track.goal.year: track.goal.value}
    bounds = {point.year: BOUND.split(point.text, maxsplit=1)[0] for point in track.points}
    series = (
        Series(
            "实际", tuple(seen.get(y, NAN) for y in years), "accent", bounds=tuple(bounds.get(y, "") for y in years)
        ),
        Series("目标路径", tuple(way.get(y, NAN) for y in years), "plan"),
    )
    decimals = parts.digits(*seen.values(), track.goal.value)
    said, _, since = track.told.partition("，")
    since = since.split("，")[0]
    aim, latest = track.aim.split("；")[0], track.latest.removesuffix(f"（{m.chosen.year}）")
    long, short = (
        (f"{said}（{since}）" if since else said, said) if said else (f"目标{aim}，实际{latest}", f"目标{aim}")
    )
    name = f"{track.name}{f'·{track.of}' if track.of else ''}"
    if track.of and lines(name, WIDE, READABLE) > 1:  # the area then stands before what is said
        name, long, short = track.name, f"{track.of}{long}", f"{track.of}{short}"
    told = long if lines(f"{badge(track.verdict)}　{long}", WIDE, READABLE) <= 2 else short
    return Panel(name, badge(track.verdict), track.tone, Lines(years, series, track.unit, decimals), told)


def table_of_all(m: Material) -> list[Slide]:
    """The main indicators: base, latest, target, verdict; what is known first. Growth stands where there is no later
    level."""
    rows = m.chosen.clauses[m.chosen.clauses["headline"].notna()].sort_values(["headline", "area", "id"])
    if rows.empty:
        return []
    facts, pairs = Facts(m.chosen.series), rows.drop_duplicates(["area", "indicator"])
    table = summary.headlines(rows, m.chosen.about).assign(key=[f"{r.area}/{r.indicator}" for r in Target.of(pairs)])
    table["增速"] = [
        _later(group, facts, m.chosen.year, m.chosen.about.period)
        for _, group in rows.groupby(["area", "indicator"], sort=False)
    ]
    known = table[[f"{m.chosen.about.period.base}年", "最近"]].ne(w.MISSING)
    rated = int((~known["最近"] & table["增速"].ne("")).sum())
    table = table.assign(known=known.sum(axis=1) + known["最近"] + table["增速"].ne("") / 2)
    table = table.sort_values("known", ascending=False, kind="stable")
    both, shown = int(known.all(axis=1).sum()), room(table, lambda some: _headlines(some, m))
    title = f"{len(table)}个主要指标中{both}个既有{m.chosen.about.period.base}年值又有此后的数" + (
        f"，{rated}个只有增速" if rated else ""
    )
    title += "，其余还不能看走势" if both + rated < len(table) else ""
    left = table.iloc[len(shown) :]
    told = (f"没有列出的：{'、'.join(left['指标'] + '·' + left['地域'])}。",) if len(left) else ()
    return [
        Slide(
            "headline-table",
            "主要指标一览",
            title,
            (_headlines(shown, m),),
            told + parts.notes(rows[rows["actual"].notna()], m.chosen.about),
            parts.sources(rows, m.chosen.series),
        )
    ]


def _headlines(shown: pd.DataFrame, m: Material) -> Table:
    """The rows of main indicators as a table."""
    names = [
        f"{name}{parts.apart(area, m.chosen.area, m.chosen.about)}"
        for name, area in zip(shown["指标"], shown["地域"], strict=True)
    ]
    target = [t if t != w.MISSING else f"年均{g}" for t, g in zip(shown["目标水平"], shown["目标增速"], strict=True)]
    latest = shown["最近"].str.removesuffix(f"（{m.chosen.year}）")
    latest = [
        "；".join(part for part in pair if part not in ("", w.MISSING)) or w.MISSING
        for pair in zip(latest, shown["增速"], strict=True)
    ]
    body = tuple(zip(names, shown[f"{m.chosen.about.period.base}年"], latest, target, shown["结论"], strict=True))
    return grid(
        ("指标", f"{m.chosen.about.period.base}年", "最近", f"{m.chosen.about.period.end}年目标", "结论"),
        body,
        tuple(shown["key"]),
        (1, 2, 3),
    )


def _later(group: pd.DataFrame, facts: Facts, year: int, period: Period) -> str:
    """Growth published after the last level of an indicator, on the basis of its rate clause where it has one."""
    rated = group[having(group["kind"], lambda kind: kind.yearly)]
    if rated.empty:
        return ""
    valued = group[~having(group["kind"], lambda kind: kind.chained)]
    row = Target.first(rated)
    last = (valued if len(valued) else rated).iloc[0]["actual_year"]
    return parts.later(row, facts, year, last, period)


def growth_of_year(m: Material) -> list[Slide]:
    """Growth of the year beside the yearly growth that the plan asks for: no verdict, but what is known."""
    found = growths(m.chosen)
    if not found:
        return []
    below = sum(rate.value < row.target for row, rate in found)
    shown = sorted(found, key=lambda pair: pair[1].value - pair[0].target)[:ROWS] if len(found) > ROWS else found
    labels = tuple(
        f"{row.indicator_name}{parts.apart(row.area, m.chosen.area, m.chosen.about)}{mark(row)}" for row, _ in shown
    )
    bars = Bars(
        labels,
        (
            Series(f"{m.chosen.year}年", tuple(float(rate.value) for _, rate in shown), "accent"),
            Series("规划年均", tuple(float(row.target) for row, _ in shown), "plan"),
        ),
        "%",
        1,
        keys=tuple(row.id for row, _ in shown),
    )
    told = tuple(
        f"{row.name}（{m.chosen.about.areas.short(row.area)}，{w.citation(*row.lines)}）：规划{clauses.condition(row)}；{m.chosen.year}年{w.number(rate.value)}%，"
        f"《{rate.source_title}》“{rate.place}”。一年的增速不作结论，结论按{m.chosen.about.period.first}年以来的年均。"
        for row, rate in found
    )
    told = (f"图上为与规划相比差得最多的{len(shown)}个。", *told) if len(shown) < len(found) else told
    titles = dict.fromkeys(f"《{rate.source_title}》" for _, rate in found)
    title = f"{m.chosen.year}年公布的{_below(len(found), below)}"
    return [
        Slide(
            "growth", "当年增速", title, (bars,), told, "；".join([parts.cite(row.line for row, _ in found), *titles])
        )
    ]


def _below(total: int, below: int) -> str:
    """How many growth rates are below what the plan asks.

    >>> _below(3, 3), _below(11, 7), _below(2, 0), _below(1, 1)
    ('3个增速都低于规划要求的年均增速', '11个增速中，7个低于规划要求的年均增速', '2个增速都不低于规划要求', '1个增速低于规划要求的年均增速')
    """
    every = "都" if total > 1 else ""
    if below == total:
        return f"{total}个增速{every}低于规划要求的年均增速"
    return f"{total}个增速中，{below}个低于规划要求的年均增速" if below else f"{total}个增速{every}不低于规划要求"
