"""The matrix of the first page: how many clauses of a domain and an area have which verdict, as a table of tinted
counts."""

import pandas as pd
from pandas.io.formats.style import Styler

from lib.about import About
from lib.measure import constants as c
from lib.text import clauses
from lib.theme import badge, colour, ink, mix, palette, shape
from lib.typography import BROWSER, ems

DOMAIN, AREA = "领域", "地域"
ORDER = (*reversed(clauses.GOOD), *reversed(clauses.LATE), c.NOT_DUE, c.UNKNOWN)
PALEST = 0.35
"""How much of its verdict's colour a cell has that counts a single clause; the largest count has all of it."""
WORDS = 6
"""Verdicts whose words have room as heads beside each other."""


def tally(assessed: pd.DataFrame) -> pd.DataFrame:
    """Clauses by domain and area (a row each, in the order of the plan) and verdict (a column each, the best first).

    Columns: DOMAIN, AREA (as the store names it), and every verdict that occurs, with the number of clauses; 0 where
    there is none.
    """
    order = [v for v in ORDER if v in set(assessed["verdict"])]
    keys = [assessed["domain_position"], assessed["domain_name"].rename(DOMAIN), assessed["area"].rename(AREA)]
    counts = assessed.groupby([*keys, assessed["verdict"].astype(str)]).size().unstack(fill_value=0)
    return (
        counts.reindex(columns=order, fill_value=0)
        .rename_axis(columns=None)
        .reset_index()
        .drop(columns="domain_position")
    )


def painted(counts: pd.DataFrame, mode: str, about: About) -> Styler:
    """The counts with every cell tinted by its verdict, the deeper the more; nought is left blank."""
    verdicts = [name for name in counts.columns if name not in (DOMAIN, AREA)]
    most = max(counts[verdicts].to_numpy().max(initial=0), 1)
    surface, text = palette(mode)["surface"], palette(mode)["text"]

    def tint(column: pd.Series) -> list[str]:
        grounds = [
            mix(surface, colour(column.name, mode), PALEST + (1 - PALEST) * (n / most) ** 0.5) if n else ""
            for n in counts[column.name]
        ]
        return [
            f"background-color: {ground}; color: {ink(ground, surface, text)}" if ground else "" for ground in grounds
        ]

    shown = counts.assign(
        **{AREA: counts[AREA].map(about.areas.short)}
        | {name: counts[name].where(counts[name] > 0).astype("Int64") for name in verdicts}
    )
    return shown.style.apply(tint, subset=verdicts)


def heads(counts: pd.DataFrame, narrow: bool) -> dict[str, tuple[str, str, int]]:
    """For each verdict of the matrix its head, what that means, and the width of its column in pixels; the shape alone
    on a phone and where there are more than WORDS.

    >>> heads(pd.DataFrame(columns=[DOMAIN, AREA, "滞后"]), True), heads(pd.DataFrame(columns=[DOMAIN, AREA, "滞后"]), False)
    ({'滞后': ('▼', '▼ 滞后', 38)}, {'滞后': ('滞后', '▼ 滞后', 52)})
    """
    names = [name for name in counts.columns if name not in (DOMAIN, AREA)]
    alone = narrow or len(names) > WORDS
    return {
        name: (shape(name), badge(name), 38) if alone else (name, badge(name), 24 + round(14 * ems(name, BROWSER)))
        for name in names
    }


def picked(counts: pd.DataFrame, cells: list[tuple[int, str]]) -> dict[str, str] | None:
    """What a selected cell (row, column) asks for: `scope`, `domain` and, in the column of a verdict, `verdict`; None
    for a blank cell.

    >>> counts = pd.DataFrame({DOMAIN: ["生态文明"], AREA: ["天元区"], "滞后": [2], "未到期": [0]})
    >>> picked(counts, [(0, "滞后")]), picked(counts, [(0, "未到期")]), picked(counts, [])
    ({'scope': '天元区', 'domain': '生态文明', 'verdict': '滞后'}, None, None)
    """
    if not cells:
        return None
    row, column = counts.iloc[cells[0][0]], cells[0][1]
    asked = {"scope": row[AREA], "domain": row[DOMAIN]}
    if column in (DOMAIN, AREA):
        return asked
    return asked | {"verdict": column} if row[column] else None


def caption(counts: pd.DataFrame, narrow: bool) -> str:
    """How to read the matrix; with what its shapes mean where they stand alone."""
    found = heads(counts, narrow)
    key = (
        ""
        if found.keys() == {head for head, *_ in found.values()}
        else "、".join(means for _, means, _ in found.values()) + "。"
    )
    return f"{key}格中为条款数，点一格看其中的条款。来源：规划第三至十五章的目标条款；观测值见“数据来源”。"
