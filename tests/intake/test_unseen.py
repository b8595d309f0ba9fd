"""What nobody sees on paper, and what stands on the paper in none of the cells: read, or said by its cell. In each of the
importers."""

import io
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Color, Font, PatternFill

from lib.cycle import duties
from lib.intake import biff, duty_sheet, month_sheet, progress_sheet, table, worker
from lib.intake.check import check
from lib.intake.month_cells import At
from lib.intake.read import DUTIES, EVENTS, MONTHS, read
from lib.ledger.fold import EMPTY
from tests.homes import PERIOD
from tests.intake.test_beside import found, here, told
from tests.intake.test_progress_sheet import PROJECTS, TODAY

assert here  # the fixture that reads in this process

PLAIN = [["指标", "单位", "2018年"], ["地区生产总值", "亿元", 326.7], ["财政总收入", "亿元", 85]]
FILES = Path(__file__).parent / "files"
WHITE = Font(color="FFFFFFFF")


def made(rows: list[list], change) -> bytes:
    """A workbook of one sheet of these rows, changed."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    change(book.active)
    book.save(data := io.BytesIO())
    return data.getvalue()


def looking(place: str, **looks):
    """A change of how a cell looks."""

    def change(sheet):
        for name, value in looks.items():
            setattr(sheet[place], name, value)

    return change


def said(checked) -> list[tuple[str, str]]:
    return [(one.severity, one.found) for one in checked.problems.itertuples()]


CELLS = {
    "struck through": (looking("C2", font=Font(strike=True)), "划了删除线的格：C2"),
    "struck in its name": (looking("A3", font=Font(strike=True)), "划了删除线的格：A3"),
    "hidden by its format": (looking("C2", number_format=";;;"), "格式不显示数的格：C2"),
    "hidden by words in its format": (looking("C2", number_format='"—"'), "格式不显示数的格：C2"),
    "white on nothing": (looking("C2", font=WHITE), "字与底色相同的格：C2"),
    "white of the theme": (looking("C2", font=Font(color=Color(theme=0))), "字与底色相同的格：C2"),
    "grey on the same grey": (
        looking("C3", font=Font(color="FF999999"), fill=PatternFill("solid", fgColor="FF999999")),
        "字与底色相同的格：C3",
    ),
    "in a row of no height": (lambda sheet: setattr(sheet.row_dimensions[2], "hidden", True), "隐藏的行"),
    "in a hidden column": (lambda sheet: setattr(sheet.column_dimensions["C"], "hidden", True), "隐藏的列"),
}


@pytest.mark.parametrize(("change", "says"), CELLS.values(), ids=CELLS)
def test_a_figure_that_nobody_sees_is_asked_about(examine, change, says):
    checked = examine(made(PLAIN, change), year=2018, name="表.xlsx")
    assert said(checked) == [("疑问", says)]
    assert found(checked) == {"gdp.level@2018": 326.7, "fiscal_revenue.level@2018": 85.0}


SEEN = {
    "white on blue": looking("C2", font=WHITE, fill=PatternFill("solid", fgColor="FF1F4E79")),
    "black": looking("C2", font=Font(color=Color(theme=1))),
    "a struck cell that is not read": looking("E9", value="旧", font=Font(strike=True)),
    "not struck": looking("C2", font=Font(strike=False)),
    "zeros alone hidden": looking("C2", number_format="0.0;-0.0;;@"),
    "red below zero": looking("C2", number_format="0.0_);[Red]\\(0.0\\)"),
    "as text": looking("C2", number_format="@"),
    "as Excel in Chinese says General": looking("C2", number_format="G/通用格式"),
    "figures in Chinese": looking("C2", number_format="[DBNum1]General"),
}


@pytest.mark.parametrize("change", SEEN.values(), ids=SEEN)
def test_a_usual_look_is_not_asked_about(examine, change):
    assert said(examine(made(PLAIN, change), year=2018, name="表.xlsx")) == []


def test_a_minus_in_the_format_is_part_of_the_number(examine):
    rows = [["指标", "2018年"], ["地区生产总值比上年增长", 5.2]]
    checked = examine(made(rows, looking("B2", number_format='"-"0.0')), year=2018, name="表.xlsx")
    assert found(checked) == {"gdp.growth@2018": -5.2} and "显示为-5.2" in told(checked, "疑问")


@pytest.mark.parametrize("shared", [True, False], ids=["as Excel keeps it", "in the cell"])
def test_a_text_struck_in_part_is_asked_about(examine, shared):
    if shared:
        with xlsxwriter.Workbook(data := io.BytesIO(), {"in_memory": True}) as book:
            sheet, crossed = book.add_worksheet(), book.add_format({"font_strikeout": True})
            for number, row in enumerate(PLAIN):
                sheet.write_row(number, 0, row)
            sheet.write_rich_string("C2", crossed, "3", "26.7")
        file = data.getvalue()
    else:
        text = CellRichText([TextBlock(InlineFont(strike=True), "3"), "26.7"])
        file = made(PLAIN, looking("C2", value=text))
    assert said(examine(file, year=2018, name="表.xlsx"))[0] == ("疑问", "划去了一部分字的格：C2")


# --- outside the cells
# ------------------------------------------------------------------------------------------------------------------

LARGE = [["指标", "2018年"], ["地区生产总值", 3267400]]


def header(text: str, foot: bool = False):
    def change(sheet):
        (sheet.oddFooter if foot else sheet.oddHeader).right.text = text

    return change


def noted(cell: str, text: str):
    return lambda sheet: setattr(sheet[cell], "comment", Comment(text, "统计员"))


def boxed(text: str) -> bytes:
    with xlsxwriter.Workbook(data := io.BytesIO(), {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(LARGE):
            sheet.write_row(number, 0, row)
        sheet.insert_textbox("D2", text)
    return data.getvalue()


UNITS = {
    "in the page header": made(LARGE, header('&"宋体,加粗"&12单位：万元')),
    "in the page footer": made(LARGE, header("单位：万元", foot=True)),
    "in a text box": boxed("单位：万元"),
    "noted at the heading": made(LARGE, noted("B1", "统计员:\n单位：万元")),
    "noted at the name": made(LARGE, noted("A2", "单位：万元")),
    "in a thread at the heading": made(
        LARGE,
        noted(
            "B1", "[线程批注]\n\n你的 Excel 版本可读取此线程批注。" + "了解详细信息" * 40 + "\n\n注释:\n    单位：万元"
        ),
    ),
}


@pytest.mark.parametrize("file", UNITS.values(), ids=UNITS)
def test_a_unit_outside_the_cells_is_read(examine, file):
    assert found(examine(file, year=2018, name="表.xlsx")) == {"gdp.level@2018": 326.74}


CONTRADICTIONS = {
    "the header names another year": (header("2017年主要指标"), "写的是2017年"),
    "the header names another area": (header("芦淞区主要指标"), "写的是芦淞区"),
    "the footer names a part of the year": (header("1-6月", foot=True), "写的是1—6月，不是全年"),
    "a note at the heading names another year": (noted("B1", "2017年数"), "写的是2017年"),
    "a note at the heading says forecast": (noted("B1", "预计数"), "写的是预计、预测"),
}


@pytest.mark.parametrize(("change", "says"), CONTRADICTIONS.values(), ids=CONTRADICTIONS)
def test_what_stands_outside_and_contradicts_is_asked_about(examine, change, says):
    rows = [["指标", "数值"], ["地区生产总值", 326.7]]
    assert says in told(examine(made(rows, change), year=2018, name="表.xlsx"), "疑问")


@pytest.mark.parametrize(
    "text", ["第 &P 页，共 &N 页", "&D &T", "打印时间：2019年1月5日", "&F — &A", "填报单位：统计局"]
)
def test_a_usual_footer_is_not_asked_about(examine, text):
    assert said(examine(made(PLAIN, header(text, foot=True)), year=2018, name="表.xlsx")) == []


def test_a_box_that_is_not_understood_is_said(examine):
    checked = examine(boxed("数据口径详见附件三"), year=2018, name="表.xlsx")
    assert ("提示", "文本框“数据口径详见附件三”") in said(checked)


def test_a_note_at_one_year_is_not_of_the_others(examine):
    rows = [["指标", "2017年", "2018年"], ["地区生产总值", 300.1, 326.7]]
    checked = examine(made(rows, noted("B1", "快报，预计数")), year=2018, name="表.xlsx")
    asked = checked.problems[checked.problems["mend"].str.contains("预计")]
    assert len(asked) == 1 and asked["column"].tolist() == ["B"]


# --- the other importers
# ------------------------------------------------------------------------------------------------------------------

PROGRESS = [["项目", "日期", "阶段", "完成投资", "来源"], ["湘江七桥", "2018-06-30", "在建", 2.5, "住建局"]]
UNSEEN = {
    "struck": (looking("D2", font=Font(strike=True)), "划了删除线的格：D2"),
    "format": (looking("D2", number_format=";;;"), "格式不显示数的格：D2"),
    "white": (looking("D2", font=WHITE), "字与底色相同的格：D2"),
    "row": (lambda sheet: setattr(sheet.row_dimensions[2], "hidden", True), "隐藏的行"),
    "column": (lambda sheet: setattr(sheet.column_dimensions["D"], "hidden", True), "隐藏的列"),
    "note": (noted("D2", "单位：万元"), "批注“单位：万元”"),
}


@pytest.mark.parametrize(("change", "says"), UNSEEN.values(), ids=UNSEEN)
def test_progress_that_nobody_sees_is_asked_about(change, says):
    upload = read("进展.xlsx", made(PROGRESS, change), EVENTS)
    events, problems, _ = progress_sheet.check(upload, PROJECTS, TODAY, PERIOD)
    assert [(one.severity, one.found) for one in problems] == [("疑问", says)] and events[0]["investment"] == 2.5


@pytest.mark.parametrize("file", [header("单位：万元"), noted("D1", "单位：万元")])
def test_a_unit_outside_the_cells_is_read_for_progress(file):
    rows = [PROGRESS[0], [*PROGRESS[1][:3], 25000, "住建局"]]
    assert progress_sheet.check(read("进展.xlsx", made(rows, file), EVENTS), PROJECTS, TODAY, PERIOD).events[0][
        "investment"
    ] == pytest.approx(2.5)


def test_a_duty_struck_through_is_wrong(plan):
    rows = duties.assigned(duties.things(plan.in_force, plan.catalogue, plan.source.measures), EMPTY)
    sheet = [["事项", "地域", "牵头单位"], ["森林覆盖率", "天元区", "示例一局"]]
    upload = read("责任.xlsx", made(sheet, looking("C2", font=Font(strike=True))), DUTIES)
    changes, problems = duty_sheet.check(upload, rows)
    assert changes == {} and [(one.severity, one.found) for one in problems] == [("错误", "划了删除线的格：C2")]


MONTHLY = [["2018年6月"], ["指标", "单位", "本月", "累计"], ["财政总收入", "亿元", 8.1, 45.2]]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (looking("D3", font=Font(strike=True)), "划了删除线的格：D3"),
        (lambda sheet: setattr(sheet.row_dimensions[3], "hidden", True), "隐藏的行"),
        (header("2017年6月"), "2018年6月"),
    ],
)
def test_a_month_that_nobody_sees_is_asked_about(vocabulary, change, says):
    upload = read("月报.xlsx", made(MONTHLY, change), MONTHS)
    at = At("天元区", 2018, 6, "快报")
    checked = month_sheet.check(upload, vocabulary, frozenset(), frozenset(), at, EMPTY)
    assert ("疑问", says) in [(one.severity, one.found) for one in checked.problems]


# --- old workbooks
# ------------------------------------------------------------------------------------------------------------------

OLD = {
    "平常": ("", 326.7),
    "删除线": ("划了删除线的格：B2", 326.7),
    "名称删除线": ("划了删除线的格：A2", 326.7),
    "一部分": ("划去了一部分字的格：B2", 326.7),
    "格式": ("格式不显示数的格：B2", 326.7),
    "白字": ("字与底色相同的格：B2", 326.7),
    "蓝底白字": ("", 326.7),
    "隐藏行": ("隐藏的行", 326.7),
    "隐藏列": ("隐藏的列", 326.7),
    "万元格式": ("3267400", 326.74),
    "缩小": ("326700", 326.7),
    "页眉": ("3267400", 326.74),
    "页脚": ("3267400", 326.74),
    "文本框": ("3267400", 326.74),
    "批注": ("3267400", 326.74),
    "数批注": ("326.7", 326.7),
    "百分比": ("3.267", None),
}
"""By the sheet of unseen.xls: what is asked about (a conversion, where the unit was read), and the figure."""


@pytest.fixture(scope="module")
def old():
    return {sheet.title: sheet for sheet in worker.workbook((FILES / "unseen.xls").read_bytes())}


@pytest.mark.parametrize(("title", "says", "value"), [(title, *told) for title, told in OLD.items()], ids=OLD)
def test_an_old_workbook_is_looked_at_as_a_new_one(old, vocabulary, title, says, value):
    checked = check(*table.rows_of([old[title]._replace(title="表")], "表"), vocabulary, "天元区", 2018)
    assert found(checked).get("gdp.level@2018") == value
    assert (says in [what for _, what in said(checked)]) if says else said(checked) == []


@pytest.mark.parametrize("at", [40, 76, 600, 1100, 2600, 5000, 9000])
def test_damage_of_an_old_workbook_is_left_to_the_reader_of_values(at):
    data = bytearray((FILES / "unseen.xls").read_bytes())
    data[at : at + 64] = bytes(range(190, 254))
    assert isinstance(biff.survey(bytes(data)), dict) and isinstance(biff.survey(bytes(data[:at])), dict)
