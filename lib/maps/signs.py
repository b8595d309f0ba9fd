"""The drawing rules of a planning map, a row each: what a layer is drawn with beyond its fill and its line.

`layer.csv` gives each layer one of them in its column `sign`.
"""

from typing import NamedTuple

Ring = tuple[float, str, int]
"""A disc of a mark: radius as a share of the layer's, colour of the palette ("": the unit's own), opacity."""


class Sign(NamedTuple):
    """A drawing rule. Widths in pixels, lengths on the ground in metres.

    `glow` strokes beneath, wider than the line by so much, in the unit's own colour (width, opacity); `casing` ground
    left free on both sides; `deep` draws in the darker shade of the tone; `solid`: no dashes though it is schematic;
    `hatch` strokes that fill an area (angle in degrees, gap); `inlay` a stroke upon a line (colour, share of the width,
    dash); `tips` arrowheads at both ends; `discs` a mark; `glyph` a character in it; `span` a stroke across the river;
    `along`: the name runs along the unit; `joined`: the units are joined to the chief one.
    """

    glow: tuple[tuple[float, int], ...] = ()
    casing: float = 0
    deep: bool = False
    solid: bool = False
    hatch: tuple[float, float] | None = None
    inlay: tuple[str, float, tuple[float, float]] | None = None
    tips: float = 0
    discs: tuple[Ring, ...] = ()
    glyph: str = ""
    span: float = 0
    along: bool = False
    joined: bool = False


UNKNOWN = (45.0, 420.0)
"""The hatching of what has an area and no known shape."""

SIGNS = {
    "": Sign(),
    "field": Sign(along=True),
    "band": Sign(casing=2, deep=True, solid=True, tips=950),
    "node": Sign(discs=((2.3, "", 60), (1.5, "surface", 255), (1.2, "", 255), (0.45, "surface", 255)), joined=True),
    "crops": Sign(glow=((7, 60),), hatch=(0.0, 800)),
    "block": Sign(glow=((9, 70),)),
    "disc": Sign(discs=((2.6, "", 45), (1.9, "", 70), (1.25, "surface", 255), (1.0, "", 255))),
    "glow": Sign(glow=((22, 40), (10, 60))),
    "green": Sign(hatch=(60.0, 300)),
    "ribbon": Sign(glow=((9, 60),), tips=0),
    "road": Sign(casing=1.6, solid=True),
    "rail": Sign(solid=True, inlay=("surface", 0.55, (3.0, 3.0))),
    "tram": Sign(casing=1.6, solid=True, inlay=("surface", 0.5, (0.1, 3.2))),
    "bridge": Sign(span=340),
    "knot": Sign(discs=((1.3, "surface", 255), (1.0, "", 255), (0.55, "surface", 255))),
    "hub": Sign(discs=((1.35, "surface", 255), (1.15, "", 255)), glyph="公"),
    "stop": Sign(discs=((1.35, "surface", 255), (1.15, "", 255)), glyph="站"),
    "sight": Sign(discs=((1.7, "", 60), (1.0, "", 255), (0.4, "surface", 255))),
    "town": Sign(discs=((1.5, "surface", 255), (1.3, "", 255), (0.95, "surface", 255), (0.6, "", 255))),
}
