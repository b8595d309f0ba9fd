"""What a document is made of: the selection that every report shares, and what only documents need."""

from datetime import date
from typing import Any, NamedTuple

import pandas as pd

from lib.cycle import supervision
from lib.report import dispatch
from lib.report.document.paper import Blank
from lib.report.letter import Letter, filled
from lib.report.opened import Opened
from lib.report.selection import Selection, chosen
from lib.text import words as w
from lib.text import year_works
from lib.text.indicative import Told, told

TO, BY, DAY = Blank("主送机关"), Blank("落款单位"), Blank("成文日期")
"""What is left to be filled in where nothing was said."""


class Dossier(NamedTuple):
    """A selection with the annual plan of its clauses, the supervision items of its time as they stood on `day`, what can
    be indicated of clauses that cannot be judged, the places that it is about, the table of map layers and the layers by slug, the letter, and what the year's
    key projects (`listed`) and the `tasks` come to, and how the former look (`photos`), and the `score` of the units."""

    chosen: Selection
    annual: pd.DataFrame
    supervision: pd.DataFrame
    told: list[Told]
    places: frozenset[str]
    layers: pd.DataFrame
    shapes: dict[str, Any]
    letter: Letter
    day: date
    listed: year_works.Told | None = None
    tasks: year_works.Told | None = None
    photos: tuple[dispatch.Photo, ...] = ()
    score: year_works.Told | None = None

    @property
    def to(self) -> str | Blank:
        """主送."""
        return self.letter.to or self.chosen.about.report.to or TO

    @property
    def told_by(self) -> tuple[str, ...]:
        """落款 as far as it is known: the cover has no blanks."""
        return tuple(one for one in self.signed if isinstance(one, str))

    @property
    def signed(self) -> tuple[str | Blank, str | Blank]:
        """落款: the unit and the day."""
        return filled(self.letter, self.chosen.about).by or BY, w.day(self.letter.day) if self.letter.day else DAY


def dossier(plan: Opened, letter: Letter | None = None, **asked: Any) -> Dossier:
    """All that a document needs of an open plan; `asked` as `lib.report.selection.chosen` takes it."""
    s = chosen(plan, **asked)
    layers, shapes = plan.source.geometry
    known = plan.indicative(s.year)
    issued = plan.annual(s.year)
    day = _day(plan, s)
    items = supervision.items(plan.state, day)
    return Dossier(
        s,
        issued[issued["id"].isin(s.clauses["id"])],
        items[[opened.year in (s.year, s.year + 1) and opened <= day for opened in items["opened"]]],
        told(known[known["id"].isin(s.clauses["id"])], s.series, s.about.period),
        _places(plan.frames(("place",))["place"], s.of),
        layers,
        shapes,
        letter or Letter(),
        day,
        dispatch.key_projects(plan, s),
        dispatch.tasks(plan, s),
        dispatch.photographs(plan, s),
        dispatch.score(plan, s),
    )


def _places(known: pd.DataFrame, of: str | None) -> frozenset[str]:
    """The places of a park by any of its names."""
    own = [
        of in (name, *(others or "").split(";"))
        for name, others in zip(known["name"], known["other_names"], strict=True)
    ]
    return frozenset(known.loc[own, "id"]) if of else frozenset()


def _day(plan: Opened, s: Selection) -> date:
    """As of when supervision is told: the day of the frozen evaluation, the end of the training set, or today."""
    if plan.evaluation:
        return date.fromisoformat(plan.evaluation["asof"])
    return date.fromisoformat(s.about.training.today) if s.demo and s.about.training.today else date.today()
