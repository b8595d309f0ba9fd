"""The register of projects: every project with its current stage, its progress and what it can be filtered by."""

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from lib.measure import constants as c
from lib.measure.period import Period
from lib.projects.project import Registered

UNDER_WAY, COMPLETED, EXISTING, NO_STAGE = "在建", "竣工投产", "已有（时间未载明）", "进度未载明"
UNSTATED = "未载明"
STAGES = ("储备", "前期", "适时启动", "已引进", UNDER_WAY, COMPLETED, EXISTING, NO_STAGE)
"""The stages of a project. What stood before the plan began is in a stage of its own, named after the period before
(`About.name.built`), that only the plan's words give; like COMPLETED it is finished."""
GIVEN = ("已引进", EXISTING, NO_STAGE)
"""Stages that only the plan's words give; a record of progress never does."""
UNFINISHED = tuple(stage for stage in STAGES if stage != COMPLETED)
BEHIND = (c.OVERDUE, c.BEHIND, c.SLIGHT)
"""Verdicts that count as behind: the date has passed, or the share done is below the time elapsed."""
CATALOGUE = ("id", "name", "other_names", "area", "park", "sector", "stage", "flagship", "livelihood", "lines")
"""What is known of every project, also of one that came after the plan."""
SEEN = ("project", "seq", "date", "stage", "share", "investment")
"""What the register asks of a record of progress."""
PLACED, UNPLACED = "有位置", "位置未载明"
STATED = "stated"
"""Basis of a location: the plan says it. All others are inferred."""
NO_RECORD, NO_SHARE, DUE_NO_RECORD, STANDS = "no_event", "no_share", "due_no_event", "existing"
"""Why a project cannot be judged."""


def elapsed(start: pd.Series, end: pd.Series, day: pd.Timestamp) -> pd.Series:
    """Share of the time between two days that has gone by on `day`, within 0–1.

    >>> days = pd.to_datetime(pd.Series(["2016-01-01", "2018-01-01"])), pd.to_datetime(pd.Series(["2020-12-31", "2018-12-31"]))
    >>> elapsed(*days, pd.Timestamp("2018-07-02")).round(2).tolist()
    [0.5, 0.5]
    """
    return ((day - start).dt.days / (end - start).dt.days.clip(lower=1)).clip(0, 1)


def until(events: pd.DataFrame, year: int) -> pd.DataFrame:
    """The events up to the end of a year, oldest first; `day` is their `date` (YYYY-MM-DD) as a date."""
    rows = events.assign(day=pd.to_datetime(events["date"], format="%Y-%m-%d"))
    return rows[rows["day"] <= f"{year}-12-31"].sort_values(["day", "seq"], kind="stable")


def seen(rows: Iterable[Mapping[str, Any]], year: int) -> pd.DataFrame:
    """The records of progress up to the end of a year, as `until`, with the columns SEEN."""
    found = [row for row in rows if row["date"] <= f"{year}-12-31"]
    return until(pd.DataFrame({name: [row.get(name) for row in found] for name in SEEN}, columns=list(SEEN)), year)


def order(stage: str) -> float:
    """The place of a stage in a list; what stood before the plan began comes right after what it completed.

    >>> sorted([NO_STAGE, "旧已建成", "在建", COMPLETED, "储备"], key=order)
    ['储备', '在建', '竣工投产', '旧已建成', '进度未载明']
    """
    return STAGES.index(stage) if stage in STAGES else STAGES.index(COMPLETED) + 0.5


def progress(
    projects: pd.DataFrame, seen: pd.DataFrame, year: int, period: Period, limits: c.Thresholds = c.IN_FORCE
) -> pd.DataFrame:
    """Stage and progress of every project at the end of a year, from the plan's words and the events seen until then.

    `seen` (see `until`) holds `project, day, stage, share (per cent), investment (亿元)`. Gives the projects the columns
    of Registered, without those to filter by. Time runs from the start of works to the date stated (else the plan's end);
    works start in the `start` year, else with the first record of it, and with the plan where they had begun before.
    """
    last = seen.groupby("project")
    stage = _of(projects, last["stage"].last()).fillna(projects["stage"])
    changed = seen["stage"] != last["stage"].shift()
    since = seen[changed].groupby("project")["day"].last()
    begun = seen[seen["stage"] == UNDER_WAY].groupby("project")["day"].first()
    planned = pd.to_datetime(projects["start"].fillna(period.first).astype(int).astype(str) + "-01-01")
    known = projects["start"].notna() | (projects["stage"] == UNDER_WAY)
    start = pd.to_datetime(_of(projects, begun)).mask(known, planned).fillna(planned)
    end = pd.to_datetime(projects["due"].fillna(period.end).astype(int).astype(str) + "-12-31")
    share = _of(projects, _latest(seen, "share")).astype(float)
    count = _of(projects, last.size()).fillna(0).astype(int)
    gone = elapsed(start, end, pd.Timestamp(year, 12, 31))
    pace = (share / 100 / gone.replace(0, np.nan)).astype(float)
    due = projects["due"].le(year).fillna(False).astype(bool)
    finished = ~stage.isin(UNFINISHED)
    cases = [
        (finished, c.DONE, ""),
        (due & (count == 0), c.UNKNOWN, DUE_NO_RECORD),
        ((count == 0) & (stage == EXISTING), c.UNKNOWN, STANDS),
        (count == 0, c.UNKNOWN, NO_RECORD),
        (due, c.OVERDUE, ""),
        (share.isna(), c.UNKNOWN, NO_SHARE),
        (pace.isna(), c.NOT_DUE, ""),
        (pace >= limits.on_track, c.ON_PACE, ""),
        (pace >= limits.slightly_behind, c.SLIGHT, ""),
    ]
    conditions = [case[0].to_numpy() for case in cases]
    verdict = np.select(conditions, [case[1] for case in cases], c.BEHIND)
    late = pd.Series(np.isin(verdict, BEHIND), index=projects.index, dtype="boolean").mask(count == 0)
    return projects.assign(
        plan_stage=projects["stage"],
        stage=stage,
        since=pd.to_datetime(_of(projects, since)),
        share=share,
        investment=_of(projects, _latest(seen, "investment")).astype(float),
        events=count,
        elapsed=gone,
        pace=pace,
        verdict=verdict,
        gap=np.select(conditions, [case[2] for case in cases], ""),
        behind=late,
    )


def _of(projects: pd.DataFrame, values: pd.Series) -> pd.Series:
    """Values by project id at the rows of the projects."""
    return projects["id"].map(values.to_dict()).astype(object)


def _latest(events: pd.DataFrame, column: str) -> pd.Series:
    """The last value stated for each project."""
    stated = events[events[column].notna()]
    return stated.groupby("project")[column].last()


def chapters(lines: pd.Series, sections: pd.DataFrame) -> list[tuple[int, ...]]:
    """The chapters in which each row's `lines` ("23;264") stand, in order; 0 is what comes before the first.

    >>> sections = pd.DataFrame({"chapter": [1, 2], "section": [0, 0], "first_line": [8, 41]})
    >>> chapters(pd.Series(["4;23", "41"]), sections)
    [(0, 1), (2,)]
    """
    heads = sections[sections["section"] == 0].sort_values("first_line")
    starts, names = heads["first_line"].to_numpy(), [0, *heads["chapter"].tolist()]
    return [
        tuple(sorted({names[np.searchsorted(starts, int(line), side="right")] for line in cell.split(";")}))
        for cell in lines
    ]


def placed(projects: pd.DataFrame, links: pd.DataFrame, places: pd.DataFrame) -> np.ndarray:
    """Whether each project lies in a place that can be drawn."""
    located = set(places.loc[places["located"] == "yes", "id"])
    held: np.ndarray = projects["id"].isin(set(links.loc[links["place"].isin(located), "project"])).to_numpy()
    return held


def register(frames: dict[str, pd.DataFrame], seen: pd.DataFrame, year: int, period: Period) -> pd.DataFrame:
    """The register at the end of a year: a frame of Registered.

    `frames` holds the store's `project, project_place, place, section, location`; `seen` the events until then.
    """
    rows = progress(frames["project"], seen, year, period)
    registered = rows.assign(
        chapters=chapters(rows["lines"], frames["section"]),
        placed=np.where(placed(rows, frames["project_place"], frames["place"]), PLACED, UNPLACED),
        deadline=[f"{int(due)}年" if pd.notna(due) else UNSTATED for due in rows["due"]],
        where=rows["located_in"].map(frames["location"].set_index("name")["kind"]),
        inferred=rows["located_by"].notna() & rows["located_by"].ne(STATED),
    )
    return Registered.check(registered)


def as_stated(rows: pd.DataFrame) -> pd.DataFrame:
    """The register with the locations that the plan itself states; what is inferred counts as not stated.

    >>> rows = pd.DataFrame({"park": ["甲园", "乙园"], "located_in": ["甲园", "乙园"], "where": "park", "inferred": [True, False]})
    >>> as_stated(rows)[["park", "where"]].to_numpy().tolist()
    [['未载明', 'unstated'], ['乙园', 'park']]
    """
    unsaid = {"park": UNSTATED, "located_in": UNSTATED, "where": "unstated"}
    return rows.assign(
        inferred=False, **{name: rows[name].mask(rows["inferred"], value) for name, value in unsaid.items()}
    )


def newcomers(rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """Projects that came after the plan (records with `id, name, area` and perhaps `park, sector`), with the columns of
    CATALOGUE."""
    unsaid = {"other_names": "", "stage": NO_STAGE, "flagship": "no", "livelihood": "no", "lines": ""}
    found = [
        unsaid
        | {name: row[name] for name in ("id", "name", "area")}
        | {name: row.get(name) or UNSTATED for name in ("park", "sector")}
        for row in rows
    ]
    return pd.DataFrame(found, columns=list(CATALOGUE))
