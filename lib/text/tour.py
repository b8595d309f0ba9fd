"""The guided tour of the map: what each step shows, and the sentences that go with it."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from lib.maps.dots import Dot
from lib.text.dots import CAME, CAME_TONE, STATES

MOST = 7
"""Units that a step speaks of."""
HUES = {"sun": "黄", "plan": "蓝", "bad": "红", "good": "绿", "neutral": "灰", CAME_TONE: "橙"}


class Line(NamedTuple):
    """A sentence of a step, and the units (ids) that it speaks of."""

    text: str
    units: tuple[str, ...]


class Step(NamedTuple):
    """A step: its number, its name and what it says; the layers (slugs) that it shows, and of these those that it speaks
    of; whether projects are shown."""

    number: int
    name: str
    title: str
    lines: tuple[Line, ...]
    layers: tuple[str, ...]
    spoken: tuple[str, ...]
    dots: bool


def steps(
    rows: pd.DataFrame, layers: pd.DataFrame, units: Mapping[str, Sequence[str]], places: pd.DataFrame, dots: list[Dot]
) -> list[Step]:
    """All steps in order. `rows` are those of map_step.csv, `layers` those of layer.csv, `units` the drawn ids by layer,
    `dots` the projects with a place.

    A step that shows what the one before had hidden speaks of that alone.
    """
    found: list[Step] = []
    system, held = "", set[str]()
    for row in rows.sort_values("position").itertuples():
        hidden = set(filter(None, str(row.hide or "").split(";")))
        shown = [slug for slug in layers.loc[layers["system"] == row.system, "slug"] if slug not in hidden]
        fresh = [slug for slug in shown if slug in held] if row.system == system else []
        spoken, system, held = tuple(fresh or shown), row.system, hidden
        told = _of_projects(dots) if row.dots == "yes" else _of_units(_units(spoken, units), places)
        title = f"{row.name}：{told[0]}" if told[0] else row.name
        found.append(Step(int(row.position), row.name, title, told[1], tuple(shown), spoken, row.dots == "yes"))
    return found


def _units(layers: Sequence[str], units: Mapping[str, Sequence[str]]) -> list[str]:
    """The units of the first layers, as many whole layers as there is room for."""
    found: list[str] = []
    for slug in layers:
        if found and len(found) + len(units[slug]) > MOST:
            break
        found += units[slug]
    return found


def _of_units(ids: list[str], places: pd.DataFrame) -> tuple[str, tuple[Line, ...]]:
    """Names for the title; a line for all units that are the same thing."""
    known = places.set_index("id")
    rows = [known.loc[key] for key in ids if key in known.index][:MOST]
    groups: dict[str, list[pd.Series]] = {}
    for row in rows:
        groups.setdefault(row["role"] or row["location"] or "", []).append(row)
    lines = [
        Line(_names(own) + (f"：{role.replace('：', '，')}" if role else ""), _ids(own)) for role, own in groups.items()
    ]
    return _names(rows, MOST - 1), tuple(lines)


def _names(rows: list[pd.Series], most: int = 3) -> str:
    """The names of some units; of many the first."""
    names = [row["name"] for row in rows]
    return "、".join(names) if len(names) <= most else f"{'、'.join(names[:2])}等{len(names)}个"


def _ids(rows: list[pd.Series]) -> tuple[str, ...]:
    return tuple(str(row.name) for row in rows)


def _of_projects(dots: list[Dot]) -> tuple[str, tuple[Line, ...]]:
    """How many projects are in which state, with the colour of their dots."""
    counts = {name: sum(dot.state == name for dot in dots) for name in STATES}
    lines = [Line(f"{HUES[STATES[name]]}点　{name}{count}项", ()) for name, count in counts.items() if count]
    if came := sum(dot.state == CAME for dot in dots):
        lines.append(Line(f"{HUES[CAME_TONE]}点　{CAME}{came}项，画在园区或乡镇中部", ()))
    return f"{len(dots) - came}项有位置", tuple(lines)
