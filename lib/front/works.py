"""The flagship projects as cards: how far they are, what is due next, who answers for them."""

import math
from typing import NamedTuple

import pandas as pd

from lib.cycle.dispatched import Dispatched
from lib.ledger.permission import duty_of, led
from lib.ledger.state import State
from lib.measure import constants as c
from lib.measure.clause import Measured
from lib.projects.project import Registered
from lib.projects.register import UNFINISHED
from lib.text import dispatch
from lib.text import words as w
from lib.theme import shape, tone

UNASSIGNED = "责任单位未分解"


class Work(NamedTuple):
    """One flagship project. `share` is the per cent done (NaN where nobody has reported), `facts` are short lines: what
    is due next, investment, unit; `doubt` what the plan says of it in two ways."""

    id: str
    name: str
    verdict: str
    shape: str
    tone: str
    stage: str
    share: float
    facts: tuple[str, ...]
    doubt: str


def works(projects: pd.DataFrame, assessed: pd.DataFrame, listed: pd.DataFrame, state: State) -> list[Work]:
    """The cards in the order of the register; `projects` are Registered, `assessed` the clauses that date them,
    `listed` the year's key projects (Dispatched)."""
    flagships = Registered.of(projects[projects["flagship"] == "yes"])
    own = Dispatched.by(listed)
    return [_work(one, assessed[assessed["indicator"] == one.indicator], own.get(one.id), state) for one in flagships]


def _work(project: Registered, milestones: pd.DataFrame, listed: Dispatched | None, state: State) -> Work:
    dated = sorted((row for row in Measured.of(milestones) if not row.traits.numeric), key=lambda row: row.due)
    verdict = _verdict(project, dated)
    duty = duty_of({"project": project.id}, state)
    coming = next((row for row in dated if row.verdict in (c.NOT_DUE, c.UNKNOWN, c.OVERDUE, c.FAILED)), None)
    facts = [
        _next(coming, project.name) if coming else _done(project) if dated else f"时限{project.deadline}",
        _invested(project, listed),
        f"下一节点：{dispatch.node(listed)}" if listed and listed.step else "",
        f"责任单位：{led(duty)}" if duty else UNASSIGNED,
    ]
    return Work(
        project.id,
        project.name,
        verdict,
        shape(verdict),
        tone(verdict),
        project.stage,
        project.share,
        tuple(fact for fact in facts if fact),
        project.note or "",
    )


def _invested(project: Registered, listed: Dispatched | None) -> str:
    """What was invested: of the year's plan where the year's list holds the project, else since works began."""
    if listed and listed.done == listed.done and listed.planned > 0:
        return f"本年完成{dispatch.money(listed.done)}，为计划的{w.percent(listed.rate, 0)}"
    return "" if math.isnan(project.investment) else f"完成投资{w.quantity(project.investment, '亿元')}"


def _verdict(project: Registered, dated: list[Measured]) -> str:
    """The state of the project: of the milestone that is late, else its own progress, else of its first milestone."""
    verdicts = [row.verdict for row in dated]
    late = next((verdict for verdict in (c.OVERDUE, c.FAILED) if verdict in verdicts), None)
    return late or (project.verdict if project.events else verdicts[0] if verdicts else project.verdict)


def _done(project: Registered) -> str:
    """All its milestones are recorded as done; whether the register of projects says the same."""
    return "时限条款均已完成" + ("，项目登记尚未竣工" if project.stage in UNFINISHED else "")


def _next(row: Measured, project: str) -> str:
    """The milestone that comes next, or the one whose date has passed."""
    late = {c.OVERDUE: "，已过期", c.FAILED: "，到期没有完成", c.UNKNOWN: "，已到期，没有完成记录"}.get(row.verdict, "")
    return f"{row.due}年{row.name.removeprefix(project)}{late}"
