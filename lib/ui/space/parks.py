"""What the page of the parks shows, kept with the plan."""

import pandas as pd

from lib.charts.bars import bars
from lib.charts.house import Figure
from lib.charts.parks import stage_bars
from lib.maps import relations, scene
from lib.plan.kept import kept
from lib.plan.opened import Plan
from lib.projects import parks
from lib.text import parks as words
from lib.text import places


@kept
def known(plan: Plan) -> pd.DataFrame:
    """The parks by place id: see projects.parks."""
    return parks.known(plan.frame("area"), plan.frame("place"))


@kept
def projects(plan: Plan, year: int, key: str) -> pd.DataFrame:
    """The projects of a park."""
    return parks.projects(key, known(plan).at[key, "within"], plan.source.projects_in_places, plan.projects(year))


@kept
def targets(plan: Plan, year: int, key: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The clauses that measure a park's projects, and those of the area that the plan does not divide among parks."""
    return parks.targets(projects(plan, year, key), plan.assessed(year), known(plan).at[key, "zone"])


@kept
def works(plan: Plan, year: int, key: str) -> pd.DataFrame:
    """What a park is to build, as a table."""
    return words.works(projects(plan, year, key))


@kept
def stages(plan: Plan, year: int, key: str, mode: str) -> Figure:
    """The projects of a park by stage."""
    return bars(places.for_bars(parks.stages(projects(plan, year, key))), "个", mode, "plan")


@kept
def near(plan: Plan, key: str) -> str:
    """The neighbours of a park, in a line."""
    return words.neighbours(
        relations.nearest(relations.among(plan.source.units, words.among(plan.source.geometry[0])), key)
    )


@kept
def on_map(plan: Plan, key: str, mode: str, scale: float, width: int, height: int, style: str) -> scene.Deck:
    """The small map of a park and what lies next to it, for a sheet of so many pixels."""
    spots, units, layers = plan.frame("place"), plan.source.drawing, plan.source.geometry[0]
    look = scene.Look(
        mode,
        (key,),
        places.details(spots),
        faded=words.others(units, layers, words.parts(key, spots)),
        scale=scale,
        width=width,
        height=height,
        style=style,
        small=True,
    )
    return words.map_of(units, layers, look, key)


@kept
def compared(plan: Plan, year: int) -> pd.DataFrame:
    """The whole parks side by side: see projects.parks."""
    source, whole = plan.source, parks.whole(known(plan))
    return parks.comparison(
        whole, plan.frame("place"), source.projects_in_places, plan.projects(year), plan.assessed(year)
    )


@kept
def comparison(plan: Plan, year: int) -> pd.DataFrame:
    """The same as a table."""
    return words.comparison_table(compared(plan, year))


@kept
def by_stage(plan: Plan, year: int, mode: str) -> Figure:
    """The projects of each park by stage."""
    return stage_bars(compared(plan, year), mode)
