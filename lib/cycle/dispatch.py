"""调度: the key projects of a year as they stand on a day, from the list, the records of progress, steps and problems.

What has no planned day is never late; what was not reported is not known, never 0.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from datetime import date
from math import nan
from operator import itemgetter
from typing import Any

import numpy as np
import pandas as pd

from lib.cycle.dispatched import Dispatched, Summed
from lib.cycle.warning import NOBODY
from lib.ledger.dispatching import BEGUN, FINISHED, FUNDS
from lib.ledger.permission import each, led
from lib.ledger.state import Row, State
from lib.once import once
from lib.projects.register import COMPLETED, UNDER_WAY

EARLY, ON_TIME, LATE, HAPPENED, MISSED, AHEAD, UNSET = "提前", "按期", "推迟", "已", "未按计划", "未到", "未定"
CARRIED = "续建"
SAID = {how: f"{how}{{}}" for how in (EARLY, ON_TIME, LATE, HAPPENED, MISSED)} | {
    AHEAD: "未到{}期",
    UNSET: "{}时间未定",
}
OPENINGS = (CARRIED, *(said.format(BEGUN) for said in SAID.values()))
CLOSINGS = tuple(said.format(FINISHED) for said in SAID.values())
_DAY = itemgetter("date")
OPENED, ENDED = OPENINGS[1:5], CLOSINGS[:4]


def time_gone(day: str) -> float:
    """The share of its year that has gone by at the end of a day.

    >>> time_gone("2018-12-31"), round(time_gone("2018-06-30"), 4), round(time_gone("2020-02-29"), 4)
    (1.0, 0.4959, 0.1639)
    """
    on = date.fromisoformat(day)
    return on.timetuple().tm_yday / date(on.year, 12, 31).timetuple().tm_yday


def against(planned: str | None, actual: str | None, happened: bool, day: str) -> str:
    """How something stands on a day against the day that was planned, by the month: EARLY, ON_TIME, LATE; HAPPENED where
    one of the two days was not said; MISSED once the planned day has passed; AHEAD before; UNSET without one.

    >>> against("2018-06-30", "2018-06-01", True, "2018-12-31"), against("2018-06-30", "2018-05-31", True, "2018-12-31")
    ('按期', '提前')
    >>> against("2018-06-30", "2018-07-01", True, "2018-12-31"), against(None, "2018-07-01", True, "2018-12-31")
    ('推迟', '已')
    >>> against("2018-06-30", None, True, "2018-12-31"), against("2018-06-30", None, False, "2018-12-31")
    ('已', '未按计划')
    >>> against("2018-06-30", None, False, "2018-06-30"), against(None, None, False, "2018-12-31")
    ('未到', '未定')
    """
    if actual and planned:
        return EARLY if actual[:7] < planned[:7] else ON_TIME if actual[:7] == planned[:7] else LATE
    if actual or happened:
        return HAPPENED
    return UNSET if not planned else MISSED if planned < day else AHEAD


def year_to_date(before: float | None, told: Iterable[tuple[float | None, float | None]]) -> float:
    """What was invested in a year, from its records in order, each (of the year so far, since the works began): the last
    that was stated; where none was, what has been added to the last total of the years `before`. NaN if neither.

    >>> year_to_date(1.0, [(0.2, 1.2), (None, 1.5)]), year_to_date(1.0, [(None, 1.5)]), year_to_date(None, [(None, 1.5)])
    (0.2, 0.5, nan)
    """
    stated = [pair for pair in told if pair != (None, None)]
    if own := [year for year, _ in stated if year is not None]:
        return own[-1]
    totals = [total for _, total in stated if total is not None]
    return round(totals[-1] - before, 10) if totals and before is not None and totals[-1] >= before else nan


def ratio(part: float, whole: float) -> float:
    """A part of a whole; NaN where one is not known, or there is no whole.

    >>> ratio(0.4652, 0.8), ratio(nan, 0.8), ratio(0.3, 0.0)
    (0.5815, nan, nan)
    """
    return part / whole if whole > 0 else nan


def next_step(nodes: Mapping[str, Row], day: str) -> tuple[str, str | None]:
    """The step that is due next: of those with a day that were not done by `day`, the earliest.

    >>> next_step({"立项": {"due": "2018-03-01", "done": "2018-02-01"}, "用地": {"due": "2018-05-01"}}, "2018-06-30")
    ('用地', '2018-05-01')
    """
    left = [(row["due"], node) for node, row in nodes.items() if row.get("due") and not _by(row.get("done"), day)]
    return min((node, due) for due, node in left if due == min(left)[0]) if left else ("", None)


def dispatched(catalogue: pd.DataFrame, state: State, year: int, day: str) -> pd.DataFrame:
    """The list of a year as it stands on a day (at most its last; problems, which outlive it, on the day itself): a frame
    of Dispatched, in the order of the list.

    `catalogue` holds `id, name, area, park, sector, stage` of all projects; `stage` is what the plan says.
    """
    today, day = day, min(day, f"{year}-12-31")
    known = catalogue.set_index("id")[["name", "area", "park", "sector", "stage"]].to_dict("index")
    records = state.dated("event", "project", day)
    nodes: dict[str, dict[str, Row]] = {}
    for row in state.rows("node"):
        nodes.setdefault(row["project"], {})[row["node"]] = row
    problems: dict[str, list[Row]] = {}
    for row in state.rows("problem"):
        if row["status"] != "solved":
            problems.setdefault(row["project"], []).append(row)
    rows = [
        _one(row, known[key], records.get(key, []), nodes.get(key, {}), problems.get(key, []), state, day, today)
        for row in state.rows("listing")
        if row["year"] == year and row["status"] == "listed" and (key := row["project"]) in known
    ]
    return Dispatched.frame(rows)


def _one(
    listed: Row,
    about: Row,
    events: list[Row],
    nodes: dict[str, Row],
    problems: list[Row],
    state: State,
    day: str,
    today: str,
) -> Dispatched:
    year = str(listed["year"])
    own = events[bisect_left(events, year, key=_DAY) :]
    duty = state.get("duty", listed["project"]) or {}
    planned, money = _number(listed.get("planned")), _money(events, own)
    started, ended = (_by((nodes.get(step) or {}).get("done"), day) for step in (BEGUN, FINISHED))
    stages = [row["stage"] for row in events]
    under_way = about["stage"] == UNDER_WAY or bool({UNDER_WAY, COMPLETED} & set(stages))
    before = about["stage"] == UNDER_WAY or any(
        row["stage"] in (UNDER_WAY, COMPLETED) for row in events if row["date"][:4] < year
    )
    carried = started[:4] < year if started else before
    opening = against(listed.get("begin"), started, under_way, day)
    closing = against(listed.get("finish"), ended, COMPLETED in stages, day)
    step, due = next_step(nodes, day)
    rate, gone = ratio(money["done"], planned), time_gone(money["at"]) if money["at"] else nan
    return Dispatched(
        id=listed["project"],
        **{name: about[name] for name in ("name", "area", "park", "sector")},
        lead=led(duty) or NOBODY,
        support=duty.get("support") or "",
        total=_number(listed.get("total")),
        planned=planned,
        **{name: money[name] for name in ("done", "cumulative", "funded", *FUNDS)},
        works=_last(own, "works"),
        stage=stages[-1] if stages else None,
        asof=own[-1]["date"] if own else None,
        begin=listed.get("begin"),
        finish=listed.get("finish"),
        started=started,
        ended=ended,
        opening=CARRIED if carried else SAID[opening].format(BEGUN),
        closing=SAID[closing].format(FINISHED),
        rate=rate,
        funding=ratio(money["funded"], planned),
        gone=gone,
        slow=None if rate != rate else rate < gone,
        problems=len(problems),
        overdue=sum(bool(row.get("due")) and row["due"] < today for row in problems),
        step=step,
        step_due=due,
        late=due is not None and due < day,
    )


def _money(events: list[Row], own: list[Row]) -> dict[str, Any]:
    """The amounts of a project, from all its records and those of the year; `at`: of which day `done` is."""
    earlier = _last(events[: len(events) - len(own)], "investment")
    done = year_to_date(earlier, [(row.get("year_investment"), row.get("investment")) for row in own])
    stated = [row["date"] for row in own if row.get("year_investment") is not None] or [
        row["date"] for row in own if row.get("investment") is not None
    ]
    funds = {name: _number(_last(own, name)) for name in FUNDS}
    arrived = [amount for amount in funds.values() if amount == amount]
    return funds | {
        "done": done,
        "at": stated[-1] if stated and done == done else None,
        "cumulative": _number(_last(events, "investment")),
        "funded": round(sum(arrived), 10) if arrived else nan,
    }


def _last(rows: list[Row], name: str) -> Any:
    """The last value that was stated."""
    return next((row[name] for row in reversed(rows) if row.get(name) is not None), None)


def _number(value: float | None) -> float:
    return nan if value is None else float(value)


def _by(done: str | None, day: str) -> str | None:
    """The day on which something was done, if that was by `day`."""
    return done if done and done <= day else None


@once
def summed(rows: pd.DataFrame, name: str, year: int) -> Summed:
    """The sums of some of the rows (Dispatched) of a year."""
    return _summed(_flags(rows, year), _amounts(rows), np.arange(len(rows)), name)


def _flags(rows: pd.DataFrame, year: int) -> dict[str, np.ndarray]:
    """Which rows count where in Summed."""
    flags = {
        "to_open": rows["begin"].str[:4].eq(str(year)).fillna(False),
        "opened": rows["opening"].isin(OPENED),
        "early": rows["opening"].eq(f"{EARLY}{BEGUN}"),
        "missed": rows["opening"].isin((f"{LATE}{BEGUN}", f"{MISSED}{BEGUN}")),
        "ended": rows["closing"].isin(ENDED),
        "silent": rows["asof"].isna(),
        "slow": rows["slow"].fillna(False),
    }
    return {name: flag.to_numpy(dtype=bool) for name, flag in flags.items()}


def _amounts(rows: pd.DataFrame) -> dict[str, np.ndarray]:
    """The amounts that are summed, NaN where one is not known."""
    return {name: rows[name].to_numpy(dtype=float) for name in ("total", "planned", "done", "funded")}


def _summed(flags: dict[str, np.ndarray], amounts: dict[str, np.ndarray], at: np.ndarray, name: str) -> Summed:
    """The sums of the rows that stand `at` these places."""
    own = {column: values[at] for column, values in amounts.items()}
    planned = ~np.isnan(own["planned"])
    of = float(own["planned"][planned].sum())
    done, funded = (_total(own[column][planned]) for column in ("done", "funded"))
    sums: dict[str, Any] = {column: int(flag[at].sum()) for column, flag in flags.items()}
    sums |= {column: _total(values) for column, values in own.items()}
    return Summed(name=name, projects=len(at), **sums, rate=ratio(done, of), funding=ratio(funded, of))


def _total(values: np.ndarray) -> float:
    """The sum of what is known; NaN where nothing is."""
    known = ~np.isnan(values)
    return round(float(np.where(known, values, 0.0).sum()), 10) if known.any() else nan


@once
def groups(rows: pd.DataFrame, by: str, year: int) -> pd.DataFrame:
    """The sums by the values of a column (park, sector, lead): a frame of Summed, most planned investment first. What
    several units lead counts for each."""
    rows = rows.assign(lead=rows["lead"].map(each)).explode("lead", ignore_index=True) if by == "lead" else rows
    flags, amounts = _flags(rows, year), _amounts(rows)
    found = [_summed(flags, amounts, at, str(name)) for name, at in rows.groupby(by).indices.items()]
    return Summed.frame(sorted(found, key=lambda one: (-(one.planned if one.planned == one.planned else -1), one.name)))


def known_by(state: State, year: int) -> set[str]:
    """The projects that came after the plan and were known by the end of a year: registered, listed or reported."""
    registered = {row["id"] for row in state.rows("newcomer") if int(row["at"][:4]) <= year}
    listed = {row["project"] for row in state.rows("listing") if row["year"] <= year}
    return registered | listed | set(state.dated("event", "project", f"{year}-12-31"))


def asof(rows: pd.DataFrame) -> str | None:
    """The last day of which anything was reported; None where nothing was."""
    days = rows["asof"].dropna()
    return str(days.max()) if len(days) else None
