"""An organisational unit on a sheet: its targets with their state, its projects, what it still owes."""

import pandas as pd

from lib.about import About
from lib.cycle import duties as d
from lib.cycle.duties import part_of
from lib.cycle.owed import EXPLANATION, FIGURE, ITEM
from lib.ledger.permission import concerns, listed
from lib.measure.clause import Measured
from lib.projects.project import Registered
from lib.sheet.paper import Block, Cell, Sheet, sign
from lib.sheet.paper import table as table_of
from lib.text import clauses, duties
from lib.text import words as w
from lib.theme import GROUPS, badge, group, tone

KIND = "单位"


def unit(
    name: str,
    assigned: pd.DataFrame,
    owed: pd.DataFrame,
    assessed: pd.DataFrame,
    projects: pd.DataFrame,
    about: About,
    year: int,
) -> Sheet:
    """The sheet of a unit in a year. `assigned` as `duties.assigned`, `owed` as `owed.owed`, `assessed` all clauses,
    `projects` Registered."""
    own = assigned[[concerns(row._asdict(), name) for row in assigned.itertuples()]]
    part = {
        key: part_of(row._asdict(), name)
        for row in own.itertuples()
        for key in (listed(row.clauses) if row.kind == d.INDICATOR else [row.thing])
    }
    targets = sorted(Measured.of(assessed[assessed["id"].isin(part)]), key=lambda row: clauses.ORDER[row.verdict])
    built = Registered.of(
        projects[projects["id"].isin(part)].sort_values("behind", ascending=False, na_position="last")
    )
    todo, items = owed[owed["open"] & owed["kind"].isin((FIGURE, EXPLANATION))], owed[owed["kind"] == ITEM]
    return Sheet(
        kind=KIND,
        name=name,
        sign=None,
        said=duties.owed_title(name, owed, year).removeprefix(name).removeprefix("："),
        under=_states([row.verdict for row in targets]),
        hint=None,
        figures=(
            ("目标条款", f"{len(targets)}项"),
            ("项目", f"{len(built)}个"),
            ("待填报", f"{int((todo['kind'] == FIGURE).sum())}项"),
            ("待说明", f"{int((todo['kind'] == EXPLANATION).sum())}项"),
            ("督办", f"{len(items)}项"),
        ),
        track=None,
        spot=None,
        blocks=tuple(
            block
            for block in (_targets(targets, part, about), _projects(built, part), _items(items), _todo(todo))
            if block
        ),
        sources=("责任分解、填报、说明、督办：台账", "目标、项目：规划各章"),
    )


def _states(verdicts: list[str]) -> str:
    """How many clauses are in which state, by groups of verdicts."""
    counts = [(one, sum(group(verdict) == one for verdict in verdicts)) for one in GROUPS]
    return "　".join(f"{one.shape} {one.name}{n}项" for one, n in counts if n)


def _targets(rows: list[Measured], part: dict[str, str], about: About) -> Block | None:
    cells = [
        (
            row.name,
            about.areas.short(row.area),
            clauses.condition(row),
            f"{row.due}年",
            clauses.actual_text(row),
            sign(row.verdict),
            part[row.id],
        )
        for row in rows
    ]
    head = ["目标", "地域", "条件", "期限", "最近", "结论", "职责"]
    return Block("负责的目标，滞后的在前", table=table_of(head, cells, 18), wide=True) if cells else None


def _projects(rows: list[Registered], part: dict[str, str]) -> Block | None:
    cells = [
        (
            row.name,
            row.stage,
            "" if row.share != row.share else f"{w.number(row.share, 0)}%",
            row.deadline,
            sign(row.verdict),
            part[row.id],
        )
        for row in rows
    ]
    head = ["项目", "阶段", "完成", "时限", "进度", "职责"]
    return Block("负责的项目，滞后的在前", table=table_of(head, cells, 12), wide=True) if cells else None


def _items(items: pd.DataFrame) -> Block | None:
    cells = [(Cell(badge(row.state), tone(row.state)), row.what, row.due, row.person) for row in items.itertuples()]
    return Block("督办事项", table=table_of(["状态", "事项", "期限", "责任人"], cells, 8), wide=True) if cells else None


def _todo(todo: pd.DataFrame) -> Block | None:
    cells = [
        (row.kind, row.what, Cell(row.state, tone(row.sign)) if row.sign else row.state, row.due, row.person)
        for row in todo.itertuples()
    ]
    head = ["待办", "事项", "状态", "期限", "责任人"]
    return Block("尚待办理", table=table_of(head, cells, 12), wide=True) if cells else None
