"""A project on a sheet: how far it is, where, what it serves, who answers for it."""

import math

import pandas as pd

from lib.about import About
from lib.cycle.dispatched import Dispatched
from lib.front.track import Point, Track
from lib.ledger.state import State
from lib.measure import constants as c
from lib.measure.clause import Measured
from lib.projects.project import Registered
from lib.projects.register import UNSTATED
from lib.sheet.paper import Block, Cell, Sheet, Spot, answerable, known, sign
from lib.sheet.paper import table as table_of
from lib.text import clauses, dispatch, projects
from lib.text import words as w
from lib.theme import shape, tone

KIND = "项目"
RECORDS, MEASURES = 8, 6


def project(
    row: Registered,
    events: pd.DataFrame,
    places: pd.DataFrame,
    assessed: pd.DataFrame,
    measures: list[str],
    spot: Spot | None,
    listed: Dispatched | None,
    state: State,
    about: About,
    year: int,
) -> Sheet:
    """The sheet of a project in a year. `events` are its records, oldest first, `places` those it is linked to,
    `assessed` all clauses, `measures` the names of those that stand in the same lines of the plan; `listed` is
    what dispatch tells of it, None where the year's list does not hold it."""
    served = Measured.of(assessed[assessed["indicator"] == row.indicator] if row.indicator else assessed.head(0))
    targets = [(one.name, clauses.condition(one), f"{one.due}年", sign(one.verdict)) for one in served]
    blocks = [
        *_dispatch(listed),
        _records(events, year),
        answerable({"project": row.id}, state),
        Block("项目情况", facts=tuple(projects.facts(row, places, about))),
        Block("服务的目标", table=table_of(["目标", "条件", "期限", "结论"], targets))
        if targets
        else Block("服务的目标", ("没有单独衡量它的目标条款。",)),
        *_beside(measures),
    ]
    return Sheet(
        kind=KIND,
        name=row.name,
        sign=sign(row.verdict),
        said=f"{year}年末：{projects.reason(row, about.period)}",
        under=" · ".join(part for part in (row.category, row.sector, row.located_in) if part != UNSTATED),
        hint=None,
        figures=figures(row),
        track=course(row, events, about),
        spot=spot,
        blocks=tuple(blocks),
        sources=(
            f"规划第{row.lines.replace(';', '、')}行",
            *dict.fromkeys(f"进展：{text}" for text in events["source"] if text),
        ),
    )


def _dispatch(listed: Dispatched | None) -> list[Block]:
    """How a key project of the year stands: money, works, steps, problems."""
    if listed is None:
        return []
    more = known([("下一节点", dispatch.node(listed) or ""), ("未解决的问题", dispatch.problems(listed) or "")])
    facts = [pair for pair in dispatch.facts(listed) if pair[0] != "责任单位"]
    return [Block("年度重点项目", facts=(*facts, *more))]


def _beside(measures: list[str]) -> list[Block]:
    """What else the plan promises in the same lines."""
    more = [f"共{len(measures)}项，这里是前{MEASURES}项"] if len(measures) > MEASURES else []
    return [Block("同处的举措", (*measures[:MEASURES], *more))] if measures else []


def figures(row: Registered) -> tuple[tuple[str, str], ...]:
    """The key numbers of a project; what is not known is left out."""
    return known(
        [
            ("阶段", row.stage),
            ("完成比例", "" if math.isnan(row.share) else f"{w.number(row.share, 1)}%"),
            ("时间已过", "" if row.verdict in (c.DONE,) else w.percent(row.elapsed, 0)),
            ("完成投资", w.quantity(row.investment, "亿元")),
            ("时限", row.deadline if row.deadline != UNSTATED else "规划未写"),
            ("规模", w.quantity(row.quantity, row.unit, None, row.bound or "=")),
        ]
    )


def course(row: Registered, events: pd.DataFrame, about: About) -> Track | None:
    """The share done by year, where it was reported."""
    period = about.period
    shares = {
        int(day[:4]): float(share) for day, share in zip(events["date"], events["share"], strict=True) if share == share
    }
    points = tuple(
        Point(at, share, f"{w.number(share, 1)}%") for at, share in shares.items() if period.base <= at <= period.end
    )
    if not points:
        return None
    due = min(int(row.due or period.end), period.end)  # a frame gives integers of its own kind
    goal = Point(due, 100.0, "100%")
    latest = f"完成{points[-1].text}（{points[-1].year}）"
    return Track(
        clause="",
        clauses=(),
        area=row.area,
        name="完成比例",
        of="",
        verdict=row.verdict,
        shape=shape(row.verdict),
        tone=tone(row.verdict),
        unit="%",
        open=False,
        latest=latest,
        aim=f"{due}年100%",
        told="",
        points=points,
        way=(),
        goal=goal,
    )


def _records(events: pd.DataFrame, year: int) -> Block:
    """Its progress records, the newest first."""
    if events.empty:
        return Block("进展记录", (f"到{year}年末没有进展记录。",))
    rows = [
        (
            row.date,
            row.stage,
            w.MISSING if w.missing(row.share) else f"{w.number(row.share, 1)}%",
            w.quantity(row.investment, "亿元"),
            Cell(row.note or "", "muted"),
        )
        for row in events.iloc[::-1].itertuples()
    ]
    return Block("进展记录", table=table_of(["日期", "阶段", "完成", "投资", "说明"], rows, RECORDS))
