"""What reports tell of a year's key projects and of the tasks: the finding, its numbers, the sums as a table. Nothing
where no list was made, or nothing was reported."""

from typing import NamedTuple

import pandas as pd

from lib.cycle import dispatch as d
from lib.cycle import tasks as t
from lib.cycle.dispatched import Summed
from lib.ledger.dispatching import DONE, IDLE, MOVING
from lib.text import dispatch
from lib.text import words as w

ALL, OTHERS, MOST, FEW = "合计", "其余", 8, 4
"""The last row, the row before it that takes what has no room, and the rows that are told one by one: on paper, and on a
slide."""


class Told(NamedTuple):
    """The finding in one line, what more is to be said, (label, number) pairs, and the sums under their heads."""

    title: str
    said: str
    figures: tuple[tuple[str, str], ...]
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def key_projects(rows: pd.DataFrame, year: int, most: int = MOST) -> Told | None:
    """The list of a year (a frame of Dispatched) by sector, at `most` so many by themselves."""
    if rows.empty:
        return None
    every = d.summed(rows, ALL, year)
    first = d.groups(rows, "sector", year)["name"].head(most).tolist()
    shown = [d.summed(rows[rows["sector"] == name], name, year) for name in first]
    rest = rows[~rows["sector"].isin(first)]
    lines = [*shown, *([d.summed(rest, OTHERS, year)] if len(rest) else []), *([every] if len(first) > 1 else [])]
    figures = (
        ("年度计划投资", dispatch.money(every.planned)),
        ("本年完成投资", dispatch.money(every.done)),
        ("投资完成率", w.percent(every.rate)),
        ("资金到位率", w.percent(every.funding)),
    )
    return Told(
        dispatch.title(rows.assign(problems=0), every, year),  # problems are those of today
        _opened(every),
        tuple(pair for pair in figures if pair[1] != w.MISSING),
        ("行业", "项目数", "计划开工", "实际开工", "提前", "未按计划", "竣工", "完成率", "到位率"),
        tuple(map(_line, lines)),
    )


def _opened(one: Summed) -> str:
    """What was to begin and what did; no noughts."""
    counts = [("计划当年开工", one.to_open), ("当年实际开工", one.opened), ("其中提前", one.early)]
    counts += [("未按计划开工", one.missed), ("竣工", one.ended), ("没有报进展", one.silent)]
    told = "，".join(f"{word}{count}个" for word, count in counts if count)
    return f"{told}。" if told else ""


def _line(one: Summed) -> tuple[str, ...]:
    counts = (one.projects, one.to_open, one.opened, one.early, one.missed, one.ended)
    return (one.name, *map(str, counts), w.percent(one.rate), w.percent(one.funding))


def tasks(rows: pd.DataFrame, year: int, most: int = MOST) -> Told | None:
    """The tasks (a frame of Task): measures by domain, the projects for people's livelihood together. Nothing while no
    measure was reported."""
    measures = rows[rows["kind"] == t.MEASURE]
    if measures.empty or measures["standing"].eq(t.SILENT).all():
        return None
    names = measures["domain"].value_counts(sort=False).sort_values(ascending=False, kind="stable").index
    groups = [(f"举措·{name}", measures[measures["domain"] == name]) for name in names[:most]]
    rest = measures[~measures["domain"].isin(names[:most])]
    groups += [(f"举措·{OTHERS}", rest)] if len(rest) else []
    people = rows[rows["kind"] == t.LIVELIHOOD]
    groups += [(t.LIVELIHOOD, people)] if len(people) else []
    done, lived = t.tally(measures), t.tally(people)
    title = f"{year}年举措{len(measures)}项，完成{done[DONE]}项，推进{done[MOVING]}项"
    title += f"；{t.LIVELIHOOD}{len(people)}项，完成{lived[DONE]}项" if len(people) else ""
    left = "，".join(f"{name}{done[name]}项" for name in (IDLE, t.SILENT) if done[name])
    return Told(
        title,
        f"举措{left}。" if left else "",
        tuple((name, f"{count}项") for name, count in done.items()),
        ("任务", "项数", *t.REPORTED),
        tuple((name, str(len(own)), *map(str, t.tally(own).values())) for name, own in [*groups, (ALL, rows)]),
    )
