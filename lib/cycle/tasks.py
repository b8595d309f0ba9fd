"""任务: the measures that the plan promises and the 民生实事, as they were reported up to a day."""

from dataclasses import dataclass

import pandas as pd

from lib.cycle.warning import NOBODY
from lib.ledger.dispatching import DONE, IDLE, MOVING
from lib.ledger.permission import led
from lib.ledger.state import Row as Fields
from lib.ledger.state import State
from lib.measure.row import Row, maybe, text
from lib.projects.project import Registered
from lib.projects.register import COMPLETED, STAGES, UNDER_WAY

MEASURE, LIVELIHOOD = KINDS = ("举措", "民生实事")
SILENT = "没有报告"
REPORTED = (DONE, MOVING, IDLE, SILENT)


@dataclass(frozen=True, slots=True)
class Task(Row):
    """A measure or a project for people's livelihood, and how it stands."""

    id: str = text("of the measure or project")
    kind: str = text("one of KINDS")
    name: str = text("事项")
    area: str = text("地域")
    domain: str = text("领域, of a project its 行业")
    lead: str = text("责任单位, or 未分解")
    standing: str = text("one of REPORTED")
    date: str | None = maybe("day of the last report (YYYY-MM-DD)")
    told: str | None = maybe("what was said with it")


def tasks(measures: pd.DataFrame, projects: pd.DataFrame, state: State, day: str) -> pd.DataFrame:
    """All tasks as they stand on a day: a frame of Task, the measures first. `measures` hold `id, name, area,
    domain_name`; `projects` are the register (Registered) of the day's year."""
    reports, events = state.dated("task", "thing", day), state.dated("event", "project", day)
    rows = []
    for m in measures.itertuples():
        last: Fields = reports.get(m.id, [{}])[-1]
        standing = last.get("standing", SILENT)
        lead, told = _lead(m.id, state), last.get("note")
        rows.append(Task(m.id, MEASURE, m.name, m.area, m.domain_name, lead, standing, last.get("date"), told))
    for one in Registered.of(projects[projects["livelihood"] == "yes"]):
        last = events.get(one.id, [{}])[-1]
        standing = of_stage(one.stage, bool(last))
        lead, told = _lead(one.id, state), last.get("works") or last.get("note")
        rows.append(Task(one.id, LIVELIHOOD, one.name, one.area, one.sector, lead, standing, last.get("date"), told))
    return Task.frame(rows)


def of_stage(stage: str, reported: bool) -> str:
    """How a project stands as a task. What the plan says of it is no report, unless it stood already.

    >>> of_stage("竣工投产", True), of_stage("前期", True), of_stage("储备", True), of_stage("在建", False)
    ('完成', '推进', '未启动', '没有报告')
    """
    if stage == COMPLETED or stage not in STAGES:
        return DONE
    if not reported:
        return SILENT
    return MOVING if stage in (UNDER_WAY, "前期", "已引进") else IDLE


def _lead(key: str, state: State) -> str:
    return led(state.get("duty", key)) or NOBODY


def tally(rows: pd.DataFrame) -> dict[str, int]:
    """How many tasks stand so, of each standing."""
    return {name: int((rows["standing"] == name).sum()) for name in REPORTED}
