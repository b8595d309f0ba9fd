"""A workbook of plain tables: head, filter, frozen panes, number formats with units, print set-up. Text is never a
formula."""

import io
import math
from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import Any, NamedTuple

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from lib.measure import constants as c
from lib.text import exports
from lib.text.words import missing
from lib.theme import badge, colour, palette, tone
from lib.typography import digits

HEAD = 3
"""Row (from 0) of the column heads on every sheet: title, note and an empty row stand above."""
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "nan_inf_to_errors": False}
TINTS = {"good": "#E3F1EF", "warn": "#FBF0DC", "bad": "#FAE6E1", "neutral": "#EEF1F4"}
LINE = {"bottom": 4, "bottom_color": palette("light")["grid"]}
A3, A4 = 8, 9
WIDEST = 150
"""Characters of a table that A4 landscape still shows in type of about 9 pt."""
TALLEST = 20
"""Lines of the tallest row: Excel allows 409 points."""


class Formula(NamedTuple):
    """A live formula with the value it has now, for viewers that do not calculate; NaN stands for an empty result."""

    text: str
    value: float | str


Cell = str | float | None | Formula


class Column(NamedTuple):
    """One column: `values` are text, numbers, Formula or nothing; `format` a number format for all rows or one a
    row."""

    title: str
    values: Sequence[Cell]
    width: float = 12
    format: str | list[str] = ""
    verdict: bool = False


def letter(position: int) -> str:
    """The letter of a column by its position from 0.

    >>> letter(0), letter(27)
    ('A', 'AB')
    """
    return str(xlsxwriter.utility.xl_col_to_name(position))


def unit_format(unit: str | None, decimals: int = 0, bound: str = "") -> str:
    """A number format with its unit, and the word before a figure that is a bound: the cell stays a number.

    >>> unit_format("亿元", 1), unit_format(None, 0), unit_format("%", 2), unit_format("亿元", 0, "超过")
    ('#,##0.0"亿元"', '#,##0', '#,##0.00"%"', '"超过"#,##0"亿元"')
    """
    shown = (f'"{bound}"' if bound else "") + "#,##0" + ("." + "0" * decimals if decimals else "")
    return f'{shown}"{unit}"' if unit else shown


def row_height(cells: Iterable[tuple[Cell, float]]) -> float:
    """The height in points of a row whose cells wrap, for viewers that do not measure text: (cell, width of its column
    in digits).

    >>> row_height([("规划", 10)]), row_height([("规划", 10), ("规划直接给出", 8)])
    (16.5, 33.0)
    """
    count = max((_wrapped(cell, width) for cell, width in cells if isinstance(cell, str)), default=1)
    return 16.5 if count == 1 else 4 + 14.5 * count


def _wrapped(text: str, width: float) -> int:
    """How many lines a text needs in a column."""
    return min(TALLEST, max(1, math.ceil(digits(text) / max(width - 1, 1))))


class Book:
    """A workbook in the making; `bytes()` closes it."""

    def __init__(self, title: str, author: str, mark: str = ""):
        """`author` is who made it, `title` stands in the document properties and at the head of every printed page, `mark` (演示数据) there and on
        every sheet."""
        self._buffer, self._title, self._mark = io.BytesIO(), exports.titled(title, mark), mark
        self._styles: dict[tuple[tuple[str, Any], ...], Format] = {}
        self.file = xlsxwriter.Workbook(self._buffer, OPTIONS)
        self.file.set_properties({"title": self._title, "author": author})
        self.file.set_size(2400, 1600)

    def style(self, **properties: Any) -> Format:
        """A cell format; the same one for the same properties."""
        key = tuple(sorted(properties.items()))
        if key not in self._styles:
            house = {"font_name": "微软雅黑", "font_size": 10, "valign": "vcenter"}
            self._styles[key] = self.file.add_format(house | properties)
        return self._styles[key]

    def sheet(
        self,
        name: str,
        columns: list[Column],
        title: str,
        note: str,
        frozen: int = 2,
        printed: int | None = None,
        empty: str = "没有符合条件的内容。",
    ) -> None:
        """A sheet with one table: its first `frozen` columns stay beside the head, its first `printed` go on paper
        (default: all).

        A table that is wider than A4 goes on A3; `empty` is what an empty one says.
        """
        sheet = self.page(name, title)
        if sum(column.width for column in columns[:printed]) > WIDEST:
            sheet.set_paper(A3)
        sheet.write_string(1, 0, note, self.style(font_color=palette("light")["muted"]))
        raised = palette("light")["raised"]
        last = HEAD + max((len(column.values) for column in columns), default=0)
        for position, column in enumerate(columns):
            sheet.set_column(position, position, column.width)
            self.put(
                sheet,
                HEAD,
                position,
                column.title,
                self.style(bold=True, bg_color=raised, bottom=1, text_wrap=True, align="center"),
            )
            self._fill(sheet, position, column)
            if column.verdict:
                self._colour(sheet, HEAD + 1, position, last)
        sheet.set_row(HEAD, 32)
        for row, cells in enumerate(zip_longest(*(column.values for column in columns)), HEAD + 1):
            sheet.set_row(row, row_height(zip(cells, (column.width for column in columns), strict=True)))
        sheet.print_area(0, 0, max(last, HEAD + 1), min(printed or len(columns), len(columns)) - 1)
        if last > HEAD:
            sheet.autofilter(HEAD, 0, last, len(columns) - 1)
        else:
            sheet.write_string(HEAD + 1, 0, empty, self.style(italic=True))
        sheet.freeze_panes(HEAD + 1, min(frozen, len(columns)))
        sheet.repeat_rows(HEAD)

    def page(self, name: str, title: str) -> Worksheet:
        """An empty sheet with its title, set up for A4 landscape."""
        sheet = self.file.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(0.5, 0.5, 0.7, 0.7)
        shown = self._title.replace("&", "&&")
        sheet.set_header(f"&L&9{shown}&R&9&A")
        title, colour = (
            (f"【{self._mark}】{title}", {"font_color": palette("light")["bad"]}) if self._mark else (title, {})
        )
        sheet.set_footer("&C&9第 &P 页，共 &N 页")
        sheet.set_row(0, 26)
        sheet.write_string(0, 0, title, self.style(bold=True, font_size=14, **colour))
        return sheet

    def put(self, sheet: Worksheet, row: int, position: int, cell: Cell, style: Format) -> None:
        """One cell by what it is: nothing, number, formula or text; text that looks like a formula is marked as
        text."""
        if isinstance(cell, Formula):
            sheet.write_formula(row, position, cell.text, style, "" if missing(cell.value) else cell.value)
        elif missing(cell) or cell == "" or (isinstance(cell, float) and math.isinf(cell)):
            sheet.write_blank(row, position, None, style)
        elif isinstance(cell, str):
            cell = exports.clean(cell)
            if exports.FORMULA.match(cell):
                style = self.style(text_wrap=True, quote_prefix=True, **LINE)
            sheet.write_string(row, position, cell, style)
        else:
            sheet.write_number(row, position, cell, style)

    def bytes(self) -> bytes:
        """The file."""
        self.file.close()
        return self._buffer.getvalue()

    def _fill(self, sheet: Worksheet, position: int, column: Column) -> None:
        formats = column.format if isinstance(column.format, list) else [column.format] * len(column.values)
        for row, (cell, number) in enumerate(zip(column.values, formats, strict=True), HEAD + 1):
            indent = {"indent": 1} if column.verdict else {}  # beside a column of numbers, which stand at its right
            style = self.style(num_format=number, **LINE) if number else self.style(text_wrap=True, **indent, **LINE)
            self.put(sheet, row, position, cell, style)

    def _colour(self, sheet: Worksheet, first: int, position: int, last: int) -> None:
        """Conditional formats of a column of verdicts: word and shape stay, the colour is added."""
        for verdict in c.VERDICTS:
            style = self.file.add_format({"font_color": colour(verdict, "light"), "bg_color": TINTS[tone(verdict)]})
            rule = {"type": "cell", "criteria": "==", "value": f'"{badge(verdict)}"', "format": style}
            sheet.conditional_format(first, position, max(last, first), position, rule)
