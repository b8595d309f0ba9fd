"""A figure that was published, declared once: the store's view `series`, with what people handed in."""

from dataclasses import dataclass

from lib.measure.row import Row, maybe, number, text, whole

OWN = "自报"
"""The reliability of what a unit itself handed in: no statistic that was published."""


@dataclass(frozen=True, slots=True)
class Observation(Row):
    """One figure of one indicator, area and year, with its source."""

    id: str = text("O, X or D and digits; L for what came through the ledger")
    area: str = text("地域")
    indicator: str = text("slug of the indicator")
    measure: str = text("level, growth, average_growth, multiple, difference or sum", "level")
    since: int | None = maybe("the year it counts from; None for levels")
    year: int = whole("the year it is of")
    operator: str = text("= or a bound", "=")
    value: float = number("as published, in `unit`")
    unit: str | None = maybe("unit as published")
    status: str = text("reported, preliminary or derived", "reported")
    price_basis: str | None = maybe("one of PRICES")
    source: str = text("slug of the source")
    place: str | None = maybe("where in the source")
    line: int | None = maybe("line of the plan")
    derived_from: str | None = maybe("the arithmetic of a derived figure")
    note: str | None = maybe("说明")
    indicator_name: str = text("name of the indicator")
    indicator_unit: str | None = maybe("unit of the indicator")
    decimals: int = whole("of the indicator as published")
    extensive: str = text("yes for what grows with the size of the area", "yes")
    area_kind: str = text("joint, plan, park, town or reference", "plan")
    source_title: str = text("title of the source")
    reliability: str = text("of the source, A to C, or OWN", "A")
    amount: float = number("the value in the indicator's unit, per cent for growth")
    rank: int = whole("the smaller, the sooner it counts")

    @property
    def own(self) -> bool:
        """Whether a unit handed it in."""
        return self.reliability == OWN
