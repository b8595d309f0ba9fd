"""The map of a report as native shapes of Word: a freeform for every unit, grouped, with numbers for the key."""

from typing import NamedTuple
from xml.sax.saxutils import quoteattr

import pandas as pd
from docx.oxml import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from lib.maps.sheet import XY, Bounds, Feature, Layer, layer, of_report, point
from lib.maps.style import BOUNDARY, NEIGHBOURS, WATER
from lib.report.document.chart import MILLIMETRE, WIDE, A, drawing
from lib.report.document.dossier import Dossier
from lib.report.drawing.freeform import outline
from lib.text.exports import clean
from lib.theme import palette

GROUP = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"
SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
COMPATIBLE = "http://schemas.openxmlformats.org/markup-compatibility/2006"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMED, TALLEST = 9, 120
"""Units that the key names, and the height of the sheet in millimetres at most."""
DISC, DOT = 5.6, 1.6
"""Width of a number's disc and of the mark of a place, in millimetres."""
MARGIN = 0.08
"""Room around what is shown, as a share of its extent."""
Bent = list[XY]


class Sheet(NamedTuple):
    """The layers of a map, the units that its key names in the order of their numbers, and its size in metres."""

    layers: list[Layer]
    named: list[Feature]
    width: float
    height: float


def sheet(d: Dossier) -> Sheet | None:
    """The map of a report: the layers of its area or kind; None where there are none."""
    if d.layers.empty:
        return None
    slugs = of_report(d.layers, d.chosen.area, d.chosen.kind)
    rows = d.layers.set_index("slug")
    framed = [slug for slug in slugs if rows.at[slug, "frame"] == "yes"] or slugs
    if not slugs:
        return None
    bounds = _bounds(d, framed)
    beneath = [slug for slug in d.shapes if rows.at[slug, "style"].role in (BOUNDARY, NEIGHBOURS, WATER)]
    layers = [
        layer(d.shapes[slug], rows.loc[slug], bounds, d.places) for slug in d.shapes if slug in (*beneath, *slugs)
    ]
    named = [unit for one in layers if one.slug in slugs for unit in one.features]
    named.sort(key=lambda unit: unit.id not in d.places)
    return Sheet(layers, named[:NAMED], *point(bounds[2:], bounds))


def _bounds(d: Dossier, slugs: list[str]) -> Bounds:
    """West, south, east, north of the sheet in degrees."""
    found = pd.DataFrame([d.shapes[slug].total_bounds for slug in slugs])
    west, south, east, north = found[0].min(), found[1].min(), found[2].max(), found[3].max()
    wide, tall = MARGIN * (east - west), MARGIN * (north - south)
    return west - wide, south - tall, east + wide, north + tall


def drawn(of: Sheet, number: int, told: str) -> Element:
    """The map as a drawing in the line of text; `number` is its own in the document."""
    scale = min(WIDE / of.width, TALLEST / of.height) * MILLIMETRE
    made = drawing(round(of.width * scale), round(of.height * scale), number, told, GROUP)
    group = parse_xml(
        f'<wpg:wgp xmlns:wpg="{GROUP}" xmlns:a="{A}"><wpg:cNvGrpSpPr/><wpg:grpSpPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="{round(of.width * scale)}" cy="{round(of.height * scale)}"/><a:chOff x="0" y="0"/>'
        f'<a:chExt cx="{round(of.width * scale)}" cy="{round(of.height * scale)}"/></a:xfrm></wpg:grpSpPr></wpg:wgp>'
    )

    def at(xy: XY) -> XY:
        return round(xy[0] * scale), round((of.height - xy[1]) * scale)

    for one in of.layers:
        for unit in one.features:
            group.append(_unit(one, unit, [[at(xy) for xy in path] for path in unit.paths]))
    taken: Bent = []
    for n, unit in enumerate(of.named, 1):
        taken.append(_free(at(unit.anchor), taken))
        group.append(_disc(taken[-1], DISC * MILLIMETRE, f"编号：{unit.name}", "surface", "text", str(n)))
    made.find(f".//{{{A}}}graphicData").append(group)
    return _choice(made)


def _choice(made: Element) -> Element:
    """What only programs that know groups of shapes read."""
    whole = parse_xml(
        f'<mc:AlternateContent xmlns:mc="{COMPATIBLE}" xmlns:wpg="{GROUP}"><mc:Choice Requires="wpg"/></mc:AlternateContent>'
    )
    whole[0].append(made)
    return whole


def _free(xy: XY, taken: Bent) -> XY:
    """A place for a disc near `xy` where it lies upon no other."""
    step = DISC * MILLIMETRE
    for dx, dy in ((0, 0), (0, 1), (0, -1), (1, 0), (-1, 0), (1, 1), (-1, -1), (0, 2), (0, -2)):
        at = (xy[0] + dx * step, xy[1] + dy * step)
        if all(max(abs(at[0] - other[0]), abs(at[1] - other[1])) >= step for other in taken):
            return at
    return xy


def _unit(of: Layer, unit: Feature, paths: list[Bent]) -> Element:
    """One unit as a freeform; a place as a dot."""
    if of.geometry == "point":
        return _disc(paths[0][0], DOT * MILLIMETRE, unit.name, unit.tone, "surface", "")
    closed = of.geometry == "polygon"
    form, (left, top, right, bottom) = outline(paths, closed)
    fill = _fill(unit.tone, of.fill / 255) if closed and of.fill else "<a:noFill/>"
    dash = '<a:prstDash val="dash"/>' if of.dashed else ""
    line = f'<a:ln w="{of.line * 9525:.0f}">{_fill(unit.tone)}{dash}</a:ln>' if of.line else "<a:ln><a:noFill/></a:ln>"
    size = max(right - left, 1), max(bottom - top, 1)
    return _shape(unit.name, (left, top), size, form + fill + line)


def _disc(centre: XY, size: float, name: str, fill: str, line: str, text: str) -> Element:
    """A disc around `centre`, with a number in it."""
    look = '<a:prstGeom prst="ellipse"><a:avLst/></a:prstGeom>' + _fill(fill) + f'<a:ln w="6350">{_fill(line)}</a:ln>'
    return _shape(name, (centre[0] - size / 2, centre[1] - size / 2), (size, size), look, text)


def _fill(tone: str, opacity: float = 1.0) -> str:
    alpha = f'<a:alpha val="{round(opacity * 100_000)}"/>' if opacity < 1 else ""
    return f'<a:solidFill><a:srgbClr val="{palette("light")[tone].lstrip("#")}">{alpha}</a:srgbClr></a:solidFill>'


def _shape(name: str, at: XY, size: XY, look: str, text: str = "") -> Element:
    words = (
        f'<wps:txbx><w:txbxContent xmlns:w="{WORD}"><w:p><w:pPr><w:pStyle w:val="CellHead"/></w:pPr>'
        f"<w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent></wps:txbx>"
        if text
        else ""
    )
    body = '<wps:bodyPr wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr" anchorCtr="1"/>'
    return parse_xml(
        f'<wps:wsp xmlns:wps="{SHAPE}" xmlns:a="{A}"><wps:cNvPr id="0" name={quoteattr(clean(name))}/><wps:cNvSpPr/>'
        f'<wps:spPr><a:xfrm><a:off x="{at[0]:.0f}" y="{at[1]:.0f}"/><a:ext cx="{size[0]:.0f}" cy="{size[1]:.0f}"/></a:xfrm>'
        f"{look}</wps:spPr>{words}{body}</wps:wsp>"
    )
