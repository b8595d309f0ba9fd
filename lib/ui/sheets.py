"""One page to take away: what stands on it, kept with the plan, and the component (lib/ui/paper) that draws and prints
it."""

import math
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

from lib import ui
from lib.cycle import duties as d
from lib.cycle.dispatched import Dispatched
from lib.cycle.owed import owed
from lib.front import track
from lib.plan.kept import kept
from lib.plan.opened import Plan
from lib.projects.place import Place
from lib.projects.project import Registered
from lib.projects.register import until
from lib.sheet import clause, park, project, unit
from lib.sheet.paper import Sheet, Spot
from lib.sheet.spot import spot
from lib.text import clause_table, exports
from lib.text import unit as unit_words
from lib.theme import palette
from lib.ui import photos
from lib.ui.cycle.duties import asked, assigned
from lib.ui.drawn import parts
from lib.ui.monitor import indicative, indicators
from lib.ui.space import parks

_PARTS = parts("paper/paper", "elements.js", "front/drawing.js", "paper/paper.js")
_PAGE = (Path(__file__).parent / "paper" / "page.css").read_text(encoding="utf-8")
"""How this page is printed, over what holds for every page (print.css)."""


@kept
def of_clause(plan: Plan, year: int, key: str) -> Sheet:
    """The sheet of a clause."""
    found = indicators.clause(plan, year, key)
    if found is None:
        raise KeyError(key)
    row, about = found.row, plan.about
    past = {at: rows.set_index("id")["verdict"] for at, rows in plan.history(year).items()}
    years = [(at, verdicts[key]) for at, verdicts in past.items() if key in verdicts]
    course = track.course([row], row.verdict, plan.facts(), about, row.area)
    told = next((one for one in indicative.judgements(plan, year) if one.id == key), None)
    measured = plan.projects(year).query("indicator == @row.indicator")["id"]
    return clause.clause(
        row,
        years,
        clause.drawable(course, row),
        _spot(plan, _places(plan, set(measured))),
        told,
        indicative.held(plan, year).get(key, ""),
        plan.series,
        plan.state,
        about,
    )


def of_project(plan: Plan, year: int, key: str) -> Sheet:
    """The sheet of a project, with its latest photographs."""
    return _of_project(plan, year, key)._replace(photos=photos.printed(plan, key, year))


@kept
def _of_project(plan: Plan, year: int, key: str) -> Sheet:
    every, places = plan.projects(year), plan.frame("place")
    row = Registered.first(every[every["id"] == key])
    at = _places(plan, {key})
    lines, measures = set(row.lines.split(";")), plan.frame("measure")
    beside = [
        name for name, cited in zip(measures["name"], measures["lines"], strict=True) if lines & set(cited.split(";"))
    ]
    return project.project(
        row,
        until(plan.state.told("event", "project", key), year),
        places[places["id"].isin(at)],
        plan.assessed(year),
        beside,
        _spot(plan, at),
        Dispatched.by(plan.dispatched(year, f"{year}-12-31")).get(key),
        plan.state,
        plan.about,
        year,
    )


@kept
def of_park(plan: Plan, year: int, key: str) -> Sheet:
    """The sheet of a park, by the id of its place."""
    places = plan.frame("place")
    place = Place.first(places[places["id"] == key])
    area, drawn = unit_words.figure_of(plan.source.drawing, key)
    return park.park(
        str(parks.known(plan).at[key, "name"]),
        place,
        unit_words.place(place, places, area, drawn),
        parks.near(plan, key) if drawn else "",
        parks.projects(plan, year, key),
        *parks.targets(plan, year, key),
        _spot(plan, [key]),
        plan.about,
        year,
    )


def of_unit(plan: Plan, year: int, key: str) -> Sheet:
    """The sheet of an organisational unit, by its name."""
    everything = owed(
        key,
        assigned(plan),
        asked(plan, year),
        plan.assessed(year),
        plan.monthly(year, 12),
        plan.state,
        year,
        ui.today(),
    )
    return unit.unit(key, assigned(plan), everything, plan.assessed(year), plan.projects(year), plan.about, year)


def _places(plan: Plan, projects: set[str]) -> list[str]:
    links = plan.frame("project_place")
    return [str(place) for place in links.loc[links["project"].isin(projects), "place"]]


def _spot(plan: Plan, ids: list[str]) -> Spot | None:
    return spot(*plan.source.geometry, ids)


@kept
def _clauses(plan: Plan, year: int) -> pd.Series:
    rows = plan.assessed(year)
    return clause_table.names(rows, rows.head(0), rows["id"], plan.about)


class Kind(NamedTuple):
    """A kind of sheet: its `word`, the `names` of what it can be about by id, how it is made."""

    word: str
    names: Callable[[Plan, int], pd.Series]
    made: Callable[[Plan, int, str], Sheet]


KINDS = {
    "clause": Kind(clause.KIND, _clauses, of_clause),
    "project": Kind(project.KIND, lambda plan, year: plan.frame("project").set_index("id")["name"], of_project),
    "park": Kind(park.KIND, lambda plan, year: parks.known(plan)["name"], of_park),
    "unit": Kind(
        unit.KIND, lambda plan, year: pd.Series(names := d.units(plan.state), index=names, dtype=object), of_unit
    ),
}
"""By what the address says (`?sheet=clause&id=…`)."""


def words() -> pd.Series:
    """The kinds of sheet by their word."""
    return pd.Series({key: kind.word for key, kind in KINDS.items()})


def show(sheet: Sheet, year: int) -> None:
    """The sheet as it will be printed, with a button that prints it. Paper is light, whatever the screen is."""
    about = ui.plan().about
    data = plain(sheet._replace(sources=tuple(map(ui.sections().told, sheet.sources)))) | {
        "base": about.period.base,
        "end": about.period.end,
        "year": year,
        "mark": exports.mark(ui.demo()),
        "plan": about.name.page,
        "printed": f"{date.today():%Y-%m-%d}打印",
        "note": "示意图，不作划界依据。",
        "palette": palette("light"),
    }
    st.html(f"<style>{_PAGE}</style>")
    with st.container(key="paper"):
        st.components.v2.component("paper", **_PARTS)(data=data, key="sheet-paper", height="content")


def plain(value: Any) -> Any:
    """Named tuples as dictionaries, what is not a number as None: what a browser takes."""
    if hasattr(value, "_asdict"):
        return {name: plain(part) for name, part in value._asdict().items()}
    if isinstance(value, tuple | list):
        return [plain(part) for part in value]
    return None if isinstance(value, float) and math.isnan(value) else value
