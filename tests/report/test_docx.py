"""The report in official form: the store's numbers, Word's outline, captions and references, and pages that hold what
they should."""

import io
import re
import shutil
import subprocess
import zipfile

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm

from lib.measure.clause import Measured
from lib.report import requirement, selection
from lib.report.document import file as docx_report
from lib.report.document.paper import Field, Paper, Ref
from lib.theme import badge
from tests.homes import ABOUT

NAMES = ["real", "full", "empty"]
MILLIMETRE = 72 / 25.4


def opened_bytes(data: bytes):
    return docx.Document(io.BytesIO(data))


def opened(folder, name: str):
    return docx.Document(str(folder / f"{name}.docx"))


def text_of(document) -> str:
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def tables(document) -> dict[str, list[list[str]]]:
    """The rows of every table (head first) by its caption."""
    found, caption = {}, ""
    for child in document.element.body:
        if child.tag == qn("w:tbl"):
            found[caption] = [
                ["\n".join(p.text for p in cell.paragraphs) for cell in row.cells]
                for row in docx.table.Table(child, document).rows
            ]
        elif child.tag == qn("w:p"):
            caption = docx.text.paragraph.Paragraph(child, document).text
    return found


@pytest.mark.parametrize("name", ["real", "full"])
def test_every_clause_stands_once_in_its_domain(folder, selections, name):
    """With what it asks for, its verdict and its catch-up growth, which nothing that is met has."""
    chosen, found = selections[name], tables(opened(folder, name))
    for domain, rows in chosen.clauses.groupby("domain_name"):
        body = next(cells for caption, cells in found.items() if f"{domain}目标条款的结论和算式" in caption)[1:]
        shown = {(*row[1].split("\n"), row[2].replace("−", "-")): row for row in body}
        assert len(body) == len(rows) == len(shown)
        for row in Measured.of(rows):
            place = "" if row.area == chosen.area else "两区共同，" if row.area == "新区" else f"{row.area}，"
            where = f"{place}{chosen.sections.at(row.line)}"
            _, _, _, figures, verdict, why = shown[(row.name, where, requirement.required(row))]
            assert verdict == badge(row.verdict)
            assert not re.search(r"(?<![A-Za-z0-9.）])-\d", figures + why), "a hyphen is torn from its number"
            if row.pace == row.pace and row.kind in ("count", "cumulative_sum", "share") and row.direction > 0:
                assert ("追赶增速" in why) == (row.actual < row.target and row.due > row.actual_year), row.id


def test_the_opening_says_what_the_figures_say(folder, selections):
    rows = selections["real"].clauses
    later = (rows["kind"] == "milestone").sum()  # none is due in 2016
    text = text_of(opened(folder, "real"))
    assert "2016年的时间进度为20%" in text
    assert (
        f"目标条款共{len(rows)}项：可以评估的3项，里程碑未到期{later}项，无法评估{len(rows) - 3 - later}项。可以评估的条款中，达标或达到进度2项（达到进度2项），滞后1项（略有滞后1项）。"
        in text
    )
    assert "要求2020年不低于52%，2016年为47.92%，完成程度18.4%，序时进度比0.92，结论为略有滞后。" in text
    assert "要在2020年达到目标，2017—2020年须每年提高1.02个百分点。" in text
    assert "尚未提交说明" not in text  # 略有滞后 need not be explained
    assert "2016年超过300亿元" in text
    assert "实际值是下限" in text


def test_explanations_adjustments_and_the_mark_of_fiction(folder):
    document = opened(folder, "full")
    text = text_of(document)
    assert '原因：=HYPERLINK("http://x","y")<b>&。' in text
    assert "责任单位：天元区发展和改革局。完成时限：2019年6月。" in text
    cells = [cell for body in tables(document).values() for row in body for cell in row]
    assert "2020年不低于400亿元（下调，原为2020年不低于420亿元）" in cells
    section = document.sections[0]
    for header in (section.header, section.even_page_header):
        assert "演示数据" in header.paragraphs[0].text


def test_the_growth_of_the_year_is_told_with_its_source(plan):
    document = opened_bytes(docx_report.document(selection.chosen(plan, kind="annual", year=2018, area="天元区")))
    assert "公布的2018年增速有3个，都低于规划要求的年均增速" in text_of(document)
    found = tables(document)
    body = next(cells for caption, cells in found.items() if "2018年公布的增速" in caption)[1:]
    assert [(row[0], row[2]) for row in body] == [
        ("地区生产总值", "9%"),
        ("固定资产投资", "5%"),
        ("社会消费品零售总额", "9.3%"),
    ]
    told = next(cells for caption, cells in found.items() if "结论所用的观测值" in caption)
    assert sum(row[2] == "2018" and "比上年增长" in row[3] for row in told) == 3
    assert {row[0] for row in next(cells for caption, cells in found.items() if "数据来源" in caption)[1:]} == {
        "株洲高新技术产业开发区、株洲市天元区国民经济和社会发展第十三个五年规划纲要",
        "关于2016年国民经济和社会发展计划执行情况与2017年计划（草案）的报告",
        "政府工作报告·2018年工作回顾（天元区／株洲高新区）",
    }


def test_a_midterm_tells_the_course_and_the_outlook_and_is_of_2018(plan):
    midterm, early = (selection.chosen(plan, kind="midterm", year=year, area="天元区") for year in (2018, 2016))
    document = opened_bytes(docx_report.document(midterm))
    found = {caption.split("　")[1]: cells for caption, cells in tables(document).items()}
    assert [row[0] for row in found["逐年的结论（项）"][1:]] == ["2016年", "2017年", "2018年"]
    course = {row[0]: row[1:] for row in found["主要指标逐年的实际值和目标路径"][1:]}
    assert course["地区生产总值"] == ["超过300亿元\n路径293.5亿元", "—\n路径321.0亿元", "—\n路径351.1亿元"]
    ahead = {row[0]: row[1:] for row in found["主要指标推算到2020年"][1:]}
    assert ahead["地区生产总值"][2:] == ["9.37%", "8.78%", "431.3亿元*", "522.3亿元", "468.2亿元"]
    own = next(row for caption, cells in found.items() if "结论和算式" in caption for row in cells if "中期" in row[1])
    assert own[5] == "即本次评估，尚未记为完成"
    assert "阶段评估" in early.title and "中期" not in early.title + early.name
    assert "中期评估" in midterm.title
    assert not [
        1
        for caption in tables(opened_bytes(docx_report.document(selection.chosen(plan, kind="annual", year=2018))))
        if "逐年" in caption
    ]


@pytest.mark.parametrize("name", NAMES)
def test_titles_break_where_the_sense_does_and_the_file_says_who_made_it(folder, selections, name):
    document, chosen = opened(folder, name), selections[name]
    lines = next(p for p in document.paragraphs if p.style.style_id == "Title").text.split("\n")
    assert tuple(lines) == chosen.heading
    assert all(len(line) <= 20 for line in lines), lines
    properties = document.core_properties
    assert properties.author == ABOUT.name.product == properties.last_modified_by
    assert properties.created.year > 2013
    assert chosen.title in properties.title
    assert ("演示数据" in properties.title) == chosen.demo
    assert "thumbnail" not in " ".join(zipfile.ZipFile(folder / f"{name}.docx").namelist())


def test_a_pace_below_a_threshold_is_not_printed_as_the_threshold(folder, selections):
    for name in ("real", "full"):
        for caption, cells in tables(opened(folder, name)).items():
            if "滞后的目标条款" in caption:
                assert not [row for row in cells[1:] if row[2] == "1.00" or (row[2] == "0.80" and "略有" not in row[3])]


def test_nothing_is_counted_that_is_not_there(plan, folder):
    for chosen in (
        selection.chosen(plan, kind=kind, year=2018, of=of)
        for kind, of in (("domain", "政治文明"), ("park", "田心高科园"), ("annual", None))
    ):
        text = text_of(opened_bytes(docx_report.document(chosen)))
        assert not re.search(r"(?<![\d.])0[项个]|(?<!\d)0\.0%", text)
        if not (chosen.projects["flagship"] == "yes").any():
            assert "百亿工程和项目" not in text
    assert not re.search(r"(?<![\d.])0[项个]", text_of(opened(folder, "full")))


def test_a_park_without_targets_says_so(folder):
    assert "《规划》没有为田心高科园单独设定目标条款" in text_of(opened(folder, "empty"))


@pytest.mark.parametrize("name", NAMES)
def test_the_form_is_that_of_an_official_document(folder, name):
    document = opened(folder, name)
    section = document.sections[0]
    assert [round(x / Mm(1)) for x in (section.page_width, section.page_height)] == [210, 297]
    assert [
        round(x / Mm(1)) for x in (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    ] == [37, 35, 28, 26]
    assert document.settings.odd_and_even_pages_header_footer
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        assert footer.paragraphs[0].text == "— 1 —"
        assert footer.paragraphs[0]._p.pPr.find(qn("w:jc")).get(qn("w:val")) == side
    styles = {style.style_id: style.element for style in document.styles}

    def look(style: str) -> tuple:
        run = styles[style].find(qn("w:rPr"))
        return run.find(qn("w:rFonts")).get(qn("w:eastAsia")), run.find(qn("w:sz")).get(qn("w:val"))

    assert look("Title") == ("方正小标宋简体", "44")
    assert look("Normal") == ("仿宋_GB2312", "32")
    assert [look(f"Heading{n}")[0] for n in (1, 2, 3, 4)] == ["黑体", "楷体_GB2312", "仿宋_GB2312", "仿宋_GB2312"]
    spacing = styles["Normal"].find(qn("w:pPr")).find(qn("w:spacing"))
    assert (spacing.get(qn("w:line")), spacing.get(qn("w:lineRule"))) == ("560", "exact")
    with zipfile.ZipFile(folder / f"{name}.docx") as file:
        numbering, fonts = file.read("word/numbering.xml").decode(), file.read("word/fontTable.xml").decode()
    assert re.findall(r'lvlText w:val="([^"]+)"', numbering) == ["%1、", "（%2）", "%3.", "（%4）"]
    assert 'w:name="仿宋_GB2312"><w:altName w:val="仿宋"' in fonts


def test_the_master_holds_the_styles_that_are_used_and_nothing_else(folder):
    kept = {"DefaultParagraphFont", "TableNormal", "NoList"}
    document = opened(folder, "full")
    parts = [
        document.element.body,
        *(
            part.element
            for part in document.part.package.iter_parts()
            if "footer" in part.partname or "header" in part.partname
        ),
    ]
    used = {style.get(qn("w:val")) for part in parts for style in part.iter(qn("w:pStyle"))}
    levels = {f"Heading{level}" for level in range(1, 5)}
    assert {style.style_id for style in document.styles} == used | levels | kept | {"Normal", "Header"}
    with zipfile.ZipFile(folder / "full.docx") as file:
        assert not [name for name in file.namelist() if re.search("Effects|customXml|webSettings|thumbnail", name)]


@pytest.mark.parametrize("name", NAMES)
def test_outline_contents_captions_and_references_agree(folder, name):
    document = opened(folder, name)
    body = document.element.body
    headings = [p.text for p in document.paragraphs if p.style.style_id in ("Heading1", "Annex")]
    contents = [
        re.sub(r"^[一二三四五六七八九十]+、|^（[一二三四五六七八九十]+）", "", p.text.split("\t")[0])
        for p in document.paragraphs
        if p.style.style_id.startswith("TOC") and p.style.style_id != "TOCHeading"
    ]
    assert contents == headings
    marks = {mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))}
    instructions = [code.text for code in body.iter(qn("w:instrText"))]
    assert {text.split()[1] for text in instructions if text.startswith(" REF ")} <= marks
    assert {link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))} <= marks
    pages = [text.split()[1] for text in instructions if text.startswith(" PAGEREF ")]
    assert len(pages) == len(headings) and set(pages) <= marks  # every entry has the field of its page
    captions = [p.text for p in document.paragraphs if p.style.style_id == "Caption"]
    assert [re.match(r"表(\d+)　", text)[1] for text in captions] == [
        str(i) for i in range(1, len(document.tables) + 1)
    ]
    assert sum("SEQ 表" in text for text in instructions) == len(document.tables)
    for table in document.tables:
        assert table._tbl.tr_lst[0].trPr.find(qn("w:tblHeader")) is not None
    starts, ends = (
        sum(c.get(qn("w:fldCharType")) == kind for c in body.iter(qn("w:fldChar"))) for kind in ("begin", "end")
    )
    assert starts == ends


def test_a_reference_shows_the_number_of_its_table_even_when_it_comes_first():
    paper = Paper(("题",), ("副题",), ABOUT.name.product)
    paper.heading(1, "章")
    paper.text("见", Ref("b"), "和", Ref("a"), "。")
    for key in ("a", "b"):
        paper.table(key, "表", [Field("一", 10)], [["x"]])
    assert "见表2和表1。" in text_of(docx.Document(io.BytesIO(paper.bytes())))


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="no pdftotext: apt-get install poppler-utils")
def test_on_paper_nothing_runs_out_of_the_type_area(folder, soffice, selections):
    for path in soffice([folder / f"{name}.docx" for name in ("real", "full")], "pdf"):
        boxes = subprocess.run(
            ["pdftotext", "-bbox", str(path), "-"], capture_output=True, text=True, check=True
        ).stdout
        words = re.findall(r'xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)" yMax="[\d.]+">([^<]+)<', boxes)
        assert len(words) > 1000
        assert min(float(left) for left, _, _ in words) >= 27.5 * MILLIMETRE
        hanging = 16  # punctuation may hang into the margin by one character
        assert not [
            text
            for _, right, text in words
            if float(right) > 184.5 * MILLIMETRE + (hanging if text[-1] in "，。；：、）”》" else 0)
        ]
        assert "\ufffd" not in boxes
        text = re.sub(
            r"\s", "", subprocess.run(["pdftotext", str(path), "-"], capture_output=True, text=True, check=True).stdout
        )
        assert "一、总体情况" in text
        assert "—1—" in text


def test_cancelled_targets_stand_in_a_table_and_nowhere_else(folder, selections):
    found = tables(opened(folder, "full"))
    gone = next(cells for caption, cells in found.items() if "按程序取消的目标" in caption)
    assert gone[1] == [
        f"人均预期寿命\n天元区，{selections['full'].sections.at(166)}",
        "2020年不低于75岁",
        "天人发〔2018〕9号",
        "2018年9月1日",
        "区人大常委会",
        "由上级统一安排",
    ]
    assert not [
        caption
        for caption, cells in found.items()
        if "取消" not in caption and any("人均预期寿命" in cell for row in cells for cell in row[:2])
    ]
    changed = next(cells for caption, cells in found.items() if "按程序调整的目标" in caption)
    assert changed[1][1:5] == ["下调", "2020年不低于420亿元", "2020年不低于400亿元", changed[1][4]]
    assert "天人发〔2018〕9号，2018年9月1日" in changed[1][5]
    assert not [caption for caption in tables(opened(folder, "real")) if "按程序" in caption]


def test_the_training_set_says_so_under_the_title_and_on_every_page(folder):
    marked, real = opened(folder, "full"), opened(folder, "real")
    assert [p.text for p in marked.paragraphs[:3]][2] == "演示数据：数字是虚构的，仅供培训，不是真实情况"
    assert not any("演示数据" in p.text for p in [*real.paragraphs, *real.sections[0].header.paragraphs])


@pytest.mark.parametrize("name", ["real", "full"])
def test_the_plan_is_cited_by_chapter_and_section(folder, name):
    document = opened(folder, name)
    said = text_of(document) + "".join(cell for rows in tables(document).values() for row in rows for cell in row)
    assert "第三章第三节" in said
    assert not re.search(r"第\s*\d[\d、至 ]*行", said)
