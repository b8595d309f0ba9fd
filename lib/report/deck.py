"""A deck computed from the plan's frames: which slides each kind of report holds, in which order."""

from lib.report import opening, outlook, plot, progress, works
from lib.report.material import Material
from lib.report.slide import Slide

_YEAR = (opening.headlines, opening.tracks, opening.growth_of_year, progress.behind, progress.catch_up, progress.adjusted, progress.improved)
_END = (outlook.contradictions, outlook.gaps, outlook.coverage, outlook.nearly, outlook.explanations, outlook.steps, outlook.provenance)
PARTS = {
    "annual": (opening.cover, opening.one_page, opening.by_domain, *_YEAR, progress.domains, works.flagship, works.register, plot.sheet, *_END),
    "midterm": (opening.cover, opening.one_page, outlook.years, opening.by_domain, *_YEAR, outlook.to_2020, progress.domains, works.flagship,
                works.register, plot.sheet, *_END),
    "park": (opening.cover, works.park, works.register, works.flagship, works.project_list, progress.standing, plot.sheet, outlook.contradictions,
             outlook.gaps, outlook.explanations, outlook.steps, outlook.provenance),
    "domain": (opening.cover, progress.standing, *_YEAR, progress.every_clause, outlook.contradictions, outlook.gaps, outlook.nearly,
               outlook.explanations, outlook.steps, outlook.provenance),
    "flagship": (opening.cover, works.flagship, works.each_flagship, plot.sheet, outlook.contradictions, outlook.explanations, outlook.steps),
}  # fmt: skip
"""The slides of each kind of report: functions from the material to the slides of one subject, none where there is nothing to say."""


def deck(m: Material) -> list[Slide]:
    """The slides of a report, each with its key, finding, blocks, notes and sources."""
    return [slide for part in PARTS[m.chosen.kind] for slide in part(m)]
