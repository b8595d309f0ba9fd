"""What a report is about: the kind of report, area, year, park or domain, and the rows that belong to it.

Document, workbook and deck are made from one Selection, so that they speak of the same rows.
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from lib.about import About
from lib.ledger.binding import bindings
from lib.ledger.frozen import MUST_EXPLAIN, SAID, TYPES, Evaluation
from lib.projects import parks
from lib.projects.project import Registered
from lib.report.opened import Opened
from lib.text import exports
from lib.text import words as w
from lib.text.citation import Sections

KINDS = ("annual", "midterm", "park", "domain", "flagship")
GENERAL = ("annual", "midterm")
"""The kinds of report that are about whole areas."""
EVALUATED = {"annual": ("annual", "final"), "midterm": ("midterm",)}
"""The kinds of report that are made of a frozen evaluation, and of which types."""
NEEDS = ("area", "clause", "domain", "indicator", "place", "project", "scope", "section", "series", "source")
"""The frames of the store that `select` reads."""
LYING = "project_in_place"
"""The frame of pairs (place, project) that `select` reads for a park: `Source.projects_in_places`."""


class UnknownChoice(ValueError):
    """A kind, an area, a park or a domain that does not exist; the message is for the person who asked."""


class Selection(NamedTuple):
    """The rows of one report. Frames as in the store; `clauses` and each of `history` (by year, up to `year`) are
    assessed.

    `area` is None for all `areas` of the plan `about`, `of` the park or domain (None for other kinds). `explanations` has the columns
    SAID. `adjustments` are the records of the procedure, oldest first, that changed one of the clauses or of
    the `cancelled` ones, which are shown and never counted. `evaluation` is the frozen one that the rows are of,
    `ledger` says where the ledger ended (`State.end`), `bindings` the attributes of the clauses in their order. `demo` marks the fictitious set.
    """

    kind: str
    area: str | None
    of: str | None
    year: int
    clauses: pd.DataFrame
    history: dict[int, pd.DataFrame]
    projects: pd.DataFrame
    series: pd.DataFrame
    findings: pd.DataFrame
    sources: pd.DataFrame
    scope: pd.DataFrame
    explanations: pd.DataFrame
    adjustments: pd.DataFrame
    cancelled: pd.DataFrame
    areas: tuple[str, ...]
    about: About
    sections: Sections
    demo: bool = False
    evaluation: Evaluation | None = None
    ledger: str = ""
    bindings: tuple[str, ...] = ()

    @property
    def standing(self) -> str:
        """What the figures stand on: an evaluation that was frozen, or the data of today."""
        return standing(self.evaluation)

    @property
    def to_explain(self) -> pd.DataFrame:
        """The clauses of whose units an explanation is asked."""
        return self.clauses[self.clauses["verdict"].isin(MUST_EXPLAIN)]

    @property
    def unexplained(self) -> pd.DataFrame:
        """Those of them that nobody has explained."""
        asked = self.to_explain
        return asked[~asked["id"].isin(self.explanations["clause"])]

    @property
    def staged(self) -> str:
        """When the stages of the projects are of: of the evaluation year where progress was recorded, else of the
        plan."""
        recorded = self.projects["events"].gt(0).any()
        return f"{self.year}年底" if recorded else f"{self.about.period.base}年编制时"

    @property
    def listed(self) -> list[Registered]:
        """The projects one by one."""
        return Registered.of(self.projects)

    @property
    def mark(self) -> str:
        """What every page of a file made of the training set says; empty for real data."""
        return exports.mark(self.demo)

    @property
    def title(self) -> str:
        """The title of the report, e.g. 天元区“十三五”规划实施情况中期评估报告."""
        return "".join(self.heading)

    @property
    def heading(self) -> tuple[str, ...]:
        """The title in lines that are whole in sense."""
        about = self.about
        names = {"plan": about.name.plan, "flagship": about.flagship.short, "area": self.area or about.areas.whole}
        title = w.word("report_title", "final" if self.final else self.kind)
        return tuple(title.format(**names, of=self.of, year=self.year).split("|"))

    @property
    def final(self) -> bool:
        """Whether a report of a year is that of the frozen evaluation at the end of the plan."""
        return self.kind == "annual" and self.evaluation is not None and self.evaluation["type"] == "final"

    @property
    def called(self) -> str:
        """What kind of report this is, e.g. 年度评估."""
        return w.report("final" if self.final else self.kind, self.about)

    @property
    def name(self) -> str:
        """The name of its files, without ending."""
        parts = [self.called, self.of or self.area or self.about.areas.both, str(self.year)]
        return exports.named("-".join(parts), self.demo)


def standing(evaluation: Evaluation | None) -> str:
    """What figures stand on, in words: a frozen evaluation, or (None) the data of today."""
    if evaluation is None:
        return w.word("report_data", "live")
    return w.word("report_data", evaluation["status"]).format(name=evaluation["name"], day=w.day(evaluation["asof"]))


def choices(frames: Mapping[str, pd.DataFrame], kind: str) -> list[str]:
    """The parks or domains that a kind of report may be about; empty for the kinds that need none."""
    if kind == "park":
        return list(frames["area"].loc[frames["area"]["kind"] == "park", "name"])
    return list(frames["domain"].sort_values("position")["name"]) if kind == "domain" else []


def kinds(frames: Mapping[str, pd.DataFrame]) -> list[str]:
    """The kinds of report that a plan has: none of parks, domains or flagship projects where it has none of them."""
    has = {kind: bool(choices(frames, kind)) for kind in ("park", "domain")}
    has["flagship"] = frames["project"]["flagship"].eq("yes").any()
    return [kind for kind in KINDS if has.get(kind, True)]


def unmade(kind: str, year: int, about: About) -> str:
    """Why there is no report of a kind for a year, "" where there is one."""
    if year not in (period := about.period).years:
        return f"评估年{year}不在规划期内（{period.first}–{period.end}）"
    own = TYPES[kind].years(period) if kind in TYPES else period.years
    told = f"{w.report(kind, about)}是{'、'.join(map(str, own))}年的，没有{year}年的；{year}年请用{w.report('annual', about)}"
    return "" if year in own else told


def chosen(plan: Opened, *, year: int, **asked: Any) -> Selection:
    """The rows of one report from an open plan; `asked` as `select` takes it."""
    if problem := unmade(asked["kind"], year, plan.about):
        raise UnknownChoice(f"{problem}。")
    told = plan.state.frame("explanation")
    told = told.loc[told["year"] == year, list(SAID)]
    changed = {"adjustments": plan.then(year).frame("adjustment"), "cancelled": plan.cancelled_by(year)}
    frames = plan.frames(NEEDS) | {"project": plan.projects(year)}
    if asked["kind"] == "park":  # the drawing takes half a second to read; only a park needs it
        frames[LYING] = plan.source.projects_in_places
    asked |= {"explanations": told, "about": plan.about}
    found = select(frames, plan.history(year), plan.source.findings, year=year, **changed, **asked)
    attributes = tuple(bindings(plan.state, found.clauses["id"]))
    return found._replace(evaluation=plan.evaluation, ledger=plan.state.end, bindings=attributes)


def frozen_for(evaluations: Iterable[Evaluation], kind: str, area: str | None, year: int) -> Evaluation | None:
    """The frozen evaluation that a report is made of: of its kind, area and year, a published one before others, the
    newest of equals; `evaluations` come newest first. None for reports that are made of today's data."""
    types = EVALUATED.get(kind, ())
    own = [one for one in evaluations if one["type"] in types and (one["area"], one["year"]) == (area, year)]
    return next((one for one in own if one["status"] == "published"), next(iter(own), None))


def select(
    frames: Mapping[str, pd.DataFrame],
    assessed: Mapping[int, pd.DataFrame],
    findings: pd.DataFrame,
    *,
    kind: str,
    year: int,
    about: About,
    area: str | None = None,
    of: str | None = None,
    explanations: pd.DataFrame | None = None,
    adjustments: pd.DataFrame | None = None,
    cancelled: pd.DataFrame | None = None,
    demo: bool = False,
) -> Selection:
    """The rows of one report; UnknownChoice where something asked for does not exist.

    `frames` holds NEEDS by name (`project` as at the end of the year), and LYING for a park; `assessed` the assessment
    of every year up to `year`, `findings` the audit. An area brings the clauses that both areas share; a park the
    projects put down to it or its parts and those that lie in it, and the clauses that measure these: as the page of
    the parks has it (`compute.parks`).
    """
    of = of if kind in ("park", "domain") else None
    area = area if kind in ("annual", "midterm", "domain") else None
    _check(frames, kind, area, of, about)
    clauses, projects = _rows(frames, assessed[year], kind, area, of)
    pairs = set(zip(clauses["area"], clauses["indicator"], strict=True))
    concerned = [
        (kind in GENERAL and not found) or any(pair in pairs for pair in found) for found in findings["indicators"]
    ]
    series, scope = frames["series"], frames["scope"]
    indicators = set(clauses["indicator"])
    explanations = pd.DataFrame(columns=list(SAID)) if explanations is None else explanations
    gone = clauses.iloc[:0] if cancelled is None or cancelled.empty else _rows(frames, cancelled, kind, area, of)[0]
    changed = pd.DataFrame(columns=["clause"]) if adjustments is None or adjustments.empty else adjustments
    changed = changed[changed["clause"].isin([*clauses["id"], *gone["id"]])]
    return Selection(
        kind,
        area,
        of,
        year,
        clauses.reset_index(drop=True),
        {y: _within(rows, clauses) for y, rows in sorted(assessed.items()) if y <= year},
        projects.reset_index(drop=True),
        series[series["indicator"].isin(indicators) | series["area"].eq(of)].reset_index(drop=True),
        findings[np.array(concerned, dtype=bool)].reset_index(drop=True),
        frames["source"],
        scope[scope["indicator"].isin(indicators)].reset_index(drop=True),
        explanations[explanations["clause"].isin(clauses["id"])].reset_index(drop=True),
        changed.reset_index(drop=True),
        gone.reset_index(drop=True),
        tuple(frames["area"].loc[frames["area"]["kind"] == "plan", "name"]),
        about,
        Sections(frames["section"]),
        demo,
    )


def _within(rows: pd.DataFrame, clauses: pd.DataFrame) -> pd.DataFrame:
    return rows[rows["id"].isin(clauses["id"])].reset_index(drop=True)


def _check(frames: Mapping[str, pd.DataFrame], kind: str, area: str | None, of: str | None, about: About) -> None:
    subjects: tuple[tuple[str, str | None, list[str | None]], ...] = (
        ("报告", kind, [*kinds(frames)]),
        ("地域", area, [None, *frames["area"].loc[frames["area"]["kind"] == "plan", "name"]]),
        (w.report(kind, about) if kind in KINDS else "", of, [*choices(frames, kind)] or [None]),
    )
    for what, asked, known in subjects:
        if asked not in known:
            given = f"没有名为“{asked}”的{what}" if asked else f"没有说是哪一个{what}"
            raise UnknownChoice(f"{given}。可用：{'、'.join(name for name in known if name)}")


def _rows(
    frames: Mapping[str, pd.DataFrame], assessed: pd.DataFrame, kind: str, area: str | None, of: str | None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The clauses and projects of a kind of report."""
    areas, projects = frames["area"], frames["project"]
    if kind == "flagship":
        projects = projects[projects["flagship"] == "yes"]
        return assessed[assessed["indicator"].isin(projects["indicator"].dropna())], projects
    if kind == "park":
        known = parks.known(areas, frames["place"])
        park = next(known[known["name"] == of].itertuples())
        projects = parks.projects(park.Index, park.within, frames[LYING], projects)
        return parks.targets(projects, assessed, park.zone)[0], projects
    if area:
        wanted = [area, *areas.loc[areas["kind"] == "joint", "name"]]
        assessed, projects = assessed[assessed["area"].isin(wanted)], projects[projects["area"].isin(wanted)]
    if kind == "domain":
        slugs = frames["indicator"].merge(frames["domain"], left_on="domain", right_on="slug", suffixes=("", "_domain"))
        slugs = slugs.loc[slugs["name_domain"] == of, "slug"]
        return assessed[assessed["domain_name"] == of], projects[projects["indicator"].isin(slugs)]
    return assessed, projects
