"""A unit's week: what it owes, the late first, as a page of HTML and as days of a calendar (iCalendar, RFC 5545)."""

import html
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

import pandas as pd

from lib.cycle.supervision import LATE, SOON
from lib.text import reminders

STYLE = (
    "body{font-family:'Noto Sans SC','Microsoft YaHei',sans-serif;margin:2em;color:#1b2430}"
    "table{border-collapse:collapse}td,th{border:1px solid #dde2e8;padding:.3em .6em;text-align:left}"
    "th{background:#f3f6f9}"
)
WIDEST = 73
"""Bytes of a line of a calendar before it is folded."""


class Digest(NamedTuple):
    """What one unit owes on a day: `rows` as `owed.of_all`, of that unit alone. `mark` says that it is fictitious."""

    unit: str
    year: int
    day: date
    rows: pd.DataFrame
    mark: str = ""


def title(found: Digest) -> str:
    """What it is."""
    return f"{found.unit}待办周报"


def told(found: Digest) -> str:
    """What is owed, in one sentence.

    >>> rows = pd.DataFrame({"lamp": ["逾期", "临期", "正常"]})
    >>> told(Digest("甲局", 2018, date(2018, 10, 9), rows)), told(Digest("甲局", 2018, date(2018, 10, 9), rows.head(0)))
    ('到2018年10月9日，待办3项，其中逾期1项、临期1项。', '到2018年10月9日，没有待办事项。')
    """
    on = f"到{found.day.year}年{found.day.month}月{found.day.day}日"
    if found.rows.empty:
        return f"{on}，没有待办事项。"
    late, soon = (int((found.rows["lamp"] == lamp).sum()) for lamp in (LATE, SOON))
    return f"{on}，待办{len(found.rows)}项，其中逾期{late}项、临期{soon}项。"


def lines(found: Digest) -> pd.DataFrame:
    """What is owed as a table."""
    return reminders.table(found.rows).drop(columns="单位")


def page(found: Digest) -> bytes:
    """The digest as a page that opens anywhere; nothing in it is read as markup."""
    table = lines(found)
    head = "".join(f"<th>{html.escape(name)}</th>" for name in table)
    rows = "".join(
        f"<tr>{''.join(f'<td>{html.escape(_cell(cell))}</td>' for cell in row)}</tr>"
        for row in table.itertuples(index=False, name=None)
    )
    mark = f"<p>{html.escape(found.mark)}</p>" if found.mark else ""
    name = html.escape(title(found))
    text = (
        f'<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>{name}</title><style>{STYLE}</style>'
        f"<h1>{name}</h1>{mark}<p>{html.escape(told(found))}</p>"
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></html>\n"
    )
    return text.encode()


def _cell(cell: object) -> str:
    return "" if cell is None or cell != cell else str(cell)


def calendar(found: Digest) -> bytes:
    """The days by which things are owed, each an all-day event; what has no day is not in it."""
    stamp = datetime(found.day.year, found.day.month, found.day.day, tzinfo=UTC).strftime("%Y%m%dT%H%M%SZ")
    parts = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//plan//digest//ZH", "CALSCALE:GREGORIAN"]
    for row in found.rows[found.rows["due"] != ""].itertuples():
        due = date.fromisoformat(row.due)
        about = f"{found.mark}。{row.state}" if found.mark else row.state
        parts += [
            "BEGIN:VEVENT",
            f"UID:{row.kind}-{row.id}-{row.due}@{found.unit}",
            f"DTSTAMP:{stamp}",
            f"DTSTART;VALUE=DATE:{due:%Y%m%d}",
            f"DTEND;VALUE=DATE:{due + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{escaped(f'{row.kind}：{row.what}')}",
            f"DESCRIPTION:{escaped(about)}",
            "END:VEVENT",
        ]
    return "".join(f"{folded(part)}\r\n" for part in [*parts, "END:VCALENDAR"]).encode()


def escaped(text: str) -> str:
    """A text as a value of a calendar.

    >>> escaped("一;二,三\\n四")
    '一\\\\;二\\\\,三\\\\n四'
    """
    for sign, stands in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r", ""), ("\n", "\\n")):
        text = text.replace(sign, stands)
    return text


def folded(line: str) -> str:
    """A line of at most 75 bytes, folded between characters.

    >>> [len(part.encode()) <= 75 for part in folded("字" * 60).split("\\r\\n")], folded("字" * 60).replace("\\r\\n ", "") == "字" * 60
    ([True, True, True], True)
    """
    parts, size = [""], 0
    for sign in line:
        if size + len(sign.encode()) > WIDEST:
            parts.append("")
            size = 0
        parts[-1] += sign
        size += len(sign.encode())
    return "\r\n ".join(parts)
