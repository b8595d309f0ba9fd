"""What one unit owes: figures of a year, of its months and quarters, explanations, progress of projects, tasks, problems,
supervision items; and what all units owe."""

from bisect import bisect_left
from datetime import date
from operator import itemgetter
from typing import Any, NamedTuple

import pandas as pd

from lib.cycle import supervision
from lib.cycle.duties import MEASURE, PROJECT, of_unit, parts
from lib.cycle.owed_months import named, since, spoken, within
from lib.cycle.workdays import falling
from lib.ledger import clock
from lib.ledger.dispatching import DONE, FIGURES, PROGRESS, TASKS, WITHIN
from lib.ledger.frozen import MUST_EXPLAIN
from lib.ledger.permission import listed, thing
from lib.ledger.state import Row, State
from lib.ledger.supervising import OPEN
from lib.ledger.tables import standings
from lib.measure.asked import Asked

FIGURE, EXPLANATION, ITEM, TASK, PROBLEM = "填报", "解释说明", "督办", "任务", "问题"
KINDS = (FIGURE, WITHIN, EXPLANATION, PROJECT, TASK, PROBLEM, ITEM)
COLUMNS = ("kind", "id", "what", "part", "person", "state", "open", "since", "due", "sign")
STANDINGS = standings("figure")


class Owed(NamedTuple):
    """One thing that a duty brings with it: what it is about, how it stands, whether it is still to be done, from when
    on it is owed and when it falls due ("" where nothing says), and the verdict or lamp that it has."""

    kind: str
    thing: str
    id: str
    what: str
    state: str
    open: bool
    due: str = ""
    sign: str = ""
    since: str = ""


def owed(
    unit: str,
    duties: pd.DataFrame,
    asked: list[Asked],
    assessed: pd.DataFrame,
    monthly: pd.DataFrame,
    state: State,
    year: int,
    day: date,
) -> pd.DataFrame:
    """Everything a unit has to do with, as lead or in support: COLUMNS. `open` tells what is still to be done.

    `duties` as `duties.assigned`; `asked` the rows of the year's form (`area, indicator, measure, name, now,
    milestone`); `assessed` the clauses of the `year`, `monthly` the rows of its 月度调度. A milestone is not asked for before the year in which it falls
    due.
    """
    own = of_unit(duties, unit)
    part = parts(own, unit)
    due = assessed.groupby(["area", "indicator"])["due"].min().to_dict()
    handed = {(f["area"], f["indicator"], f["measure"]): f for f in state.rows("figure") if f["year"] == year}
    found = [
        _figure(row, handed.get((row["area"], row["indicator"], row["measure"])), state, year)
        for row in asked
        if thing(row) in part and (not row["milestone"] or due[row["area"], row["indicator"]] <= year)
    ]
    found += _months(own, monthly, state, year, day)
    found += _explanations(own, assessed, state, year)
    found += _projects(own, state, year, day.isoformat())
    found += _tasks(own, state, year)
    rows = [item._asdict() | dict(zip(("part", "person"), part[item.thing], strict=True)) for item in found]
    items = supervision.items(state, day)
    rows += [
        {
            "kind": ITEM,
            "id": str(row.key),
            "what": row.title,
            "part": "承办",
            "person": row.person,
            "state": row.lamp,
            "open": row.status in OPEN,
            "since": row.opened.isoformat(),
            "due": falling(row.due).isoformat(),
            "sign": row.lamp,
        }
        for row in items.itertuples()
        if unit in row.units
    ]
    rows += _problems(unit, duties, state)
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    lamps = [urgency(row["open"], row["due"], day) for row in rows]
    pressing = [lamp if lamp in (supervision.LATE, supervision.SOON) else "" for lamp in lamps]
    frame["sign"] = [sign or lamp for sign, lamp in zip(frame["sign"], pressing, strict=True)]
    return frame.sort_values("open", ascending=False, kind="stable").reset_index(drop=True)


def _figure(row: Asked, handed: Row | None, state: State, year: int) -> Owed:
    """A figure of the form: `handed` in (the last one counts), known from elsewhere, or missing."""
    due, since_ = due_of(state, FIGURES, str(year)), since(year, 12)
    if handed:
        stage = handed["status"]
        again = stage in ("returned", "withdrawn", "revoked")
        return Owed(
            FIGURE, thing(row), thing(row), row["name"], STANDINGS[stage], again, due if again else "", since=since_
        )
    known, told = row["now"] is not None, "已有公开数据" if row["now"] is not None else "未填报"
    return Owed(FIGURE, thing(row), thing(row), row["name"], told, not known, "" if known else due, since=since_)


def _months(own: pd.DataFrame, monthly: pd.DataFrame, state: State, year: int, day: date) -> list[Owed]:
    """The indicators of a unit that are told within the year, with the periods that were not."""
    found, asked = [], within(monthly, state, year, day)
    for row in own[own["thing"].isin(asked)].itertuples():
        one = asked[row.thing]
        if not one.asked:
            continue
        last = f"最近：{spoken((one.last,), one.step)}" if one.last else "还没有报过"
        if not one.missing:
            found.append(Owed(WITHIN, row.thing, row.thing, row.name, f"都已报，{last}", open=False))
            continue
        dues = [due for month in one.missing if (due := due_of(state, WITHIN, named(year, month)))]
        told = f"{spoken(one.missing, one.step)}未报，{last}"
        first = since(year, one.missing[0])
        found.append(Owed(WITHIN, row.thing, row.thing, row.name, told, True, min(dues, default=""), since=first))
    return found


def _explanations(own: pd.DataFrame, assessed: pd.DataFrame, state: State, year: int) -> list[Owed]:
    """The clauses of a year that need an explanation, with the one that was given."""
    told = zip(own["thing"].tolist(), own["clauses"].tolist(), strict=True)
    things = {clause: thing for thing, clauses in told for clause in listed(clauses)}
    rows = assessed[assessed["id"].isin(things) & assessed["verdict"].isin(MUST_EXPLAIN)]
    found = []
    for row in rows.itertuples():
        given = state.get("explanation", row.id, year)
        until = given["deadline"] if given else ""
        said = f"{row.verdict}，{'已说明' if given else '未说明'}"
        found.append(Owed(EXPLANATION, things[row.id], row.id, row.name, said, given is None, until, sign=row.verdict))
    return found


def _projects(own: pd.DataFrame, state: State, year: int, day: str) -> list[Owed]:
    """The projects of a unit. One in the list of the year is reported for every period that has a day; where none has
    one, once a year. Any other is owed one record."""
    events = state.dated("event", "project")
    set_ = [row for row in state.rows("deadline") if row["what"] == PROGRESS and row["period"][:4] == str(year)]
    periods = sorted((row["period"], _falling(row["due"])) for row in set_ if row["period"] <= day)
    found = []
    for row in own.loc[own["kind"] == PROJECT, ["thing", "name"]].itertuples():
        told = events.get(row.thing, [])
        last = f"{told[-1]['stage']}（{told[-1]['date']}）" if told else "无进展记录"
        listed_ = (state.get("listing", row.thing, year) or {}).get("status") == "listed"
        wanted = [one for one in periods if not _within(told, one[0])] if listed_ else []
        if wanted:
            more = f"等{len(wanted)}期" if len(wanted) > 1 else ""
            last = f"{wanted[0][0]}{more}未报，最近：{last}"
        silent = not _within(told, str(year)) if listed_ and not periods else not told
        due = wanted[0][1] if wanted else ""
        found.append(
            Owed(
                PROJECT,
                row.thing,
                row.thing,
                row.name,
                last,
                bool(wanted) or silent,
                due,
                since=f"{wanted[0][0]}-01" if wanted else "",
            )
        )
    return found


def _within(told: list[Row], period: str) -> bool:
    """Whether any of the reports, the earliest first, is of a period (YYYY or YYYY-MM).

    >>> [_within([{"date": "2018-03-31"}, {"date": "2018-05-31"}], period) for period in ("2018-03", "2018-04", "2018", "2019")]
    [True, False, True, False]
    """
    at = bisect_left(told, period, key=itemgetter("date"))
    return at < len(told) and bool(told[at]["date"].startswith(period))


def _tasks(own: pd.DataFrame, state: State, year: int) -> list[Owed]:
    """The measures of a unit: reported once a year until they are done."""
    reports, due, found = state.dated("task", "thing"), due_of(state, TASKS, str(year)), []
    for row in own[own["kind"] == MEASURE].itertuples():
        report = next(reversed(reports.get(row.thing, [])), None)
        told = f"{report['standing']}（{report['date']}）" if report else "没有报告"
        open_ = report is None or (report["standing"] != DONE and report["date"] < str(year))
        found.append(
            Owed(TASK, row.thing, row.thing, row.name, told, open_, due if open_ else "", since=f"{year}-01-01")
        )
    return found


def _problems(unit: str, duties: pd.DataFrame, state: State) -> list[dict[str, Any]]:
    """The problems that a unit is to solve."""
    names = duties.set_index("thing")["name"]
    return [
        {
            "kind": PROBLEM,
            "id": str(row["key"]),
            "what": f"{names.get(row['project'], row['project'])}：{row['text']}",
            "part": "解决",
            "person": "",
            "state": "已解决" if row["status"] == "solved" else "未解决",
            "open": row["status"] != "solved",
            "since": clock.day(row["at"]),
            "due": _falling(row.get("due") or ""),
            "sign": "",
        }
        for row in state.rows("problem")
        if row.get("solver") == unit
    ]


def due_of(state: State, what: str, period: str) -> str:
    """The working day on which a report for a period falls due; "" where none was set."""
    return _falling(str((state.get("deadline", what, period) or {}).get("due") or ""))


def _falling(due: str) -> str:
    return falling(date.fromisoformat(due)).isoformat() if due else ""


def urgency(open_: bool, due: str, day: date) -> str:
    """How pressing something is: a lamp of supervision; "" for what is done.

    >>> urgency(True, "2018-10-05", date(2018, 10, 9)), urgency(True, "", date(2018, 10, 9)), urgency(False, "", date(2018, 1, 1))
    ('逾期', '正常', '')
    """
    if not open_:
        return ""
    return supervision.lamp(date.fromisoformat(due), day) if due else supervision.FINE


def of_all(
    units: list[str],
    duties: pd.DataFrame,
    asked: list[Asked],
    assessed: pd.DataFrame,
    monthly: pd.DataFrame,
    state: State,
    year: int,
    day: date,
) -> pd.DataFrame:
    """What all units owe: COLUMNS with `unit` and `lamp`, only what is open, the late first. What two units have
    together stands with both."""
    frames = [owed(unit, duties, asked, assessed, monthly, state, year, day).assign(unit=unit) for unit in units]
    rows = pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=[*COLUMNS, "unit"])
    rows = rows[rows["open"].astype(bool)]
    rows = rows.assign(lamp=[urgency(True, due, day) for due in rows["due"]])
    rank = {supervision.LATE: 0, supervision.SOON: 1, supervision.FINE: 2}
    return (
        rows.assign(rank=rows["lamp"].map(rank))
        .sort_values(["rank", "due"], kind="stable")
        .drop(columns="rank")
        .reset_index(drop=True)
    )
