"""What counts for a unit's score, thing by thing: from duties, verdicts, records of projects, tasks, problems and
supervision. Only who leads is scored; several who lead together share, as the duty says or evenly."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

import pandas as pd

from lib.cycle import annual_plan, supervision
from lib.cycle.annual_plan import Planned
from lib.cycle.dispatch import EARLY, LATE, MISSED, ON_TIME, SAID, time_gone
from lib.cycle.dispatched import Dispatched
from lib.cycle.month_row import Monthly
from lib.cycle.owed import EXPLANATION, FIGURE, owed
from lib.cycle.score import Counted
from lib.cycle.tasks import Task
from lib.cycle.warning import BEHIND_PACE, PAST_DUE
from lib.ledger.dispatching import BEGUN, DONE, MOVING
from lib.ledger.permission import listed
from lib.ledger.state import Row, State
from lib.ledger.supervising import OPEN
from lib.measure import constants as c
from lib.measure.asked import Asked

YEARLY = Monthly.frame()
"""Only figures of the year are scored, none within it."""
PUNCTUAL = tuple(SAID[how].format(BEGUN) for how in (EARLY, ON_TIME))
DUE = (*PUNCTUAL, *(SAID[how].format(BEGUN) for how in (LATE, MISSED)))
"""How the works of a project can have begun against the day that was planned: on time; and all that is judged."""


class Year(NamedTuple):
    """What a year is scored from, on a `day` of it (YYYY-MM-DD): duties (as duties.assigned), the rows of its form, its
    clauses (Planned), its key projects (Dispatched), its tasks (Task), the ledger."""

    year: int
    day: str
    duties: pd.DataFrame
    asked: list[Asked]
    clauses: pd.DataFrame
    projects: pd.DataFrame
    tasks: pd.DataFrame
    state: State


def counted(of: Year) -> pd.DataFrame:
    """Everything that counts: a frame of Counted."""
    gathered = (_clauses, _handed, _projects, _tasks, _problems, _urged)
    return Counted.frame(row for gather in gathered for row in gather(of))


def shares(duty: Mapping[str, str] | Row | None) -> list[tuple[str, float]]:
    """Who leads a duty, each with the share: as laid down, or all the same.

    >>> shares({"lead": "甲;乙", "shares": "60;40"}), shares({"lead": "甲;乙", "shares": ""}), shares(None)
    ([('甲', 0.6), ('乙', 0.4)], [('甲', 0.5), ('乙', 0.5)], [])
    """
    names, parts = listed((duty or {}).get("lead")), listed((duty or {}).get("shares"))
    if len(parts) != len(names):
        return [(name, 1 / len(names)) for name in names]
    return [(name, float(part) / 100) for name, part in zip(names, parts, strict=True)]


def _each(
    of: Year, thing: str, part: str, key: str, name: str, told: str, asked: float, got: float
) -> Iterator[Counted]:
    """A thing for each unit that leads it."""
    for unit, share in shares(of.state.get("duty", thing)):
        yield Counted(unit, part, key, name, told, share, asked * share, got * share)


def _clauses(of: Year) -> Iterator[Counted]:
    """Targets that can be judged, by verdict; targets of an annual plan in force, by whether the year met it."""
    for row in Planned.of(of.clauses):
        thing = f"{row.area}.{row.indicator}"
        if row.verdict not in (c.UNKNOWN, c.NOT_DUE):
            kept = row.verdict not in (*BEHIND_PACE, *PAST_DUE)
            yield from _each(of, thing, "targets", row.id, row.name, row.verdict, 1, kept)
        if row.met:
            yield from _each(of, thing, "annual", row.id, row.name, row.met, 1, row.met == annual_plan.MET)


def _handed(of: Year) -> Iterator[Counted]:
    """The figures that the year's form asks for and the explanations that verdicts ask for: given or still open."""
    things = {clause: row.thing for row in of.duties.itertuples() for clause in listed(row.clauses)}
    parts, day = {FIGURE: "figures", EXPLANATION: "explained"}, date.fromisoformat(of.day)
    for unit in sorted({name for row in of.duties.itertuples() for name in listed(row.lead)}):
        led = of.duties[[unit in listed(lead) for lead in of.duties["lead"]]]
        for row in owed(unit, led, of.asked, of.clauses, YEARLY, of.state, of.year, day).itertuples():
            if part := parts.get(row.kind):
                share = dict(shares(of.state.get("duty", things.get(row.id, row.id))))[unit]
                yield Counted(unit, part, row.id, row.what, row.state, share, share, share * (not row.open))


def _projects(of: Year) -> Iterator[Counted]:
    """Key projects: investment against the plan for the time gone, at most all of it (what was not reported is not
    done); works that were to begin by now."""
    gone = time_gone(of.day)
    for row in Dispatched.of(of.projects):
        if row.planned > 0:
            asked, done = row.planned * gone, 0.0 if row.done != row.done else row.done
            told = "未报投资" if row.done != row.done else f"完成{row.done:g}亿元，计划{row.planned:g}亿元"
            yield from _each(of, row.id, "invested", row.id, row.name, told, asked, min(done, asked))
        if row.opening in DUE and (row.begin or "")[:4] == str(of.year):
            yield from _each(of, row.id, "opened", row.id, row.name, row.opening, 1, row.opening in PUNCTUAL)


def _tasks(of: Year) -> Iterator[Counted]:
    """Measures and 民生实事: under way at least; done."""
    for row in Task.of(of.tasks):
        for part, good in (("moving", (DONE, MOVING)), ("finished", (DONE,))):
            yield from _each(of, row.id, part, row.id, row.name, row.standing, 1, row.standing in good)


def _problems(of: Year) -> Iterator[Counted]:
    """Problems of projects that were to be solved in the year by now: for who solves them."""
    for row in of.state.rows("problem"):
        if row.get("solver") and _came(row.get("due") or "", of):
            solved = row["status"] == "solved"
            told = f"{'已' if solved else '未'}解决（期限{row['due']}）"
            yield Counted(row["solver"], "solved", str(row["key"]), row["text"], told, 1.0, 1.0, float(solved))


def _urged(of: Year) -> Iterator[Counted]:
    """Supervision items that were due in the year by now: for the unit that leads them."""
    for row in supervision.items(of.state, date.fromisoformat(of.day)).itertuples():
        if row.units and _came(row.due.isoformat(), of):
            given = row.status not in OPEN
            told = f"{'已' if given else '未'}反馈（期限{row.due}）"
            yield Counted(row.units[0], "urged", str(row.key), row.title, told, 1.0, 1.0, float(given))


def _came(due: str, of: Year) -> bool:
    """Whether a day has come that lies in the year."""
    return due[:4] == str(of.year) and due <= of.day
