"""Adjustments of targets in words and tables: what was adjusted, and what an adjustment would change."""

import pandas as pd

from lib.about import About
from lib.ledger.changes import CANCELLED, CHANGES
from lib.ledger.clock import day
from lib.ledger.state import Row
from lib.measure.clause import Clause, Measured
from lib.measure.kinds import KINDS
from lib.measure.period import Period
from lib.text import choices, clauses
from lib.text import words as w
from lib.theme import badge


def title(rows: list[Row]) -> str:
    """How many adjustments of each class, in one line."""
    if not rows:
        return "调整：目标没有调整过"
    counts = [(change, sum(row["change"] == change for row in rows)) for change in CHANGES]
    return f"调整：{len(rows)}次，" + "、".join(f"{change}{n}项" for change, n in counts if n)


def table(rows: list[Row], everything: pd.DataFrame, about: About) -> pd.DataFrame:
    """Every adjustment, the newest first; `everything` are all clauses, those that were cancelled included."""
    known = Clause.by(everything)
    rows = rows[::-1]
    return pd.DataFrame(
        {
            "类别": [r["change"] for r in rows],
            "目标": [known[r["clause"]].name for r in rows],
            "地域": [about.areas.short(known[r["clause"]].area) for r in rows],
            "现行条件（原条件）": [clauses.condition(known[r["clause"]]) for r in rows],
            "批准机关": [r["body"] for r in rows],
            "文号": [r["number"] for r in rows],
            "日期": [r["date"] for r in rows],
            "理由": [r["why"] for r in rows],
            "录入": [f"{r['who']} {day(r['at'])}" for r in rows],
            "条款": [r["clause"] for r in rows],
        }
    )


def effects(now: dict[int, pd.DataFrame], then: dict[int, pd.DataFrame], clause: str, period: Period) -> pd.DataFrame:
    """The verdicts of a clause in every year of the plan as they are (`now`: the assessment by year) and as they would
    be (`then`)."""
    rows = []
    for year in period.years:
        before, after = (assessed[year] for assessed in (now, then))
        cells = [next(iter(Measured.of(frame[frame["id"] == clause])), None) for frame in (before, after)]
        verdicts = [badge(cell.verdict) if cell else w.MISSING for cell in cells]
        rows.append(
            {
                "评估年": str(year),
                "现在": verdicts[0],
                "调整后": verdicts[1],
                "变动": "变" if verdicts[0] != verdicts[1] else "",
                "现在的进度比": cells[0].pace if cells[0] else float("nan"),
                "调整后的进度比": cells[1].pace if cells[1] else float("nan"),
                "调整后的理由": clauses.reason(cells[1], period) if cells[1] else CHANGES[CANCELLED].stands,
            }
        )
    return pd.DataFrame(rows)


def effect(table: pd.DataFrame) -> str:
    """What an adjustment would change, in one line."""
    moved = table[table["变动"] == "变"]
    if moved.empty:
        return "预览：各年的结论都不变。"
    return "预览：" + "；".join(f"{r.评估年}年由{r.现在}变为{r.调整后}" for r in moved.itertuples()) + "。"


def adjustable(in_force: pd.DataFrame, cancelled: pd.DataFrame, about: About) -> pd.Series:
    """The clauses that can be adjusted: names by id, the cancelled ones last."""
    return choices.clauses(pd.concat([in_force, cancelled]), about, [clauses.condition])


def decimals(value: float | None) -> int:
    """How many decimals an input needs to show a target exactly, two at least.

    >>> decimals(420.0), decimals(0.555), decimals(None)
    (2, 3, 2)
    """
    text = "" if w.missing(value) else f"{value:.6f}".rstrip("0")
    return max(2, len(text.partition(".")[2]))


def units(kind: str, unit: str | None) -> str:
    """The unit of a target that is added: per cent for rates, none for milestones, else that of the indicator."""
    return "%" if KINDS[kind].chained else (unit or "") if KINDS[kind].numeric else ""
