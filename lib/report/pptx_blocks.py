"""Figures, charts, tables and text of a slide as PowerPoint's own objects, editable and without pictures."""

import unicodedata

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_LINE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Emu, Inches, Pt

from lib.compute.constants import VERDICTS
from lib.report.pptx_master import TONES, text
from lib.report.slide import Bars, Figures, Lines, Table, Text, clean
from lib.view.exports import neutral
from lib.view.theme import badge, tone

TABLE_SIZES = (20, 18, 16, 15, 14, 13, 12)
TEXT_SIZES = (30, 28, 26, 24, 22, 20, 18, 16)
LEADING, CELL, SLIVER = 1.36, Inches(0.11), 0.025
CHART, DRAWING = (f"http://schemas.openxmlformats.org/drawingml/2006/{name}" for name in ("chart", "main"))
_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
_BADGES = {badge(verdict): tone(verdict) for verdict in VERDICTS}


def ems(words: str) -> float:
    """Width of a line of text in ems: a Chinese character is one, a Latin letter or digit about half.

    >>> ems("规划2016")
    4.64
    """
    return round(sum(1.0 if unicodedata.east_asian_width(ch) in "WFA" else 0.66 for ch in words), 3)


def lines(words: str, width: float, size: float) -> int:
    """How many lines `words` need in a column of `width` EMU at `size` points."""
    room = max(width / Pt(size), 1)
    return sum(max(1, -(-ems(part) // room)) for part in str(words).split("\n"))


def figures(slide, block: Figures, box) -> None:
    """Large numbers in a row, in two rows where there are more than four."""
    left, top, width, height = box
    columns = len(block.items) if len(block.items) <= 4 else -(-len(block.items) // 2)
    rows = -(-len(block.items) // columns)
    step, tall = width / columns, height / rows
    for i, item in enumerate(block.items):
        at = (left + step * (i % columns), top + tall * (i // columns), step - Inches(0.2), tall)
        shape = slide.shapes.add_textbox(*(Emu(int(value)) for value in at))
        shape.name = item.label
        frame = shape.text_frame
        frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
        size = min(60 if tall > Inches(2) else 44, int((step - Inches(0.45)) / Pt(1) / ems(item.value)))
        text(frame, [item.value], size, item.tone, bold=True)
        _more(frame, item.label, 20, "text")
        if item.note and tall > Inches(1.5):
            _more(frame, item.note, 14, "muted")


def _more(frame, words: str, size: float, colour: str) -> None:
    run = frame.add_paragraph().add_run()
    run.text = clean(words)
    run.font.size, run.font.color.theme_color = Pt(size), TONES[colour]


def bars(slide, block: Bars, box) -> None:
    """A bar chart with its data in the embedded workbook, values at the bars; shapes and numbers of the verdicts in stacked bars."""
    data = CategoryChartData(number_format=_number(block.decimals))
    data.categories = [neutral(clean(label)) for label in block.labels]
    for series in block.series:
        data.add_series(neutral(clean(f"{series.mark} {series.name}".strip())), [None if v != v else v for v in series.values])
    kind = XL_CHART_TYPE.BAR_STACKED if block.stacked else XL_CHART_TYPE.BAR_CLUSTERED
    left, top, width, height = box
    height = min(height, len(block.labels) * (Inches(0.9) if block.stacked else Inches(0.5) * len(block.series) + Inches(0.4)) + Inches(0.6))
    chart = slide.shapes.add_chart(kind, *(Emu(int(value)) for value in (left, top, width, height)), data).chart
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = (45, 100) if block.stacked else (55 if len(block.series) > 1 else 70, -5)
    for drawn, series in zip(plot.series, block.series, strict=True):
        drawn.format.fill.solid()
        drawn.format.fill.fore_color.theme_color = TONES[series.tone]
        if block.stacked and block.series.index(series) % 2:
            drawn.format.line.color.theme_color = TONES["surface"]
        labels = drawn.data_labels
        labels.show_value, labels.number_format_is_linked = True, False
        labels.number_format = f'"{series.mark}"0;;;' if block.stacked else f'{_number(block.decimals)}"{block.unit}"'
        inside = block.stacked and series.tone != "grid"
        small = block.stacked or len(block.series) > 2
        labels.font.size, labels.font.color.theme_color = Pt(14 if small else 16), TONES["surface" if inside else "text"]
        labels.position = XL_LABEL_POSITION.CENTER if block.stacked else XL_LABEL_POSITION.OUTSIDE_END
        for point in _slivers(block, series):
            _no_label(drawn.points[point].data_label)
    axis = chart.category_axis
    axis.reverse_order, axis.major_tick_mark, axis.tick_label_position = True, XL_TICK_MARK.NONE, XL_TICK_LABEL_POSITION.LOW
    axis.tick_labels.font.size, axis.format.line.color.theme_color = Pt(18), TONES["grid"]
    chart.value_axis.visible, chart.value_axis.has_major_gridlines, chart.value_axis.minimum_scale = False, False, 0 if _positive(block) else None
    _legend(chart, len(block.series) > 1)


def line_chart(slide, block: Lines, box) -> None:
    """Observed values as marks with numbers, the path as a dashed line; years along the foot. A long unit stands in the legend."""
    unit, named = (block.unit, "") if ems(block.unit) <= 3 else ("", f"（{block.unit}）")
    data = CategoryChartData(number_format=_number(block.decimals))
    data.categories = [str(year) for year in block.years]
    for series in block.series:
        data.add_series(neutral(series.name + named), [None if v != v else v for v in series.values])
    chart = slide.shapes.add_chart(XL_CHART_TYPE.LINE_MARKERS, *(Emu(int(value)) for value in box), data).chart
    for i, (drawn, series) in enumerate(zip(chart.plots[0].series, block.series, strict=True)):
        drawn.smooth, line = False, drawn.format.line
        line.color.theme_color, line.width = TONES[series.tone], Pt(3)
        drawn.marker.style, drawn.marker.size = (XL_MARKER_STYLE.CIRCLE, 14) if i == 0 else (XL_MARKER_STYLE.NONE, 2)
        drawn.marker.format.fill.solid()
        drawn.marker.format.fill.fore_color.theme_color = TONES[series.tone]
        drawn.marker.format.line.color.theme_color = TONES[series.tone]
        if i:
            line.dash_style = MSO_LINE.DASH
        shown = [j for j, v in enumerate(series.values) if v == v] if i == 0 else [len(block.years) - 1]
        for j in shown:
            label = drawn.points[j].data_label
            low = j if i == 0 else any(series.values[j] < other.values[j] for other in block.series[1:])
            label.position = XL_LABEL_POSITION.BELOW if low else XL_LABEL_POSITION.ABOVE
            label.has_text_frame = False
            label.font.size, label.font.bold, label.font.color.theme_color = Pt(20), True, TONES[series.tone]
            label._dLbl.find(f"{{{CHART}}}txPr").find(f"{{{DRAWING}}}bodyPr").set("wrap", "none")
            _show_value(label, f'{_number(block.decimals)}"{unit}"')
    axis = chart.value_axis
    axis.has_major_gridlines = True
    axis.format.line.fill.background()
    axis.major_gridlines.format.line.color.theme_color = TONES["grid"]
    axis.tick_labels.font.size, axis.tick_labels.number_format_is_linked = Pt(16), False
    largest = max((abs(v) for series in block.series for v in series.values if v == v), default=0)
    axis.tick_labels.number_format = _number(0 if largest >= 5 else 1)
    chart.category_axis.tick_labels.font.size = Pt(18)
    _legend(chart, True)


def _show_value(label, number_format: str) -> None:
    """Let a point's label show its value in a format of its own."""
    element = label._dLbl
    for tag in ("numFmt", "showLegendKey", "showVal", "showCatName", "showSerName", "showPercent", "showBubbleSize"):
        for old in element.findall(f"{{{CHART}}}{tag}"):
            element.remove(old)
    index = element.find(f"{{{CHART}}}idx")
    form = number_format.replace('"', "&quot;")
    element.insert(element.index(index) + 1, parse_xml(f'<c:numFmt {nsdecls("c")} formatCode="{form}" sourceLinked="0"/>'))
    for tag, value in (("showLegendKey", 0), ("showVal", 1), ("showCatName", 0), ("showSerName", 0), ("showPercent", 0), ("showBubbleSize", 0)):
        element.append(parse_xml(f'<c:{tag} {nsdecls("c")} val="{value}"/>'))


def _slivers(block: Bars, series) -> list[int]:
    """The parts of stacked bars that are too narrow for their number; the notes tell it."""
    longest = max(sum(one.values[i] for one in block.series) for i in range(len(block.labels))) if block.stacked else 0
    return [i for i, value in enumerate(series.values) if 0 < value < SLIVER * longest]


def _no_label(label) -> None:
    """Take the number off a part of a bar."""
    element = label._get_or_add_dLbl()
    for child in list(element)[1:]:
        element.remove(child)
    element.append(parse_xml(f'<c:delete {nsdecls("c")} val="1"/>'))


def _legend(chart, wanted: bool) -> None:
    chart.has_legend, chart.has_title = wanted, False
    chart.font.size = Pt(16)
    if wanted:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
        chart.legend.font.size = Pt(16)


def _number(decimals: int) -> str:
    return "#,##0" + ("." + "0" * decimals if decimals else "")


def _positive(block: Bars) -> bool:
    return all(v >= 0 for series in block.series for v in series.values if v == v)


def table(slide, block: Table, box) -> None:
    """A native table in the largest type that fits; thin rules, the verdicts in their colours."""
    left, top, width, height = box
    widths = [width * share / sum(block.widths) for share in block.widths]
    size, heights = fit(block, widths, height)
    shape = slide.shapes.add_table(len(block.rows) + 1, len(block.head), *(Emu(int(value)) for value in (left, top, width, sum(heights))))
    shape.name = "表"
    shape._element.graphic.graphicData.tbl.tblPr.find(f"{{{DRAWING}}}tableStyleId").text = _NO_STYLE
    drawn = shape.table
    drawn.horz_banding = False
    for i, value in enumerate(widths):
        drawn.columns[i].width = Emu(int(value))
    for i, row in enumerate((block.head, *block.rows)):
        drawn.rows[i].height = Emu(int(heights[i]))
        for j, words in enumerate(row):
            cell = drawn.cell(i, j)
            cell.margin_left = cell.margin_right = CELL
            cell.margin_top = cell.margin_bottom = Inches(0.04)
            cell.vertical_anchor = MSO_ANCHOR.MIDDLE
            colour = "muted" if i == 0 else _BADGES.get(words, "text")
            align = PP_ALIGN.RIGHT if j in block.right else PP_ALIGN.LEFT
            text(cell.text_frame, [words], size if i else min(size, 16), colour, bold=i > 0 and (j == 0 or words in _BADGES), align=align)
            _rule(cell, "accent1" if i == 0 else "bg2")


def fit(block: Table, widths: list[float], height: float) -> tuple[int, list[float]]:
    """The largest type at which the rows fit into `height`, and the height of every row (EMU); the smallest where none does."""
    for size in TABLE_SIZES:
        heights = [
            max(lines(words, width - 2 * CELL, size) for words, width in zip(row, widths, strict=True)) * Pt(size) * LEADING + Inches(0.14)
            for row in (block.head, *block.rows)
        ]
        if sum(heights) <= height:
            break
    spare = max(0.0, min((height - sum(heights)) / len(heights), Inches(0.16)))
    return size, [value + spare for value in heights]


def _rule(cell, slot: str) -> None:
    """A line under a cell."""
    properties = cell._tc.get_or_add_tcPr()
    properties.insert(0, parse_xml(f'<a:lnB {nsdecls("a")} w="9525"><a:solidFill><a:schemeClr val="{slot}"/></a:solidFill></a:lnB>'))


def paragraphs(slide, block: Text, box, *, small: bool = False) -> None:
    """Short paragraphs in the largest type that fits."""
    left, top, width, height = box
    for size in TEXT_SIZES[5:] if small else TEXT_SIZES:
        if sum(lines(words, width - Inches(0.2), size) for words in block.paragraphs) * Pt(size) * 1.3 + len(block.paragraphs) * Pt(10) <= height:
            break
    shape = slide.shapes.add_textbox(*(Emu(int(value)) for value in (left, top, width, height)))
    shape.name = "正文"
    shape.text_frame.word_wrap = True
    text(shape.text_frame, block.paragraphs, size, gap=10)
