"""The PowerPoint file opened again: real charts with the deck's data, real tables, a map of named shapes, notes, fonts,
nothing that overflows."""

import copy
import io
import re
import zipfile

import openpyxl
import pytest
from PIL import Image
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE as Kind
from pptx.util import Emu, Pt

from lib.maps.sheet import Map
from lib.report.deck import typeset
from lib.report.deck.contents import deck
from lib.report.deck.material import material
from lib.report.deck.opening import ANNEX
from lib.report.deck.picture import taken
from lib.report.deck.slide import (
    CONTENT,
    FULL,
    Bars,
    Card,
    Cards,
    Lines,
    Panels,
    Point,
    Points,
    Series,
    Slide,
    Stage,
    Table,
    Text,
    as_shown,
    clean,
)
from lib.report.powerpoint import file as pptx
from lib.report.powerpoint import master
from lib.theme import palette
from tests.homes import ABOUT
from tests.report.opc import faults

DECKS = [
    {"kind": "midterm", "area": "天元区", "year": 2018},
    {"kind": "annual", "area": None, "year": 2020},
    {"kind": "domain", "of": "社会发展", "area": None, "year": 2018},
    {"kind": "park", "of": "新马科技工业园", "year": 2018},
    {"kind": "flagship", "year": 2018},
]

MARK = "演示数据：数字是虚构的，仅供培训，不是真实情况"

AUTHOR = ABOUT.name.product


@pytest.fixture(scope="module", params=DECKS, ids=lambda asked: asked["kind"])
def pair(request, rich):
    """The slides of a deck with figures everywhere, and the file made of them, opened again."""
    slides = deck(material(rich, **request.param))
    return slides, Presentation(io.BytesIO(pptx.write(slides, "标题", AUTHOR)))


def shapes(container):
    """All shapes, those within groups included."""
    for shape in container:
        yield shape
        if shape.shape_type == Kind.GROUP:
            yield from shapes(shape.shapes)


def of_kind(slides, file, kind):
    """(block, its slide in the file) for every block of a kind."""
    return [
        (block, drawn)
        for slide, drawn in zip(slides, file.slides, strict=True)
        for block in slide.blocks
        if isinstance(block, kind)
    ]


def test_every_slide_has_its_finding_its_sources_and_its_notes(pair):
    slides, file = pair
    assert (file.slide_width, file.slide_height) == (Pt(typeset.WIDTH), Pt(typeset.HEIGHT))
    for slide, drawn in zip(slides, file.slides, strict=True):
        assert drawn.shapes.title.text_frame.text.replace("\v", "") == slide.title
        notes = drawn.notes_slide.notes_text_frame.text
        assert all(clean(note) in notes for note in slide.notes)
        if slide.sources:
            assert any(s.has_text_frame and as_shown(slide).sources in s.text_frame.text for s in drawn.shapes)


def test_charts_hold_the_data(pair):
    for block, drawn in of_kind(*pair, Bars | Lines):
        chart = next(shape.chart for shape in drawn.shapes if shape.has_chart)
        labels = block.labels if isinstance(block, Bars) else [str(year) for year in block.years]
        assert list(chart.plots[0].categories) == list(labels)
        for series, read in zip(block.series, chart.plots[0].series, strict=True):
            assert list(read.values) == [None if v != v else v for v in series.values]
        sheet = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active
        assert [cell.value for cell in sheet["A"]][1:] == list(labels)
        assert [cell.value for cell in sheet["B"]][1:] == [None if v != v else v for v in block.series[0].values]


def test_tables_are_tables(pair):
    for block, drawn in of_kind(*pair, Table):
        table = next(shape.table for shape in drawn.shapes if shape.has_table)
        assert [[cell.text for cell in row.cells] for row in table.rows] == [
            list(row) for row in (block.head, *block.rows)
        ]


def test_the_map_is_native_named_and_grouped_by_layer(pair):
    for block, drawn in of_kind(*pair, Map | Stage):
        block, filling = (block.sheet, True) if isinstance(block, Stage) else (block, False)
        groups = {shape.name: shape for shape in drawn.shapes if shape.shape_type == Kind.GROUP}
        for layer in (one for one in block.layers if one.features):
            drawn_names = [shape.name for shape in groups[f"图层：{layer.title}"].shapes]
            assert drawn_names == [feature.name for feature in layer.features]
        belt = [shape for group in groups.values() for shape in group.shapes if shape.shape_type == Kind.FREEFORM]
        assert len(belt) > 5
        for shape in belt:
            assert (
                -Pt(2) <= shape.left
                and shape.left + shape.width <= Pt(typeset.WIDTH)
                and shape.top + shape.height
                <= Pt(typeset.HEIGHT if filling or drawn.name == "cover" else typeset.FOOT.top)
            )


def test_small_charts_have_the_data_and_the_axis_of_the_screen(pair):
    for block, drawn in of_kind(*pair, Panels):
        charts = [shape.chart for shape in drawn.shapes if shape.has_chart]
        assert len(charts) == len(block.items)
        for panel, chart in zip(block.items, charts, strict=True):
            for series, read in zip(panel.chart.series, chart.plots[0].series, strict=True):
                assert list(read.values) == [None if v != v else v for v in series.values]
            axis = chart.value_axis.minimum_scale, chart.value_axis.maximum_scale
            assert axis == pytest.approx(panel.chart.tight)


def test_cards_and_points_hold_their_words(pair):
    for block, drawn in of_kind(*pair, Cards | Points):
        said = "\n".join(shape.text_frame.text for shape in drawn.shapes if shape.has_text_frame)
        items = block.items
        words = [
            w for one in items for w in ((one.title, *one.lines) if isinstance(one, Card) else (one.head, one.text))
        ]
        assert all(clean(word) in said for word in words)


def test_nothing_has_a_shadow_and_what_is_drawn_is_told(pair):
    for drawn in pair[1].slides:
        text = drawn._element.xml
        assert "effectRef" not in text and "outerShdw" not in text
        for shape in drawn.shapes:
            if shape.has_chart or shape.has_table or (shape.shape_type == Kind.GROUP and "图层：" in shape.name):
                told = shape._element.xpath(".//p:cNvPr")[0].get("descr") or shape.name in (
                    "图层：编号",
                    "图层：比例尺与指北",
                )
                assert told, shape.name


def test_parts_are_sections(pair):
    slides, file = pair
    names = [
        one.get("name")
        for one in file.part._element.iter("{http://schemas.microsoft.com/office/powerpoint/2010/main}section")
    ]
    assert names == list(dict.fromkeys(slide.part for slide in slides))
    ids = [
        one.get("id")
        for one in file.part._element.iter("{http://schemas.microsoft.com/office/powerpoint/2010/main}sldId")
    ]
    assert ids == [str(slide.slide_id) for slide in file.slides]


def test_there_is_no_picture(pair):
    file = io.BytesIO()
    pair[1].save(file)
    names = zipfile.ZipFile(file).namelist()
    assert not [name for name in names if name.startswith("ppt/media/")]
    assert not [shape for slide in pair[1].slides for shape in shapes(slide.shapes) if shape.shape_type == Kind.PICTURE]


def test_fonts_come_from_the_theme(pair):
    file = io.BytesIO()
    pair[1].save(file)
    parts = zipfile.ZipFile(file)
    theme = parts.read("ppt/theme/theme1.xml").decode()
    assert theme.count('<a:latin typeface="微软雅黑"/><a:ea typeface="微软雅黑"/>') == 2
    assert theme.count('script="Hans" typeface="Noto Sans CJK SC"') == 2
    for name in parts.namelist():
        if name.startswith(("ppt/slides/slide", "ppt/charts/chart")):
            text = parts.read(name).decode()
            assert 'typeface="' not in text.replace('typeface="+', ""), name


def test_nothing_overflows_by_estimate(pair):
    """All letters but those of sources are such that a room reads them (in the annex one at a desk), every shape lies on
    the slide, titles take two lines at most."""
    slides, file = pair
    for slide, drawn in zip(slides, file.slides, strict=True):
        assert typeset.lines(slide.title, typeset.ACROSS, 30) <= 2 or slide.layout != CONTENT, slide.title
        for shape in drawn.shapes:
            assert shape.left >= 0 and shape.left + shape.width <= file.slide_width, shape.name
            low = file.slide_height if shape.name == "来源" or slide.layout == FULL else Pt(typeset.FOOT.top)
            assert shape.top + shape.height <= low + Pt(20 if slide.key == "cover" else 3), (slide.key, shape.name)
            least = typeset.ANNEXED if slide.part == ANNEX else typeset.READABLE
            if shape.name not in ("来源", "标识"):
                assert all(size >= least for size in letters(shape)), (slide.key, shape.name)
            if shape.has_text_frame and shape.name == "正文":
                size = shape.text_frame.paragraphs[0].runs[0].font.size
                need = (
                    sum(typeset.lines(p.text, Emu(shape.width).pt - 15, size.pt) for p in shape.text_frame.paragraphs)
                    * size
                    * 1.3
                )
                assert need <= shape.height, slide.key


def letters(shape):
    """The sizes of all letters of a shape, in points."""
    frames = [shape.text_frame] if shape.has_text_frame else []
    frames += [cell.text_frame for cell in shape.table.iter_cells()] if shape.has_table else []
    yield from (run.font.size.pt for f in frames for p in f.paragraphs for run in p.runs if run.font.size)
    if shape.has_chart:
        sizes = shape.chart._chartSpace.xpath(".//a:defRPr/@sz | .//a:rPr/@sz")
        assert sizes
        yield from (int(size) / 100 for size in sizes)
    for one in shape.shapes if shape.shape_type == Kind.GROUP else ():
        yield from letters(one)


def test_text_of_people_stays_text():
    bad = "=1+1\x07<b>"
    slide = Slide("x", "甲", bad, (Table((bad,), ((bad,),), (1,)),), (bad,))
    chart = Slide("y", "乙", "题", (Bars((bad, "@a"), (Series("=x", (1.0, 2.0), "plan"),), "项", 0),))
    file = Presentation(io.BytesIO(pptx.write([slide, chart, Slide("z", "丙", "题", (Text((bad,)),))], bad, AUTHOR)))
    assert file.slides[0].shapes.title.text_frame.text == "=1+1<b>"
    drawn = next(s.chart for s in file.slides[1].shapes if s.has_chart)
    sheet = openpyxl.load_workbook(io.BytesIO(drawn.part.chart_workbook.xlsx_part.blob)).active
    assert [cell.data_type for cell in sheet["A"]][1:] == ["s", "s"]
    assert sheet["A2"].value.startswith("'=") and sheet["B1"].value == "'=x"


def drawn(*blocks):
    """A file of one slide with these blocks, opened again."""
    return Presentation(io.BytesIO(pptx.write([Slide("x", "甲", "题", blocks)], "题", AUTHOR))).slides[0].shapes


def test_a_picture_of_people_is_described_and_points_have_marks():
    image = io.BytesIO()
    Image.new("RGB", (40, 20), "teal").save(image, "PNG")
    slide = Slide("x", "甲", "题", (Text(("一", "二"), listed=True), taken(image.getvalue(), "现场")))
    data = pptx.write([slide], "题", AUTHOR)
    shapes_of = Presentation(io.BytesIO(data)).slides[0].shapes
    picture = next(shape for shape in shapes_of if shape.shape_type == Kind.PICTURE)
    assert picture._element.xpath(".//p:cNvPr")[0].get("descr") == "现场"
    assert picture.width / picture.height == pytest.approx(2, rel=1e-4)
    text = next(shape for shape in shapes_of if shape.name == "正文")
    assert len(text._element.xpath(".//a:buChar")) == 2 and text.left + text.width <= picture.left
    assert not faults(data)


def test_numbers_of_bars_below_nought_do_not_lie_on_the_names():
    bars = Bars(("甲", "乙"), (Series("增速", (-3.0, 12.0), "accent"),), "%", 1)
    chart = next(shape.chart for shape in drawn(bars) if shape.has_chart)
    assert chart.value_axis.minimum_scale == pytest.approx(-3 - 0.15 * 15)


def test_a_bound_is_a_bound_in_the_chart_and_whole_numbers_stay_whole():
    seen = Series("实际", (1400.0, 300.0, 301.5), "accent", bounds=("", "超过", ""))
    chart = next(
        shape.chart
        for shape in drawn(
            Lines((2015, 2016, 2017), (seen, Series("目标路径", (268.4, 293.55, 320.0), "plan")), "件", 1)
        )
        if shape.has_chart
    )
    forms = [
        element.get("formatCode")
        for element in chart._chartSpace.iter()
        if element.tag.endswith("}numFmt") and element.getparent().tag.endswith("}dLbl")
    ]
    assert forms[:3] == ['""#,##0"件"', '"超过"#,##0"件"', '""#,##0.0"件"']
    assert forms[3] == '""#,##0"件"'


def test_the_scale_stands_beneath_the_map_and_the_map_is_large(plan):
    slides = deck(material(plan, kind="flagship", year=2018))
    file = Presentation(io.BytesIO(pptx.write(slides, "标题", AUTHOR)))
    shapes_of = next(d for s, d in zip(slides, file.slides, strict=True) if s.key == "map").shapes
    groups = {shape.name: list(shape.shapes) for shape in shapes_of if shape.shape_type == Kind.GROUP}
    scale = groups.pop("图层：比例尺与指北")
    units = [shape for name, members in groups.items() if name != "图层：编号" for shape in members]
    assert max(shape.top + shape.height for shape in units) <= min(shape.top for shape in scale)
    assert max(shape.left + shape.width for shape in units) - min(shape.left for shape in units) > Pt(typeset.WIDTH) / 4


def test_a_fictitious_set_says_so_on_every_slide(rich):
    slides = deck(material(rich, kind="flagship", year=2018, demo=True))
    file = Presentation(io.BytesIO(pptx.write(slides, "标题", AUTHOR, MARK)))
    for drawn in file.slides:
        assert any(s.has_text_frame and s.text_frame.text == MARK for s in drawn.shapes)
        assert MARK in drawn.notes_slide.notes_text_frame.text


def test_an_empty_choice_is_refused():
    with pytest.raises(ValueError, match="没有选中任何一页"):
        pptx.write([], "标题", AUTHOR)


def test_the_master_has_the_colours_of_the_house_and_nothing_else():
    parts = zipfile.ZipFile(master.MASTER)
    theme = parts.read("ppt/theme/theme1.xml").decode()
    slots = {"dk1": "text", "lt1": "surface", "dk2": "muted", "lt2": "grid"}
    slots |= {f"accent{i}": tone for i, tone in enumerate(("plan", "accent", "good", "warn", "bad", "neutral"), 1)}
    shown = {slot: re.search(f"<a:{slot}><a:srgbClr val=.([0-9A-F]+)", theme)[1] for slot in slots}
    assert shown == {slot: palette("light")[tone].removeprefix("#") for slot, tone in slots.items()}
    assert len([name for name in parts.namelist() if "/slideLayouts/slideLayout" in name]) == len(master.LAYOUTS)
    assert not [name for name in parts.namelist() if "media" in name or "printerSettings" in name]


def test_a_master_of_the_office_is_taken_and_a_wrong_one_refused_in_words(tmp_path):
    slides, own = [Slide("x", "甲", "题", (Points((Point("一", "二"),)),))], tmp_path / "master.pptx"
    assert pptx.write(slides, "题", AUTHOR, "", own), "without one it is ours"
    office = Presentation(str(master.MASTER))
    for name in ("章节", "满幅图"):  # an office need not have these
        office.slide_layouts.remove(office.slide_layouts.get_by_name(name))
    badge = office.slide_master.shapes._spTree
    badge.append(copy.deepcopy(office.slide_layouts[0].shapes[0]._element))
    office.save(own)
    section = Slide("y", "乙", "章", (Text(("甲",)),), layout="section")
    made = Presentation(io.BytesIO(pptx.write([*slides, section], "题", AUTHOR, "", own)))
    assert len(made.slide_master.shapes) == len(office.slide_master.shapes) == 3
    assert made.slides[1].slide_layout.name == "封面"
    Presentation().save(own)
    with pytest.raises(master.WrongMaster, match=r"16:9宽屏.*“封面”和“结论与内容”的版式"):
        pptx.write(slides, "题", AUTHOR, "", own)
    own.write_bytes(b"no")
    with pytest.raises(master.WrongMaster, match="打不开"):
        pptx.write(slides, "题", AUTHOR, "", own)
