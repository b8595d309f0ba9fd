"""The plan as its files have it, whatever people enter later: read once a process, shared by all states of the
ledger."""

from collections.abc import Callable, Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pandas as pd

from lib.about import About
from lib.audit.rules import AUDITED, audit
from lib.home import Home
from lib.ledger import attachments, known
from lib.ledger.counting import Counted, counted
from lib.ledger.ledger import Place
from lib.ledger.state import State
from lib.once import Shelf
from lib.plan.kept import kept
from lib.projects.in_places import at_drawn, outside_parks, projects_in
from lib.projects.register import STAGES
from lib.search import entries
from lib.search.citing import Sections, sections_of
from lib.search.matching import Searched, Thing
from lib.store import build
from lib.store.queries import Store, let_go

if TYPE_CHECKING:  # geopandas takes half a second to import; only what reads the geometry needs it
    from lib.maps.drawing import Drawn

T = TypeVar("T")
FOLLOWING = 8
"""Results of `following` that are kept, those asked for last."""


class Source:
    """What the plan is (`about`), the tables of an open `store`, the geometry in the folder `geo`, and what follows from
    these alone; and the folder of the `files` that were attached to records. All frames are shared: never change one in
    place."""

    def __init__(self, store: Store, geo: Path, files: Path | None = None) -> None:
        self.store, self._geo, self._files, self.shelf = store, geo, files, Shelf()
        self.about: About = store.about
        self._counted: Counted | None = None
        self._following = Shelf(FOLLOWING)

    @kept
    def frame(self, name: str) -> pd.DataFrame:
        """A table or view of the store; KeyError for any other name."""
        return self.store.frame(name)

    def frames(self, wanted: Iterable[str]) -> dict[str, pd.DataFrame]:
        """Several tables or views by name."""
        return {name: self.frame(name) for name in wanted}

    def following(self, make: "Callable[[Source, State], T]", state: State, *tables: str) -> "T":
        """What `make` makes of this and of some tables of a state: once for all states in which these are the same."""
        own = {name: state.tables[name] for name in tables}
        asked = make, *map(id, own.values())
        found: tuple[T, object] = self._following.get(asked, lambda: (make(self, State(0, own)), own))
        return found[0]  # the tables are kept beside it: no other ever has their identity

    def areas(self, *kinds: str) -> list[str]:
        """Names of the areas of these kinds (plan, joint, park, town, reference)."""
        return list(self._areas(kinds))

    @kept
    def _areas(self, kinds: tuple[str, ...]) -> tuple[str, ...]:
        rows = self.frame("area")
        return tuple(str(name) for name in rows.loc[rows["kind"].isin(kinds), "name"])

    def own(self, name: str) -> Path | None:
        """A file of the office's own beside the plan's tables, a master of slides for one; None where there is none."""
        path = self._geo.parent / "data" / name
        return path if path.exists() else None

    def held(self, digest: str) -> bytes | None:
        """A file that was attached, by its hash; None where it is missing or changed."""
        return attachments.held(self._files, digest) if self._files else None

    @cached_property
    def known(self) -> known.Known:
        """The names that a record of the ledger may speak of."""
        found, judged = known.of(self.frames(known.FRAMES), self.about.period, STAGES), set(self.clauses["id"])
        return found._replace(clauses={key: about for key, about in found.clauses.items() if key in judged})

    def counted(self, state: State) -> Counted:
        """A state of the ledger without what cannot count by this plan: only what is new is held against it."""
        if self._counted is not None and self._counted.seen is state:
            return self._counted
        found = counted(state, self.known, self._counted)
        if self._counted is None or state.seq > self._counted.seen.seq:
            self._counted = found
        return found

    @cached_property
    def findings(self) -> pd.DataFrame:
        """What the audit of the plan's own figures finds."""
        return audit(self.frames(AUDITED), self.about)

    @cached_property
    def synonyms(self) -> dict[str, tuple[str, ...]]:
        """What the words mean that people use and the plan does not."""
        return entries.synonyms(self.frame("synonym"))

    def searched(self, things: list[Thing]) -> Searched:
        """Things ready to be searched, with the synonyms of the plan and its chapters and sections."""
        return Searched(things, self.synonyms, self._sections)

    @cached_property
    def _sections(self) -> Sections:
        rows = self.frame("section")[["chapter", "section", "first_line", "last_line"]]
        return sections_of([(int(a), int(b), int(c), int(d)) for a, b, c, d in rows.itertuples(index=False)])

    @cached_property
    def searched_projects(self) -> Searched:
        """The projects as they are searched: by names, note, lines, and the enterprises and programmes they concern."""
        concerned = entries.concerned(self.frames(("enterprise", "programme")), "projects")
        return self.searched(entries.things(self.frame("project"), concerned))

    @cached_property
    def geometry(self) -> tuple[pd.DataFrame, dict[str, pd.DataFrame]]:
        """The table of map layers, and the layers by slug with `area_km2`, both in drawing order."""
        from lib.maps import places

        metres = self.about.map.metres
        frames = {
            slug: frame.assign(area_km2=places.area_km2(frame, metres))
            for slug, frame in places.load(self._geo).items()
        }
        return places.layers(self._geo), frames

    @cached_property
    def drawing(self) -> "dict[str, list[Drawn]]":
        """The units of every layer by slug, in drawing order."""
        from lib.maps import drawing

        layers, frames = self.geometry
        styles = layers.set_index("slug")["style"]
        return {slug: drawing.drawn(frame, styles[slug]) for slug, frame in frames.items()}

    @cached_property
    def clauses(self) -> pd.DataFrame:
        """The clauses that are judged: of those that set the same target the first, which cites all."""
        return self.frame("clause").query("repeats.isna()")

    @cached_property
    def measures(self) -> pd.DataFrame:
        """What the plan promises beside projects and quantified targets, with the `domain_name` of each."""
        names = self.frame("domain").set_index("slug")["name"]
        rows = self.frame("measure")
        return rows.assign(domain_name=rows["domain"].map(names))

    @cached_property
    def indicators(self) -> pd.DataFrame:
        """The indicators, with the `domain_name` of each."""
        names = self.frame("domain").set_index("slug")["name"]
        rows = self.frame("indicator")
        return rows.assign(domain_name=rows["domain"].map(names))

    @cached_property
    def doubts(self) -> list[str]:
        """What of the geometry can hardly be meant: a sentence each."""
        from lib.maps import outlines

        rows, frames = self.geometry
        stated = self.frame("place").dropna(subset=["area_km2"])
        return outlines.astray(frames, rows, dict(zip(stated["id"], stated["area_km2"].astype(float), strict=True)))

    @cached_property
    def units(self) -> pd.DataFrame:
        """The drawn units of the plan's systems by id, in metres: the input of `maps.relations`."""
        from lib.maps import relations

        layers, frames = self.geometry
        own = layers.loc[layers["system"] != "context", "slug"].tolist()
        return relations.measured(frames, own, self.about.map.metres)

    @cached_property
    def projects_on_map(self) -> pd.DataFrame:
        """Pairs (project, place): where on the drawing each project stands."""
        return self.on_map(self.frame("project_place"))

    def on_map(self, links: pd.DataFrame) -> pd.DataFrame:
        """Pairs (project, place) with places that are drawn: see projects.in_places.at_drawn."""
        layers, frames = self.geometry
        own = layers.loc[layers["system"] != "context", "slug"]
        drawn = {key for slug in own if slug in frames for key in frames[slug]["id"]}
        return at_drawn(links, self.frame("place"), drawn)

    @cached_property
    def projects_in_places(self) -> pd.DataFrame:
        """Pairs (place, project): what lies in a unit by the table or on the drawing."""
        from lib.maps import relations

        layers = self.geometry[0]
        held = relations.contained(self.units, layers.loc[layers["holds"] == "no", "slug"].tolist())
        held = outside_parks(held, self.frame("place"), self.frame("system"))
        return projects_in(self.frame("place"), self.frame("project_place"), held)


def open_source(home: Home) -> Source:
    """The plan that lives in a folder, its store rebuilt first if the data has changed.

    DataError, StoreError or OSError if that cannot be.
    """
    return Source(Store(build.ensure(home.data, home.store, let_go)), home.geo, home.files)


def place(home: Home) -> Place:
    """Where a plan's ledger is, and what is asked of it."""
    return Place(home.ledger, home.configured, home.anchor, home.key)
