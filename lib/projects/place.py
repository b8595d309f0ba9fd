"""A spatial unit of the plan, declared once: the store's table `place`."""

from dataclasses import dataclass

from lib.measure.row import Row, maybe, number, text


@dataclass(frozen=True, slots=True)
class Place(Row):
    """One unit; its drawing stands in `geo/` under the same id."""

    id: str = text("as in geo/")
    name: str = text("名称")
    other_names: str | None = maybe("what else the plan calls it, by semicolons")
    system: str = text("slug of its spatial system")
    parent: str | None = maybe("the unit in which it lies")
    role: str | None = maybe("功能定位")
    industries: str | None = maybe("by semicolons")
    area_km2: float = number("the planned area")
    area_about: str | None = maybe("yes where the area is a rough one")
    location: str | None = maybe("where it lies, in the plan's words")
    located: str = text("yes where it can be drawn", "no")
    lines: str | None = maybe("lines of the plan, by semicolons")
    note: str | None = maybe("说明")
