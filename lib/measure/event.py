"""What happened in the plan's time and bears on its figures, declared once: the store's view `events`."""

from dataclasses import dataclass

import pandas as pd

from lib.measure.row import Row, maybe, text

EVERYTHING = "all"
"""What concerns every indicator."""


@dataclass(frozen=True, slots=True)
class Event(Row):
    """One event: a policy, a change of definition or of a boundary, a shock."""

    id: str = text("E and digits")
    date: str = text("YYYY, YYYY-MM or YYYY-MM-DD")
    name: str = text("a few characters, for the axis")
    kind: str = text("政策, 口径, 区划 or 冲击", "政策")
    about: str = text("slugs of indicators or domains joined by ;, or EVERYTHING", EVERYTHING)
    source: str = text("slug of the source")
    place: str | None = maybe("where in the source")
    note: str = text("what it means for the figures")
    source_title: str = text("title of the source")
    reliability: str = text("of the source, A to C", "A")

    @property
    def at(self) -> float:
        """Where it stands on an axis of years on which a year's figure stands in the middle of the year.

        >>> Event(date="2018").at, Event(date="2018-01").at, Event(date="2018-07-19").at
        (2018.0, 2017.54, 2018.04)
        """
        year, month = int(self.date[:4]), self.date[5:7]
        return round(year + (int(month) - 6.5) / 12, 2) if month else float(year)


def concerning(events: pd.DataFrame, indicator: str, domain: str) -> list[Event]:
    """The events that bear on an indicator, itself or by its domain, in the order of their dates.

    >>> rows = Event.frame([Event("E2", "2018", about="gdp;retail"), Event("E1", "2016"), Event("E3", about="air")])
    >>> [one.id for one in concerning(rows, "gdp", "economy")]
    ['E1', 'E2']
    """
    found = [one for one in Event.of(events) if {EVERYTHING, indicator, domain} & set(one.about.split(";"))]
    return sorted(found, key=lambda one: one.date)
