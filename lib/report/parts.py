"""What the slides share: notes with arithmetic, source lines, short lists, verdict series."""

import pandas as pd

from lib.compute import constants as c
from lib.report.slide import Bars, Series
from lib.view import clauses
from lib.view import words as w
from lib.view.theme import shape, tone

ROWS = 7
"""Rows of a table that a room can read; the others are named in the notes."""
LINES = 12
"""Plan lines named at the foot of a slide; beyond that the notes name them."""


def cite(lines) -> str:
    """Plan lines as one citation, each once, in order; past LINES of them the first and the last.

    >>> cite([117, 89, 117]), cite(range(85, 105))
    ('规划第89、117行', '规划第85至104行中的20行（逐条见备注）')
    """
    known = sorted({int(line) for line in lines})
    if len(known) > LINES:
        return f"规划第{known[0]}至{known[-1]}行中的{len(known)}行（逐条见备注）"
    return f"规划第{'、'.join(map(str, known))}行" if known else ""


def sources(rows: pd.DataFrame, series: pd.DataFrame) -> str:
    """Where the clauses and the figures behind them stand: plan lines, then titles of the other sources."""
    ids = {part for column in ("base_id", "actual_id") for cell in rows[column] for part in cell.split(";") if part}
    used = series[series["id"].isin(ids)]
    titles = dict.fromkeys(used.loc[used["line"].isna(), "source_title"])
    parts = [cite([*rows["line"], *used["line"].dropna()]), *(f"《{title}》" for title in titles)]
    return "；".join(part for part in parts if part)


def notes(rows: pd.DataFrame) -> tuple[str, ...]:
    """For the speaker: each clause with its verdict, the reason, the arithmetic, the plan's line and what was adjusted."""
    found = []
    for row in rows.itertuples():
        steps = "；".join(f"{name}：{formula}" for name, formula in clauses.arithmetic(row))
        head = f"{row.name}（{row.area}，{row.id}，{w.citation(row.line)}）：{row.verdict}——{clauses.reason(row)}"
        found.append(f"{head}。" + (f"{steps}。" if steps else "") + clauses.adjustment(row))
    return tuple(found)


def rest(rows: pd.DataFrame, shown: int) -> tuple[str, ...]:
    """The clauses that found no place on the slide, in one note."""
    left = rows.iloc[shown:]
    names = "、".join(f"{r.name}（{w.short(r.area)}，第{r.line}行）" for r in left.itertuples())
    return (f"其余{len(left)}项：{names}。",) if len(left) else ()


def listed(names, most: int = 3) -> str:
    """Some names and how many there are.

    >>> listed(["甲", "乙", "丙", "丁"], 2), listed(["甲"])
    ('甲、乙等4项', '甲')
    """
    names = list(dict.fromkeys(names))
    return "、".join(names[:most]) + (f"等{len(names)}项" if len(names) > most else "")


def latest(row) -> str:
    """The latest actual of a clause with its unit, and with its year where that is not the evaluation year."""
    return clauses.actual_text(row).removesuffix(f"（{row.evaluation_year}）")


def judged(rows: pd.DataFrame) -> pd.DataFrame:
    """The clauses that have a verdict on their progress."""
    return rows[~rows["verdict"].isin((c.UNKNOWN, c.NOT_DUE))]


def late(rows: pd.DataFrame) -> pd.DataFrame:
    """What is behind, the furthest first."""
    return rows[rows["verdict"].isin(clauses.LATE)].sort_values(["verdict", "pace"])


def stacked(rows: pd.DataFrame, group: str, labels: list, names: dict | None = None) -> Bars:
    """How many clauses of each group have which verdict: bars stacked from met to unknown, only the verdicts that occur."""
    counts = rows.groupby([group, rows["verdict"].astype(str)]).size()
    order = [v for v in (*reversed(clauses.GOOD), *reversed(clauses.LATE), c.NOT_DUE, c.UNKNOWN) if v in set(rows["verdict"])]
    series = tuple(
        Series(v, tuple(float(counts.get((label, v), 0)) for label in labels), "grid" if v == c.NOT_DUE else tone(v), shape(v)) for v in order
    )
    shown = tuple(str((names or {}).get(label, label)) for label in labels)
    return Bars(shown, series, "项", 0, stacked=True, keys=tuple(map(str, labels)))
