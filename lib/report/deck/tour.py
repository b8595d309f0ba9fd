"""The guided tour of the map as slides, one a step: the layers that it shows and what it says."""

from lib.front.land import bounds_of
from lib.maps.dots import Dot
from lib.maps.sheet import SLOTS, Bounds, Feature, Layer, Map, layer, point
from lib.maps.style import BOUNDARY
from lib.report.deck import maps, parts
from lib.report.deck.material import Material
from lib.report.deck.slide import Slide, Text
from lib.text import dots as dot_words
from lib.text import places, tour
from lib.text.tour import Step

KEY = "tour-"
"""How the keys of these slides begin: they are left out together."""
TONES = dot_words.STATES | {dot_words.CAME: dot_words.CAME_TONE}
"""The tones of the dots by state."""
APART = 0.011
"""Between the dots of a place, as a share of the height of the sheet."""


def steps(m: Material) -> list[Slide]:
    """A slide for every step that has something to draw; none without a map or without steps."""
    if m.layers.empty or m.tables["map_step"].empty:
        return []
    units = {slug: frame["id"].tolist() for slug, frame in m.shapes.items()}
    found = [*dot_words.dots(m.tables["project"], m.spots), *m.came]
    told = tour.steps(m.tables["map_step"], m.layers, units, m.tables["place"], found)
    return [_slide(m, step, found) for step in told if step.layers]


def _slide(m: Material, step: Step, dots: list[Dot]) -> Slide:
    bounds, rows = _bounds(m, step), m.layers.set_index("slug")
    seen = {*maps.beneath(m), *step.layers}
    drawn = [layer(frame, rows.loc[slug], bounds) for slug, frame in m.shapes.items() if slug in seen]
    width, height = point(bounds[2:], bounds)
    spoken = [unit for line in step.lines for unit in line.units]
    known = {feature.id: feature for one in drawn for feature in one.features}
    shown = [known[unit] for unit in spoken if unit in known]
    numbers = {feature.id: str(number) for number, feature in enumerate(shown, start=1)}
    sheet = maps.numbered(drawn, shown, height) + (_dots(m, dots, bounds) if step.dots else ())
    said = [f"{_listed([numbers[unit] for unit in line.units if unit in numbers])}{line.text}" for line in step.lines]
    places_ = m.tables["place"].set_index("id")
    lines = [int(line) for unit in spoken for line in str(places_["lines"].get(unit) or "").split(";") if line]
    return Slide(
        f"{KEY}{step.number}",
        f"讲解：{step.name}",
        step.title,
        (Map(sheet, width, height), Text(tuple(said))),
        (places.note(m.chosen.about),),
        "；".join(filter(None, (parts.cite(lines), "示意图，不作划界依据"))),
    )


def _listed(numbers: list[str]) -> str:
    """The numbers before a sentence.

    >>> _listed(["1", "2", "3"]), _listed(["4"]), _listed([])
    ('1–3　', '4　', '')
    """
    if not numbers:
        return ""
    return (numbers[0] if len(numbers) == 1 else f"{numbers[0]}–{numbers[-1]}") + "　"


def _bounds(m: Material, step: Step) -> Bounds:
    """What the sheet shows: the areas of the step; the district where it has only lines and points."""
    rows = m.layers.set_index("slug")
    border = m.layers.loc[[style.role == BOUNDARY for style in m.layers["style"]], "slug"].tolist()
    areas = [slug for slug in step.layers if rows.at[slug, "geometry"] == "polygon"] or border or list(step.layers)
    return bounds_of([m.shapes[slug] for slug in areas])


def _dots(m: Material, dots: list[Dot], bounds: Bounds) -> tuple[Layer, ...]:
    """A dot for each state at every place that has projects, side by side; a layer a state."""
    spots = {
        key: point(shape.representative_point().coords[0], bounds)
        for frame in m.shapes.values()
        for key, shape in zip(frame["id"], frame.geometry, strict=True)
    }
    width, height = point(bounds[2:], bounds)
    spots = {key: (x, y) for key, (x, y) in spots.items() if 0 < x < width and 0 < y < height}
    at: dict[str, list[str]] = {}
    for dot in dots:
        if dot.place in spots and dot.state not in at.setdefault(dot.place, []):
            at[dot.place].append(dot.state)
    found: dict[str, list[Feature]] = {state: [] for state in TONES}
    for place, states in at.items():
        for number, state in enumerate(states):
            x, y = spots[place]
            x = round(x + (number - (len(states) - 1) / 2) * APART * height * 2, 1)
            tone = SLOTS.get(TONES[state], TONES[state])
            found[state].append(Feature(f"{place}-{number}", state, (((x, y),),), tone, (x, y), ""))
    return tuple(
        Layer(f"projects-{number}", f"项目：{state}", "point", 230, 0.8, False, tuple(features))
        for number, (state, features) in enumerate(found.items())
        if features
    )
