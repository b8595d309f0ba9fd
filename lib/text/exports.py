"""Tables as files for people: UTF-8 with BOM, so that Excel reads the Chinese; text that Excel would run as a formula
is defused."""

import re
from datetime import UTC, datetime
from typing import Any

import pandas as pd

from lib.text import words as w

FORMULA = re.compile(r"[\t\r\n]|[\s\u3000\ufeff]*[=+\-@＝＋－＠]")
"""How a text begins that a spreadsheet may take for a formula: blanks and signs of full width do not keep it from that."""
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that no XML file can hold, hence no document, slide or workbook."""


def clean(text: object) -> str:
    r"""Text without the characters that XML forbids: older ledgers may hold some.

    >>> clean("甲\x07乙\uffff\n")
    '甲乙\n'
    """
    return FORBIDDEN.sub("", str(text))


def neutral(cell: Any) -> Any:
    r"""Text that would begin a formula gets an apostrophe before it; numbers stay numbers, and what is missing is empty.

    >>> neutral("=1+1"), neutral("-"), neutral(-15.0), neutral("≥ 420亿元")
    ("'=1+1", "'-", -15.0, '≥ 420亿元')
    >>> neutral("\n=1"), neutral(" ＋1"), neutral("－5"), neutral("甲=乙")
    ("'\n=1", "' ＋1", "'－5", '甲=乙')
    """
    if not isinstance(cell, str):
        return cell
    safe = clean(cell)
    return f"'{safe}" if FORMULA.match(safe) else safe


def mark(demo: bool) -> str:
    """What every page of a file of the training set says of itself; empty for the real ledger."""
    return w.word("demo", "text") if demo else ""


def named(name: str, demo: bool) -> str:
    """The name of a file without its ending; one of the training set says so: a CSV has no other place for it.

    >>> named("指标", False), named("指标", True)
    ('指标', '指标-演示数据')
    """
    return f"{name}-{w.word('demo', 'mark')}" if demo else name


def titled(title: str, mark: str) -> str:
    """The title of a file in its properties; one of the training set says so.

    >>> titled("报告", ""), titled("报告", "演示数据")
    ('报告', '【演示数据】报告')
    """
    return f"【{mark}】{title}" if mark else title


def sign(properties: Any, title: str, author: str) -> None:
    """Fill the core properties of a document or a presentation: title, maker and day instead of those of the library's
    template."""
    properties.title, properties.author, properties.last_modified_by, properties.comments = title, author, author, ""
    properties.created = properties.modified = datetime.now(UTC).replace(microsecond=0, tzinfo=None)


def csv(rows: pd.DataFrame) -> bytes:
    """A frame as CSV bytes.

    >>> csv(pd.DataFrame({"名称": ["@a"], "值": [1]})).decode("utf-8-sig")
    "名称,值\\n'@a,1\\n"
    """
    safe = rows.rename(columns=neutral).map(neutral)
    written: str = safe.to_csv(index=False, lineterminator="\n")
    return written.encode("utf-8-sig")
