"""What people submitted, in words and tables: waiting for review, and the history of a figure."""

from dataclasses import dataclass

import pandas as pd

from lib.about import About
from lib.cycle.review import jump
from lib.ledger.clock import day, moment
from lib.ledger.state import Row
from lib.ledger.tables import steps as steps_of
from lib.measure.clause import Target
from lib.measure.row import Row as Declared
from lib.measure.row import number, text, whole
from lib.once import once
from lib.text import words as w

JUMP = 30.0
"""Per cent (points for shares) against the year before from which a change is marked in the table."""
FINE = "无异常"
"""How a figure is called of which nothing is unusual."""
HOW = (
    "最该先看的排在前面：比上年跳变、改已有的数、远离路径。勾选一行或几行（表头的方框为全选），然后通过或退回。"
    f"路径值由五年目标推算；比上年变动{JUMP:g}%（比重、增速为百分点）以上注明跳变。"
)
"""What a reviewer does with the table, and how to read it."""


@dataclass(frozen=True, slots=True)
class Waiting(Declared):
    """A figure that waits for review (`review.waiting`) with the name and unit of its indicator (`names`); values in
    that unit."""

    name: str = text("name of the indicator")
    unit: str = text("its unit; per cent for growth")
    area: str = text("地域")
    year: int = whole("the year it is of")
    measure: str = text("level, growth or sum")
    operator: str = text("= or a bound", "=")
    new: float = number("the submitted value")
    price_basis: str = text("one of PRICES, or empty")
    old: float = number("the value that counts now")
    old_basis: str = text("its price basis")
    last: float = number("the value of the year before")
    path: float = number("what the five-year path gives")
    who: str = text("who handed it in")
    at: str = text("when, ISO 8601")
    place: str = text("where in the source")
    file: str = text("the file it came in")
    why: str = text("事由")
    note: str = text("备注")


@once
def title(waiting: pd.DataFrame) -> str:
    """How much waits, since when, in one line."""
    if waiting.empty:
        return "审核：没有待审核的数"
    people = waiting["who"].nunique()
    return f"审核：{len(waiting)}个数待审核，{people}人填报，最早{min(map(day, waiting['at']))}提交"


def unit_of(measure: str, unit: str | None) -> str:
    """The unit of a figure: per cent for growth, else the indicator's."""
    return "%" if measure == "growth" else unit or ""


@once
def names(waiting: pd.DataFrame, indicators: pd.DataFrame, domains: pd.DataFrame | None = None) -> pd.DataFrame:
    """The waiting figures with `name`, `unit` and `decimals` of their indicator, and by `domains` the name of its
    `domain`."""
    known = indicators.set_index("slug")
    if domains is not None:
        called = known["domain"].map(domains.set_index("slug")["name"])
        waiting = waiting.assign(domain=called.reindex(waiting["indicator"]).to_numpy())
    units = known["unit"].reindex(waiting["indicator"]).to_numpy()
    return waiting.assign(
        name=known["name"].reindex(waiting["indicator"]).to_numpy(),
        unit=[unit_of(m, u) for m, u in zip(waiting["measure"], units, strict=True)],
        decimals=known["decimals"].reindex(waiting["indicator"]).to_numpy(),
    )


def notable(row: Waiting) -> str:
    """Why a waiting figure is to be looked at first; "" for any other.

    >>> notable(Waiting("总产出", "亿元", "甲区", 2018, new=900.0, last=300.0, old=float("nan"), path=880.0))
    '比上年跳变'
    """
    said = {
        "比上年跳变": _apart(row, row.last) >= JUMP,
        "改已有的数": not w.missing(row.old),
        "远离路径": _apart(row, row.path) >= JUMP,
    }
    return "、".join(word for word, holds in said.items() if holds)


@once
def ordered(waiting: pd.DataFrame) -> pd.DataFrame:
    """The waiting figures (`names`) with `notable` ("" replaced by 无异常), the most unusual first, then the oldest."""
    rows = Waiting.of(waiting)
    told = [notable(row) for row in rows]
    far = [
        -max(_apart(row, row.last), _apart(row, row.old), _apart(row, row.path)) if text else 0.0
        for row, text in zip(rows, told, strict=True)
    ]
    marked = waiting.assign(notable=[text or FINE for text in told], far=far, plain=[not text for text in told])
    return marked.sort_values(["plain", "far"], kind="stable").drop(columns=["far", "plain"]).reset_index(drop=True)


def _apart(row: Waiting, other: float) -> float:
    """How far a figure is from another one of its kind: per cent, or points; 0 where there is none."""
    change = jump(row.new, other, row.measure == "growth" or row.unit in w.SHARE_UNITS)
    return 0.0 if w.missing(change) else abs(change)


@once
def by_domain(waiting: pd.DataFrame, indicators: pd.DataFrame, domains: pd.DataFrame) -> pd.DataFrame:
    """The waiting figures in the order of the domains: `domain`, and whether each is new or changes one that counts."""
    known = indicators.set_index("slug")["domain"].map(domains.set_index("slug")["position"])
    names = domains.set_index("position")["name"]
    place = waiting["indicator"].map(known)
    state = waiting["old"].isna().map({True: "新增", False: "更改"})
    return pd.DataFrame({"domain": place.map(names), "state": state, "place": place}).sort_values(
        "place", kind="stable"
    )


def _jump(row: Waiting) -> str:
    points = row.measure == "growth" or row.unit in w.SHARE_UNITS
    change = jump(row.new, row.last, points)
    if w.missing(change):
        return w.MISSING
    told = w.difference(change, "%", 1) if points else f"{'+' if change > 0 else ''}{w.number(change, 1)}%"
    return f"{told}（跳变）" if abs(change) >= JUMP else told


@once
def waiting_table(waiting: pd.DataFrame, about: About) -> pd.DataFrame:
    """The waiting figures (`ordered`) as a reviewer reads them."""
    rows = Waiting.of(waiting)
    return pd.DataFrame(
        {
            "须留意": [notable(r) or None for r in rows],
            "指标": [r.name for r in rows],
            "地域": [about.areas.short(r.area) for r in rows],
            "年份": [str(r.year) for r in rows],
            "计量方式": [w.word("measure", r.measure) for r in rows],
            "新值": [
                w.quantity(r.new, r.unit, None, r.operator) + w.other_basis(r.price_basis, r.old_basis) for r in rows
            ],
            "原值": [w.quantity(r.old, r.unit) + w.other_basis(r.old_basis, r.price_basis) for r in rows],
            "路径值": [w.quantity(r.path, r.unit) for r in rows],
            "比上年": [_jump(r) for r in rows],
            "填报人": [r.who for r in rows],
            "时间": [moment(r.at) for r in rows],
            "文件或出处": [r.place or r.file or "页面录入" for r in rows],
            "说明": ["；".join(text for text in (r.why, r.note) if text) for r in rows],
        }
    )


def label(row: Waiting, about: About) -> str:
    """One figure in a few words: indicator, area, year, value."""
    return f"{row.name}·{about.areas.short(row.area)}·{row.year}年 {w.quantity(row.new, row.unit, None, row.operator)}"


def labels(waiting: pd.DataFrame, about: About) -> pd.Series:
    """The waiting figures (`names`) by key, for choosing one."""
    return pd.Series([label(row, about) for row in Waiting.of(waiting)], index=waiting["key"], dtype=object)


HISTORY = ("时间", "做了什么", "年份", "数值", "现状", "谁", "理由或说明")
"""Columns of a history that say most."""


def history_table(steps: list[Row], unit: str | None) -> pd.DataFrame:
    """The history of a figure (`review.history`), the newest step first."""
    done = steps_of("figure")
    return pd.DataFrame(
        {
            "时间": [moment(s["at"]) for s in steps],
            "做了什么": [done[s["what"]] for s in steps],
            "年份": [str(s["year"]) for s in steps],
            "计量方式": [w.word("measure", s["measure"]) for s in steps],
            "数值": [w.quantity(s["value"], unit_of(s["measure"], unit), None, s["operator"]) for s in steps],
            "现状": [s["standing"] for s in steps],
            "谁": [s["who"] for s in steps],
            "理由或说明": [s["text"] or "" for s in steps],
            "文件": [s["file"] or "页面录入" for s in steps],
            "记录号": [s["seq"] for s in steps],
        }
    )


def approved(figure: Row, unit: str | None) -> str:
    """A figure that counts, for choosing it: year, value, who approved it and when."""
    told = w.quantity(figure["value"], unit_of(figure["measure"], unit), None, figure["operator"])
    measure = w.word("measure", figure["measure"])
    return f"{figure['year']}年 {measure} {told}（{figure['marked_by']}，{day(figure['marked_at'])}通过）"


def pending(rows: pd.DataFrame, indicators: pd.DataFrame, clause: Target) -> str:
    """What was submitted for the indicator of a clause and does not count yet (Markdown); "" if nothing waits. `rows`
    are all figures that wait."""
    rows = rows[(rows["area"] == clause.area) & (rows["indicator"] == clause.indicator)]
    parts = [
        f"{r.year}年{w.quantity(r.new, r.unit, None, r.operator)}（{w.literal(r.who)}，{day(r.at)}）"
        for r in Waiting.of(names(rows, indicators))
    ]
    return f"已填报、待审核，未计入结论：{'；'.join(parts)}" if parts else ""


def recorded(figures: pd.DataFrame, indicators: pd.DataFrame, about: About) -> pd.Series:
    """The indicators about which something was submitted, by `area.indicator`, the latest first: their names."""
    known = indicators.set_index("slug")["name"]
    latest = figures.sort_values("seq", ascending=False).drop_duplicates(["area", "indicator"])
    values = [f"{known[r.indicator]}·{about.areas.short(r.area)}" for r in latest.itertuples()]
    return pd.Series(values, index=latest["area"] + "." + latest["indicator"], dtype=object)
