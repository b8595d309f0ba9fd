"""The map of a slide as native shapes: a freeform for every unit, named, grouped by layer, numbers in a group of their
own."""

from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Emu, Pt

from lib.report.deck.slide import Feature, Layer, Map
from lib.report.deck.typeset import STRIP
from lib.report.powerpoint.master import TONES, text

LABEL, DISC = 18, Pt(26)
POINT = Pt(9)
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def draw(slide, block: Map, box) -> float:
    """The map, as large as the box allows, at its left, its scale beneath; the width it takes in EMU."""
    left, top, width, height = box
    scale = min(width / block.width, (height - STRIP) / block.height)

    def place(xy) -> tuple[int, int]:
        return int(left + xy[0] * scale), int(top + (block.height - xy[1]) * scale)

    for layer in block.layers:
        group = slide.shapes.add_group_shape()
        group.name = f"图层：{layer.title}"
        for feature in layer.features:
            _feature(group, layer, feature, place)
    numbers = slide.shapes.add_group_shape()
    numbers.name = "图层：编号"
    for layer in block.layers:
        for feature in layer.features:
            if feature.label:
                _number(numbers, feature, place)
    _scale_bar(slide, left, top + block.height * scale + STRIP, scale)
    return block.width * scale


def _feature(group, layer: Layer, feature: Feature, place) -> None:
    if layer.geometry == "point":
        x, y = place(feature.paths[0][0])
        shape = group.shapes.add_shape(MSO_SHAPE.OVAL, Emu(x - POINT // 2), Emu(y - POINT // 2), POINT, POINT)
    else:
        first, *others = [[place(xy) for xy in path] for path in feature.paths]
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


def _alpha(shape, opacity: int) -> None:
    """Make the fill of a shape see-through: `opacity` 0–255."""
    colour = shape._element.spPr.find(f"{_A}solidFill")[0]
    colour.append(parse_xml(f'<a:alpha {nsdecls("a")} val="{round(opacity / 255 * 100_000)}"/>'))


def _number(group, feature: Feature, place) -> None:
    """The number of a unit on a small disc."""
    x, y = place(feature.anchor)
    shape = group.shapes.add_shape(MSO_SHAPE.OVAL, Emu(x - DISC // 2), Emu(y - DISC // 2), DISC, DISC)
    shape.name, shape.shadow.inherit = f"编号：{feature.name}", False
    shape.fill.solid()
    shape.fill.fore_color.theme_color = TONES["surface"]
    shape.line.color.theme_color, shape.line.width = TONES["text"], Pt(0.75)
    frame = shape.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.word_wrap, frame.vertical_anchor = False, MSO_ANCHOR.MIDDLE
    text(frame, [feature.label], LABEL, "text", bold=True, align=PP_ALIGN.CENTER)


def _scale_bar(slide, left, bottom, scale: float, kilometres: int = 5) -> None:
    """A bar of five kilometres, and which way is north."""
    length = int(kilometres * 1000 * scale)
    group = slide.shapes.add_group_shape()
    group.name = "图层：比例尺与指北"
    bar = group.shapes.add_shape(MSO_SHAPE.RECTANGLE, Emu(int(left)), Emu(int(bottom - Pt(10))), Emu(length), Pt(3))
    bar.name, bar.shadow.inherit = f"{kilometres}公里", False
    bar.fill.solid()
    bar.fill.fore_color.theme_color = TONES["text"]
    bar.line.fill.background()
    words = group.shapes.add_textbox(
        Emu(int(left) + length + Pt(6)), Emu(int(bottom - Pt(18))), Emu(int(Pt(90))), Pt(18)
    )
    words.name = "比例尺文字"
    words.text_frame.margin_left = words.text_frame.margin_top = words.text_frame.margin_bottom = 0
    words.text_frame.word_wrap = False
    text(words.text_frame, [f"{kilometres}公里　▲北"], 12)
