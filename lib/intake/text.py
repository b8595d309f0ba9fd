"""The words of a cell that are kept: whole, or not at all."""

import datetime
import re

from lib.intake.cell import Cell
from lib.ledger import limits

LONGEST = 500
"""Characters that one text may have."""
SERIALS = range(36526, 55153)
"""Serial numbers of the days from 2000 to 2050 in Excel."""
MARKS = re.compile(r"^(?:[#＃◆●·\-—\s]+|(?:其中|内)\s*[:：]?\s*|[（(]?[一二三四五六七八九十\d]{1,2}[)）、.．]\s*)+")
"""What stands before the name of an indicator: numbers, and signs and words for what it is a part of."""
EPOCH = datetime.datetime(1899, 12, 30)


def day(serial: float) -> str:
    """The day that a serial number of Excel means, as ISO text.

    >>> day(42735)
    '2016-12-31'
    """
    return (EPOCH + datetime.timedelta(days=serial)).isoformat().removesuffix("T00:00:00")


def whole(cell: Cell) -> str:
    """The words of a cell as they stand, nothing cut; a number with the 15 digits that Excel keeps, a date as
    YYYY-MM-DD.

    >>> whole(" 住建局 "), whole(201806301234.0), whole(0.1), whole({"date": "2018-01-02"}), whole(None)
    ('住建局', '201806301234', '0.1', '2018-01-02', '')
    """
    if cell is None:
        return ""
    if isinstance(cell, dict):
        return cell["date"].removesuffix("T00:00:00")
    return f"{cell:.15g}" if isinstance(cell, float) else str(cell).strip()


def unfit(text: str) -> tuple[str, str] | None:
    """Why a text cannot be kept: what is expected, and the mend; None if it can.

    >>> unfit("住建局"), unfit("某" * 501)
    (None, ('500字以内', '现有501字，文字太长；请缩短'))
    """
    if len(text) > LONGEST:
        return f"{LONGEST}字以内", f"现有{len(text)}字，文字太长；请缩短"
    if wrong := limits.unfit(text):
        return "文字", wrong
    return None
