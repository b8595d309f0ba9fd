"""Charts of a slide as PowerPoint's own: their data in the embedded workbook, numbers at the marks, colours of the
theme."""

from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.chart.datalabel import DataLabel
from pptx.chart.series import BarSeries, LineSeries
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.enum.dml import MSO_LINE
from pptx.enum.text import PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.slide import Slide as Drawn
from pptx.util import Pt

from lib.report.deck.slide import Bars, Lines, Series
from lib.report.deck.typeset import Box
from lib.report.drawing import charts as charting
from lib.report.drawing.charts import number_format, tick_format
from lib.report.powerpoint.master import TONES, described, place, set_text
from lib.typography import ems

LETTERS = 18
"""Type (points) of numbers, names and axes."""
MARGINS = 3.0
"""Ems to the left and right of bars and names."""
LEFT, DRAWN, YEARS, YEAR = 0.06, 0.88, 22.0, 22.0
"""Where a small chart begins and how wide it is, as shares of its width; the height of the years beneath it, and half
the width of one."""
WIDE = (
    f'<c:layout {nsdecls("c")}><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
    f'<c:x val="{LEFT}"/><c:y val="0.04"/><c:w val="{DRAWN}"/><c:h val="0.94"/></c:manualLayout></c:layout>'
)
"""Where a small chart draws: nearly everywhere."""
TOLD = ("showLegendKey", "showVal", "showCatName", "showSerName", "showPercent", "showBubbleSize")
"""What a label may show, in the order of the schema."""


def bars(slide: Drawn, block: Bars, box: Box) -> None:
    """A bar chart with its data in the embedded workbook, values at the bars; shapes and numbers of the verdicts in
    stacked bars."""
    named = ((f"{series.mark} {series.name}".strip(), series.values) for series in block.series)
    data = charting.data(block.labels, named, block.decimals)
    kind = XL_CHART_TYPE.BAR_STACKED if block.stacked else XL_CHART_TYPE.BAR_CLUSTERED
    each = 64.8 if block.stacked else 36 * len(block.series) + 28.8
    height = min(box.height, len(block.labels) * each + 43.2)
    chart = _chart(slide, kind, box._replace(height=height), data, block)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = (45, 100) if block.stacked else (55 if len(block.series) > 1 else 70, -5)
    for drawn, series in zip(plot.series, block.series, strict=True):
        _bar(drawn, block, series, box.width)
    axis = chart.category_axis
    axis.reverse_order, axis.major_tick_mark, axis.tick_label_position = (
        True,
        XL_TICK_MARK.NONE,
        XL_TICK_LABEL_POSITION.LOW,
    )
    axis.tick_labels.font.size, axis.format.line.color.theme_color = Pt(LETTERS), TONES["grid"]
    chart.value_axis.visible, chart.value_axis.has_major_gridlines = False, False
    if block.stacked:
        chart.value_axis.maximum_scale = _longest(block)
    chart.value_axis.minimum_scale = 0 if _positive(block) else _below(block)
    _legend(chart, len(block.series) > 1)


def _bar(drawn: BarSeries, block: Bars, series: Series, width: float) -> None:
    """The bars of one series on a chart of a `width`: their colour, and the number of each."""
    drawn.format.fill.solid()
    drawn.format.fill.fore_color.theme_color = TONES[series.tone]
    if block.stacked:
        drawn.format.line.color.theme_color = TONES["surface"]
    labels = drawn.data_labels
    labels.show_value, labels.number_format_is_linked = True, False
    labels.number_format = f'"{series.mark}"0;;;' if block.stacked else f'{number_format(block.decimals)}"{block.unit}"'
    inside = block.stacked and series.tone != "grid"
    labels.font.size, labels.font.color.theme_color = Pt(LETTERS), TONES["surface" if inside else "text"]
    labels.position = XL_LABEL_POSITION.CENTER if block.stacked else XL_LABEL_POSITION.OUTSIDE_END
    labels._element.find(qn("c:txPr")).find(qn("a:bodyPr")).set("wrap", "none")
    for point, room in _narrow(block, series, width):
        label = drawn.points[point].data_label
        if room < ems(f"{series.values[point]:.0f}"):
            _no_label(label)
            continue
        label.font.size, label.font.color.theme_color = labels.font.size, labels.font.color.theme_color
        label.position = labels.position
        _show_value(label, "0")


def line_chart(slide: Drawn, block: Lines, box: Box) -> None:
    """Observed values as marks with numbers, the path as a dashed line; years along the foot. A long unit stands in the
    legend."""
    unit, named = (block.unit, "") if ems(block.unit) <= 3 else ("", f"（{block.unit}）")
    each = ((series.name + named, series.values) for series in block.series)
    data = charting.data(map(str, block.years), each, block.decimals)
    chart = _chart(slide, XL_CHART_TYPE.LINE_MARKERS, box, data, block)
    for i, drawn in enumerate(chart.plots[0].series):
        _line(drawn, block, i, unit)
    axis = chart.value_axis
    axis.minimum_scale, axis.maximum_scale, axis.major_unit = block.axis
    axis.has_major_gridlines = True
    axis.format.line.fill.background()
    axis.major_gridlines.format.line.color.theme_color = TONES["grid"]
    axis.tick_labels.font.size, axis.tick_labels.number_format_is_linked = Pt(LETTERS), False
    axis.tick_labels.number_format = tick_format(block.axis[2])
    chart.category_axis.tick_labels.font.size = Pt(LETTERS)
    _legend(chart, True)


def small(slide: Drawn, block: Lines, box: Box) -> None:
    """The same small: the first and the last year, numbers of the last value and of the target, no axis of values."""
    unit = block.unit if ems(block.unit) <= 3 else ""
    each = ((series.name, series.values) for series in block.series)
    data = charting.data(map(str, block.years), each, block.decimals)
    box = box._replace(height=box.height - YEARS)
    chart = _chart(slide, XL_CHART_TYPE.LINE_MARKERS, box, data, block)
    for i, drawn in enumerate(chart.plots[0].series):
        _line(drawn, block, i, unit, LETTERS)
    axis = chart.value_axis
    axis.minimum_scale, axis.maximum_scale = block.tight
    axis.visible, axis.has_major_gridlines = False, False
    years = chart.category_axis
    years.tick_label_position, years.major_tick_mark = XL_TICK_LABEL_POSITION.NONE, XL_TICK_MARK.NONE
    years.format.line.color.theme_color = TONES["grid"]
    plot = chart._chartSpace.find(qn("c:chart")).find(qn("c:plotArea"))
    for old in plot.findall(qn("c:layout")):
        plot.remove(old)
    plot.insert(0, parse_xml(WIDE))
    _legend(chart, False)
    for share, year in ((0.5, block.years[0]), (len(block.years) - 0.5, block.years[-1])):
        middle = box.left + (LEFT + DRAWN * share / len(block.years)) * box.width + YEAR
        shape = slide.shapes.add_textbox(*place(Box(middle - 2 * YEAR, box.top + box.height, 2 * YEAR, YEARS)))
        frame = shape.text_frame
        shape.name, frame.word_wrap = f"{year}年", False
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        set_text(frame, [f"{year}"], LETTERS, align=PP_ALIGN.CENTER)


def _chart(slide: Drawn, kind: XL_CHART_TYPE, box: Box, data: CategoryChartData, block: Bars | Lines) -> Chart:
    shape = slide.shapes.add_chart(kind, *place(box), data)
    described(shape, told(block))
    charting.positive_ids(shape.chart._chartSpace)
    return shape.chart


def told(block: Bars | Lines) -> str:
    """A chart in words, for those who cannot see it."""
    labels = block.labels if isinstance(block, Bars) else [str(year) for year in block.years]
    rows = (
        f"{one.name}："
        + "，".join(f"{label}{value:g}" for label, value in zip(labels, one.values, strict=True) if value == value)
        for one in block.series
    )
    return f"图（{block.unit}）。{'；'.join(rows)}"


def _line(drawn: LineSeries, block: Lines, i: int, unit: str, letters: int = 20) -> None:
    """Series `i` of a line chart: the observed values as marks with their numbers (small: the last one), others dashed
    with their last."""
    little = letters < 20
    series, colour = block.series[i], TONES[block.series[i].tone]
    drawn.smooth, line = False, drawn.format.line
    line.color.theme_color, line.width = colour, Pt(2.25 if little else 3)
    drawn.marker.style, drawn.marker.size = (
        (XL_MARKER_STYLE.CIRCLE, 8 if little else 14) if i == 0 else (XL_MARKER_STYLE.NONE, 2)
    )
    drawn.marker.format.fill.solid()
    drawn.marker.format.fill.fore_color.theme_color = colour
    drawn.marker.format.line.color.theme_color = colour
    if i:
        line.dash_style = MSO_LINE.DASH
    known = [j for j, v in enumerate(series.values) if v == v]
    for j in known[-1:] if little or i else known:
        label = drawn.points[j].data_label
        label.position = XL_LABEL_POSITION.BELOW if _low(block, i, j) else XL_LABEL_POSITION.ABOVE
        label.has_text_frame = False
        label.font.size, label.font.bold, label.font.color.theme_color = Pt(letters), True, colour
        label._dLbl.find(qn("c:txPr")).find(qn("a:bodyPr")).set("wrap", "none")
        bound = series.bounds[j] if series.bounds else ""
        _show_value(label, f'"{bound}"{number_format(min(block.decimals, _places(series.values[j])))}"{unit}"')


def _low(block: Lines, i: int, j: int) -> bool:
    """Whether the number of point `j` of series `i` stands beneath it: away from the lines beside it.

    >>> from lib.report.deck.slide import Series
    >>> block = Lines((2015, 2020), (Series("实际", (1.0, 5.0), "accent"), Series("路径", (1.0, 4.0), "plan")), "", 0)
    >>> _low(block, 0, 1), _low(block, 1, 1)
    (False, True)
    """
    own, others = (
        block.series[i].values[j],
        [series.values[j] for k, series in enumerate(block.series) if k != i and series.values[j] == series.values[j]],
    )
    return j > 0 and any(own < other for other in others) if i == 0 else any(own <= other for other in others)


def _places(value: float) -> int:
    """Decimals that a value has, at most four."""
    return len(f"{abs(value):.4f}".rstrip("0").partition(".")[2])


def _show_value(label: DataLabel, number_format: str) -> None:
    """Let a point's label show its value in a format of its own."""
    element = label._dLbl
    for tag in ("numFmt", *TOLD):
        for old in element.findall(qn(f"c:{tag}")):
            element.remove(old)
    form = parse_xml(f'<c:numFmt {nsdecls("c")} sourceLinked="0"/>')
    form.set("formatCode", number_format)
    element.insert(element.index(element.find(qn("c:idx"))) + 1, form)
    for tag in TOLD:
        element.append(parse_xml(f'<c:{tag} {nsdecls("c")} val="{int(tag == "showVal")}"/>'))


def _longest(block: Bars) -> float:
    """The sum of the longest stacked bar."""
    return max(sum(one.values[i] for one in block.series) for i in range(len(block.labels)))


def _narrow(block: Bars, series: Series, width: float) -> list[tuple[int, float]]:
    """The parts of stacked bars that are too narrow for shape and number, with their room in ems; colour, legend and
    notes tell the rest."""
    if not block.stacked:
        return []
    plot = width / LETTERS - max(map(ems, block.labels)) - MARGINS
    rooms = [value / _longest(block) * plot for value in series.values]
    return [
        (i, room)
        for i, (value, room) in enumerate(zip(series.values, rooms, strict=True))
        if value and room < ems(f"{series.mark}{value:.0f}")
    ]


def _no_label(label: DataLabel) -> None:
    """Take the number off a part of a bar."""
    element = label._get_or_add_dLbl()
    for child in list(element)[1:]:
        element.remove(child)
    element.append(parse_xml(f'<c:delete {nsdecls("c")} val="1"/>'))


def _legend(chart: Chart, wanted: bool) -> None:
    chart.has_legend, chart.has_title = wanted, False
    chart.font.size = Pt(LETTERS)
    if wanted:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
        chart.legend.font.size = Pt(LETTERS)


def _below(block: Bars) -> float:
    """Where the axis begins where bars point left: their numbers need room before the names do."""
    values = [v for series in block.series for v in series.values if v == v]
    return min(values) - 0.15 * (max(*values, 0) - min(values))


def _positive(block: Bars) -> bool:
    return all(v >= 0 for series in block.series for v in series.values if v == v)
