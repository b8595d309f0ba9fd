"""The sheet that a unit fills in: what is asked for a year, with last year's values, drop-downs, and only the answers
unlocked.

Its headings are those that the reader looks for, so that a filled template reads back as it was filled.
"""

import io
from typing import NamedTuple

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from lib.about import About
from lib.intake.form import BASIS
from lib.intake.number import WORDS
from lib.measure.asked import Asked
from lib.measure.period import Period

INK, LINE, HEAD, INPUT = "#1B2430", "#C9D1DA", "#E9EEF4", "#FFFBE8"
FONT = {"font_name": "微软雅黑", "font_size": 10, "font_color": INK, "valign": "vcenter"}
HEAD_ROW = 3
DONE = ("已完成", "未完成")


class Column(NamedTuple):
    """A column of the template: heading, width in characters, whether it is filled in."""

    heading: str
    width: float
    answer: bool = False


COLUMNS = (
    Column("领域", 12),
    Column("指标", 40),
    Column("计量单位", 11),
    Column("上年值", 13),
    Column("数值", 15, True),
    Column("约数", 8, True),
    Column("价格口径", 10, True),
    Column("资料来源", 26, True),
    Column("备注", 26, True),
    Column("地域", 9),
    Column("年份", 7),
    Column("指标代码", 5),
)
INSTRUCTIONS = (
    "只填浅黄色的格子；其他格子已锁定。没有数的留空，不必删行。",
    "“数值”按“计量单位”一列的单位填，只填一个数；带单位也能认（如 2684000万元），系统会换算并请您核对。",
    "百分比填百分号前的数：12.3% 填 12.3。“比上年增长”一律以 % 为单位，下降填负数。",
    "“（{first}年以来累计）”填自{first}年1月1日起的累计数，不是当年数。里程碑从下拉列表选“已完成”或“未完成”。",
    "数不确切时，在“约数”一列选：约、超过、不低于、不到、不高于；确切的数留空或选“＝”。",
    "有“价格口径”的已按规划填好；所填的数口径不同时请改。",
    "“资料来源”写文件名、表号或统计报表名称；初步数在“备注”写“初步”。",
    "填好后存为 xlsx，在看板的“执行—填报”页上传。确认之前可以预览，有错的行会指出行、列和改法。",
)


def file_name(area: str, year: int) -> str:
    """The name under which a template is saved.

    >>> file_name("天元区", 2018)
    '填报表-天元区-2018.xlsx'
    """
    return f"填报表-{area}-{year}.xlsx"


def template(rows: list[Asked], area: str, year: int, mark: str = "", *, about: About) -> bytes:
    """An xlsx for the rows of a form (`form.ask`) of one area and year; `mark` (演示数据) stands on its sheets and on every
    page."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    ) as book:
        book.set_properties({"title": f"{area}{year}年规划指标填报表", "comments": f"由{about.name.product}看板生成"})
        formats = {
            "title": book.add_format(FONT | {"bold": True, "font_size": 15}),
            "lead": book.add_format(FONT | {"font_color": "#5A6572"}),
            "head": book.add_format(
                FONT
                | {
                    "bold": True,
                    "bg_color": HEAD,
                    "border": 1,
                    "border_color": LINE,
                    "text_wrap": True,
                    "align": "center",
                }
            ),
            "text": book.add_format(FONT | {"border": 1, "border_color": LINE, "text_wrap": True}),
            "number": book.add_format(
                FONT | {"border": 1, "border_color": LINE, "align": "right", "num_format": "#,##0.####"}
            ),
            "answer": book.add_format(
                FONT | {"border": 1, "border_color": LINE, "bg_color": INPUT, "locked": False, "text_wrap": True}
            ),
            "figure": book.add_format(
                FONT | {"border": 1, "border_color": LINE, "bg_color": INPUT, "locked": False, "align": "right"}
            ),
        }
        sheet = book.add_worksheet("填报")
        _head(sheet, formats, area, year, len(rows), mark, about)
        for number, row in enumerate(rows, HEAD_ROW + 1):
            _row(sheet, formats, number, row)
        _page(sheet, len(rows))
        _instructions(book, formats, about.period)
        for page in book.worksheets() if mark else []:
            page.set_header(f"&C{mark}")
    return buffer.getvalue()


def _head(
    sheet: Worksheet, formats: dict[str, Format], area: str, year: int, count: int, mark: str, about: About
) -> None:
    place = f"{area}（{about.areas.joint}）" if area == about.areas.shared else area
    sheet.write(0, 0, f"{place}{year}年规划指标填报表", formats["title"])
    sheet.set_row(0, 26)
    sheet.write(
        1,
        0,
        f"{mark}{'。' if mark else ''}共{count}项。只填浅黄色的格子，没有数的留空；填法见“说明”表。",
        formats["lead"],
    )
    for column, (heading, width, _) in enumerate(COLUMNS):
        title = f"上年值（{year - 1}年）" if heading == "上年值" else heading
        sheet.write(HEAD_ROW, column, title, formats["head"])
        sheet.set_column(column, column, width, None, {"hidden": True} if heading == "指标代码" else {})
    sheet.set_row(HEAD_ROW, 32)


def _row(sheet: Worksheet, formats: dict[str, Format], number: int, row: Asked) -> None:
    bound = next((word for word, code in WORDS["bound"].items() if code == row["last_operator"] and code != "="), "")
    known = {
        "领域": row["domain"],
        "指标": row["name"],
        "计量单位": row["unit"] or "—",
        "地域": row["area"],
        "年份": row["year"],
        "指标代码": row["key"],
        "价格口径": BASIS.get(row["price_basis"] or "", ""),
    }
    for column, (heading, _, answer) in enumerate(COLUMNS):
        style = formats["figure" if heading == "数值" else "answer" if answer else "text"]
        if heading == "价格口径" and not row["price_basis"]:
            style = formats["text"]
        if heading == "上年值" and row["last"] is not None:
            last = (
                DONE[0 if row["last"] else 1]
                if row["milestone"]
                else f"{bound}{row['last']:,.10g}"
                if bound
                else row["last"]
            )
            sheet.write(number, column, last, formats["number"])
        else:
            sheet.write(number, column, known.get(heading, ""), style)
    _drop_downs(sheet, number, row)


def _drop_downs(sheet: Worksheet, number: int, row: Asked) -> None:
    """What may be chosen or typed in a row. Warnings, not refusals: 约268.4 may be typed where a number is asked."""
    value: dict[str, object] = {
        "input_title": row["name"][:32],
        "input_message": _hint(row)[:250],
        "error_type": "warning",
        "error_title": "请核对",
    }
    if row["milestone"]:
        value |= {"validate": "list", "source": list(DONE), "error_message": "请选“已完成”或“未完成”。"}
    else:
        share = row["ceiling"] is not None
        limits = {"minimum": 0, "maximum": row["ceiling"]} if share else {"minimum": -1e12, "maximum": 1e12}
        message = f"应是0至{row['ceiling']:g}之间的数。" if share else "应是一个数。"
        value |= {
            "validate": "decimal",
            "criteria": "between",
            **limits,
            "error_message": f"{message}仍要这样填请选“是”。",
        }
        sheet.data_validation(
            number, 5, number, 5, {"validate": "list", "source": list(WORDS["bound"]), "error_message": "请从列表选。"}
        )
    sheet.data_validation(number, 4, number, 4, value)
    if row["price_basis"]:
        sheet.data_validation(
            number, 6, number, 6, {"validate": "list", "source": list(BASIS.values()), "error_message": "请从列表选。"}
        )


def _hint(row: Asked) -> str:
    unit = "从列表选" if row["milestone"] else f"单位：{row['unit']}" if row["unit"] else "没有单位"
    return (
        "。".join(
            part for part in (unit, "下降填负数" if row["measure"] == "growth" else "", row["definition"] or "") if part
        )
        + "。"
    )


def _page(sheet: Worksheet, count: int) -> None:
    last = len(COLUMNS) - 1
    sheet.freeze_panes(HEAD_ROW + 1, 2)
    sheet.autofilter(HEAD_ROW, 0, HEAD_ROW + count, last)
    sheet.protect("", {"autofilter": True, "format_columns": True, "format_rows": True, "sort": True})
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEAD_ROW)
    sheet.set_footer("&C第&P页，共&N页")
    sheet.set_selection(HEAD_ROW + 1, 4, HEAD_ROW + 1, 4)


def _instructions(book: xlsxwriter.Workbook, formats: dict[str, Format], period: Period) -> None:
    sheet = book.add_worksheet("说明")
    sheet.set_column(0, 0, 5)
    sheet.set_column(1, 1, 96)
    sheet.write(0, 0, "填表说明", formats["title"])
    for number, line in enumerate(INSTRUCTIONS, 1):
        sheet.write(number + 1, 0, number, formats["text"])
        sheet.write(number + 1, 1, line.format(first=period.first), formats["text"])
    sheet.write(len(INSTRUCTIONS) + 3, 1, f"可填报的年份：{period.base}（基期）至{period.end}年。", formats["lead"])
    sheet.protect()
