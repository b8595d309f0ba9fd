"""A chart of a document as Word's own: its data in a workbook of its own, numbers at the marks."""

import math
from typing import Literal, NamedTuple

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as REL
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml as parse
from docx.oxml.xmlchemy import BaseOxmlElement as Element
from pptx.chart.chart import Chart as Drawn
from pptx.chart.series import BarSeries, LineSeries
from pptx.chart.xlsx import CategoryWorkbookWriter
from pptx.chart.xmlwriter import ChartXmlWriter
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
)
from pptx.enum.dml import MSO_LINE
from pptx.oxml import parse_xml
from pptx.util import Pt

from lib.report.drawing import charts as charting
from lib.report.drawing.charts import number_format, tick_format
from lib.text.exports import clean
from lib.theme import palette

MILLIMETRE, WIDE = 36000, 150
"""EMU in a millimetre, and the width of a chart in millimetres."""
SIZE = 9
"""Points of all type in a chart."""
CHART = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TYPES = {"stacked": XL_CHART_TYPE.BAR_STACKED, "bars": XL_CHART_TYPE.BAR_CLUSTERED, "lines": XL_CHART_TYPE.LINE_MARKERS}
A, C = "http://schemas.openxmlformats.org/drawingml/2006/main", "http://schemas.openxmlformats.org/drawingml/2006/chart"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


class Series(NamedTuple):
    """One series: its name, a value a label (NaN for none), a colour of the palette, whether a line is dashed."""

    name: str
    values: tuple[float, ...]
    tone: str
    dashed: bool = False


class Chart(NamedTuple):
    """A chart: the labels along its axis, the series, the decimals of its numbers, its height in millimetres, and what it
    shows for who cannot see it."""

    kind: Literal["stacked", "bars", "lines"]
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    decimals: int
    height: float
    told: str


def add(document: Document, chart: Chart, number: int) -> Element:
    """Add the chart's parts to a document; the drawing that shows it. `number` is its own in the document."""
    data = charting.data(chart.labels, ((one.name, one.values) for one in chart.series), chart.decimals)
    space = parse_xml(ChartXmlWriter(TYPES[chart.kind], data).xml.encode())
    charting.positive_ids(space)
    _drawn(Drawn(space, None), chart)
    bare = parse_xml(f'<c:spPr xmlns:c="{C}" xmlns:a="{A}"><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>')
    space.find(f"{{{C}}}chart").addnext(bare)
    space.append(
        parse_xml(f'<c:externalData xmlns:c="{C}" xmlns:r="{R}" r:id="rId1"><c:autoUpdate val="0"/></c:externalData>')
    )
    package = document.part.package
    part = Part(PackURI(f"/word/charts/chart{number}.xml"), CHART, serialize_part_xml(space), package)
    book = Part(PackURI(f"/word/embeddings/chart{number}.xlsx"), SHEET, CategoryWorkbookWriter(data).xlsx_blob, package)
    part.relate_to(book, REL.PACKAGE)
    return _inline(document.part.relate_to(part, REL.CHART), chart, number)


def _inline(relation: str, chart: Chart, number: int) -> Element:
    made = drawing(WIDE * MILLIMETRE, round(chart.height * MILLIMETRE), number, chart.told, C)
    made.find(f".//{{{A}}}graphicData").append(parse(f'<c:chart xmlns:c="{C}" xmlns:r="{R}" r:id="{relation}"/>'))
    return made


def drawing(width: int, height: int, number: int, told: str, uri: str) -> Element:
    """A drawing in the line of text, empty: `width` and `height` in EMU, `told` for who cannot see it."""
    made = parse(
        '<w:drawing xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
        f'xmlns:a="{A}"><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/>'
        f'<wp:docPr id="{number}" name="图形 {number}"/><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{uri}"/></a:graphic></wp:inline></w:drawing>'
    )
    made.find(".//{*}docPr").set("descr", clean(told))
    return made


def _drawn(drawn: Drawn, chart: Chart) -> None:
    """Type, axes, colours and numbers of a chart."""
    drawn.has_title, drawn.font.size = False, Pt(SIZE)
    drawn.font.color.rgb = _colour("text")
    drawn.has_legend = len(chart.series) > 1
    if drawn.has_legend:
        drawn.legend.position, drawn.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    across, along = drawn.category_axis, drawn.value_axis
    across.tick_label_position, across.format.line.color.rgb = XL_TICK_LABEL_POSITION.LOW, _colour("muted")
    along.has_major_gridlines = chart.kind == "lines"
    if chart.kind == "lines":
        along.major_gridlines.format.line.color.rgb = _colour("grid")
        along.format.line.fill.background()
        along.minimum_scale, along.maximum_scale, along.major_unit = span(chart)
        along.tick_labels.number_format, along.tick_labels.number_format_is_linked = tick_format(span(chart)[2]), False
        for i, (line, series) in enumerate(zip(drawn.plots[0].series, chart.series, strict=True)):
            _line(line, series, chart, i)
        return
    across.reverse_order, along.visible = True, False
    plot = drawn.plots[0]
    plot.gap_width, plot.overlap = 45, 100 if chart.kind == "stacked" else -5
    if chart.kind == "stacked":
        along.minimum_scale, along.maximum_scale = 0, max(map(sum, zip(*(s.values for s in chart.series), strict=True)))
    for bar, series in zip(plot.series, chart.series, strict=True):
        _bar(bar, series, chart)


def _bar(bar: BarSeries, series: Series, chart: Chart) -> None:
    bar.format.fill.solid()
    bar.format.fill.fore_color.rgb = _colour(series.tone)
    labels = bar.data_labels
    labels.show_value, labels.number_format_is_linked = True, False
    stacked = chart.kind == "stacked"
    labels.number_format = "0;;;" if stacked else number_format(chart.decimals)
    labels.font.size = Pt(SIZE)
    labels.font.color.rgb = _colour("surface" if stacked and series.tone != "grid" else "text")
    labels.position = XL_LABEL_POSITION.CENTER if stacked else XL_LABEL_POSITION.OUTSIDE_END


def _line(line: LineSeries, series: Series, chart: Chart, i: int) -> None:
    """The first series has marks and its numbers above, the others are lines, dashed on request."""
    line.smooth = False
    line.format.line.color.rgb, line.format.line.width = _colour(series.tone), Pt(2.25 if i == 0 else 1.5)
    line.marker.style, line.marker.size = (XL_MARKER_STYLE.CIRCLE, 7) if i == 0 else (XL_MARKER_STYLE.NONE, 2)
    line.marker.format.fill.solid()
    line.marker.format.fill.fore_color.rgb = _colour(series.tone)
    if series.dashed:
        line.format.line.dash_style = MSO_LINE.DASH
    if i == 0:
        labels = line.data_labels
        labels.show_value, labels.position = True, XL_LABEL_POSITION.ABOVE
        labels.number_format, labels.number_format_is_linked = number_format(chart.decimals), False
        labels.font.size, labels.font.bold, labels.font.color.rgb = Pt(SIZE), True, _colour(series.tone)


def span(chart: Chart) -> tuple[float, float, float]:
    """From where to where the axis of lines runs, and by which steps: round numbers with room for those at the marks.

    >>> span(Chart("lines", ("a", "b"), (Series("x", (268.4, 420.0), "plan"),), 1, 60, ""))
    (250.0, 450.0, 50.0)
    """
    values = [v for series in chart.series for v in series.values if v == v]
    low, high = min(values), max(values)
    least = (high - low or abs(high) or 1.0) / 4
    power = 10.0 ** math.floor(math.log10(least))
    step = next(times * power for times in (1, 2, 5, 10) if times * power >= least)
    top = math.ceil((high + step / 4) / step)
    return round(math.floor(low / step) * step, 6), round(top * step, 6), round(step, 6)


def _colour(tone: str) -> RGBColor:
    return RGBColor.from_string(palette("light")[tone].lstrip("#"))
