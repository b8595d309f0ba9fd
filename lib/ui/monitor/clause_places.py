"""Where the projects lie that the clauses measure."""

from lib import ui
from lib.plan.kept import kept
from lib.plan.opened import Plan
from lib.projects.in_places import units_of
from lib.text import unit


@kept
def units(plan: Plan) -> dict[str, tuple[str, ...]]:
    """The names of the spatial units in which the projects lie that an indicator measures."""
    pairs = plan.source.projects_in_places.merge(plan.frame("project"), left_on="project", right_on="id")
    measured = pairs[["place", "indicator"]].dropna().drop_duplicates()
    return units_of(measured, plan.frame("place"), "indicator")


def show_way(plan: Plan, indicator: str) -> None:
    """The way to the places of the projects that an indicator measures."""
    projects, links, places = plan.frame("project"), plan.frame("project_place"), plan.frame("place")
    own = projects.loc[projects["indicator"] == indicator, "id"]
    at = places[places["id"].isin(links.loc[links["project"].isin(own), "place"]) & (places["located"] == "yes")]
    if len(at):
        query = {"place": at["id"].tolist(), "system": at["system"].unique().tolist()}
        ui.link("space/layout", unit.way(at["name"].tolist()), ":material/map:", **query)
