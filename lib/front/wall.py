"""What the wall of a meeting room shows: one scene for all, for each area and for each domain."""

from typing import NamedTuple

import pandas as pd

from lib.about import About
from lib.front import judgement
from lib.front.track import Track
from lib.measure import constants as c
from lib.measure.clause import Measured
from lib.text import clauses, summary
from lib.text.ahead import pending
from lib.theme import GROUPS, group, shape, tone

NUMBERS, LATE = 6, 7
"""Large numbers and late targets that a scene has room for."""


class Number(NamedTuple):
    """One large number with what it is; `tone` names a colour of the palette."""

    value: str
    label: str
    shape: str
    tone: str


class Late(NamedTuple):
    """A target that is late: its name, verdict, and what would catch it up ("" where nothing can be said)."""

    clause: str
    name: str
    verdict: str
    shape: str
    tone: str
    told: str


class Scene(NamedTuple):
    """One screen: `area` names its map ("" for all), `rest` counts the late targets that have no room."""

    title: str
    said: str
    area: str
    numbers: tuple[Number, ...]
    listed: str
    late: tuple[Late, ...]
    rest: int


def of_area(
    assessed: pd.DataFrame, tracks: list[Track], indicative: int, year: int, area: str | None, about: About
) -> Scene:
    """The scene of an area (None: all): what can be repeated, the counts, the first main indicators, what is late."""
    said = "".join(judgement.sentences(assessed, tracks, indicative, year, about.period))
    numbers = [*_counts(assessed, ("达到", "略有滞后", "滞后")), *(_number(track) for track in tracks)][:NUMBERS]
    return _scene(f"{area or about.areas.whole}·{year}年", said, assessed, numbers, year, about, area)


def of_domain(assessed: pd.DataFrame, name: str, year: int, about: About) -> Scene:
    """The scene of a domain: its clauses by state, what is late."""
    rows = assessed[assessed["domain_name"] == name]
    total = Number(f"{len(rows)}", "项目标", "", "text")
    numbers = [total, *_counts(rows, tuple(one.name for one in GROUPS))][:NUMBERS]
    late, judged = (
        int(rows["verdict"].isin(clauses.LATE).sum()),
        int((~rows["verdict"].isin((c.UNKNOWN, c.NOT_DUE))).sum()),
    )
    word = summary.behind_word(year, about.period)
    said = f"可评的{judged}项中{late}项{word}。" if judged else f"{len(rows)}项目标还没有可评的数。"
    return _scene(f"{name}·{year}年", said, rows, numbers, year, about, None)


def _counts(assessed: pd.DataFrame, names: tuple[str, ...]) -> list[Number]:
    seen = assessed["verdict"].astype(str).map(lambda verdict: group(verdict).name)
    shown = [one for one in GROUPS if one.name in names]
    return [Number(f"{int((seen == one.name).sum())}", f"项{one.name}", one.shape, one.tone) for one in shown]


def _number(track: Track) -> Number:
    """A main indicator as a number: its latest figure with its verdict, else its target."""
    of = f"{track.name}{f'（{track.of}）' if track.of else ''}"
    if track.open or not track.latest:
        return Number(track.goal.text, f"{of}目标", "◆", "plan")
    return Number(track.latest.split("（")[0], f"{of}，{track.verdict}", track.shape, track.tone)


def _scene(
    title: str, said: str, rows: pd.DataFrame, numbers: list[Number], year: int, about: About, area: str | None
) -> Scene:
    late = rows[rows["verdict"].isin(clauses.LATE)].sort_values(["verdict", "pace"])
    elsewhere = about.areas.elsewhere
    shown = tuple(
        Late(
            row.id,
            row.name + (f"（{of}）" if (of := elsewhere(row.area, area)) else ""),
            row.verdict,
            shape(row.verdict),
            tone(row.verdict),
            f"今后{needed}" if (needed := pending(row)) else "",
        )
        for row in Measured.of(late.head(LATE))
    )
    word = summary.behind_word(year, about.period)
    listed = (
        f"{word}的{len(late)}项，先列差得最多的"
        if len(late) > LATE
        else f"{word}的{len(late)}项"
        if len(late)
        else f"没有{word}的目标"
    )
    if not len(late) and not judgement.enough(rows):
        listed = "能评的目标太少，列不出滞后"
    return Scene(title, said, area or "", tuple(numbers), listed, shown, len(late) - len(shown))
