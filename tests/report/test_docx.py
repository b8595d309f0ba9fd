"""The report in official form: the store's numbers, Word's outline, captions and references, and pages that hold what
they should."""

import io
import re
import shutil
import subprocess
import zipfile

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm

from lib.cycle import supervision
from lib.ledger.frozen import MUST_EXPLAIN
from lib.ledger.record import entry
from lib.measure.clause import Measured
from lib.measure.observation import OWN
from lib.report import changes, requirement
from lib.report.document import file as docx_report
from lib.report.document import pages
from lib.report.document.dossier import dossier
from lib.report.document.paper import Cover, Field, Paper, Ref
from lib.report.letter import Letter
from lib.text import provenance
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


def table_of(document, caption: str) -> list[list[str]]:
    """The rows beneath the head of the first table whose caption holds these words."""
    return next(cells for name, cells in tables(document).items() if caption in name)[1:]


@pytest.mark.parametrize("name", ["real", "full"])
def test_every_clause_stands_once_in_the_annex_in_its_domain(folder, selections, name):
    """With its attribute, its base, what it asks for, what was reached, its verdict."""
    chosen, domain, seen = selections[name], "", {}
    for cells in table_of(opened(folder, name), "目标条款完成情况"):
        if len(set(cells)) == 1:  # a row across all columns
            domain = cells[0].split("（")[0]
        else:
            seen[cells[1], cells[4].replace("−", "-")] = domain, cells
    assert len(seen) == len(chosen.clauses)
    for row in Measured.of(chosen.clauses):
        place = "" if row.area == chosen.area else "两区共同，" if row.area == "新区" else f"{row.area}，"
        called = f"{row.name}{changes.mark(row)}\n（{place}{chosen.sections.at(row.line)}）"
        beneath, (_, _, attribute, base, _, actual, verdict) = seen[called, requirement.in_force(row)]
        assert (beneath, attribute, verdict) == (row.domain_name, "未载明", badge(row.verdict))
        assert (actual == "—") == (row.actual != row.actual)
        assert "（" not in actual or row.actual_year != chosen.year, "the year of the report need not be told"
        assert base in ("［年均］", "［累计］") or row.traits.base is None, "a rate begins with no level"
        assert not re.search(r"(?<![A-Za-z0-9.）])-\d", base + actual), "a hyphen is torn from its number"


def test_the_chapters_stand_in_the_usual_order(folder):
    heads = [p.text for p in opened(folder, "full").paragraphs if p.style.style_id in ("Heading1", "Annex")]
    assert heads[:6] == ["总体情况", "主要目标进展", "重点任务和项目", "民生实事", "存在问题及原因", "对策建议"]
    assert heads[6:] == ["附件1　目标条款完成情况表", "附件2　数据来源和口径", "附件3　评估方法"]
    assert [p.text for p in opened(folder, "empty").paragraphs if p.style.style_id == "Annex"] == [
        "附件1　数据来源和口径"
    ]


def test_the_opening_says_what_the_figures_say(folder, selections):
    rows = selections["real"].clauses
    later = (rows["kind"] == "milestone").sum()  # none is due in 2016
    text = text_of(opened(folder, "real"))
    assert "至2016年底时间进度为20%" in text
    assert (
        f"目标条款共{len(rows)}项：可以评估的3项，里程碑未到期{later}项，无法评估{len(rows) - 3 - later}项。可以评估的条款中，达标或达到进度2项（达到进度2项），滞后1项（略有滞后1项）。"
        in text
    )
    assert "要求2020年不低于52%，2016年为47.92%，完成程度18.4%，序时进度比0.92" in text
    ahead = {row[0]: row[2] for row in table_of(opened(folder, "real"), "滞后目标所需的追赶")}
    assert ahead == {"服务业增加值占地区生产总值比重": "2017—2020年须每年提高1.02个百分点"}
    assert "没有说明" not in text  # 略有滞后 need not be explained
    assert "2016年超过300亿元" in text


def test_what_was_not_entered_is_said_once(folder):
    text = text_of(opened(folder, "real"))
    for said in ("2016年的年度计划没有录入", "没有录入督办事项"):
        assert text.count(said) == 1
    assert text.count("没有进展和投资的记录") == 2  # of all projects, and of those for people's livelihood


def test_what_the_ledger_has_of_projects_plan_and_supervision_is_told(told):
    document = opened_bytes(docx_report.report(told).bytes())
    text = text_of(document)
    assert "有进展记录的项目2项，累计完成投资5.50亿元。有记录且写明时限的1项，进度滞后1项。" in text
    assert [row[0] for row in table_of(document, "进度滞后的项目")] == ["汽车博览园"]
    assert "2018年下达年度计划指标1项，达到计划0项，未达到计划1项" in text
    assert table_of(document, "未达到年度计划的指标")[0][0].startswith("地区生产总值年均增速")
    assert "督办事项1项" in text
    assert [row[:3] for row in table_of(document, "督办事项")] == [["查一件事", "甲单位", "2019年6月30日"]]


@pytest.fixture(scope="module")
def told(plan):
    """The real plan with two projects of which only one has a date, an annual plan, an item of supervision."""
    events = [
        entry(
            "project_event",
            {"project": project, "date": "2018-06-30", "stage": "在建", "share": 10.0, "investment": 2.75},
        )
        for project in ("qiche-bolan-yuan", "wanfenghu")
    ]
    issue = {"area": "天元区", "year": 2018}
    entries = [
        *events,
        entry("annual_set", {"clause": "T117a", "value": 9.5} | issue, "按五年路径"),
        entry("annual_issued", {"number": "某发〔2018〕1号", "date": "2018-01-25"} | issue),
        entry("supervision_opened", {"title": "查一件事", "unit": "甲单位", "person": "甲", "due": "2019-06-30"}),
    ]
    made = dossier(plan.supposing(entries), kind="midterm", year=2018, area="天元区")
    items = made.supervision if len(made.supervision) else supervision.items(plan.supposing(entries).state, made.day)
    return made._replace(supervision=items)


def test_explanations_adjustments_and_the_mark_of_fiction(folder):
    document = opened(folder, "full")
    cells = [cell for body in tables(document).values() for row in body for cell in row]
    assert '=HYPERLINK("http://x","y")<b>&' in cells  # a cause
    assert "天元区发展和改革局\n2019年6月" in cells
    assert "2020年不低于400亿元" in cells and "2020年不低于420亿元" in cells
    assert not [cell for cell in cells if ".0年" in cell]
    section = document.sections[0]
    for header in (section.header, section.even_page_header, section.first_page_header):
        assert "演示数据" in header.paragraphs[0].text


def test_the_growth_of_the_year_is_told_with_its_source(plan):
    asked = dossier(plan, kind="annual", year=2018, area="天元区")
    document = opened_bytes(docx_report.report(asked).bytes())
    assert "2018年有当年增速的指标3个，都低于规划要求的年均增速" in text_of(document)
    assert [(row[0], row[2]) for row in table_of(document, "当年增速")] == [
        ("地区生产总值", "9.0%"),
        ("固定资产投资", "5.0%"),
        ("社会消费品零售总额", "9.3%"),
    ]
    assert {row[0] for row in table_of(document, "数据来源")} == {
        "株洲高新技术产业开发区、株洲市天元区国民经济和社会发展第十三个五年规划纲要",
        "关于2016年国民经济和社会发展计划执行情况与2017年计划（草案）的报告",
        "政府工作报告·2018年工作回顾（天元区／株洲高新区）",
    }


def test_figures_of_the_units_are_not_called_public(folder):
    """The tests' invented figures stand in a public source; what came through the ledger is the units' own."""
    assert "责任单位自报" not in text_of(opened(folder, "real"))
    assert provenance.rated(OWN) == "单位自报"


def test_a_midterm_tells_the_course_and_the_outlook(plan):
    midterm = dossier(plan, kind="midterm", year=2018, area="天元区")
    document = opened_bytes(docx_report.report(midterm).bytes())
    assert [row[0] for row in table_of(document, "逐年的结论")] == ["2016年", "2017年", "2018年"]
    ahead = {row[0]: row[1:] for row in table_of(document, "主要指标推算到2020年")}
    assert ahead["地区生产总值"][2:] == ["9.37%", "8.78%", "431.3亿元*", "522.3亿元", "468.2亿元"]
    assert "中期评估" in midterm.chosen.title


def test_charts_hold_the_numbers_of_their_tables(folder, selections):
    """Beside the picture a chart carries its data: the workbook opens, and its numbers are those of the document."""
    with zipfile.ZipFile(folder / "full.docx") as file:
        names = [name for name in file.namelist() if name.startswith("word/charts/chart")]
        charts = [file.read(name).decode() for name in names]
        books = [name for name in file.namelist() if name.startswith("word/embeddings/")]
        first = openpyxl.load_workbook(io.BytesIO(file.read(books[0]))).active
    assert 4 <= len(names) == len(books) <= 8
    rows = list(first.iter_rows(min_row=2, values_only=True))
    domains = table_of(opened(folder, "full"), "各领域目标条款的结论")
    assert [row[0] for row in rows] == [cells[0] for cells in domains[:-1]]
    assert [sum(filter(None, row[1:])) for row in rows] == [int(cells[1]) for cells in domains[:-1]]
    assert all("<c:externalData" in chart for chart in charts)


def test_the_map_is_drawn_and_its_key_names_what_is_numbered(folder):
    document = opened(folder, "full")
    key = next(p.text for p in document.paragraphs if p.text.startswith("图例："))
    discs = [text.text for box in document.element.body.iter("{*}txbxContent") for text in box.iter(qn("w:t"))]
    assert len(discs) > 3
    assert discs == re.findall(r"(\d+)　", key)


def test_a_letter_says_to_whom_and_by_whom_or_leaves_marked_blanks(dossiers, folder):
    blank = opened(folder, "real")
    marked = [run.text for p in blank.paragraphs for run in p.runs if run.font.highlight_color is not None]
    assert marked == ["〔主送机关〕", "〔落款单位〕", "〔成文日期〕"]
    letter = Letter("区人大常委会", "区发展和改革局", "2019-05-30")
    document = opened_bytes(docx_report.report(dossiers["real"]._replace(letter=letter)).bytes())
    texts = [p.text for p in document.paragraphs]
    assert "区人大常委会：" in texts
    assert texts.count("区发展和改革局") == texts.count("2019年5月30日") == 2  # on the cover and under the text
    assert not [run for p in document.paragraphs for run in p.runs if run.font.highlight_color is not None]


def test_pages_of_the_contents_are_counted(dossiers, soffice, monkeypatch):
    monkeypatch.setattr(pages, "PROGRAM", "soffice")
    document = opened_bytes(docx_report.document(dossiers["real"]))
    told = [int(p.text.split("\t")[1]) for p in document.paragraphs if re.fullmatch(r"TOC\d", p.style.style_id)]
    assert told == sorted(told)
    assert told[0] == 3 and told[-1] > 10


def test_without_libreoffice_word_counts_the_pages(dossiers):
    document = opened_bytes(docx_report.document(dossiers["empty"]))
    entries = [p.text.split("\t")[1] for p in document.paragraphs if re.fullmatch(r"TOC\d", p.style.style_id)]
    assert set(entries) == {" "}


def test_the_paper_for_leaders_is_one_page(folder, soffice, trained, tmp_path):
    papers = [folder / f"{name}-brief.docx" for name in NAMES]
    for area in (None, "天元区"):
        papers.append(tmp_path / f"trained-{area}.docx")
        given = dossier(trained, kind="annual", year=2018, area=area, demo=True)
        papers[-1].write_bytes(docx_report.brief(given))
    for path in soffice(papers, "pdf"):
        assert len(re.findall(rb"/Type\s*/Page\b(?!s)", path.read_bytes())) == 1, path.name


def test_the_warning_lists_what_is_red_with_what_its_unit_said(folder, selections):
    chosen, document = selections["full"], opened(folder, "full-alert")
    red = chosen.clauses[chosen.clauses["verdict"].isin(MUST_EXPLAIN)]
    body = table_of(document, "滞后的目标条款")
    assert len(body) == len(red)
    assert {row[2] for row in body} == set(map(badge, red["verdict"]))
    assert sum(row[3] == "没有说明" for row in body) == len(chosen.unexplained)
    assert "2016年没有背离、逾期、未完成、滞后的条款" in text_of(opened(folder, "real-alert"))


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
        dossier(plan, kind=kind, year=2018, of=of)
        for kind, of in (("domain", "政治文明"), ("park", "田心高科园"), ("annual", None))
    ):
        text = text_of(opened_bytes(docx_report.report(chosen).bytes()))
        assert not re.search(r"(?<![\d.])0[项个]|(?<!\d)0\.0%", text)
        if not (chosen.chosen.projects["flagship"] == "yes").any():
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
    headings = [p.text for p in document.paragraphs if p.style.style_id in ("Heading1", "Heading2", "Annex")]
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
    drawn = len(list(body.iter("{*}inline")))
    for word, count in (("表", len(document.tables)), ("图", drawn)):
        numbered = [found[1] for text in captions if (found := re.match(rf"{word}(\d+)　", text))]
        assert numbered == [str(i) for i in range(1, count + 1)]
        assert sum(f"SEQ {word}" in text for text in instructions) == count
    for table in document.tables:
        assert table._tbl.tr_lst[0].trPr.find(qn("w:tblHeader")) is not None
    starts, ends = (
        sum(c.get(qn("w:fldCharType")) == kind for c in body.iter(qn("w:fldChar"))) for kind in ("begin", "end")
    )
    assert starts == ends


def test_a_reference_shows_the_number_of_its_table_even_when_it_comes_first():
    paper = Paper(("题",), ABOUT.name.product, cover=Cover(("副题",), ()))
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
        assert "—1—" not in text  # the cover has no number
        assert "—2—" in text


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
