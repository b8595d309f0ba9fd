"""A deck computed from the plan's frames: which slides each kind of report holds, in which order."""

from lib.report.deck import closing, domains, forecast, indicators, maps, opening, progress, projects
from lib.report.deck.material import Material
from lib.report.deck.slide import Bars, Slide, Table, each_text
from lib.text import words as w
from lib.text.citation import Sections

_YEAR = (
    indicators.headlines,
    indicators.tracks,
    indicators.growth_of_year,
    progress.behind,
    progress.catch_up,
    progress.adjusted,
    progress.improved,
)
_END = (
    closing.contradictions,
    closing.gaps,
    closing.coverage,
    closing.nearly,
    closing.explanations,
    forecast.steps,
    closing.provenance,
)
PARTS = {
    "annual": (
        opening.cover,
        opening.one_page,
        opening.by_domain,
        *_YEAR,
        domains.domains,
        projects.flagship,
        projects.register,
        maps.sheet,
        *_END,
    ),
    "midterm": (
        opening.cover,
        opening.one_page,
        closing.years,
        opening.by_domain,
        *_YEAR,
        forecast.to_the_end,
        domains.domains,
        projects.flagship,
        projects.register,
        maps.sheet,
        *_END,
    ),
    "park": (
        opening.cover,
        projects.park,
        projects.register,
        projects.flagship,
        projects.project_list,
        domains.standing,
        maps.sheet,
        closing.contradictions,
        closing.gaps,
        closing.explanations,
        forecast.steps,
        closing.provenance,
    ),
    "domain": (
        opening.cover,
        domains.standing,
        *_YEAR,
        domains.every_clause,
        closing.contradictions,
        closing.gaps,
        closing.nearly,
        closing.explanations,
        forecast.steps,
        closing.provenance,
    ),
    "flagship": (
        opening.cover,
        projects.flagship,
        projects.each_flagship,
        maps.sheet,
        closing.contradictions,
        closing.explanations,
        forecast.steps,
    ),
}
"""The slides of each kind of report: functions from the material to the slides of one subject, none where there is
nothing to say."""


def deck(m: Material) -> list[Slide]:
    """The slides of a report, each with its key, title, blocks, notes and sources."""
    return [_cited(_dated(slide, m), m.chosen.sections) for part in PARTS[m.chosen.kind] for slide in part(m)]


def _cited(slide: Slide, sections: Sections) -> Slide:
    """The slide citing the plan by chapter and section; the notes are for whoever looks it up, and keep the lines."""
    notes = (*slide.notes, f"来源：{slide.sources}") if slide.sources else slide.notes
    shown: Slide = each_text(slide, sections.told)
    return shown._replace(notes=notes)


def _dated(slide: Slide, m: Material) -> Slide:
    """The slide with the dates of the adjustments, where it shows a target that was adjusted."""
    named = (block.keys for block in slide.blocks if isinstance(block, Bars | Table))
    keys = {slide.key.removeprefix("track-"), *(key for some in named for key in some)}
    rows = m.chosen.clauses[m.chosen.clauses["change"] != ""]
    rows = rows[rows["id"].isin(keys) | (rows["area"] + "/" + rows["indicator"]).isin(keys)]
    dates = (
        sorted(set(m.chosen.adjustments.loc[m.chosen.adjustments["clause"].isin(rows["id"]), "date"]))
        if len(rows)
        else []
    )
    if not dates:
        return slide
    after = "，晚于评估年" if dates[0] > f"{m.chosen.year}-12-31" else ""
    text = f"标明调整的目标于{'、'.join(map(w.day, dates))}按程序调整{after}，结论按现目标"
    return slide._replace(sources="；".join(part for part in (slide.sources, text) if part))
