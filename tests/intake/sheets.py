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
