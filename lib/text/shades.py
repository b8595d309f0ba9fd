"""By what the spatial units are coloured: their numbers as values, words and bars."""

from typing import NamedTuple

import pandas as pd

from lib.about import About
from lib.maps import shapes
from lib.once import once
from lib.text import words as w

LEAST = 3
"""Projects that a unit must have for a share of them to be drawn."""


class Shade(NamedTuple):
    """What units can be coloured by: its name, how the largest is called, the tone, the unit of the bars, the columns of
    the count and of what it is a share of ("" for none), and what is counted."""

    name: str
    most: str
    tone: str
    unit: str
    part: str
    whole: str
    note: str


SHADES = {
    "projects": Shade(
        "项目数", "最多", "plan", "个", "", "", "单元内（含下级单元、图上落在其中的）项目数。来源：项目库。"
    ),
    "finished": Shade(
        "竣工占比",
        "最高",
        "good",
        "%",
        "done",
        "due",
        f"竣工投产的占单元内规划期项目的比重，不计{{built}}和已有的，进度未载明的算未竣工；不足{LEAST}个的不着色。来源：项目库。",
    ),
    "behind": Shade(
        "滞后占比",
        "最高",
        "bad",
        "%",
        "late",
        "known",
        f"滞后的占有进度报告项目的比重；不足{LEAST}个的不着色。来源：项目库的进度记录。",
    ),
    "investment": Shade(
        "完成投资", "最大", "plan", "亿元", "", "", "单元内项目报告的完成投资合计。来源：项目库的进度记录。"
    ),
    "area_km2": Shade(
        "规划面积", "最大", "plan", "平方公里", "", "", "规划所说的面积。来源：规划中写明面积的各行，见单元的“出处”。"
    ),
}
"""By what units can be coloured."""
NO_SHADE = "不着色"


def shade_note(measure: str, about: About) -> str:
    """What is counted where units are shaded, and where it comes from."""
    return f"颜色与地图相同。{SHADES[measure].note.format(built=about.name.built)}"


def ramp(measure: str) -> str:
    """The tone of the scale by which units are coloured."""
    return SHADES[measure].tone if measure else "plan"


@once
def measured(rows: pd.DataFrame, measure: str) -> pd.DataFrame:
    """The units that have a number of a measure worth drawing: shares only of LEAST or more."""
    whole = SHADES[measure].whole
    enough = rows[whole] >= LEAST if whole else rows[measure] > 0
    return rows[enough & rows[measure].notna() & rows.get("ranked", True)]


@once
def offered(numbers: pd.DataFrame, places: pd.DataFrame, systems: list[str]) -> pd.Series:
    """The measures by which some unit of the systems differs from none, by key; first: none."""
    rows = numbers[numbers.index.isin(places.loc[places["system"].isin(systems), "id"])]
    found = {key: shade.name for key, shade in SHADES.items() if measured(rows, key)[key].gt(0).any()}
    return pd.Series({"": NO_SHADE} | found)


def amounts(rows: pd.DataFrame, measure: str) -> pd.Series:
    """The units' numbers of one measure as text: with their unit, a share as count of how many.

    >>> rows = pd.DataFrame({"projects": [3], "area_km2": [26.3], "finished": [0.375], "done": [3], "due": [8]})
    >>> [amounts(rows, measure)[0] for measure in ("projects", "area_km2", "finished")]
    ['3个', '26.3平方公里', '38%（3/8）']
    """
    shade = SHADES[measure]
    if not shade.whole:
        return rows[measure].map(lambda value: w.quantity(value, shade.unit, 0 if measure == "projects" else None))
    counts = rows[shade.part].astype(str) + "/" + rows[shade.whole].astype(str)
    return rows[measure].map(lambda value: w.percent(value, 0)) + "（" + counts + "）"


def shading(rows: pd.DataFrame, measure: str) -> tuple[dict[str, float] | None, dict[str, str]]:
    """Values by unit for shading, and what they add to the names on the map; nothing for the empty measure."""
    if not measure:
        return None, {}
    found = measured(rows, measure).set_index("id")
    values: dict[str, float] = found[measure].to_dict()
    return values, {key: f" {text}" for key, text in amounts(found, measure).items()}


def ranking(rows: pd.DataFrame, measure: str) -> pd.DataFrame:
    """The units by one measure, the largest first, up to 14: `label, value, share` for bars (rates in per cent; share
    of the largest), `text` at the end of each."""
    shown = measured(rows, measure).sort_values(measure, ascending=False, kind="stable").head(14)
    values, factor = shown[measure].astype(float), 100 if SHADES[measure].whole else 1
    return pd.DataFrame(
        {
            "label": shown["name"].to_numpy(),
            "value": (values * factor).round(1).to_numpy(),
            "share": (values / max(values.max(), 1e-9)).to_numpy(),
            "text": amounts(shown, measure).to_numpy(),
        }
    )


def coloured(ranking: pd.DataFrame, mode: str, tone: str) -> pd.DataFrame:
    """The ranking with the colour (#RRGGBB) that each unit has on the map."""
    return ranking.assign(colour=[shapes.shade(share, 1, mode, tone) for share in ranking["share"]])
