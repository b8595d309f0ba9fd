"""The open plan: its tables, and what is computed from them, each once a process and shared by pages, commands and
reports."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pandas as pd

from lib.audit.rules import AUDITED, audit
from lib.cycle import evaluation
from lib.cycle.annual_plan import annual
from lib.cycle.review import waiting, years
from lib.cycle.warning import warnings
from lib.home import Home
from lib.ledger import names as known
from lib.ledger.book import Book
from lib.ledger.entered import CANCELLED, adjusted, procedure, with_figures
from lib.ledger.record import FIRST, Entry, sealed
from lib.ledger.state import EMPTY, State, fold
from lib.measure import constants as c
from lib.measure.comparison import compare
from lib.measure.effort import effort
from lib.measure.evidence import Facts, assess
from lib.projects.facets import Facets
from lib.projects.in_places import projects_in
from lib.projects.register import register, until
from lib.projects.search import texts
from lib.store import build
from lib.store.queries import Store


class Plan:
    """What the store holds, what people entered, and what follows from both. All frames are shared: never change one in
    place."""

    def __init__(self, store: Store, geo: Path | None = None, state: State = EMPTY, read: dict | None = None):
        """Read from an open `store`; the geometry lies in the folder `geo` (None: there is no map); `state` is that of the ledger: `uncounted`
        are its rows that the data does not know, with their `problem`; they are in no table."""
        self.store, self._geo = store, geo
        self.about = store.about
        self._read = {} if read is None else read
        self.state, self.uncounted = known.counted(state, self.known()) if state.seq else (state, [])
        self._made: dict = {}
        self._supposed: tuple[list, Plan | None] = [], None

    def known(self) -> known.Known:
        """The names that a record of the ledger may speak of."""
        if "known" not in self._read:
            self._read["known"] = known.of({name: self.original(name) for name in known.FRAMES}, self.about.period)
        return self._read["known"]

    def with_state(self, state: State) -> "Plan":
        """The same plan with another state of the ledger; what was read from files is shared."""
        return Plan(self.store, self._geo, state, self._read)

    def once(self, key, make: Callable):
        """The result of `make()` under `key`, made at the first call."""
        if key not in self._made:
            self._made[key] = make()
        return self._made[key]

    def original(self, name: str) -> pd.DataFrame:
        """A table or view as the plan has it, whatever has been entered since."""
        if name not in self._read:
            self._read[name] = self.store.frame(name)
        return self._read[name]

    def frame(self, name: str) -> pd.DataFrame:
        """A table or view of the store with what was entered: approved figures in `series`, adjusted targets in
        `clause`."""
        if name == "series":
            return self.once(name, lambda: with_figures(self.original(name), self.state, self.original("indicator")))
        if name == "clause":
            return self.once(name, self._adjusted)
        return self.original(name)

    def _adjusted(self) -> pd.DataFrame:
        about = self.about
        allowed = procedure(self.original("section"), about.text.procedure, about.period.end)
        return adjusted(self.original("clause"), self.state, self.original("indicator"), allowed)

    def frames(self, names) -> dict[str, pd.DataFrame]:
        """Several tables or views of the store by name."""
        return {name: self.frame(name) for name in names}

    def history(self, year: int) -> dict[int, pd.DataFrame]:
        """Every clause measured for each year of the plan up to `year`."""
        return {y: self.assessed(y) for y in self.about.period.years if y <= year}

    def assessed(self, year: int, limits: c.Thresholds = c.IN_FORCE) -> pd.DataFrame:
        """Every clause in force measured for a year; other thresholds than those in force on request.

        `original_verdict` is the verdict against the target as the plan has it ("" where the target was not adjusted).
        """

        def make() -> pd.DataFrame:
            measured = self._assess(self.in_force(), year, limits)
            changed = measured["change"] != ""
            if not changed.any():
                return measured.assign(original_verdict="")
            before = self._assess(self.original("clause"), year, limits).set_index("id")["verdict"].astype(object)
            return measured.assign(original_verdict=measured["id"].map(before).where(changed, "").fillna(""))

        return self.once(("assessed", year), make) if limits == c.IN_FORCE else make()

    def _assess(self, clauses: pd.DataFrame, year: int, limits: c.Thresholds) -> pd.DataFrame:
        scope = self.frame("scope")
        return assess(clauses, self.frame("series"), scope[scope["base"] == "yes"], year, limits)

    def in_force(self) -> pd.DataFrame:
        """The clauses that are measured: all but those whose target was cancelled by procedure."""
        clauses = self.frame("clause")
        return clauses[clauses["change"] != CANCELLED]

    def cancelled(self) -> pd.DataFrame:
        """The clauses whose target was cancelled by procedure: shown, never measured or counted."""
        clauses = self.frame("clause")
        return clauses[clauses["change"] == CANCELLED]

    def annual(self, year: int) -> pd.DataFrame:
        """The annual plan beside the five-year path, with the index of `assessed(year)`: see compute.annual."""
        return self.once(
            ("annual", year), lambda: annual(self.assessed(year), self.facts(), self.state, year, self.about.period)
        )

    def warnings(self, year: int) -> pd.DataFrame:
        """The warnings of a year: see compute.warning."""

        def make() -> pd.DataFrame:
            history = self.history(year)
            return warnings(history, {y: self.annual(y) for y in history}, self.state, year)

        return self.once(("warnings", year), make)

    def waiting(self) -> pd.DataFrame:
        """The submitted figures that wait for review, with what they would change: see compute.review."""
        period = self.about.period

        def make() -> pd.DataFrame:
            assessed = {y: self.assessed(y) for y in years(self.state, period)}
            return waiting(self.state, self.facts(), assessed, period)

        return self.once("waiting", make)

    def explanations(self, year: int) -> pd.DataFrame:
        """The explanations given for a year: clause, cause, measures, unit, deadline, who, at."""
        return pd.DataFrame(evaluation.explanations(self.state, year), columns=[*evaluation.EXPLANATION, "who", "at"])

    def evaluations(self) -> list[dict]:
        """The evaluations that were frozen and not discarded, the newest first; `rows` and, once published,
        `explanations`."""
        return [row for row in reversed(self.state.rows("evaluation")) if row["status"] != "discarded"]

    def supposing(self, entries: list[Entry]) -> "Plan":
        """The plan as it would be if these records were written; the last one asked for is kept."""
        key = [(item.kind, item.payload) for item in entries]
        if self._supposed[0] != key:
            records = [
                sealed(self.state.seq + n, f"{date.today()}", "", "", item, FIRST) for n, item in enumerate(entries, 1)
            ]
            self._supposed = key, self.with_state(fold(self.state, records))
        return self._supposed[1]

    def compared(self, year: int) -> pd.DataFrame:
        """Our verdicts of a year beside the two published methods."""
        return self.once(("compared", year), lambda: compare(self.assessed(year)))

    def facts(self, until: int | None = None) -> Facts:
        """The observations by area, indicator and measure; without those of years after `until`, if one is given."""

        def make() -> Facts:
            series = self.frame("series")
            return Facts(series if until is None else series[series["year"] <= until])

        return self.once(("facts", until), make)

    def findings(self) -> pd.DataFrame:
        """What the audit of the plan's own figures finds; what is entered later does not change the plan."""
        if "findings" not in self._read:
            self._read["findings"] = audit({name: self.original(name) for name in AUDITED}, self.about)
        return self._read["findings"]

    def effort(self, year: int) -> pd.DataFrame:
        """Required against achieved growth of every target, as known at the end of a year."""
        return self.once(("effort", year), lambda: effort(self.in_force(), self.facts(year)))

    def projects(self, year: int) -> pd.DataFrame:
        """The register at the end of a year: current stage, share done, `behind`, and what it can be filtered by."""
        needs = ("project", "project_place", "place", "section")
        return self.once(
            ("projects", year), lambda: register(self.frames(needs), self.events(year), year, self.about.period)
        )

    def events(self, year: int) -> pd.DataFrame:
        """The progress records of projects up to the end of a year, oldest first."""
        return self.once(("events", year), lambda: until(self.state.frame("event"), year))

    def facets(self, year: int, columns: dict[str, str]) -> Facets:
        """The register of a year indexed by some of its columns (facet → column)."""
        return self.once(("facets", year, *columns), lambda: Facets(self.projects(year), columns))

    def searched(self) -> pd.Series:
        """What each project is searched in: its names, their pinyin, its note and lines."""
        if "searched" not in self._read:
            self._read["searched"] = texts(self.original("project"))
        return self._read["searched"]

    def geometry(self) -> tuple[pd.DataFrame, dict]:
        """The table of map layers, and the layers by slug with `area_km2`, both in drawing order."""
        from lib.maps import places  # geopandas takes half a second to import; only the map pages need it

        if "geometry" not in self._read:
            frames = {
                slug: frame.assign(area_km2=places.area_km2(frame)) for slug, frame in places.load(self._geo).items()
            }
            self._read["geometry"] = places.layers(self._geo), frames
        return self._read["geometry"]

    def drawing(self) -> dict[str, list]:
        """The units of every layer by slug as `space.drawing.Drawn`, in drawing order."""
        from lib.maps import drawing

        if "drawing" not in self._read:
            self._read["drawing"] = {slug: drawing.drawn(frame) for slug, frame in self.geometry()[1].items()}
        return self._read["drawing"]

    def units(self) -> pd.DataFrame:
        """The drawn units of the plan's systems by id, in metres: the input of `space.relations`."""
        from lib.maps import relations

        if "units" not in self._read:
            layers, frames = self.geometry()
            self._read["units"] = relations.measured(frames, layers.loc[layers["system"] != "context", "slug"].tolist())
        return self._read["units"]

    def projects_in_places(self) -> pd.DataFrame:
        """Pairs (place, project): what lies in a unit by the table or on the drawing."""
        from lib.maps import relations

        if "projects_in_places" not in self._read:
            held = relations.contained(self.units())
            self._read["projects_in_places"] = projects_in(self.original("place"), self.original("project_place"), held)
        return self._read["projects_in_places"]

    def areas(self, *kinds: str) -> list[str]:
        """Names of the areas of these kinds (plan, joint, park, town, reference)."""
        rows = self.frame("area")
        return rows.loc[rows["kind"].isin(kinds), "name"].tolist()

    def within(self, rows: pd.DataFrame, area: str) -> pd.DataFrame:
        """Rows of an area and those that both areas share."""
        return rows[rows["area"].isin([area, *self.areas("joint")])]

    def default_year(self) -> int:
        """The year with figures in which most clauses can be judged; the earliest of equals, the first where there are
        no figures."""

        def make() -> int:
            years = set(self.about.period.years) & set(self.frame("series")["year"])
            judged = {y: (~self.assessed(y)["verdict"].isin((c.UNKNOWN, c.NOT_DUE))).sum() for y in years}
            return max(judged, key=lambda year: (judged[year], -year), default=self.about.period.first)

        return self.once("default year", make)


def open_plan(home: Home) -> Plan:
    """The plan that lives in a folder, its store rebuilt first if the data has changed.

    DataError, StoreError or OSError if that cannot be; LedgerBusy or LedgerBroken if the ledger cannot be read.
    """
    plan = Plan(Store(build.ensure(home.data, home.store)), home.geo)
    return plan.with_state(Book(home.ledger, plan.known).state())
