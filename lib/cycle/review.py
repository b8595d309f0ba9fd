"""审核: what a submitted figure would change, and everything that was recorded about a figure."""

from collections.abc import Hashable
from typing import NamedTuple

import pandas as pd

from lib.cycle.annual_plan import proposal
from lib.ledger.entered import approved
from lib.ledger.fold import marks
from lib.ledger.state import Row, State
from lib.ledger.superseding import LIVE, newest, queue, thing
from lib.measure.evidence import Facts
from lib.measure.kinds import having
from lib.measure.observation import Observation
from lib.measure.period import Period

WAITING = (
    "key",
    "area",
    "indicator",
    "measure",
    "since",
    "year",
    "operator",
    "new",
    "price_basis",
    "note",
    "place",
    "old",
    "old_id",
    "old_basis",
    "last",
    "path",
    "who",
    "role",
    "at",
    "file",
    "why",
)
COUNTS, WAITS, SUPERSEDED = "现在计入", "待审核", "已被取代"
"""How a submission stands now."""
TEXTS = ("price_basis", "note", "place", "file", "why")


def observed(facts: Facts, figure: Row, year: int) -> Observation | None:
    """The observation that counts for a figure's area, indicator and measure in a year; None without one."""
    since = figure["since"]
    if figure["measure"] == "level":
        return facts.levels(figure["area"], figure["indicator"]).get(year)
    if figure["measure"] == "growth":
        return facts.rates(figure["area"], figure["indicator"], figure.get("price_basis")).get(year)
    return facts.since(figure["area"], figure["indicator"], figure["measure"], since).get(year)


def path_of(assessed: pd.DataFrame, figure: Row, period: Period) -> float:
    """What the five-year path gives for the figure's year, in the figure's own unit; NaN where no clause has a path for
    it.

    `assessed` is the assessment of that year.
    """
    same = (assessed["area"] == figure["area"]) & (assessed["indicator"] == figure["indicator"])
    if figure["measure"] not in ("level", "growth"):  # a sum so far stands beside no single year
        return float("nan")
    rates = having(assessed["kind"], lambda kind: kind.chained)
    rows = assessed[same & (rates if figure["measure"] == "growth" else ~rates)]
    values = (proposal(rows, figure["year"], period) / rows["scale"]).dropna()
    return float(values.iloc[0]) if len(values) else float("nan")


def waiting(state: State, facts: Facts, assessed: dict[int, pd.DataFrame], period: Period) -> pd.DataFrame:
    """The submitted figures that wait, the oldest first: WAITING.

    `new` is the submitted value, `old` the one that counts now (`old_id` its observation, `old_basis` its price basis),
    `last` that of the year before, `path` the five-year path's: all in the indicator's unit, per cent for growth, NaN
    where there is none.
    """
    rows = []
    for figure in queue(state):
        old, last = (observed(facts, figure, year) for year in (figure["year"], figure["year"] - 1))
        rows.append(
            {name: figure.get(name) for name in WAITING}
            | {name: figure.get(name) or "" for name in TEXTS}
            | {
                "new": figure["value"],
                "old": old.amount if old else float("nan"),
                "old_id": old.id if old else "",
                "old_basis": (old.price_basis if old else None) or "",
                "last": last.amount if last else float("nan"),
                "path": path_of(assessed[figure["year"]], figure, period)
                if figure["year"] in assessed
                else float("nan"),
            }
        )
    return pd.DataFrame(rows, columns=list(WAITING))


def jump(new: float, last: float, points: bool) -> float:
    """The change against the year before: per cent, or points for shares and rates; NaN without a positive year before.

    >>> jump(330.0, 300.0, False), jump(49.0, 47.5, True)
    (10.0, 1.5)
    """
    if pd.isna(last) or (not points and last <= 0):
        return float("nan")
    return float(round(new - last if points else (new / last - 1) * 100, 10))


def _standing(row: Row, found: "Submitted") -> str:
    """Whether a submission counts now, waits, or is superseded by a newer one; "" for what was sent back."""
    if row["seq"] in found.counting:
        return COUNTS
    if row["status"] not in LIVE:
        return ""
    return WAITS if found.last[thing(row)] is row else SUPERSEDED


class Submitted(NamedTuple):
    """The figures of a ledger by area and indicator, oldest first; the numbers of those that count; of every thing the
    one submitted last of those that wait or count."""

    own: dict[tuple[str, str], list[Row]]
    counting: frozenset[int]
    last: dict[Hashable, Row]

    @classmethod
    def of(cls, state: State) -> "Submitted":
        """Those of a state."""
        own: dict[tuple[str, str], list[Row]] = {}
        for row in state.rows("figure"):
            own.setdefault((row["area"], row["indicator"]), []).append(row)
        return cls(own, frozenset(approved(state)["seq"].tolist()), newest(state))


def history(found: Submitted, area: str, indicator: str) -> list[Row]:
    """Every step of every figure of an area's indicator, the newest first.

    One dict a step: `seq, at, who, what` (a status: `tables.steps`), `year, measure, since,
    operator, value, standing, text` (reason of a return, note of a submission), `file`.
    """
    steps = []
    for row in found.own.get((area, indicator), []):
        same = {name: row.get(name) for name in ("year", "measure", "since", "operator", "value", "file")}
        same["standing"] = _standing(row, found)
        told = "；".join(text for text in (row["why"], row.get("note")) if text)
        steps.append(same | {"seq": row["seq"], "at": row["at"], "who": row["who"], "what": "submitted", "text": told})
        names = {"seq": "marked_seq", "at": "marked_at", "who": "marked_by", "what": "status", "text": "marked_why"}
        steps += [same | {name: mark[of] for name, of in names.items()} for mark in marks(row)]
    return sorted(steps, key=lambda step: -step["seq"])


def counting(found: Submitted, area: str, indicator: str) -> list[Row]:
    """The figures of an area's indicator that count now."""
    return [row for row in found.own.get((area, indicator), []) if row["seq"] in found.counting]


def years(state: State, period: Period) -> list[int]:
    """The years of the plan for which figures wait."""
    return sorted({row["year"] for row in queue(state)} & set(period.years))
