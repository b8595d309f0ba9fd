"""A deck computed from the plan's frames: which slides each kind of report holds, in which order."""

from collections.abc import Callable

from lib.report.deck import (
    closing,
    domains,
    flagship,
    forecast,
    indicators,
    maps,
    opening,
    park,
    progress,
    projects,
    stage,
    tour,
    uncertain,
)
from lib.report.deck.material import Material
from lib.report.deck.slide import Bars, Panels, Slide, Table, each_text
from lib.report.selection import GENERAL
from lib.text import words as w
from lib.text.citation import Sections

OPENING = "总体判断"
Maker = Callable[[Material], list[Slide]]
TARGETS, BUILT, SETTLED = "目标进展", "工程、项目与民生", "研判和建议"
_YEAR = (indicators.courses, domains.by_domain, progress.problems)
_ANNEX = (
    indicators.table_of_all,
    indicators.growth_of_year,
    progress.catch_up,
    progress.adjusted,
    domains.domains,
    projects.beside_list,
    projects.score,
    tour.steps,
    closing.contradictions,
    closing.gaps,
    closing.nearly,
    closing.explanations,
    closing.provenance,
)
_ASKED = (uncertain.doubts, uncertain.decisions)
_GENERAL = (
    (TARGETS, _YEAR),
    (
        BUILT,
        (
            flagship.works,
            projects.unlisted,
            stage.sheet,
            projects.livelihood,
            projects.listed,
            projects.photographs,
            projects.tasks,
        ),
    ),
    (SETTLED, _ASKED),
)
PARTS: dict[str, tuple[tuple[str, tuple[Maker, ...]], ...]] = {
    "annual": (*_GENERAL, (opening.ANNEX, _ANNEX)),
    "midterm": (*_GENERAL, (opening.ANNEX, (closing.years, *_ANNEX[:3], forecast.to_the_end, *_ANNEX[3:]))),
    "park": (
        (
            "园区和项目",
            (park.park, flagship.works, projects.register, projects.listed, projects.photographs, maps.sheet),
        ),
        (TARGETS, (indicators.courses, progress.problems)),
        (SETTLED, _ASKED),
        (opening.ANNEX, (park.project_list, domains.every_clause, closing.contradictions, closing.provenance)),
    ),
    "domain": (
        (TARGETS, (indicators.courses, progress.problems)),
        ("项目和民生", (projects.register, projects.livelihood, projects.listed)),
        (SETTLED, _ASKED),
        (
            opening.ANNEX,
            (
                domains.every_clause,
                indicators.growth_of_year,
                progress.catch_up,
                progress.adjusted,
                closing.contradictions,
                closing.gaps,
                closing.nearly,
                closing.explanations,
                closing.provenance,
            ),
        ),
    ),
    "flagship": (
        ("工程进展", (flagship.works, flagship.each_flagship, maps.sheet)),
        (SETTLED, _ASKED),
        (opening.ANNEX, (closing.contradictions, closing.explanations)),
    ),
}
"""The parts of each kind of report, and what makes the slides of each: functions from the material to the slides of one
subject, none where there is nothing to say."""


def deck(m: Material) -> list[Slide]:
    """The slides of a report, each with its key, title, blocks, notes and sources: what is judged, what is talked about,
    the parts, the close, the annex."""
    made = [(name, [slide for make in makers for slide in make(m)]) for name, makers in PARTS[m.chosen.kind]]
    *main, (annex, tables) = [(name, slides) for name, slides in made]
    main = [(name, slides) for name, slides in main if slides]
    found = [(OPENING, [*opening.cover(m), *opening.judged(m), *opening.agenda(main)])]
    for number, (name, slides) in enumerate(main, 1):
        before = opening.divider(number, name, slides) if number > 1 and m.chosen.kind in GENERAL else []
        found.append((name, [*before, *slides]))
    found[-1][1].extend(opening.close(m))
    found.append((annex, [*opening.annexed(tables), *tables]))
    return [
        _cited(_dated(slide._replace(part=part), m), m.chosen.sections) for part, slides in found for slide in slides
    ]


def _cited(slide: Slide, sections: Sections) -> Slide:
    """The slide citing the plan by chapter and section; the notes are for whoever looks it up, and keep the lines."""
    notes = (*slide.notes, f"来源：{slide.sources}") if slide.sources else slide.notes
    shown: Slide = each_text(slide, sections.told)
    return shown._replace(notes=notes)


def _dated(slide: Slide, m: Material) -> Slide:
    """The slide with the dates of the adjustments, where it shows a target that was adjusted."""
    named = (block.keys for block in slide.blocks if isinstance(block, Bars | Table | Panels))
    keys = {*(key for some in named for key in some)}
    rows = m.chosen.clauses[m.chosen.clauses["change"] != ""]
    rows = rows[rows["id"].isin(keys) | (rows["area"] + "/" + rows["indicator"]).isin(keys)]
    dates = (
        sorted(set(m.chosen.adjustments.loc[m.chosen.adjustments["clause"].isin(rows["id"]), "date"]))
        if len(rows)
        else []
    )
    if not dates:
        return slide
    text = f"标明调整的目标于{'、'.join(map(w.day, dates))}按程序调整，结论按现目标"
    return slide._replace(sources="；".join(part for part in (slide.sources, text) if part))
