"""The map of a slide as native shapes: a freeform for every unit, named, grouped by layer, numbers in a group of their
own."""

from collections.abc import Callable

from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.shapes.autoshape import Shape
from pptx.shapes.group import GroupShape
from pptx.slide import Slide as Drawn
from pptx.util import Emu, Length, Pt

from lib.maps.sheet import Feature, Layer, Map
from lib.report.deck.typeset import STRIP, Box
from lib.report.powerpoint.master import TONES, emu, place, set_text

LABEL, DISC, POINT = 18, 26, 9
"""Type of a number, and the width of its disc and of the mark of a place, in points."""
XY = tuple[float, float]
Placing = Callable[[XY], tuple[Length, Length]]
"""From metres on the map to a place on the slide."""


def draw(slide: Drawn, block: Map, box: Box) -> None:
    """The map, as large as the box allows, at its left, its scale beneath."""
    scale = min(box.width / block.width, (box.height - STRIP) / block.height)

    def at(xy: XY) -> tuple[Length, Length]:
        return emu(box.left + xy[0] * scale), emu(box.top + (block.height - xy[1]) * scale)

    for layer in block.layers:
        group = slide.shapes.add_group_shape()
        group.name = f"图层：{layer.title}"
        for feature in layer.features:
            _feature(group, layer, feature, at)
    numbers = slide.shapes.add_group_shape()
    numbers.name = "图层：编号"
    for layer in block.layers:
        for feature in layer.features:
            if feature.label:
                _number(numbers, feature, at)
    _scale_bar(slide, box.left, box.top + block.height * scale + STRIP, scale)


def _feature(group: GroupShape, layer: Layer, feature: Feature, at: Placing) -> None:
    if layer.geometry == "point":
        shape = _disc(group, at(feature.paths[0][0]), POINT)
    else:
        first, *others = [[at(xy) for xy in path] for path in feature.paths]
        builder = group.shapes.build_freeform(*first[0])
        closed = layer.geometry == "polygon"
        builder.add_line_segments(first[1:], close=closed)
        for path in others:
            builder.move_to(*path[0])
            builder.add_line_segments(path[1:], close=closed)
        shape = builder.convert_to_shape()
    shape.name = feature.name
    shape.shadow.inherit = False
    if layer.fill and layer.geometry != "line":
        shape.fill.solid()
        shape.fill.fore_color.theme_color = TONES[feature.tone]
        _alpha(shape, max(layer.fill, 130) if feature.tone == "accent" and layer.fill < 130 else layer.fill)
    else:
        shape.fill.background()
    if layer.line:
        shape.line.color.theme_color, shape.line.width = TONES[feature.tone], Pt(layer.line * 0.75)
        if layer.dashed:
            shape.line.dash_style = MSO_LINE.DASH
    else:
        shape.line.fill.background()


def _alpha(shape: Shape, opacity: float) -> None:
    """Make the fill of a shape see-through: `opacity` 0–255."""
    colour = shape._element.spPr.find(qn("a:solidFill"))[0]
    colour.append(parse_xml(f'<a:alpha {nsdecls("a")} val="{round(opacity / 255 * 100_000)}"/>'))


def _disc(group: GroupShape, centre: tuple[Length, Length], size: float) -> Shape:
    half = emu(size / 2)
    return group.shapes.add_shape(MSO_SHAPE.OVAL, Emu(centre[0] - half), Emu(centre[1] - half), emu(size), emu(size))


def _number(group: GroupShape, feature: Feature, at: Placing) -> None:
    """The number of a unit on a small disc."""
    shape = _disc(group, at(feature.anchor), DISC)
    shape.name, shape.shadow.inherit = f"编号：{feature.name}", False
    shape.fill.solid()
    shape.fill.fore_color.theme_color = TONES["surface"]
    shape.line.color.theme_color, shape.line.width = TONES["text"], Pt(0.75)
    frame = shape.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.word_wrap, frame.vertical_anchor = False, MSO_ANCHOR.MIDDLE
    set_text(frame, [feature.label], LABEL, "text", bold=True, align=PP_ALIGN.CENTER)


def _scale_bar(slide: Drawn, left: float, bottom: float, scale: float, kilometres: int = 5) -> None:
    """A bar of five kilometres, and which way is north."""
    length = kilometres * 1000 * scale
    group = slide.shapes.add_group_shape()
    group.name = "图层：比例尺与指北"
    bar = group.shapes.add_shape(MSO_SHAPE.RECTANGLE, *place(Box(left, bottom - 10, length, 3)))
    bar.name, bar.shadow.inherit = f"{kilometres}公里", False
    bar.fill.solid()
    bar.fill.fore_color.theme_color = TONES["text"]
    bar.line.fill.background()
    words = group.shapes.add_textbox(*place(Box(left + length + 6, bottom - 18, 90, 18)))
    words.name = "比例尺文字"
    words.text_frame.margin_left = words.text_frame.margin_top = words.text_frame.margin_bottom = 0
    words.text_frame.word_wrap = False
    set_text(words.text_frame, [f"{kilometres}公里　▲北"], 12)
