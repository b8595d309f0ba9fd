"""The map of a slide as native shapes: a freeform for every unit, named, grouped by layer, numbers in a group of their
own."""

from collections.abc import Callable
from xml.sax.saxutils import quoteattr

from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.shapes.autoshape import Shape
from pptx.shapes.group import GroupShape
from pptx.slide import Slide as Drawn
from pptx.util import Emu, Length, Pt

from lib.maps.sheet import Feature, Layer, Map
from lib.report.deck.slide import Callout, Stage, clean
from lib.report.deck.typeset import HEIGHT, PANEL, READABLE, STORY, STORY_AFTER, STRIP, Box, high
from lib.report.drawing.freeform import outline
from lib.report.powerpoint.master import SCHEME, TONES, emu, flat, place, plain, set_text
from lib.typography import ems

CALLED, HALF = 18, 27
"""Type of a callout, and half its height."""
LABEL, DISC, POINT, NAMED = 18, 26, 9, 12
"""Type of a number, the width of its disc and of the mark of a place in points; units that a layer names."""
XY = tuple[float, float]
Corner = tuple[int, int, int, int]
"""Left, top, right, bottom in the units of PowerPoint."""
Placing = Callable[[XY], tuple[Length, Length]]
"""From metres on the map to a place on the slide."""


def draw(slide: Drawn, block: Map, box: Box) -> None:
    """The map, as large as the box allows, at its left, its scale beneath."""
    scale = min(box.width / block.width, (box.height - STRIP) / block.height)
    _layers(slide, block, box, scale)
    _scale_bar(slide, box.left, box.top + block.height * scale + STRIP, scale)


def emblem(slide: Drawn, block: Map, box: Box) -> None:
    """The map as a picture: in the middle of the box, without a scale."""
    scale = min(box.width / block.width, box.height / block.height)
    left = box.left + (box.width - block.width * scale) / 2
    top = box.top + (box.height - block.height * scale) / 2
    _layers(slide, block, box._replace(left=left, top=top), scale)


def stage(slide: Drawn, block: Stage, box: Box) -> None:
    """The map from edge to edge, the words on a panel at its left, callouts at their places."""
    scale = box.width / block.sheet.width
    ground = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *place(box))
    ground.name = "底"
    flat(ground, "grid")
    _alpha(ground, 90)
    _layers(slide, block.sheet, box, scale)
    panel = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *place(PANEL))
    panel.name = "文字底"
    flat(panel, "surface")
    _alpha(panel, 235)
    fitting = (size for size in (22, 20, 18) if high(block.paragraphs, STORY.width, size, STORY_AFTER) <= STORY.height)
    size = next(fitting, READABLE)
    text = slide.shapes.add_textbox(*place(STORY))
    text.name = "正文"
    text.text_frame.word_wrap, text.text_frame.margin_left = True, 0
    set_text(text.text_frame, block.paragraphs, size, gap=STORY_AFTER)
    for callout in block.callouts:
        _leader(slide, callout, block.sheet.height, scale)
    for callout in block.callouts:
        _callout(slide, callout, block.sheet.height, scale)
    _scale_bar(slide, PANEL.width + 18, HEIGHT - 12, scale)


def _leader(slide: Drawn, callout: Callout, height: float, scale: float) -> None:
    """The line from a callout to its place."""
    ends = [(emu(x * scale), emu((height - y) * scale)) for x, y in (callout.label, callout.at)]
    line = slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *ends[0], *ends[1])
    line.name = f"引线：{callout.name}"
    plain(line)
    line.line.color.theme_color, line.line.width = TONES["text"], Pt(1)


def _callout(slide: Drawn, callout: Callout, height: float, scale: float) -> None:
    """Name and state of a place in a small frame."""
    wide = max(ems(callout.name), ems(callout.text)) * CALLED * 1.05 + 12
    x, y = callout.label[0] * scale, (height - callout.label[1]) * scale
    box = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *place(Box(x - wide / 2, y - HALF, wide, 2 * HALF)))
    box.name = f"标注：{callout.name}"
    flat(box, "surface", callout.tone, 1.5)
    frame = box.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.word_wrap, frame.vertical_anchor = False, MSO_ANCHOR.MIDDLE
    set_text(frame, [callout.name], CALLED, bold=True, align=PP_ALIGN.CENTER)
    if callout.text:
        set_text(frame, [callout.text], CALLED, callout.tone, bold=True, align=PP_ALIGN.CENTER)


def _layers(slide: Drawn, block: Map, box: Box, scale: float) -> None:
    """The layers of a map as groups of shapes, the numbers of its units on top."""

    def at(xy: XY) -> tuple[Length, Length]:
        return emu(box.left + xy[0] * scale), emu(box.top + (block.height - xy[1]) * scale)

    for layer in block.layers:
        if layer.features:
            _group(slide, layer, at)
    labelled = [feature for layer in block.layers for feature in layer.features if feature.label]
    if labelled:
        numbers = slide.shapes.add_group_shape()
        numbers.name = "图层：编号"
        for feature in labelled:
            _number(numbers, feature, at)


def _group(slide: Drawn, layer: Layer, at: Placing) -> None:
    """The features of a layer as named shapes in a group, written at once: a map has thousands of points."""
    first, drawn, corners = slide.shapes._next_shape_id, [], []
    for number, feature in enumerate(layer.features, first + 1):
        paths = [[at(xy) for xy in path] for path in feature.paths]
        if layer.geometry == "point":
            (x, y), half = paths[0][0], emu(POINT / 2)
            paths = [[(Emu(x - half), Emu(y - half)), (Emu(x + half), Emu(y + half))]]
        xs, ys = ([xy[axis] for path in paths for xy in path] for axis in (0, 1))
        corner = min(xs), min(ys), max(xs), max(ys)
        drawn.append(_shape(layer, feature, number, paths, corner))
        corners.append(corner)
    west, north, east, south = (
        pick(side) for pick, side in zip((min, min, max, max), zip(*corners, strict=True), strict=True)
    )
    told = clean(f"地图图层：{layer.title}，{'、'.join(feature.name for feature in layer.features[:NAMED])}")
    frame = (
        f'<a:{name} {x}="{one}" {y}="{other}"/>'
        for name, x, y, one, other in (
            ("off", "x", "y", west, north),
            ("ext", "cx", "cy", east - west, south - north),
            ("chOff", "x", "y", west, north),
            ("chExt", "cx", "cy", east - west, south - north),
        )
    )
    text = (
        f'<p:grpSp {nsdecls("p", "a")}><p:nvGrpSpPr><p:cNvPr id="{first}" name={quoteattr(clean(f"图层：{layer.title}"))} '
        f"descr={quoteattr(told)}/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>{''.join(frame)}</a:xfrm></p:grpSpPr>"
        f"{''.join(drawn)}</p:grpSp>"
    )
    slide.shapes._spTree.append(parse_xml(text))


def _shape(
    layer: Layer, feature: Feature, number: int, paths: list[list[tuple[Length, Length]]], corner: Corner
) -> str:
    """One feature as the XML of a shape: a circle or a path, filled and lined as its layer says."""
    west, north, east, south = corner
    if layer.geometry == "point":
        form = '<a:prstGeom prst="ellipse"><a:avLst/></a:prstGeom>'
    else:
        form, _ = outline(paths, layer.geometry == "polygon")
    colour, fill, line = SCHEME[feature.tone], "<a:noFill/>", "<a:ln><a:noFill/></a:ln>"
    if layer.fill and layer.geometry != "line":
        opacity = max(layer.fill, 130) if feature.tone == "accent" and layer.fill < 130 else layer.fill
        alpha = f'<a:alpha val="{round(opacity / 255 * 100_000)}"/>' if opacity < 255 else ""
        fill = f'<a:solidFill><a:schemeClr val="{colour}">{alpha}</a:schemeClr></a:solidFill>'
    if layer.line:
        dash = '<a:prstDash val="dash"/>' if layer.dashed else ""
        line = f'<a:ln w="{round(layer.line * 0.75 * 12700)}"><a:solidFill><a:schemeClr val="{colour}"/></a:solidFill>{dash}</a:ln>'
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name={quoteattr(clean(feature.name))}/><p:cNvSpPr/><p:nvPr/></p:nvSpPr>'
        f'<p:spPr><a:xfrm><a:off x="{west}" y="{north}"/><a:ext cx="{east - west}" cy="{south - north}"/></a:xfrm>'
        f"{form}{fill}{line}</p:spPr></p:sp>"
    )


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
    shape.name = f"编号：{feature.name}"
    plain(shape)
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
    bar.name = f"{kilometres}公里"
    plain(bar)
    bar.fill.solid()
    bar.fill.fore_color.theme_color = TONES["text"]
    bar.line.fill.background()
    words = group.shapes.add_textbox(*place(Box(left + length + 6, bottom - 22, 120, 22)))
    words.name = "比例尺文字"
    words.text_frame.margin_left = words.text_frame.margin_top = words.text_frame.margin_bottom = 0
    words.text_frame.word_wrap = False
    set_text(words.text_frame, [f"{kilometres}公里　▲北"], READABLE)
