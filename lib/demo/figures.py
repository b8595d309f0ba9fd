"""Fictitious figures that run along the plan's paths, each on a course of its own; the same at every run."""

import random
from collections.abc import Mapping
from typing import Any

import pandas as pd

from lib.measure.asked import Asked
from lib.measure.clause import Clause
from lib.measure.path import geometric, linear
from lib.measure.period import Period

Story = Mapping[str, Any]
"""What happens: the tables of `story.toml`."""
START = {"level": 0.68, "count": 0.7, "share": 0.85, "hold": 1.0, "岁": 0.975}
"""Where an indicator without a published base begins, by its unit or else its kind, as a share of its target (of a
target to be lowered, its inverse)."""


def chance(story: Story, *names: object) -> random.Random:
    """Random numbers that depend on nothing but the story's seed and the names."""
    return random.Random("/".join(map(str, (story["seed"], *names))))


def course(story: Story, area: str, indicator: str) -> dict[str, Any]:
    """The course of an indicator: one of the story's."""
    courses: list[dict[str, Any]] = story["course"]
    return chance(story, "course", area, indicator).choices(courses, [one["of"] for one in courses])[0]


def value(story: Story, asked: Asked, clause: Clause, base: float | None, period: Period) -> float | None:
    """The fictitious figure that a row of the form (`form.ask`) gets, in the indicator's unit; None where nothing is
    reported.

    `clause` is the first clause that needs it, `base` the known value of the base year.
    """
    year, paces = asked["year"], course(story, asked["area"], asked["indicator"])["pace"]
    if not paces or (asked["milestone"] and year < clause.due - 1):
        return None
    if asked["milestone"]:
        return 1.0 if year >= clause.due and paces[-1] > 0.95 else 0.0
    noise = chance(story, "noise", asked["area"], asked["indicator"], asked["measure"], year)
    pace = paces[max(year - period.first, 0)] * noise.uniform(0.985, 1.015)
    if asked["measure"] == "growth":
        found = _rate(clause, pace, period)
    elif asked["measure"] == "sum":
        found = clause.target / clause.scale * pace * period.elapsed(year)
    else:
        found = _level(clause, base, pace * period.elapsed(year))
    ceiling = asked["ceiling"]
    found = max(found, 0.0) if asked["measure"] != "growth" else found
    return round(found if ceiling is None or pd.isna(ceiling) else min(found, ceiling), int(asked["decimals"]))


def _rate(clause: Clause, pace: float, period: Period) -> float:
    """A year's growth in per cent: the required one times the pace."""
    return float(clause.traits.required_growth(float("nan"), clause.target, period.span)) * pace


def _level(clause: Clause, base: float | None, covered: float) -> float:
    """A level when a share of the way is `covered`; a kept target is missed a little where the course is poor."""
    target = clause.target / clause.scale
    if clause.traits.kept:
        return target * (1 + (0.03 if covered > 0 else -0.03) * (clause.direction or 1))
    start = base if base is not None else _start(clause, target)
    return float((geometric if clause.path == "geometric" and start > 0 else linear)(start, target, covered))


def _start(clause: Clause, target: float) -> float:
    share = START.get(clause.unit or "", START[clause.kind])
    return target * share if clause.direction >= 0 else target / share
