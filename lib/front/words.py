"""The headings and legends of the first page."""

from collections import Counter

import pandas as pd

from lib.about import About
from lib.front import judgement
from lib.front.land import FEW, MANY, Land
from lib.front.track import Track
from lib.front.works import Work
from lib.measure import constants as c
from lib.measure.period import Period
from lib.text import summary
from lib.text import words as w
from lib.theme import GROUPS, shape


def domains(assessed: pd.DataFrame, year: int, period: Period) -> str:
    """The state of the domains in one line: where the largest share is behind, or where most is promised."""
    counts = assessed["domain_name"].value_counts()
    behind = assessed.loc[assessed["verdict"].isin(_LATE), "domain_name"].value_counts()
    if judgement.enough(assessed) and len(behind):
        worst = (behind / counts).dropna().idxmax()
        return f"{worst}{summary.behind_word(year, period)}的比重最大：{counts[worst]}项中{behind[worst]}项"
    judged = int((~assessed["verdict"].isin((c.UNKNOWN, c.NOT_DUE))).sum())
    most = f"，{summary.most(counts)}最多" if summary.most(counts) else ""
    return f"{len(counts)}个领域{len(assessed)}项目标{most}；{f'能评的{judged}项' if judged else '还没有能评的'}"


_LATE = tuple(verdict for one in GROUPS if one.tone in ("warn", "bad") for verdict in one.verdicts)


def tracks(found: list[Track], total: int, period_end: int) -> str:
    """The headline indicators shown, in one line."""
    known = sum(bool(track.points) for track in found)
    judged = [track for track in found if track.verdict not in (c.UNKNOWN, c.NOT_DUE)]
    good = sum(track.tone == "good" for track in judged)
    if judged:
        return f"{total}个主要指标中的{len(found)}个：可评{len(judged)}个，{good}个{c.DONE if _over(judged) else '达标或达到进度'}"
    return f"{total}个主要指标中的{len(found)}个：由基期到{period_end}年要走的路，{known}个已有公布的数"


def _over(judged: list[Track]) -> bool:
    return any(track.verdict in (c.DONE, c.FAILED) for track in judged)


def works(cards: list[Work], about: About) -> str:
    """The state of the flagship projects in one line."""
    counts = Counter(card.verdict for card in cards)
    return f"{about.flagship.name}：{'，'.join(f'{n}项{verdict}' for verdict, n in counts.most_common())}"


def land(found: Land, about: About) -> str:
    """What the map shows, in one line: where most is late, or where most is to be built."""
    units = list(found.units.values())
    late = [unit for unit in units if unit.late and unit.known >= FEW]
    if late:
        worst = max(late, key=lambda unit: (unit.late / unit.known, unit.late))
        return f"{worst.name}最吃紧：已报进展的{worst.known}个项目中{worst.late}个滞后"
    if reported := sum(unit.known for unit in units):
        return f"图上各单元已报进展的{reported}个项目中{sum(unit.late for unit in units)}个滞后"
    most = max(units, key=lambda unit: unit.projects, default=None)
    return f"规划项目最多的是{most.name}（{most.projects}个）" if most and most.projects else f"{about.map.name}的布局"


def land_key(found: Land) -> list[tuple[str, str, str]]:
    """The legend of the map: shape, tone, meaning; only what occurs."""
    tones = {unit.tone for unit in found.units.values() if unit.projects}
    rows = (
        ("▲", "good", "没有滞后"),
        ("▽", "warn", f"滞后不超过{w.percent(MANY, 0)}"),
        ("▼", "bad", f"滞后超过{w.percent(MANY, 0)}"),
        ("○", "plan", "尚无进展记录"),
    )
    return [row for row in rows if row[1] in tones]


def key(assessed: pd.DataFrame) -> list[tuple[str, str, str]]:
    """The legend of the bars: shape, tone, group; only what occurs."""
    seen = set(assessed["verdict"].astype(str))
    return [(one.shape, one.tone, one.name) for one in GROUPS if seen & set(one.verdicts)]


UNIT_SHAPES = {"good": shape(c.ON_PACE), "warn": shape(c.SLIGHT), "bad": shape(c.BEHIND), "plan": shape(c.NOT_DUE)}
"""The shape of a unit's state by its tone."""


def gaps(assessed: pd.DataFrame, about: About) -> list[tuple[str, int]]:
    """Why clauses cannot be judged: reason and how many, the most frequent first."""
    rows = summary.gaps(assessed, about.period)
    return [(str(row.label), int(row.value)) for row in rows.itertuples()]
