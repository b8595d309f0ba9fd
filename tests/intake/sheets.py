"""Sheets as people make them, for tests: rows, merged ranges, number formats."""

import io

import openpyxl


def book(
    rows: list[list], merged: tuple[str, ...] = (), formats: dict[str, str] | None = None, title: str = "Sheet"
) -> bytes:
    """A workbook of one sheet."""
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    for place in merged:
        sheet.merge_cells(place)
    for cell, code in (formats or {}).items():
        sheet[cell].number_format = code
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def yearly(figures: dict[str, tuple], title: str = "天元区2018年主要经济指标", year: str = "2018年") -> bytes:
    """A bureau's table of a year: the title over all, a head of two rows with the year over value and growth. A figure is
    (unit, value, growth) by the name as the bureau prints it."""
    head = [[title], ["指标名称", "计量单位", year, None], [None, None, "绝对量", "增速%"]]
    body = [[name, *cells] for name, cells in figures.items()]
    return book(
        [*head, *body, [None], ["注：规模以上工业、固定资产投资只公布增速。"]], ("A1:D1", "A2:A3", "B2:B3", "C2:D2")
    )


def monthly(figures: dict[str, tuple], title: str = "天元区2018年1—12月主要经济指标", month: str = "12月") -> bytes:
    """A bureau's monthly table: a head of two rows, the month and the months so far, each with its growth. A figure is
    (unit, value, growth, total, growth of the total)."""
    head = [
        [title],
        ["指标", "单位", month, None, f"1—{month}", None],
        [None, None, "本月", "同比±%", "累计", "同比±%"],
    ]
    body = [[name, *cells] for name, cells in figures.items()]
    return book([*head, *body], ("A1:F1", "A2:A3", "B2:B3", "C2:D2", "E2:F2"))
