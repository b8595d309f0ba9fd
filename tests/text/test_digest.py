"""A unit's week as a page and as days of a calendar: nothing is read as markup, nothing without a day is in the
calendar."""

import io
from datetime import date

import pandas as pd
from docx import Document

from lib.report import files
from lib.text.digest import Digest, calendar, page

ROWS = pd.DataFrame(
    {
        "lamp": ["逾期", "正常"],
        "unit": "示例局",
        "kind": ["项目", "任务"],
        "id": ["bridge", "M1"],
        "what": ["<b>甲桥</b>, 一期", "某举措"],
        "state": ["未报;待报", "没有报告"],
        "since": ["2018-09-01", ""],
        "due": ["2018-10-10", ""],
        "part": "牵头",
        "person": "",
    }
)
WEEK = Digest("示例局", 2018, date(2018, 10, 12), ROWS, "演示数据")


def test_the_page_shows_what_people_wrote_as_they_wrote_it():
    text = page(WEEK).decode()
    assert "&lt;b&gt;甲桥&lt;/b&gt;" in text and "<b>" not in text
    assert "待办2项，其中逾期1项" in text and "演示数据" in text and "http" not in text


def test_the_calendar_holds_what_has_a_day():
    raw = calendar(WEEK)
    lines = raw.decode().replace("\r\n ", "").split("\r\n")
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == 1
    assert "DTSTART;VALUE=DATE:20181010" in lines and "DTEND;VALUE=DATE:20181011" in lines
    assert "SUMMARY:项目：<b>甲桥</b>\\, 一期" in lines
    assert "DESCRIPTION:演示数据。未报\\;待报" in lines


def test_the_document_holds_every_row():
    text = [
        cell.text for table in Document(io.BytesIO(files.DIGESTS["docx"](WEEK, "示例"))).tables for cell in table._cells
    ]
    assert {"<b>甲桥</b>, 一期", "某举措", "2018-10-10"} <= set(text)
