"""催报 in words and tables: what all units owe, and by when."""

from collections import Counter
from datetime import date

import pandas as pd

from lib.cycle.owed import KINDS
from lib.cycle.owed_months import end, named
from lib.cycle.supervision import LATE, SOON
from lib.cycle.workdays import LAST, falling, known
from lib.ledger.dispatching import DUE, PROGRESS, WITHIN
from lib.ledger.state import Row
from lib.once import once
from lib.theme import badge


@once
def title(rows: pd.DataFrame, year: int) -> str:
    """How many units owe what, in one line.

    >>> rows = pd.DataFrame({"unit": ["甲局", "甲局", "乙局"], "lamp": ["逾期", "正常", "逾期"], "kind": ["填报", "任务", "项目"]})
    >>> title(rows, 2018), title(rows.iloc[1:2], 2018), title(rows.head(0), 2018)
    ('2018年：2个单位有2项逾期（填报1项、项目1项）；待办共3项', '2018年：没有逾期；1个单位待办1项', '2018年：各单位没有待办')
    """
    if rows.empty:
        return f"{year}年：各单位没有待办"
    late = rows[rows["lamp"] == LATE]
    if late.empty:
        return f"{year}年：没有逾期；{rows['unit'].nunique()}个单位待办{len(rows)}项"
    counts = late["kind"].value_counts()
    told = "、".join(f"{kind}{counts[kind]}项" for kind in KINDS if kind in counts)
    return f"{year}年：{late['unit'].nunique()}个单位有{len(late)}项逾期（{told}）；待办共{len(rows)}项"


@once
def table(rows: pd.DataFrame) -> pd.DataFrame:
    """What is owed, a line a thing."""
    return pd.DataFrame(
        {
            "时限": rows["lamp"].map(badge),
            "单位": rows["unit"],
            "类别": rows["kind"],
            "事项": rows["what"],
            "状态": rows["state"],
            "期限": rows["due"].replace("", None),
            "自何时起": rows["since"].replace("", None),
            "职责": rows["part"],
            "责任人": rows["person"].replace("", None),
        }
    )


@once
def by_unit(rows: pd.DataFrame) -> pd.DataFrame:
    """How much each unit owes: late and soon, and of each kind."""
    counts, dues = Counter[tuple[str, str]](), dict[str, str]()
    for unit, lamp, kind, due in rows[["unit", "lamp", "kind", "due"]].itertuples(index=False):
        counts.update(((unit, ""), (unit, lamp), (unit, kind)))
        if due:
            dues[unit] = min(due, dues.get(unit, due))
    sums = (LATE, SOON, "")
    lines = [
        [unit, *(counts[unit, one] for one in sums), dues.get(unit), *(counts[unit, kind] for kind in KINDS)]
        for unit in sorted({unit for unit, _ in counts})
    ]
    found = pd.DataFrame(lines, columns=["单位", "逾期", "临期", "待办", "最早的期限", *KINDS])
    return found.sort_values(["逾期", "待办"], ascending=False, kind="stable").reset_index(drop=True)


def ordered(rows: pd.DataFrame) -> pd.DataFrame:
    """What is owed, the units in the order of `by_unit`: who has most that is late stands first.

    >>> owed = [("甲局", "正常", ""), ("乙局", LATE, ""), ("甲局", "正常", "")]
    >>> ordered(pd.DataFrame(owed, columns=["unit", "lamp", "due"]).assign(kind=KINDS[0]))["unit"].tolist()
    ['乙局', '甲局', '甲局']
    """
    place = {unit: number for number, unit in enumerate(by_unit(rows)["单位"])}
    return rows.sort_values("unit", key=lambda units: units.map(place), kind="stable")


def deadlines(rows: list[Row]) -> pd.DataFrame:
    """The days that were set, and where each falls due: 顺延 says which moved."""
    lines = sorted((row["period"], row["what"], row["due"]) for row in rows)
    found = [(what, period, due, moved(due)) for period, what, due in lines]
    return pd.DataFrame(found, columns=["报什么", "期间", "期限", "顺延到"])


def moved(due: str) -> str | None:
    """The working day to which a day off moves; None where it need not.

    >>> moved("2018-10-05"), moved("2018-10-09")
    ('2018-10-08', None)
    """
    to = falling(date.fromisoformat(due)).isoformat()
    return None if to == due else to


def rule(day: date) -> str:
    """How days off are counted, on a day.

    >>> rule(date(2018, 1, 1))
    '期限遇周末、法定节假日的，顺延到下一个工作日（调休上班的周末算工作日）。'
    """
    more = "" if known(day) else f"放假安排只有到{LAST}年的，此后只按周末算。"
    return f"期限遇周末、法定节假日的，顺延到下一个工作日（调休上班的周末算工作日）。{more}"


EACH = "各月（次月同日）"
"""All months of a year at once, each due in the month that follows."""
BY_MONTH = (PROGRESS, WITHIN)
"""What is reported by month."""


def periods(year: int) -> dict[str, list[str]]:
    """The periods for which a day can be set, by what is reported: progress and the figures within the year by month,
    the rest by year.

    >>> periods(2018)["填报"], periods(2018)["月度数"][:2], periods(2018)["项目进展"][-1]
    (['2018'], ['各月（次月同日）', '2018-01'], '2018-12')
    """
    months = [EACH, *(f"{year}-{month:02d}" for month in range(1, 13))]
    return {what: months if what in BY_MONTH else [str(year)] for what in DUE}


def days(period: str, due: date, year: int) -> list[tuple[str, str]]:
    """The periods for which a day is set, each with its day: EACH stands for the twelve months of a year.

    >>> days("2018-03", date(2018, 4, 10), 2018), days(EACH, date(2018, 4, 30), 2018)[0], days(EACH, date(2018, 4, 10), 2018)[-1]
    ([('2018-03', '2018-04-10')], ('2018-01', '2018-02-28'), ('2018-12', '2019-01-10'))
    """
    if period != EACH:
        return [(period, due.isoformat())]
    found = []
    for month in range(1, 13):
        then, next_ = (year, month + 1) if month < 12 else (year + 1, 1)
        last = end(then, next_)
        found.append((named(year, month), last.replace(day=min(due.day, last.day)).isoformat()))
    return found
